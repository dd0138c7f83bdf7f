"""What is under the fingers, as it looks."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import press
from fake import FakeSession
from textual.pilot import Pilot

from tui.app import OnrecordApp

SIZES = {"80x24": (80, 24), "140x40": (140, 40), "200x60": (200, 60)}
SEEN = {
    "jump": ("j", "enter", "3", "n", "f"),
    "jump, a letter typed": ("j", "enter", "3", "n", "f", "a"),
    "marks": ("j", "enter", "n", "K", "a", "3", "n", "K", "b", "g", "m"),
    "maximised": ("j", "enter", "3", "n", "z"),
}


def shown(app: OnrecordApp, keys: tuple[str, ...]):
    """Return what presses keys before a picture is taken."""

    async def before(pilot: Pilot[None]) -> None:
        await press(pilot)
        await press(pilot, *keys)

    return before


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("what", SEEN)
def test_looks(snap_compare, tmp_path: Path, what: str, size: tuple[int, int]) -> None:
    """Letters over everything in sight, the list of marks, one pane with the whole width."""
    app = OnrecordApp(FakeSession(), keys=tmp_path / "keys.toml")
    assert snap_compare(app, terminal_size=size, run_before=shown(app, SEEN[what]))


def test_jump_without_colour(snap_compare, tmp_path: Path, monkeypatch) -> None:
    """NO_COLOR: the letters stand out as turned round."""
    monkeypatch.setenv("NO_COLOR", "1")
    app = OnrecordApp(FakeSession(), keys=tmp_path / "keys.toml")
    assert snap_compare(app, terminal_size=(80, 24), run_before=shown(app, SEEN["jump"]))
