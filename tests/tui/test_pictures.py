"""The reader as it looks: pictures that change only when somebody means them to."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Typed, press, settle
from fake import FakeSession
from textual.pilot import Pilot

from tui.app import OnrecordApp

READ = ("j", "enter", "3", "n")


def _worked(session: FakeSession) -> FakeSession:
    """Give the session some work to show."""
    quoted = session.quotations("closure.txt")[2]
    session.tag([quoted], ["threat/closure", "trade"])
    session.memo(session.quotations("closure.txt")[2], "the key line of the day")
    session.select([session.quotations("closure.txt")[2]], True)
    return session


@pytest.mark.parametrize(
    "size", [(80, 24), (140, 40), (200, 60)], ids=["80x24", "140x40", "200x60"]
)
@pytest.mark.parametrize("theme", ["onrecord-dark", "onrecord-light"])
def test_reader(snap_compare, tmp_path: Path, size: tuple[int, int], theme: str) -> None:
    """A quotation under the cursor, with tags, memo and links."""
    app = OnrecordApp(_worked(FakeSession()), keys=tmp_path / "keys.toml")

    async def before(pilot: Pilot[None]) -> None:
        app.theme = theme
        await press(pilot)
        await press(pilot, *READ)

    assert snap_compare(app, terminal_size=size, run_before=before)


@pytest.mark.parametrize("size", [(80, 24), (140, 40)], ids=["80x24", "140x40"])
def test_without_colour(snap_compare, tmp_path: Path, monkeypatch, size: tuple[int, int]) -> None:
    """NO_COLOR: shapes alone tell everything."""
    monkeypatch.setenv("NO_COLOR", "1")
    app = OnrecordApp(_worked(FakeSession()), keys=tmp_path / "keys.toml")

    async def before(pilot: Pilot[None]) -> None:
        await press(pilot)
        await press(pilot, *READ)

    assert snap_compare(app, terminal_size=size, run_before=before)


@pytest.mark.parametrize("theme", ["ansi-dark", "ansi-light"])
def test_sixteen_colours(snap_compare, tmp_path: Path, theme: str) -> None:
    """The terminal's own colours, and no other."""
    app = OnrecordApp(_worked(FakeSession()), keys=tmp_path / "keys.toml")

    async def before(pilot: Pilot[None]) -> None:
        app.theme = theme
        await press(pilot)
        await press(pilot, *READ)

    assert snap_compare(app, terminal_size=(140, 40), run_before=before)


def test_list_80(snap_compare, tmp_path: Path) -> None:
    """The list has the whole width of a narrow terminal."""
    app = OnrecordApp(_worked(FakeSession()), keys=tmp_path / "keys.toml")
    assert snap_compare(app, terminal_size=(80, 24), run_before=settle)


VIEWS = {
    "quotations": ("g", "q", "j"),
    "actors": ("g", "a"),
    "card": ("g", "a", "enter"),
    "versions": ("j", "enter", "5", "n", "g", "s"),
    "check": ("g", "d", Typed("nobody closes the canal in spring"), "enter"),
    "review": ("g", "r"),
    "review ended": ("g", "r", "n", "n"),
    "boundaries": ("j", "enter", "3", "n", "B", "H", "h"),
    "search": ("g", "slash", Typed("canal OR ships"), "enter", "j"),
    "timeline": ("g", "t"),
    "timeline by speaker": ("g", "t", "o", "j"),
    "codebook": ("g", "c"),
    "deleting a tag": ("g", "c", "x"),
    "help": ("question_mark",),
    "export": ("j", "enter", "e"),
}


@pytest.mark.parametrize("view", VIEWS)
def test_view(snap_compare, tmp_path: Path, monkeypatch, view: str) -> None:
    """Every view in the narrowest usual terminal."""
    monkeypatch.setattr(Path, "cwd", lambda: Path("/home/ann"))
    app = OnrecordApp(_worked(FakeSession()), keys=tmp_path / "keys.toml")

    async def before(pilot: Pilot[None]) -> None:
        await press(pilot)
        await press(pilot, *VIEWS[view])

    assert snap_compare(app, terminal_size=(80, 24), run_before=before)
