"""How surely two quotations give one statement, by what they have in common."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from operator import mul

SAME = 0.5
"""The score from which two quotations give one statement."""

WEIGHTS = (2.8, 3.6, 1.8, 0.7, 1.0, 1.0, -4.5, 3.5, 1.2)
BIAS = -12.2
"""Logistic regression on rewritten articles of PolNeAR's train split, then tempered by hand: there
every speaker is known for certain, and every rewrite is of the same days."""

OCCASION = 10
"""Days within which one statement is reported."""


@dataclass(frozen=True, slots=True)
class Features:
    """What speaks for one statement: see :data:`WEIGHTS`."""

    share: float  # the part of the shorter one's words that the other shares, by rarity
    whole: float  # the part of both's words that they share
    run: int  # the longest run of words alike
    mass: float  # the rarity of the shared words that are not names
    marked: bool  # both put one word between quotation marks
    speaker: float  # 1 one speaker, 0 not known, down to -1 for two, the surer the lower
    near: float  # 1 reported within some days, 0 not, a half where it is not known

    def row(self) -> tuple[float, ...]:
        """Return the values as they are weighed."""
        return (
            self.share,
            self.whole,
            math.log1p(self.run),
            math.log1p(self.mass),
            float(self.marked),
            float(self.speaker > 0),
            max(0.0, -self.speaker),
            self.near,
            self.near * (self.speaker > 0),
        )


def score(features: Features, days: int | None) -> float:
    """Return how surely two quotations give one statement, 0..1.

    Args:
        features: what the two have in common.
        days: days between their articles at the least, None where that is not known.
    """
    total = sum(map(mul, WEIGHTS, features.row())) + BIAS
    if days is not None and days > OCCASION:
        total -= min(2.0, days / 200)
    return 1 / (1 + math.exp(-total))


def longest_run(one: Sequence[int], other: Sequence[int]) -> int:
    """Return the length of the longest run of terms that both hold."""
    best = 0
    before: dict[int, int] = {}
    places: dict[int, list[int]] = defaultdict(list)
    for index, term in enumerate(other):
        places[term].append(index)
    for term in one:
        here = {index: before.get(index - 1, 0) + 1 for index in places.get(term, ())}
        best = max(best, *here.values(), 0) if here else best
        before = here
    return best
