"""Two people's work in one, from the command line."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from onrecord.store.errors import Damaged, StoreError
from onrecord.store.exchange.merge import ArticleText, ListedArticle, Merge
from onrecord.store.exchange.merge import merge as united
from onrecord.store.exchange.take import plan
from onrecord.store.library.catalogue import AWAY, Entry, read_index
from onrecord.store.notebook.base import clean
from onrecord.store.notebook.disputes import Dispute
from onrecord.store.notebook.notebook import Notebook
from onrecord.store.plain_files import open_plain
from onrecord.tui.session.counts import counted
from onrecord.tui.session.literal import literal
from onrecord.tui.session.session import Session
from onrecord.tui.session.shelf import contradictions, shelf_of, taken

from .incoming import flat, library_of, planned, something_in
from .outcome import DONE, FAILED, complain
from .tables import analysed

DECIDE = "Decide them in the review queue (g r): y keeps yours, x follows theirs"
_FILES = ("notebook.log", "notebook.json")


def merge(options: Namespace) -> int:
    """Take over a colleague's library, or an export of theirs; contradictions wait in the queue."""
    home = notebook_of(options.file)
    with analysed([library_of(options.file, options.folder)], options.model) as session:
        if home is None:
            return _export(options.file, session, clean(options.name or options.file.stem))
        if home.resolve() == session.library.home.resolve():
            raise StoreError(f"{options.file} is this very library")
        name = clean(options.name or _name(options.file))
        with reading(home) as theirs:
            made = _merged(session, theirs, _listed_in(home), name)
        label = f"Merged with {name}: {made.taken} taken over"
        session.library.notebook.adopt(label, made.changes, made.texts, made.whose)
        for line in _told(made, name):
            print(line)
    return FAILED if made.elsewhere else DONE


def notebook_of(path: Path) -> Path | None:
    """Return the folder of the notebook that a path names; None where it names a file of exports.

    Raises:
        StoreError: it is a folder without a notebook, or not there.
    """
    if path.name in _FILES:
        return path.parent
    if path.is_file():
        return None
    for place in (path / ".onrecord", path):
        if any((place / name).exists() for name in _FILES):
            return place
    raise StoreError(
        f"{path}: there is no notebook in it" if path.exists() else f"{path} is not there"
    )


@contextmanager
def reading(home: Path) -> Iterator[Notebook]:
    """Open a notebook to be read alone, untouched; what is wrong with it is told.

    Raises:
        StoreError: its log is there, and cannot be read: what is missing would not be noticed.
    """
    log = home / _FILES[0]
    try:
        if os.path.lexists(log):
            open_plain(log).close()
    except OSError as error:
        raise StoreError(f"{log} cannot be read: {error.strerror}") from error

    def no_text(article: str) -> tuple[str, str]:
        raise StoreError(f"{article} is only read through another library")

    notebook = Notebook(home, no_text, read_only="it is only read")
    for told in notebook.notices:
        complain(told)
    try:
        yield notebook
    finally:
        notebook.close()


def _name(path: Path) -> str:
    place = path if path.is_dir() else path.parent
    return (place.parent if place.name == ".onrecord" else place).resolve().name


def _listed_in(home: Path) -> dict[str, ListedArticle]:
    """Return the articles of a library by their ids, none where its list cannot be read."""
    try:
        return _listed(read_index(home / "library.json").entries)
    except (Damaged, OSError):
        return {}


def _listed(entries: Mapping[str, Entry]) -> dict[str, ListedArticle]:
    return {
        key: ListedArticle(entry.version, entry.title, entry.status in AWAY)
        for key, entry in entries.items()
    }


def _merged(
    session: Session, theirs: Notebook, listed: dict[str, ListedArticle], name: str
) -> Merge:
    ours = _listed(session.library.entries)
    own = session.library.notebook
    called = _name(session.library.home)
    return united(own, theirs, name, ours, listed, partial(_text, session), called)


def _text(session: Session, article: str) -> ArticleText:
    text = session.article(article).text
    return ArticleText(text, session.library.entries[article].version)


def _export(path: Path, session: Session, name: str) -> int:
    incoming = something_in(path)
    made = plan(incoming, shelf_of(session), of=name)
    disputes = contradictions(session, made, name)
    asked = [it for it in disputes if not session.notebook.disputes.settled(it)]
    made.conflicts.clear()  # told below, as they are asked
    for line in planned(made, incoming, True):
        print(line)
    done = taken(session, made, path.name, True, disputes)
    print(done or "Nothing to take over")
    for line in _disputed(asked):
        print(line)
    if disputes:
        print(_contradictions(len(asked), len(disputes) - len(asked)))
    if asked:
        print(DECIDE)
    return FAILED if made.lost or incoming.problems else DONE


def _disputed(disputes: Iterable[Dispute]) -> Iterator[str]:
    for it in disputes:
        yield f"{literal(it.who)} says otherwise: {literal(it.says)}"
        if it.mine:
            yield f"    you say: {flat(it.mine)}"
        where = f"({literal(it.article)})" if it.article else ""
        yield f"    {flat(it.words)} {where}".rstrip()


def _contradictions(asked: int, settled: int) -> str:
    told = counted(asked, "contradiction")
    return f"{told}, {settled} more that you have decided" if settled else told


def _told(made: Merge, name: str) -> Iterator[str]:
    yield from _disputed(made.disputes)
    for article in dict.fromkeys(made.elsewhere):
        yield f"not in this library: {literal(article)}"
    said = f"{made.taken} taken over from {literal(name)}, {made.known} known already"
    yield f"{said}, {_contradictions(len(made.disputes), made.settled)}"
    if made.disputes:
        yield DECIDE
