"""Work from the command line: what the reader's keys do, by the ids that programs are told."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.tui.cli import streams
from onrecord.tui.cli.main import main

from .conftest import Opener


@pytest.fixture
def ids(
    folder: Path,
    opened: Opener,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> dict[str, str]:
    """The ids of all quotations of the folder, by their words, once it is analysed."""
    monkeypatch.setattr(
        "onrecord.store.library.library.default_data_dir", lambda: tmp_path / "data"
    )
    opened(folder).close()
    return {one["content"]: one["id"] for one in told(folder, capsys)}


def told(folder: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """Return what `onrecord quotes --json` prints."""
    capsys.readouterr()
    assert main(["quotes", str(folder), "--json"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def one(folder: Path, capsys: pytest.CaptureFixture[str], words: str) -> dict[str, object]:
    """Return the quotation with these words."""
    (found,) = [row for row in told(folder, capsys) if words in str(row["content"])]
    return found


def test_tags_and_memos(
    folder: Path, ids: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    """A quotation is tagged, noted and untagged by its id; undo takes back the last of it."""
    key = next(key for words, key in ids.items() if "nothing to hide" in words)
    assert main(["tag", str(folder), key, "#harbour/open", "calm"]) == 0
    assert main(["memo", str(folder), key, "ask her again"]) == 0
    row = one(folder, capsys, "nothing to hide")
    assert (row["tags"], row["memo"]) == (["harbour/open", "calm"], "ask her again")
    assert main(["tag", str(folder), key, "calm", "--drop"]) == 0
    assert one(folder, capsys, "nothing to hide")["tags"] == ["harbour/open"]
    assert main(["undo", str(folder)]) == 0
    assert one(folder, capsys, "nothing to hide")["tags"] == ["harbour/open", "calm"]
    assert main(["tag", str(folder), key, "typo", "calm", "--drop"]) == 1
    said = capsys.readouterr()
    assert "there is no #typo" in said.err and said.out == "no #calm on 1 quotation\n"
    assert one(folder, capsys, "nothing to hide")["tags"] == ["harbour/open"]


def test_what_stands_on_standard_input_is_bounded(
    folder: Path,
    ids: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A memo is not emptied because nothing can be read; what has no end is not waited for."""
    key = next(iter(ids.values()))
    assert main(["memo", str(folder), key, "kept"]) == 0
    monkeypatch.setattr("sys.stdin", io.StringIO("x" * (streams.MOST + 1)))
    assert main(["memo", str(folder), key, "-"]) == 1
    assert "more on standard input" in capsys.readouterr().err
    monkeypatch.setattr(streams, "_closed", {"stdin"})
    for command in (["memo", str(folder), key, "-"], ["tag", str(folder), "-", "x"]):
        assert main(command) == 1
        assert "standard input is closed" in capsys.readouterr().err
    monkeypatch.setattr(streams, "_closed", set())
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(ids.values())))
    assert main(["memo", str(folder), "-", "for all"]) == 1
    assert "give one id" in capsys.readouterr().err
    assert {row["memo"] for row in told(folder, capsys)} == {"kept", None}
    monkeypatch.setattr("sys.stdin", io.StringIO(f"\ufeff{key}\r\n\n {key} \n"))
    assert main(["tag", str(folder), "-", "once"]) == 0
    assert "#once on 1 quotation" in capsys.readouterr().out


