"""How a piece of text is to look, as one bit a reason: many spans become one list of runs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from enum import IntFlag, auto
from itertools import pairwise


class Look(IntFlag):
    """The reasons for a piece of text to look as it does."""

    NONE = 0
    BOLD = auto()  # a title, a heading
    FAINT = auto()  # a dateline
    DIRECT = auto()
    INDIRECT = auto()
    PERSON = auto()
    ORGANISATION = auto()
    COUNTRY = auto()
    GROUP = auto()
    CURRENT = auto()  # the quotation under the cursor
    POINT = auto()  # the actor under the cursor
    MATCH = auto()
    MATCH_HERE = auto()
    MARKED = auto()  # visual mode


Painted = tuple[int, int, Look]


class Runs:
    """Overlapping painted spans, flattened once: asking for a line costs a bisection."""

    def __init__(self, spans: Iterable[Painted]) -> None:
        edges: list[tuple[int, int, int]] = []
        for start, end, look in spans:
            if start < end:
                edges.append((start, 1, int(look)))
                edges.append((end, -1, int(look)))
        edges.sort()
        self._at: list[int] = [0]
        looks: list[int] = [0]
        depth: dict[int, int] = {}
        merged = 0
        for position, step, bit in edges:
            depth[bit] = open_ = depth.get(bit, 0) + step
            if open_ == 0:
                merged &= ~bit
            elif step > 0:
                merged |= bit
            if self._at[-1] == position:
                looks[-1] = merged
            else:
                self._at.append(position)
                looks.append(merged)
        known = {merged: Look(merged) for merged in set(looks)}
        self._looks = [known[merged] for merged in looks]

    def _plain(self, start: int, end: int) -> Iterator[Painted]:
        """Yield the runs that make up ``[start, end)``, nothing on top: most lines are so."""
        index = bisect_right(self._at, start)
        while start < end:
            stop = min(self._at[index], end) if index < len(self._at) else end
            yield start, stop, self._looks[index - 1]
            start, index = stop, index + 1

    def between(self, start: int, end: int, over: Iterable[Painted] = ()) -> Iterator[Painted]:
        """Yield the runs that make up ``[start, end)``, the spans of ``over`` laid on top."""
        laid = [span for span in over if span[0] < end and span[1] > start]
        if not laid:
            yield from self._plain(start, end)
            return
        first = bisect_right(self._at, start) - 1
        last = bisect_right(self._at, end - 1)
        cuts = {start, end, *self._at[first + 1 : last]}
        for a, b, _ in laid:
            cuts.add(max(a, start))
            cuts.add(min(b, end))
        ordered = sorted(cuts)
        for a, b in pairwise(ordered):
            look = self._looks[bisect_right(self._at, a) - 1]
            for one, two, more in laid:
                if one <= a < two:
                    look |= more
            yield a, b, look
