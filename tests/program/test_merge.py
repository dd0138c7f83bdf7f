"""Two people work on the same articles, and one takes the other's work over."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from onrecord.tui.cli import main as cli

from .conftest import Opener
from .two_people import first, snapshot, work


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


def test_lists_of_people_are_united(
    both: tuple[Path, Path],
    opened: Opener,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """What yours says of somebody stays."""
    listed = tmp_path / "people.csv"
    for folder, text in zip(both, ("Ana,mayor\n", "Ana,minister\nBo,cook\n"), strict=True):
        work(opened, folder, folder.name, monkeypatch).close()
        listed.write_text(f"name,role\n{text}", "utf-8")
        assert cli.main(["people", str(listed), str(folder)]) == 0
    mine, other = both
    assert cli.main(["merge", str(other), str(mine)]) == 0
    capsys.readouterr()
    people = work(opened, mine, "Ada", monkeypatch).notebook.people.all()
    assert [(it.name, it.role) for it in people] == [("Ana", "mayor"), ("Bo", "cook")]


def test_what_is_said_of_an_article_goes_to_its_text(
    both: tuple[Path, Path],
    opened: Opener,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Whatever its file is called here; another text of that name gets nothing, and it is told."""
    mine, other = both
    session = work(opened, other, "Ben", monkeypatch)
    for name in ("first.txt", "second.txt"):
        session.changes.do(lambda book, n=name: book.articles.memo(n, f"On {n}."))
    session.changes.do(lambda book: book.articles.redate("second.txt", "2019-01-01"))
    haller = next(it for it in session.actors().values() if "Haller" in it.name)
    session.changes.do(lambda book: book.actors.split(haller, ["second.txt"], "Another Haller"))
    session.close()
    (mine / "first.txt").rename(mine / "away.txt")
    (mine / "second.txt").rename(mine / "first.txt")
    (mine / "away.txt").rename(mine / "second.txt")
    (mine / "first.txt").write_text("A new tale\n\nNobody said a word of ships.\n", "utf-8")

    assert cli.main(["merge", str(other), str(mine)]) == 1
    assert "not in this library: second.txt" in capsys.readouterr().out
    notebook = opened(mine).notebook
    assert not notebook.actors.rulings(), "nothing is said of an article that is not here"
    notes = notebook.articles.notes
    assert notes("second.txt").memo == "On first.txt."
    assert (notes("first.txt").memo, notes("first.txt").date) == ("", "")


