"""Corrections travel from library to library, and nothing else does."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest

from onrecord.analysis.types import Actor, ActorKind, QuotationKind
from onrecord.store.errors import Unreadable
from onrecord.store.exchange.corrections import dump, load
from onrecord.store.library.library import Library
from onrecord.store.notebook.overlay import Quoted, lay_over

from .samples import TEXT, findings


def library_at(folder: Path) -> Library:
    """Open the library of a folder."""
    library = Library.open([folder], data_dir=folder.parent / "data")
    library.scan()
    return library


def shown(library: Library, article: str) -> list[Quoted]:
    """Return the quotations of an article with the sample's text."""
    version = library.entries[article].version
    return lay_over(article, TEXT, version, findings(), [None] * 2, {}, library.notebook)


@pytest.fixture
def there(folder: Path) -> Library:
    """Another library that has one of the articles, under another name."""
    other = folder.parent / "there"
    other.mkdir()
    (other / "copy.txt").write_text(TEXT, "utf-8")
    return library_at(other)


def test_corrections_are_taken_over(folder: Path, there: Library) -> None:
    """Speakers, rejections, missed ones, dates and actors arrive; tags and memos stay."""
    here = library_at(folder)
    first, second = shown(here, "a.txt")
    here.notebook.quotations.tag([first], ["private"])
    here.notebook.quotations.attribute([first], None, "Olin Farrow")
    here.notebook.quotations.reject([second])
    here.notebook.quotations.mark("b.txt", 0, 4, QuotationKind.DIRECT, None, "")
    here.notebook.articles.redate("a.txt", "2026-03-01")
    here.notebook.actors.merge(
        [Actor("1", "Ada Brandt", ActorKind.PERSON), Actor("2", "A. Brandt", ActorKind.PERSON)]
    )
    data = dump(here)
    assert b"private" not in data
    there.notebook.quotations.tag(shown(there, "copy.txt")[:1], ["ours"])
    report = load(there, data)
    assert (report.taken, report.known, report.elsewhere) == (4, 0, ["b.txt"])
    [quoted] = shown(there, "copy.txt")
    assert (quoted.speaker_name, quoted.tags) == ("Olin Farrow", ("ours",))
    assert there.notebook.articles.notes("copy.txt").date == "2026-03-01"
    assert [it.actors[1].name for it in there.notebook.actors.rulings()] == ["A. Brandt"]
    again = load(there, data)
    assert (again.taken, again.known) == (0, 4)
    there.notebook.undo()
    assert len(shown(there, "copy.txt")) == 2
    assert there.notebook.actors.rulings() == []


def test_a_name_alone_is_no_article(folder: Path, there: Library) -> None:
    """What is about a file goes to no other text of its name, but to the same one edited."""
    here = library_at(folder)
    first, _ = shown(here, "a.txt")
    here.notebook.quotations.attribute([first], None, "Olin Farrow")
    here.notebook.articles.memo("a.txt", "Ask her.")
    here.notebook.articles.redate("a.txt", "2026-03-01")
    data = dump(here, with_notes=True)
    (there.folder / "copy.txt").unlink()
    (there.folder / "a.txt").write_text("Something else altogether. Nobody said so.", "utf-8")
    there.scan()
    report = load(there, data)
    assert (report.taken, report.elsewhere) == (0, ["a.txt"] * 3)
    (there.folder / "a.txt").write_text(f"{TEXT}\nMore of it came in later.\n", "utf-8")
    there.scan()
    report = load(there, data)
    assert (report.taken, report.elsewhere) == (3, [])
    assert there.notebook.articles.notes("a.txt").memo == "Ask her."


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b'{"format":"else"}',
        b'{"format":"onrecord corrections","schema":2,"actors":[],"quotations":[],"dates":[]}',
        b'{"format":"onrecord corrections","schema":1,"actors":[1],"quotations":[],"dates":[]}',
        b'{"format":"onrecord corrections","schema":1,"actors":{},"quotations":[{}],"dates":[]}',
        b'{"format":"onrecord corrections","schema":1,"actors":[],"quotations":[],'
        b'"dates":[{"article":"a.txt","version":"","date":"../../x"}]}',
    ],
)
def test_other_files_are_refused(folder: Path, data: bytes) -> None:
    """What is no file of corrections changes nothing, and is called what it is."""
    here = library_at(folder)
    with pytest.raises(Unreadable):
        load(here, data)
    assert list(here.notebook.history()) == []


def test_the_file_is_readable(folder: Path) -> None:
    """It is plain JSON, with a format and a layout of its own."""
    document = orjson.loads(dump(library_at(folder)))
    assert (document["format"], document["schema"]) == ("onrecord corrections", 1)


def test_notes_go_along_where_asked_for(folder: Path, there: Library) -> None:
    """Tags, memos, those on articles, and the codebook; nothing of ours is lost, none twice."""
    here = library_at(folder)
    first, second = shown(here, "a.txt")
    here.notebook.quotations.tag([first], ["theirs"])
    here.notebook.quotations.memo(first, "Ask again.")
    here.notebook.quotations.reject([second])
    here.notebook.articles.memo("a.txt", "All of it.")
    here.notebook.articles.redate("a.txt", "2026-03-01")
    here.notebook.codebook.describe("theirs", "What they mean.")
    here.notebook.actors.note("7", "Olin Farrow", "A cousin.")
    there.notebook.actors.note("9", "Olin Farrow", "Speaks for nobody.")
    mine, _ = shown(there, "copy.txt")
    there.notebook.quotations.tag([mine], ["ours"])
    there.notebook.quotations.memo(mine, "Our own.")
    there.notebook.quotations.attribute([mine], None, "Olin Farrow")
    there.notebook.articles.memo("copy.txt", "Ours.")
    assert b"Ask again" not in dump(here)
    data = dump(here, with_notes=True)
    load(there, data)
    [quoted] = shown(there, "copy.txt")
    assert quoted.tags == ("ours", "theirs")
    assert quoted.memo == "Our own.\n\nAsk again."
    assert quoted.speaker_name == "Olin Farrow"
    notes = there.notebook.articles.notes("copy.txt")
    assert (notes.memo, notes.date) == ("Ours.\n\nAll of it.", "2026-03-01")
    assert there.notebook.codebook.memo("theirs") == "What they mean."
    assert there.notebook.actors.memos() == {
        "9": ("Olin Farrow", "Speaks for nobody.\n\nA cousin.")
    }
    again = load(there, data)
    assert again.taken == 0
    there.notebook.undo()
    assert shown(there, "copy.txt")[0].memo == "Our own."


def test_work_on_one_quotation_is_one_whatever_version_it_was_done_on(
    folder: Path, there: Library
) -> None:
    """A text with a line more has the quotation elsewhere: what both noted is on one."""
    here = library_at(folder)
    here.notebook.quotations.tag(shown(here, "a.txt")[:1], ["theirs"])
    data = dump(here, with_notes=True)
    there.notebook.quotations.tag(shown(there, "copy.txt")[:1], ["ours"])
    (folder.parent / "there" / "a.txt").write_text(f"A line more.\n\n{TEXT}", "utf-8")
    (folder.parent / "there" / "copy.txt").unlink()
    there.scan()
    [ours] = [it for name in there.entries for it in there.notebook.quotations.of(name)]
    document = orjson.loads(data)
    document["quotations"] *= 2  # and a file that says it twice
    load(there, orjson.dumps(document))
    [both] = [it for name in there.entries for it in there.notebook.quotations.of(name)]
    assert (both.id, both.tags) == (ours.id, ("ours", "theirs"))
