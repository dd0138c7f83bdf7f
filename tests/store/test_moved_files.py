"""Files that were moved, swapped or are called alike: what is known of each goes where it is."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.analysis.types import Basis, Precision, Published
from onrecord.store.library.library import Library
from onrecord.store.notebook.overlay import lay_over
from onrecord.store.notebook.undo_log import UndoLog

from .samples import TEXT, findings

Opened = Callable[[], Library]


def tag_one(library: Library, article: str) -> None:
    """Tag the first quotation of an article, as a step that can be undone."""
    version = library.entries[article].version
    quoted = lay_over(article, TEXT, version, findings(), [None] * 2, {}, library.notebook)
    library.notebook.quotations.tag(quoted[:1], ["harbour"])


def tags_of(library: Library, article: str) -> list[tuple[str, ...]]:
    """Return the tags of an article's quotations that have some."""
    return [it.tags for it in library.notebook.quotations.of(article) if it.tags]


def test_work_follows_a_file_that_was_moved(opened: Opened, folder: Path) -> None:
    """A file in another folder is the same article; of two copies nobody knows which it is."""
    library = opened()
    library.keep("a.txt", findings())
    tag_one(library, "a.txt")
    library.notebook.articles.star(["a.txt"], True)
    library.notebook.articles.remember("a.txt", 17)
    (folder / "March").mkdir()
    (folder / "a.txt").rename(folder / "March" / "harbour.txt")
    scan = library.scan()
    assert scan.moved == [("a.txt", "March/harbour.txt")]
    assert (scan.added, scan.vanished) == ([], [])
    assert "a.txt" not in library.entries
    assert library.entries["March/harbour.txt"].quotations == 2
    notebook = library.notebook
    assert notebook.quotations.of("March/harbour.txt")[0].tags == ("harbour",)
    assert notebook.articles.notes("March/harbour.txt").starred
    assert notebook.articles.place("March/harbour.txt") == 17
    (folder / "copy1.txt").write_text(TEXT, "utf-8")
    (folder / "copy2.txt").write_text(TEXT, "utf-8")
    (folder / "March" / "harbour.txt").unlink()
    scan = library.scan()
    assert scan.moved == []
    assert scan.vanished == ["March/harbour.txt"]


def test_the_date_in_a_text_follows_a_file_that_was_moved(opened: Opened, folder: Path) -> None:
    """It is not inferred again: the findings are known already."""
    library = opened()
    library.keep("a.txt", findings())
    told = Published("2026-03-01", Precision.DAY, Basis.DATELINE)
    library.summarise("a.txt", published=told)
    (folder / "a.txt").rename(folder / "harbour.txt")
    assert library.scan().moved == [("a.txt", "harbour.txt")]
    assert library.entries["harbour.txt"].published == told


@pytest.mark.parametrize("again", [False, True], ids=["at once", "in another run"])
def test_what_was_done_before_a_move_is_undone_after_it(
    opened: Opened, folder: Path, again: bool
) -> None:
    """The first undo takes back what the person did last; that notes follow is no step."""
    library = opened()
    library.notebook.articles.star(["a.txt"], True)
    tag_one(library, "a.txt")
    library.notebook.articles.memo("a.txt", "Ask her.")
    (folder / "a.txt").rename(folder / "harbour.txt")
    library.scan()
    if again:
        library.close()
        library = opened()
    notebook = library.notebook
    assert [step.label for step in notebook.history()][-1] == "Notes follow files that were moved"

    assert notebook.undo() == "Undone: Memo on an article"
    assert notebook.articles.notes("harbour.txt").memo == ""
    assert notebook.articles.notes("harbour.txt").starred
    assert notebook.undo().startswith("Undone: ") and not tags_of(library, "harbour.txt")
    assert notebook.undo() == "Undone: 1 article starred"
    assert notebook.worked_on() == set()
    for _ in range(3):
        notebook.redo()
    assert notebook.articles.notes("harbour.txt").memo == "Ask her."
    assert notebook.articles.notes("harbour.txt").starred
    assert tags_of(library, "harbour.txt") == [("harbour",)]
    assert notebook.worked_on() == {"harbour.txt"}


def test_steps_are_followed_from_move_to_move(tmp_path: Path) -> None:
    """A step is taken back under the id of today: after a swap, after the loss of the snapshot."""
    log = UndoLog(tmp_path)
    log.commit("star", [("articles", "a", {"starred": True})])
    log.commit("memo", [("articles", "b", {"memo": "b"})])
    log.follow({"a": "b", "b": "a"}, "swapped")
    log.commit("date", [("articles", "a", {"memo": "b", "date": "2021"})])
    log.follow({"a": "c"}, "moved")
    assert log.rows("articles") == {"b": {"starred": True}, "c": {"memo": "b", "date": "2021"}}
    log.close()
    (tmp_path / "notebook.json").unlink()
    log = UndoLog(tmp_path)
    assert (log.undo(), log.rows("articles")["c"]) == ("date", {"memo": "b"})
    assert (log.undo(), log.rows("articles")) == ("memo", {"b": {"starred": True}})
    assert (log.redo(), log.rows("articles")["c"]) == ("memo", {"memo": "b"})
    log.undo()
    assert (log.undo(), log.rows("articles")) == ("star", {})


