"""Several libraries opened together: read as one, the work on each in its own notebook."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

import pytest

from onrecord.analysis.pipeline import MODEL
from onrecord.analysis.types import LinkType
from onrecord.store.errors import NotWritten, ReadOnly
from onrecord.store.library.library import Library
from onrecord.store.library.together import Together, opened
from onrecord.store.notebook.notebook import Notebook
from onrecord.store.notebook.records import LinkVerdict
from onrecord.tui.cli import main as cli
from onrecord.tui.session.indexer import Indexer
from onrecord.tui.session.session import Session
from onrecord.tui.session.workers import Workers

from .conftest import FIRST, SECOND, Opener


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """Two folders of an article each, one below another folder."""
    one, two = tmp_path / "mine" / "wire", tmp_path / "press"
    for folder, text in ((one, FIRST), (two, SECOND)):
        folder.mkdir(parents=True)
        (folder / "a.txt").write_text(text, "utf-8")
    return one, two


FIRST_ID, SECOND_ID = "mine/wire/a.txt", "press/a.txt"


@pytest.fixture
def pool() -> Iterator[Workers]:
    """What analyses, in this process."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as executor:
        yield Workers(MODEL, 1, executor)


def together(folders: tuple[Path, Path], tmp_path: Path, pool: Workers) -> Session:
    """Open both and analyse them."""
    library = opened(folders, data_dir=tmp_path / "data", model=MODEL)
    assert isinstance(library, Together)
    session = Session(library, Indexer(library, pool))
    session.finish()
    return session


def alone(folder: Path, tmp_path: Path) -> Notebook:
    """Open one, look at its files, close it, and return its notebook as it then is."""
    with_data = Library.open([folder], data_dir=tmp_path / "data", model=MODEL)
    with_data.scan()
    with_data.close()
    return with_data.notebook


def tags_of(notebook: Notebook, article: str) -> list[str]:
    """Return the tags on an article's quotations."""
    return [tag for it in notebook.quotations.of(article) for tag in it.tags]


def test_they_are_read_as_one(folders: tuple[Path, Path], tmp_path: Path, pool: Workers) -> None:
    """Articles, actors and links are those of all, and what was known of each is not made again."""
    with together(folders, tmp_path, pool) as session:
        assert {row.id for row in session.rows()} == {FIRST_ID, SECOND_ID}
        assert session.article(SECOND_ID).text == SECOND
        assert session.library.file_of(FIRST_ID) == folders[0] / "a.txt"
        named = [it for it in session.actors().values() if it.name == "Ana Brodin"]
        assert [set(it.articles) for it in named] == [{FIRST_ID, SECOND_ID}]
        links = session.links.of(SECOND_ID)
        assert {link.type for link in links} and all(
            {link.a.article, link.b.article} == {FIRST_ID, SECOND_ID} for link in links
        )
        assert session.name == "wire + press"
    with together(folders, tmp_path, pool) as session:
        assert session.indexer.progress() == (0, 0)
    library = Library.open([folders[0]], data_dir=tmp_path / "data", model=MODEL)
    assert library.entries["a.txt"].quotations, "it knows by itself what was found"
    library.close()


