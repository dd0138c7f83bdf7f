"""What was made of single texts, and of pairs of them, kept as long as these are in the library.

One SQLite file beside the findings, as disposable as they are, so that a text that comes costs a
row: what cannot be read or written costs the time to make it again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from onrecord.store.plain_files import make_folder, make_way_for_tables

_FILE = "parts.db"

_TABLE = """create table if not exists parts
    (kind text, key text, value blob, primary key (kind, key)) without rowid"""


class KeptParts:
    """Rows of bytes by their kind and key; only one thread may use it at a time."""

    def __init__(self, folder: Path, writable: bool = True) -> None:
        self._path = folder / _FILE
        self._writable = writable
        self._base: sqlite3.Connection | None = None

    def all(self, kind: str) -> dict[str, bytes]:
        """Return all rows of a kind by their keys."""
        found = self._ask("select key, value from parts where kind = ?", kind)
        return {key: value for key, value in found if isinstance(value, bytes)}

    def put(self, kind: str, rows: Mapping[str, bytes]) -> None:
        """Keep rows."""
        if rows:
            values = [(kind, key, value) for key, value in rows.items()]
            self._change("insert or replace into parts values (?, ?, ?)", values)

    def drop(self, kind: str, keys: Iterable[str]) -> None:
        """Forget rows."""
        if values := [(kind, key) for key in keys]:
            self._change("delete from parts where kind = ? and key = ?", values)

    def _ask(self, query: str, *values: str) -> list[tuple[str, object]]:
        with suppress(sqlite3.Error, OSError):
            if base := self._opened():
                return base.execute(query, values).fetchall()
        self._begin_anew()
        return []

    def _change(self, query: str, values: Sequence[tuple[str | bytes, ...]]) -> None:
        if not self._writable:
            return
        with suppress(sqlite3.Error, OSError):
            if base := self._opened():
                with base:
                    base.execute("begin")
                    base.executemany(query, values)

    def _opened(self) -> sqlite3.Connection | None:
        if self._base is None and (self._writable or self._path.is_file()):
            if self._writable:
                make_folder(self._path.parent)
                make_way_for_tables(self._path)
            base = sqlite3.connect(
                self._path, isolation_level=None, check_same_thread=False, timeout=1
            )
            self._base = base
            if self._writable:
                base.execute("pragma synchronous = off")
                base.execute(_TABLE)
        return self._base

    def _begin_anew(self) -> None:
        """Remove a file that cannot be read; the next row makes another."""
        if self._base is not None:
            self.close()
            if self._writable:
                with suppress(OSError):
                    self._path.unlink()

    def close(self) -> None:
        """Close the file."""
        if self._base is not None:
            self._base.close()
            self._base = None
