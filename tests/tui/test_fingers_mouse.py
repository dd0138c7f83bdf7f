"""Marking words with the mouse, and copying them."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
from textual.events import MouseDown, MouseEvent, MouseMove, MouseUp
from textual.pilot import Pilot

from onrecord.analysis.types import Published
from onrecord.tui.reader.actions import Pane
from onrecord.tui.reader.app import OnrecordApp
from onrecord.tui.session.article.layout import GUTTER

from .by_hand import CanalSession
from .canal import TEXTS
from .conftest import front, press, screen_text, settle

WIDE = (140, 40)
CLOSURE = TEXTS["closure.txt"][3]
pytestmark = pytest.mark.usefixtures("bin_")


async def drag(pilot: Pilot[None], begin: tuple[int, int], end: tuple[int, int]) -> None:
    """Drag from one cell of the article to another."""
    view = cast("OnrecordApp", pilot.app).reader.view
    steps: list[tuple[type[MouseEvent], tuple[int, int]]]
    steps = [(MouseDown, begin), (MouseMove, end), (MouseUp, end)]
    for kind, offset in steps:
        await pilot._post_mouse_events([kind], view, offset=offset, button=1)
    await settle(pilot)


def cell_of(app: OnrecordApp, words: str, last: bool = False) -> tuple[int, int]:
    """Return the cell of the article where words begin, or where they end."""
    view = app.reader.view
    offset = view.text_layout.text.index(words) + (len(words) - 1 if last else 0)
    line = view.text_layout.line_of(offset)
    return view._measure.pad + GUTTER + offset - view.text_layout.lines[line][0], line


async def test_dragging_marks_what_is_seen(app: OnrecordApp) -> None:
    """From sign to sign, over line ends and blocks, either way; copying gives the stored text."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter", "g", "g")
        begin, end = cell_of(app, "will be closed"), cell_of(app, "the country has", last=True)
        wanted = CLOSURE[CLOSURE.index("will be") : CLOSURE.index("has every") + 3]
        for one, other in ((begin, end), (end, begin)):
            await drag(pilot, one, other)
            assert app.reader.view.marked_words == wanted
            assert "Marked: y copies" in screen_text(app)
        await press(pilot, "Y")
        assert app.clipboard == wanted and app.reader.view.cursor.anchor is None


async def test_margins_are_no_text(app: OnrecordApp) -> None:
    """A drag that begins in the gutter and ends in the margin marks the lines between."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter", "G")
        view = app.reader.view
        row = cell_of(app, "According to her")[1]
        await drag(pilot, (0, row), (view.size.width - 2, row + 1))
        line = view._line(row)
        assert line is not None
        (begin, _), (_, end) = view.text_layout.lines[line], view.text_layout.lines[line + 1]
        assert begin is not None and end is not None
        assert view.marked_words == view.text_layout.text[begin:end]
        assert "▎" not in view.marked_words and "Vessen ~" not in view.marked_words


async def test_a_drag_that_strays(app: OnrecordApp) -> None:
    """The mouse may leave the pane on the way, the marking stays in the article."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter", "g", "g")
        view = app.reader.view
        begin = cell_of(app, "will be closed")
        await pilot._post_mouse_events([MouseDown], view, offset=begin, button=1)
        await pilot._post_mouse_events([MouseMove], view, offset=(begin[0] + 9, begin[1]), button=1)
        links = app.reader.elsewhere
        astray = (5, view.region.y + begin[1] - links.region.y)
        await pilot._post_mouse_events([MouseMove], links, offset=astray, button=1)
        await pilot._post_mouse_events([MouseUp], links, offset=astray, button=1)
        await settle(pilot)
        start, end = view.cursor.marked
        assert CLOSURE[start:end].startswith("will be closed") and "\n" not in CLOSURE[start:end]
        assert app.reader.front is Pane.ARTICLE


async def test_a_drag_past_the_edge_scrolls(app: OnrecordApp) -> None:
    """Below the pane the text comes after the mouse, and is marked as it comes."""
    async with app.run_test(size=(80, 16)) as pilot:
        await press(pilot, "j", "enter", "g", "g")
        view, footer = app.reader.view, app.reader.footer
        begin = cell_of(app, "said that")
        await pilot._post_mouse_events([MouseDown], view, offset=begin, button=1)
        for _ in range(5):
            await pilot._post_mouse_events([MouseMove], footer, offset=(30, 0), button=1)
        await settle(pilot)
        assert view.scroll_offset.y >= 5
        await pilot._post_mouse_events([MouseUp], footer, offset=(30, 0), button=1)
        await settle(pilot)
        assert view.marked_words.startswith("said that") and "\n\n" in view.marked_words


async def test_keys_and_copying_with_citation(app: OnrecordApp) -> None:
    """Marked with the mouse or with v, y adds where the words stand; ctrl+c copies them bare."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter", "g", "g")
        await drag(pilot, cell_of(app, "talks with"), cell_of(app, "talks with", last=True))
        await press(pilot, "ctrl+c")
        assert app.clipboard == "talks with" and "Copied through the terminal." in screen_text(app)
        await press(pilot, "y")
        assert app.clipboard == (
            "talks with\n— Vessen: Tarsia will close the canal if talks fail, "
            "Northern Wire, 2021-03-04"
        )


async def test_double_click_marks_a_word(app: OnrecordApp) -> None:
    """And a click elsewhere forgets it."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter", "g", "g")
        view = app.reader.view
        await pilot.double_click(view, offset=cell_of(app, "foreign", last=True))
        await settle(pilot)
        assert view.marked_words == "foreign"
        await pilot.click(view, offset=(GUTTER + 2, 0))
        await settle(pilot)
        assert view.marked_words == "" and view.cursor.anchor is None


async def test_marking_wide_signs(tmp_path: Path) -> None:
    """CJK, emoji of many parts, accents of their own and Hebrew: whole signs, by cells."""
    text = "運河は閉鎖 👩‍👩‍👧‍👦 e\u0301te\u0301 שלום עולם done.\n"
    session = CanalSession({"a.txt": ("Wide", "", Published(), text)})
    app = OnrecordApp(session, keys=tmp_path / "keys.toml")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter")
        view = app.reader.view
        left = view._measure.pad + GUTTER
        await drag(pilot, (left + 3, 0), (left + 6, 0))
        assert view.marked_words == "河は閉"
        await drag(pilot, (left + 11, 0), (left + 14, 0))
        assert view.marked_words == "👩‍👩‍👧‍👦 e\u0301"
        await drag(pilot, (left + 18, 0), (left + 21, 0))
        assert view.marked_words == "שלום"
        strips = [view.render_line(y) for y in range(3)]
        assert {strip.cell_length for strip in strips} == {view.size.width}


async def test_a_double_click_opens(app: OnrecordApp) -> None:
    """In the list of articles it reads the article, in a view it opens the row."""
    async with app.run_test(size=(140, 40)) as pilot:
        await press(pilot)
        await pilot.click(app.reader.articles, offset=(6, 1), times=2)
        await settle(pilot)
        assert app.reader.front == "article"
        await press(pilot, "g", "a")
        await pilot.click(front(app).list_view, offset=(6, 1), times=2)
        await settle(pilot)
        assert front(app).pane_name == "statements"
