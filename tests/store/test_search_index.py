"""The index of the full text: kept in step, lost without harm; searches kept by name."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.store.library.library import Library
from onrecord.store.notebook.anchors import version_of
from onrecord.store.notebook.notebook import Notebook
from onrecord.store.search import Shelved, TextIndex, parse, passages
from onrecord.store.search.index import NAME
from onrecord.store.search.sync import keep_up, searchable

Opened = Callable[[], Library]


def look(library: Library, query: str, index: TextIndex | None = None) -> list[str]:
    """Return the articles that a query finds, with the index kept up to date."""
    own = index or TextIndex(library.home, shared=bool(library.read_only))
    keep_up(own, library)
    shelf = [Shelved(name, version) for name, version in sorted(searchable(library).items())]
    found = [of_it[0].article for of_it in passages(parse(query), shelf, own)]
    if index is None:
        own.close()
    return found


def test_articles_come_change_and_go(opened: Opened, folder: Path) -> None:
    """What is new is found, what was edited is found as it is now, what is gone no more."""
    library = opened()
    index = TextIndex(library.home)
    assert look(library, '"quiet day"', index) == ["b.txt"]
    (folder / "c.txt").write_text("A day less quiet, in the Ørsund.", "utf-8")
    (folder / "b.txt").write_text("A stormy day in port.", "utf-8")
    library.scan()
    assert look(library, "quiet", index) == ["c.txt"]
    assert look(library, "stormy", index) == ["b.txt"]
    (folder / "c.txt").unlink()
    library.scan()
    assert look(library, "quiet", index) == []
    assert len(index.versions) == 2
    index.close()
    library.close()


def test_only_what_is_new_is_read(
    opened: Opened, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second start reads no text again, nor does a file that was only moved."""
    library = opened()
    look(library, "day")
    (folder / "b.txt").rename(folder / "moved.txt")
    library.scan()
    monkeypatch.setattr(Library, "article", lambda *_: pytest.fail("a text is read again"))
    assert look(library, '"quiet day"') == ["moved.txt"]
    library.close()


