"""Boosted trees as arrays, read by NumPy alone.

Each tree is padded to a full binary one of one depth, so that a row walks it by arithmetic: from
node ``n`` to ``2n + 1`` where its value is at most the threshold, else to ``2n + 2``.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .sheet import Floats

ROWS = 256
"""Rows walked at once, to stay in the processor's cache."""


@dataclass(frozen=True, slots=True)
class Forest:
    """Full binary trees of one depth.

    ``feature`` and ``threshold`` are (trees, 2**depth - 1), ``leaf`` is (trees, 2**depth).
    """

    feature: NDArray[np.int16]
    threshold: Floats
    leaf: Floats

    def log_odds(self, rows: Floats) -> Floats:
        """Return the sum of the leaves that each row falls into."""
        found = np.zeros(len(rows), np.float32)
        for begin in range(0, len(rows), ROWS):
            part = np.ascontiguousarray(rows[begin : begin + ROWS])
            found[begin : begin + ROWS] = self._walk(part)
        return found

    def probabilities(self, rows: Floats) -> Floats:
        """Return the logistic function of the log odds."""
        odds = np.clip(self.log_odds(rows), -30, 30)
        return np.asarray(1 / (1 + np.exp(-odds)), np.float32)

    def _walk(self, rows: Floats) -> Floats:
        trees, inner = self.feature.shape
        depth = (inner + 1).bit_length() - 1
        values, feature, threshold = rows.ravel(), self.feature.ravel(), self.threshold.ravel()
        width = rows.shape[1]
        row = (np.arange(len(rows), dtype=np.int32) * width)[:, None]
        base = (np.arange(trees, dtype=np.int32) * inner)[None, :]
        at = np.repeat(base, len(rows), axis=0)
        for _ in range(depth):
            right = values.take(row + feature.take(at)) > threshold.take(at)
            at += at - base + 1
            at += right
        leaf = at - base - inner + np.arange(trees, dtype=np.int32)[None, :] * (inner + 1)
        return np.asarray(self.leaf.ravel().take(leaf).sum(axis=1, dtype=np.float32))
