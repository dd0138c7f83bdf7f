"""How far two coders agree, from the command line."""

from __future__ import annotations

import math
from argparse import Namespace
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import NamedTuple

from rich.table import Table

from onrecord.store.errors import StoreError
from onrecord.store.exchange.files import read
from onrecord.store.exchange.paired import carry, paired
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
from .outcome import complain
from .plain_text import put
from .tables import Json, analysed, write_lines

_NAMED = 12
"""Articles that are named before the rest is counted."""


def agree(options: Namespace) -> int:
    """Print how far two coders agree, tag by tag, and on what they do not."""
    with analysed([options.first], options.model) as session:
        both = _compared(options, session)
        found = units(both.mine, both.theirs)
        lengths = {name: len(session.article(name).text) for name in both.articles}
        for line in both.left_out:
            complain(line)
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
            for line in _queue(session, found, options.second):
                print(line)
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


class _Compared(NamedTuple):
    """What is compared: both coders' quotations in the first one's articles, and what is not."""

    mine: list[CodedPassage]
    theirs: list[CodedPassage]
    articles: list[str]
    left_out: list[str]


def _compared(options: Namespace, session: Session) -> _Compared:
    second: Path = options.second
    if not second.is_dir():
        mine = passages(session)
        theirs, lost = _claimed(second, shelf_of(session))
        told = _only_in(second, lost)
        return _Compared(mine, theirs, [row.id for row in session.rows()], told)
    with analysed([second], options.model) as other:
        if options.csv:
            other.library.spare(options.csv)
        return _both(session, other, options)


def _both(session: Session, other: Session, options: Namespace) -> _Compared:
    """Return what two libraries have in common: articles, and words that stand in both."""
    here, there = _shown(session), _shown(other)
    pairs = paired(here, there)
    back = {theirs: ours for ours, theirs in pairs.items()}
    at_home, guests = _common(session, here, pairs, there), _common(other, there, back, here)
    left_out = _only_in(options.first, here.articles.keys() - pairs.keys())
    left_out += _only_in(options.second, there.articles.keys() - back.keys())
    altered = [it for it, moved in (*at_home, *guests) if moved is None]
    if altered:
        told = counted(len(altered), "quotation")
        left_out.append(f"not compared: {told} whose words only one of the two texts has")
    return _Compared(
        [it for it, moved in at_home if moved],
        [moved for _, moved in guests if moved],
        list(pairs),
        left_out,
    )


def _shown(session: Session) -> Shelf:
    """Return the articles of a library that are in its list."""
    shelf, listed = shelf_of(session), {row.id for row in session.rows()}
    held = {name: it for name, it in shelf.articles.items() if name in listed}
    return replace(shelf, articles=held)


def _common(
    session: Session, shelf: Shelf, pairs: Mapping[str, str], other: Shelf
) -> list[tuple[CodedPassage, CodedPassage | None]]:
    """Return the quotations in common articles, each with where it stands in the other library."""
    found: list[tuple[CodedPassage, CodedPassage | None]] = []
    for it in passages(session):
        if to := pairs.get(it.article):
            span = carry((it.start, it.end), it.article, shelf, to, other)
            there = replace(it, article=to, start=span[0], end=span[1]) if span else None
            found.append((it, there))
    return found


def _claimed(path: Path, shelf: Shelf) -> tuple[list[CodedPassage], set[str]]:
    """Return what a file has on articles of a library, and the articles that it has besides."""
    found, lost = [], set()
    for claim in read(path).claims:
        placed = place(claim, shelf)
        if placed.article and placed.span:
            tags = frozenset(claim.tags or ())
            found.append(CodedPassage(placed.article, *placed.span, tags, placed.words))
        elif not placed.article:
            lost.add(claim.article or claim.title)
    return found, lost


def _only_in(place: Path, articles: Collection[str]) -> list[str]:
    """Return a line on articles that only one of the two has, none where there are none."""
    if not articles:
        return []
    named = ", ".join(map(literal, sorted(articles)[:_NAMED]))
    more = f" and {len(articles) - _NAMED} more" if len(articles) > _NAMED else ""
    return [f"not compared, as only {literal(str(place))} has it: {named}{more}"]


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


def _queue(session: Session, found: list[Unit], second: Path) -> Iterator[str]:
    """Put the differences into the first coder's review queue, as one action; say how many."""
    who = second.resolve().stem if second.is_file() else second.resolve().name
    differing = list(disagreements(found))
    here = [_dispute(session, unit, unit.a, who) for unit in differing if unit.a]
    changes = session.notebook.disputes.asking(here)
    if session.read_only:
        raise StoreError(f"nothing can be changed here: {session.read_only}")
    session.library.notebook.adopt(f"Differences from {who} to decide: {len(changes)}", changes)
    yield f"{counted(len(changes), 'difference')} in the review queue (g r)"
    if known := len(here) - len(changes):
        yield f"{known} more that waits there or is decided"
    if alone := len(differing) - len(here):
        told = f"{counted(alone, 'difference')} not in it, as only {literal(who)} has the quotation"
        yield f"{told}: onrecord merge takes it over"


def _dispute(session: Session, unit: Unit, one: CodedPassage, who: str) -> Dispute:
    """Return what the second coder says otherwise of the first one's quotation."""
    tags = tuple(sorted(unit.b.tags)) if unit.b else ()
    quoted = next(
        q for q in session.quotations(one.article) if (q.start, q.end) == (one.start, one.end)
    )
    own = session.notebook.quotations.work_on(quoted)
    says, mine = (f"tags are {', '.join(it) or 'none'}" for it in (tags, sorted(one.tags)))
    says += "" if unit.b else ", as this is no quotation"
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
