"""Passages of two articles that tell of one happening."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..types import Span
from .texts import IndexedText, Texts

_LEAST_WORDS = 3
_LEAST_SHARE = 0.25
"""The part of the shorter passage's words, by rarity, that two reports of one happening share."""

_NEWS = 30
"""Days for which a happening is news; what lies further back, or ahead, is only referred to."""

_SENTENCES = 25
"""The first sentences of an article, where its event is told."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two passages that date one happening, the rarest words they share, and the day."""

    other: int
    here: Span
    there: Span
    shared: tuple[int, ...]
    day: str
    score: float


class Happenings:
    """The dated passages of a library's articles."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def shared(self, entry: IndexedText, others: list[int]) -> list[Meeting]:
        """Return the happenings that an article and others date alike, once for each other one."""
        best: dict[int, Meeting] = {}
        mine = {here: self._terms(entry, here) for _, here in entry.events}
        for number in others:
            other = self._texts.entry(number)
            for iso, here in entry.events:
                for other_iso, there in other.events:
                    if iso[-5:] != other_iso[-5:] or not _one_day(entry, iso, other, other_iso):
                        continue
                    whole = other_iso if iso.startswith("--") else iso
                    if not (_news(entry, whole) and _news(other, whole)):
                        continue
                    day = whole.removeprefix("--")
                    meeting = self._meeting(mine[here], here, other, there, day)
                    if meeting and (number not in best or meeting.score > best[number].score):
                        best[number] = meeting
        rank = self._texts.rank
        return sorted(best.values(), key=lambda m: (-m.score, rank(m.other)))

    def _meeting(
        self, mine: set[int], here: Span, other: IndexedText, there: Span, day: str
    ) -> Meeting | None:
        theirs = self._terms(other, there)
        both = self._by_rarity(mine & theirs)
        if len(both) < _LEAST_WORDS:
            return None
        lesser = min(sum(map(self._rarity, side)) for side in (mine, theirs))
        share = sum(map(self._rarity, both)) / lesser if lesser else 0.0
        if share < _LEAST_SHARE:
            return None
        return Meeting(other.number, here, there, both, day, min(1.0, 0.5 + share / 2))

    def meeting(self, one: IndexedText, other: IndexedText) -> tuple[Span, Span, tuple[int, ...]]:
        """Return the two sentences that best show that two articles tell of one event."""
        best: tuple[float, Span, Span, tuple[int, ...]] | None = None
        theirs = [(span, self._terms(other, span)) for span in _opening(other)]
        for here in _opening(one):
            mine = self._terms(one, here)
            for there, terms in theirs:
                both = self._by_rarity(mine & terms)
                if not both:
                    continue
                weight = sum(self._rarity(term) for term in both)
                weight /= (len(mine) * len(terms)) ** 0.25
                if best is None or weight > best[0]:
                    best = weight, here, there, both
        if best is None:
            return (0, one.length), (0, other.length), ()
        return best[1:]

    def _terms(self, entry: IndexedText, span: Span) -> set[int]:
        """Return the words of a passage, without those of the calendar and numbers."""
        terms = entry.terms[entry.within(span)]
        return set(terms[~self._texts.numeric(terms)].tolist())

    def _rarity(self, term: int) -> float:
        return self._texts.rarity_of(term)

    def _by_rarity(self, terms: set[int]) -> tuple[int, ...]:
        stems = self._texts.stems
        return tuple(sorted(terms, key=lambda term: (-self._rarity(term), stems[term])))


def _news(entry: IndexedText, iso: str) -> bool:
    """Tell whether an article reports a happening of some day, and does not look back or ahead."""
    if entry.day is None or iso.startswith("--"):
        return True
    lag = entry.day - date.fromisoformat(iso).toordinal()
    return -1 - entry.slack <= lag <= _NEWS + entry.slack


def _opening(entry: IndexedText) -> list[Span]:
    return [(start, end) for start, end in entry.sentences[:_SENTENCES].tolist()]


def _one_day(one: IndexedText, iso: str, other: IndexedText, other_iso: str) -> bool:
    """Tell whether two dates, of which the year may be missing, are one day."""
    if iso == other_iso and not iso.startswith("--"):
        return True
    if not iso.startswith("--") and not other_iso.startswith("--"):
        return False
    if iso.startswith("--") and other_iso.startswith("--"):
        return one.day is not None and other.day is not None and abs(one.day - other.day) < 180
    whole, near = (iso, other) if other_iso.startswith("--") else (other_iso, one)
    if near.day is None:
        return True
    return abs(date.fromisoformat(whole).toordinal() - near.day) < 366
