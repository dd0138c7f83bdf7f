"""Where the cursor stands in an article as it is drawn, and which rows a move changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from onrecord.analysis.types import Span


class CursorRows(NamedTuple):
    """What the cursor has to do with how an article is drawn; rows count from the first.

    ``layout`` and ``matches`` are compared by identity.  ``lit`` are the rows over which something
    lies: the quotation under the cursor, what is marked, the actor.  ``details`` is the row where
    the facts about the quotation begin, and how many rows they take.
    """

    layout: object
    matches: object
    match: int
    row: int
    quotation: int | None
    lit: tuple[range, ...]
    details: tuple[int, int]


def touched(was: CursorRows | None, now: CursorRows) -> list[Span] | None:
    """Return the rows, as half-open spans, that look otherwise than before; None for all."""
    if was is None or was.layout is not now.layout:
        return None
    if was.matches is not now.matches or was.match != now.match:
        return None
    rows = [(was.row, was.row + 1), (now.row, now.row + 1)]
    if was.lit != now.lit:
        rows += [(one.start, one.stop) for one in (*was.lit, *now.lit)]
    if was.quotation != now.quotation:
        rows += _moved(was.details, now.details)
    return rows


def _moved(was: tuple[int, int], now: tuple[int, int]) -> Sequence[Span]:
    """Return the rows between details that go and those that come: all between moves."""
    there = [(start, tall) for start, tall in (was, now) if tall]
    if not there:
        return []
    first = min(start for start, _ in there)
    if was[1] != now[1]:
        return [(first, END)]
    return [(first, max(start + tall for start, tall in there))]


END = 1 << 30
"""Beyond the last row of any article."""
