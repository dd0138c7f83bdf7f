"""What saved searches find that is new: for cron, which mails whatever is printed."""

from __future__ import annotations

import sys
from argparse import Namespace
from hashlib import blake2b

from onrecord.store.errors import StoreError
from onrecord.store.search import QueryError
from onrecord.store.search import parse as read
from onrecord.tui.session.counts import counted
from onrecord.tui.session.literal import literal
from onrecord.tui.session.session import Session

from .outcome import DONE, FAILED
from .search import PrintedHit, as_dict, hits_of
from .tables import analysed, write_lines


def news(options: Namespace) -> int:
    """Print what is new to each saved search since it was last looked at; nothing if nothing is."""
    status = DONE
    with analysed([options.path], options.model) as session:
        session.search.wait()
        for name, query in _asked(session, options.names).items():
            try:
                found = [(hit, _marks(session, hit)) for hit in hits_of(session, read(query))]
            except QueryError as error:
                print(f"onrecord: {literal(name)}: {literal(str(error))}", file=sys.stderr)
                status = FAILED
                continue
            _tell(session, options, name, found, session.notebook.searches.seen(query))
            if not options.keep:
                seen = set().union(*(marks for _, marks in found))
                session.library.notebook.searches.looked(query, seen)
    return status


def _asked(session: Session, names: list[str]) -> dict[str, str]:
    saved = session.notebook.searches.all()
    if missing := [name for name in names if name not in saved]:
        there = ", ".join(saved) or "none: S keeps one, in the search of the reader"
        raise StoreError(f"there is no saved search “{missing[0]}”; there are {there}")
    return {name: query for name, query in saved.items() if not names or name in names}


def _tell(
    session: Session,
    options: Namespace,
    name: str,
    found: list[tuple[PrintedHit, set[str]]],
    seen: set[str] | None,
) -> None:
    once = {min(marks): (hit, marks) for hit, marks in found}
    fresh = [hit for hit, marks in once.values() if not (seen and marks & seen)]
    if options.json:
        write_lines({"search": name, **as_dict(session, hit)} for hit in fresh)
    elif seen is None:
        print(f"{literal(name)}: {counted(len(fresh), 'passage')}, watched from now on")
    elif fresh:
        print(f"{literal(name)}: {len(fresh)} new")
        for hit in fresh:
            who = f"{hit.quoted.speaker_name}: " if hit.quoted and hit.quoted.speaker_name else ""
            words = session.passage(hit.article, hit.start, hit.end, 100)
            print(f"    {literal(f'{who}{words}')} ({literal(hit.article)})")


def _marks(session: Session, hit: PrintedHit) -> set[str]:
    """Return what a passage is known again by, any of it: its words, not its place.

    They are known where they stand in an article of this name, whatever else became of its text,
    and in this text, whatever it is called; so they are in each of its copies.
    """
    words = " ".join(hit.words.split())
    marks = set()
    for name in session.counting.group(hit.article):
        entry = session.library.entries[name]
        marks |= {_mark(name, words), _mark(f"text {entry.plain or entry.version}", words)}
    return marks


def _mark(where: str, words: str) -> str:
    told = f"{where}\0{words}".encode("utf-8", "surrogatepass")
    return blake2b(told, digest_size=5).hexdigest()
