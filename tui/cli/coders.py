"""How far two coders agree, from the command line."""

from __future__ import annotations

import math
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

from rich.table import Table

from onrecord.store.errors import StoreError
from onrecord.store.exchange.files import read
from onrecord.store.exchange.shelf import Shelf, place
from onrecord.store.notebook.disputes import Dispute
from onrecord.store.notebook.records import row_of
from onrecord.store.statistics.coding import (
    Agreed,
    CodedPassage,
    Unit,
    agreement,
    confusion,
    disagreements,
    units,
)
from onrecord.store.statistics.shares import matrix_csv, together
from onrecord.tui.session.counts import counted
from onrecord.tui.session.literal import literal
from onrecord.tui.session.session import Session
from onrecord.tui.session.shelf import shelf_of

from .incoming import flat
from .lost import status_of
from .plain_text import put
from .tables import Json, analysed, write_lines


def agree(options: Namespace) -> int:
    """Print how far two coders agree, tag by tag, and on what they do not."""
    with analysed([options.first], options.model) as session:
        mine = passages(session)
        found = units(mine, _theirs(options, session))
        lengths = {row.id: len(session.article(row.id).text) for row in session.rows()}
        rows, status = agreement(found, lengths), status_of(session)
        if options.csv:
            from onrecord.store.export import save

            save(options.csv, _confusion(found), session.library, replace=options.force)
        if options.json:
            write_lines(map(_fact, rows))
            return status
        put(_table(rows), options.plain)
        for line in _differences(found):
            print(line)
        if options.queue:
            print(_queue(session, found, options.second))
    return status


def passages(session: Session) -> list[CodedPassage]:
    """Return every quotation of a library with its tags."""
    return [
        CodedPassage(
            q.article,
            q.start,
            q.end,
            frozenset(q.tags),
            session.article(q.article).text[q.start : q.end],
        )
        for q in session.all_quotations()
    ]


def _theirs(options: Namespace, session: Session) -> list[CodedPassage]:
    """Return the other coder's quotations, placed in the articles of the first one's library."""
    second: Path = options.second
    if second.is_dir():
        with analysed([second], options.model) as other:
            if options.csv:
                other.library.spare(options.csv)
            return list(_moved(passages(other), shelf_of(other), shelf_of(session)))
    shelf = shelf_of(session)
    found = []
    for claim in read(second).claims:
        placed = place(claim, shelf)
        if placed.article and placed.span:
            tags = frozenset(claim.tags or ())
            found.append(CodedPassage(placed.article, *placed.span, tags, placed.words))
    return found


def _moved(found: list[CodedPassage], there: Shelf, here: Shelf) -> Iterator[CodedPassage]:
    """Yield passages of another library as ones of this, where it has an article of that text."""
    versions = {held.version: key for key, held in here.articles.items()}
    for it in found:
        article = versions.get(there.articles[it.article].version)
        if article is not None:
            yield replace(it, article=article)


def _fact(row: Agreed) -> Json:
    fact = asdict(row)
    fact["tag"] = row.tag or None
    for name, value in fact.items():
        if isinstance(value, float) and math.isnan(value):
            fact[name] = None
        elif isinstance(value, tuple):
            fact[name] = None if math.isnan(value[0]) else list(value)
    return fact


def _table(rows: list[Agreed]) -> Table:
    table = Table(title="agreement", title_justify="left")
    heads = ("tag", "both", "first", "second", "neither", "same", "kappa", "alpha", "unitising")
    for name in heads:
        table.add_column(name, justify="left" if name == "tag" else "right")
    for row in rows:
        table.add_row(
            literal(f"#{row.tag}" if row.tag else "all tags"),
            *map(str, (row.both, row.first, row.second, row.neither)),
            _number(row.percent),
            _held(row.kappa, row.kappa_interval),
            _held(row.alpha, row.alpha_interval),
            _number(row.unitising),
        )
    return table


def _number(value: float) -> str:
    return "—" if math.isnan(value) else f"{value:.2f}"


def _held(value: float, within: tuple[float, float]) -> str:
    low, high = within
    return _number(value) if math.isnan(low) else f"{value:.2f} ({low:.2f} to {high:.2f})"


def _differences(found: list[Unit]) -> Iterator[str]:
    differing = list(disagreements(found))
    yield f"{counted(len(found), 'quotation')}, other tags on {len(differing)} of them"
    for unit in differing:
        a, b = unit.tags
        words = flat(unit.passage.words)
        yield f"{words[:60]}{'…' if len(words) > 60 else ''} ({literal(unit.passage.article)})"
        yield f"    first: {_tags(a)}   second: {_tags(b)}"


def _tags(tags: frozenset[str]) -> str:
    return literal(" ".join(f"#{tag}" for tag in sorted(tags))) or "none"


def _confusion(found: list[Unit]) -> bytes:
    counts = confusion(found)
    return matrix_csv(
        together(pair for pair, n in counts.items() for _ in range(n)), "first/second"
    )


def _queue(session: Session, found: list[Unit], second: Path) -> str:
    """Put the differences into the first coder's review queue, as one action."""
    who = second.resolve().stem if second.is_file() else second.resolve().name
    found_here = (_dispute(session, unit, who) for unit in disagreements(found))
    changes = session.notebook.disputes.asking(it for it in found_here if it is not None)
    if session.read_only:
        raise StoreError(f"nothing can be changed here: {session.read_only}")
    session.library.notebook.adopt(f"Differences from {who} to decide: {len(changes)}", changes)
    return f"{counted(len(changes), 'difference')} in the review queue (g r)"


def _dispute(session: Session, unit: Unit, who: str) -> Dispute | None:
    if unit.a is None or unit.b is None:
        return None
    one, tags = unit.a, tuple(sorted(unit.b.tags))
    quoted = next(
        q for q in session.quotations(one.article) if (q.start, q.end) == (one.start, one.end)
    )
    own = session.notebook.quotations.work_on(quoted)
    says, mine = (f"tags are {', '.join(it) or 'none'}" for it in (tags, sorted(one.tags)))
    key = f"{one.article} {one.start} {says} {who}"
    theirs = row_of(replace(own, tags=tags))
    return Dispute(
        key,
        one.article,
        one.words,
        who,
        says,
        own.id,
        theirs,
        "tags",
        at=one.start,
        mine=mine,
    )
