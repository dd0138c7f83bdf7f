"""Looking for words in many quotations at once, by the short ways."""

from __future__ import annotations

import pytest

from onrecord.analysis.types import Published, QuotationKind
from onrecord.store.notebook.overlay import Quoted
from onrecord.tui.session.quotation_query import FoldedLines, QuotationLine, parse

LINES = [
    QuotationLine(
        Quoted(str(i), 0, 9, QuotationKind.DIRECT, "a", "Ann Bell", confidence=0.9),
        f"{'the ship' if i % 3 else 'a barge'} passes, number {i}",
        Published(),
        f"Canal {i % 7}",
        "Wire",
    )
    for i in range(3_000)
]


@pytest.mark.parametrize(
    "typed",
    [["s", "sh", "shi", "ship", "ship 29", "shi"], ["2", "29", "299", "29"], ["barge", "e"]],
)
def test_key_by_key(typed: list[str]) -> None:
    """Common words, rare ones, longer ones and shorter again let through what the test does."""
    folded = FoldedLines(LINES)
    for query in typed:
        fits = parse(query)
        assert folded.fitting(query) == [line for line in LINES if fits(line)]
