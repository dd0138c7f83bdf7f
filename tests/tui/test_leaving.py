"""What arrives while the application leaves, or a screen goes, finds nothing to do."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest
from textual.command import CommandPalette
from textual.screen import Screen

from onrecord.tui.reader.app import OnrecordApp, Posted
from onrecord.tui.reader.screens.memo import Writing
from onrecord.tui.reader.screens.pick import Choice, Pick
from onrecord.tui.reader.screens.quotations import QuotationsView
from onrecord.tui.reader.screens.review import ReviewView
from onrecord.tui.reader.screens.text_page import TextPage, plain
from onrecord.tui.reader.screens.timeline import TimelineView
from onrecord.tui.session.session import Changed, Progress

SCREENS: dict[str, Callable[[], Screen]] = {
    "quotations": QuotationsView,
    "review": ReviewView,
    "timeline": TimelineView,
    "memo": lambda: Writing("Memo", "", ""),
    "pick": lambda: Pick("Which?", [Choice("a", "a")]),
    "page": lambda: TextPage("Help", plain(["words"])),
    "palette": CommandPalette,
}


@pytest.mark.parametrize("name", SCREENS)
async def test_a_screen_that_begins_while_the_application_leaves(
    app: OnrecordApp, name: str
) -> None:
    """It is told that it is mounted, though nothing is mounted in it: no handler of ours is."""
    async with app.run_test():
        app.push_screen(SCREENS[name]())
        app.exit()
    assert app._exception is None


@pytest.mark.parametrize("name", SCREENS)
async def test_a_screen_that_goes_while_it_begins(app: OnrecordApp, name: str) -> None:
    """It is pushed and popped in one breath, and again a moment later."""
    async with app.run_test() as pilot:
        for moments in range(6):
            app.push_screen(SCREENS[name]())
            for _ in range(moments):
                await asyncio.sleep(0)
            app.pop_screen()
            app.post_event(Changed())
        await pilot.pause()
        assert app.screen is app.reader
    assert app._exception is None


@pytest.mark.parametrize("name", SCREENS)
async def test_what_is_told_while_a_screen_begins(app: OnrecordApp, name: str) -> None:
    """A view whose parts are not there yet has no keys to tell, and no line to tell in."""
    async with app.run_test() as pilot:
        app.push_screen(SCREENS[name]())
        app.show_codes()
        app.say("told")
        app.post_event(Changed())
        await pilot.pause()
    assert app._exception is None


@pytest.mark.parametrize("moments", [0, 1, 2, 5, 10, 20, 50])
async def test_a_signal_while_it_starts(
    app: OnrecordApp, monkeypatch: pytest.MonkeyPatch, moments: int
) -> None:
    """Whatever is there by then, it leaves."""
    waiting: list[asyncio.Task[None]] = []

    async def signalled(leave: Callable[[], object]) -> None:
        for _ in range(moments):
            await asyncio.sleep(0)
        leave()

    def listen(leave: Callable[[], object]) -> None:
        waiting.append(asyncio.create_task(signalled(leave)))

    monkeypatch.setattr("onrecord.tui.reader.app.leave_at_hangup", listen)
    await app.run_async(headless=True)
    assert waiting[0].done()
    assert app._exception is None


async def test_what_is_told_when_all_screens_are_gone(app: OnrecordApp) -> None:
    """Nobody is there to take it, also from another thread."""
    async with app.run_test():
        pass
    assert app.screen_stack == []
    await app._dispatch_message(Posted(Progress(1, 2, 0, "")))
    await app._dispatch_message(Posted(Changed()))
    await asyncio.to_thread(app.post_event, Changed())
    assert app._exception is None


async def test_leaving_twice_keeps_once(app: OnrecordApp, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second signal on the way out changes nothing."""
    kept: list[bool] = []
    async with app.run_test():
        monkeypatch.setattr(app.reader, "keep_ui_state", lambda: kept.append(True))
        app.exit(3)
        app.exit(4)
    assert app.return_value == 3
    assert len(kept) == 1
