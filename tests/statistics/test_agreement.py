"""Agreement as the books work it out."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.store.statistics.agreement import (
    alpha,
    alpha_nominal,
    interval,
    kappa,
    percent,
)
from onrecord.store.statistics.shares import together, wilson
from onrecord.store.statistics.unitising import (
    alpha_category,
    alpha_unitising,
    disagreement,
)


def by_unit(*coders: str) -> list[list[str | None]]:
    """Return the units of coders that are written as lines, "." for no value."""
    rows = [[None if value == "." else value for value in coder.split()] for coder in coders]
    return [list(unit) for unit in zip(*rows, strict=True)]


@pytest.mark.parametrize(
    ("units", "expected"),
    [
        (by_unit("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"), 0.095),
        (by_unit("a a b b d c c c e d d a", "b a b b b c c c e d d d"), 0.692),
        (
            by_unit(
                "1 2 3 3 2 1 4 1 2 . . .",
                "1 2 3 3 2 2 4 1 2 5 . 3",
                ". 3 3 3 2 3 4 2 2 5 1 .",
                "1 2 3 3 2 4 4 1 2 5 1 .",
            ),
            0.743,
        ),
    ],
)
def test_alpha_as_krippendorff_computes_it(
    units: Sequence[Sequence[str | None]], expected: float
) -> None:
    """Examples A, B and C of "Computing Krippendorff's Alpha-Reliability" (2011)."""
    assert alpha_nominal(units) == pytest.approx(expected, abs=0.0005)


def test_kappa_as_fleiss_computes_it() -> None:
    """Table 18.1 of "Statistical Methods for Rates and Proportions" (2003)."""
    table = [[75, 1, 4], [5, 4, 1], [0, 0, 10]]
    assert percent(table) == pytest.approx(0.89)
    assert kappa(table) == pytest.approx(0.676, abs=0.0005)


C = ([(75, 145), (220, 250)], [(70, 150), (205, 225), (250, 270)])
K = ([(30, 90), (150, 200)], [(30, 90), (150, 200)])


def test_unitising_as_krippendorff_computes_it() -> None:
    """The example of "Content Analysis" (2004), p. 254, its continuum begun at 0."""
    found = disagreement(C, 300)
    assert found.observed == pytest.approx(0.0144, abs=0.00005)
    assert found.expected == pytest.approx(0.0532, abs=0.00005)
    assert alpha_category(C, 300) == pytest.approx(0.7286, abs=0.0001)
    assert disagreement(K, 300).expected == pytest.approx(0.0490, abs=0.00005)
    assert alpha_category(K, 300) == 1.0
    assert alpha_unitising({"c": C, "k": K}, 300) == pytest.approx(0.8591, abs=0.0005)


TABLES = st.lists(
    st.lists(st.integers(0, 30), min_size=3, max_size=3), min_size=3, max_size=3
).filter(lambda table: sum(map(sum, table)) > 2)


@given(TABLES)
def test_counts_and_units_give_the_same(table: list[list[int]]) -> None:
    """Alpha from a table is that from the units that the table counts."""
    units = [(i, j) for i in range(3) for j in range(3) for _ in range(table[i][j])]
    one, other = alpha(table), alpha_nominal(units)
    assert math.isnan(one) == math.isnan(other)
    assert math.isnan(one) or one == pytest.approx(other)


@given(TABLES)
def test_coders_are_of_equal_rank(table: list[list[int]]) -> None:
    """No statistic changes when the coders change places; none is above 1."""
    turned = [list(column) for column in zip(*table, strict=True)]
    for statistic in (percent, kappa, alpha):
        one, other = statistic(table), statistic(turned)
        assert math.isnan(one) == math.isnan(other)
        assert math.isnan(one) or (one == pytest.approx(other) and one <= 1.0)


def test_what_does_not_vary_is_not_decided() -> None:
    """Where both say the same throughout there is nothing to agree by chance on."""
    assert math.isnan(kappa([[9, 0], [0, 0]]))
    assert math.isnan(alpha([[9, 0], [0, 0]]))
    assert math.isnan(alpha_nominal([("a", "a")]))
    assert math.isnan(alpha_category([[], []], 100))
    assert alpha([[5, 0], [0, 4]]) == kappa([[5, 0], [0, 4]]) == 1.0


def test_intervals_hold_the_statistic_and_do_not_change() -> None:
    """The same table gives the same interval; more units make it narrower."""
    few, many = [[8, 2], [3, 7]], [[80, 20], [30, 70]]
    low, high = interval(few, kappa)
    assert (low, high) == interval(few, kappa)
    assert low < kappa(few) < high
    narrow = interval(many, kappa)
    assert high - low > 2 * (narrow[1] - narrow[0])


def test_shares_as_newcombe_computes_them() -> None:
    """Table I of "Two-sided confidence intervals for the single proportion" (1998), method 3."""
    for count, total, low, high in ((81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605)):
        assert wilson(count, total) == pytest.approx((low, high), abs=0.00005)
    assert wilson(0, 20) == pytest.approx((0.0, 0.1611), abs=0.00005)
    assert wilson(1, 29) == pytest.approx((0.0061, 0.1718), abs=0.00005)


def test_what_stands_together() -> None:
    """Rows and columns are ordered by how often they are met."""
    matrix = together([("a", "x"), ("b", "x"), ("b", "y"), ("b", "y")])
    assert (matrix.rows, matrix.columns) == (["b", "a"], ["x", "y"])
    assert matrix.cells == [[1, 2], [1, 0]]
