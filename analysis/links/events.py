"""Which articles tell of one event.

Articles of one event share its topic with other, similar events: what tells those apart is the
names, numbers and words that only some of the articles of a topic use.  So every article is
compared with the few that are nearest to it, by words weighed within that frame as well as within
the library; and two articles belong together if the articles nearest to the one also resemble
those nearest to the other (neighbourhood smoothing, as in cross-document event coreference by
clustering; Cybulska and Vossen 2014 describe the corpus, ECB+, that the weights were fitted on).
"""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from .texts import Texts, apart

if TYPE_CHECKING:
    from .texts import Reals

FRAME = 25
"""The nearest articles among which an article's own ones are looked for."""

SAME = 0.67
"""The score from which two articles tell of one event; best on ECB+'s train split."""

_WEIGHTS = {"names": 4.7, "lead": 7.5, "numbers": 2.8, "local names": 5.3}
_BIAS = -7.6

_KIN = 5
"""How many of its nearest articles, itself among them, stand for an article."""

_LEAST = 0.05
_NEWS = 5
"""Days between two reports of one event that say nothing against it."""

_FRESH = 1.3
"""A frame is made anew when the library has grown by this factor since."""


class Events:
    """The nearest articles of each article, with the probability that they share its event."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._frames: dict[int, tuple[int, dict[int, float]]] = {}
        self._seen_by: dict[int, dict[int, float]] = defaultdict(dict)
        self._new: set[int] = set()

    def add(self, number: int) -> None:
        """Take in an article of the texts."""
        self._new.add(number)

    def remove(self, number: int) -> None:
        """Forget an article."""
        self._new.discard(number)
        frame = self._frames.pop(number, None)
        for other in frame[1] if frame else ():
            self._seen_by[other].pop(number, None)
        for other in self._seen_by.pop(number, {}):
            if other in self._frames:
                self._frames[other][1].pop(number, None)

    def forget(self, number: int) -> None:
        """Compare an article anew: what is known of it has changed."""
        if number not in self._new:
            self.remove(number)
            self._new.add(number)

    def related(self, number: int) -> list[tuple[int, float]]:
        """Return the articles that may tell of the same event, with scores in 0..1, best first."""
        self._settle()
        mine = self._kin(number)
        candidates = {
            other for near, _ in mine for other in (near, *self._near(near)) if other != number
        }
        found = []
        for other in candidates:
            score = self.score(number, other)
            if score >= _LEAST:
                found.append((other, score))
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))

    def score(self, one: int, other: int) -> float:
        """Return how surely two articles tell of one event."""
        self._settle()
        return sum(
            here * there * self._alike(near, far)
            for near, here in self._kin(one)
            for far, there in self._kin(other)
        )

    def _settle(self) -> None:
        """Let the articles that came since see their neighbours, and be seen by them."""
        if len(self._new) > max(20, 0.1 * len(self._texts)):
            self._frames.clear()
            self._seen_by.clear()
        else:
            for number in sorted(self._new):
                self._frame(number)
        self._new.clear()

    def _frame(self, number: int) -> dict[int, float]:
        size = len(self._texts)
        made = self._frames.get(number)
        if made is None or size > made[0] * _FRESH + 5:
            made = self._frames[number] = (size, self._compare(number))
            for other, chance in made[1].items():
                self._seen_by[other][number] = chance
        return made[1]

    def _near(self, number: int) -> set[int]:
        return {*self._frame(number), *self._seen_by.get(number, ())}

    def _alike(self, one: int, other: int) -> float:
        if one == other:
            return 1.0
        chances = [
            chance
            for seen in (self._frame(one).get(other), self._frame(other).get(one))
            if (chance := seen) is not None
        ]
        if not chances:
            seen_by = self._seen_by.get(one, {}).get(other)
            return seen_by or 0.0
        return sum(chances) / len(chances)

    def _kin(self, number: int) -> list[tuple[int, float]]:
        """Return the articles that stand for one, with weights that sum to 1."""
        near = ((self._alike(number, other), other) for other in self._near(number))
        best = sorted((pair for pair in near if pair[0] >= _LEAST), key=lambda p: (-p[0], p[1]))
        kin = [(number, 1.0)] + [(other, math.sqrt(chance)) for chance, other in best[: _KIN - 1]]
        total = sum(weight for _, weight in kin)
        return [(other, weight / total) for other, weight in kin]

    def _compare(self, number: int) -> dict[int, float]:
        """Return the probability that each article of the frame tells of the same event."""
        near = self._texts.nearest(number, FRAME - 1)
        if not near:
            return {}
        features = self.features(number, near)
        total = np.full(len(near), _BIAS)
        for name, weight in _WEIGHTS.items():
            total += weight * np.sqrt(np.maximum(features[name], 0.0))
        total -= self._distance(number, near)
        chances = 1 / (1 + np.exp(-total))
        return {other: float(chance) for other, chance in zip(near, chances, strict=True)}

    def _distance(self, number: int, near: list[int]) -> Reals:
        """Return how much the days between the articles speak against one event."""
        mine = self._texts.entry(number)
        days = [apart(mine, self._texts.entry(other)) for other in near]
        return np.array([max(0, (day or 0) - _NEWS) / 5 for day in days], dtype=np.float64)

    def features(self, number: int, near: list[int]) -> dict[str, Reals]:
        """Compare an article with others: cosines of its names, lead, numbers, and in the frame."""
        profiles = [self._texts.profile(n) for n in (number, *near)]
        terms = np.unique(np.concatenate([profile.terms for profile in profiles]))
        shape = (len(profiles), len(terms))
        anywhere, names, lead = np.zeros(shape), np.zeros(shape), np.zeros(shape)
        for row, profile in enumerate(profiles):
            column = np.searchsorted(terms, profile.terms)
            anywhere[row, column] = profile.anywhere
            names[row, column] = profile.names
            lead[row, column] = profile.lead
        rare = self._texts.rarity(terms)
        numeric = self._texts.numeric(terms)
        numbers = anywhere * numeric
        inside = (anywhere > 0).sum(axis=0)
        size = len(profiles)
        local = np.maximum(np.log((size + 1) / (inside + 0.5)), 0.0) * np.minimum(1.0, rare / 2)
        return {
            "names": _cosines(names * rare),
            "lead": _cosines(lead * rare),
            "numbers": _cosines(numbers * rare),
            "local names": _cosines(np.maximum(names, numbers) * local),
        }


def _cosines(rows: Reals) -> Reals:
    """Return the cosines of the first row with the others."""
    norms = np.linalg.norm(rows, axis=1)
    norms[norms == 0] = 1.0
    return np.asarray((rows[1:] @ rows[0]) / (norms[1:] * norms[0]))
