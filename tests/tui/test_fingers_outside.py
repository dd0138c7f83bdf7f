"""What goes out: the clipboard by whatever way there is, marking with the mouse, the source."""

from __future__ import annotations

import base64
import re
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from conftest import Typed, press, screen_text, settle
from fake import TEXTS, FakeSession
from textual.app import SuspendNotSupported
from textual.events import MouseDown, MouseMove, MouseUp
from textual.pilot import Pilot

from analysis.types import Published
from tui import clipboard, source
from tui.actions import Pane
from tui.app import OnrecordApp
from tui.screens.view import View
from tui.widgets.measure import GUTTER

WIDE = (140, 40)
CLOSURE = TEXTS["closure.txt"][3]


def program(folder: Path, name: str, does: str) -> None:
    """Put a shell script of that name into a folder."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\n{does}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


@pytest.fixture(autouse=True)
def bin_(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of programs, the only ones there are besides the system's; no clipboard."""
    for name in ("WAYLAND_DISPLAY", "DISPLAY", "TMUX", "STY", "SSH_CONNECTION", "SSH_TTY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "bin").mkdir()
    return tmp_path / "bin"


# -- the ways to the clipboard --------------------------------------------------------------------


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
    assert time.monotonic() - begun < 5


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
        assert "there is no clipboard here" in app.screen.footer.message
        (path,) = (tmp_path / "cache").rglob("copied.txt")
        assert "Northern Wire" in path.read_text()
        assert path.stat().st_mode & 0o077 == 0


async def test_no_key_waits_for_a_clipboard(
    app: OnrecordApp, bin_: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While a program hangs, the next key is taken."""
    program(bin_, "wl-copy", "sleep 30")
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    monkeypatch.setattr(clipboard, "LIMIT", 1.0)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter", "n")
        point = app.reader.view.cursor.point
        begun = time.monotonic()
        await pilot.press("y", "n")
        assert app.reader.view.cursor.point != point
        assert time.monotonic() - begun < 1.0
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
    session = FakeSession({"a.txt": ("A \x1b]0;b\x07", "", Published(), text)})
    app = OnrecordApp(session, keys=tmp_path / "keys.toml")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter", "v", "y")
        assert "no to all of it" in app.clipboard
        assert not set("\x1b\x9b\x07\u202e") & set(app.clipboard)


# -- marking with the mouse -----------------------------------------------------------------------


async def drag(pilot: Pilot[None], begin: tuple[int, int], end: tuple[int, int]) -> None:
    """Drag from one cell of the article to another."""
    view = pilot.app.reader.view
    for kinds, offset in (([MouseDown], begin), ([MouseMove], end), ([MouseUp], end)):
        await pilot._post_mouse_events(kinds, view, offset=offset, button=1)
    await settle(pilot)


def cell_of(app: OnrecordApp, words: str, last: bool = False) -> tuple[int, int]:
    """Return the cell of the article where words begin, or where they end."""
    view = app.reader.view
    offset = view.page.text.index(words) + (len(words) - 1 if last else 0)
    line = view.page.line_of(offset)
    return view._measure.pad + GUTTER + offset - view.page.lines[line][0], view._row(line)


async def test_dragging_marks_what_is_seen(app: OnrecordApp) -> None:
    """From sign to sign, over line ends and blocks, either way; copying gives the stored text."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter", "g", "g")
        begin, end = cell_of(app, "will be closed"), cell_of(app, "the country has", last=True)
        wanted = CLOSURE[CLOSURE.index("will be") : CLOSURE.index("has every") + 3]
        for one, other in ((begin, end), (end, begin)):
            await drag(pilot, one, other)
            assert app.reader.view.marked_words == wanted
            assert "Marked: y copies" in screen_text(app)
        await press(pilot, "Y")
        assert app.clipboard == wanted and app.reader.view.cursor.anchor is None


async def test_margins_are_no_text(app: OnrecordApp) -> None:
    """A drag that begins in the gutter and ends in the margin marks the lines between."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter", "G")
        view = app.reader.view
        row = cell_of(app, "According to her")[1]
        await drag(pilot, (0, row), (view.size.width - 2, row + 1))
        line = view._line(row)
        assert (
            view.marked_words
            == view.page.text[view.page.lines[line][0] :][
                : view.page.lines[line + 1][1] - view.page.lines[line][0]
            ]
        )
        assert "▎" not in view.marked_words and "Vessen ~" not in view.marked_words


async def test_a_drag_that_strays(app: OnrecordApp) -> None:
    """The mouse may leave the pane on the way, the marking stays in the article."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter", "g", "g")
        view = app.reader.view
        begin = cell_of(app, "will be closed")
        await pilot._post_mouse_events([MouseDown], view, offset=begin, button=1)
        await pilot._post_mouse_events([MouseMove], view, offset=(begin[0] + 9, begin[1]), button=1)
        links = app.reader.elsewhere
        astray = (5, view.region.y + begin[1] - links.region.y)
        await pilot._post_mouse_events([MouseMove], links, offset=astray, button=1)
        await pilot._post_mouse_events([MouseUp], links, offset=astray, button=1)
        await settle(pilot)
        start, end = view.cursor.marked
        assert CLOSURE[start:end].startswith("will be closed") and "\n" not in CLOSURE[start:end]
        assert app.reader.front is Pane.ARTICLE


