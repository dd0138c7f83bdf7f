"""Text is wrapped by cells, and no word is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from onrecord.tui.session.literal import literal
from onrecord.tui.session.wrap import wrap

TEXT = st.one_of(
    st.text("ab .,“”", max_size=300),
    st.text("a 漢字かな 🇳🇴👩‍👩‍👧e\u0301", max_size=120),
)


@given(TEXT, st.integers(4, 60))
def test_lines_fit_and_hold_every_word(text: str, width: int) -> None:
    """No line is wider than the width, and only blanks fall between lines."""
    shown = literal(text)
    spans = wrap(shown, 0, len(shown), width)
    position = 0
    for start, end in spans:
        assert position <= start < end
        assert not shown[position:start].strip()
        assert cell_len(shown[start:end]) <= max(width, 2) or len(shown[start:end]) == 1
        position = end
    assert not shown[position:].strip()


def test_breaks_at_blanks() -> None:
    """Words stay whole where they fit."""
    text = "one two three four"
    assert [text[a:b] for a, b in wrap(text, 0, len(text), 9)] == ["one two", "three", "four"]


def test_wide_signs_count_twice() -> None:
    """A line of 10 cells holds five Chinese signs."""
    text = "漢" * 12
    assert [b - a for a, b in wrap(text, 0, len(text), 10)] == [5, 5, 2]


def test_endless_word_is_broken() -> None:
    """A word wider than the line goes on in the next."""
    text = "x" * 25
    assert [b - a for a, b in wrap(text, 0, len(text), 10)] == [10, 10, 5]
