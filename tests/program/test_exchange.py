"""Evidence out of a library and back into it, by the commands."""

from __future__ import annotations

import csv
import json
import os
import shutil
from pathlib import Path

import pytest

from onrecord.store.errors import NotWritten
from onrecord.store.notebook.journal import Journal
from onrecord.tui.cli import main as cli
from onrecord.tui.session.changes import NotDone
from onrecord.tui.session.evidence import write_file, write_made

from .conftest import FIRST, Opener


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    """Run a command; return its status and what it printed, to standard output and error."""
    status = cli.main([str(it) for it in arguments])
    said = capsys.readouterr()
    return status, said.out, said.err


def test_a_file_without_quotations_is_not_verified(
    folder: Path, opened: Opener, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It says that there is nothing to verify, and the status says it as well."""
    opened(folder).close()
    path = tmp_path / "notes.md"
    path.write_text("# Notes\n\nNothing is quoted here.\n", "utf-8")
    status, out, _ = run(capsys, "verify", path, folder)
    assert (status, "nothing to verify" in out) == (1, True)


@pytest.mark.parametrize("command", ["import", "merge"])
def test_a_disk_that_refuses_is_told(
    command: str,
    folder: Path,
    opened: Opener,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What was not taken over is not said to be nothing: a line, and the status."""
    opened(folder).close()
    path = tmp_path / "theirs.jsonl"
    assert run(capsys, "export", folder, "--all", "-o", path)[0] == 0
    path.write_text(path.read_text("utf-8").replace('"tags":[]', '"tags":["new"]'), "utf-8")

    def full(*_: object, **__: object) -> None:
        raise NotWritten("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(Journal, "append", full)
        status, out, err = run(
            capsys, command, path, folder, *(["--apply"] if command == "import" else [])
        )
    assert status == 1 and "the disk is full" in err
    assert "Nothing to take over" not in out
    assert not any(q.tags for q in opened(folder).all_quotations())


def test_a_pipe_or_a_device_is_no_file_that_comes_in(
    folder: Path, opened: Opener, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever takes a file says so in a line, and waits for nobody who would write to it."""
    opened(folder).close()
    pipe = tmp_path / "pipe.md"
    os.mkfifo(pipe)
    for given in (
        ("people", pipe, folder),
        ("people", "/dev/zero", folder),
        ("import", pipe, folder),
        ("verify", pipe, folder),
        ("merge", pipe, folder),
        ("export", folder, "--all", "--template", pipe),
        ("export", folder, "--all", "--update", "-o", pipe),
    ):
        status, out, err = run(capsys, *given)
        assert (status, out) == (1, ""), given
        assert err.count("\n") == 1, given
        assert "not a file" in err or "there is no notebook in it" in err, given


def test_a_list_of_people_with_an_endless_name(
    folder: Path, opened: Opener, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A line that no screen holds is cut where it is told."""
    opened(folder).close()
    path = tmp_path / "people.csv"
    path.write_text(f"name\n{'x' * 50_000}\n", "utf-8")
    _, out, _ = run(capsys, "people", path, folder)
    assert len(out) < 1000


def test_rows_that_name_nobody_and_no_tag_are_told(
    folder: Path, opened: Opener, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is left out of a table is told by its row; all else of it comes in."""
    opened(folder).close()
    path = tmp_path / "people.csv"
    path.write_text("name,role\nAna Brodin,one\n ,two\n,\nAna Brodin,three\n", "utf-8")
    status, out, err = run(capsys, "people", path, folder)
    assert (status, err.splitlines()) == (
        1,
        [
            f"onrecord: {path}: row 3 has no name, and is left out",
            f"onrecord: {path}: row 5 has the name of an earlier one, which it replaces",
        ],
    )
    assert "1 name on the list" in out
    session = opened(folder)
    assert [it.role for it in session.notebook.people.all()] == ["three"]
    session.close()
    path.write_text("name,variants\nANA BRODIN,Haller\nPiet Haller,Haller\n", "utf-8")
    status, _, err = run(capsys, "people", path, folder)
    assert status == 1 and "“Haller” is a name of ANA BRODIN and of Piet Haller" in err
    session = opened(folder)
    assert [it.name for it in session.notebook.people.all()] == ["ANA BRODIN", "Piet Haller"]
    session.close()
    path.write_text('name,role\n"Ana Brodin,x\nPiet Haller,y\n', "utf-8")
    status, _, err = run(capsys, "people", path, folder)
    assert status == 1 and "it is no table" in err

    path.write_text("tag,memo\nsea,salt water\n,lost\n / ,lost too\n", "utf-8")
    status, out, _ = run(capsys, "import", path, folder, "--apply")
    assert status == 1
    assert "not read: row 3 names no tag\nnot read: row 4 names no tag\n" in out
    assert opened(folder).notebook.codebook.memo("sea") == "salt water"


def test_an_export_is_verified_edited_and_taken_back(
    folder: Path, opened: Opener, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Markdown leaves, stands, is edited, is shown, is taken over in one step, is updated."""
    opened(folder).close()
    path = tmp_path / "out.md"
    assert run(capsys, "export", folder, "--all", "-o", path)[0] == 0
    status, out, _ = run(capsys, "verify", path, folder)
    assert status == 0 and "stands word for word" in out
    block = path.read_text("utf-8").index(" ends -->")
    text = path.read_text("utf-8")
    at = text.rindex("\n", 0, block)
    path.write_text(f"{text[:at]}\n\nTags: my tag\n\nMemo: Ask her.{text[at:]}\nMine.\n", "utf-8")

    status, out, _ = run(capsys, "import", path, folder)
    assert status == 0 and "“my tag” is written #my-tag" in out and "--apply does it" in out
    session = opened(folder)
    assert not any(q.tags for q in session.all_quotations())
    session.close()
    assert run(capsys, "import", path, folder, "--apply")[0] == 0
    session = opened(folder)
    [tagged] = [q for q in session.all_quotations() if q.tags]
    assert (tagged.tags, tagged.memo) == (("my-tag",), "Ask her.")
    session.changes.undo()
    assert not any(q.tags or q.memo for q in session.all_quotations())
    session.changes.redo()
    session.close()

    status, out, _ = run(capsys, "export", folder, "--all", "-o", path, "--update")
    assert status == 0 and "added" in out
    assert path.read_text("utf-8").endswith("Mine.\n")
    status, out, _ = run(capsys, "import", path, folder)
    assert (status, "to change" in out, "0 to change" in out) == (0, True, True)


def test_an_export_that_nobody_edited_is_not_told_to_be_as_here(
    folder: Path, opened: Opener, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What it has of another library is left, which is told; nothing done is nothing to undo."""
    other = tmp_path / "other"
    shutil.copytree(folder, other)
    session = opened(folder)
    session.changes.do(
        lambda book: book.quotations.retag([next(session.all_quotations())], ["quay"], [])
    )
    session.close()
    path = tmp_path / "out.md"
    assert run(capsys, "export", folder, "--all", "-o", path)[0] == 0
    status, out, _ = run(capsys, "import", path, other, "--apply")
    assert (status, "1 with other tags or memos here" in out) == (0, True)
    assert "What was not edited since it was exported is not imported: onrecord merge" in out
    assert out.endswith("Nothing to take over\n")
    assert "other tags" not in run(capsys, "import", path, folder)[1]
    run(capsys, "merge", path, other)
    assert [q.tags for q in opened(other).all_quotations() if q.tags] == [("quay",)]


@pytest.mark.parametrize("name", ["empty.csv", "empty.md", "page.html"])
def test_a_file_with_nothing_to_take_over_is_no_success(
    folder: Path, opened: Opener, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """It is said, whether it is imported or merged."""
    opened(folder).close()
    path = tmp_path / name
    path.write_text("<p>Nothing.</p>" if name == "page.html" else "", "utf-8")
    for command in ("import", "merge"):
        status, _, error = run(capsys, command, path, folder)
        assert status == 1 and "nothing in it to take over" in error


def test_formats_are_named_and_listed(
    folder: Path, opened: Opener, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An unknown ending lists what there is and writes nothing; a name overrules the ending."""
    opened(folder).close()
    path = tmp_path / "out.docx"
    status, _, error = run(capsys, "export", folder, "--all", "-o", path)
    assert status == 1 and ".obsidian.md" in error and not path.exists()
    assert run(capsys, "export", folder, "--all", "--format", "jsonl", "-o", path)[0] == 0
    assert json.loads(path.read_text("utf-8").splitlines()[0])["kind"]
    assert "REFI-QDA project" in run(capsys, "export", "--formats")[1]
    notes = tmp_path / "vault"
    assert run(capsys, "export", folder, "--all", "--format", "notes", "-o", notes)[0] == 0
    code, _, said = run(capsys, "export", folder, "--all", "--format", "csv", "-o", notes)
    assert (code, "is a folder" in said) == (1, True)
    assert len(list(notes.rglob("*.md"))) > 2
    template = tmp_path / "own.txt.jinja"
    template.write_text("{% for q in quotations %}{{ q.speaker_name }}\n{% endfor %}", "utf-8")
    status, out, _ = run(capsys, "export", folder, "--all", "--template", template)
    assert status == 0 and "Piet Haller" in out


def test_what_is_told_is_what_was_written(
    folder: Path, opened: Opener, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A table of actors, tags or memos tells how many of those it has, not of quotations."""
    session = opened(folder)
    session.changes.do(lambda book: book.articles.memo("first.txt", "compare"))
    session.close()
    for name in ("x.actors.csv", "x.tags.csv", "x.memos.csv", "x.csv"):
        path = tmp_path / name
        said = run(capsys, "export", folder, "--all", "-o", path)[1]
        rows = len(list(csv.DictReader(path.read_text("utf-8").splitlines())))
        thing = name.split(".")[-2].removesuffix("s") if name.count(".") > 1 else "quotation"
        assert said.startswith(f"{rows} {thing}"), said


def test_an_option_given_again_is_of_both(
    folder: Path, opened: Opener, capsys: pytest.CaptureFixture[str]
) -> None:
    """Several speakers, tags or articles leave in one file; none of them is passed over."""
    session = opened(folder)
    first, *_, last = session.all_quotations()
    session.changes.do(lambda book: book.quotations.tag([first], ["harbour/open"]))
    session.changes.do(lambda book: book.quotations.tag([last], ["calm"]))
    names = [it.name for it in session.actors().values() if it.quotations][:2]
    articles = list(dict.fromkeys(it.article for it in session.all_quotations()))[:2]
    session.close()
    for option, given in (
        ("--tag", ["harbour", "calm"]),
        ("--speaker", names),
        ("--article", articles),
    ):
        asked = [part for one in given for part in (option, one)]
        both = run(capsys, "export", folder, "--format", "jsonl", *asked)[1].splitlines()
        each = [
            run(capsys, "export", folder, "--format", "jsonl", option, one)[1].splitlines()
            for one in given
        ]
        assert all(each) and sorted(both) == sorted([*each[0], *each[1]])
        status, out, err = run(
            capsys, "export", folder, "--format", "jsonl", option, given[0], option, "no such"
        )
        assert (status, out.splitlines()) == (1, each[0]) and "no such" in err
        assert given[0] not in err, "what there is, is exported and not complained of"
    status, out, err = run(
        capsys, "export", folder, "--tag", "#calm", "--tag", "x", "-o", folder.parent
    )
    assert (status, "no quotation is tagged x" in err) == (1, True)
    assert "1 quotation written as notes" in out
    assert "tagged x or y" in run(capsys, "export", folder, "--tag", "x", "--tag", "y")[2]


def test_codebooks_leave_and_come_in(
    folder: Path, opened: Opener, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A codebook goes to a table and to REFI-QDA, and from either into another library."""
    session = opened(folder)
    session.changes.do(lambda notebook: notebook.codebook.describe("harbour/open", "Stays open."))
    session.changes.do(lambda notebook: notebook.codebook.recolour("harbour/open", "sky"))
    session.close()
    table, refi = tmp_path / "codes.csv", tmp_path / "codes.qdc"
    assert run(capsys, "codebook", folder, "--csv", table, "--qdc", refi)[0] == 0
    for path in (table, refi):
        session = opened(folder)
        session.changes.do(lambda notebook: notebook.codebook.delete("harbour/open"))
        session.close()
        assert run(capsys, "import", path, folder, "--apply")[0] == 0
        session = opened(folder)
        book = session.notebook.codebook
        assert (book.memo("harbour/open"), book.colours()) == (
            "Stays open.",
            {"harbour/open": "sky"},
        )
        session.close()


def test_work_bears_a_name(
    folder: Path,
    opened: Opener,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whoever tags is named in the log and on the work."""
    monkeypatch.setenv("ONRECORD_NAME", "Ida Morn")
    session = opened(folder)
    session.changes.do(
        lambda notebook: notebook.quotations.tag(session.quotations("first.txt")[:1], ["x"])
    )
    assert session.notebook.quotations.of("first.txt")[0].who == ("Ida Morn",)
    session.close()
    assert "Ida Morn" in run(capsys, "log", folder)[1]


@pytest.mark.parametrize(
    "options",
    [
        ("export", "--all", "--format", "csv", "--force", "-o"),
        ("export", "--all", "--format", "csv", "-o"),
        ("export", "--all", "--format", "markdown", "--update", "-o"),
        ("codebook", "--force", "--csv"),
        ("codebook", "--force", "--qdc"),
        ("figures", "--force", "--csv"),
        ("figures", "--force", "--svg"),
        ("together", "--force", "--csv"),
        ("corrections", "--export"),
        ("corrections", "--force", "--export"),
    ],
    ids=" ".join,
)
def test_nothing_is_written_over_the_library(
    options: tuple[str, ...],
    folder: Path,
    opened: Opener,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Neither an article nor what lies in .onrecord, named as they are or by a link."""
    session = opened(folder)
    session.changes.do(
        lambda book: book.quotations.tag(session.quotations("first.txt")[:1], ["port"])
    )
    session.close()
    article, log = folder / "first.txt", folder / ".onrecord" / "notebook.log"
    (link := tmp_path / "link.txt").symlink_to(article)
    (way := tmp_path / "way").symlink_to(log.parent)
    command, *rest = options
    for path in (article, link, log, way / "notebook.log", log.with_name("new.md")):
        before = article.read_bytes(), log.read_bytes()
        status, _, err = run(capsys, command, folder, *rest, path)
        assert status == 1 and "nothing was written" in err and "--force" not in err, path
        assert before == (article.read_bytes(), log.read_bytes()), path
    assert not log.with_name("new.md").exists()


def test_notes_spare_the_library(
    folder: Path, opened: Opener, capsys: pytest.CaptureFixture[str]
) -> None:
    """None is written into .onrecord, nor over an article that has the name of one."""
    opened(folder).close()
    status, out, err = run(capsys, "export", folder, "--all", "-o", folder / ".onrecord")
    assert (status, out, len(err.splitlines())) == (1, "", 1) and "nothing was written" in err
    assert not list(folder.rglob("*.md"))
    (article := folder / "actors" / "Ana Brodin.md").parent.mkdir()
    article.write_text(FIRST, "utf-8")
    status, _, err = run(capsys, "export", folder, "--all", "-o", folder)
    assert status == 1 and "Ana Brodin.md" in err and article.read_text("utf-8") == FIRST


def test_the_other_coders_articles_are_spared_too(
    both: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """`agreement --csv` writes over no article of either library."""
    for path in (folder / "second.txt" for folder in both):
        before = path.read_bytes()
        status, _, err = run(capsys, "agreement", *both, "--force", "--csv", path)
        assert (status, path.read_bytes()) == (1, before) and "is an article" in err


def test_the_reader_spares_the_library_as_well(folder: Path, opened: Opener) -> None:
    """What its dialog writes is written over no article, and into no .onrecord."""
    opened(folder).close()
    session = opened(folder, wait=False)
    (folder / "linked.md").symlink_to(folder / "first.txt")
    for path in (folder / "linked.md", folder / ".onrecord" / "new.md"):
        with pytest.raises(NotDone, match="nothing was written"):
            write_file(session, [], path, "All", overwrite=True)
        with pytest.raises(NotDone, match="nothing was written"):
            write_made(session, lambda _: b"made", path, "Figures")
    assert (folder / "first.txt").read_text("utf-8") == FIRST
