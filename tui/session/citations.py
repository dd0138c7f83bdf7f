"""Quotations as they are pasted elsewhere: the words, who said them, and where they stand."""

from __future__ import annotations

from onrecord.analysis.types import QuotationKind
from onrecord.store.export.records import KINDS
from onrecord.store.notebook.overlay import Quoted

from .literal import literal
from .notation import date_of
from .session import Row, Session


def words_of(session: Session, quoted: Quoted) -> str:
    """Return the words of a quotation on one line."""
    text = session.article(quoted.article).text[quoted.start : quoted.end]
    return literal(" ".join(text.split()))


def cited_of(session: Session, quoted: Quoted, row: Row | None) -> str:
    """Return a quotation with its speaker and its source below, as far as these are known."""
    who = literal(quoted.speaker_name) or "nobody named"
    told = [] if quoted.kind is QuotationKind.DIRECT else [KINDS[quoted.kind]]
    told += ["speaker unsure"] if quoted.unsure else []
    who = f"{who} ({'; '.join(told)})" if told else who
    return f"{words_of(session, quoted)}\n— {who}{', ' if row else ''}{source_of(row)}"


def source_of(row: Row | None) -> str:
    """Return what an article is cited by: title, source, date, address."""
    if row is None:
        return ""
    told = (literal(row.title), literal(row.source), date_of(row.published), literal(row.url))
    return ", ".join(part for part in told if part)
