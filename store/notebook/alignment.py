"""Where a span of one text lies in an edited one, by a diff over words.

Words, not characters, are compared (each distinct word as one code point), so that an edit never
aligns stray letters of unrelated words.  The diff is a longest common subsequence, found bit by
bit in parallel (Hyyrö, Bit-parallel LCS-length computation revisited, 2004) by rapidfuzz.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate

from onrecord.analysis.types import Span

_WORDS = re.compile(r"\w+|\s+|[^\w\s]")
_FIRST = 0xE000  # behind the surrogates
_LARGEST = 400_000_000
"""Words times words that are compared (a bit of memory each); of more, only the ends are."""


def likeness(a: str, b: str) -> float:
    """Return how alike two texts are, 0 to 1: the share of characters that both have in order."""
    from rapidfuzz.distance import Indel  # late: a library that did not change needs none of it

    return float(Indel.normalized_similarity(a, b))


class Alignment:
    """The words of an old and a new text, matched; see :meth:`carry`."""

    def __init__(self, old: str, new: str) -> None:
        self.new = new
        old_words = _WORDS.findall(old)
        new_words = _WORDS.findall(new)
        number: dict[str, str] = {}
        encoded = [
            "".join(number.setdefault(word, chr(_FIRST + len(number))) for word in words)
            for words in (old_words, new_words)
        ]
        self._old = list(accumulate(map(len, old_words), initial=0))
        self._new = list(accumulate(map(len, new_words), initial=0))
        self._runs = _runs(*encoded)

    def carry(self, start: int, end: int) -> Span:
        """Return where ``[start, end)`` of the old text went: its words and what replaced them.

        Where words are inserted right at an edge, the span that is as long as before is taken.
        """
        first = bisect_right(self._old, start) - 1
        last = bisect_right(self._old, end - 1)
        starts = {self._new[word] for word in self._where(first, False)}
        ends = {self._new[word] for word in self._where(last, True)}
        length = end - start
        spans = [(a, b) for a in starts for b in ends if a <= b]
        if not spans:
            at = min(starts)
            return at, at
        return min(spans, key=lambda span: abs(span[1] - span[0] - length))

    def _where(self, word: int, is_end: bool) -> Sequence[int]:
        """Return the places in the new text that the edge before an old word can be."""
        places = []
        for old, old_length, new, new_length, same in self._runs:
            if same and old <= word <= old + old_length:
                places.append(new + word - old)
            elif not same and old <= word <= old + old_length:
                if word == old:
                    places.append(new)
                if word == old + old_length:
                    places.append(new + new_length)
                if old < word < old + old_length:
                    share = (word - old) / old_length
                    places.append(new + round(share * new_length))
        return places or [len(self._new) - 1 if is_end else 0]


def _runs(a: str, b: str) -> list[tuple[int, int, int, int, bool]]:
    """Return the runs of a diff as (old, length, new, length, same), edits joined between."""
    from rapidfuzz.distance import Postfix, Prefix

    head = Prefix.similarity(a, b)
    tail = Postfix.similarity(a[head:], b[head:])
    a, b = a[head : len(a) - tail], b[head : len(b) - tail]
    runs = [(0, head, 0, head, True)] if head else []
    if len(a) * len(b) <= _LARGEST:
        runs += _between(a, b, head)
    elif a or b:
        runs.append((head, len(a), head, len(b), False))
    if tail:
        runs.append((head + len(a), tail, head + len(b), tail, True))
    return runs


def _between(a: str, b: str, at: int) -> Iterator[tuple[int, int, int, int, bool]]:
    """Yield the runs of two texts that begin at ``at``, edits joined between equal words."""
    old = new = 0
    from rapidfuzz.distance import Indel

    for step in Indel.opcodes(a, b):
        if step.tag == "equal":
            if (old, new) != (step.src_start, step.dest_start):
                yield at + old, step.src_start - old, at + new, step.dest_start - new, False
            length = step.src_end - step.src_start
            yield at + step.src_start, length, at + step.dest_start, length, True
            old, new = step.src_end, step.dest_end
    if (old, new) != (len(a), len(b)):
        yield at + old, len(a) - old, at + new, len(b) - new, False


@lru_cache(maxsize=4)
def aligned(old: str, new: str) -> Alignment:
    """Return the alignment of two texts; many annotations ask for the same one."""
    return Alignment(old, new)