def test_files_that_change_names_keep_their_own(opened: Opened, folder: Path) -> None:
    """Each text has its notes, its date and what was found in it, under the other's name."""
    library = opened()
    library.keep("a.txt", findings())
    told = Published("2026-03-01", Precision.DAY, Basis.DATELINE)
    library.summarise("a.txt", published=told)
    tag_one(library, "a.txt")
    away = folder / "away"
    (folder / "a.txt").rename(away)
    (folder / "b.txt").rename(folder / "a.txt")
    away.rename(folder / "b.txt")
    library.scan()
    entry = library.entries["b.txt"]
    assert (entry.published, entry.quotations) == (told, 2)
    assert library.entries["a.txt"].published != told
    assert tags_of(library, "b.txt") == [("harbour",)]
    assert library.notebook.undo() and library.notebook.worked_on() == set()


def test_the_ids_of_before_are_kept(opened: Opened, folder: Path) -> None:
    """Move by move, through an edit and into the next session; of swapped files, each its own."""
    library = opened()
    (folder / "a.txt").rename(folder / "harbour.txt")
    library.scan()
    (folder / "harbour.txt").write_text(f"{TEXT} Later.\n", "utf-8")
    library.scan()
    away = folder / "away"
    (folder / "harbour.txt").rename(away)
    (folder / "b.txt").rename(folder / "harbour.txt")
    away.rename(folder / "b.txt")
    library.scan()
    library.close()
    entries = opened().entries
    assert entries["b.txt"].earlier == ("a.txt", "harbour.txt")
    assert entries["harbour.txt"].earlier == ("b.txt",)


def test_files_without_work_change_names_beside_others_with_work(
    opened: Opened, folder: Path
) -> None:
    """Nothing has to follow, and nothing breaks."""
    (folder / "c.txt").write_text("The ferry sailed at noon, and nobody was on board.", "utf-8")
    library = opened()
    tag_one(library, "a.txt")
    away = folder / "away"
    (folder / "b.txt").rename(away)
    (folder / "c.txt").rename(folder / "b.txt")
    away.rename(folder / "c.txt")
    library.scan()
    assert tags_of(library, "a.txt") == [("harbour",)]
    assert library.notebook.undo() and library.notebook.worked_on() == set()


def test_a_backup_of_before_a_move_is_restored_under_the_names_of_today(tmp_path: Path) -> None:
    """What it says of two files that changed names since is said of the right one."""
    log = UndoLog(tmp_path)
    log.commit("memo", [("articles", "a", {"memo": "of a"}), ("articles", "c", {"memo": "of c"})])
    backup = log.snapshot()
    log.follow({"a": "b", "b": "a"}, "swapped")
    log.follow({"c": "d"}, "moved")
    log.commit("memo", [("articles", "b", None), ("articles", "d", {"memo": "later"})])
    log.restore(backup, "restored")
    assert log.rows("articles") == {"b": {"memo": "of a"}, "d": {"memo": "of c"}}


def test_a_file_called_as_a_part_of_another_is_told(opened: Opened, folder: Path) -> None:
    """Neither takes the other's place in silence; a new name for one of them mends it."""
    with zipfile.ZipFile(folder / "more.zip", "w") as archive:
        archive.writestr("inner.txt", "The ferry sailed at noon, and nobody was on board of it.")
    library = opened()
    assert library.entries["more.zip#inner.txt"].file == "more.zip"
    (folder / "more.zip#inner.txt").write_text(TEXT, "utf-8")
    for _ in range(2):
        library.scan()
        assert [(it.where, it.message) for it in library.problems()] == [
            (
                "more.zip#inner.txt",
                "this file would be called as one in more.zip is, and is left out:"
                " rename one of the files",
            )
        ]
        assert library.entries["more.zip#inner.txt"].file == "more.zip"
    (folder / "more.zip").rename(folder / "less.zip")
    library.scan()
    assert not library.problems()
    assert library.entries["more.zip#inner.txt"].file == "more.zip#inner.txt"
    assert library.entries["less.zip#inner.txt"].file == "less.zip"


def test_a_part_called_as_a_file_is_told(opened: Opened, folder: Path) -> None:
    """The other way round: the archive came later."""
    (folder / "more.zip#inner.txt").write_text(TEXT, "utf-8")
    library = opened()
    with zipfile.ZipFile(folder / "more.zip", "w") as archive:
        archive.writestr("inner.txt", "The ferry sailed at noon, and nobody was on board of it.")
    library.scan()
    [problem] = library.problems()
    assert problem.message.startswith("an article in more.zip would be called as the file")
    assert library.entries["more.zip#inner.txt"].file == "more.zip#inner.txt"
    (folder / "more.zip#inner.txt").rename(folder / "inner.txt")
    library.scan()
    assert not library.problems()
    assert {e.file for e in library.entries.values()} == {"a.txt", "b.txt", "inner.txt", "more.zip"}