def test_a_change_goes_to_the_notebook_of_its_article(
    folders: tuple[Path, Path], tmp_path: Path, pool: Workers
) -> None:
    """One action on both is in both, each sees its own, and undo takes both back, also later."""
    with together(folders, tmp_path, pool) as session:
        chosen = [session.quotations(name)[0] for name in (FIRST_ID, SECOND_ID)]
        session.changes.do(lambda book: book.quotations.tag(chosen, ["harbour"]))
        session.changes.do(lambda book: book.articles.memo(SECOND_ID, "Ask Haller."))
        assert session.quotations(FIRST_ID)[0].tags == ("harbour",)
    one, two = (alone(folder, tmp_path) for folder in folders)
    assert tags_of(one, "a.txt") == tags_of(two, "a.txt") == ["harbour"]
    assert one.articles.notes("a.txt").memo == "" and two.articles.notes("a.txt").memo
    with together(folders, tmp_path, pool) as session:
        assert session.notebook.codebook.tags() == {"harbour": 2}
        assert "Ask" not in session.changes.do(lambda book: book.undo())
        assert not session.notebook.articles.notes(SECOND_ID).memo
        session.changes.do(lambda book: book.undo())
        assert session.notebook.codebook.tags() == {}
        session.changes.do(lambda book: book.redo())
        assert session.quotations(SECOND_ID)[0].tags == ("harbour",)
        kinds = Counter(line.kind for line in session.notebook.history())
        assert kinds == {"": 2, "undo": 2, "redo": 1}, "what is in both is told once"
    assert tags_of(alone(folders[0], tmp_path), "a.txt") == ["harbour"]


def test_a_step_back_in_one_of_them_tells_of_the_other(
    folders: tuple[Path, Path], tmp_path: Path, pool: Workers
) -> None:
    """Where one is opened alone, its part alone is taken back, or made again, and that is said."""
    with together(folders, tmp_path, pool) as session:
        chosen = [session.quotations(name)[0] for name in (FIRST_ID, SECOND_ID)]
        session.changes.do(lambda book: book.quotations.tag(chosen[:1], ["one"]))
        session.changes.do(lambda book: book.quotations.tag(chosen, ["both"]))
        said = session.changes.undo()
        assert said.startswith("Undone: ") and session.changes.redo().startswith("Done again: ")
    library = Library.open([folders[0]], data_dir=tmp_path / "data", model=MODEL)
    book, alone_there = library.notebook, "here alone (the part of it in press is left as it is): "
    label = said.removeprefix("Undone: ")
    assert book.undo() == f"Undone {alone_there}{label}"
    assert tags_of(book, "a.txt") == ["one"]
    assert book.redo() == f"Done again {alone_there}{label}"
    book.undo()
    assert "alone" not in book.undo(), "nothing else had a part in that"
    library.close()
    assert tags_of(alone(folders[1], tmp_path), "a.txt") == ["both"]


def test_work_done_alone_is_there_together(
    folders: tuple[Path, Path], opened: Opener, tmp_path: Path, pool: Workers
) -> None:
    """A tag, a memo and a reading place of one library are seen, and can be changed, among all."""
    session = opened(folders[1])
    quoted = session.quotations("a.txt")[0]
    session.changes.do(lambda book: book.quotations.tag([quoted], ["gate"]))
    session.changes.do(lambda book: book.quotations.memo(quoted, "Who looked?"))
    session.notebook.articles.remember("a.txt", 7)
    session.close()
    with together(folders, tmp_path, pool) as session:
        quoted = session.quotations(SECOND_ID)[0]
        assert (quoted.tags, quoted.memo) == (("gate",), "Who looked?")
        assert session.notebook.articles.place(SECOND_ID) == 7
        session.changes.do(lambda book: book.quotations.memo(quoted, ""))
        session.changes.do(lambda book: book.codebook.rename("gate", "door"))
    assert tags_of(alone(folders[1], tmp_path), "a.txt") == ["door"]


def test_what_is_about_both_stays_with_both(
    folders: tuple[Path, Path], tmp_path: Path, pool: Workers
) -> None:
    """A link from one to the other, a word on actors, a search and a mark are kept together."""
    with together(folders, tmp_path, pool) as session:
        link = session.links.of(SECOND_ID)[0]
        actor = next(it for it in session.actors().values() if it.name == "Piet Haller")
        session.changes.do(lambda book: book.links.judge(link, LinkVerdict.CONFIRMED))
        session.changes.do(lambda book: book.actors.rename(actor, "Pieter Haller"))
        session.changes.do(lambda book: book.searches.save("ships", "ship*"))
        session.changes.do(lambda book: book.marks.set("q", SECOND_ID, 3))
        assert link.type in LinkType
    for folder in folders:
        notebook = alone(folder, tmp_path)
        assert not (notebook.links.notes() or notebook.actors.rulings() or notebook.searches.all())
    with together((folders[1], folders[0]), tmp_path, pool) as session:
        assert [it.a for it in session.notebook.links.notes()] == [link.a.article]
        assert "Pieter Haller" in {it.name for it in session.actors().values()}
        assert session.notebook.searches.all() == {"ships": "ship*"}
        assert session.notebook.marks.letters() == ["q"]


