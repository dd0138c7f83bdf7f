"""A text with some of its stretches replaced, and the way from each text to the other.

Spans are half-open, in code points.  A span is found by bisection, so that a map costs memory by
its edits alone and an answer the logarithm of their number.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from .types import Span


class Edit(NamedTuple):
    """What is put in place of ``[start, end)``; an empty span inserts, empty words delete."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class _Side:
    """Where each edit begins and ends in one of the two texts."""

    start: tuple[int, ...]
    end: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Edited:
    """A text after edits.

    ``text`` is the new one; :meth:`back` leads a span of it to the old text, :meth:`forward` the
    other way.  Both keep order, and cover an edit whole where a span touches its inside.
    """

    text: str
    old: _Side
    new: _Side

    def back(self, start: int, end: int) -> Span:
        """Return the span of the old text that a span of the new one stands for."""
        return _begin(start, self.new, self.old), _stop(end, self.new, self.old)

    def back_whole(self, start: int, end: int) -> Span:
        """As :meth:`back`, what was deleted at the span's two edges included."""
        return _first(start, self.new, self.old), _last(end, self.new, self.old)

    def forward(self, start: int, end: int) -> Span:
        """Return the span of the new text that a span of the old one has become."""
        return _begin(start, self.old, self.new), _stop(end, self.old, self.new)


def apply(text: str, edits: Iterable[Edit]) -> Edited:
    """Return the text after edits, which are in order; of two that overlap the first counts."""
    pieces, at, size = [], 0, 0
    old: tuple[list[int], list[int]] = ([], [])
    new: tuple[list[int], list[int]] = ([], [])
    for start, end, words in edits:
        if start < at:
            continue
        pieces += [text[at:start], words]
        size += start - at
        old[0].append(start)
        old[1].append(end)
        new[0].append(size)
        size += len(words)
        new[1].append(size)
        at = end
    pieces.append(text[at:])
    return Edited("".join(pieces), _side(old), _side(new))


def _side(edges: tuple[list[int], list[int]]) -> _Side:
    return _Side(tuple(edges[0]), tuple(edges[1]))


def _begin(at: int, here: _Side, there: _Side) -> int:
    """Lead the beginning of a span over: what was put in or taken out just before it stays out."""
    before = bisect_right(here.end, at)
    if before < len(here.start) and here.start[before] <= at:
        return there.start[before]
    return at + there.end[before - 1] - here.end[before - 1] if before else at


def _stop(at: int, here: _Side, there: _Side) -> int:
    """Lead the end of a span over: what was put in or taken out just after it stays out."""
    before = bisect_left(here.start, at)
    if not before:
        return at
    if here.end[before - 1] >= at:
        return there.end[before - 1]
    return at + there.end[before - 1] - here.end[before - 1]


def _first(at: int, here: _Side, there: _Side) -> int:
    """Lead the beginning of a span over, deletions just before it included."""
    place = bisect_left(here.start, at)
    if place < len(here.start) and here.start[place] == here.end[place] == at:
        return there.start[place]
    return _begin(at, here, there)


def _last(at: int, here: _Side, there: _Side) -> int:
    """Lead the end of a span over, deletions just after it included."""
    place = bisect_right(here.end, at) - 1
    if place >= 0 and here.start[place] == at:
        return there.end[place]
    return _stop(at, here, there)
