"""What commands tell beside what they print: each time, and with the person's own word."""

from __future__ import annotations

import json
from contextlib import nullcontext
from pathlib import Path

import pytest

from onrecord.tui.cli import main as cli
from onrecord.tui.cli import streams
from onrecord.tui.reader import process
from onrecord.tui.reader.app import OnrecordApp

from .conftest import Opener


@pytest.mark.parametrize("count", [1, 5])
def test_what_could_not_be_read_is_told_each_time(
    folder: Path, opened: Opener, capsys: pytest.CaptureFixture[str], count: int
) -> None:
    """Whatever makes the exit status 1 is said, not in the first run alone."""
    for number in range(count):
        (folder / f"broken{number}.pdf").write_bytes(b"%PDF-1.4 no more than that")
    opened(folder).close()
    for _ in range(2):
        assert cli.main(["quotes", str(folder), "--json"]) == 1
        told = capsys.readouterr().err
        assert "onrecord problems" in told
        assert ("broken0.pdf" if count == 1 else "5 files cannot be read") in told


def test_a_date_given_by_hand_is_that_of_the_article(
    folder: Path, opened: Opener, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the list of articles as everywhere else."""
    session = opened(folder)
    session.changes.do(lambda book: book.articles.redate("first.txt", "2019-01"))
    session.close()
    assert cli.main(["articles", str(folder), "--json"]) == 0
    listed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {it["article"]: it["published"] for it in listed}["first.txt"] == "2019-01"


@pytest.mark.parametrize("name", ["", "  "])
def test_statements_of_nobody_are_asked_for_by_mistake(
    folder: Path, opened: Opener, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """A variable that a script never set is no name of the most quoted."""
    opened(folder).close()
    assert cli.main(["statements", str(folder), name]) == 1
    said = capsys.readouterr()
    assert (said.out, "Name an actor" in said.err) == ("", True)


def test_a_part_of_several_names_is_told_to_be_one(
    folder: Path, opened: Opener, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whose statements are shown, and who else is called so."""
    opened(folder).close()
    assert cli.main(["statements", str(folder), "an"]) == 0
    said = capsys.readouterr()
    assert "“an” is read as Ana Brodin" in said.err
    assert said.out.startswith("Ana Brodin")


def test_a_reader_that_broke_is_no_success(
    folder: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The exit status is what the application says of itself."""

    def broken(application: OnrecordApp) -> None:
        application.exit(return_code=1)

    opened(folder).close()
    monkeypatch.setattr(cli, "interactive", lambda: True)
    monkeypatch.setattr(streams, "drawn_on_the_terminal", nullcontext)
    monkeypatch.setattr(process, "run_to_the_end", broken)
    assert cli.main([str(folder)]) == 1
