"""Keys typed ahead: each finds what the one before it has done, however fast they come."""

from __future__ import annotations

import time

import pytest
from textual.drivers import linux_driver
from textual.events import Key
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.widgets import Input

from onrecord.tui.reader.app import OnrecordApp
from onrecord.tui.reader.widgets.input_line import Field

from .by_hand import CanalSession
from .conftest import front, open_anew, press, screen_text, settle

WIDE = (140, 40)
CLOSURE = ("j", "enter")


async def burst(pilot: Pilot[None], *typed: str) -> None:
    """Give the driver keys, the letters of words one by one, without waiting between them."""
    driver = pilot.app._driver
    assert driver
    for part in typed:
        named = part in ("enter", "escape", "backspace", "left", "tab", "space", "down")
        for key in (part,) if named else part:
            character = None if named else key
            driver.send_message(Key(key if named else _character_to_key(key), character))
    await settle(pilot)


async def test_search_in_the_article(app: OnrecordApp) -> None:
    """/ and a word, enter, j: the word is looked for, j goes on a line from its first place."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *CLOSURE, "slash", *"canal", "enter", "j")
        at = app.reader.view.cursor.point
        await press(pilot, "escape", "g", "g")
        await burst(pilot, "/", "canal", "enter", "j")
        assert app.reader.view.query_text == "canal" and app.reader.view.cursor.point == at
        assert app.focused is app.reader.view


async def test_escape(app: OnrecordApp) -> None:
    """The key after escape is no letter of the line any more."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *CLOSURE, "g", "g", "slash", *"canal", "escape", "j", "j")
        at = app.reader.view.cursor.point
        await press(pilot, "g", "g")
        await burst(pilot, "/", "canal", "escape", "jj")
        assert app.reader.view.query_text == "" and app.reader.view.cursor.point == at


async def test_dead_keys_stay_dead(app: OnrecordApp) -> None:
    """Of two keys that mean nothing neither turns up in the line that the next key opens."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *CLOSURE)
        dead = [Key("l", "l"), Key("l", "l")]
        assert not any(app.reader.take_key(key) for key in dead)
        await press(pilot, "slash")
        for key in dead:  # they come back from what had the focus when they were typed
            await app.reader.on_key(key)
        assert app.reader.search_line.value == ""


@pytest.mark.parametrize("dead", ["r", "backspace"])
async def test_dead_keys_are_not_in_a_prompt(
    app: OnrecordApp, session: CanalSession, dead: str
) -> None:
    """A key that does nothing, typed just before the one that asks, is no part of the answer."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *CLOSURE, "3", "n", "t", *"talks", "enter")
        await burst(pilot, dead, "t", "ab")
        assert app.screen.query_one(Field).value == "talks ab"
        await press(pilot, "enter")
        assert [q.tags for q in session.all_quotations() if q.tags] == [("talks", "ab")]


async def test_dead_keys_on_a_card(app: OnrecordApp) -> None:
    """Of what is typed there by mistake only what comes after the key that asks is written."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "a", "enter")
        await burst(pilot, "orsova")
        assert app.screen.query_one(Field).value == "ova"


async def test_editing_keeps_the_order(app: OnrecordApp) -> None:
    """What edits the line comes between the letters that it was typed between."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *CLOSURE)
        await burst(pilot, "/", "cannx", "backspace", "backspace", "ql", "left", "backspace", "a")
        assert app.reader.query_one("#search", Input).value == "canal"


@pytest.mark.parametrize("ending", ["enter", "escape"])
async def test_narrowing_a_view(app: OnrecordApp, ending: str) -> None:
    """A view opened, narrowed and gone through in one breath."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "q", "slash", *"vessen", ending, "j", "j")
        slowly = front(app).quotations.line
        await press(pilot, "escape")
        open_anew(app)
        await burst(pilot, "gq/", "vessen", ending, "j", "j")
        view = front(app)
        assert view.HEADING == "quotations" and view.quotations.line == slowly
        assert view.query_text == ("vessen" if ending == "enter" else "")


async def test_search_everywhere(app: OnrecordApp) -> None:
    """A search over the library, and down the hits."""
    async with app.run_test(size=WIDE) as pilot:
        await burst(pilot, "g/", "canal", "enter", "j")
        assert front(app).query_text == "canal" and app.focused is front(app).list_view


async def test_did_they_say_it(app: OnrecordApp) -> None:
    """Words asked for; what comes after enter goes to the answer."""
    async with app.run_test(size=WIDE) as pilot:
        await burst(pilot, "gd", "Nobody closes a canal in spring", "enter", "j")
        assert "Nobody closes a canal in spring" in front(app).words
        assert app.focused is front(app).list_view


async def test_a_prompt(app: OnrecordApp, session: CanalSession) -> None:
    """A tag typed at once after its key; what comes after enter goes to the article."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *CLOSURE, "3", "n")
        tagged = app.reader.view.current
        await burst(pilot, "t", "talks", "enter", "n")
        assert app.screen is app.reader
        (now,) = (q for q in session.all_quotations() if q.tags)
        assert (now.start, now.tags) == (tagged.start, ("talks",))
        assert app.reader.view.current.start > tagged.start


async def test_a_prompt_that_is_left(app: OnrecordApp, session: CanalSession) -> None:
    """What comes after escape goes to the article, and nothing is tagged."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *CLOSURE, "3", "n")
        at = app.reader.view.current.start
        await burst(pilot, "t", "talks", "escape", "n")
        assert app.screen is app.reader and app.reader.view.current.start > at
        assert not any(q.tags for q in session.all_quotations())


async def test_from_pane_to_pane(app: OnrecordApp) -> None:
    """Panes gone through faster than the focus is told of."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *CLOSURE)
        await burst(pilot, "tab", "tab", "tab", "tab")
        assert app.reader.front == "links" and "elsewhere" in screen_text(app).casefold()


async def test_order_is_kept(app: OnrecordApp) -> None:
    """A key does not overtake what the screen has not yet heard of."""
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot)
        done: list[str] = []
        reader = app.reader
        reader.call_later(done.append, "before")
        act = reader._act
        reader._act = lambda event: bool(done.append(event.key)) or act(event)  # type: ignore[method-assign]
        await burst(pilot, "j")
        assert done == ["before", "j"]


async def test_a_key_that_means_nothing_is_tried_once(app: OnrecordApp) -> None:
    """The rest of a broken sequence is not taken for a sequence of its own."""
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "enter", "g", "j")  # `g j` is nothing, and `j` is not done either
        before = app.reader.view.cursor.point
        await press(pilot, "g", "j")
        assert app.reader.view.cursor.point == before


async def test_typing_is_left_alone(app: OnrecordApp) -> None:
    """Where a line is typed in, keys are letters."""
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "enter", "/")
        await press(pilot, "j", "k")
        assert isinstance(app.focused, Field)
        assert app.focused.value == "jk"


def test_escape_and_the_next_key_are_two() -> None:
    """Pressed quickly they are no alt; what a terminal sends as one sequence is one key."""
    parser = vars(linux_driver)["XTermParser"]()
    found = list(parser.feed("\x1b"))
    time.sleep(0.05)
    found += [*parser.feed("q"), *parser.feed("\x1b[A"), *parser.feed("\x1b["), *parser.feed("B")]
    assert [key.key for key in found] == ["escape", "q", "up", "down"]
