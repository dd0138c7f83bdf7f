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
from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from .texts import WEIGHT, Texts, apart

if TYPE_CHECKING:
    from .texts import Reals

FRAME = 25
"""The nearest articles among which an article's own ones are looked for."""

SAME = 0.65
"""The score from which two articles tell of one event; on ECB+'s train split F1 is flat here."""

_WEIGHTS = {"names": 4.7, "lead": 7.5, "numbers": 2.8, "local names": 5.3}
_BIAS = -7.6

_TELLING, _ENOUGH = 0.7, 6
"""Words in fewer than half of the articles; how many two articles must share to be of one event."""

_KIN = 5
"""How many of its nearest articles, itself among them, stand for an article."""

_LEAST = 0.05
_CANDIDATES = 30
_NEWS = 5
"""Days between two reports of one event that say nothing against it."""


class Events:
    """The nearest articles of each article, with the probability that they share its event.

    What was compared is held until the texts, or what is known of one, change.
    """

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._frames: dict[int, dict[int, float]] = {}

    def forget(self) -> None:
        """Compare all articles anew: what is known of them has changed."""
        self._frames.clear()

    def related(self, number: int) -> list[tuple[int, float]]:
        """Return the articles that may tell of the same event, with scores in 0..1, best first."""
        reach: dict[int, float] = defaultdict(float)
        for near, weight in self._kin(number):
            for other, chance in self._near(near).items():
                reach[other] += weight * chance
        for other, chance in self._near(number).items():
            reach[other] = max(reach[other], chance)
        best = self._best_first(reach.items())[:_CANDIDATES]
        found = [
            (other, score)
            for other, chance in best
            if other != number and chance >= _LEAST
            if (score := self.score(number, other)) >= _LEAST
        ]
        return self._best_first(found)

    def score(self, one: int, other: int) -> float:
        """Return how surely two articles tell of one event."""
        theirs = self._kin(other)
        total = 0.0
        for near, here in self._kin(one):
            chances = self._near(near)
            for far, there in theirs:
                total += here * there * (1.0 if near == far else chances.get(far, 0.0))
        return total

    def _near(self, number: int) -> dict[int, float]:
        """Return the chances of the articles in an article's frame."""
        frame = self._frames.get(number)
        if frame is None:
            frame = self._frames[number] = self._compare(number)
        return frame

    def _best_first(self, chances: Iterable[tuple[int, float]]) -> list[tuple[int, float]]:
        return sorted(chances, key=lambda pair: (-round(pair[1], 6), self._texts.rank(pair[0])))

    def _kin(self, number: int) -> list[tuple[int, float]]:
        """Return the articles that stand for one, with weights that sum to 1."""
        near = self._near(number).items()
        best = self._best_first(pair for pair in near if pair[1] >= _LEAST)
        kin = [(number, 1.0)] + [(other, math.sqrt(chance)) for other, chance in best[: _KIN - 1]]
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
        total -= np.maximum(_ENOUGH - features["shared"], 0.0)
        total -= self._distance(number, near)
        chances = 1 / (1 + np.exp(-total.clip(-80.0)))
        return {other: float(chance) for other, chance in zip(near, chances, strict=True)}

    def _distance(self, number: int, near: list[int]) -> Reals:
        """Return how much the days between the articles speak against one event."""
        mine = self._texts.entry(number)
        days = [apart(mine, self._texts.entry(other)) for other in near]
        return np.array([max(0, (day or 0) - _NEWS) / 5 for day in days], dtype=np.float64)

    def features(self, number: int, near: list[int]) -> dict[str, Reals]:
        """Compare an article with others: cosines of its names, lead, numbers, and in the frame.

        ``shared`` counts the telling words that both use.
        """
        profiles = [self._texts.entry(n).profile for n in (number, *near)]
        rows = np.repeat(np.arange(len(profiles)), [len(p.terms) for p in profiles])
        every = np.concatenate([p.terms for p in profiles])
        terms, column, inside = np.unique(every, return_inverse=True, return_counts=True)
        anywhere, names, lead = (
            WEIGHT[np.concatenate([getattr(p, part) for p in profiles])]
            for part in ("anywhere", "names", "lead")
        )
        rare = self._texts.rarity(terms)
        local = np.log((len(profiles) + 1) / (inside + 0.5)).clip(0.0) * np.minimum(1.0, rare / 2)
        numbers = anywhere * self._texts.numeric(terms)[column]

        def cosines(values: Reals) -> Reals:
            norms = np.sqrt(np.bincount(rows, weights=values * values))
            norms[norms == 0] = 1.0
            mine = np.zeros(len(terms))
            first = len(profiles[0].terms)
            mine[column[:first]] = values[:first]
            dots = np.bincount(rows, weights=values * mine[column])
            return np.asarray(dots[1:] / (norms[1:] * norms[0]))

        weight = rare[column]
        mine = np.zeros(len(terms), dtype=np.bool_)
        mine[column[: len(profiles[0].terms)]] = True
        both = (mine[column] & (weight > _TELLING)).astype(np.float32)
        return {
            "shared": np.bincount(rows, weights=both)[1:].astype(np.float32),
            "names": cosines(names * weight),
            "lead": cosines(lead * weight),
            "numbers": cosines(numbers * weight),
            "local names": cosines(np.maximum(names, numbers) * local[column]),
        }
