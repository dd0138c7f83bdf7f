"""The library: what is listed, what a second look finds, and what is said about bad files."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.analysis.types import Basis
from onrecord.store.errors import StoreError, Unreadable
from onrecord.store.library.catalogue import Entry, ScanStatus, read_index
from onrecord.store.library.library import Library
from onrecord.store.library.readers import Problem
from onrecord.store.notebook.overlay import lay_over

from .samples import TEXT, findings

Opened = Callable[[], Library]


def statuses(library: Library) -> dict[str, str]:
    """Return the articles with their statuses."""
    return {name: entry.status.value for name, entry in library.entries.items()}


def change(path: Path, text: str) -> None:
    """Write a file in a way that its time tells."""
    path.write_text(text, "utf-8")
    later = path.stat().st_mtime_ns + 1_000_000_000
    os.utime(path, ns=(later, later))


def test_the_first_look(opened: Opened) -> None:
    """Every article has what the list shows, and nothing is read again to show it."""
    library = opened()
    entry = library.entries["b.txt"]
    assert entry.title == "Another quiet day in port."
    assert (entry.published.date, entry.published.basis) == ("2026-03-02", Basis.HEADER)
    assert (entry.words, entry.quotations, entry.status) == (11, None, ScanStatus.NEW)
    assert library.article("a.txt").text == TEXT
    library.close()
    again = Library.open([library.folder], data_dir=library.data_dir)
    assert again.entries == library.entries


def test_what_did_not_change_is_not_read_again(
    opened: Opened, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second look costs a stat a file."""
    for path in folder.iterdir():
        os.utime(path, ns=(10**18, 10**18))
    opened().close()
    library = Library.open([folder], data_dir=folder.parent / "data")
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("a file was read"))
    scan = library.scan()
    assert (scan.added, scan.changed, scan.vanished, scan.problems) == ([], [], [], [])
    monkeypatch.undo()
    assert statuses(library) == {"a.txt": "unchanged", "b.txt": "unchanged"}


def test_added_changed_vanished(opened: Opened, folder: Path) -> None:
    """A second look tells what came, what is different, and what is gone."""
    library = opened()
    library.keep("a.txt", findings())
    (folder / "sub").mkdir()
    (folder / "sub" / "c.md").write_text("---\ntitle: C\n---\nNew.", "utf-8")
    (folder / ".hidden").mkdir()
    (folder / ".hidden" / "x.txt").write_text("not seen", "utf-8")
    change(folder / "a.txt", TEXT + "More.")
    (folder / "b.txt").unlink()
    scan = library.scan()
    assert (scan.added, scan.changed, scan.vanished) == (["sub/c.md"], ["a.txt"], ["b.txt"])
    assert library.entries["a.txt"].quotations is None
    assert statuses(library) == {"a.txt": "changed", "b.txt": "vanished", "sub/c.md": "new"}
    assert library.scan().vanished == []


def test_touched_is_not_changed(opened: Opened, folder: Path) -> None:
    """A file with another time and the same words needs no new analysis."""
    library = opened()
    library.keep("a.txt", findings())
    change(folder / "a.txt", TEXT)
    assert library.scan().changed == []
    assert library.entries["a.txt"].quotations == 2


def test_a_vanished_article_comes_back(opened: Opened, folder: Path) -> None:
    """Its findings are still known when the file is there again."""
    library = opened()
    library.keep("a.txt", findings())
    (folder / "a.txt").rename(folder / "a.away")
    library.scan()
    (folder / "a.away").rename(folder / "a.txt")
    library.scan()
    assert library.entries["a.txt"].status is not ScanStatus.VANISHED
    assert library.entries["a.txt"].quotations == 2


def test_a_file_that_was_articles_is_told_when_it_cannot_be_read(
    opened: Opened, folder: Path
) -> None:
    """Once, run after run, until it is mended or gone; what was noted in it is kept."""
    rows = [{"id": name, "text": f"“No, {name}, no,” said Ada Brandt."} for name in ("one", "two")]
    path = folder / "rows.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    library = opened()
    library.scan()
    library.notebook.articles.memo("rows.jsonl#one", "kept")
    library.close()
    path.write_text("", "utf-8")
    for _ in range(3):
        library = opened()
        library.scan()
        assert [problem for problem in library.problems() if problem.where == path.name] == [
            Problem("rows.jsonl", "it is empty")
        ]
        assert library.article("rows.jsonl#one").text == rows[0]["text"]
        library.close()
    path.unlink()
    library = opened()
    library.scan()
    assert not [problem for problem in library.problems() if problem.where == path.name]
    assert library.article("rows.jsonl#one").text == rows[0]["text"]


