"""CSV (RFC 4180, UTF-8) that spreadsheets can open without running what an article says.

A cell that begins with ``= + - @`` is a formula to a spreadsheet, so that it gets ``'`` in front
(OWASP, "CSV Injection"); one that has such marks there already gets one more, so that reading
takes exactly one away (:mod:`onrecord.store.exchange.tables`).  Lists stand in one cell, parted
by ``; ``.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from onrecord.analysis.types import Actor, ActorKind, Link, LinkType, Place, QuotationKind
from onrecord.store.notebook.overlay import Quoted

from .markdown import seen
from .records import (
    Cited,
    Evidence,
    Export,
    Memo,
    Row,
    Tag,
    actor_row,
    all_memos,
    link_row,
    memo_row,
    quotation_row,
    tag_row,
)

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_FIRST = frozenset("'=+-@\t\r")
_BOM = b"\xef\xbb\xbf"


def quotations(export: Export) -> bytes:
    """Return the quotations, one a row."""
    return _table(_HEADS["quotations"], map(quotation_row, export.evidence))


def excel(export: Export) -> bytes:
    """Return the quotations with the mark that tells Excel that it is UTF-8."""
    return _BOM + quotations(export)


def actors(export: Export) -> bytes:
    """Return the actors, one a row."""
    return _table(
        _HEADS["actors"],
        (actor_row(it, export.people.get(key)) for key, it in export.actors.items()),
    )


def links(export: Export) -> bytes:
    """Return the links, one a row."""
    return _table(_HEADS["links"], map(link_row, export.links))


def tags(export: Export) -> bytes:
    """Return the tags, one a row."""
    counts = Counter(tag for it in export.evidence for tag in it.quotation.tags)
    return _table(_HEADS["tags"], (tag_row(tag, counts) for tag in export.tags))


def memos(export: Export) -> bytes:
    """Return all memos, on whatever they are, one a row."""
    return _table(_HEADS["memos"], map(memo_row, all_memos(export)))


def _table(head: Sequence[str], rows: Iterable[Row]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows([cell(row[name]) for name in head] for row in rows)
    return out.getvalue().encode("utf-8", "replace")


def cell(value: Any) -> str:
    """Return a value as one cell: no formula to a spreadsheet, no order to a terminal."""
    if isinstance(value, str):
        shown = seen(value)
        return "'" + shown if shown[:1] in _FIRST and _FORMULA.match(shown) else shown
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, Mapping):
        return cell(listed(f"{name} ×{count}" for name, count in value.items()))
    if isinstance(value, list):
        return cell(listed(value))
    return str(value)


def listed(items: Iterable[str]) -> str:
    """Return strings as one, parted by ``; ``; a ``;`` or ``\\`` in one has a ``\\`` before it."""
    return "; ".join(it.replace("\\", "\\\\").replace(";", "\\;") for it in items)


_NO_ARTICLE = Cited("")
_NOTHING = Place("", 0, 0)
_HEADS: Mapping[str, Sequence[str]] = {
    "quotations": tuple(
        quotation_row(Evidence(Quoted("", 0, 0, QuotationKind.DIRECT), "", _NO_ARTICLE))
    ),
    "actors": tuple(actor_row(Actor("", "", ActorKind.PERSON))),
    "links": tuple(link_row(Link(LinkType.SAME_EVENT, _NOTHING, _NOTHING, 0.0))),
    "tags": tuple(tag_row(Tag(""), {})),
    "memos": tuple(memo_row(Memo("", "", "", ""))),
}
"""The names of the columns, also where there are no rows."""
