"""Room on the screen: widths, one pane alone, the way to where one is, and the next start."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from onrecord.store.library.ui_state import UiState, keep_ui_state, read_ui_state
from onrecord.tui.reader.actions import Pane
from onrecord.tui.reader.app import OnrecordApp
from onrecord.tui.reader.screens.quotations import QuotationsView
from onrecord.tui.reader.screens.ui_state import NARROWEST, TEXT, Sizes
from onrecord.tui.reader.themes import styles_of
from onrecord.tui.reader.widgets.bars import crumbs
from onrecord.tui.session.article.layout import COLUMN
from onrecord.tui.session.session import Order, Status

from .by_hand import CanalSession
from .conftest import Typed, front, press, screen_text

WIDE, NARROW = (140, 40), (80, 24)
KEYS = {">": "greater_than_sign", "<": "less_than_sign", "=": "equals_sign"}


def widths(app: OnrecordApp) -> list[int]:
    """Return the widths of the three panes."""
    names = ("articles-pane", "article-pane", "links-pane")
    return [app.reader.query_one(f"#{name}").outer_size.width for name in names]


@given(st.integers(110, 400), st.integers(-50, 500), st.integers(-50, 500))
def test_the_article_keeps_its_room(width: int, articles: int, links: int) -> None:
    """Whatever is asked for, no pane vanishes and the article keeps what it needs."""
    sizes = Sizes(articles, links).with_room(width)
    assert all(not size or size >= NARROWEST for size in (sizes.articles, sizes.links))
    assert (sizes.articles or NARROWEST) + (sizes.links or NARROWEST) <= width - TEXT


@pytest.mark.parametrize("keys", [(">", "<"), ("ctrl+right", "ctrl+left")])
async def test_wider_and_narrower(app: OnrecordApp, keys: tuple[str, str]) -> None:
    """> and < move the edge of the list; a number tells by how many columns."""
    more, less = (KEYS.get(key, key) for key in keys)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot)
        usual = widths(app)
        await press(pilot, more)
        assert widths(app) == [usual[0] + 4, usual[1] - 4, usual[2]]
        await press(pilot, "9", less)
        assert widths(app)[0] == usual[0] - 5
        await press(pilot, KEYS["="])
        assert widths(app) == usual


async def test_the_links_and_the_article(app: OnrecordApp) -> None:
    """In the links their own edge moves; in the article both do, and its text stays a column."""
    async with app.run_test(size=(200, 40)) as pilot:
        await press(pilot, "enter", "tab", KEYS[">"])
        usual = widths(app)
        await press(pilot, KEYS["<"])
        assert widths(app)[2] == usual[2] - 4 and widths(app)[0] == usual[0]
        await press(pilot, "shift+tab", "8", KEYS[">"])
        assert sum(widths(app)) == 200 and widths(app)[1] == usual[1] + 12
        assert app.reader.view.text_layout.width <= COLUMN


async def test_no_more_room(app: OnrecordApp) -> None:
    """At the end of the room the key says so."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "9", "0", KEYS["<"])
        assert widths(app)[0] == NARROWEST
        await press(pilot, KEYS["<"])
        assert "no narrower" in screen_text(app)
        await press(pilot, "9", "9", "9", KEYS[">"], KEYS[">"])
        assert "no more room" in screen_text(app)
        assert widths(app)[1] >= TEXT


async def test_maximise(app: OnrecordApp) -> None:
    """z gives the pane in front everything, tab shows the next alone, z brings all back."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter")
        usual = widths(app)
        await press(pilot, "z")
        assert app.reader.view.size.width >= 139 and not app.reader.articles.region.width
        assert "the canal › Vessen: Tarsia will close the canal if talks fail" in screen_text(app)
        await press(pilot, KEYS[">"])
        assert "whole width" in screen_text(app)
        await press(pilot, "tab")
        assert app.reader.elsewhere.size.width >= 139
        await press(pilot, "z")
        assert widths(app) == usual


async def test_narrow_terminal_is_one_pane(app: OnrecordApp) -> None:
    """Where there is room for one pane only, z says what two would take."""
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "z")
        assert "two take 90 columns" in screen_text(app)


@pytest.mark.parametrize("size", [(90, 30), (80, 24), (150, 40)])
async def test_another_size_takes_no_line_away(app: OnrecordApp, size: tuple[int, int]) -> None:
    """Who types while the window changes goes on typing where they were."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter", "slash", *"can")
        await pilot.resize_terminal(*size)
        await press(pilot, *"al")
        assert app.reader.view.query_text == "canal" and app.focused is app.reader.search_line
        await press(pilot, "enter", "tab")
        assert app.reader.front is Pane.LINKS and app.reader.elsewhere.region


async def test_breadcrumb(app: OnrecordApp) -> None:
    """The top line of one pane tells the way: library, article, links and how many."""
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "j", "enter", "5", "n", "tab", "shift+tab")
        top = screen_text(app).splitlines()[0]
        assert top.strip().startswith("the canal › Vessen: Tarsia") and "› where else" in top
        await press(pilot, "escape")
        assert "3 articles" in screen_text(app).splitlines()[0]


