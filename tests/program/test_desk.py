"""Marks, the seat and the files behind articles, as the session gives them."""

from __future__ import annotations

from pathlib import Path

from onrecord.store.library.ui_state import UiState

from .conftest import FIRST, Opener


def test_a_mark_leads_to_its_words(folder: Path, opened: Opener) -> None:
    """Also when the text was edited; where its words are gone it leads to no place."""
    session = opened(folder)
    at = FIRST.index("“We have")
    assert session.set_mark("w", "first.txt", at) == "Mark w"
    (folder / "first.txt").write_text(FIRST.replace("The harbour", "Once more: the harbour"))
    session.rescan()
    assert session._indexer.wait(60)
    mark = session.mark_at("w")
    assert mark is not None and mark.offset == at + len("Once more: ")
    assert mark.words.startswith("“We have nothing to hide,” she told")
    (folder / "first.txt").write_text("Nothing else happened in the harbour of Tesk.\n")
    session.rescan()
    assert session._indexer.wait(60)
    mark = session.mark_at("w")
    assert mark is not None and mark.offset is None
    assert session.marks() == ["w"] and session.mark_at("v") is None


def test_a_mark_where_nothing_is(folder: Path, opened: Opener) -> None:
    """A place without words holds no mark; that is a notice, not an error."""
    session = opened(folder)
    told: list[object] = []
    session._listen = told.append
    assert session.set_mark("e", "first.txt", FIRST.index("\n\n")) == ""
    assert "no words" in told[0].text  # type: ignore[attr-defined]


def test_the_seat_is_kept_by_library(folder: Path, opened: Opener, tmp_path: Path) -> None:
    """It lies outside of the folder of the articles, and is no step to undo."""
    session = opened(folder)
    ui_state = UiState("first.txt", 9, "article")
    session.keep_ui_state(ui_state)
    assert session.ui_state() == ui_state and session.undo() == ""
    assert [path.parent.name for path in (tmp_path / "data").rglob("*.json")] == ["seats"]
    session.close()
    assert opened(folder).ui_state() == ui_state


def test_the_file_behind_an_article(folder: Path, opened: Opener) -> None:
    """Of several articles in a file it is the same one."""
    (folder / "many.jsonl").write_text('{"id": "x", "text": "One."}\n{"id": "y", "text": "Two."}\n')
    session = opened(folder)
    assert session.source("first.txt") == folder / "first.txt"
    assert {session.source(row.id) for row in session.rows() if "#" in row.id} == {
        folder / "many.jsonl"
    }
