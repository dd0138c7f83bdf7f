"""Who quotes, names and answers whom, counted from what leaves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.analysis.types import LinkType, Place

from .records import Evidence, Export


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation from one node to another: how often, and the first and last date known.

    ``kind`` is ``quotes`` (a publication quotes an actor), ``names`` (a speaker names an actor)
    or ``answers`` (a speaker answers a speaker).
    """

    kind: str
    source: str
    target: str
    count: int
    first: str
    last: str


def relations(export: Export) -> list[Relation]:
    """Return all relations, in the order they are first met."""
    dates: dict[tuple[str, str, str], list[str]] = {}
    for kind, source, target, date in _met(export):
        dates.setdefault((kind, source, target), []).append(date)
    found = []
    for key, days in dates.items():
        known = sorted(day for day in days if day)
        first, last = (known[0], known[-1]) if known else ("", "")
        found.append(Relation(*key, len(days), first, last))
    return found


def publication(it: Evidence) -> str:
    """Return the node of the publication that an article stands in; "" where it is unknown."""
    return f"publication:{it.article.source}" if it.article.source else ""


def _met(export: Export) -> Iterator[tuple[str, str, str, str]]:
    for it in export.evidence:
        speaker, date = it.quotation.speaker_id, it.article.published.date or ""
        if not speaker:
            continue
        if where := publication(it):
            yield "quotes", where, speaker, date
        for named in dict.fromkeys(it.names):
            if named != speaker:
                yield "names", speaker, named, date
    for link in export.links:
        if link.type is LinkType.ANSWERS:
            answer, said = _said(export.evidence, link.a), _said(export.evidence, link.b)
            yield from _answers(answer, said)


def _answers(answer: Evidence | None, said: Evidence | None) -> Iterable[tuple[str, str, str, str]]:
    if answer and said and answer.quotation.speaker_id and said.quotation.speaker_id:
        date = answer.article.published.date or ""
        yield "answers", answer.quotation.speaker_id, said.quotation.speaker_id, date


def _said(evidence: Sequence[Evidence], place: Place) -> Evidence | None:
    """Return the quotation that shares most with a place, or None."""
    best, most = None, 0
    for it in evidence:
        if it.article.id == place.article:
            shared = min(it.quotation.end, place.end) - max(it.quotation.start, place.start)
            if shared > most:
                best, most = it, shared
    return best