@pytest.mark.parametrize("renamed", [False, True])
def test_work_is_listed_though_file_and_list_are_lost(
    opened: Opened, folder: Path, renamed: bool
) -> None:
    """The notebook knows what it is on: the text is listed as gone, or followed to its new file."""
    library = opened()
    library.keep("a.txt", findings())
    version = library.entries["a.txt"].version
    quoted = lay_over("a.txt", TEXT, version, findings(), [None] * 2, {}, library.notebook)
    library.notebook.quotations.tag(quoted[:1], ["harbour"])
    library.close()
    if renamed:
        (folder / "a.txt").rename(folder / "z.txt")
    else:
        (folder / "a.txt").unlink()
    (library.home / "library.json").unlink()
    library = opened()
    library.scan()
    name = "z.txt" if renamed else "a.txt"
    assert library.article(name).text == TEXT
    assert (library.entries[name].status is ScanStatus.VANISHED) == (not renamed)
    assert library.notebook.quotations.articles() == {name}


def test_a_vanished_article_with_notes_still_opens(opened: Opened, folder: Path) -> None:
    """The text that was noted upon is kept; of others it is said that they are gone."""
    library = opened()
    library.keep("a.txt", findings())
    version = library.entries["a.txt"].version
    quoted = lay_over("a.txt", TEXT, version, findings(), [None] * 2, {}, library.notebook)
    library.notebook.quotations.tag(quoted[:1], ["harbour"])
    library.notebook.articles.memo("b.txt", "kept as well")
    text = library.article("b.txt").text
    library.close()
    (folder / "a.txt").unlink()
    (folder / "b.txt").unlink()
    library = opened()
    assert library.article("a.txt").text == TEXT
    assert library.article("b.txt").text == text
    again = lay_over("a.txt", TEXT, version, findings(), [None] * 2, {}, library.notebook)
    assert again[0].tags == ("harbour",)


def test_a_file_deleted_while_open(opened: Opened, folder: Path) -> None:
    """What was read a moment ago can still be read and worked on; the rest is told."""
    library = opened()
    library.article("a.txt")
    (folder / "a.txt").unlink()
    (folder / "b.txt").unlink()
    assert library.article("a.txt").text == TEXT
    with pytest.raises(Unreadable, match=r"b\.txt cannot be read: No such file"):
        library.article("b.txt")


def test_a_file_changed_since_the_scan_is_taken_as_it_is(opened: Opened, folder: Path) -> None:
    """The text and the version that the entry names always belong together."""
    library = opened()
    old = library.entries["a.txt"].version
    (folder / "a.txt").write_text("Something else. It is new.", "utf-8")
    assert library.article("a.txt").text == "Something else. It is new."
    assert library.entries["a.txt"].version != old
    assert library.entries["a.txt"].status is ScanStatus.CHANGED


def test_json_lines_move_and_vanish(opened: Opened, folder: Path) -> None:
    """An article of a file of many is found by its key, wherever its line has gone."""
    lines = folder / "feed.jsonl"
    lines.write_text('{"id":"x","text":"First."}\n{"id":"y","text":"Second."}\n', "utf-8")
    library = opened()
    change(lines, '{"id":"z","text":"Newest."}\n{"id":"y","text":"Second."}\n')
    assert library.article("feed.jsonl#y").text == "Second."
    scan = library.scan()
    assert (scan.added, scan.vanished) == (["feed.jsonl#z"], ["feed.jsonl#x"])


def test_bad_files_are_told_and_the_rest_goes_on(folder: Path, data_dir: Path) -> None:
    """Empty, binary, huge, of no encoding, no file at all: one line each."""
    (folder / "empty.txt").touch()
    (folder / "binary.txt").write_bytes(b"\x7fELF\0\0\0")
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(50_000_000)
    (folder / "lines.jsonl").write_text('{"id":1,"text":"good"}\n{bad\n', "utf-8")
    os.mkfifo(folder / "pipe.txt")
    (folder / "loop.txt").symlink_to("loop.txt")
    (folder / "dead.txt").symlink_to("nowhere.txt")
    library = Library.open([folder], data_dir=data_dir)
    told = {problem.where: problem.message for problem in library.scan().problems}
    assert told == {
        "binary.txt": "it is a binary file, not text",
        "dead.txt": "it cannot be read: No such file or directory",
        "empty.txt": "it is empty",
        "huge.txt": "it is longer than 20 MB, which no article is",
        "lines.jsonl": "line 2: it is not valid JSON",
        "loop.txt": "it cannot be read: Too many levels of symbolic links",
        "pipe.txt": "it is a pipe, socket or device, which has no end: give a file",
    }
    good = [name for name, e in library.entries.items() if e.status is not ScanStatus.PROBLEM]
    assert sorted(good) == ["a.txt", "b.txt", "lines.jsonl#1"]
    assert library.entries["empty.txt"].problem == "it is empty"
    change(folder / "empty.txt", "No longer. It has words.")
    (folder / "binary.txt").unlink()
    assert library.scan().added == ["empty.txt"]
    assert "binary.txt" not in library.entries


