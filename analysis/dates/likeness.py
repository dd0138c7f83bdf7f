"""What time an article's words belong to, by the dated articles of the library.

Words come and go with the news: the share of the articles of a time that use a word, against its
share in the whole library, is evidence for that time (temporal language models: de Jong, Rode,
Hiemstra, "Temporal language models for the disclosure of historical text", 2005).  Articles that
are much alike are of nearly one day.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .likelihood import Days, Scores

_WORD = re.compile(r"[^\W\d_][\w’'-]{2,}")

_COMMON = 0.1
"""Words in a greater part of the dated articles tell nothing."""

_TERMS = 200
"""The rarest words of an article, of those that the library knows, are looked at."""

_DAMPING = 0.35
"""The words of an article lean on each other: how much each one's evidence counts."""

_SMOOTHING = 3.0
_STEPS = 600
_NEIGHBOURS = 5
_ALIKE = 0.25
"""The least cosine at which one article says something about the day of another."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A dated article that is much like another."""

    id: str
    day: int
    cosine: float


def words(text: str) -> Counter[str]:
    """Count the words of a text in lower case."""
    return Counter(_WORD.findall(text.lower()))


class Likeness:
    """The dated articles of a library, indexed by the words that the undated ones use.

    Args:
        dated: id, day (proleptic ordinal) and text of each dated article.
        undated: id and text of each article to be dated.
    """

    def __init__(
        self, dated: Iterable[tuple[str, int, str]], undated: Iterable[tuple[str, str]]
    ) -> None:
        self._wanted = {key: words(text) for key, text in undated}
        known = set().union(*self._wanted.values())
        self._ids: list[str] = []
        self.days: list[int] = []
        self._norms: list[float] = []
        counts: list[Counter[str]] = []
        self._in: dict[str, list[int]] = defaultdict(list)
        for index, (key, day, text) in enumerate(dated):
            counted = words(text)
            self._ids.append(key)
            self.days.append(day)
            counts.append(counted)
            for word in counted.keys() & known:
                self._in[word].append(index)
        spread = Counter(word for counted in counts for word in counted)
        self._size = len(counts)
        self._idf = {
            word: math.log((2 + self._size) / (1 + n))
            for word, n in spread.items()
            if n <= max(3, _COMMON * self._size)
        }
        self._norms = [self._norm(counted) for counted in counts]
        self._counts = counts

    def rare(self, word: str) -> bool:
        """Tell whether a word stands in few of the dated articles."""
        return word in self._idf

    def _norm(self, counted: Counter[str]) -> float:
        unknown = math.log(2 + self._size)
        return math.sqrt(
            sum(
                ((1 + math.log(n)) * self._idf.get(word, 0 if word in self._in else unknown)) ** 2
                for word, n in counted.items()
            )
        )

    def neighbours(self, key: str) -> list[Neighbour]:
        """Return the dated articles that are much like an undated one, the most alike first."""
        mine = self._wanted[key]
        norm = self._norm(mine)
        sums: dict[int, float] = defaultdict(float)
        for word, n in mine.items():
            weight = (1 + math.log(n)) * self._idf.get(word, 0.0) ** 2
            if weight:
                for index in self._in[word]:
                    sums[index] += weight * (1 + math.log(self._counts[index][word]))
        found = [
            Neighbour(self._ids[i], self.days[i], total / (norm * self._norms[i]))
            for i, total in sums.items()
            if total >= _ALIKE * norm * self._norms[i] > 0
        ]
        return sorted(found, key=lambda entry: -entry.cosine)[:_NEIGHBOURS]

    def score(self, key: str, days: Days) -> Scores:
        """Return the log-likelihood of an article's words for each candidate day."""
        import numpy as np

        mine = self._wanted[key]
        terms = sorted(
            (word for word in mine if word in self._idf and len(self._in[word]) >= 3),
            key=lambda word: (len(self._in[word]), word),
        )[:_TERMS]
        if not terms or len(days) < 2:
            return np.zeros(len(days))
        step = max(1, math.ceil(len(days) / _STEPS))
        grid = np.arange(int(days[0]), int(days[-1]) + step, step)
        at = np.array(self.days)
        column = np.clip(np.searchsorted(grid, at, side="right") - 1, 0, len(grid) - 1)
        counts = np.zeros((len(grid), len(terms) + 1))
        counts[:, -1] = np.bincount(column, minlength=len(grid))
        for index, word in enumerate(terms):
            counts[:, index] = np.bincount(column[self._in[word]], minlength=len(grid))
        lag = np.abs(grid[:, None] - grid[None, :])
        near = (0.5 * np.exp(-lag / 7) + 0.3 * np.exp(-lag / 60)) @ counts
        share = np.array([len(self._in[word]) for word in terms]) / self._size
        local = (near[:, :-1] + _SMOOTHING * share) / (near[:, -1:] + _SMOOTHING)
        total = _DAMPING * np.log(local / share).sum(axis=1)
        return np.asarray(np.interp(days, grid, total))


def resemblance(near: Iterable[Neighbour], days: Days) -> Scores:
    """Return the log-likelihood of candidate days, given the most similar dated articles."""
    import numpy as np

    total = np.zeros(len(days))
    for entry in near:
        lag = np.abs(days - entry.day)
        close = min(0.9, max(0.1, entry.cosine * 1.5 - 0.2))
        total += np.log(close * np.exp(-lag / 2) / 3 + (1 - close) / 300)
    return total
