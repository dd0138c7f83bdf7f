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
                found = {_mark(hit): hit for hit in hits_of(session, read(query))}
            except QueryError as error:
                print(f"onrecord: {literal(name)}: {literal(str(error))}", file=sys.stderr)
                status = FAILED
                continue
            _tell(session, options, name, found, session.notebook.searches.seen(query))
            if not options.keep:
                session.library.notebook.searches.looked(query, found)
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
    found: dict[str, PrintedHit],
    seen: set[str] | None,
) -> None:
    fresh = [hit for mark, hit in found.items() if seen is None or mark not in seen]
    if options.json:
        write_lines({"search": name, **as_dict(session, hit)} for hit in fresh)
    elif seen is None:
        print(f"{literal(name)}: {counted(len(found), 'passage')}, watched from now on")
    elif fresh:
        print(f"{literal(name)}: {len(fresh)} new")
        for hit in fresh:
            who = f"{hit.quoted.speaker_name}: " if hit.quoted and hit.quoted.speaker_name else ""
            words = session.passage(hit.article, hit.start, hit.end, 100)
            print(f"    {literal(f'{who}{words}')} ({literal(hit.article)})")


def _mark(hit: PrintedHit) -> str:
    """Return what a passage is known again by: its article and its words, not its place."""
    told = f"{hit.article}\0{' '.join(hit.words.split())}".encode("utf-8", "surrogatepass")
    return blake2b(told, digest_size=5).hexdigest()
