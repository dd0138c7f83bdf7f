"""Two coders' tags, compared quotation by quotation."""

from __future__ import annotations

import math

import pytest

from onrecord.store.statistics.coding import (
    NO_TAG,
    CodedPassage,
    agreement,
    confusion,
    disagreements,
    units,
)


def passage(start: int, *tags: str, article: str = "a", length: int = 10) -> CodedPassage:
    """Return a quotation of some length."""
    return CodedPassage(article, start, start + length, frozenset(tags))


A = [passage(0, "x"), passage(20, "x", "y"), passage(40), passage(60, "y"), passage(80)]
B = [passage(0, "x"), passage(22, "x"), passage(40), passage(60, "z"), passage(95, "x")]


def test_quotations_are_paired_by_their_places() -> None:
    """Those that share half of their words are one; others stand alone on their side."""
    found = units(A, B)
    assert [(unit.a is not None, unit.b is not None) for unit in found] == [
        (True, True),
        (True, True),
        (True, True),
        (True, True),
        (True, False),
        (False, True),
    ]
    assert [sorted(map(sorted, unit.tags)) for unit in disagreements(found)] == [
        [["x"], ["x", "y"]],
        [["y"], ["z"]],
        [[], ["x"]],
    ]


def test_agreement_on_each_tag() -> None:
    """The counts, and what follows of them; all tags together stand first."""
    rows = {row.tag: row for row in agreement(units(A, B), {"a": 120})}
    assert list(rows) == ["", "x", "y", "z"]
    x = rows["x"]
    assert (x.both, x.first, x.second, x.neither) == (2, 0, 1, 3)
    assert x.percent == pytest.approx(5 / 6)
    assert x.kappa == pytest.approx(2 / 3)
    assert rows[""].both == 2 and rows[""].neither == 3 + 4 + 5
    assert rows["y"].kappa == pytest.approx(0.0)
    assert 0 < x.unitising < 1 and x.kappa_interval[0] <= x.kappa <= x.kappa_interval[1]
    assert all(math.isnan(row.unitising) for row in agreement(units(A, B)))


def test_the_same_work_agrees() -> None:
    """Whoever is compared with themselves agrees in full."""
    for row in agreement(units(A, A), {"a": 120}):
        assert row.kappa == row.alpha == row.unitising == 1.0


def test_the_confusion_table() -> None:
    """Common tags meet themselves, others each other, or none."""
    assert confusion(units(A, B)) == {
        ("x", "x"): 2,
        ("y", NO_TAG): 1,
        ("y", "z"): 1,
        (NO_TAG, NO_TAG): 2,
        (NO_TAG, "x"): 1,
    }
