"""What could not be taken in, in the reader: told whole, opened, tried again."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from onrecord.store.library.readers import ProblemKind
from onrecord.tui.reader.actions import external
from onrecord.tui.reader.app import OnrecordApp
from onrecord.tui.session.problems import KINDS, ORDER, file_of, problems_of, to_do

from .conftest import Typed, press, screen_text
from .looks import troubled, worked


def test_every_kind_has_words() -> None:
    """No kind of problem is without a name, a place in the list and something to do."""
    assert set(KINDS) == set(ORDER) == set(ProblemKind)
    session = troubled()
    told = {problem.where: to_do(session, problem) for problem in problems_of(session)}
    assert len(told) == 4 and all(told.values())
    assert told["wires.jsonl"].startswith("The rest of the file is among the articles")


async def test_a_file_of_which_nothing_is_read() -> None:
    """It has a row in the list, but is no article, and nothing of it is said to be among them."""
    session = worked()
    (session.folder / "minutes.docx").write_bytes(b"PK\x03\x04" + bytes(40))
    session.library.scan()
    [problem] = problems_of(session)
    assert to_do(session, problem).startswith("Nothing of it is among the articles")
    app = OnrecordApp(session, keys=Path(os.devnull))
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "j")
        assert "minutes.docx" in app.reader.rows
        assert f"{len(app.reader.rows) - 1} articles" in screen_text(app)


async def test_the_list_tells_whole_reasons(tmp_path: Path) -> None:
    """Each with its kind, the gravest first; below it the whole reason and what to do."""
    app = OnrecordApp(troubled(), keys=Path(os.devnull))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "g", "p")
        seen = screen_text(app)
        assert "4 problems" in seen
        assert seen.index("answer.txt") < seen.index("wires.jsonl") < seen.index("harbour at dusk")
        assert "it took longer than 60 seconds" in " ".join(seen.split())
        await press(pilot, "G")
        assert "nothing has to be done" in " ".join(screen_text(app).split())
        await press(pilot, "slash", Typed("tonnage"), "enter")
        assert "1 problem" in screen_text(app)
        assert "No reader knows this kind of file" in " ".join(screen_text(app).split())


async def test_enter_reads_and_o_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    """⏎ goes to the article that is there all the same; o opens the file in its own program."""
    opened: list[str] = []
    monkeypatch.setattr(external, "_browse", lambda screen, url: opened.append(url))
    session = troubled()
    app = OnrecordApp(session, keys=Path(os.devnull))
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "g", "p", "slash", Typed("dusk"), "enter", "o")
        assert opened == [(session.folder / "harbour at dusk.png").as_uri()]
        await press(pilot, "escape", "escape", "g", "p", "g", "g", "enter")
        assert app.screen is app.reader and app.reader.here().id == "answer.txt"


async def test_r_tries_again() -> None:
    """A file that can be read by now is read, an article that was given up is tried again."""
    session = troubled()
    app = OnrecordApp(session, keys=Path(os.devnull))
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "g", "p", "r")
        entry = session.library.entries["answer.txt"]
        assert session.library.cache.failure(entry.version) == ""
        path = session.folder / "wires.jsonl"
        stat = path.stat()
        path.write_text('{"text": "A ship came in."}\n{"text":0}', "utf-8")
        os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
        [wires] = [it for it in problems_of(session) if "wires" in it.where]
        assert file_of(session, wires) == path
        session.library.retry(wires)
        session.library.scan()
        [now] = [it for it in problems_of(session) if "wires" in it.where]
        assert now.message != wires.message
