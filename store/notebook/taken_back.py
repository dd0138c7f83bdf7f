"""What a row is without what one action made of it."""

from __future__ import annotations

from onrecord.store.errors import Damaged

from .shapes import Row, misfit_of


def taken_back(
    table: str, key: str, row: Row | None, before: Row | None, after: Row | None
) -> Row | None:
    """Return the row of a key as it is without the action that made ``after`` of ``before``.

    What was changed since without a step of its own, as that an article was read, stays, where a
    row comes of it.

    Raises:
        Damaged: what was there before is no row either.
    """
    for earlier in (_without(row, before, after), before):
        if earlier is None or not misfit_of(table, key, earlier):
            return earlier
    raise Damaged("this step cannot be taken back: what was there before is damaged")


def _without(row: Row | None, before: Row | None, after: Row | None) -> Row | None:
    if row is None or row == after:
        return before
    was, made = before or {}, after or {}
    kept = {name: value for name, value in row.items() if was.get(name) == made.get(name)}
    restored = {name: value for name, value in was.items() if value != made.get(name)}
    return {**kept, **restored} or None
