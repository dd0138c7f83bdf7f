"""Which texts are nearly the same as an earlier one: reprints with a word changed, a paragraph cut.

Two texts are compared by their shingles, as near duplicates are (:mod:`.duplicates`), but by hashes
that are the same in every library, so that what was made of a text holds as long as that text does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import lru_cache
from hashlib import blake2b
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np

from . import words
from .duplicates import SHORTEST, hashed
from .texts import MOST_WORDS

if TYPE_CHECKING:
    from .duplicates import Shingles

COPY = 0.9
"""The part of the shorter text that makes the longer one a copy of it, ..."""

_AS_LONG = 0.8
"""... and the part of the longer one that it has to be."""

_SKETCH, _LOOKED_FOR = 24, 6
"""The smallest shingles that are kept of a text; copies are looked for by the first of them."""

_ALIKE = 6
"""Of the kept ones, two copies share 17 about; with fewer than this, no text has to be read."""

_HOLDERS, _READ = 100, 16
"""A shingle finds so many texts at most, and so many are read for one: forms that differ in a name
alone share most of their shingles with all the others, which would be quadratic."""


Rank: TypeAlias = tuple[object, ...]
"""What articles are sorted by: of two that are alike the latter is the copy; no two are equal."""


class Sketch(NamedTuple):
    """How many shingles a text has, and the smallest of them."""

    size: int
    marks: tuple[int, ...]

    @property
    def looked_for(self) -> tuple[int, ...]:
        """The marks by which copies are looked for."""
        return self.marks[:_LOOKED_FOR]


def shingles(text: str) -> Shingles:
    """Return the hashes of a text's shingles, sorted, each once."""
    found = islice(words.plain(text), MOST_WORDS)
    terms = np.fromiter(map(_number, found), dtype=np.uint64)
    return np.unique(hashed(terms))


@lru_cache(100_000)
def _number(word: str) -> int:
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest())


def sketch(text: str) -> Sketch:
    """Return what copies of a text are looked for by; too short a text has no marks."""
    found = shingles(text)
    marks = found[:_SKETCH].tolist() if len(found) >= SHORTEST else ()
    return Sketch(len(found), tuple(marks))


def is_copy(one: Shingles, other: Shingles) -> bool:
    """Tell whether two texts are nearly the same."""
    shorter, longer = sorted((len(one), len(other)))
    both = len(np.intersect1d(one, other, assume_unique=True))
    return both >= COPY * shorter and both >= _AS_LONG * longer


def near_copies(
    sketches: Mapping[str, Sketch], are_copies: Callable[[str, str], bool]
) -> dict[str, str]:
    """Return the articles that are nearly the same as one before them, each with that one.

    No article is a copy of a copy.  Each is compared with those it shares the smallest of its
    shingles with (Broder's min-wise hashing), which are few.

    Args:
        sketches: of each article, in the order in which one is a copy of another.
        are_copies: compares the texts of two articles.
    """
    holders: dict[int, list[int]] = defaultdict(list)
    firsts: list[str] = []
    found: dict[str, str] = {}
    for name, made in sketches.items():
        (size, marks), looked_for = made, made.looked_for
        places = {place for mark in looked_for for place in holders[mark]}
        shared = {
            place: len(set(marks).intersection(sketches[firsts[place]].marks))
            for place in places
            if _as_long(size, sketches[firsts[place]].size)
        }
        alike = (place for place, count in shared.items() if count >= _ALIKE)
        likest = sorted(alike, key=lambda place: (-shared[place], place))[:_READ]
        near = (firsts[place] for place in sorted(likest))
        first = next((other for other in near if are_copies(name, other)), None)
        if first is not None:
            found[name] = first
            continue
        for mark in looked_for:
            if len(holders[mark]) < _HOLDERS:
                holders[mark].append(len(firsts))
        firsts.append(name)
    return found


def _as_long(one: int, other: int) -> bool:
    return min(one, other) >= _AS_LONG * max(one, other)


class ReprintLibrary:
    """The articles of a library, kept up as they come and go, and which are nearly the same.

    Those between whom no way of shared marks leads are compared apart: one that comes has only
    those compared again that it may have to do with, and what is found is as if all were compared.
    """

    def __init__(self) -> None:
        self._there: dict[str, tuple[Rank, Sketch]] = {}
        self._holders: defaultdict[int, set[str]] = defaultdict(set)
        self._changed: set[str] = set()
        self._copies: dict[str, str] = {}

    def add(self, name: str, rank: Rank, made: Sketch) -> None:
        """Take in an article, or its new place in the order; one of the same name is replaced."""
        self.remove(name)
        self._there[name] = rank, made
        self._changed.add(name)
        for mark in made.looked_for:
            self._holders[mark].add(name)

    def remove(self, name: str) -> None:
        """Forget an article; one that is not there is no error."""
        if name not in self._there:
            return
        _, made = self._there.pop(name)
        self._changed.add(name)
        for mark in made.looked_for:
            holders = self._holders[mark]
            holders.discard(name)
            self._changed |= holders
            if not holders:
                del self._holders[mark]

    def copies(self, are_copies: Callable[[str, str], bool]) -> dict[str, str]:
        """Return the articles that are nearly the same as one before them, each with that one.

        Raises:
            Whatever ``are_copies`` raises; nothing is lost by it.
        """
        met = sorted(self._met(), key=lambda name: self._there[name][0])
        found = near_copies({name: self._there[name][1] for name in met}, are_copies)
        for name in (*met, *self._changed):
            self._copies.pop(name, None)
        self._copies |= found
        self._changed = set()
        return dict(self._copies)

    def _met(self) -> set[str]:
        """Return those whom a way of shared marks ties to what has changed."""
        met: set[str] = set()
        seen: set[int] = set()
        waiting = list(self._changed & self._there.keys())
        while waiting:
            name = waiting.pop()
            met.add(name)
            for mark in self._there[name][1].looked_for:
                if mark not in seen:
                    seen.add(mark)
                    waiting += self._holders[mark] - met
        return met
