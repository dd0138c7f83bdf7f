"""Marks under the fingers: set, gone to, gone back from, listed, taken away."""

from __future__ import annotations

import pytest

from onrecord.analysis.types import Published
from onrecord.tui.reader.actions import Pane, every
from onrecord.tui.reader.actions.keys import Keymap
from onrecord.tui.reader.app import OnrecordApp
from onrecord.tui.reader.screens.marks import MarksView
from onrecord.tui.session.events import Changed
from onrecord.tui.session.marks import mark_at

from .by_hand import CanalSession
from .canal import TEXTS
from .conftest import Typed, front, press, screen_text

WIDE = (140, 40)
KEYS = {"`": "grave_accent", "'": "apostrophe"}


@pytest.mark.parametrize("letter", ["a", "Q", "ж"])
def test_any_letter_ends_the_sequence(letter: str) -> None:
    """K waits for a letter of any script; a sign that is none does nothing."""
    keymap = Keymap(every())
    assert keymap.feed(Pane.ARTICLE, "K").pending == "K"
    assert keymap.feed(Pane.ARTICLE, letter).action.id == "set_mark"
    keymap.feed(Pane.ARTICLE, "K")
    assert not keymap.feed(Pane.ARTICLE, ".").used
    assert not keymap.feed(Pane.ARTICLE, letter * 2).used


@pytest.mark.parametrize("key", KEYS.values())
async def test_set_and_go(app: OnrecordApp, key: str) -> None:
    """K a marks the place; ` a or ' a comes back to it from another article."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter", "3", "n")
        point = app.reader.view.cursor.point
        await press(pilot, "K", "a")
        assert "Mark a" in screen_text(app)
        await press(pilot, "escape", "k", "enter")
        assert app.reader.article_id == "answer.txt"
        await press(pilot, key, "a")
        assert (app.reader.article_id, app.reader.view.cursor.point) == ("closure.txt", point)
        assert app.reader.front is Pane.ARTICLE
        await press(pilot, key, key)
        assert app.reader.article_id == "answer.txt"


async def test_no_such_mark(app: OnrecordApp) -> None:
    """A letter without a mark says how one is made."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "grave_accent", "z")
        assert "There is no mark z" in screen_text(app)


async def test_from_another_view(app: OnrecordApp) -> None:
    """A mark is reached from every view."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter", "n", "K", "a", "g", "q", "grave_accent", "a")
        assert front(app) is app.reader and app.reader.article_id == "closure.txt"


async def test_list(app: OnrecordApp, session: CanalSession) -> None:
    """g m lists the marks with their words; enter goes there, x takes one away."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "m")
        assert "No marks yet" in screen_text(app)
        await press(pilot, "escape", "j", "enter", "n", "K", "a", "G", "K", "b", "g", "m")
        assert isinstance(app.screen, MarksView)
        shown = screen_text(app)
        assert "a  the canal will be closed" in shown and "of delays." in shown
        assert "Vessen: Tarsia will close" in shown
        await press(pilot, "x")
        assert session.notebook.marks.letters() == ["b"]
        assert "a  the canal" not in screen_text(app)
        await press(pilot, "enter")
        assert front(app) is app.reader
        assert app.reader.view.cursor.point == mark_at(session.library, "b").offset


async def test_words_that_are_gone(app: OnrecordApp, session: CanalSession) -> None:
    """A mark without its words opens the article all the same, and says so."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter", "n", "K", "a", "escape", "k")
        session.add("closure.txt", ("", "", Published(), "Nothing of it is left.\n"))
        await press(pilot, "g", "m")
        assert "∅ gone: the canal" in screen_text(app)
        await press(pilot, "enter")
        assert app.reader.article_id == "closure.txt"
        assert "words of mark a are gone" in screen_text(app)


async def test_article_that_is_gone(app: OnrecordApp, session: CanalSession) -> None:
    """A mark in an article that is no longer there says so."""
    async with app.run_test(size=WIDE) as pilot:
        session.changes.do(
            lambda notebook: notebook.marks.set(
                "a", "closure.txt", TEXTS["closure.txt"][3].index("A narrow")
            )
        )
        del session.library.entries["closure.txt"]
        session.tell(Changed())
        await press(pilot, "grave_accent", "a")
        assert "not in the library any more" in screen_text(app)


@pytest.mark.parametrize("name", ["set_mark", "go_to_mark"])
async def test_from_the_palette(app: OnrecordApp, session: CanalSession, name: str) -> None:
    """The palette has no letter to give, and says which keys have."""
    (action,) = (one for one in every() if one.id == name)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter", "ctrl+p", "escape")
        app.reader.run(action)
        await press(pilot)
        assert "K a keeps a place" in screen_text(app) and not session.notebook.marks.letters()


async def test_marks_are_narrowed(app: OnrecordApp) -> None:
    """/ leaves the marks whose words or titles have what is typed."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter", "n", "K", "a", "G", "K", "b", "g", "m")
        await press(pilot, "slash", Typed("delays"), "enter")
        shown = screen_text(app)
        assert "b  " in shown and "a  the canal will be closed" not in shown
