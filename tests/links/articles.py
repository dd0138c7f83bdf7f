"""Articles with hand-made findings for the tests of links."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.analysis import layout
from onrecord.analysis.types import (
    ActorKind,
    Article,
    Basis,
    DatedEvent,
    Findings,
    LocalActor,
    Mention,
    MentionForm,
    Precision,
    Published,
    Quotation,
    QuotationKind,
)

Item = tuple[Article, Findings, tuple[str | None, ...]]


def made(
    name: str,
    text: str,
    said: Sequence[tuple[str | None, str]] = (),
    day: str | None = "2020-05-01",
    events: Sequence[tuple[str, str]] = (),
) -> Item:
    """Make an article: ``said`` are speakers with their words, ``events`` dates with sentences."""
    names = sorted({who for who, _ in said if who} | set(re.findall(r"\b[A-Z][a-z]+ov\b", text)))
    mentions = [
        Mention(found.start(), found.end(), MentionForm.NAME, index)
        for index, who in enumerate(names)
        for found in re.finditer(re.escape(who), text)
    ]
    quotations = []
    for who, words in said:
        start = text.index(words)
        kind = QuotationKind.DIRECT if words[0] in '“"' else QuotationKind.INDIRECT
        actor = names.index(who) if who else None
        quotations.append(Quotation(start, start + len(words), kind, actor=actor, confidence=0.9))
    published = Published(day, Precision.DAY, Basis.HEADER) if day else Published()
    sentences = []
    for start, end in layout.lines(text):
        sentences += [
            layout.trim(text, start + found.start(), start + found.end())
            for found in re.finditer(r"[^.!?]+[.!?”]*\s*", text[start:end])
        ]
    findings = Findings(
        blocks=layout.blocks(text),
        sentences=tuple(sentences),
        actors=tuple(LocalActor(who, ActorKind.PERSON) for who in names),
        mentions=tuple(sorted(mentions, key=lambda m: m.start)),
        quotations=tuple(quotations),
        published=published,
        events=tuple(
            DatedEvent(text.index(words), text.index(words) + len(words), iso)
            for iso, words in events
        ),
    )
    return Article(name, text, published=published), findings, tuple(f"p:{who}" for who in names)
