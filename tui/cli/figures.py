"""What the pile says in numbers, from the command line; and whom it is about."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from rich.console import Console
from rich.table import Table

from onrecord.analysis.types import ActorKind
from onrecord.store.errors import StoreError, Unreadable
from onrecord.store.exchange import people_csv
from onrecord.store.export import save
from onrecord.store.notebook.base import clean, new_key
from onrecord.store.notebook.people import ListedPerson, matched
from onrecord.store.notebook.records import ActorRef, Ruling, RulingKind, row_of
from onrecord.store.notebook.work_log import Change
from onrecord.store.statistics.figures import CountedQuotation, Figure, cross
from onrecord.store.statistics.figures import figures as counted_by
from onrecord.store.statistics.shares import Matrix, matrix_csv
from onrecord.store.storage import read_given
from onrecord.tui.session.counts import counted
from onrecord.tui.session.figures import as_csv, as_svg, caveats, said
from onrecord.tui.session.literal import literal
from onrecord.tui.session.quotation_query import fitting
from onrecord.tui.session.session import Session
from onrecord.tui.session.statements import lines_of
from onrecord.tui.session.timeline import bar

from .incoming import library_of
from .lost import status_of
from .outcome import DONE, FAILED
from .plain_text import put
from .tables import analysed, paths_of, write_lines

_CELLS = 24
_NAME = 200


def figures(options: Namespace) -> int:
    """Print who is quoted how much, by what is asked for."""
    by, count = options.by, options.count
    with analysed(paths_of(options), options.model, options.copies, options.acts) as session:
        counting, status = _said(session, options), status_of(session)
    rows = counted_by(counting, by, options.over or "", count)
    if options.csv:
        save(options.csv, as_csv(rows, by), session.library, replace=options.force)
    if options.svg:
        save(options.svg, as_svg(rows, by, count), session.library, replace=options.force)
    if options.json:
        write_lines({"by": by, **asdict(row)} for row in rows)
        return status
    put(_table(rows, by, count, options.plain), options.plain)
    if by == "gender" and not options.over:
        print("\n".join(caveats(counting, count)))
    return status


def together(options: Namespace) -> int:
    """Print how often two things stand together."""
    with analysed(paths_of(options), options.model, options.copies, options.acts) as session:
        matrix = cross(_said(session, options), options.rows, options.columns)
        status = status_of(session)
    if options.csv:
        corner = f"{options.rows}/{options.columns}"
        save(options.csv, matrix_csv(matrix, corner), session.library, replace=options.force)
    if options.json:
        write_lines(
            {"row": row, "column": column, "count": count}
            for row, counts in zip(matrix.rows, matrix.cells, strict=True)
            for column, count in zip(matrix.columns, counts, strict=True)
            if count
        )
        return status
    put(_matrix(matrix, options.rows), options.plain)
    return status


def _said(session: Session, options: Namespace) -> list[CountedQuotation]:
    return said(
        session,
        fitting(" ".join(options.query), list(lines_of(session, acts=True)), session.traits.now),
    )


def _table(rows: Sequence[Figure], by: str, count: str, plain: bool) -> Table:
    table = Table(title=f"{count} by {by}", title_justify="left")
    over = any(row.step for row in rows)
    others = [name for name in ("quotations", "words", "articles", "speakers") if name != count]
    drawn = Console().is_terminal and not plain  # bars are nothing to read aloud
    for name in (*(["when"] if over else []), by, *([""] if drawn else [])):
        table.add_column(name)
    for name in (count, "share", "95 %", *others):
        table.add_column(name, justify="right")
    most = max((getattr(row, count) for row in rows), default=1)
    for row in rows:
        table.add_row(
            *([row.step] if over else []),
            literal(row.name),
            *([bar(getattr(row, count), most, _CELLS)] if drawn else []),
            str(getattr(row, count)),
            f"{row.share:.1%}",
            f"{row.low:.1%} to {row.high:.1%}",
            *(str(getattr(row, name)) for name in others),
        )
    return table


def _matrix(matrix: Matrix[str], corner: str) -> Table:
    table = Table(title="together", title_justify="left")
    table.add_column(corner)
    for name in matrix.columns:
        table.add_column(literal(name), justify="right")
    for name, counts in zip(matrix.rows, matrix.cells, strict=True):
        table.add_row(literal(name), *(str(count or "") for count in counts))
    return table


# -- a list of one's own ----------------------------------------------------------------------


def people(options: Namespace) -> int:
    """Take over a list of people, and tell which of the library's actors they are."""
    try:
        listed, problems = people_csv.read(read_given(options.file))
    except Unreadable as error:
        raise Unreadable(f"{options.file}: {error}") from error
    except OSError as error:
        raise Unreadable(f"{options.file} cannot be read: {error.strerror}") from error
    for problem in problems:
        print(f"onrecord: {literal(str(options.file))}: {problem}", file=sys.stderr)
    with analysed([library_of(options.file, options.folder)], options.model) as session:
        if session.read_only:
            raise StoreError(f"nothing can be changed here: {session.read_only}")
        found = matched(listed, session.actors())
        notebook = session.library.notebook
        changes = [*notebook.people.changes(listed), *_rulings(session, found)]
        notebook.adopt(f"List of people: {len(listed)} from {clean(options.file.name)}", changes)
        there = {person.name for person in found.values()}
        for person in listed:
            names = [session.actors()[key].name for key, p in found.items() if p == person]
            print(f"{_cut(person.name)}: {literal(', '.join(names)) or 'not in these articles'}")
        print(f"{counted(len(listed), 'name')} on the list, {len(there)} in these articles")
    return DONE if listed and not problems else FAILED


def _cut(name: str) -> str:
    return str(literal(name if len(name) <= _NAME else f"{name[:_NAME]}…"))


def _rulings(session: Session, found: dict[str, ListedPerson]) -> Iterator[Change]:
    """Yield what makes one actor of each person's, called as the list calls them."""
    number = max((it.number for it in session.notebook.actors.rulings()), default=0)
    actors = session.actors()
    for person in dict.fromkeys(found.values()):
        keys = [key for key, it in found.items() if it == person]
        kinds = {actors[key].kind for key in keys}
        if len(keys) == 1 and actors[keys[0]].name == person.name:
            continue
        kind = RulingKind.MERGE if len(keys) > 1 else RulingKind.RENAME
        if len(kinds) > 1 and ActorKind.PERSON in kinds:
            keys = [key for key in keys if actors[key].kind is ActorKind.PERSON]
        refs = tuple(ActorRef(key, clean(actors[key].name), actors[key].kind) for key in keys)
        number += 1
        made = Ruling(new_key(), number, kind, refs, clean(person.name))
        yield ("rulings", made.id, row_of(made))
