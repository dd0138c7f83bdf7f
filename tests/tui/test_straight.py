"""A key is taken, done and painted in one step; what came before it comes before it."""

from __future__ import annotations

import pytest
from conftest import press, settle
from textual.app import App
from textual.events import Key
from textual.widgets import Input

from onrecord.tui.reader.app import OnrecordApp
from onrecord.tui.reader.screens.keyed import Keyed
from onrecord.tui.reader.widgets.straight import Straight, gathering


def give(app: App[None], *keys: str) -> None:
    """Give the application keys as the terminal does, all at once."""
    for key in keys:
        event = Key(key, key if len(key) == 1 else None)
        event.set_sender(app)
        app.post_message(event)


async def test_painted_when_it_returns(app: OnrecordApp, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the application is done with a key, the cursor has moved and is on the screen."""
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot)
        painted: list[object] = []
        monkeypatch.setattr(app, "_display", lambda _, update: painted.append(update))
        cursor = app.reader.articles.cursor
        event = Key("j", "j")
        event.set_sender(app)
        handling = app.on_event(event)
        with pytest.raises(StopIteration):  # it waits for nothing
            handling.send(None)
        assert app.reader.articles.cursor == cursor + 1
        assert len(painted) == 1


async def test_many_at_once_are_painted_together(
    app: OnrecordApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Keys that all wait are done first: nobody sees a cursor run behind."""
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "enter")
        painted: list[object] = []
        monkeypatch.setattr(app, "_display", lambda _, update: painted.append(update))
        give(app, *"jjjjjjjj")
        await settle(pilot)
        assert 1 <= len(painted) < 8


async def test_order_is_kept(app: OnrecordApp) -> None:
    """A key does not overtake what the screen has not yet heard of."""
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot)
        done: list[str] = []
        reader = app.reader
        reader.call_later(done.append, "before")
        act = reader._act
        reader._act = lambda event: bool(done.append(event.key)) or act(event)  # type: ignore[method-assign]
        give(app, "j")
        await settle(pilot)
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
        assert isinstance(app.focused, Input)
        assert app.focused.value == "jk"


async def test_what_is_begun_by_a_key_is_heard_later(app: OnrecordApp) -> None:
    """A task begun by a key asks to be painted by the usual way: the key is done with by then."""
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot)
        screen = app.screen
        assert isinstance(screen, Keyed)
        with gathering() as changed:
            screen.call_later(screen.footer.refresh)
        assert not changed
        await settle(pilot)
        assert Straight._gathered is None
        assert not screen.footer._repaint_required
