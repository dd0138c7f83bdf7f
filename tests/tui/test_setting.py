"""An article at another size: what is read stays where it is; what stands beside its lines."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.events import MouseScrollDown, MouseScrollUp
from textual.pilot import Pilot

from onrecord.analysis.types import Block, BlockKind, QuotationKind
from onrecord.store.notebook.overlay import Quoted
from onrecord.tui.reader.app import OnrecordApp
from onrecord.tui.reader.widgets.article import ArticleView
from onrecord.tui.reader.widgets.margins import Margins
from onrecord.tui.session.article.content import Spans
from onrecord.tui.session.article.layout import TextLayout
from onrecord.tui.session.literal import literal

from .by_hand import CanalSession
from .canal import TEXTS
from .conftest import press

PARAGRAPHS = st.lists(st.text("ab 漢\u0301\n", max_size=60), min_size=1, max_size=12)
WIDE = (140, 40)


def set_in(paragraphs: Sequence[str]) -> tuple[str, list[Block]]:
    """Return an article of paragraphs: its literal text, and the blocks of it that are drawn."""
    text, blocks = "", []
    for paragraph in paragraphs:
        if paragraph:
            blocks.append(Block(len(text), len(text) + len(paragraph), BlockKind.PARAGRAPH))
        text += paragraph + "\n\n"
    return literal(text), blocks


@given(PARAGRAPHS, st.integers(4, 20), st.data())
def test_margins_by_the_line(paragraphs: list[str], width: int, data: st.DataObject) -> None:
    """A line asked for what is beside it says what going through all quotations says.

    Everybody is another speaker: the second of a line is named on the next one, where it is free.
    """
    text, blocks = set_in(paragraphs)
    layout = TextLayout(text, blocks, width)
    offsets = st.integers(0, len(text) - 1)
    drawn = data.draw(st.lists(st.tuples(offsets, offsets).map(sorted), max_size=8))
    spans = sorted((start, last + 1) for start, last in drawn)
    said = [Quoted("", *span, QuotationKind.DIRECT, str(i)) for i, span in enumerate(spans)]
    margins = Margins(said, Spans(spans), {})
    first = {one.start: layout.covering(one.start, one.end)[0] for one in said}
    for line in range(len(layout.lines)):
        covering = [one for one in said if line in layout.covering(one.start, one.end)]
        begun = [one for one in said if first[one.start] == line]
        if covering and not begun and not layout.blank(line):
            before = [one for one in said if first[one.start] == line - 1]
            begun = [one for one in covering[-1:] if one in before[1:]]
        assert margins.on(layout, line) == (covering, begun)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 30)), max_size=12), st.data())
def test_spans_that_hold_others(found: list[tuple[int, int]], data: st.DataObject) -> None:
    """Whatever overlaps, what is over a place is what a look at all of them finds."""
    spans = sorted((start, start + length) for start, length in found)
    start = data.draw(st.integers(0, 60))
    end = start + data.draw(st.integers(1, 10))
    over = [i for i, (a, b) in enumerate(spans) if a < end and b > start]
    assert Spans(spans).over(start, end) == over
    at = [i for i, (a, b) in enumerate(spans) if a <= start < b]
    assert Spans(spans).at(start) == (at[-1] if at else None)


@pytest.fixture
def long(tmp_path: Path) -> OnrecordApp:
    """The application with one long article, in the middle of which something is said."""
    source, title, published, text = TEXTS["closure.txt"]
    around = "\n\n".join("No ship passed the canal on day " + "one of the many " * n
                         for n in range(60))  # fmt: skip
    texts = {"closure.txt": (source, title, published, f"{around}\n\n{text}\n\n{around}")}
    return OnrecordApp(CanalSession(texts), keys=tmp_path / "keys.toml")


async def test_what_is_read_stays(long: OnrecordApp) -> None:
    """The cursor stays on its row; where it has been scrolled away, the first line stays first."""
    async with long.run_test(size=WIDE) as pilot:
        await press(pilot, "enter", "n", "j", "j")
        view = long.reader.view
        row = view._row_of(view.cursor.point) - view.scroll_offset.y
        for width in (150, 115, 190, 140):
            await pilot.resize_terminal(width, 40)
            assert view._row_of(view.cursor.point) - view.scroll_offset.y == row
        await wheel(pilot, view, 20)
        point, first = view.cursor.point, first_seen(view)
        for width in (150, 115, 190, 140):
            await pilot.resize_terminal(width, 40)
            assert view.cursor.point == point
            assert (
                first_seen(view)
                <= first
                < view.text_layout.lines[view._line(view.scroll_offset.y)][1]
            )


def first_seen(view: ArticleView) -> int:
    """Return the offset of the first line of text in sight."""
    held = next(
        line
        for y in range(view.size.height)
        if (line := view._line(view.scroll_offset.y + y)) is not None
        and not view.text_layout.blank(line)
    )
    return view.text_layout.lines[held][0]


async def wheel(pilot: Pilot[None], view: ArticleView, notches: int) -> None:
    """Turn the wheel of the mouse over a view, down where positive."""
    kind = MouseScrollDown if notches > 0 else MouseScrollUp
    for _ in range(abs(notches)):
        view.post_message(
            kind(view, 5, 5, 0, notches, 0, False, False, False, screen_x=50, screen_y=10)
        )
        await pilot.pause()
