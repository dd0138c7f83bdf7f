"""What is fitted once a fold: a model that never saw the articles of it; and one of all articles.

Articles are dealt into folds; the model of a fold is fitted on the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.analysis.quotations.hashing import Buckets
from onrecord.analysis.quotations.token_table import Floats, Ints, TokenTable
from onrecord.analysis.quotations.trees import Forest
from train import boosted, linear
from train.gold import Gold

FOLDS = 4
ALL = -1
"""How many folds there are, and the number under which a model of all articles goes."""

Log = Callable[[str], None]


@dataclass
class Lesson:
    """An article to learn from, the fold that it is dealt to, what kind of copy it is.

    One that is ``held`` back is not learned from: what is said of it measures what was learned.
    """

    table: TokenTable
    golds: list[Gold]
    fold: int
    kind: str = "clean"
    held: bool = False

    def teaches(self, fold: int) -> bool:
        """Whether the models of a fold are fitted on it."""
        return self.fold != fold and not self.held


def linear_by_fold(
    lessons: Sequence[Lesson],
    parts: list[tuple[Buckets, Ints]],
    strength: float,
    log: Log,
    name: str,
    steps: int = 40,
) -> dict[int, Floats]:
    """Fit a linear stage for each fold and on all: features and classes of each article."""
    found = {}
    for fold in (*range(FOLDS), ALL):
        mine = [p for p, lesson in zip(parts, lessons, strict=True) if lesson.teaches(fold)]
        found[fold] = linear.fit(
            np.concatenate([p[0] for p in mine], axis=1),
            np.concatenate([p[1] for p in mine]),
            strength,
            steps,
        )
        log(f"{name}: {told_of(fold)} fitted on {sum(len(p[1]) for p in mine)} rows")
    return found


def boosted_by_fold(
    lessons: Sequence[Lesson],
    rows: list[Floats],
    targets: list[NDArray[np.float64]],
    log: Log,
    name: str,
) -> tuple[dict[int, Forest], list[Floats]]:
    """Fit a boosted stage by fold, and return it with the out-of-fold probabilities."""
    forests = {}
    chances: list[Floats] = [np.zeros(0, np.float32)] * len(lessons)
    for fold, forest in forests_by_fold(lessons, rows, targets):
        log(f"{name}: {told_of(fold)} fitted")
        forests[fold] = forest
        for k in indices(lessons, fold):
            chances[k] = forest.probabilities(rows[k])
    return forests, chances


def forests_by_fold(
    lessons: Sequence[Lesson], rows: list[Floats], targets: list[NDArray[np.float64]]
) -> Iterator[tuple[int, Forest]]:
    """Fit trees for each fold and on all, and yield them one after the other."""
    for fold in (*range(FOLDS), ALL):
        mine = [k for k, lesson in enumerate(lessons) if lesson.teaches(fold)]
        yield (
            fold,
            boosted.fit(
                np.concatenate([rows[k] for k in mine]), np.concatenate([targets[k] for k in mine])
            ),
        )


def indices(lessons: Sequence[Lesson], fold: int) -> list[int]:
    """Return the numbers of the articles of a fold."""
    return [k for k, lesson in enumerate(lessons) if lesson.fold == fold]


def told_of(fold: int) -> str:
    """Return what a model of a fold was fitted on, for people."""
    return "all articles" if fold == ALL else f"fold {fold + 1} of {FOLDS}"
