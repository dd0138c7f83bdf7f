"""The source of an article: in an editor, in a browser, from wherever one is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from textual.app import SuspendNotSupported

from onrecord.tui.reader.app import OnrecordApp
from onrecord.tui.reader.screens.view import View
from onrecord.tui.session import open_externally as source

from .by_hand import CanalSession
from .conftest import Typed, press, program, screen_text

WIDE = (140, 40)
pytestmark = pytest.mark.usefixtures("bin_")


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
def at_home(session: CanalSession, tmp_path: Path) -> Path:
    """The session's folder with the article that is shown first."""
    (session.folder / "answer.txt").write_text("as it was")
    return session.folder


async def test_editor(
    app: OnrecordApp,
    session: CanalSession,
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
        assert given.times == 1 and session.indexer.looked == 1
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
    app: OnrecordApp, session: CanalSession, monkeypatch: pytest.MonkeyPatch, kind: source.Browser
) -> None:
    """In a window at once, in the terminal while it is given away, else to the clipboard."""
    session.library.entries["answer.txt"].url = "https://example.org/a"
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


@pytest.fixture
def opened(app: OnrecordApp, session: CanalSession, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that a browser was given; every article has one that ends in its name."""
    for name, row in session.library.entries.items():
        row.url = f"https://example.org/{name}"
    addresses: list[str] = []
    monkeypatch.setattr(app, "open_url", addresses.append)
    monkeypatch.setattr(source, "browser", lambda: source.Browser.WINDOW)
    return addresses


async def test_a_document_is_opened_by_its_program(
    app: OnrecordApp,
    session: CanalSession,
    at_home: Path,
    opened: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What no editor shows as it is goes where addresses go."""
    session.library.entries["answer.txt"].url = ""
    document = at_home / "answer.pdf"
    document.write_bytes(b"%PDF-1.4")
    monkeypatch.setattr(session.library, "file_of", lambda _: document, raising=False)
    monkeypatch.setattr(session.library, "place_of", lambda *_: "page 3", raising=False)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "o")
        await app.workers.wait_for_complete()
    assert [url.split("#")[0] for url in opened] == [document.as_uri()]


async def test_source_of_a_link(app: OnrecordApp, opened: list[str]) -> None:
    """In the links the linked article opens, not the one that is shown."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter", "tab", "o")
        assert app.reader.article_id == "closure.txt"
        assert opened == ["https://example.org/answer.txt"]


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
async def test_source_from_a_view(app: OnrecordApp, opened: list[str], view: str) -> None:
    """The article of what is under the cursor in a list opens too."""
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
