"""Near duplicates: wire stories, rewrites and updates of one text.

Two texts are compared by their shingles, runs of three content words (Broder, "On the resemblance
and containment of documents", 1997); what counts is the part of the shorter one that the longer
one contains.  Candidates are the articles with the nearest words, so no article is compared with
all others.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

import numpy as np

from .texts import Texts

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Shingles = NDArray[np.uint64]

SAME = 0.2
"""The part of the shorter text's shingles from which two articles are near duplicates."""

_RUN = 3
SHORTEST = 12
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
            made = self._shingles[number] = np.unique(hashed(terms))
            if len(self._shingles) > _KEPT:
                self._shingles.popitem(last=False)
        return made

    def share(self, one: int, other: int) -> float:
        """Return the part of the shorter article's shingles that stand in the longer one."""
        here, there = self.of(one), self.of(other)
        shorter = min(len(here), len(there))
        if shorter < SHORTEST:
            return 0.0
        return len(np.intersect1d(here, there, assume_unique=True)) / shorter


def hashed(terms: Shingles) -> Shingles:
    """Mix each run of terms into one number (multiplicative hashing, wrapping around)."""
    if len(terms) < _RUN:
        return terms[:0]
    mixed = np.zeros(len(terms) - _RUN + 1, dtype=np.uint64)
    for step in range(_RUN):
        mixed = mixed * np.uint64(0x9E3779B97F4A7C15) + terms[step : len(mixed) + step]
        mixed ^= mixed >> np.uint64(29)
    return mixed
