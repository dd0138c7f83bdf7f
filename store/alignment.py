"""Where a span of one text lies in an edited one, by a diff over words.

Words, not signs, are compared (each distinct word as one code point), so that an edit never
aligns stray letters of unrelated words.  The diff is Myers' (An O(ND) difference algorithm, 1986)
as diff-match-patch implements it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

from fast_diff_match_patch import diff
from rapidfuzz.distance import Indel

from analysis.types import Span

_WORDS = re.compile(r"\w+|\s+|[^\w\s]")
_FIRST = 0xE000  # behind the surrogates, which the diff cannot hold
_SECONDS = 2.0


def likeness(a: str, b: str) -> float:
    """Return how alike two texts are, 0 to 1: the share of signs that both have in order."""
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
        self._runs = _runs(diff(*encoded, counts_only=True, cleanup="No", timelimit=_SECONDS))

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


def _runs(operations: Sequence[tuple[str, int]]) -> list[tuple[int, int, int, int, bool]]:
    """Return the runs of a diff as (old, length, new, length, same), edits joined between."""
    runs: list[tuple[int, int, int, int, bool]] = []
    old = new = gone = come = 0
    for sign, length in operations:
        if sign == "=":
            if gone or come:
                runs.append((old, gone, new, come, False))
                old, new, gone, come = old + gone, new + come, 0, 0
            runs.append((old, length, new, length, True))
            old, new = old + length, new + length
        elif sign == "-":
            gone += length
        else:
            come += length
    if gone or come:
        runs.append((old, gone, new, come, False))
    return runs


@lru_cache(maxsize=4)
def aligned(old: str, new: str) -> Alignment:
    """Return the alignment of two texts; many annotations ask for the same one."""
    return Alignment(old, new)