def test_what_is_about_both_follows_a_file_of_one_of_them(
    folders: tuple[Path, Path], tmp_path: Path, pool: Workers
) -> None:
    """A link and a mark lead to the file under its new name, and a step before is taken back."""
    with together(folders, tmp_path, pool) as session:
        link = session.links.of(SECOND_ID)[0]
        session.changes.do(lambda book: book.links.judge(link, LinkVerdict.CONFIRMED))
        session.changes.do(lambda book: book.marks.set("q", SECOND_ID, 3))
        session.changes.do(lambda book: book.articles.memo(SECOND_ID, "Ask Haller."))
    (folders[1] / "a.txt").rename(folders[1] / "b.txt")
    with together(folders, tmp_path, pool) as session:
        book = session.notebook
        [note] = book.links.notes()
        assert {note.a, note.b} == {FIRST_ID, "press/b.txt"}
        assert [it.article for it in book.marks.all()] == ["press/b.txt"]
        assert book.articles.notes("press/b.txt").memo == "Ask Haller."
        assert book.undo() == "Undone: Memo on an article"
        assert "press" not in {name.partition("/")[0] for name in book.annotated()}


def test_work_follows_a_file_from_one_of_them_to_the_other(
    folders: tuple[Path, Path], tmp_path: Path, pool: Workers
) -> None:
    """All of it lies where the file is, its text too, also alone; an undo brings nothing back."""
    there = "press/done.txt"
    with together(folders, tmp_path, pool) as session:
        quoted = session.quotations(FIRST_ID)
        session.changes.do(lambda book: book.quotations.tag(quoted[:1], ["harbour"]))
        session.changes.do(lambda book: book.quotations.memo(quoted[0], "Ask Haller."))
        session.changes.do(lambda book: book.articles.star([FIRST_ID], True))
        (folders[0] / "a.txt").rename(folders[1] / "done.txt")
        scan = session.library.scan()
        assert (scan.moved, scan.added, scan.vanished) == ([(FIRST_ID, there)], [], [])
        book = session.notebook
        assert tags_of(book, there) == ["harbour"] and book.articles.notes(there).starred
        assert not book.quotations.of(FIRST_ID) and FIRST_ID not in session.library.entries
        assert book.undo() == ""
        told = Counter(line.label for line in book.history())
        assert told["Notes follow files that were moved"] == 1
        assert session.library.scan().moved == []
    one, two = (alone(folder, tmp_path) for folder in folders)
    assert not one.annotated() and tags_of(two, "done.txt") == ["harbour"]
    assert two.quotations.of("done.txt")[0].memo == "Ask Haller."
    (folders[1] / "done.txt").unlink()
    left = Library.open([folders[1]], data_dir=tmp_path / "data", model=MODEL)
    assert left.article("done.txt").text == FIRST
    left.close()


def worked(folders: tuple[Path, Path], tmp_path: Path, pool: Workers) -> None:
    """Do what is about both: a link, a word on an actor, and a memo that is taken back."""
    with together(folders, tmp_path, pool) as session:
        link = session.links.of(SECOND_ID)[0]
        actor = next(it for it in session.actors().values() if it.name == "Piet Haller")
        session.changes.do(lambda book: book.links.judge(link, LinkVerdict.CONFIRMED))
        session.changes.do(lambda book: book.actors.rename(actor, "Pieter Haller"))
        session.changes.do(lambda book: book.marks.set("q", SECOND_ID, 3))
        session.changes.undo()


