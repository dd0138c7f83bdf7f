"""``onrecord search``: what a query finds, as a table or as JSON lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.table import Table
from rich.text import Text

from onrecord.store.notebook.overlay import Quoted
from onrecord.store.search import Query, places
from onrecord.store.search import parse as read
from onrecord.tui.session.quotation_query import QuotationLine, fitting
from onrecord.tui.session.search import quoted_in
from onrecord.tui.session.session import Session

from .lost import status_of
from .plain_text import put
from .tables import Json, analysed, literal, quotation_json, shown, write_lines

WHOLE = 1_000_000
"""Characters of a quotation that are searched: all of them."""


@dataclass(frozen=True, slots=True)
class PrintedHit:
    """A place that was found; ``words`` are those of the article round it, on one line."""

    article: str
    start: int
    end: int
    words: str
    quoted: Quoted | None


def show(
    paths: Sequence[Path],
    query: str,
    model: str | None,
    as_json: bool,
    plain: bool = False,
    copies: bool = False,
    acts: bool = False,
) -> int:
    """Print what a query finds, the oldest article first; return the exit status.

    Raises:
        QueryError: the query cannot be read, or a regular expression in it takes too long.
    """
    asked = read(query)
    with analysed(paths, model, copies, acts) as session:
        session.search.wait()
        hits = hits_of(session, asked)
        if as_json:
            write_lines(as_dict(session, hit) for hit in hits)
        else:
            put(as_table(session, hits, asked), plain)
        return status_of(session)


def hits_of(session: Session, query: Query) -> Iterator[PrintedHit]:
    """Yield the quotations that a query asks for, or the passages, in order of date and place."""
    if query.of_quotations:
        for line in fitting(query.text, list(_lines(session)), session.traits.now):
            quoted = line.quoted
            yield PrintedHit(line.article, quoted.start, quoted.end, line.text, quoted)
        return
    for found in session.search.passages(query, session.search.shelf()[::-1]):
        for it in found:
            quoted_here = quoted_in(session.quotations(it.article), it.start, it.end)
            words = " ".join(it.snippet.split())
            yield PrintedHit(it.article, it.start, it.end, words, quoted_here)


def _lines(session: Session) -> Iterator[QuotationLine]:
    for row, quotations in session.counted(acts=True):
        for quoted in quotations:
            words = session.passage(row.id, quoted.start, quoted.end, WHOLE)
            aside = not session.counting.counts(quoted)
            yield QuotationLine(
                quoted, words, row.published, row.title, row.source, row.read, row.starred, aside
            )


def as_dict(session: Session, hit: PrintedHit) -> Json:
    """Return a hit as the contract of the table says."""
    return {
        "article": hit.article,
        "published": session.published(hit.article).date,
        "start": hit.start,
        "end": hit.end,
        "snippet": hit.words,
        "quotation": quotation_json(session, hit.quoted) if hit.quoted else None,
    }


def as_table(session: Session, hits: Iterator[PrintedHit], query: Query) -> Table:
    """Return hits as a table; the words looked for are bold."""
    table = Table(title=literal(f"{session.name}: {query.text}"), title_justify="left")
    for heading in ("date", "article", "speaker", "words"):
        table.add_column(
            heading, no_wrap=heading == "date", ratio=1 if heading == "words" else None
        )
    for hit in hits:
        words = Text(literal(hit.words).plain)
        for start, end in places(read(query.text), words.plain):
            words.stylize("bold", start, end)
        speaker = (hit.quoted.speaker_name or "—") if hit.quoted else ""
        when = shown(session.published(hit.article))
        table.add_row(when, literal(hit.article), literal(speaker), words)
    return table