async def test_crumbs_fit(app: OnrecordApp) -> None:
    """The longest step is cut, the others stay; where one stands is told by weight."""
    async with app.run_test(size=NARROW):
        styles = styles_of(app)
        way = ("the canal", "運河 " * 40, "where else 4")
        words = crumbs(way, 1, 60, styles)
        assert cell_len("".join(text for text, _ in words)) <= 60
        assert words[0][0] == "the canal" and words[-1][0] == "where else 4"
        assert [style.bold for text, style in words if text != " › "] == [None, True, None]


async def test_the_step_one_stands_on_is_seen(app: OnrecordApp) -> None:
    """Where what stands at the right leaves little room, more than one step is cut."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot)
        way = ("the canal of the north", "Minister says that talks go on", "where else 3")
        words = crumbs(way, 2, 35, styles_of(app))
        assert cell_len("".join(word for word, _ in words)) <= 35
        assert words[-1][0] == "where else 3"


# -- the next start -------------------------------------------------------------------------------


def again(session: CanalSession, tmp_path: Path) -> OnrecordApp:
    """Return the program started once more."""
    return OnrecordApp(session, keys=tmp_path / "keys.toml")


async def test_the_next_start_is_where_one_left(
    app: OnrecordApp, session: CanalSession, tmp_path: Path
) -> None:
    """Article, place, pane, order and widths are those of the last time."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, KEYS[">"], "O", "O", "n", "enter", "n", "n")
        left = (app.reader.article_id, app.reader.view.cursor.point, widths(app))
        order = (app.reader.order, app.reader.descending)
    app = again(session, tmp_path)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot)
        reader = app.reader
        assert (reader.article_id, reader.view.cursor.point, widths(app)) == left
        assert (reader.order, reader.descending) == order == (Order.TITLE, False)
        assert reader.front is Pane.ARTICLE and reader.articles.row.id == reader.article_id
        await press(pilot, "z")
    app = again(session, tmp_path)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot)
        assert app.reader.view.size.width >= 139


async def test_the_view_and_its_filter(
    app: OnrecordApp, session: CanalSession, tmp_path: Path
) -> None:
    """Leaving out of a view comes back into it, narrowed as it was."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "q", "slash", Typed("speaker:oduya"), "enter")
        assert "4 of 9" in screen_text(app)
        app.exit()
    app = again(session, tmp_path)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot)
        assert isinstance(app.screen, QuotationsView)
        assert "4 of 9" in screen_text(app) and "speaker:oduya" in screen_text(app)
        await press(pilot, "escape")
        assert front(app) is app.reader


@pytest.mark.parametrize(
    "ui_state",
    [
        UiState(article="gone.txt", offset=99, pane="article"),
        UiState(article="closure.txt", offset=10**9, pane="article", view="no such view"),
        UiState(article="closure.txt", offset=-5, pane="nowhere", order="by smell", list_width=-9),
        UiState(article="answer.txt", pane="article", list_width=10**6, links_width=10**6),
    ],
)
async def test_what_is_gone_costs_nothing(
    session: CanalSession, tmp_path: Path, ui_state: UiState
) -> None:
    """An article, a view or a size that is no more starts as if nobody had been here."""
    session.ui_state = ui_state
    app = again(session, tmp_path)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot)
        assert front(app) is app.reader and not app.reader.footer.message
        assert sum(widths(app)) == 140 and widths(app)[1] >= TEXT
        if ui_state.article not in app.reader.rows:
            assert app.reader.front is Pane.ARTICLES and app.reader.articles.cursor == 0


async def test_a_vanished_article_is_not_opened(session: CanalSession, tmp_path: Path) -> None:
    """A file that was deleted meanwhile is not what the next start begins with."""
    session.indexer.status["closure.txt"] = Status.VANISHED
    session.ui_state = UiState(article="closure.txt", offset=30, pane="article")
    app = again(session, tmp_path)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot)
        assert app.reader.front is Pane.ARTICLES


def test_seats_on_disk(tmp_path: Path) -> None:
    """Each folder has its own; damage, strangers' values and a disk that refuses are no matter."""
    ui_state = UiState("a.txt", 7, "article", "title", False, 30, 0, True, "quotations", "x")
    keep_ui_state(tmp_path, Path("/home/ann/canal"), ui_state)
    assert read_ui_state(tmp_path, Path("/home/ann/canal")) == ui_state
    assert read_ui_state(tmp_path, Path("/home/ann/other")) == UiState()
    keep_ui_state(tmp_path, Path("/home/ann/canal"), replace(ui_state, offset="far"))  # type: ignore[arg-type]
    assert read_ui_state(tmp_path, Path("/home/ann/canal")) == replace(ui_state, offset=0)
    (path,) = (tmp_path / "seats").iterdir()
    path.write_text("{")
    assert read_ui_state(tmp_path, Path("/home/ann/canal")) == UiState()
    (tmp_path / "file").touch()
    keep_ui_state(tmp_path / "file", Path("/home/ann/canal"), ui_state)
    assert read_ui_state(tmp_path / "file", Path("/home/ann/canal")) == UiState()


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_nothing_lies_under_the_last_line(app: OnrecordApp, size: tuple[int, int]) -> None:
    """Every pane ends where the line of keys begins."""
    async with app.run_test(size=size) as pilot:
        for keys in ((), ("enter",), ("tab",)):
            await press(pilot, *keys)
            assert app.focused is not None
            last = app.reader.view.details if app.focused is app.reader.view else app.focused
            assert last.region.bottom == app.reader.footer.region.y
