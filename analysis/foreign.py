"""What is found in an article of another language than English, with a pipeline of that language.

What onrecord has learned of speech (cues, speakers, roles, pronouns) is English. Elsewhere it takes
the names that the pipeline finds, and what stands in quotation marks, without a speaker.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from . import layout, names
from .types import (
    ActorKind,
    Block,
    Findings,
    LocalActor,
    Mention,
    MentionForm,
    Quotation,
    QuotationKind,
    Span,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc

_KINDS = {
    "PER": ActorKind.PERSON,
    "PERSON": ActorKind.PERSON,
    "PRS": ActorKind.PERSON,
    "ORG": ActorKind.ORGANISATION,
    "ORGANIZATION": ActorKind.ORGANISATION,
}
"""The names that spaCy's pipelines have for people and organisations."""

_MARKED = re.compile(
    r"„[^„“”\n]+[“”]|“[^“”\n]+”|”[^“”\n]+”|«[^«»\n]+»|»[^«»\n]+«|「[^「」\n]+」"
    r"|(?<!\w)\"[^\"\n]+\"(?!\w)"
)
_LEAST = 3
"""Words below which what stands in marks is a title or a doubted word; characters by eight."""

CONFIDENCE = 0.5
"""What a quotation without a cue and a speaker is worth."""


def is_foreign(language: str) -> bool:
    """Tell whether a pipeline's language is one of which nothing was learned."""
    return language not in ("en", "xx", "")


def said(doc: Doc, text: str, blocks: Iterable[Block]) -> Findings:
    """Find sentences, people, organisations and what stands in quotation marks.

    Args:
        doc: the article as :func:`analysis.pipeline.parse` gives it; offsets as in ``text``.
        text: the stored text.
        blocks: its blocks; no quotation crosses the edge of one.

    Returns:
        Findings without blocks and dates; quotations are direct, without speaker and cue.
        Offsets are code points of ``text``, half-open.
    """
    actors, mentions = _named(doc)
    quotations = tuple(
        Quotation(start, end, QuotationKind.DIRECT, confidence=CONFIDENCE)
        for block in blocks
        for start, end in _marked(text, block)
    )
    sentences = (layout.trim(text, it.start_char, it.end_char) for it in doc.sents)
    told = tuple(span for span in sentences if span[0] < span[1])
    return Findings(sentences=told, actors=actors, mentions=mentions, quotations=quotations)


def _marked(text: str, block: Block) -> Iterator[Span]:
    for found in _MARKED.finditer(text, block.start, block.end):
        words = found[0][1:-1]
        if max(len(words.split()), len(words) // 8) >= _LEAST:
            yield found.span()


def _named(doc: Doc) -> tuple[tuple[LocalActor, ...], tuple[Mention, ...]]:
    """Return the actors, those first whose names are longest in words, and where they are named."""
    entities = [it for it in doc.ents if it.label_ in _KINDS and it.text.strip()]
    fullest: dict[tuple[ActorKind, str], str] = {}
    for entity in sorted(entities, key=lambda it: -len(it.text.split())):
        kind, name = _KINDS[entity.label_], " ".join(entity.text.split())
        fullest.setdefault((kind, names.fold(name)), _bearer(kind, name, fullest))
    order = {pair: number for number, pair in enumerate(dict.fromkeys(
        (_KINDS[it.label_], fullest[_KINDS[it.label_], names.fold(" ".join(it.text.split()))])
        for it in entities
    ))}  # fmt: skip
    written: dict[int, list[str]] = {number: [] for number in order.values()}
    mentions = []
    for entity in entities:
        kind, name = _KINDS[entity.label_], " ".join(entity.text.split())
        actor = order[kind, fullest[kind, names.fold(name)]]
        written[actor].append(name)
        mentions.append(Mention(entity.start_char, entity.end_char, MentionForm.NAME, actor))
    actors = tuple(
        LocalActor(name, kind, names=tuple(dict.fromkeys(written[number])))
        for (kind, name), number in order.items()
    )
    return actors, tuple(mentions)


def _bearer(kind: ActorKind, name: str, known: dict[tuple[ActorKind, str], str]) -> str:
    """Return the full name of the one person that a surname can be, else the name itself."""
    if kind is not ActorKind.PERSON or " " in name:
        return name
    bearers = {
        full for (what, _), full in known.items()
        if what is kind and names.fold(full.split()[-1]) == names.fold(name)
    }  # fmt: skip
    return bearers.pop() if len(bearers) == 1 else name
