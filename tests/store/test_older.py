"""Libraries of older versions open as before."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.store.exchange.corrections import load
from onrecord.store.library import catalogue, scanner
from onrecord.store.library.library import Library
from onrecord.store.library.readers.text import TextReader

from .older_library import OLDER, laid_out, look_at_everything
from .readers.test_spreadsheets import ROWS, excel


def test_an_older_library_opens_with_all_its_work(tmp_path: Path) -> None:
    """Every kind of work is there, nothing is told, and the steps can be undone."""
    folder = laid_out(tmp_path / "merrin")
    library = Library.open([folder], data_dir=tmp_path / "data")
    assert library.notices == []
    assert len(library.entries) == 3
    scan = library.scan()
    assert (scan.added, scan.changed, scan.vanished) == ([], [], [])
    seen = look_at_everything(library)
    assert seen["tags"] == [
        ("first.txt", "lock"),
        ("first.txt", "lock/wall"),
        ("second.txt", "waiting"),
    ]
    assert seen["memos"] == ["Ask Holt when."]
    assert seen["selected"] == ["“The lock will stay shut until the wall is mended,”"]
    assert seen["speakers"] == ["Dana Holt", "Pere Quill"]
    assert seen["verdicts"] == ["marked", "rejected"]
    assert seen["spans"] == ["“We have waited since March,"]
    assert seen["codebook"] == {
        "lock": "What is shut.",
        "lock/wall": "",
        "waiting": "",
    }
    notes = library.notebook.articles.notes("first.txt")
    assert (notes.memo, notes.starred) == ("The first one.\nTwo lines.", True)
    assert library.notebook.articles.notes("second.txt").date == "2023-05-05"
    assert (seen["key"], seen["recent"]) == ("lock", ["waiting", "lock", "lock/wall"])
    assert seen["marks"] == [
        ("a", "second.txt", "We have waited since March,” Quill told the council.")
    ]
    assert seen["searches"] == {"lock": "speaker:holt lock"}
    assert seen["rulings"] == [("other name", "Tilda Rask", "Tilda Rask-Berg")]
    assert seen["colours"] == {"lock": "sky"}
    assert seen["links"] == [("near duplicate", "confirmed", "second.txt", "first.txt")]
    steps = 0
    while library.notebook.undo():
        steps += 1
    assert steps == 20
    library.close()


def test_older_corrections_are_taken_over(tmp_path: Path) -> None:
    """A file that an older onrecord wrote fits a new library of the same articles."""
    folder = laid_out(tmp_path / "merrin")
    for path in (folder / ".onrecord").iterdir():
        path.unlink()
    library = Library.open([folder], data_dir=tmp_path / "data")
    library.scan()
    report = load(library, (OLDER / "corrections.json").read_bytes())
    assert (report.taken, report.known, report.elsewhere) == (7, 0, [])


def test_files_that_older_readers_left_out_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After an upgrade every file is looked at once more, and work stays where it is."""
    folder = tmp_path / "harbour"
    folder.mkdir()
    (folder / "a.txt").write_text("“We sail,” said Ana Brodin.\n", "utf-8")
    (folder / "b.xlsx").write_bytes(excel({"Mentions": ROWS}))
    with monkeypatch.context() as older:
        older.setattr(catalogue, "READERS", "0")
        older.setattr(
            scanner, "choose", lambda head, name: TextReader() if name == "a.txt" else None
        )
        library = Library.open([folder], data_dir=tmp_path / "data")
        assert (library.scan().added, len(library.problems())) == (["a.txt"], 1)
        library.notebook.articles.memo("a.txt", "Ask when.")
        library.close()
    for added in (2, 0):  # and once only
        library = Library.open([folder], data_dir=tmp_path / "data")
        scan = library.scan()
        assert (len(scan.added), scan.changed, scan.vanished) == (added, [], [])
        assert (library.problems(), len(library.entries)) == ([], 3)
        assert library.notebook.articles.notes("a.txt").memo == "Ask when."
        library.close()