def test_what_stands_in_it_is_asked_for_as_often_however_many_articles_there_are(
    opened: Opened, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the look whether anything is new grows with the square of their number."""
    asked: list[int] = []
    listed: Callable[[TextIndex], frozenset[str]] = vars(TextIndex)["versions"].fget

    def counted(index: TextIndex) -> frozenset[str]:
        asked[-1] += 1
        return listed(index)

    monkeypatch.setattr(TextIndex, "versions", property(counted))
    for count in (3, 30):
        for number in range(count):
            (folder / f"{number}.txt").write_text(f"Nobody is on pier {number}.", "utf-8")
        library = opened()
        library.scan()
        for _ in range(2):
            asked.append(0)
            index = TextIndex(library.home)
            keep_up(index, library)
            index.close()
        library.close()
    assert asked[:2] == asked[2:]


def test_the_same_text_twice(opened: Opened, folder: Path) -> None:
    """Two articles of one text are both found, and both stay when one goes."""
    (folder / "c.txt").write_bytes((folder / "b.txt").read_bytes())
    library = opened()
    assert look(library, '"quiet day"') == ["b.txt", "c.txt"]
    (folder / "b.txt").unlink()
    library.scan()
    assert look(library, '"quiet day"') == ["c.txt"]
    library.close()


def test_article_that_cannot_be_read_is_left_out(opened: Opened, folder: Path) -> None:
    """A file that is gone since the scan costs only itself."""
    library = opened()
    (folder / "b.txt").unlink()
    assert look(library, '"quiet day"') == []
    library.close()


def ruin(path: Path, how: str) -> None:
    """Damage a file in one way."""
    raw = bytearray(path.read_bytes())
    if how == "gone":
        path.unlink()
        return
    if how == "garbage":
        raw = bytearray(b"no database " * 2000)
    elif how == "empty":
        raw.clear()
    elif how == "short":
        del raw[len(raw) // 2 :]
    elif how == "zeros":
        raw[4096:] = bytes(len(raw) - 4096)
    elif how == "letters":
        raw = raw.replace(b"quiet", b"quite")
    path.write_bytes(raw)


@pytest.mark.parametrize("how", ["gone", "garbage", "empty", "short", "zeros", "letters"])
def test_damaged_index_is_made_again(opened: Opened, how: str) -> None:
    """Whatever happens to the file between two starts, the same is found."""
    library = opened()
    look(library, "day")
    ruin(library.home / NAME, how)
    assert look(library, '"quiet day"') in (["b.txt"], [])  # damage may come to light only now
    assert look(library, '"quiet day"') == ["b.txt"]
    library.close()


@pytest.mark.parametrize("table", ["texts", "grams", "grams_data", "meta"])
def test_index_damaged_while_open(opened: Opened, table: str) -> None:
    """An index that fails under us begins again, and no error comes out of it."""
    library = opened()
    index = TextIndex(library.home)
    assert look(library, '"quiet day"', index) == ["b.txt"]
    with sqlite3.connect(library.home / NAME) as other:
        other.execute(f"DROP TABLE {table}")
    other.close()
    look(library, '"quiet day"', index)
    assert look(library, '"quiet day"', index) == ["b.txt"]
    index.close()
    library.close()


@pytest.mark.parametrize("column", ["version", "sum", "folded", "original"])
@pytest.mark.parametrize("value", [1.5, -1, "x", b"", b"\xff"])
def test_values_of_another_kind_are_damage(opened: Opened, column: str, value: object) -> None:
    """A column holds whatever anybody has put into it; what is found is found again."""
    library = opened()
    look(library, "day")
    with sqlite3.connect(library.home / NAME) as other:
        other.execute(f"UPDATE OR IGNORE texts SET {column} = ?", (value,))
    other.close()
    index = TextIndex(library.home)
    for _ in range(2):
        look(library, '"quiet day"', index)
        for version in [entry.version for entry in library.entries.values()]:
            index.text(version)
    assert look(library, '"quiet day"', index) == ["b.txt"]
    index.close()
    library.close()


def test_another_maker_is_made_again(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    """An index of a program that folds in another way is not trusted."""
    library = opened()
    monkeypatch.setattr("onrecord.store.search.index.MAKER", "0")
    look(library, "day")
    monkeypatch.undo()
    index = TextIndex(library.home)
    assert not index.versions
    index.close()
    assert look(library, '"quiet day"') == ["b.txt"]
    library.close()


def test_read_only_library_is_searched(opened: Opened, folder: Path) -> None:
    """A second process finds everything, also what is new, and leaves the file alone."""
    library = opened()
    look(library, "day")
    (folder / "c.txt").write_text("A day less quiet.", "utf-8")
    second = opened()
    assert second.read_only
    before = (library.home / NAME).read_bytes()
    assert look(second, "quiet") == ["b.txt", "c.txt"]
    assert (library.home / NAME).read_bytes() == before
    second.close()
    library.close()


def test_index_that_cannot_be_written(opened: Opened) -> None:
    """Where there can be no file, the index is a temporary one."""
    library = opened()
    (library.home / NAME).mkdir()
    assert look(library, '"quiet day"') == ["b.txt"]
    library.close()


def test_closed_index_finds_nothing() -> None:
    """A search that is late is answered with nothing."""
    index = TextIndex()
    index.add({version_of("canal"): "canal"})
    index.close()
    index.close()
    assert list(passages(parse("canal"), [Shelved("a", version_of("canal"))], index)) == []


def test_searches_are_kept(tmp_path: Path) -> None:
    """Saved, renamed and forgotten searches survive, and every step is undone by one."""
    notebook = Notebook(tmp_path, lambda article: ("", ""))
    notebook.searches.save("closure", "canal (closed OR shut)")
    assert (
        notebook.searches.rename("closure", "the closure") == "Search closure is called the closure"
    )
    notebook.searches.save("other", "x")
    for name, to in (("closure", "y"), ("other", " "), ("other", "the closure")):
        with pytest.raises(ValueError, match="search"):
            notebook.searches.rename(name, to)
    notebook.searches.forget("other")
    notebook.close()
    notebook = Notebook(tmp_path, lambda article: ("", ""))
    assert notebook.searches.all() == {"the closure": "canal (closed OR shut)"}
    notebook.undo()
    assert notebook.searches.all().keys() == {"the closure", "other"}
    notebook.undo()
    assert notebook.undo() == "Undone: Search closure is called the closure"
    assert notebook.searches.all() == {"closure": "canal (closed OR shut)"}
    notebook.close()
