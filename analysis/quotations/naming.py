"""Features by their names: what a model has learned to look at is compared when it is loaded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

import numpy as np

from .token_table import Floats

Value = TypeVar("Value")
Names = tuple[str, ...]


def named(names: str) -> Names:
    """Return the names of a list with commas between them."""
    return tuple(" ".join(name.split()) for name in names.split(","))


def in_order(columns: Mapping[str, Value], names: Names) -> list[Value]:
    """Return columns in the order of their names.

    Raises:
        ValueError: a name is missing, or one is not asked for.
    """
    if len(columns) != len(names) or not all(name in columns for name in names):
        odd = sorted(set(names) ^ set(columns))
        raise ValueError(f"features do not fit their names: {', '.join(odd)}")
    return [columns[name] for name in names]


def stacked(columns: Mapping[str, Any], names: Names) -> Floats:
    """Return columns as one array, a row an entry, in the order of their names."""
    return np.stack([np.asarray(c, np.float32) for c in in_order(columns, names)], axis=1)
