"""A person's work from the command line: tags, memos, selection, corrections, and undo."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from onrecord.analysis.types import QuotationKind
from onrecord.store.errors import StoreError
from onrecord.store.export import quotation_id
from onrecord.store.notebook.overlay import Quoted
from onrecord.tui.session.displaced import drawn
from onrecord.tui.session.session import Session

from .outcome import DONE, FAILED, complain
from .streams import read_whole
from .tables import actors_called, analysed, paths_of, unknown_actor

ACTOR = "actor:"
"""What the name of an actor follows, where the id of a quotation or article could stand."""


def tag(options: Namespace) -> int:
    """Give quotations tags, or take them away."""
    with analysed(paths_of(options), options.model) as session:
        tags = [session.notebook.codebook.proper(tag.removeprefix("#")) for tag in options.tags]
        chosen = _chosen(session, options.id)
        if not options.drop:
            return _told(session.notebook.quotations.retag(chosen, tags, []))
        there = [tag for tag in tags if any(tag in one.tags for one in chosen)]
        for tag in tags:
            if tag not in there:
                complain(f"there is no #{tag} on what was named")
        if there:
            _told(session.notebook.quotations.retag(chosen, [], there))
        return DONE if there == tags else FAILED


def select(options: Namespace) -> int:
    """Select quotations for export, or take them out of the selection."""
    with analysed(paths_of(options), options.model) as session:
        chosen = _chosen(session, options.id)
        return _told(session.notebook.quotations.select(chosen, not options.drop))


def memo(options: Namespace) -> int:
    """Write a memo on a quotation, on an article, or on an actor."""
    text = read_whole() if options.text == "-" else options.text
    with analysed(paths_of(options), options.model) as session:
        notebook = session.notebook
        if options.id.startswith(ACTOR) or options.id in session.actors():
            name = options.id.removeprefix(ACTOR)
            if not (called := actors_called(session, name)):
                raise StoreError(unknown_actor(session, name))
            return _told(notebook.actors.note(called[0].id, called[0].name, text))
        if options.id in session.library.entries:
            return _told(notebook.articles.memo(options.id, text))
        quoted, *more = _chosen(session, options.id)
        if more:
            raise StoreError("a memo is on one quotation: give one id")
        return _told(notebook.quotations.memo(quoted, text))


def correct(options: Namespace) -> int:
    """Correct quotations as told, or say that they are right, or none."""
    with analysed(paths_of(options), options.model) as session:
        chosen, work = _chosen(session, options.id), session.notebook.quotations
        if options.accept:
            return _told(work.accept(chosen))
        if options.reject:
            return _told(work.reject(chosen))
        if options.kind:
            return _told(work.rekind(chosen, QuotationKind(options.kind)))
        if options.words is not None:
            return _told("; ".join(_respanned(session, one, options.words) for one in chosen))
        return _told(work.attribute(chosen, *_speaker(session, options.speaker)))


def _respanned(session: Session, one: Quoted, words: str) -> str:
    """Give a quotation other words, and return what was done, with what that took the place of."""
    to = partial(session.notebook.quotations.respan, one, *_span(session, one, words))
    return ", ".join(filter(None, drawn(session, one.article, to, (one.start, one.end))))


def undo(options: Namespace) -> int:
    """Take back what was done last.

    Raises:
        StoreError: there is nothing to take back.
    """
    with Session.open(paths_of(options), options.model) as session:
        if not (said := session.notebook.undo()):
            raise StoreError("there is nothing to undo")
        return _told(said)


def _told(said: str) -> int:
    print(said)
    return DONE


def _chosen(session: Session, told: str) -> list[Quoted]:
    """Return the quotations of one id, or of those on standard input.

    Raises:
        StoreError: there is no quotation of an id, or none was given.
    """
    wanted = map(str.strip, read_whole().splitlines()) if told == "-" else [told]
    wanted = [one for one in wanted if one]
    if not wanted:
        raise StoreError("no ids on standard input: onrecord quotes FOLDER --json prints them")
    by_id = dict(_by_id(session))
    if any(one not in by_id for one in wanted):
        by_id = dict(_by_earlier_id(session)) | by_id
    if missing := [one for one in wanted if one not in by_id]:
        raise StoreError(
            f"no quotation has the id {missing[0]}: onrecord quotes FOLDER --json prints them"
        )
    return list(dict.fromkeys(by_id[one] for one in wanted))


def _by_id(session: Session) -> Iterator[tuple[str, Quoted]]:
    """Yield all that ``quotes --json`` prints: what counts, acts, and what stands in copies."""
    for row in session.rows(copies=True):
        yield from _called(session, row.id, (row.id,))


def _by_earlier_id(session: Session) -> Iterator[tuple[str, Quoted]]:
    """Yield the same by the ids of before the files of their articles were moved."""
    for row in session.rows(copies=True):
        yield from _called(session, row.id, session.library.entries[row.id].earlier)


def _called(session: Session, article: str, names: Sequence[str]) -> Iterator[tuple[str, Quoted]]:
    """Yield the quotations of an article by the ids that they have under each of its names."""
    if names and (quotations := session.quotations(article)):
        text = session.article(article).text
        for name in names:
            for quoted in quotations:
                yield quotation_id(name, text, quoted.start, quoted.end), quoted


def _span(session: Session, quoted: Quoted, words: str) -> tuple[int, int]:
    """Return where words stand in the article of a quotation, nearest to it.

    Raises:
        StoreError: they stand nowhere in it.
    """
    text = session.article(quoted.article).text
    starts = list(_all(text, words)) if words.strip() else []
    if not starts:
        raise StoreError(f"these words do not stand in {Path(quoted.article).name}: {words}")
    start = min(starts, key=lambda at: abs(at - quoted.start))
    return start, start + len(words)


def _all(text: str, words: str) -> Iterable[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _speaker(session: Session, name: str) -> tuple[str | None, str]:
    """Return the id and the name of an actor by any of their names, else the name as given."""
    called = actors_called(session, name)
    return (called[0].id, called[0].name) if called else (None, name)
