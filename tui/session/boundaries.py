"""The ends of a quotation, moved by word, clause and sentence: no drawing, offsets only."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from enum import Enum

from onrecord.analysis.types import Span

_TOKEN = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"  # scripts without blanks: sign by sign
    r"|\w(?:[\w\u0300-\u036f]|['’-](?=\w))*"
    r"|``|''"
    r"|\S"
)
_CLAUSE = re.compile(r"[,;:.!?…—–()\[\]“”„‟«»\"。、，；：！？「」『』]|``|''")
_MARKS = re.compile(r"[“\"«„「][^“”\"«»„「」]+[”\"»“」]")
_SENTENCE = re.compile(r".+?(?:[.!?…。！？]+[”\"»’)\]」]*(?=\s|$)|\n\s*\n|\Z)", re.DOTALL)
_NEAR = 5_000
"""Signs before and after a quotation within which its ends are moved at all."""


class Edge(Enum):
    """One of the two ends of a span."""

    START = 0
    END = 1


class Boundary:
    """A span of a text, one end of which is being moved.

    ``start`` and ``end`` are the span, ``edge`` the end that moves.  However it is moved, the
    span stays inside the text and holds at least one word or mark; ``start`` stands where a word
    or a mark begins and ``end`` where one ends, as soon as they have been moved.
    """

    def __init__(self, text: str, start: int, end: int, sentences: Sequence[Span] = ()) -> None:
        self.text = text
        self.old: Span = (start, end)
        self.start, self.end = start, end
        self.edge = Edge.END
        low, high = max(start - _NEAR, 0), min(end + _NEAR, len(text))
        tokens = [found.span() for found in _TOKEN.finditer(text, low, high)]
        self._starts = [a for a, _ in tokens]
        self._ends = [b for _, b in tokens]
        self._clauses = [_CLAUSE.fullmatch(text, a, b) is not None for a, b in tokens]
        near = [span for span in sentences if span[0] < high and span[1] > low]
        self._sentences = near or [
            _cut(text, *m.span()) for m in _SENTENCE.finditer(text, low, high)
        ]
        self._low, self._high = low, high

    @property
    def span(self) -> Span:
        """The span as it is now."""
        return self.start, self.end

    def swap(self) -> None:
        """Move the other end from now on."""
        self.edge = Edge.START if self.edge is Edge.END else Edge.END

    def reset(self) -> None:
        """Take the span back that there was at first."""
        self.start, self.end = self.old

    # -- moving one end ---------------------------------------------------------------------------

    def words(self, steps: int) -> None:
        """Move the end by words and marks, back where ``steps`` is negative."""
        self._move(self._starts if self.edge is Edge.START else self._ends, steps)

    def clauses(self, steps: int) -> None:
        """Move the end to where a clause begins or ends: before or after a mark of punctuation."""
        marks = self._clauses
        last = len(marks) - 1
        if self.edge is Edge.START:
            stops = [a for i, a in enumerate(self._starts) if i == 0 or marks[i - 1]]
        else:
            stops = [
                b
                for i, b in enumerate(self._ends)
                if i == last or marks[i + 1] != marks[i] or (marks[i] and marks[i + 1])
            ]
        self._move(stops, steps)

    def sentences(self, steps: int) -> None:
        """Move the end to where a sentence begins or ends."""
        side = self.edge.value
        self._move(sorted({span[side] for span in self._sentences}), steps)

    def to(self, words: str) -> bool:
        """Move the end to the next place of words, round the end; return whether there is one."""
        asked = re.compile(r"\s+".join(map(re.escape, words.split())), re.IGNORECASE)
        found = [it.span() for it in asked.finditer(self.text, self._low, self._high) if it[0]]
        first, last = self._room()
        stops = [stop for stop in map(self._whole, found) if first <= stop <= last]
        if stops:
            here = self.span[self.edge.value]
            self._put(min([stop for stop in stops if stop > here] or stops))
        return bool(stops)

    def _whole(self, found: Span) -> int:
        """Return where the end stands if it is moved to these words, none of them cut in two."""
        if self.edge is Edge.START:
            return self._starts[max(bisect_right(self._starts, found[0]) - 1, 0)]
        return self._ends[min(bisect_left(self._ends, found[1]), len(self._ends) - 1)]

    def _move(self, stops: Sequence[int], steps: int) -> None:
        """Move the end by so many of the stops, as far as the span stays one."""
        first, last = self._room()
        stops = [stop for stop in stops if first <= stop <= last]
        here = self.start if self.edge is Edge.START else self.end
        if steps > 0:
            index = bisect_right(stops, here) + steps - 1
        else:
            index = bisect_left(stops, here) + steps
        if not stops or (steps > 0 and stops[-1] <= here) or (steps < 0 and stops[0] >= here):
            return
        self._put(stops[min(max(index, 0), len(stops) - 1)])

    def _put(self, stop: int) -> None:
        if self.edge is Edge.START:
            self.start = stop
        else:
            self.end = stop

    def _room(self) -> Span:
        """Return the first and the last offset that the end can stand at."""
        if self.edge is Edge.START:
            before = bisect_left(self._starts, self.end)
            return self._low, self._starts[before - 1] if before else self.start
        after = bisect_right(self._ends, self.start)
        return self._ends[after] if after < len(self._ends) else self.end, self._high

    # -- both ends at once ------------------------------------------------------------------------

    def snap_to_marks(self) -> None:
        """Go to the quotation marks that fit the span best; again, to the words inside them."""
        pairs = [found.span() for found in _MARKS.finditer(self.text, self._low, self._high)]
        fitting = [pair for pair in pairs if pair[0] < self.end and pair[1] > self.start]
        if not fitting:
            return
        pair = max(fitting, key=lambda one: _common(one, self.span) / (one[1] - one[0]))
        inside = _cut(self.text, pair[0] + 1, pair[1] - 1)
        self.start, self.end = inside if self.span == pair and inside[0] < inside[1] else pair

    def snap_to_sentences(self) -> None:
        """Widen the span to the whole of the sentences that it is in."""
        touched = [s for s in self._sentences if s[0] < self.end and s[1] > self.start]
        if touched:
            self.start = min(self.start, touched[0][0])
            self.end = max(self.end, max(end for _, end in touched))


def _cut(text: str, start: int, end: int) -> Span:
    """Return a span without the blanks at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _common(a: Span, b: Span) -> int:
    return min(a[1], b[1]) - max(a[0], b[0])
