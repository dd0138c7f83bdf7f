"""Hashed features: columns of codes mixed into buckets, and linear models over them.

The hashing trick (Weinberger et al., "Feature Hashing for Large Scale Multitask Learning",
ICML 2009): a feature is known by the bucket that its template's number and its values fall
into.  No word can be read back from the weights.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from .token_table import Floats

Buckets: TypeAlias = NDArray[np.int32]

BITS = 17
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(29)
_TOP = np.uint64(64 - BITS)


def codes(values: Any) -> NDArray[np.uint64]:
    """Return integers, flags or hashes as unsigned 64-bit codes."""
    array = np.asarray(values)
    return array if array.dtype == np.uint64 else array.astype(np.int64).view(np.uint64)


def buckets(templates: Sequence[Sequence[Any]]) -> Buckets:
    """Mix each template's columns into one bucket a row.

    Args:
        templates: for each template its columns, all of one length (scalars are spread).

    Returns:
        Buckets below ``2 ** BITS``, one row a template, one column a row of the input.
    """
    rows = max(np.size(column) for template in templates for column in template)
    found = np.empty((len(templates), rows), np.int32)
    for number, template in enumerate(templates, 1):
        mixed = np.full(rows, number, np.uint64)
        for column in template:
            mixed = (mixed ^ codes(column)) * _MULTIPLIER
            mixed ^= mixed >> _SHIFT
        found[number - 1] = (mixed * _MULTIPLIER) >> _TOP
    return found


def scores(weights: Floats, found: Buckets) -> Floats:
    """Return the sums of the weights of each column's buckets; ``weights`` is (2**BITS, ...)."""
    total = weights[found[0]].astype(np.float32)
    for row in found[1:]:
        total += weights[row]
    return np.asarray(total, np.float32)
