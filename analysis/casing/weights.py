"""What was learned of capitals: a weight a bucket, above 0 in sum for a capital."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np

from ..quotations.hashing import BITS
from ..quotations.token_table import Floats
from .evidence import NAMES

PATH = Path(__file__).parents[1] / "weights" / "casing.npz"

LEAST = 0.02
"""Weights nearer to 0 are not kept."""


@cache
def load(path: Path = PATH) -> Floats:
    """Read the weights, of shape (buckets, 1).

    Raises:
        OSError: the file is missing.
        ValueError: they were learned of other features than the analysis has.
    """
    with np.load(path, allow_pickle=False) as arrays:
        if tuple(arrays["features"].tolist()) != NAMES:
            raise ValueError(f"{path}: made for another version; run python -m train")
        weights = np.zeros((1 << BITS, 1), np.float32)
        weights[arrays["bucket"], 0] = arrays["weight"]
        return weights


def save(weights: Floats, path: Path = PATH) -> None:
    """Write weights as :func:`load` reads them; the same weights give the same bytes."""
    bucket = np.flatnonzero(np.abs(weights[:, 0]) >= LEAST).astype(np.int32)
    np.savez_compressed(
        path,
        features=np.array(NAMES),
        bucket=bucket,
        weight=weights[bucket, 0].astype(np.float16),
    )