@pytest.mark.parametrize(
    ("to", "ids"),
    [
        (("there/mine/wire", "there/press"), {"mine/wire/a.txt", "press/a.txt"}),
        (("mine/wire", "paper"), {"mine/wire/a.txt", "paper/a.txt"}),
        (("press", "mine/wire"), {"mine/wire/a.txt", "press/a.txt"}),
    ],
)
def test_what_is_about_both_is_found_again_where_they_were_moved(
    folders: tuple[Path, Path], tmp_path: Path, pool: Workers, to: tuple[str, str], ids: set[str]
) -> None:
    """Both of them, one, or each to the place of the other; it is told, and an undo fits."""
    worked(folders, tmp_path, pool)
    for number, folder in enumerate(folders):
        folder.rename(tmp_path / f"away {number}")
    there = tmp_path / to[0], tmp_path / to[1]
    for number, folder in enumerate(there):
        folder.parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / f"away {number}").rename(folder)
    swapped = set(there) == set(folders)
    for times in range(2):
        with together(there, tmp_path, pool) as session:
            [note] = session.notebook.links.notes()
            assert {note.a, note.b} == ids
            assert session.article(note.a).text == SECOND
            assert "Pieter Haller" in {it.name for it in session.actors().values()}
            told = [it.text for it in session.library.notices if "taken along" in it.text]
            assert len(told) == (0 if times or swapped else 1)
            if times:
                session.changes.undo()
                session.changes.do(lambda book: book.undo())
                assert not session.notebook.links.notes()
    assert len(list((tmp_path / "data" / "together").iterdir())) == 1


def test_the_home_of_both_is_where_it_always_was(
    folders: tuple[Path, Path], tmp_path: Path, pool: Workers
) -> None:
    """Under a mark of their paths: what an older version wrote is there."""
    with together(folders, tmp_path, pool) as session:
        mark = blake2b(f"{tmp_path}\0mine/wire/\0press/".encode(), digest_size=8).hexdigest()
        assert session.library.home == tmp_path / "data" / "together" / mark


def test_what_is_about_both_is_not_taken_from_where_they_still_lie(
    folders: tuple[Path, Path], tmp_path: Path, pool: Workers
) -> None:
    """A copy of both begins anew; of two homes that may be meant none is taken, and it is told."""
    worked(folders, tmp_path, pool)
    for name in ("copy", "other"):
        for folder in folders:
            shutil.copytree(folder, tmp_path / name / folder.relative_to(tmp_path))
    copies = tmp_path / "copy" / "mine" / "wire", tmp_path / "copy" / "press"
    with together(copies, tmp_path, pool) as session:
        assert not session.notebook.links.notes() and not session.library.notices
    worked(copies, tmp_path, pool)
    for folder in (*folders, *copies):
        shutil.rmtree(folder)
    others = tmp_path / "other" / "mine" / "wire", tmp_path / "other" / "press"
    with together(others, tmp_path, pool) as session:
        assert not session.notebook.links.notes()
        [told] = [it.text for it in session.library.notices]
        home = session.library.home
        assert told.startswith("There is work on these libraries together") and str(home) in told
    home.rename(home.with_name("aside"))
    Path(told.partition(", in ")[2].partition(",")[0]).rename(home)
    with together(others, tmp_path, pool) as session:
        assert session.notebook.links.notes(), "as it was told"