def test_a_folder_without_articles_says_what_it_looks_for(tmp_path: Path, data_dir: Path) -> None:
    """The person learns which files are read."""
    (tmp_path / "notes.pdf").touch()
    library = Library.open([tmp_path], data_dir=data_dir)
    library.scan()
    assert "texts, web pages, feeds, PDF" in library.notices[-1].text


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    """It is named."""
    with pytest.raises(StoreError, match="nowhere does not exist"):
        Library.open([tmp_path / "nowhere"])


def test_single_files(folder: Path, data_dir: Path) -> None:
    """Only the files given are listed, and their folder is left as it is."""
    (folder / "report.exe").touch()
    library = Library.open([folder / "b.txt", folder / "report.exe"], data_dir=data_dir)
    scan = library.scan()
    assert list(library.entries) == ["b.txt"]
    assert [problem.where for problem in scan.problems] == ["report.exe"]
    assert data_dir in library.home.parents
    assert not (folder / ".onrecord").exists()


def test_a_damaged_list_is_made_anew(opened: Opened) -> None:
    """The list can always be made from the files; that it had to be is said."""
    library = opened()
    library.close()
    (library.home / "library.json").write_bytes(b"rubbish")
    library = opened()
    assert any("made anew" in notice.text for notice in library.notices)
    assert set(library.entries) == {"a.txt", "b.txt"}


def test_another_analyser_analyses_again(folder: Path, data_dir: Path) -> None:
    """Counts and dates that another model found are not shown as this one's."""
    library = Library.open([folder], data_dir=data_dir, model="one")
    library.scan()
    library.keep("a.txt", findings())
    library.close()
    library = Library.open([folder], data_dir=data_dir, model="other")
    assert library.entries["a.txt"].quotations is None
    assert library.cache.get(library.entries["a.txt"].version) is None
    library.close()
    library = Library.open([folder], data_dir=data_dir, model="one")
    assert library.cache.get(library.entries["a.txt"].version) == findings()


def test_names_that_are_no_text(tmp_path: Path, data_dir: Path) -> None:
    """A file whose name is not UTF-8 is listed, read, and found again by a later run."""
    folder = tmp_path / "odd"
    folder.mkdir()
    Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.txt")).write_text("Odd. It is.", "utf-8")
    library = Library.open([folder], data_dir=data_dir)
    library.scan()
    [name] = library.entries
    assert name == "caf\\xe9.txt"
    assert library.article(name).text == "Odd. It is."
    library.notebook.articles.memo(name, "x")
    library.close()
    library = Library.open([folder], data_dir=data_dir)
    assert library.article(name).text == "Odd. It is."
    assert library.scan().added == []


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_name_that_is_no_text_and_one_that_is_shown_like_it(
    tmp_path: Path, data_dir: Path
) -> None:
    """Both files are read, each keeps its article from run to run, and work follows its text."""
    folder = tmp_path / "odd"
    folder.mkdir()
    odd = Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.txt"))
    odd.write_text("Odd. It is.", "utf-8")
    library = Library.open([folder], data_dir=data_dir)
    library.scan()
    library.notebook.articles.memo("caf\\xe9.txt", "odd")
    library.close()
    (folder / "caf\\xe9.txt").write_text("Plain. It is not odd.", "utf-8")
    for added in (1, 0, 0):
        library = Library.open([folder], data_dir=data_dir)
        assert (len(library.scan().added), library.notices) == (added, [])
        texts = {name: library.article(name).text for name in library.entries}
        assert texts == {
            "caf\\xe9.txt": "Plain. It is not odd.",
            "caf\\xe9 (2).txt": "Odd. It is.",
        }
        assert library.notebook.articles.notes("caf\\xe9 (2).txt").memo == "odd"
        assert library.problems() == []
        library.close()


def test_the_index_is_small(opened: Opened) -> None:
    """An entry without findings comes back the same, in a few hundred bytes."""
    library = opened()
    library.close()
    index = read_index(library.home / "library.json")
    assert all(isinstance(entry, Entry) for entry in index.entries.values())
    assert (library.home / "library.json").stat().st_size < 700 * len(index.entries)