async def test_a_drag_past_the_edge_scrolls(app: OnrecordApp) -> None:
    """Below the pane the text comes after the mouse, and is marked as it comes."""
    async with app.run_test(size=(80, 16)) as pilot:
        await press(pilot, "j", "enter", "g", "g")
        view, footer = app.reader.view, app.reader.footer
        begin = cell_of(app, "said that")
        await pilot._post_mouse_events([MouseDown], view, offset=begin, button=1)
        for _ in range(5):
            await pilot._post_mouse_events([MouseMove], footer, offset=(30, 0), button=1)
        await settle(pilot)
        assert view.scroll_offset.y >= 5
        await pilot._post_mouse_events([MouseUp], footer, offset=(30, 0), button=1)
        await settle(pilot)
        assert view.marked_words.startswith("said that") and "\n\n" in view.marked_words


async def test_keys_and_copying_with_citation(app: OnrecordApp) -> None:
    """Marked with the mouse or with v, y adds where the words stand; ctrl+c copies them bare."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter", "g", "g")
        await drag(pilot, cell_of(app, "talks with"), cell_of(app, "talks with", last=True))
        await press(pilot, "ctrl+c")
        assert app.clipboard == "talks with" and "Copied through the terminal." in screen_text(app)
        await press(pilot, "y")
        assert app.clipboard == (
            "talks with\n— Vessen: Tarsia will close the canal if talks fail, "
            "Northern Wire, 2031-03-04"
        )


async def test_double_click_marks_a_word(app: OnrecordApp) -> None:
    """And a click elsewhere forgets it."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter", "g", "g")
        view = app.reader.view
        await pilot.double_click(view, offset=cell_of(app, "foreign", last=True))
        await settle(pilot)
        assert view.marked_words == "foreign"
        await pilot.click(view, offset=(GUTTER + 2, 0))
        await settle(pilot)
        assert view.marked_words == "" and view.cursor.anchor is None


async def test_marking_wide_signs(tmp_path: Path) -> None:
    """CJK, emoji of many parts, accents of their own and Hebrew: whole signs, by cells."""
    text = "運河は閉鎖 👩‍👩‍👧‍👦 e\u0301te\u0301 שלום עולם done.\n"
    session = FakeSession({"a.txt": ("Wide", "", Published(), text)})
    app = OnrecordApp(session, keys=tmp_path / "keys.toml")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter")
        view = app.reader.view
        left = view._measure.pad + GUTTER
        await drag(pilot, (left + 3, 0), (left + 6, 0))
        assert view.marked_words == "河は閉"
        await drag(pilot, (left + 11, 0), (left + 14, 0))
        assert view.marked_words == "👩‍👩‍👧‍👦 e\u0301"
        await drag(pilot, (left + 18, 0), (left + 21, 0))
        assert view.marked_words == "שלום"
        strips = [view.render_line(y) for y in range(3)]
        assert {strip.cell_length for strip in strips} == {view.size.width}


# -- the source -----------------------------------------------------------------------------------


