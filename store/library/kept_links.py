"""The links of articles, kept as long as everything that links are made of stays as it is.

One SQLite file beside the findings, as disposable as they are: what cannot be read or written costs
the time to make it again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

import orjson

from onrecord.analysis.types import Link, LinkType, Place
from onrecord.store.errors import Damaged
from onrecord.store.plain_files import make_way_for_tables
from onrecord.store.schema import shaped

_FILE = "links.db"

_Row: TypeAlias = tuple[LinkType, int, int, str, int, int, float, tuple[str, ...]]
"""A link of an article: its type, its passage, the other article and passage, score, evidence."""


class KeptLinks:
    """Links under one mark at a time; those of another one are forgotten."""

    def __init__(self, folder: Path, writable: bool = True) -> None:
        self._path = folder / _FILE
        self._writable = writable
        self._mark = ""
        self._articles: Collection[str] = ()
        self._base: sqlite3.Connection | None = None

    def begin(self, mark: str, articles: Collection[str]) -> None:
        """Take ``mark`` for all that the links of these articles are made of from now on."""
        self._articles = articles
        if mark == self._mark:
            return
        self._mark = mark
        try:
            self._open()
        except (sqlite3.Error, OSError):
            self.close()
            if self._writable:
                with suppress(OSError):
                    self._path.unlink()  # damaged: the next start makes another

    def _open(self) -> None:
        if self._base is None:
            if not self._writable and not self._path.is_file():
                return
            if self._writable:
                make_way_for_tables(self._path)
            self._base = sqlite3.connect(
                self._path, isolation_level=None, check_same_thread=False, timeout=1
            )
            self._base.execute("pragma synchronous = off")
        if self._writable:
            self._base.execute("create table if not exists mark (mark text)")
            self._base.execute(
                "create table if not exists links (article text primary key, links blob)"
            )
        if self._base.execute("select mark from mark").fetchall() == [(self._mark,)]:
            return
        if not self._writable:
            self.close()
            return
        self._base.execute("delete from links")
        self._base.execute("delete from mark")
        self._base.execute("insert into mark values (?)", (self._mark,))

    def whole(self) -> bool:
        """Tell whether the links of every article are kept."""
        with suppress(sqlite3.Error):
            if self._base:
                [(count,)] = self._base.execute("select count(*) from links")
                return bool(count == len(self._articles))
        return False

    def get(self, article: str) -> list[Link] | None:
        """Return the links of an article, None where they are not kept."""
        with suppress(sqlite3.Error, Damaged, ValueError, TypeError):
            if self._base:
                asked = "select links from links where article = ?"
                found = self._base.execute(asked, (article,)).fetchone()
                if found:
                    rows = shaped(orjson.loads(found[0]), list[_Row])
                    return [self._link(article, row) for row in rows]
        return None

    def _link(self, article: str, row: _Row) -> Link:
        kind, start, end, other, from_, to, score, evidence = row
        if other not in self._articles or not (0 <= start < end and 0 <= from_ < to):
            raise Damaged(f"a link of {article} leads nowhere")
        return Link(kind, Place(article, start, end), Place(other, from_, to), score, evidence)

    def put(self, article: str, links: list[Link]) -> None:
        """Keep the links of an article."""
        rows = [
            (
                it.type,
                it.a.start,
                it.a.end,
                it.b.article,
                it.b.start,
                it.b.end,
                it.score,
                it.evidence,
            )
            for it in links
        ]
        with suppress(sqlite3.Error):
            if self._base and self._writable:
                put = "insert or replace into links values (?, ?)"
                self._base.execute(put, (article, orjson.dumps(rows)))

    def close(self) -> None:
        """Close the file; nothing is kept from then on."""
        if self._base:
            self._base.close()
            self._base = None
