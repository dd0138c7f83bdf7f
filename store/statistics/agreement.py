"""Agreement of coders: percent, Cohen's kappa, Krippendorff's alpha for nominal values.

A table counts units: ``table[i][j]`` are those that the first coder gave the value ``i`` and the
second ``j``; it is square.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from typing import TypeAlias

Table: TypeAlias = Sequence[Sequence[float]]
Statistic: TypeAlias = Callable[[Table], float]

NOTHING = math.nan
"""What a statistic is where the data do not decide it, as where nothing varies."""


def percent(table: Table) -> float:
    """Return the share of units with the same value, 0 to 1; nan where there are none."""
    total = sum(map(sum, table))
    return sum(table[i][i] for i in range(len(table))) / total if total else NOTHING


def kappa(table: Table) -> float:
    """Return Cohen's kappa, -1 to 1; nan where both gave one and the same value throughout.

    J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological
    Measurement 20 (1960), 37-46.  Checked by table 18.1 of J. L. Fleiss, B. Levin, M. C. Paik,
    "Statistical Methods for Rates and Proportions" (3rd ed. 2003): 0.676.
    """
    total = sum(map(sum, table))
    if not total:
        return NOTHING
    rows = [sum(row) / total for row in table]
    columns = [sum(column) / total for column in zip(*table, strict=True)]
    expected = sum(a * b for a, b in zip(rows, columns, strict=True))
    return (percent(table) - expected) / (1 - expected) if expected < 1 else NOTHING


def alpha(table: Table) -> float:
    """Return Krippendorff's alpha for nominal values of two coders; nan where nothing varies.

    The same as :func:`alpha_nominal`, from counts.
    """
    values = range(len(table))
    margins = [sum(table[i]) + sum(row[i] for row in table) for i in values]
    total = sum(margins)
    unequal = total * total - sum(n * n for n in margins)
    if total < 2 or not unequal:
        return NOTHING
    observed = sum(table[i][j] for i in values for j in values if i != j) * 2 / total
    return 1 - observed * total * (total - 1) / unequal


def alpha_nominal(units: Sequence[Sequence[Hashable | None]]) -> float:
    """Return Krippendorff's alpha for nominal values of any number of coders.

    ``units[u]`` are the values that one unit was given, None where a coder gave none; a unit with
    a single value counts for nothing.  nan where nothing varies.

    K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (University of Pennsylvania,
    2011), whose examples A (0.095), B (0.692) and C (0.743) the tests work through.
    """
    margins: Counter[Hashable] = Counter()
    observed = 0.0
    for unit in units:
        counts = Counter(value for value in unit if value is not None)
        size = sum(counts.values())
        if size < 2:
            continue
        margins.update(counts)
        observed += (size * size - sum(n * n for n in counts.values())) / (size - 1)
    total = sum(margins.values())
    unequal = total * total - sum(n * n for n in margins.values())
    if not unequal:
        return NOTHING
    return 1 - (observed / total) / (unequal / (total * (total - 1)))


def interval(
    table: Table, statistic: Statistic, *, samples: int = 1000, seed: int = 20040
) -> tuple[float, float]:
    """Return a 95 per cent interval of a statistic by the percentile bootstrap over units.

    The same table gives the same interval.  (nan, nan) where fewer than half of the samples
    decide the statistic.  B. Efron, R. J. Tibshirani, "An Introduction to the Bootstrap" (1993),
    chapter 13.
    """
    import numpy as np

    cells = np.array(table, dtype=float)
    total = int(cells.sum())
    if not total:
        return NOTHING, NOTHING
    drawn = np.random.default_rng(seed).multinomial(total, (cells / total).ravel(), samples)
    found = [statistic(sample.reshape(cells.shape).tolist()) for sample in drawn]
    return percentiles(found)


def percentiles(found: Sequence[float]) -> tuple[float, float]:
    """Return what holds the middle 95 per cent of the values that are decided."""
    known = sorted(value for value in found if not math.isnan(value))
    if not known or len(known) < len(found) / 2:
        return NOTHING, NOTHING
    low = known[math.floor(0.025 * (len(known) - 1))]
    return low, known[math.ceil(0.975 * (len(known) - 1))]
