"""The list of articles: what stands in a row of it, and in which order the rows come."""

from __future__ import annotations

from collections import Counter
from operator import itemgetter
from typing import TYPE_CHECKING

from onrecord.analysis.types import Published
from onrecord.store.library.catalogue import Entry

from .events import Order, Row, Status

if TYPE_CHECKING:
    from .session import Session


def rows_of(session: Session, order: Order, descending: bool, copies: bool) -> list[Row]:
    """Return the list of articles in an order; undated ones come last.

    Copies are left out, unless ``copies`` asks for them, they are unfolded, or hold work of the
    person.
    """
    annotated = session.notebook.annotated()
    entries = list(session.library.entries.items())
    rows = [
        _row(session, name, entry, name in annotated)
        for name, entry in entries
        if copies or not _is_left_out(session, name)
    ]
    rows.sort(key=lambda row: (row.title.casefold(), row.id))
    if order is Order.TITLE:
        return rows[::-1] if descending else rows
    if order is Order.SOURCE:
        rows.sort(key=lambda row: row.source.casefold(), reverse=descending)
        return rows
    days = [(_day(row.published), row) for row in rows]
    dated = [pair for pair in days if pair[0]]
    dated.sort(key=itemgetter(0), reverse=descending)
    return [row for _, row in dated] + [row for day, row in days if not day]


def _is_left_out(session: Session, name: str) -> bool:
    if not session.counting.folded(name):
        return False
    notes = session.notebook.articles.notes(name)
    return not (notes.memo or notes.date or notes.starred or session.notebook.quotations.of(name))


def _row(session: Session, name: str, entry: Entry, annotated: bool) -> Row:
    indexer = session.indexer
    row = Row(  # by position: ten thousand are made at a time
        name,
        entry.title,
        entry.source,
        entry.url,
        entry.published,
        entry.words,
        indexer.status.get(name, Status.WAITING),
        indexer.note(name),
        entry.quotations,
    )
    if annotated:
        notes = session.notebook.articles.notes(name)
        row.read, row.starred = notes.read, notes.starred
        row.published = session.published(name)
        work = session.notebook.quotations.of(name)
        row.tags = dict(Counter(tag for it in work for tag in it.tags))
        row.memos = sum(bool(it.memo) for it in work) + bool(notes.memo)
        row.selected = sum(it.selected for it in work)
    knowledge = indexer.knowledge
    if knowledge.copies:
        row.copy_of = knowledge.copies.get(name, "")
        row.also_in = knowledge.also_in.get(name, ())
    if annotated or session.counting.acts or row.copy_of or row.also_in:
        row.quotations = session.tally.quotations(name, row.quotations)
    return row


def _day(published: Published) -> str:
    """Return what a date is sorted by; a month stands before its days."""
    day = published.date or published.not_before or ""
    return day if len(day) == 10 else day.ljust(10, "-")[:10].rstrip("-")
