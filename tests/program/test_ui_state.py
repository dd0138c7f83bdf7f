"""Marks, where one left off and the files behind articles, as the session gives them."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.store.library.ui_state import UiState, keep_ui_state, read_ui_state
from onrecord.tui.session.changes import NotDone
from onrecord.tui.session.marks import mark_at

from .conftest import FIRST, Opener


def test_a_mark_leads_to_its_words(folder: Path, opened: Opener) -> None:
    """Also when the text was edited; where its words are gone it leads to no place."""
    session = opened(folder)
    at = FIRST.index("“We have")
    assert session.changes.do(lambda notebook: notebook.marks.set("w", "first.txt", at)) == "Mark w"
    (folder / "first.txt").write_text(FIRST.replace("The harbour", "Once more: the harbour"))
    session.rescan()
    assert session.indexer.wait(60)
    mark = mark_at(session.library, "w")
    assert mark is not None and mark.offset == at + len("Once more: ")
    assert mark.words.startswith("“We have nothing to hide,” she told")
    (folder / "first.txt").write_text("Nothing else happened in the harbour of Tesk.\n")
    session.rescan()
    assert session.indexer.wait(60)
    mark = mark_at(session.library, "w")
    assert mark is not None and mark.offset is None
    assert session.notebook.marks.letters() == ["w"] and mark_at(session.library, "v") is None


def test_a_mark_where_nothing_is(folder: Path, opened: Opener) -> None:
    """A place without words holds no mark, and that is said."""
    session = opened(folder)
    with pytest.raises(NotDone, match="no words"):
        session.changes.do(
            lambda notebook: notebook.marks.set("e", "first.txt", FIRST.index("\n\n"))
        )


def test_the_seat_is_kept_by_library(folder: Path, opened: Opener, tmp_path: Path) -> None:
    """It lies outside of the folder of the articles, and is no step to undo."""
    session = opened(folder)
    ui_state = UiState("first.txt", 9, "article")
    library = session.library
    keep_ui_state(library.data_dir, library.folder, ui_state)
    assert (
        read_ui_state(library.data_dir, library.folder) == ui_state and session.changes.undo() == ""
    )
    assert [path.parent.name for path in (tmp_path / "data").rglob("*.json")] == ["seats"]
    session.close()
    library = opened(folder).library
    assert read_ui_state(library.data_dir, library.folder) == ui_state


def test_the_file_behind_an_article(folder: Path, opened: Opener) -> None:
    """Of several articles in a file it is the same one."""
    (folder / "many.jsonl").write_text('{"id": "x", "text": "One."}\n{"id": "y", "text": "Two."}\n')
    session = opened(folder)
    assert session.library.file_of("first.txt") == folder / "first.txt"
    assert {session.library.file_of(row.id) for row in session.rows() if "#" in row.id} == {
        folder / "many.jsonl"
    }
