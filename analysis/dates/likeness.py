"""What time an article's words belong to, by the dated articles of the library.

Words come and go with the news: the share of the articles of a time that use a word, against its
share in the whole library, is evidence for that time (temporal language models: de Jong, Rode,
Hiemstra, "Temporal language models for the disclosure of historical text", 2005).  Articles that
are much alike are of nearly one day.

How rare a word is, and when it was used, is told by a sample: the thousand dated articles whose
ids have the smallest hashes (a bottom-k sample; Broder 1997).  It is the same in whatever order
articles come, and one that comes to ten thousand leaves it alone nine times of ten.  Others that
are much alike are found by words that few articles use.  So an article costs what its words cost,
however large the library is.
"""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, TypeAlias

from .counted_words import MOST, CountedWords

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from .likelihood import Days, Scores

    Terms: TypeAlias = NDArray[np.int32]

SAMPLE = 1_000
"""Dated articles by which words are weighed at the most."""

_COMMON = 0.1
"""Words in a greater part of the sample tell nothing."""

_FINDING = 100
"""Articles that a word may stand in for others to be found by it."""

_TERMS = 200
"""The rarest words of an article, of those that the sample knows, are looked at."""

_DAMPING = 0.35
"""The words of an article lean on each other: how much each one's evidence counts."""

_SMOOTHING = 3.0
_FACTORS = 64
"""Numbers between 3 and 0.8 times the sample that are multiplied, for one logarithm of all."""

_STEPS = 600
_NEIGHBOURS = 5
_AT_ONCE = 1_000
"""Articles whose norms are worked out together, in some megabytes."""

_BITS = MOST.bit_length()
"""A use of a word is one number: the place of the article, and how often, in the last bits."""

_AWAY = 150
"""Days from an article that is alike, beyond which all days are as unlikely to the last digit."""

_ALIKE = 0.25
"""The least cosine at which one article says something about the day of another."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A dated article that is much like another."""

    id: str
    day: int
    cosine: float


@dataclass(frozen=True, slots=True)
class _Text:
    """An article's words by their places here, each once; how often; its day, None if not known.

    They are in the order of their numbers, whatever came first: so sums are the same to the bit.
    """

    id: str
    terms: Terms
    counts: Terms
    day: int | None


