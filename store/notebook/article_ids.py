"""Which articles a row of a notebook is about, and the row under the ids that they have by now."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from .shapes import Row, RowChange

BY_ARTICLE = frozenset({"articles", "places", "encodings"})
"""Tables whose keys are articles, or files."""

NAMING = {
    "annotations": ("article",),
    "disputes": ("article",),
    "settled": ("article",),
    "links": ("a", "b"),
}
"""The fields of rows that name the articles they are about."""

_ALSO_NAMING = {"marks": ("article",)}
"""The same of rows that stay together: their keys, which are letters, would meet elsewhere."""

Rename: TypeAlias = Callable[[str], str]
"""Gives an article's other id."""


def named(table: str, row: Row) -> list[str]:
    """Return the articles that a row names."""
    return [*(row[name] for name in _fields(table)), *_ruled_on(table, row)]


def row_renamed(table: str, row: Row, rename: Rename) -> Row:
    """Return a row with other ids of the articles that it is about."""
    changed: dict[str, Any] = {name: rename(row[name]) for name in _fields(table)}
    if ruled_on := _ruled_on(table, row):
        changed["articles"] = [rename(name) for name in ruled_on]
    return {**row, **changed} if changed else row


def key_renamed(table: str, key: str, rename: Rename) -> str:
    """Return the key of a row with other ids of articles."""
    return rename(key) if table in BY_ARTICLE else key


def moved_rows(
    tables: Mapping[str, Mapping[str, Row]], ids: Mapping[str, str]
) -> list[tuple[str, str, Row | None]]:
    """Return the changes that take all rows on articles along to the ids that these have by now.

    Of two articles that changed places, each gets its own: no id is looked at twice.
    """
    gone: dict[tuple[str, str], Row | None] = {}
    come: dict[tuple[str, str], Row | None] = {}
    rename = _rename(ids)
    for table, rows in tables.items():
        for key, row in rows.items():
            to, now = key_renamed(table, key, rename), row_renamed(table, row, rename)
            if to != key:
                gone[table, key] = None
            if (to, now) != (key, row):
                come[table, to] = now
    return [(table, key, row) for (table, key), row in (gone | come).items()]


def as_named_now(change: RowChange, since: Sequence[Mapping[str, str]]) -> RowChange:
    """Return a change of a row, before and after, under the ids that its articles have by now.

    Args:
        change: its table, its key, the row before and the row after.
        since: what ids articles got after it was made, the earliest first.
    """
    table, key, before, after = change
    for ids in since:
        rename = _rename(ids)
        before, after = (row and row_renamed(table, row, rename) for row in (before, after))
        key = key_renamed(table, key, rename)
    return table, key, before, after


def _fields(table: str) -> Sequence[str]:
    return NAMING.get(table, _ALSO_NAMING.get(table, ()))


def _ruled_on(table: str, row: Row) -> Sequence[str]:
    """Return the articles that a word on actors is about, none where it is about all."""
    return row.get("articles", ()) if table == "rulings" else ()


def _rename(ids: Mapping[str, str]) -> Rename:
    return lambda name: ids.get(name, name)
