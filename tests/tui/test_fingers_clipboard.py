"""The clipboard, by whatever way there is."""

from __future__ import annotations

import base64
import re
import time
from pathlib import Path

import pytest

from onrecord.analysis.types import Published
from onrecord.tui.reader.app import OnrecordApp
from onrecord.tui.session import clipboard

from .by_hand import CanalSession
from .conftest import front, press, program, screen_text, settle

WIDE = (140, 40)
pytestmark = pytest.mark.usefixtures("bin_")


def test_the_desktop_first(bin_: Path, tmp_path: Path) -> None:
    """wl-copy has the text, whatever signs it is of."""
    program(bin_, "wl-copy", f"cat > {tmp_path}/taken")
    env = {"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0", "PATH": str(bin_) + ":/bin:/usr/bin"}
    assert clipboard.by_program("“Nobody” 運河\ud800", env) == "wl-copy"
    assert (tmp_path / "taken").read_text("utf-8") == "“Nobody” 運河?"


def test_the_next_one_where_one_fails(bin_: Path, tmp_path: Path) -> None:
    """A program that fails, or is not there, makes room for the next."""
    program(bin_, "wl-copy", "exit 1")
    program(bin_, "xsel", f"cat > {tmp_path}/taken")
    env = {"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0", "PATH": f"{bin_}:/bin"}
    assert clipboard.by_program("words", env) == "xsel"


def test_a_program_that_hangs(bin_: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It has its time and no more, also where it leaves something in the background."""
    monkeypatch.setattr(clipboard, "LIMIT", 0.3)
    program(bin_, "wl-copy", "sleep 30 & sleep 30")
    begun = time.monotonic()
    env = {"WAYLAND_DISPLAY": "wayland-0", "PATH": f"{bin_}:/bin:/usr/bin"}
    assert clipboard.by_program("words", env) == ""
    assert time.monotonic() - begun < 25


def test_not_the_clipboard_of_a_machine_far_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """Over SSH the machine's own clipboard is nobody's; tmux reaches the terminal."""
    monkeypatch.setattr("sys.platform", "darwin")
    near = [one.command[0] for one in clipboard.programs({})]
    far = [one.command[0] for one in clipboard.programs({"SSH_TTY": "/dev/pts/1", "TMUX": "x"})]
    assert near == ["pbcopy"] and far == ["tmux"]


def test_windows_takes_utf_16(monkeypatch: pytest.MonkeyPatch) -> None:
    """clip.exe reads no UTF-8."""
    monkeypatch.setattr("platform.release", lambda: "5.15.0-microsoft-standard-WSL2")
    (one,) = clipboard.programs({})
    assert one.command == ("clip.exe",) and one.encoding == "utf-16"


def taken(order: str) -> str:
    """Return the text of the last OSC 52 in what a terminal is told."""
    return base64.b64decode(re.findall(r"\x1b\]52;c;([^\x07]*)\x07", order)[-1]).decode()


def test_through_the_terminal() -> None:
    """OSC 52 as it is, wrapped for tmux, in pieces for screen; not where nobody listens."""
    term = {"TERM": "xterm-256color"}
    assert clipboard.sequence("née", term) == "\x1b]52;c;bsOpZQ==\x07"
    tmux = clipboard.sequence("née", {**term, "TMUX": "x"})
    assert tmux.startswith("\x1b]52;") and "\x1bPtmux;\x1b\x1b]52;c;" in tmux
    assert tmux.endswith("\x07\x1b\\")
    screen = clipboard.sequence("x" * 3000, {**term, "STY": "x"})
    pieces = re.findall(r"\x1bP(.*?)\x1b\\", screen)
    assert len(pieces) > 4 and taken("".join(pieces)) == "x" * 3000
    assert clipboard.sequence("née", {"TERM": "linux"}) == ""
    assert clipboard.sequence("x" * clipboard.LONGEST, term) == ""


async def test_copy_says_how(
    app: OnrecordApp, bin_: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """y says which way it went: a program, the terminal, a file."""
    async with app.run_test(size=WIDE) as pilot:
        written: list[str] = []
        monkeypatch.setattr(app._driver, "write", written.append)
        await press(pilot, "j", "enter", "3", "n", "y")
        assert "Copied 1 quotation with citation, through the terminal." in screen_text(app)
        assert taken("".join(written)) == app.clipboard
        program(bin_, "wl-copy", f"cat > {tmp_path}/taken")
        monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
        await press(pilot, "Y")
        assert "Copied the words of 1 quotation, with wl-copy." in screen_text(app)
        assert (tmp_path / "taken").read_text() == "“We shall not be spoken to in this way,”"
        monkeypatch.delenv("WAYLAND_DISPLAY")
        monkeypatch.setenv("TERM", "linux")
        await press(pilot, "y")
        assert "there is no clipboard here" in front(app).footer.message
        (path,) = (tmp_path / "cache").rglob("copied.txt")
        assert "Northern Wire" in path.read_text()
        assert path.stat().st_mode & 0o077 == 0


async def test_no_key_waits_for_a_clipboard(
    app: OnrecordApp, bin_: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While a program hangs, the next key is taken."""
    go = bin_ / "go"
    program(bin_, "wl-copy", f"until [ -e {go} ]; do sleep 0.05; done; exit 1")
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    monkeypatch.setattr(clipboard, "LIMIT", 60)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter", "n")
        point = app.reader.view.cursor.point
        await pilot.press("y", "n")
        assert app.reader.view.cursor.point != point
        go.touch()
        await settle(pilot)
        assert "through the terminal" in screen_text(app)


async def test_many_at_once(app: OnrecordApp) -> None:
    """Marked quotations are copied one below the other."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "q", "v", "v", "Y")
        assert "the words of 2 quotations" in screen_text(app)
        assert app.clipboard.count("\n\n") == 1 and "—" not in app.clipboard


async def test_hostile_words(tmp_path: Path) -> None:
    """What is copied gives no orders to the terminal that it is pasted into."""
    text = "He said\x1b[2J \x9b31m\u202e no to all of it and more.\n"
    session = CanalSession({"a.txt": ("A \x1b]0;b\x07", "", Published(), text)})
    app = OnrecordApp(session, keys=tmp_path / "keys.toml")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter", "v", "y")
        assert "no to all of it" in app.clipboard
        assert not set("\x1b\x9b\x07\u202e") & set(app.clipboard)
