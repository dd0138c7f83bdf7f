"""Gathers what leaves: quotations with all that the formats tell of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from onrecord.analysis.types import Link
from onrecord.store.export import Cited, Evidence, Export, Format, Tag, quotation_id
from onrecord.store.library.library import Library
from onrecord.store.notebook.anchors import CONTEXT
from onrecord.store.notebook.overlay import Quoted

if TYPE_CHECKING:
    from .session import Session


def gather(
    session: Session, library: Library, quotations: Sequence[Quoted], title: str, form: Format
) -> Export:
    """Return an export of these quotations, with all of it that a format has a use for."""
    articles: dict[str, Cited] = {}
    evidence = []
    for quoted in quotations:
        if quoted.article not in articles:
            articles[quoted.article] = cited(session, library, quoted.article, form.texts)
        text = session.article(quoted.article).text
        names = _named(session, quoted) if form.links else ()
        evidence.append(_evidence(quoted, articles[quoted.article], text, names))
    known = {key for it in evidence for key in (it.quotation.speaker_id, *it.names)}
    tags = {tag for it in quotations for tag in it.tags}
    return Export(
        title,
        evidence,
        articles,
        {key: actor for key, actor in session.actors().items() if key in known},
        _links(session, articles) if form.links else (),
        [Tag(tag, *library.notebook.codebook(tag)) for tag in sorted(tags)],
        datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    )


def _named(session: Session, quoted: Quoted) -> tuple[str, ...]:
    """Return the ids of the actors whose names stand in a quotation."""
    inside = (
        it.actor
        for it in session.named(quoted.article)
        if it.actor and quoted.start <= it.start and it.end <= quoted.end
    )
    return tuple(dict.fromkeys(inside))


def _links(session: Session, articles: Iterable[str]) -> list[Link]:
    found = {(link.type, link.a, link.b): link for name in articles for link in session.links(name)}
    return list(found.values())


def cited(session: Session, library: Library, article: str, with_text: bool = False) -> Cited:
    """Return an article as the exports know it."""
    entry = library.entries[article]
    return Cited(
        article,
        entry.title,
        entry.source,
        entry.url,
        session.published(article),
        entry.language,
        entry.version,
        entry.file,
        library.notebook.notes(article).memo,
        session.article(article).text if with_text else "",
    )


def _evidence(quoted: Quoted, article: Cited, text: str, names: tuple[str, ...]) -> Evidence:
    return Evidence(
        quoted,
        text[quoted.start : quoted.end],
        article,
        text[slice(*quoted.cue)] if quoted.cue else "",
        text[slice(*quoted.speaker)] if quoted.speaker else "",
        text[max(0, quoted.start - CONTEXT) : quoted.start],
        text[quoted.end : quoted.end + CONTEXT],
        quotation_id(article.id, text, quoted.start, quoted.end),
        names,
    )
