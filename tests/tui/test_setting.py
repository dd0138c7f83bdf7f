"""An article at another size: what is seen is set first, and nothing of it moves after that."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest
from canal import TEXTS
from conftest import press
from fake import FakeSession
from hypothesis import given
from hypothesis import strategies as st
from textual.events import MouseScrollDown, MouseScrollUp
from textual.geometry import Region
from textual.pilot import Pilot

from onrecord.analysis.types import Block, BlockKind, QuotationKind
from onrecord.store.notebook.overlay import Quoted
from onrecord.tui.reader.app import OnrecordApp
from onrecord.tui.reader.widgets.article import ArticleView
from onrecord.tui.reader.widgets.article_content import Spans
from onrecord.tui.reader.widgets.article_layout import REST
from onrecord.tui.reader.widgets.article_lines import Page
from onrecord.tui.reader.widgets.margins import Margins
from onrecord.tui.session.literal import literal

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


@given(PARAGRAPHS, st.integers(4, 20), st.integers(1, 6), st.data())
def test_a_part_is_as_the_whole(
    paragraphs: list[str], width: int, rows: int, data: st.DataObject
) -> None:
    """Round the cursor a part of the page has the lines of the whole, and knows the same."""
    text, blocks = set_in(paragraphs)
    offset = data.draw(st.integers(0, len(text)))
    whole = Page(text, blocks, width)
    part = Page.around(text, blocks, width, offset, rows)
    if part.whole:
        assert (part.lines, part.height) == (whole.lines, len(whole.lines))
    if not whole.lines:
        return
    here = whole.line_of(offset)
    before = here - part.line_of(offset)
    for line in range(max(here - rows + 1, 0), min(here + rows, len(whole.lines))):
        assert part.lines[line - before] == whole.lines[line]
        assert part.reach(line - before) == whole.reach(line)


@given(PARAGRAPHS, st.integers(4, 20), st.data())
def test_margins_by_the_line(paragraphs: list[str], width: int, data: st.DataObject) -> None:
    """A line asked for what is beside it says what going through all quotations says."""
    text, blocks = set_in(paragraphs)
    page = Page(text, blocks, width)
    offsets = st.integers(0, len(text) - 1)
    drawn = data.draw(st.lists(st.tuples(offsets, offsets).map(sorted), max_size=8))
    spans = sorted((start, last + 1) for start, last in drawn)
    said = [Quoted("", *span, QuotationKind.DIRECT, str(i)) for i, span in enumerate(spans)]
    margins = Margins(said, Spans(spans), {})
    for line in range(len(page.lines)):
        covering = [one for one in said if line in page.covering(one.start, one.end)]
        begun = [one for one in said if page.covering(one.start, one.end)[0] == line]
        assert margins.on(page, line) == (covering, begun)


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
    return OnrecordApp(FakeSession(texts), keys=tmp_path / "keys.toml")


def drawn(view: ArticleView) -> list[str]:
    """Return what is seen of an article now, its scrollbar left out."""
    view._kept.clear()
    view._strips.clear()
    crop = Region(0, 0, view.scrollable_content_region.width, view.size.height)
    return [str(list(strip.simplify())) for strip in view.render_lines(crop)]


async def test_nothing_seen_moves(long: OnrecordApp) -> None:
    """At any size, on whatever way there, what is set at once is what is seen of all of it."""
    chance, parts = Random(1), 0
    async with long.run_test(size=WIDE) as pilot:
        await press(pilot, "enter", "n")
        view = long.reader.view
        for _ in range(60):
            if chance.random() < 0.6:
                await pilot.resize_terminal(chance.randint(112, 220), chance.randint(20, 60))
            else:
                await pilot.press(chance.choice(["j", "k", "n", "N", "G", "ctrl+d", "g", "v"]))
            parts += not view._page.whole
            before, point = drawn(view), view._cursor.point
            assert (
                view.page.lines == Page(view.index.text, view.index.blocks, view.page.width).lines
            )
            assert (drawn(view), view.cursor.point) == (before, point)
            seen = [view._line(view.scroll_offset.y + y) for y in range(view.size.height)]
            assert view.page.line_of(point) in seen
    assert parts > 10


async def test_the_rest_comes_by_itself(long: OnrecordApp) -> None:
    """Once the size rests, all of the text is set, and the scrollbar tells of all of it."""
    async with long.run_test(size=WIDE) as pilot:
        await press(pilot, "enter", "n")
        view = long.reader.view
        await pilot.resize_terminal(150, 40)
        assert not view._page.whole
        before = drawn(view)
        await pilot.pause(2 * REST)
        assert view._page.whole and drawn(view) == before
        assert view.vertical_scrollbar.window_virtual_size == view.virtual_size.height


async def test_what_is_read_stays(long: OnrecordApp) -> None:
    """The cursor stays on its row; where it has been scrolled away, the first line stays first."""
    async with long.run_test(size=WIDE) as pilot:
        await press(pilot, "enter", "n", "j", "j")
        view = long.reader.view
        row = view._row_of(view.cursor.point) - view.scroll_offset.y
        for width in (150, 115, 190, 140):
            await pilot.resize_terminal(width, 40)
            assert view._row_of(view._cursor.point) - view.scroll_offset.y == row
        await wheel(pilot, view, 20)
        point, first = view.cursor.point, first_seen(view)
        for width in (150, 115, 190, 140):
            await pilot.resize_terminal(width, 40)
            assert view.cursor.point == point
            assert first_seen(view) <= first < view.page.lines[view._line(view.scroll_offset.y)][1]


async def test_the_wheel_goes_on(long: OnrecordApp) -> None:
    """Who scrolls on in a part of the page sees what comes next in the whole."""
    async with long.run_test(size=WIDE) as pilot:
        await press(pilot, "enter", "n")
        view = long.reader.view
        await pilot.resize_terminal(150, 40)
        lines = drawn(view)
        await wheel(pilot, view, 1)
        step = next(n for n in range(1, 10) if drawn(view)[:-n] == lines[n:])
        await pilot.resize_terminal(140, 40)
        lines = drawn(view)
        await wheel(pilot, view, -1)
        assert drawn(view)[step:] == lines[:-step]


def first_seen(view: ArticleView) -> int:
    """Return the offset of the first line of text in sight."""
    held = next(
        line
        for y in range(view.size.height)
        if (line := view._line(view.scroll_offset.y + y)) is not None and not view._page.blank(line)
    )
    return view._page.lines[held][0]


async def wheel(pilot: Pilot[None], view: ArticleView, notches: int) -> None:
    """Turn the wheel of the mouse over a view, down where positive."""
    kind = MouseScrollDown if notches > 0 else MouseScrollUp
    for _ in range(abs(notches)):
        view.post_message(
            kind(view, 5, 5, 0, notches, 0, False, False, False, screen_x=50, screen_y=10)
        )
        await pilot.pause()
