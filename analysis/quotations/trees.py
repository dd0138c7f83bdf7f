"""Boosted trees as arrays, read by NumPy alone.

Each tree is padded to a full binary one of one depth, so that a row walks it by arithmetic: from
node ``n`` to ``2n + 1`` where its value is at most the threshold, else to ``2n + 2``.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .token_table import Floats

ROWS = 256
"""Rows walked at once, to stay in the processor's cache."""

EARLY, HOPELESS = 40, -4.5
"""Rows whose log odds are lower than this after so many trees are given up; see Viola and Jones,
"Rapid object detection using a boosted cascade of simple features", CVPR 2001."""


@dataclass(frozen=True, slots=True)
class Forest:
    """Full binary trees of one depth.

    ``feature`` and ``threshold`` are (trees, 2**depth - 1), ``leaf`` is (trees, 2**depth).
    """

    feature: NDArray[np.int16]
    threshold: Floats
    leaf: Floats

    def log_odds(self, rows: Floats) -> Floats:
        """Return the sum of the leaves that each row falls into, of the first trees if hopeless."""
        found = self._sum(rows, slice(0, EARLY))
        hopeful = np.flatnonzero(found > HOPELESS)
        found[hopeful] += self._sum(rows[hopeful], slice(EARLY, None))
        return found

    def probabilities(self, rows: Floats) -> Floats:
        """Return the logistic function of the log odds."""
        odds = np.clip(self.log_odds(rows), -30, 30)
        return np.asarray(1 / (1 + np.exp(-odds)), np.float32)

    def _sum(self, rows: Floats, trees: slice) -> Floats:
        feature, threshold = self.feature[trees], self.threshold[trees]
        count, inner = feature.shape
        depth = (inner + 1).bit_length() - 1
        base = (np.arange(count, dtype=np.int32) * inner)[None, :]
        base_leaf = (np.arange(count, dtype=np.int32) * (inner + 1))[None, :]
        features, thresholds = feature.ravel(), threshold.ravel()
        leaves = self.leaf[trees].ravel()
        found = np.zeros(len(rows), np.float32)
        for begin in range(0, len(rows), ROWS):
            part = rows[begin : begin + ROWS]
            values = np.ravel(part)
            row = (np.arange(len(part), dtype=np.int32) * part.shape[1])[:, None]
            at = np.repeat(base, len(part), axis=0)
            for _ in range(depth):
                right = values.take(row + features.take(at)) > thresholds.take(at)
                at += at - base + 1
                at += right
            leaf = at - base - inner + base_leaf
            found[begin : begin + ROWS] = leaves.take(leaf).sum(axis=1)
        return found
