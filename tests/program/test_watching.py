"""What is new among the files is noticed by itself, and told in one line."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from onrecord.store.library.scanner import Scan
from onrecord.tui.session import watcher
from onrecord.tui.session.events import Event, Notice
from onrecord.tui.session.watcher import Watcher, news

from .conftest import Opener


def test_nothing_is_told_of_what_is_half_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two looks have to agree that it is another thing; a thing is told once."""
    for name in ("EVERY", "SHARE", "SETTLED", "SETTLED_SHARE"):
        monkeypatch.setattr(watcher, name, 0)
    looks = iter([1, 1, 2, 3, 1, 1, 4, 4, 4, 4, 5, 6])
    seen: list[int] = []
    told: list[int] = []
    ended = threading.Event()

    def look() -> int:
        if (number := next(looks, 0)) == 0:
            ended.set()
        seen.append(number)
        return number

    watching = Watcher(look, lambda: told.append(seen[-1]))
    watching.start()
    assert ended.wait(10)
    watching.close()
    assert told[:1] == [4] and told.count(4) == 1


def test_a_change_is_looked_at_again_soon() -> None:
    """Whether it is through is asked sooner than whether there is one; then all is as before."""
    looks = iter([1, 1, 2, 2, 2])
    watching = Watcher(lambda: next(looks, 2), lambda: None)
    rests: list[float] = []

    def wait(seconds: float) -> bool:
        rests.append(seconds)
        return len(rests) > 4

    watching._ended.wait = wait  # type: ignore[method-assign,assignment]
    watching._run()
    assert [rest < watcher.EVERY for rest in rests] == [False, False, True, False, False]


def test_nothing_is_looked_at_while_a_dialog_is_open() -> None:
    """What happened meanwhile is told afterwards."""
    looks = iter([1, 2, 2])
    busy = iter([True, True, False, False])
    told: list[str] = []
    watching = Watcher(lambda: next(looks), lambda: told.append("changed"), lambda: next(busy))
    waits = iter([False] * 4)
    watching._ended.wait = lambda rest: next(waits, True)  # type: ignore[method-assign,assignment]
    watching._run()
    assert told == ["changed"] and next(looks, None) is None and next(busy, None) is None


def test_a_new_file_is_read(folder: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is put into the folder is an article a moment later, and one line says so."""
    monkeypatch.setattr(watcher, "EVERY", 0.05)
    session = opened(folder)
    told, heard = [], threading.Event()

    def listen(event: Event) -> None:
        if isinstance(event, Notice):
            told.append(event.text)
            heard.set()

    look, known = session.library.signature, threading.Event()

    def looked() -> int:
        seen = look()
        known.set()
        return seen

    monkeypatch.setattr(session.library, "signature", looked)
    session._listen = session.indexer.reports.listen = listen
    session.watch()
    assert known.wait(10)
    (folder / "third.txt").write_text("Nobody came to the harbour, Ana Brodin said.\n", "utf-8")
    (folder / "second.txt").unlink()
    assert heard.wait(30)
    assert set(told) <= {
        "In the folder: 1 new article, 1 gone.",
        "In the folder: 1 new article.",
        "In the folder: 1 gone.",
    }
    assert "third.txt" in session.library.entries


def test_the_line() -> None:
    """It tells what there is to tell."""
    assert news(Scan()) == ""
    scan = Scan(added=["a", "b"], changed=["c"], moved=[("d", "e")])
    assert news(scan) == "In the folder: 2 new articles, 1 changed, 1 moved."
