"""Marks hold on to their words: through edits, restarts, moved files and undo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.store.library.library import Library
from onrecord.store.notebook.anchors import find

from .samples import TEXT

Opened = Callable[[], Library]
AT = TEXT.index("Envoy Olin")


def leads_to(library: Library, letter: str) -> str:
    """Return the words that a mark leads to by now."""
    mark = library.notebook.marks.at(letter)
    assert mark is not None
    text = library.article(mark.article).text
    version = library.entries[mark.article].version
    old = library.notebook.text(mark.anchor.version)
    span = find(mark.anchor, text, version, old).span
    return text[span[0] :][:10] if span else ""


def test_marks_survive_a_restart(opened: Opened) -> None:
    """Upper and lower case are two marks, and both are there the next time."""
    library = opened()
    library.notebook.marks.set("a", "a.txt", AT)
    library.notebook.marks.set("A", "b.txt", 0)
    library.close()
    library = opened()
    assert [(m.id, m.article) for m in library.notebook.marks.all()] == [
        ("A", "b.txt"),
        ("a", "a.txt"),
    ]
    assert leads_to(library, "a") == "Envoy Olin"
    library.close()


def test_a_letter_has_one_place(opened: Opened) -> None:
    """Setting a mark again moves it; undo brings it back to where it was."""
    library = opened()
    library.notebook.marks.set("a", "a.txt", AT)
    library.notebook.marks.set("a", "b.txt", 0)
    assert len(library.notebook.marks.all()) == 1
    assert library.notebook.undo() == "Undone: Mark a"
    assert leads_to(library, "a") == "Envoy Olin"
    library.notebook.undo()
    assert library.notebook.marks.at("a") is None
    library.close()


def test_marks_move_with_their_words(opened: Opened, folder: Path) -> None:
    """Text put in before a mark takes it along; text cut out leaves it without a place."""
    library = opened()
    library.notebook.marks.set("a", "a.txt", AT)
    new = TEXT.replace("“We will", "It had rained all day long.\n\n“We will")
    (folder / "a.txt").write_text(new, "utf-8")
    library.scan()
    assert leads_to(library, "a") == "Envoy Olin"
    (folder / "a.txt").write_text(TEXT[:AT].strip() + "\n\nNothing more was said.\n", "utf-8")
    library.scan()
    assert leads_to(library, "a") == ""
    library.close()


def test_marks_follow_a_file_that_is_moved(opened: Opened, folder: Path) -> None:
    """A file with another name is still the file with the mark."""
    library = opened()
    library.notebook.marks.set("a", "a.txt", AT)
    (folder / "a.txt").rename(folder / "c.txt")
    library.scan()
    mark = library.notebook.marks.at("a")
    assert mark is not None and mark.article == "c.txt"
    library.close()


def test_nothing_holds_no_mark(opened: Opened) -> None:
    """A place without words is refused, and says why."""
    library = opened()
    with pytest.raises(ValueError, match="no words here"):
        library.notebook.marks.set("a", "a.txt", TEXT.index("\n\n"))
    library.close()


def test_dropping(opened: Opened) -> None:
    """A mark that is taken away is gone, and undo brings it back."""
    library = opened()
    library.notebook.marks.set("a", "a.txt", AT)
    library.notebook.marks.drop("a")
    assert library.notebook.marks.all() == []
    library.notebook.undo()
    assert leads_to(library, "a") == "Envoy Olin"
    library.close()
