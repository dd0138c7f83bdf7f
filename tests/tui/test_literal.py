"""Text from outside can do nothing to a terminal."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from onrecord.tui.session.literal import APART, cut, cut_parts, facts, fit, literal

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


def test_words_stay_whole() -> None:
    """A text is cut between words, unless too little of it would be left."""
    assert cut("who said what, and when", 12) == "who said…"
    assert cut("who said what, and when", 14) == "who said what…"
    assert cut("parliamentarians", 8) == "parliam…"
    assert cut("a parliamentarian", 8) == "a parli…"


def test_facts_are_whole_or_left_out() -> None:
    """What begins as a fact does is not cut, but where it stands first."""
    style = Style.null()
    parts = facts(["person", "35 statements", "2021"], style)
    assert cut_parts(parts, 24) == (parts[:2], 2)
    assert cut_parts(parts, 20) == (parts[:1], 14)
    assert cut_parts(parts, 5) == ([("pers…", style)], 0)
    assert cut_parts([("a line…", style), ("more", style)], 8) == ([("a line…", style)], 1)


@given(st.lists(st.text("abc é", max_size=8), max_size=6), st.integers(0, 30))
def test_nothing_comes_after_what_is_cut(texts: list[str], cells: int) -> None:
    """A line in parts is as wide as it may be, and at most its last part is cut, or left out."""
    style = Style.null()
    parts = [(literal(text), style) for text in texts]
    shown, left = cut_parts(parts, cells)
    assert sum(cell_len(words) for words, _ in shown) == cells - left
    assert left >= 0
    assert [words for words, _ in shown[:-1]] == [words for words, _ in parts[: len(shown) - 1]]
    left_out = parts[len(shown) :]
    assert not left_out or shown[-1] != parts[len(shown) - 1] or left_out[0][0].startswith(APART)
