"""Two people work on the same articles, and one takes the other's work over."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from onrecord.store.notebook.overlay import Quoted
from onrecord.tui.cli import main as cli
from onrecord.tui.session.session import Session

from .conftest import Opener


@pytest.fixture
def both(folder: Path, opened: Opener, tmp_path: Path) -> tuple[Path, Path]:
    """Return two folders with the same articles, analysed."""
    opened(folder).close()
    other = tmp_path / "other"
    shutil.copytree(folder, other)
    return folder, other


def first(session: Session) -> Quoted:
    """Return the first quotation of the first article."""
    return session.quotations("first.txt")[0]


def work(opened: Opener, folder: Path, who: str, monkeypatch: pytest.MonkeyPatch) -> Session:
    """Open a library as this person."""
    monkeypatch.setenv("ONRECORD_NAME", who)
    return opened(folder)


def snapshot(session: Session) -> list[tuple[object, ...]]:
    """Return all that a person's work shows as."""
    return [
        (q.article, q.start, q.tags, q.memo, q.selected, q.speaker_name)
        for q in session.all_quotations()
    ]


def test_what_both_did_stays_in_one_step(
    both: tuple[Path, Path],
    opened: Opener,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Tags, memos, selections and codebooks are united, both names kept; undo takes all back."""
    mine, other = both
    session = work(opened, other, "Ben", monkeypatch)
    session.changes.do(lambda book: book.quotations.tag([first(session)], ["theirs", "shared"]))
    session.changes.do(lambda book: book.quotations.memo(first(session), "Look it up."))
    last = session.quotations("second.txt")[-1]
    session.changes.do(lambda book: book.quotations.select([last], True))
    session.changes.do(lambda book: book.codebook.describe("theirs", "What Ben looks for."))
    session.close()
    session = work(opened, mine, "Ada", monkeypatch)
    session.changes.do(lambda book: book.quotations.tag([first(session)], ["mine", "shared"]))
    session.changes.do(lambda book: book.quotations.memo(first(session), "Ask her."))
    before = snapshot(session)
    session.close()

    assert cli.main(["merge", str(other), str(mine)]) == 0
    assert "taken over from other" in capsys.readouterr().out
    session = work(opened, mine, "Ada", monkeypatch)
    one = first(session)
    assert one.tags == ("mine", "shared", "theirs")
    assert one.memo == "Ask her.\n\nBen: Look it up."
    assert session.quotations("second.txt")[-1].selected
    assert session.notebook.quotations.of("first.txt")[0].who == ("Ada", "Ben")
    assert session.notebook.codebook.memo("theirs") == "What Ben looks for."
    after = snapshot(session)
    session.close()

    assert cli.main(["merge", str(other), str(mine)]) == 0
    session = work(opened, mine, "Ada", monkeypatch)
    assert snapshot(session) == after, "merging again adds nothing"
    session.changes.undo()
    assert snapshot(session) == before


def test_contradictions_are_decided_in_the_queue(
    both: tuple[Path, Path],
    opened: Opener,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Another speaker, not a quotation at all: kept or followed, each undone like any change."""
    mine, other = both
    session = work(opened, other, "Ben", monkeypatch)
    session.changes.do(lambda book: book.quotations.attribute([first(session)], None, "Haller"))
    second = session.quotations("second.txt")[-1]
    session.changes.do(lambda book: book.quotations.reject([second]))
    session.close()
    session = work(opened, mine, "Ada", monkeypatch)
    session.changes.do(lambda book: book.quotations.attribute([first(session)], None, "Nobody"))
    second = session.quotations("second.txt")[-1]
    session.changes.do(lambda book: book.quotations.tag([second], ["keep"]))
    session.close()

    assert cli.main(["merge", str(other), str(mine), "--name", "Ben"]) == 0
    said = capsys.readouterr().out
    assert "Ben says otherwise: the speaker is Haller" in said and "2 contradictions" in said
    session = work(opened, mine, "Ada", monkeypatch)
    assert first(session).speaker_name == "Nobody"
    asked = session.review.stale()
    assert {it.why for it in asked} == {
        "Ben says: the speaker is Haller",
        "Ben says: it is not a quotation",
    }
    speaker, rejected = sorted(asked, key=lambda it: "speaker" not in it.why)
    session.review.drop(speaker)
    assert first(session).speaker_name == "Piet Haller"
    session.review.keep(rejected)
    assert session.quotations("second.txt")[-1].tags == ("keep",)
    assert session.review.stale() == []
    session.changes.undo()
    session.changes.undo()
    assert first(session).speaker_name == "Nobody" and len(session.review.stale()) == 2


def test_what_cannot_be_merged_is_told(
    both: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The library itself, a folder without a notebook, one that is not there."""
    mine, _ = both
    for other, told in (
        (mine, "this very library"),
        (tmp_path / "nowhere", "is not there"),
        (tmp_path, "no notebook"),
    ):
        assert cli.main(["merge", str(other), str(mine)]) == 1
        assert told in capsys.readouterr().err


def test_agreement_is_told_and_differences_are_decided(
    both: tuple[Path, Path],
    opened: Opener,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Two libraries are compared tag by tag; each difference can be settled in the queue."""
    mine, other = both
    for folder, tags in ((mine, ["x", "y"]), (other, ["x"])):
        session = opened(folder)
        quoted = first(session)
        session.changes.do(lambda book, q=quoted, t=tags: book.quotations.tag([q], t))
        session.close()
    table = tmp_path / "confusion.csv"
    status = cli.main(["agreement", str(mine), str(other), "--csv", str(table), "--queue"])
    said = capsys.readouterr().out
    assert status == 0 and "other tags on 1 of them" in said
    assert "first: #x #y   second: #x" in said and "1 difference in the review queue" in said
    assert table.read_text("utf-8").splitlines()[0].startswith("first/second,")
    session = opened(mine)
    [asked] = session.review.stale()
    assert asked.why == "other says: tags are x"
    session.review.drop(asked)
    assert first(session).tags == ("x",)
    session.close()
    export = tmp_path / "theirs.jsonl"
    assert cli.main(["export", str(other), "--all", "-o", str(export)]) == 0
    capsys.readouterr()
    assert cli.main(["agreement", str(mine), str(export), "--json"]) == 0
    assert '"kappa": 1.0' in capsys.readouterr().out.replace('"kappa":1.0', '"kappa": 1.0')
