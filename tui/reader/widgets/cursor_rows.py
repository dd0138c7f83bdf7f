"""Where the cursor stands in an article as it is drawn, and which rows a move changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from onrecord.analysis.types import Span


class Stand(NamedTuple):
    """What the cursor has to do with how an article is drawn; rows count from the first.

    ``page`` and ``matches`` are compared by identity.  ``lit`` are the rows over which something
    lies: the quotation under the cursor, what is marked, the actor.  ``inset`` is the row where
    the facts about the quotation begin, and how many rows they take.
    """

    page: object
    matches: object
    match: int
    row: int
    quotation: int | None
    lit: tuple[range, ...]
    inset: tuple[int, int]


def touched(was: Stand | None, now: Stand) -> list[Span] | None:
    """Return the rows, as half-open spans, that look otherwise than before; None for all."""
    if was is None or was.page is not now.page:
        return None
    if was.matches is not now.matches or was.match != now.match:
        return None
    rows = [(was.row, was.row + 1), (now.row, now.row + 1)]
    if was.lit != now.lit:
        rows += [(one.start, one.stop) for one in (*was.lit, *now.lit)]
    if was.quotation != now.quotation:
        rows += _moved(was.inset, now.inset)
    return rows


def _moved(was: tuple[int, int], now: tuple[int, int]) -> Sequence[Span]:
    """Return the rows between an inset that goes and one that comes: all that lies there moves."""
    there = [(start, tall) for start, tall in (was, now) if tall]
    if not there:
        return []
    first = min(start for start, _ in there)
    if was[1] != now[1]:
        return [(first, END)]
    return [(first, max(start + tall for start, tall in there))]


END = 1 << 30
"""Beyond the last row of any article."""
