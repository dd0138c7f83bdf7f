"""Logistic regression over hashed features."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from onrecord.analysis.quotations.hashing import BITS, Buckets
from onrecord.analysis.quotations.token_table import Floats, Ints


def fit(
    found: Buckets,
    classes: Ints,
    strength: float,
    steps: int = 40,
    counts: Floats | None = None,
) -> Floats:
    """Fit a logistic regression by L-BFGS.

    Args:
        found: the buckets of each row, one column a row, as ``hashing.buckets`` gives them.
        classes: the class of each row, counted from 0.
        strength: the inverse of the L2 penalty.
        steps: how many steps the optimiser takes at most.
        counts: how many rows each row stands for; 1 if not given.

    Returns:
        Weights of shape (2**BITS, classes), or (2**BITS, 1) for two classes.  The intercept is
        spread over the first template, whose bucket every row has one of.
    """
    templates, rows = found.shape
    matrix = csr_matrix(
        (
            np.ones(found.size, np.float32),
            np.ascontiguousarray(found.T).ravel(),
            np.arange(0, found.size + 1, templates),
        ),
        shape=(rows, 1 << BITS),
    )
    model = LogisticRegression(C=strength, max_iter=steps, tol=1e-5, fit_intercept=True)
    import warnings

    with warnings.catch_warnings():
        # Stopping early is the regularisation that pays here.
        warnings.filterwarnings("ignore", message=".*converge.*")
        model.fit(matrix, classes, counts)
    weights = np.ascontiguousarray(model.coef_.T, np.float32)
    weights += (model.intercept_ / templates).astype(np.float32)
    return weights
