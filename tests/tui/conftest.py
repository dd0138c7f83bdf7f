"""What the tests of the screen share."""

from __future__ import annotations

from pathlib import Path

import pytest
from fake import FakeSession
from textual.pilot import Pilot

from tui.app import OnrecordApp


@pytest.fixture
def session() -> FakeSession:
    """A session in memory."""
    return FakeSession()


@pytest.fixture
def app(session: FakeSession, tmp_path: Path) -> OnrecordApp:
    """The application on it, with nobody's own keys."""
    return OnrecordApp(session, keys=tmp_path / "keys.toml")


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys and let what hangs on them happen."""
    for key in keys:
        await pilot.press(key)
    await pilot.pause(0.15)


def screen_text(app: OnrecordApp) -> str:
    """Return what stands on the screen, as lines of text."""
    return "\n".join(
        "".join(segment.text for segment in line)
        for line in app.screen._compositor.render_strips(app.size)
    )
