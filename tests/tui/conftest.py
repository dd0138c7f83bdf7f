"""What the tests of the screen share."""

from __future__ import annotations

from pathlib import Path

import pytest
from fake import FakeSession
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from tui.app import OnrecordApp


@pytest.fixture
def session() -> FakeSession:
    """A session in memory."""
    return FakeSession()


@pytest.fixture
def app(session: FakeSession, tmp_path: Path) -> OnrecordApp:
    """The application on it, with nobody's own keys."""
    return OnrecordApp(session, keys=tmp_path / "keys.toml")


class Typed(str):
    """Text that goes into the line or the editor in focus at once, not key by key."""

    __slots__ = ()


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys and let what hangs on them happen."""
    for key in keys:
        if not isinstance(key, Typed):
            await pilot.press(key)
        elif isinstance(pilot.app.focused, Input):
            pilot.app.focused.insert_text_at_cursor(key)
        elif isinstance(pilot.app.focused, TextArea):
            pilot.app.focused.insert(key)
        else:
            raise AssertionError(f"nothing takes {key!r}")
    await settle(pilot)


async def settle(pilot: Pilot[None]) -> None:
    """Wait until nothing is due any more: no timer of the reader, no worker of a view."""
    app = pilot.app
    assert isinstance(app, OnrecordApp)
    await pilot.pause()
    for _ in range(250):
        busy = any(not worker.is_finished for worker in app.workers)
        if not busy and not app.reader._soon_due:
            break
        await pilot.pause(0.02)
    await pilot.pause()


def screen_text(app: OnrecordApp) -> str:
    """Return what stands on the screen, as lines of text."""
    return "\n".join(
        "".join(segment.text for segment in line)
        for line in app.screen._compositor.render_strips(app.size)
    )