def test_two_who_merge_again_and_again_have_each_memo_once(
    both: tuple[Path, Path],
    opened: Opener,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Memos on quotations, articles, actors and tags, back and forth: each paragraph once."""
    names = {both[0]: "Ada", both[1]: "Ben"}
    for folder, name in names.items():
        session = work(opened, folder, name, monkeypatch)
        do = session.changes.do
        do(lambda book, s=session, n=name: book.quotations.memo(first(s), f"{n} on it."))
        do(lambda book, n=name: book.articles.memo("first.txt", f"{n} on the article."))
        do(lambda book, n=name: book.codebook.describe("harbour", f"{n} on the tag."))
        session.close()
    for _ in range(3):
        for mine, other in (both, both[::-1]):
            monkeypatch.setenv("ONRECORD_NAME", names[mine])
            assert cli.main(["merge", str(other), str(mine), "--name", names[other]]) == 0
    for mine, other in (both, both[::-1]):
        session = work(opened, mine, names[mine], monkeypatch)
        book = session.notebook
        memos = (
            first(session).memo,
            book.articles.notes("first.txt").memo,
            book.codebook.memo("harbour"),
        )
        for memo, on in zip(memos, ("it", "the article", "the tag"), strict=True):
            ours, theirs = (f"{names[one]} on {on}." for one in (mine, other))
            assert memo == f"{ours}\n\n{names[other]}: {theirs}"
        session.close()
    capsys.readouterr()


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


def test_a_notebook_that_is_not_whole_is_not_merged_in_silence(
    both: tuple[Path, Path],
    opened: Opener,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A log that cannot be read is refused, one that is damaged told; theirs stays as it is."""
    mine, other = both
    session = work(opened, other, "Ben", monkeypatch)
    session.changes.do(lambda book: book.quotations.tag([first(session)], ["theirs"]))
    session.close()
    log = other / ".onrecord" / "notebook.log"
    data = log.read_bytes()
    log.write_bytes(data[:40] + b"x" + data[41:])
    before = sorted(it.name for it in log.parent.iterdir())
    assert cli.main(["merge", str(other), str(mine)]) == 0
    assert f"{log} is damaged" in capsys.readouterr().err
    assert sorted(it.name for it in log.parent.iterdir()) == before
    log.unlink()
    log.symlink_to("/nowhere/at/all")
    assert cli.main(["merge", str(other), str(mine)]) == 1
    assert f"{log} cannot be read: No such file" in capsys.readouterr().err


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


def test_words_bear_the_name_of_who_wrote_them(
    both: tuple[Path, Path],
    opened: Opener,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """By the journal, whoever merges, and however often: folders sign nothing, no word is twice."""
    names = {both[0]: "Ada", both[1]: "Ben"}
    for folder, name in names.items():
        session = work(opened, folder, name, monkeypatch)
        haller = next(it for it in session.actors().values() if "Haller" in it.name)
        do = session.changes.do
        do(lambda book, s=session, n=name: book.quotations.memo(first(s), f"{n} on it."))
        do(lambda book, n=name: book.articles.memo("first.txt", f"{n} on the article."))
        do(lambda book, n=name: book.codebook.describe("harbour", f"{n} on the tag."))
        do(lambda book, n=name, h=haller: book.actors.note(h.id, h.name, f"{n} on him."))
        session.close()
    monkeypatch.setenv("ONRECORD_NAME", "Cleo")
    for _ in range(3):
        for mine, other in (both, both[::-1]):
            assert cli.main(["merge", str(other), str(mine)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in said] == ["4", "4", "0", "0", "0", "0"]
    for mine, other in (both, both[::-1]):
        session = work(opened, mine, "Cleo", monkeypatch)
        book = session.notebook
        memos = {
            "it": first(session).memo,
            "the article": book.articles.notes("first.txt").memo,
            "the tag": book.codebook.memo("harbour"),
            "him": book.actors.memo_of("Piet Haller")[1],
        }
        ours, theirs = names[mine], names[other]
        assert memos == {on: f"{ours} on {on}.\n\n{theirs}: {theirs} on {on}." for on in memos}
        session.close()


def test_what_was_taken_over_stays_whose_it_was(
    both: tuple[Path, Path],
    opened: Opener,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A third who merges a notebook with others' words in it is told their names."""
    mine, other = both
    third = tmp_path / "third"
    shutil.copytree(mine, third)
    for folder, name in ((other, "Ben"), (third, "Cleo")):
        session = work(opened, folder, name, monkeypatch)
        do = session.changes.do
        do(lambda book, n=name: book.articles.memo("first.txt", f"{n} wrote it."))
        do(lambda book, s=session, n=name: book.quotations.attribute([first(s)], None, n))
        session.close()
    monkeypatch.setenv("ONRECORD_NAME", "Ada")
    assert cli.main(["merge", str(other), str(mine)]) == 0
    monkeypatch.setenv("ONRECORD_NAME", "Cleo")
    capsys.readouterr()
    assert cli.main(["merge", str(mine), str(third)]) == 0
    assert "Ben says otherwise: the speaker is Ben" in capsys.readouterr().out
    memo = opened(third).notebook.articles.notes("first.txt").memo
    assert memo == "Cleo wrote it.\n\nBen: Ben wrote it."


def test_an_article_that_was_renamed_and_edited_is_found(
    both: tuple[Path, Path],
    opened: Opener,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """By its title and text; another text of that title is another article."""
    mine, other = both
    text = (other / "first.txt").read_text("utf-8")
    (other / "first.txt").unlink()
    (other / "renamed.txt").write_text(text.replace("Tuesday", "Wednesday"), "utf-8")
    session = work(opened, other, "Ben", monkeypatch)
    quoted = session.quotations("renamed.txt")[0]
    session.changes.do(lambda book: book.quotations.tag([quoted], ["theirs"]))
    session.changes.do(lambda book: book.articles.memo("renamed.txt", "On it."))
    session.close()
    assert cli.main(["merge", str(other), str(mine)]) == 0
    session = work(opened, mine, "Ada", monkeypatch)
    assert first(session).tags == ("theirs",)
    assert session.notebook.articles.notes("first.txt").memo == "On it."
    session.changes.undo()
    session.close()
    title = "\n".join(text.split("\n")[:2])
    (mine / "first.txt").write_text(f"{title}\n\nNobody spoke of ships in Ankar.\n", "utf-8")
    capsys.readouterr()
    assert cli.main(["merge", str(other), str(mine)]) == 1
    assert "not in this library: renamed.txt" in capsys.readouterr().out
