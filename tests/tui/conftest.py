"""What the tests of the screen share."""

from __future__ import annotations

import asyncio
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.events import Paste
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from onrecord.tui.reader.app import OnrecordApp
from onrecord.tui.reader.screens.at_rest import AtRest

from .by_hand import OPEN, CanalSession
from .stillness import still, wait_by_stillness


@pytest.fixture(autouse=True)
def _still(monkeypatch: pytest.MonkeyPatch) -> None:
    """A key press is over when nothing is left to do."""
    wait_by_stillness(monkeypatch)


@pytest.fixture(scope="session", autouse=True)
def _parsed_once() -> Iterator[None]:
    """Styles are parsed for the first application of a theme, and remembered for all others."""
    parse = Stylesheet._parse_rules
    found: dict[object, list[RuleSet]] = {}

    def remembered(sheet: Stylesheet, *given: Any, **more: Any) -> list[RuleSet]:
        key = (given, tuple(more.items()), tuple(sheet._variables.items()))
        if key not in found:
            found[key] = parse(sheet, *given, **more)
        return found[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", remembered)
        yield


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    """Every session is closed in the end."""
    yield
    while OPEN:
        OPEN.pop().close()


@pytest.fixture
def session() -> CanalSession:
    """A session in memory."""
    return CanalSession()


@pytest.fixture
def app(session: CanalSession, tmp_path: Path) -> OnrecordApp:
    """The application on it, with nobody's own keys."""
    return OnrecordApp(session, keys=tmp_path / "keys.toml")


@pytest.fixture
def bin_(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of programs, the only ones there are besides the system's; no clipboard."""
    for name in ("WAYLAND_DISPLAY", "DISPLAY", "TMUX", "STY", "SSH_CONNECTION", "SSH_TTY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "bin").mkdir()
    return tmp_path / "bin"


def program(folder: Path, name: str, does: str) -> None:
    """Put a shell script of that name into a folder."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\n{does}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


class Typed(str):
    """Text that goes into the line or the editor in focus at once, not key by key."""

    __slots__ = ()


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, one after what hangs on the other has happened."""
    await settle(pilot)
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


async def paste(pilot: Pilot[None], text: str) -> None:
    """Paste text where the focus is, as the terminal does."""
    pilot.app.post_message(Paste(text))
    await settle(pilot)


async def settle(pilot: Pilot[None]) -> None:
    """Wait for the workers of a view, and let all be due that the reader does a little later.

    Raises:
        TimeoutError: it takes a minute; to go on with half a screen would tell nothing.
    """
    app = pilot.app
    assert isinstance(app, OnrecordApp)
    async with asyncio.timeout(60):
        while True:
            # Asked first: what the thread told before it was done is on the screen then.
            indexed = app.session.search.wait(0)
            await still()
            screens = [screen for screen in app.screen_stack if isinstance(screen, AtRest)]
            later = [handle for screen in screens for handle in screen._soon_due.values()]
            for handle in later:
                handle._run()
                handle.cancel()
            if later:
                continue
            if indexed and all(worker.is_finished for worker in app.workers):
                return
            await asyncio.sleep(0.005)


def open_anew(app: OnrecordApp) -> None:
    """Let views be opened anew from now on, not as they were left."""
    app.kept_views._opened.clear()


def front(app: App[None]) -> Any:
    """Return the view that is seen, of whatever kind."""
    return app.screen


def screen_text(app: OnrecordApp) -> str:
    """Return what stands on the screen, as lines of text."""
    return "\n".join(
        "".join(segment.text for segment in line)
        for line in app.screen._compositor.render_strips(app.size)
    )


async def seen(pilot: Pilot[None], words: str, seconds: float = 30) -> None:
    """Wait until words are on the screen.

    Raises:
        TimeoutError: they do not come.
    """
    app = pilot.app
    assert isinstance(app, OnrecordApp)
    async with asyncio.timeout(seconds):
        while words not in screen_text(app):
            await pilot.pause(0.01)
