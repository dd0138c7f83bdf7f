"""Trees as arrays."""

import numpy as np

from onrecord.analysis.quotations.trees import Forest


def test_a_row_walks_to_the_leaf_its_values_lead_to() -> None:
    """At most the threshold goes left, above it right; the leaves of all trees add up."""
    forest = Forest(
        np.array([[0, 1, 1], [1, 0, 0]], np.int16),
        np.array([[0.5, 1.0, 2.0], [1.5, np.inf, np.inf]], np.float32),
        np.array([[1, 2, 3, 4], [10, 10, 20, 20]], np.float32),
    )
    rows = np.array([[0.5, 1.0], [0.5, 1.1], [0.6, 2.0], [0.6, 2.1]], np.float32)
    assert forest.log_odds(rows).tolist() == [11, 12, 23, 24]


def test_no_rows_are_no_answers() -> None:
    """An article without candidates asks nothing."""
    forest = Forest(
        np.zeros((1, 1), np.int16), np.zeros((1, 1), np.float32), np.ones((1, 2), np.float32)
    )
    assert forest.probabilities(np.zeros((0, 3), np.float32)).shape == (0,)