class Given:
    """Stands for giving the terminal away; counts how often it was."""

    def __init__(self, can: bool = True) -> None:
        self.times, self._can = 0, can

    @contextmanager
    def __call__(self) -> Iterator[None]:
        """Give it."""
        if not self._can:
            raise SuspendNotSupported
        self.times += 1
        yield


@pytest.fixture
def at_home(session: FakeSession, tmp_path: Path) -> Path:
    """The session's folder with the article that is shown first."""
    session.folder = tmp_path / "canal"
    session.folder.mkdir()
    (session.folder / "answer.txt").write_text("as it was")
    return session.folder


async def test_editor(
    app: OnrecordApp,
    session: FakeSession,
    at_home: Path,
    bin_: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The file opens in the editor, which has the terminal meanwhile; then the folder is read."""
    program(bin_, "scribe", 'echo "$1" > "$2"')
    monkeypatch.setenv("VISUAL", "scribe 'as it is now'")
    monkeypatch.setenv("EDITOR", "nobody")
    monkeypatch.setattr(app, "suspend", given := Given())
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "o")
        assert given.times == 1 and "rescan" in session.calls
        assert (at_home / "answer.txt").read_text() == "as it is now\n"


@pytest.mark.parametrize(
    ("editor", "can", "told"),
    [
        ("no-such-editor", True, "no-such-editor cannot be run"),
        ("false", True, "false ended with status 1"),
        ("vi", False, "cannot be given away"),
        ("", True, "set VISUAL or EDITOR"),
        ("vi 'unclosed", True, "set VISUAL or EDITOR"),
    ],
)
async def test_editor_that_cannot(
    app: OnrecordApp,
    at_home: Path,
    monkeypatch: pytest.MonkeyPatch,
    editor: str,
    can: bool,
    told: str,
) -> None:
    """What is wrong is one line, and the reader stands as before."""
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", editor)
    monkeypatch.setattr(app, "suspend", Given(can))
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "o")
        assert told in screen_text(app) and app.screen is app.reader


@pytest.mark.parametrize("kind", source.Browser)
async def test_browser(
    app: OnrecordApp, session: FakeSession, monkeypatch: pytest.MonkeyPatch, kind: source.Browser
) -> None:
    """In a window at once, in the terminal while it is given away, else to the clipboard."""
    session._rows["answer.txt"].url = "https://example.org/a"
    opened: list[str] = []
    monkeypatch.setattr(app, "open_url", opened.append)
    monkeypatch.setattr(source, "browser", lambda: kind)
    monkeypatch.setattr(app, "suspend", given := Given())
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "o")
        if kind is source.Browser.NONE:
            assert not opened and app.clipboard == "https://example.org/a"
        else:
            assert opened == ["https://example.org/a"]
        assert given.times == (kind is source.Browser.TERMINAL)


VIEWS = {
    "quotations": ("g", "q", "j"),
    "card": ("g", "a", "enter"),
    "versions": ("j", "enter", "5", "n", "g", "s"),
    "check": ("g", "d", Typed("Nobody closes a canal in spring"), "enter"),
    "review": ("g", "r"),
    "search": ("g", "slash", Typed("Vessen"), "enter"),
    "marks": ("j", "enter", "K", "a", "g", "m"),
}


@pytest.mark.parametrize("view", VIEWS)
async def test_source_from_a_view(
    app: OnrecordApp, session: FakeSession, monkeypatch: pytest.MonkeyPatch, view: str
) -> None:
    """The article of what is under the cursor in a list opens too."""
    for name, row in session._rows.items():
        row.url = f"https://example.org/{name}"
    opened: list[str] = []
    monkeypatch.setattr(app, "open_url", opened.append)
    monkeypatch.setattr(source, "browser", lambda: source.Browser.WINDOW)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *VIEWS[view])
        assert isinstance(app.screen, View)
        row = app.screen.here()
        await press(pilot, "o")
        assert row and opened == [f"https://example.org/{row.id}"]


async def test_the_other_end_while_marking(
    app: OnrecordApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While words are marked o goes to their other end, as in vim, and opens nothing."""
    opened: list[str] = []
    monkeypatch.setattr(app, "open_url", opened.append)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter", "v")
        cursor = app.reader.view.cursor
        ends = cursor.anchor, cursor.point
        await press(pilot, "o")
        assert (cursor.point, cursor.anchor) == ends and not opened
