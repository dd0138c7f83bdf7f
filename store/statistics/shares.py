"""Shares of a whole, with intervals, and how often two things stand together."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)

_Z = 1.959963984540054
"""The standard normal's 97.5th percentile."""


def wilson(count: float, total: float) -> tuple[float, float]:
    """Return a 95 per cent interval of the share ``count / total``.

    E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal
    of the American Statistical Association 22 (1927), 209-212.  Checked by R. G. Newcombe,
    "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17 (1998),
    857-872, table I: 81 of 263 gives 0.2553 to 0.3662, 0 of 20 gives 0 to 0.1611.
    """
    if not total:
        return 0.0, 1.0
    share, square = count / total, _Z * _Z
    middle = share + square / (2 * total)
    width = _Z * math.sqrt(share * (1 - share) / total + square / (4 * total * total))
    whole = 1 + square / total
    return max(0.0, (middle - width) / whole), min(1.0, (middle + width) / whole)


@dataclass(frozen=True, slots=True)
class Matrix(Generic[T]):
    """How often a row's thing and a column's thing stand together: ``cells[row][column]``."""

    rows: Sequence[T]
    columns: Sequence[T]
    cells: Sequence[Sequence[int]]


def together(pairs: Iterable[tuple[T, T]]) -> Matrix[T]:
    """Return the matrix of pairs; rows and columns in the order of their sums, then names."""
    counts = Counter(pairs)
    rows: Counter[T] = Counter()
    columns: Counter[T] = Counter()
    for (row, column), count in counts.items():
        rows[row] += count
        columns[column] += count
    names = _ordered(rows), _ordered(columns)
    cells = [[counts[row, column] for column in names[1]] for row in names[0]]
    return Matrix(*names, cells)


def _ordered(counts: Counter[T]) -> list[T]:
    return sorted(counts, key=lambda it: (-counts[it], str(it)))


def matrix_csv(matrix: Matrix[str], corner: str) -> bytes:
    """Return a matrix as CSV, its cells defused as those of every table."""
    import csv
    import io

    from onrecord.store.export.csv_tables import cell

    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([cell(corner), *map(cell, matrix.columns)])
    for name, counts in zip(matrix.rows, matrix.cells, strict=True):
        writer.writerow([cell(name), *counts])
    return out.getvalue().encode("utf-8", "replace")