def test_one_disk_that_refuses_leaves_all_as_they_were(
    folders: tuple[Path, Path], tmp_path: Path, pool: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An action on both that the second cannot write is taken back in the first."""
    with together(folders, tmp_path, pool) as session:
        assert isinstance(session.library, Together)
        chosen = [session.quotations(name)[0] for name in (FIRST_ID, SECOND_ID)]

        def refuse(*_: object, **__: object) -> None:
            raise NotWritten("the disk is full")

        second = session.library.members["press/"].notebook._undo_log
        with monkeypatch.context() as patch:
            patch.setattr(second, "commit", refuse)
            with pytest.raises(NotWritten):
                session.notebook.quotations.tag(chosen, ["harbour"])
        assert session.notebook.codebook.tags() == {}
    assert tags_of(alone(folders[0], tmp_path), "a.txt") == []


def test_one_that_is_open_elsewhere_makes_all_of_them_read_only(
    folders: tuple[Path, Path], tmp_path: Path, pool: Workers
) -> None:
    """Nothing is changed in any of them, and which it is is told."""
    elsewhere = Library.open([folders[1]], data_dir=tmp_path / "data", model=MODEL)
    try:
        with together(folders, tmp_path, pool) as session:
            assert session.read_only.startswith("in press, this folder is held by another")
            quoted = session.quotations(FIRST_ID)[0]
            with pytest.raises(ReadOnly):
                session.notebook.quotations.tag([quoted], ["harbour"])
    finally:
        elsewhere.close()


def test_what_was_one_library_stays_one(folders: tuple[Path, Path], tmp_path: Path) -> None:
    """Work that was done on folders as one library is not passed by; nor are parts of one split."""
    data = tmp_path / "data"
    before = Library.open(folders, data_dir=data, model=MODEL)
    before.scan()
    before.notebook.articles.memo(FIRST_ID, "From the time before.")
    before.close()
    again = opened(folders, data_dir=data, model=MODEL)
    assert isinstance(again, Library)
    assert again.notebook.articles.notes(FIRST_ID).memo
    again.close()
    above = Library.open([tmp_path], data_dir=tmp_path / "other", model=MODEL)
    above.scan()
    above.notebook.articles.memo(FIRST_ID, "From above.")
    above.close()
    own = Library.open([folders[0]], data_dir=tmp_path / "other", model=MODEL)
    own.scan()
    own.notebook.articles.memo("a.txt", "By itself.")
    own.close()
    part = opened(folders, data_dir=tmp_path / "other", model=MODEL)
    assert isinstance(part, Library) and part.home == tmp_path / ".onrecord"
    assert "the notebook of wire is not shown" in part.notices[-1].text
    part.close()
    nested = opened([folders[0], folders[0].parent], data_dir=tmp_path / "new", model=MODEL)
    assert isinstance(nested, Library)
    nested.close()


def test_a_folder_above_that_holds_no_work_is_no_hindrance(
    folders: tuple[Path, Path], tmp_path: Path
) -> None:
    """A library that was looked into once does not keep those within from being opened together."""
    Library.open([tmp_path], data_dir=tmp_path / "data", model=MODEL).close()
    link = tmp_path / "again"
    link.symlink_to(folders[0])
    both = opened([*folders, link], data_dir=tmp_path / "data", model=MODEL)
    assert isinstance(both, Together) and len(both.members) == 2, "one place, one library"
    both.close()


def test_from_the_command_line(
    folders: tuple[Path, Path],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """`quotes A B`, and `search A ... --also B`, print what both hold."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    one, two = map(str, folders)
    assert cli.main(["quotes", one, two, "--json"]) == 0
    quotes = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {quote["article"] for quote in quotes} == {FIRST_ID, SECOND_ID}
    assert cli.main(["search", one, "harbour", "--also", two, "--json"]) == 0
    hits = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {hit["article"] for hit in hits} == {FIRST_ID, SECOND_ID}
    assert cli.main(["tag", one, quotes[0]["id"], "harbour", "--also", two]) == 0
    assert cli.main(["codebook", one, "--also", two, "--json"]) == 0
    assert '"quotations":1' in capsys.readouterr().out.replace(" ", "")