class Likeness:
    """The articles of a library as words, found by the rare ones among them.

    ``days`` are those of the sample, in no order.
    """

    days: Days
    _spread: Days
    _rarity: Scores
    _norms: Scores

    def __init__(self) -> None:
        import numpy as np

        self._numbers: dict[int, int] = {}  # by the number that a word has everywhere: that here
        self._words = np.zeros(0, dtype=np.uint32)
        self._in: list[array[int]] = []
        self._texts: list[_Text | None] = []
        self._places: dict[str, int] = {}
        self._dated: list[tuple[bytes, str]] = []
        self._come: dict[str, tuple[CountedWords, int | None]] = {}
        self._crossed: set[int] = set()
        self._few = np.ones(0, dtype=bool)  # whether few articles use a word
        self._weigh()

    # -- coming and going -----------------------------------------------------------------------

    def add(self, key: str, text: CountedWords, day: int | None) -> None:
        """Take in an article that is not there: its id, words, and day (proleptic ordinal)."""
        self._come[key] = text, day
        if day is not None:
            entry = _rank(key)
            insort(self._dated, entry)
            self._stale |= bisect_left(self._dated, entry) < SAMPLE

    def remove(self, key: str) -> None:
        """Forget an article that is there."""
        if key in self._come:
            _, day = self._come.pop(key)
        else:
            day = self._forget(self._places.pop(key))
        if day is not None:
            at = bisect_left(self._dated, _rank(key))
            del self._dated[at]
            self._stale |= at < SAMPLE

    def _forget(self, place: int) -> int | None:
        """Forget the article of a place; return its day."""
        text = self._text(place)
        self._texts[place] = None
        for term in text.terms.tolist():
            found = self._in[term]
            del found[bisect_left(found, place << _BITS)]
            if len(found) == _FINDING:
                self._crossed.add(term)
        return text.day

    def _enter(self) -> list[int]:
        """Take in the words of all that came since; return their places."""
        import numpy as np

        come, self._come = self._come, {}
        if not come:
            return []
        texts = [text for text, _ in come.values()]
        said, inverse = np.unique(np.concatenate([it.words for it in texts]), return_inverse=True)
        new = [number for number in said.tolist() if number not in self._numbers]
        self._numbers.update(zip(new, range(len(self._in), len(self._in) + len(new)), strict=True))
        self._words = np.concatenate((self._words, np.array(new, dtype=np.uint32)))
        self._in += [array("i") for _ in new]
        here = np.array([self._numbers[number] for number in said.tolist()], dtype=np.int32)
        ends = np.cumsum([len(it.words) for it in texts]).tolist()
        places = []
        for (key, (text, day)), start, end in zip(come.items(), [0, *ends], ends, strict=False):
            place = self._places[key] = len(self._texts)
            terms = here[inverse[start:end]]
            self._texts.append(_Text(key, terms, text.counts.astype(np.int32), day))
            places.append(place)
        self._use(here, inverse, places)
        return places

    def _use(self, here: Terms, inverse: Days, places: Sequence[int]) -> None:
        """Note where words are used: those of some articles, as which of ``here`` each is."""
        import numpy as np

        texts = [self._text(place) for place in places]
        rows = np.repeat(np.array(places, np.int32), [len(text.terms) for text in texts])
        uses = np.concatenate([text.counts for text in texts]) | rows << _BITS
        uses = uses[np.argsort(inverse, kind="stable")].astype(np.int32)
        ends = np.cumsum(np.bincount(inverse, minlength=len(here))).tolist()
        for term, start, end in zip(here.tolist(), [0, *ends], ends, strict=False):
            found = self._in[term]
            if len(found) <= _FINDING < len(found) + end - start:
                self._crossed.add(term)
            found.frombytes(uses[start:end].tobytes())

    def settle(self) -> set[str] | None:
        """Take account of what came and went since; to be called before anything is asked.

        Returns:
            The undated articles whose neighbours or rare words may be others now, but for those
            that had an article among their neighbours that went; None: everything may be.
        """
        import numpy as np

        come = self._enter()
        crossed, self._crossed = self._crossed, set()
        self._few = np.concatenate((self._few, np.ones(len(self._in) - len(self._few), bool)))
        for term in crossed:
            self._few[term] = len(self._in[term]) <= _FINDING
        if self._stale:
            self._weigh()
            return None
        new = len(self._in) - len(self._rarity)
        unknown = math.log(2 + len(self.days))
        self._rarity = np.concatenate((self._rarity, np.full(new, unknown)))
        self._spread = np.concatenate((self._spread, np.zeros(new, dtype=np.int64)))
        fresh = len(self._texts) - len(self._norms)
        self._norms = np.concatenate((self._norms, np.ones(fresh)))
        if come:
            self._measure(come)
        touched = {use >> _BITS for term in crossed for use in self._in[term]}
        for place in come:
            if self._text(place).day is None:
                touched.add(place)
            else:
                touched.update(other for other, _ in self._alike(place))
        return {it.id for place in touched if (it := self._text(place)).day is None}

    def _text(self, place: int) -> _Text:
        text = self._texts[place]
        assert text is not None
        return text

    # -- the sample -----------------------------------------------------------------------------

    def _weigh(self) -> None:
        """Count the words of the sample, and what follows for those of every article."""
        import numpy as np

        self._stale = False
        sample = [self._text(self._places[key]) for _, key in self._dated[:SAMPLE]]
        self.days = np.array([text.day for text in sample], dtype=np.int64)
        size = len(sample)
        none = np.zeros(0, dtype=np.int32)
        terms = np.concatenate([none, *(text.terms for text in sample)])
        self._spread = np.bincount(terms, minlength=len(self._in))
        self._rarity = np.log((2 + size) / (1 + self._spread))
        self._rarity[self._spread > max(3, _COMMON * size)] = 0.0
        rows = np.repeat(np.arange(size), [len(text.terms) for text in sample])
        self._users = rows[np.argsort(terms, kind="stable")]
        self._starts = np.concatenate(([0], np.cumsum(self._spread)))
        self._norms = np.ones(len(self._texts))
        places = list(self._places.values())
        for at in range(0, len(places), _AT_ONCE):
            self._measure(places[at : at + _AT_ONCE])

    def _measure(self, places: Sequence[int]) -> None:
        """Work the norms of some articles out: the same whichever are worked out together."""
        import numpy as np

        texts = [self._text(place) for place in places]
        terms = np.concatenate([text.terms for text in texts])
        counts = np.concatenate([text.counts for text in texts])
        rows = np.repeat(np.arange(len(texts)), [len(text.terms) for text in texts])
        weights = (_weight()[counts] * self._rarity[terms]) ** 2
        norms = np.sqrt(np.bincount(rows, weights=weights, minlength=len(texts)))
        self._norms[np.array(places)] = np.where(norms > 0, norms, 1.0)

    def range(self) -> list[int]:
        """Return the first and the last day of the sample, nothing where it is empty."""
        return [int(self.days.min()), int(self.days.max())] if len(self.days) else []

    # -- what is asked ----------------------------------------------------------------------------

    def rare(self, some: Iterable[int]) -> frozenset[int]:
        """Return those of some words that tell something, and that few articles use."""
        known = [(word, n) for word in some if (n := self._numbers.get(word)) is not None]
        numbers = [n for _, n in known]
        finds = (self._few[numbers] & (self._rarity[numbers] > 0)).tolist() if known else []
        return frozenset(word for (word, _), it in zip(known, finds, strict=True) if it)

    def sharing(self, some: Iterable[int], least: int) -> list[str]:
        """Return the dated articles that use at least so many of some rare words, by their ids."""
        import numpy as np

        uses = b"".join(self._in[self._numbers[word]] for word in some)
        places, found = np.unique(np.frombuffer(uses, np.int32) >> _BITS, return_counts=True)
        texts = map(self._text, places[found >= least].tolist())
        return sorted(text.id for text in texts if text.day is not None)

    def neighbours(self, key: str) -> list[Neighbour]:
        """Return the dated articles that are much like an undated one, the most alike first."""
        found = []
        for place, cosine in self._alike(self._places[key]):
            text = self._text(place)
            assert text.day is not None
            found.append(Neighbour(text.id, text.day, cosine))
        return sorted(found, key=lambda it: (-round(it.cosine, 9), it.id))[:_NEIGHBOURS]

    def _alike(self, place: int) -> list[tuple[int, float]]:
        """Return the articles much like one, of dated ones the undated and the reverse."""
        import numpy as np

        mine = self._text(place)
        finding = np.flatnonzero((self._rarity[mine.terms] > 0) & self._few[mine.terms])
        if not len(finding):
            return []
        terms = mine.terms[finding]
        lists = [self._in[term] for term in terms.tolist()]
        uses = np.frombuffer(b"".join(lists), dtype=np.int32)
        others, inverse = np.unique(uses >> _BITS, return_inverse=True)
        weights = _weight()[mine.counts[finding]] * self._rarity[terms] ** 2
        shares = np.repeat(weights, [len(it) for it in lists]) * _weight()[uses & MOST]
        norms = self._norms[place] * self._norms[others]
        cosines = np.bincount(inverse, weights=shares) / norms
        alike = np.flatnonzero(cosines >= _ALIKE)
        return [
            (other, cosine)
            for other, cosine in zip(others[alike].tolist(), cosines[alike].tolist(), strict=True)
            if (self._text(other).day is None) != (mine.day is None)
        ]

    def score(self, key: str, days: Days) -> Scores:
        """Return the log-likelihood of an article's words for each candidate day."""
        import numpy as np

        mine = self._text(self._places[key]).terms
        known = mine[(self._rarity[mine] > 0) & (self._spread[mine] >= 3)]
        spread = self._spread
        terms = known[np.lexsort((self._words[known], spread[known]))][:_TERMS]
        if not len(terms) or len(days) < 2:
            return np.zeros(len(days))
        step = max(1, math.ceil(len(days) / _STEPS))
        grid = np.arange(int(days[0]), int(days[-1]) + step, step)
        column = np.minimum(np.maximum(self.days - grid[0], 0) // step, len(grid) - 1)
        sizes = spread[terms]
        users = [
            self._users[a:b]
            for a, b in zip(self._starts[terms], self._starts[terms + 1], strict=True)
        ]
        width = len(terms) + 1
        cells = column[np.concatenate(users)] * width + np.repeat(np.arange(len(terms)), sizes)
        counts = np.bincount(cells, minlength=len(grid) * width).reshape(len(grid), width)
        counts[:, -1] = np.bincount(column, minlength=len(grid))
        filled = np.flatnonzero(counts[:, -1])
        near = _nearness(len(grid), step)[filled].T @ counts[filled].astype(np.float64)
        # log((near + smoothing share) / (all near + smoothing) / share), summed over the words
        local = near[:, :-1] / (sizes / len(self.days)) + _SMOOTHING
        local = np.multiply.reduceat(local, np.arange(0, len(terms), _FACTORS), axis=1)
        overall = len(terms) * np.log(near[:, -1] + _SMOOTHING)
        total = _DAMPING * (np.log(local).sum(axis=1) - overall)
        return np.asarray(np.interp(days, grid, total))


@cache
def _weight() -> Scores:
    """Return what a word counts that stands 0, 1, ... 255 times in a text."""
    import numpy as np

    return np.concatenate(([0.0], 1 + np.log(np.arange(1, MOST + 1))))


def _rank(key: str) -> tuple[bytes, str]:
    return blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), key


@lru_cache(4)
def _nearness(size: int, step: int) -> Scores:
    """Return how much the articles of each step of time count for each other one."""
    import numpy as np

    at = np.arange(size)
    near = 0.5 * np.exp(-at * step / 7) + 0.3 * np.exp(-at * step / 60)
    return np.asarray(near[np.abs(at[:, None] - at[None, :])])


def resemblance(near: Iterable[Neighbour], days: Days) -> Scores:
    """Return the log-likelihood of candidate days, in order, by the most similar dated articles."""
    import numpy as np

    total = np.zeros(len(days))
    for entry in near:
        close = min(0.9, max(0.1, entry.cosine * 1.5 - 0.2))
        start, end = np.searchsorted(days, [entry.day - _AWAY, entry.day + _AWAY + 1])
        lag = np.abs(days[start:end] - entry.day)
        scores = np.full(len(days), math.log((1 - close) / 300))
        scores[start:end] = np.log(close * np.exp(-lag / 2) / 3 + (1 - close) / 300)
        total += scores
    return total
