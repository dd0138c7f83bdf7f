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

from .texts import WEIGHT, Texts, apart

if TYPE_CHECKING:
    from .texts import Reals

FRAME = 25
"""The nearest articles among which an article's own ones are looked for."""

SAME = 0.67
"""The score from which two articles tell of one event; best on ECB+'s train split."""

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
        reach: dict[int, float] = defaultdict(float)
        for near, weight in self._kin(number):
            for other, chance in self._near(near).items():
                reach[other] += weight * chance
        for other, chance in self._near(number).items():
            reach[other] = max(reach[other], chance)
        best = sorted(reach.items(), key=lambda pair: (-pair[1], pair[0]))[:_CANDIDATES]
        found = [
            (other, score)
            for other, chance in best
            if other != number and chance >= _LEAST
            if (score := self.score(number, other)) >= _LEAST
        ]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))

    def score(self, one: int, other: int) -> float:
        """Return how surely two articles tell of one event."""
        self._settle()
        theirs = self._kin(other)
        total = 0.0
        for near, here in self._kin(one):
            chances = self._near(near)
            for far, there in theirs:
                total += here * there * (1.0 if near == far else chances.get(far, 0.0))
        return total

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

    def _near(self, number: int) -> dict[int, float]:
        """Return the chances of the articles in an article's frame, and of those that see it."""
        frame = self._frame(number)
        seen_by = self._seen_by.get(number)
        if not seen_by:
            return frame
        both = dict(frame)
        for other, chance in seen_by.items():
            mine = both.get(other)
            both[other] = chance if mine is None else (chance + mine) / 2
        return both

    def _kin(self, number: int) -> list[tuple[int, float]]:
        """Return the articles that stand for one, with weights that sum to 1."""
        near = self._near(number).items()
        best = sorted((p for p in near if p[1] >= _LEAST), key=lambda p: (-p[1], p[0]))
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
        chances = 1 / (1 + np.exp(-total))
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
