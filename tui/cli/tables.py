"""The facts of a library without a screen: rich tables for people, JSON lines for programs."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from rich.table import Table
from rich.text import Text

from onrecord.analysis.cleaning import words_of
from onrecord.analysis.types import Actor, Link, Published
from onrecord.store.export import quotation_id
from onrecord.store.notebook.base import clean_tag
from onrecord.store.notebook.overlay import Quoted
from onrecord.tui.session.literal import literal as harmless
from onrecord.tui.session.roles import as_one
from onrecord.tui.session.session import Session

from .lost import status_of, tell_lost
from .outcome import DONE, complain, progress
from .plain_text import put
from .spelling import meant

Json = dict[str, Any]

LINES = 64
"""Lines that are written at once."""


def paths_of(options: argparse.Namespace) -> list[Path]:
    """Return the libraries that a command takes which takes others too (``--also``)."""
    return [options.path, *options.also]


@contextmanager
def analysed(
    paths: Sequence[Path], model: str | None, copies: bool = False, acts: bool = False
) -> Iterator[Session]:
    """Open a library and give it when all its articles are analysed; progress on stderr.

    ``copies`` lets what stands in several copies of an article count in each of them, ``acts``
    what is told without a clause of its own ("declined to comment").
    """
    with Session.open(paths, model) as session:
        session.counting.unfolded, session.counting.acts = copies, acts
        with progress("analysing") as tell:
            session.finish(tell)
        for notice in session.notices():
            complain(notice.text)
        tell_lost(session)
        yield session


def show(
    command: str,
    paths: Sequence[Path],
    model: str | None,
    as_json: bool,
    plain: bool = False,
    copies: bool = False,
    acts: bool = False,
) -> int:
    """Print ``quotes``, ``actors`` or ``links`` of a library; return the exit status."""
    facts, table = KINDS[command]
    with analysed(paths, model, copies, acts) as session:
        if as_json:
            write_lines(facts(session))
        else:
            put(table(session), plain)
        return status_of(session)


def overview(paths: Sequence[Path], model: str | None) -> int:
    """Print articles, quotations, actors and links: what the reader shows, without a terminal."""
    with analysed(paths, model) as session:
        for table in (articles_table, quotes_table, actors_table, links_table):
            put(table(session))
        return status_of(session)


def write_lines(facts: Iterable[Json]) -> None:
    """Write JSON lines to standard output, ASCII where UTF-8 cannot hold the text."""
    from .extract import encode

    lines: list[bytes] = []
    try:
        for fact in facts:
            lines.append(encode(fact) + b"\n")
            if len(lines) == LINES:
                sys.stdout.buffer.write(b"".join(lines))
                lines.clear()
    finally:
        sys.stdout.buffer.write(b"".join(lines))
        sys.stdout.buffer.flush()


def literal(text: str, style: str = "") -> Text:
    """Return text of an article for a table: no markup, no control character."""
    return Text(harmless(" ".join(text.split())), style=style)


def shown(published: Published) -> str:
    """Return a date as people see it: ``~`` before an inferred one."""
    mark = "~" if published.inferred else ""
    if published.date:
        return mark + published.date
    if published.not_before:
        return f"~after {published.not_before}"
    return "undated"


# -- articles -----------------------------------------------------------------------------------


def articles_table(session: Session) -> Table:
    """Return the article list as a table."""
    table = Table(title=literal(f"{session.name}: articles"), title_justify="left")
    for heading in ("date", "title", "source", "quotations", "note"):
        table.add_column(heading, no_wrap=heading == "date")
    for row in session.rows():
        table.add_row(
            shown(row.published),
            literal(row.title),
            literal(row.source),
            "" if row.quotations is None else str(row.quotations),
            literal(row.problem or row.published.why),
        )
    return table


# -- quotations -----------------------------------------------------------------------------------


def quotes_json(session: Session) -> Iterator[Json]:
    """Yield all quotations as the table contract says; those of copies name the first."""
    for row in session.rows(descending=False, copies=True):
        if quotations := session.quotations(row.id):
            about = _about(session, row.id)
            yield from (_quotation(quoted, *about) for quoted in quotations)


def quotation_json(session: Session, quoted: Quoted) -> Json:
    """Return a quotation as the table contract says."""
    return _quotation(quoted, *_about(session, quoted.article))


def _about(session: Session, article: str) -> tuple[str, str | None, str | None]:
    """Return what all quotations of an article share: its text, its date, what it is a copy of."""
    date = session.published(article).date
    return session.article(article).text, date, session.counting.copy_of(article) or None


def _quotation(quoted: Quoted, text: str, date: str | None, copy_of: str | None) -> Json:
    return {
        "id": quotation_id(quoted.article, text, quoted.start, quoted.end),
        "article": quoted.article,
        "published": date,
        "start": quoted.start,
        "end": quoted.end,
        "kind": str(quoted.kind),
        "act": str(quoted.act),
        "reported": quoted.reported,
        "content": text[quoted.start : quoted.end],
        "speaker": quoted.speaker_id,
        "speaker_name": quoted.speaker_name or None,
        "speaker_text": words_of(text, quoted.speaker) if quoted.speaker else None,
        "cue_text": text[slice(*quoted.cue)] if quoted.cue else None,
        "confidence": round(quoted.confidence, 4),
        "tags": list(quoted.tags),
        "memo": quoted.memo or None,
        "copy_of": copy_of,
    }


def quotes_table(session: Session) -> Table:
    """Return the quotations as a table."""
    table = Table(title="quotations", title_justify="left")
    table.add_column("date", no_wrap=True)
    table.add_column("speaker", max_width=28)
    table.add_column("kind", no_wrap=True)
    table.add_column("quotation", ratio=1)
    table.add_column("sure", justify="right")
    table.add_column("tags")
    for quoted in session.all_quotations():
        text = session.article(quoted.article).text
        table.add_row(
            shown(session.published(quoted.article)),
            literal(quoted.speaker_name or "—"),
            str(quoted.kind),
            literal(text[quoted.start : quoted.end]),
            f"{quoted.confidence:.2f}",
            literal(" ".join(f"#{tag}" for tag in quoted.tags)),
        )
    return table


# -- actors ---------------------------------------------------------------------------------------


def ranked(session: Session) -> list[Actor]:
    """Return the actors, the most quoted and then the most mentioned first."""
    return sorted(session.actors().values(), key=lambda a: (-a.quotations, -a.mentions, a.name))


def actors_json(session: Session) -> Iterator[Json]:
    """Yield the actors as the table contract says."""
    for actor in ranked(session):
        yield {
            "id": actor.id,
            "name": actor.name,
            "kind": str(actor.kind),
            "names": actor.names,
            "roles": actor.roles,
            "articles": list(actor.articles),
            "mentions": actor.mentions,
            "quotes": actor.quotations,
        }


def actors_table(session: Session) -> Table:
    """Return the actors as a table."""
    table = Table(title="actors", title_justify="left")
    for heading in ("name", "kind", "quoted", "named", "articles", "roles"):
        table.add_column(heading, justify="right" if heading in COUNTS else "left")
    for actor in ranked(session):
        roles = list(as_one(actor.roles))
        table.add_row(
            literal(actor.name),
            str(actor.kind),
            str(actor.quotations or ""),
            str(actor.mentions),
            str(len(actor.articles)),
            literal(", ".join(roles[:3])),
        )
    return table


COUNTS = {"quoted", "named", "articles"}

# -- links ----------------------------------------------------------------------------------------


def all_links(session: Session) -> list[Link]:
    """Return every link once, the surest first within its type."""
    seen: dict[frozenset[Any], Link] = {}
    for row in session.rows():
        for link in session.links.of(row.id):
            seen.setdefault(frozenset((link.type, link.a, link.b)), link)
    return sorted(seen.values(), key=lambda link: (link.type, -link.score, link.a.article))


def links_json(session: Session) -> Iterator[Json]:
    """Yield the links as the table contract says."""
    for link in all_links(session):
        yield {
            "type": str(link.type),
            "a": {"article": link.a.article, "start": link.a.start, "end": link.a.end},
            "b": {"article": link.b.article, "start": link.b.start, "end": link.b.end},
            "score": round(link.score, 4),
            "evidence": list(link.evidence),
        }


def links_table(session: Session) -> Table:
    """Return the links as a table."""
    table = Table(title="links", title_justify="left")
    for heading in ("type", "here", "there", "score", "evidence"):
        table.add_column(heading, ratio=None if heading in ("type", "score") else 1)
    for link in all_links(session):
        here, there = (
            Text.assemble(
                literal(f"{shown(session.published(end.article))} {end.article}:", "dim"),
                " ",
                literal(session.passage(end.article, end.start, end.end, 160)),
            )
            for end in (link.a, link.b)
        )
        table.add_row(
            str(link.type), here, there, f"{link.score:.2f}", literal("; ".join(link.evidence))
        )
    return table


KINDS: dict[str, tuple[Callable[[Session], Iterable[Json]], Callable[[Session], Table]]] = {
    "quotes": (quotes_json, quotes_table),
    "actors": (actors_json, actors_table),
    "links": (links_json, links_table),
}

# -- export ---------------------------------------------------------------------------------------


class Picked(NamedTuple):
    """The quotations that options ask for, and words that say which they are.

    ``missing`` says the same of each value that was asked for, and that there is none of.
    """

    quotations: list[Quoted]
    told: str
    missing: list[str]


def pick(session: Session, options: argparse.Namespace) -> Picked:
    """Return the quotations that the options ask for."""
    found = session.all_quotations()
    if options.all:
        return Picked(list(found), "in the library", [])
    if options.article:
        counts = session.counting.counts
        of_each = {name: list(filter(counts, session.quotations(name))) for name in options.article}
        picked = [q for quotations in of_each.values() for q in quotations]
        missing = [f"in {name}" for name, quotations in of_each.items() if not quotations]
        return Picked(picked, f"in {either(options.article)}", missing)
    if options.tag:
        tags = [clean_tag(tag.removeprefix("#")).strip("/") for tag in options.tag]
        return _fitting_any(found, "tagged", {tag: _tagged(tag) for tag in tags})
    if options.speaker:
        said = {name: _said_by(session, name) for name in options.speaker}
        return _fitting_any(found, "by", said)
    return Picked([q for q in found if q.selected], "selected", [])


def _fitting_any(
    found: Iterable[Quoted], how: str, tests: Mapping[str, Callable[[Quoted], bool]]
) -> Picked:
    """Return the quotations that fit any of these tests; missing is what nothing fits."""
    picked = [q for q in found if any(fits(q) for fits in tests.values())]
    missing = [f"{how} {name}" for name, fits in tests.items() if not any(map(fits, picked))]
    return Picked(picked, f"{how} {either(tests)}", missing)


def _tagged(tag: str) -> Callable[[Quoted], bool]:
    return lambda q: any(f"{one}/".startswith(f"{tag}/") for one in q.tags)


def _said_by(session: Session, name: str) -> Callable[[Quoted], bool]:
    wanted = name.casefold()
    theirs = {actor.id for actor in actors_called(session, wanted)}

    def fits(q: Quoted) -> bool:
        called = q.speaker_name.casefold()
        return q.speaker_id in theirs or wanted in (called, *called.split())

    return fits


def either(names: Iterable[str]) -> str:
    """Return names as a choice of them is told: ``a, b or c``."""
    *others, last = names
    return f"{', '.join(others)} or {last}" if others else last


def actors_called(session: Session, name: str) -> list[Actor]:
    """Return the actors with this id or any of whose names it is, the most quoted first."""
    wanted = name.casefold()
    actors = sorted(session.actors().values(), key=lambda actor: -actor.quotations)
    return [a for a in actors if wanted in (n.casefold() for n in (a.id, a.name, *a.names))]


def unknown_actor(session: Session, name: str) -> str:
    """Return what to say where no actor bears a name: who may be meant, else who can be."""
    known = [each for actor in session.actors().values() for each in (actor.name, *actor.names)]
    rest = meant(name, known) or ": `onrecord actors` tells who there is"
    return f"no actor is called “{name}”{rest}"


def keys(rows: Iterable[tuple[str, str, str]], plain: bool = False) -> int:
    """Print keys, each with what it does and the name that it has in keys.toml."""
    table = Table(title="keys", title_justify="left")
    for heading in ("key", "action", "id"):
        table.add_column(heading)
    for row in rows:
        table.add_row(*map(literal, row))
    put(table, plain)
    return DONE
