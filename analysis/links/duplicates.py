"""Near duplicates: wire stories, rewrites and updates of one text.

Two texts are compared by their shingles, runs of three content words (Broder, "On the resemblance
and containment of documents", 1997); what counts is the part of the shorter one that the longer
one contains.  Candidates are the articles with the nearest words, so no article is compared with
all others.
"""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from .texts import Texts

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Shingles = NDArray[np.uint64]

SAME = 0.2
"""The part of the shorter text's shingles from which two articles are near duplicates."""

COPY = 0.9
"""The part of the shorter text that makes the longer one a copy of it, ..."""

_AS_LONG = 0.8
"""... and the part of the longer one that it has to be."""

_SKETCH = 6
"""Shingles that copies are looked for by: of the smallest of each, two copies share most."""

_RUN = 3
_SHORTEST = 12
"""A text with fewer shingles is too short to be a rewrite of anything."""

_KEPT = 4000


class Duplicates:
    """The shingles of a library's articles."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._shingles: OrderedDict[int, Shingles] = OrderedDict()

    def remove(self, number: int) -> None:
        """Forget an article."""
        self._shingles.pop(number, None)

    def of(self, number: int) -> Shingles:
        """Return the hashes of an article's shingles, sorted, each once."""
        made = self._shingles.get(number)
        if made is None:
            terms = self._texts.entry(number).terms.astype(np.uint64)
            made = self._shingles[number] = np.unique(_hash(terms))
            if len(self._shingles) > _KEPT:
                self._shingles.popitem(last=False)
        return made

    def share(self, one: int, other: int) -> float:
        """Return the part of the shorter article's shingles that stand in the longer one."""
        here, there = self.of(one), self.of(other)
        shorter = min(len(here), len(there))
        if shorter < _SHORTEST:
            return 0.0
        return len(np.intersect1d(here, there, assume_unique=True)) / shorter

    def copies(self, numbers: Iterable[int]) -> dict[int, int]:
        """Return the articles that are nearly the same as an earlier one, each with that one.

        No article is a copy of a copy.  Each is compared with those it shares the smallest of
        its shingles with (Broder's min-wise hashing), which are few.
        """
        holders: dict[int, list[int]] = defaultdict(list)
        found: dict[int, int] = {}
        place: dict[int, int] = {}
        for number in numbers:
            shingles = self.of(number)
            if len(shingles) < _SHORTEST:
                continue
            marks = [int(mark) for mark in shingles[:_SKETCH]]
            alike = sorted(
                {other for mark in marks for other in holders[mark]}, key=place.__getitem__
            )
            first = next((other for other in alike if self._is_copy(number, other)), None)
            if first is not None:
                found[number] = first
                continue
            place[number] = len(place)
            for mark in marks:
                holders[mark].append(number)
        return found

    def _is_copy(self, one: int, other: int) -> bool:
        shorter, longer = sorted((len(self.of(one)), len(self.of(other))))
        share = self.share(one, other)
        return share >= COPY and share * shorter >= _AS_LONG * longer


def _hash(terms: Shingles) -> Shingles:
    """Mix each run of terms into one number (multiplicative hashing, wrapping around)."""
    if len(terms) < _RUN:
        return terms[:0]
    mixed = np.zeros(len(terms) - _RUN + 1, dtype=np.uint64)
    for step in range(_RUN):
        mixed = mixed * np.uint64(0x9E3779B97F4A7C15) + terms[step : len(mixed) + step]
        mixed ^= mixed >> np.uint64(29)
    return mixed
