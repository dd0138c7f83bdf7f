"""Hashed features."""

import numpy as np

from onrecord.analysis.quotations import hashing


def test_the_same_values_fall_into_the_same_bucket_of_a_template() -> None:
    """Buckets depend on the template's number and the values, and on nothing else."""
    column = np.array([3, 4, 3], np.int64)
    found = hashing.buckets([[column, 1], [column, 1]])
    assert found.shape == (2, 3)
    assert found[0, 0] == found[0, 2] != found[0, 1]
    assert found[0, 0] != found[1, 0]
    assert found.max() < 2**hashing.BITS
    assert found.tolist() == hashing.buckets([[column, 1], [column, 1]]).tolist()


def test_scores_add_the_weights_of_all_templates() -> None:
    """A row's score is the sum over its buckets."""
    weights = np.arange(2**hashing.BITS, dtype=np.float32)[:, None]
    found = np.array([[1, 2], [10, 20]], np.int32)
    assert hashing.scores(weights, found)[:, 0].tolist() == [11, 22]
