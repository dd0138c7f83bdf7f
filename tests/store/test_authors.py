"""Who said what in a notebook, by the records of its journal."""

from __future__ import annotations

from typing import Any

from onrecord.store.exchange.authors import Authors, stated
from onrecord.store.notebook.records import Row


def record(who: str, before: Row | None, after: Row | None, **more: Any) -> dict[str, Any]:
    """Return the record of a change to the notes on an article."""
    return {"who": who, "changes": [["articles", "a.txt", before, after]], **more}


def test_who_wrote_it_first_in_an_action_of_their_own() -> None:
    """Whoever undoes has said nothing, what was taken over is another's, paragraphs count."""
    one, both, dated = {"memo": "One."}, {"memo": "One.\n\nTwo."}, {"date": "2023"}
    [said] = stated(dated, "date")
    authors = Authors(
        [
            record("Ada", None, one),
            record("Ben", one, both),
            record("Cleo", both, one, undo=True),
            record("Cleo", one, both, redo=True),
            record("Ada", both, dated, whose=[["articles", "a.txt", "date", said, "Dov"]]),
        ]
    )
    assert authors.of("articles", "a.txt", "memo", "One.") == "Ada"
    assert authors.of("articles", "a.txt", "memo", "Two.") == "Ben"
    assert authors.of("articles", "a.txt", "date", said) == "Dov"
    assert authors.of("articles", "b.txt", "date", said) == ""
    assert authors.names == {"Ada", "Ben", "Cleo", "Dov"}


def test_words_go_with_an_article_that_was_moved() -> None:
    """Whoever opened the library when the file had another name has written nothing."""
    note = {"memo": "One."}
    moved = {
        "who": "Ben",
        "moved": {"a.txt": "b.txt"},
        "changes": [["articles", "a.txt", note, None], ["articles", "b.txt", None, note]],
    }
    authors = Authors([record("Ada", None, note), moved])
    assert authors.of("articles", "b.txt", "memo", "One.") == "Ada"
    assert authors.of("articles", "a.txt", "memo", "One.") == ""


def test_rows_that_are_none_are_passed_over() -> None:
    """A journal may be of anybody's making."""
    strange: list[Row] = [{"memo": 5}, {"date": ["x"]}, {"memo": {"a": 1}}]
    bad = [record("Ada", None, row) for row in strange]
    work = {"article": "a", "anchor": 3, "kind": "direct", "who": 7}
    bad.append({"changes": [["annotations", "k", None, work]]})
    assert Authors(bad).names == {"Ada"}
