"""The learned choice among those who may stand behind a source: boosted trees, read by NumPy."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..quotations.trees import Forest
from .speaker_evidence import FEATURES

PATH = Path(__file__).parents[1] / "weights" / "speakers.npz"


@dataclass(frozen=True, slots=True)
class SpeakerModel:
    """What was learned: trees that score a candidate, and how sure their scores make us.

    The shares of the candidates of one source are the softmax of scores times ``sharpness``.
    """

    forest: Forest
    sharpness: float

    def shares(self, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return how likely each candidate is, a row of features each; they add up to 1."""
        scores = self.forest.log_odds(rows) * self.sharpness
        shares = np.exp(scores - scores.max())
        return np.asarray(shares / shares.sum())


@cache
def load(path: Path = PATH) -> SpeakerModel:
    """Read the weights.

    Raises:
        OSError: the file is missing.
        ValueError: they were learned of other features than the analysis has.
    """
    with np.load(path, allow_pickle=False) as arrays:
        if tuple(arrays["features"].tolist()) != FEATURES:
            raise ValueError(f"{path}: made for another version; run python -m train")
        forest = Forest(*(arrays[part] for part in ("feature", "threshold", "leaf")))
        return SpeakerModel(forest, float(arrays["sharpness"]))


def save(choice: SpeakerModel, path: Path = PATH) -> None:
    """Write weights as :func:`load` reads them; the same weights give the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        path,
        features=np.array(FEATURES),
        feature=choice.forest.feature,
        threshold=choice.forest.threshold,
        leaf=choice.forest.leaf,
        sharpness=np.float32(choice.sharpness),
    )


def shares(rows: list[list[float]]) -> list[float]:
    """Return how likely each candidate of one source is."""
    found: list[float] = load().shares(np.array(rows, np.float32)).tolist()
    return found
