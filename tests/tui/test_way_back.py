"""The way back: to the list that an article was opened from, as it was left."""

from __future__ import annotations

import pytest

from onrecord.tui.reader.actions import Pane
from onrecord.tui.reader.app import OnrecordApp
from onrecord.tui.reader.screens.kept_views import MOST

from .by_hand import CanalSession
from .conftest import Typed, front, press, screen_text

WIDE = (140, 40)
BACK, ON = "left_square_bracket", "right_square_bracket"


async def test_back_to_a_narrowed_list(app: OnrecordApp) -> None:
    """[ leads from an article to the list it was opened from: its query, its cursor, its marks."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "q", "slash", Typed("speaker:oduya"), "enter", "v", "j", "enter")
        assert front(app) is app.reader and app.reader.article_id
        read = app.reader.article_id, app.reader.view.cursor.point
        await press(pilot, BACK)
        assert front(app).pane is Pane.QUOTATIONS and front(app).list_view.cursor == 2
        assert "speaker:oduya" in screen_text(app) and "4 of 9" in screen_text(app)
        assert "1 marked" in screen_text(app)
        await press(pilot, "enter", BACK, "escape", ON)
        assert (app.reader.article_id, app.reader.view.cursor.point) == read


async def test_back_to_a_card_and_the_list_below_it(app: OnrecordApp) -> None:
    """From a statement of a card the way leads back to the card, and from there on to the list."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "a", "slash", Typed("vess"), "enter", "enter", "j", "enter")
        assert front(app) is app.reader
        await press(pilot, BACK)
        assert front(app).pane is Pane.CARD and front(app).list_view.cursor == 1
        await press(pilot, "escape")
        assert front(app).pane is Pane.ACTORS and front(app).query_text == "vess"
        await press(pilot, "escape")
        assert front(app) is app.reader


@pytest.mark.parametrize("size", [WIDE, (80, 24)])
async def test_back_at_another_size(app: OnrecordApp, size: tuple[int, int]) -> None:
    """A list that is come back to is laid out at the size that there is by then."""
    async with app.run_test(size=(110, 30)) as pilot:
        await press(pilot, "g", "q", "enter")
        await pilot.resize_terminal(*size)
        await press(pilot, BACK)
        assert front(app).size == size and front(app).list_view.size.width == size[0]
        lines = screen_text(app).splitlines()
        assert len(lines) == size[1] and "quotations" in lines[0]


async def test_what_changed_meanwhile_is_in_it(app: OnrecordApp, session: CanalSession) -> None:
    """A list that is come back to shows what was done in the article."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "q", "enter", "t", Typed("ships"), "enter", BACK)
        assert front(app).pane is Pane.QUOTATIONS and "#ships" in screen_text(app)


@pytest.mark.parametrize(
    ("key", "query"), [("q", "speaker:oduya"), ("a", "oduya"), ("w", "speaker:oduya")]
)
async def test_a_view_opens_as_it_was_left(app: OnrecordApp, key: str, query: str) -> None:
    """g q, g a and the like show again what they last showed; there is one of each."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", key, "slash", Typed(query), "enter", "escape")
        assert front(app) is app.reader
        await press(pilot, "g", key)
        view = front(app)
        assert view.query_text == query and query in screen_text(app)
        await press(pilot, "g", "t", "g", key)
        assert front(app) is view
        await press(pilot, "slash", *"ves")
        assert view.query_text == "ves"
        await press(pilot, "enter", "escape")
        assert front(app) is app.reader


async def test_nobody_types_into_a_line_that_was_left(app: OnrecordApp) -> None:
    """A view that was left out of its line opens in its list: the next keys are keys."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "q", "slash", Typed("oduya"))
        front(app).go_and_read("closure.txt", 0)
        await press(pilot, "g", "q", "j")
        assert front(app).query_text == "oduya" and front(app).list_view.cursor == 1


async def test_back_to_the_link_that_was_followed(app: OnrecordApp) -> None:
    """[ leads back into the links, to the one that was followed."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "k", "enter", "n", "tab", "j", "enter")
        assert app.reader.article_id == "closure.txt"
        await press(pilot, BACK)
        assert app.reader.article_id == "answer.txt"
        assert app.reader.front is Pane.LINKS and app.reader.elsewhere.cursor == 1


async def test_back_where_nothing_was_read(app: OnrecordApp) -> None:
    """Before anything was read the way back is to the list all the same."""
    async with app.run_test(size=WIDE) as pilot:
        app.reader.article_id = ""
        await press(pilot, "g", "q", "enter", BACK)
        assert front(app).pane is Pane.QUOTATIONS


async def test_no_more_are_kept_than_are_gone_back_to(app: OnrecordApp) -> None:
    """Of many views that were left the oldest go; the way back then leads to the articles alone."""
    async with app.run_test(size=WIDE) as pilot:
        for _ in range(MOST + 3):
            await press(pilot, "g", "a", "enter", "enter")  # a card each time
        assert len(app.kept_views.unseen()) == MOST
        assert all(view.is_running for view in app.kept_views.unseen())
        for _ in range(MOST + 3):
            await press(pilot, BACK)
            if front(app) is not app.reader:
                app.back_to_reader()
        await press(pilot, BACK)
        assert "This is where you began" in screen_text(app)
