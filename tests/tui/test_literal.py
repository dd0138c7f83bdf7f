"""Text from outside can do nothing to a terminal."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.widgets.literal import cut, fit, literal

HOSTILE = (
    "\x1b]52;c;aGk=\x07 \x1b[2J \x9b31m \x9d \u202egnp.exe \u2066x\u2069 [/] [bold]a[/bold]\x00"
)
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=200)


@given(ANY_TEXT)
def test_length_stays(text: str) -> None:
    """Offsets into the stored text fit the literal one."""
    assert len(literal(text)) == len(text)


@given(ANY_TEXT)
def test_nothing_is_left_that_orders(text: str) -> None:
    """No control, no bidi override and no half of a surrogate comes through."""
    for sign in literal(text):
        assert unicodedata.category(sign) not in ("Cc", "Cs", "Zl", "Zp")
        assert unicodedata.bidirectional(sign) not in ("LRE", "RLE", "LRO", "RLO", "PDF", "RLI")
        sign.encode("utf-8")


def test_markup_stays_as_written() -> None:
    """Brackets are text like any other."""
    assert literal("[/] [bold]a") == "[/] [bold]a"


def test_controls_are_seen() -> None:
    """An escape sequence is shown, not obeyed."""
    shown = literal(HOSTILE)
    assert shown.startswith("␛]52;c;aGk=␇ ␛[2J �31m")


@given(ANY_TEXT, st.integers(0, 40))
def test_cut_and_fit_measure_cells(text: str, cells: int) -> None:
    """A cut text is never wider than asked, a fitted one exactly as wide."""
    shown = literal(text)
    assert cell_len(cut(shown, cells)) <= cells
    assert cell_len(fit(shown, cells)) == cells
