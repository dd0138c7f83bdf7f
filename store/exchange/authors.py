"""Whose word each piece of work is, by the journal of its notebook: who wrote it there first.

What one person has taken over from another stays theirs: the journal says so beside the action.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from onrecord.store.notebook.disputes import standing
from onrecord.store.notebook.journal import Record
from onrecord.store.notebook.records import Row
from onrecord.store.notebook.shapes import misfit_of

from .memos import flat, paragraphs

MATTERS = {
    "annotations": ("verdict", "speaker", "words", "memo"),
    "articles": ("date", "memo"),
    "links": ("link",),
    "rulings": ("name", "actors"),
    "tags": ("memo",),
    "actors": ("memo",),
}
"""What of a table's rows is somebody's word; but for tags, as contradictions call it."""


class Authors:
    """Who said what in a notebook, as far as its journal tells; ``names`` are all who did."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._said: dict[tuple[str, str, str], dict[str, str]] = {}
        self.names: set[str] = set()
        for record in records:
            self._move(record.get("moved", {}))
            self._read(record)

    def of(self, table: str, key: str, what: str, said: str) -> str:
        """Return who said this of a matter (see :func:`stated`), "" where that is not known.

        Memos on actors are found by the actor's name, as ids are a library's own.
        """
        return self._said.get((table, _key(table, key), what), {}).get(said, "")

    def _read(self, record: Record) -> None:
        who = str(record.get("who", ""))
        whose = {(table, key, what, said): name for table, key, what, said, name in _whose(record)}
        self.names |= {name for name in (who, *whose.values()) if name}
        again = any(record.get(kind) for kind in ("undo", "redo", "moved"))
        for table, key, *rows in record["changes"]:
            before, after = (_row(table, key, row) for row in rows)
            if after is None:
                continue
            for what in MATTERS.get(table, ()):
                known = self._said.setdefault((table, _key(table, key, after), what), {})
                for it in new(before, after, what):
                    if not (again and it in known):
                        known[it] = whose.get((table, key, what, it)) or _came(before, after, who)

    def _move(self, ids: Mapping[str, str]) -> None:
        """Take what was said of articles along to the ids that these have by now."""
        there = {at: it for at, it in self._said.items() if at[0] == "articles" and at[1] in ids}
        for at in there:
            del self._said[at]
        for (table, key, what), it in there.items():
            self._said[table, ids[key], what] = it


def stated(row: Row | None, what: str) -> list[str]:
    """Return what a row says of a matter, to be compared: of a memo, its paragraphs."""
    if row is None:
        return []
    return (
        [*map(flat, paragraphs(row.get("memo", "")))] if what == "memo" else [standing(row, what)]
    )


def new(before: Row | None, after: Row, what: str) -> list[str]:
    """Return what a row says of a matter that it did not say before."""
    then = stated(before, what)
    return [it for it in stated(after, what) if it not in then]


def _row(table: str, key: str, row: Row | None) -> Row | None:
    """Return a row of a journal, None where it is none: anybody may have written it."""
    return row if row and not misfit_of(table, key, row) else None


def _whose(record: Record) -> Iterator[tuple[str, str, str, str, str]]:
    yield from map(tuple, record.get("whose", ()))


def _key(table: str, key: str, row: Row | None = None) -> str:
    """Return what a word is found under: one on actors names them, its key is a notebook's own."""
    if table == "rulings":
        return ""
    return str(row.get("name") or key) if row and table == "actors" else key


def _came(before: Row | None, after: Row, who: str) -> str:
    """Return whose work an action brought: theirs who came to it with it, else his who acted."""
    had = (before or {}).get("who", ())
    others = [str(name) for name in after.get("who", ()) if name not in had and name != who]
    return others[-1] if others else who
