"""The rows of a table as records: which row has the headings, and which rows are no record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any, TypeAlias

from onrecord.store.errors import Unreadable

from .dates import stated_date
from .mapping import is_field

Records: TypeAlias = Iterator[tuple[str, Any]]
"""Where each record stands in its file, and the record, or why there is none."""

Rows: TypeAlias = Iterable[tuple[str, "list[str] | Unreadable"]]
"""Where each row stands in its file, and its cells, or why it cannot be read."""

_AHEAD = 20
"""Rows among which the headings are looked for."""

_ABOVE, _WIDE = 2, 4
"""Cells that a line above a table fills at most, and the table at least, to be told apart."""

_WORDY = 12
"""Words in a cell from which it is no heading."""

_DAY = len("2024-03-05")


def records_of(rows: Rows) -> Records:
    """Yield the rows below the headings as records; a ragged one is none.

    A table may lack headings: its columns are numbered then.  What a program prints above its table
    (the query, the day) is passed over.
    """
    given = ((where, row) for where, row in rows if not _is_blank(row))
    ahead = list(islice(given, _AHEAD))
    skipped = _above([row for _, row in ahead if isinstance(row, list)])
    headings: list[str] | None = None
    for where, row in chain(ahead, given):
        if isinstance(row, Unreadable):
            yield where, row
        elif skipped:
            skipped -= 1
        elif headings is None and not _is_record(row):
            headings = [
                name.strip().lstrip("\ufeff") or f"column {n}" for n, name in enumerate(row, 1)
            ]
        else:
            headings = headings or [f"column {n}" for n in range(1, len(row) + 1)]
            yield where, _record(row, headings)


def _is_blank(row: list[str] | Unreadable) -> bool:
    return isinstance(row, list) and not any(cell.strip() for cell in row)


def _above(rows: Sequence[list[str]]) -> int:
    """Return how many rows stand above a table."""
    filled = [sum(bool(cell.strip()) for cell in row) for row in rows]
    widest = max(filled, default=0)
    if widest < _WIDE - 1:
        return 0
    above = _ABOVE if widest >= _WIDE else 1
    for number, row in enumerate(rows):
        if filled[number] > above or all(is_field(cell) for cell in row if cell.strip()):
            return number
    return 0


def _is_record(first: Sequence[str]) -> bool:
    """Tell whether the first row of a table is one of its articles: no heading is so long."""
    return any(
        len(cell.split()) > _WORDY
        or cell.startswith(("http://", "https://"))
        or (any(c.isdigit() for c in cell) and len(stated_date(cell).date or "") == _DAY)
        for cell in first
    )


def _record(row: list[str], headings: list[str]) -> dict[str, str] | Unreadable:
    if any(cell.strip() for cell in row[len(headings) :]):
        told = f"it has {len(row)} fields, the headings {len(headings)}"
        return Unreadable(f"{told}: are quotation marks missing?")
    return dict(zip(headings, row, strict=False))