def test_an_article_that_is_mistyped_is_guessed(
    folder: Path, ids: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    """As commands, options and actors are; of nothing alike it is said what to give."""
    for wanted, said in (("frist.txt", "did you mean `first.txt`?"), ("zzzz", "give its file")):
        assert main(["read", str(folder), wanted]) == 1
        assert said in capsys.readouterr().err


def test_a_memo_on_an_actor(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """actor: and any name of somebody, or an id; a name that nobody has is told."""
    assert main(["memo", str(folder), "person:ana-brodin", "asked by her id"]) == 0
    assert "Memo on Ana Brodin" in capsys.readouterr().out
    assert main(["memo", str(folder), "actor:ana brodin", "knows the harbour"]) == 0
    assert "Memo on Ana Brodin" in capsys.readouterr().out
    assert main(["memo", str(folder), "actor:Nobody Known", "x"]) == 1
    assert "no actor is called “Nobody Known”: `onrecord actors`" in capsys.readouterr().err
    assert main(["memo", str(folder), "actor:Anna Brodin", "x"]) == 1
    assert "did you mean `Ana Brodin`?" in capsys.readouterr().err


def test_many_at_once_from_a_pipe(
    folder: Path,
    ids: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Ids come from standard input as well; all of them are one step."""
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(ids.values()) + "\n\n"))
    assert main(["tag", str(folder), "-", "all"]) == 0
    assert all(row["tags"] == ["all"] for row in told(folder, capsys))
    assert main(["undo", str(folder)]) == 0
    assert all(row["tags"] == [] for row in told(folder, capsys))


def test_every_id_that_is_told_is_known(
    folder: Path,
    ids: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Acts and what stands in a copy have ids too, though neither counts."""
    with (folder / "first.txt").open("a", encoding="utf-8") as file:
        file.write("\nThe harbour office denied the accusation.\n")
    (folder / "copy.txt").write_text((folder / "first.txt").read_text("utf-8"), "utf-8")
    rows = told(folder, capsys)
    assert any(row["reported"] for row in rows) and any(row["copy_of"] for row in rows)
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(row["id"] for row in rows)))
    assert main(["tag", str(folder), "-", "all"]) == 0
    assert all(row["tags"] == ["all"] for row in told(folder, capsys))


def test_an_id_holds_where_the_file_is_moved(
    folder: Path, ids: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    """A quotation is known by the id of before as well as by the one of today."""
    key = next(key for words, key in ids.items() if "nothing to hide" in words)
    name = str(one(folder, capsys, "nothing to hide")["article"])
    (folder / name).rename(folder / "moved.txt")
    assert main(["tag", str(folder), key, "calm"]) == 0
    row = one(folder, capsys, "nothing to hide")
    assert (row["article"], row["tags"]) == ("moved.txt", ["calm"])


def test_an_export_is_renewed_where_a_file_is_moved(
    folder: Path, ids: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every quotation has one block, also once the article is edited; what is old comes back."""
    export = ["export", str(folder), "--all", "-o", str(tmp_path / "notes.md")]
    assert main(export) == 0
    exported = (tmp_path / "notes.md").read_text("utf-8")
    count = exported.count("<!-- onrecord q-")
    name = str(one(folder, capsys, "nothing to hide")["article"])
    (folder / name).rename(folder / "moved.txt")
    assert told(folder, capsys)
    with (folder / "moved.txt").open("a", encoding="utf-8") as file:
        file.write("\nNothing else was heard of it.\n")
    assert main([*export, "--update"]) == 0
    assert "0 added" in capsys.readouterr().out
    (tmp_path / "notes.md").write_text(exported, "utf-8")
    assert main(["import", str(tmp_path / "notes.md"), str(folder)]) == 0
    assert "not in this library" not in capsys.readouterr().out
    assert main([*export, "--update"]) == 0
    assert (tmp_path / "notes.md").read_text("utf-8").count("<!-- onrecord q-") == count


def test_corrections(folder: Path, ids: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    """Speaker, kind and words are corrected; a quotation is rejected; any name tells an actor."""
    key = next(key for words, key in ids.items() if "gate was shut" in words)
    assert main(["correct", str(folder), key, "--speaker", "ana brodin"]) == 0
    row = one(folder, capsys, "gate was shut")
    assert row["speaker_name"] == "Ana Brodin" and row["speaker"]
    assert main(["correct", str(folder), key, "--speaker", "A customs officer"]) == 0
    assert one(folder, capsys, "gate was shut")["speaker_name"] == "A customs officer"
    assert main(["correct", str(folder), key, "--words", "the gate was shut"]) == 0
    row = one(folder, capsys, "gate was shut")
    assert row["content"] == "the gate was shut"
    assert main(["correct", str(folder), str(row["id"]), "--reject"]) == 0
    assert not [r for r in told(folder, capsys) if "gate was shut" in str(r["content"])]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["tag", "q-000000000000", "x"], "no quotation has the id"),
        (["tag", "q-000000000000", "state of emergency"], "state-of-emergency"),
        (["memo", "nowhere.txt", "x"], "no quotation has the id"),
        (["correct", "q-000000000000", "--accept"], "no quotation has the id"),
    ],
)
def test_what_cannot_be_done_is_said(
    folder: Path,
    ids: dict[str, str],
    capsys: pytest.CaptureFixture[str],
    given: list[str],
    said: str,
) -> None:
    """An unknown id or a tag with spaces changes nothing: one line, exit status 1."""
    command, *rest = given
    capsys.readouterr()
    assert main([command, str(folder), *rest]) == 1
    error = capsys.readouterr().err
    assert said in error and error.count("\n") == 1


def test_an_article_has_a_memo(
    folder: Path, ids: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    """A memo on an article goes by its file."""
    assert main(["memo", str(folder), "first.txt", "the earliest we have"]) == 0
    assert "memo" in capsys.readouterr().out.casefold()
