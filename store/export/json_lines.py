"""JSON lines: one object a line, UTF-8, lossless."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from onrecord.store.json_text import dumped

from .records import (
    Export,
    Row,
    actor_row,
    all_memos,
    link_row,
    memo_row,
    quotation_row,
    tag_row,
)


def quotations(export: Export) -> bytes:
    """Return the quotations."""
    return _lines(map(quotation_row, export.evidence))


def actors(export: Export) -> bytes:
    """Return the actors."""
    return _lines((actor_row(it, export.people.get(key)) for key, it in export.actors.items()))


def links(export: Export) -> bytes:
    """Return the links."""
    return _lines(map(link_row, export.links))


def tags(export: Export) -> bytes:
    """Return the tags."""
    counts = Counter(tag for it in export.evidence for tag in it.quotation.tags)
    return _lines(tag_row(tag, counts) for tag in export.tags)


def memos(export: Export) -> bytes:
    """Return all memos, on whatever they are."""
    return _lines(map(memo_row, all_memos(export)))


def _lines(rows: Iterable[Row]) -> bytes:
    return b"".join(map(dumped, rows))
