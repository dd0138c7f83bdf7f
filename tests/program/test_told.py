"""What commands tell beside what they print: each time, and with the person's own word."""

from __future__ import annotations

import json
from contextlib import nullcontext
from pathlib import Path

import pytest

from onrecord.analysis.types import Article
from onrecord.store.errors import Unreadable
from onrecord.store.library.library import Library
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


def test_an_article_whose_file_is_gone_counts_and_is_told(
    folder: Path, opened: Opener, capsys: pytest.CaptureFixture[str]
) -> None:
    """While there is work on it: in every count alike, and each time."""
    session = opened(folder)
    session.changes.do(lambda book: book.quotations.tag(session.quotations("second.txt"), ["gate"]))
    session.close()
    (folder / "first.txt").unlink()
    (folder / "second.txt").unlink()
    (folder / "third.txt").write_text("“It rains,” said Mirja Lohm.", "utf-8")
    (folder / "broken.txt").write_bytes(b"\0\0")
    opened(folder).close()
    for _ in range(2):
        cli.main(["articles", str(folder), "--json"])
        listed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        assert {it["article"]: it["gone"] for it in listed} == {
            "second.txt": True,
            "third.txt": False,
        }
        cli.main(["analyse", str(folder), "--json"])
        said = capsys.readouterr()
        facts = json.loads(said.out)
        assert [facts[name] for name in ("articles", "analysed", "failed", "gone")] == [2, 2, 0, 1]
        assert facts["problems"] == 1
        assert "the file of second.txt is gone" in said.err
        cli.main(["quotes", str(folder), "--json"])
        said = capsys.readouterr()
        quoted = [json.loads(line)["article"] for line in said.out.splitlines()]
        assert len(quoted) == facts["quotations"] and set(quoted) == {"second.txt", "third.txt"}
        assert "the file of second.txt is gone" in said.err


def test_an_article_that_cannot_be_read_any_more_is_listed(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With what is known of it, and without its text; that is told."""

    def unreadable(library: Library, name: str) -> Article:
        raise Unreadable(f"{name} cannot be read: the disk is gone")

    monkeypatch.setattr(Library, "article", unreadable)
    cli.main(["articles", str(folder), "--json", "--text"])
    said = capsys.readouterr()
    listed = [json.loads(line) for line in said.out.splitlines()]
    assert [(it["article"], it["text"]) for it in listed] == [
        ("first.txt", None),
        ("second.txt", None),
    ]
    assert said.err.count("the disk is gone") == 2


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
