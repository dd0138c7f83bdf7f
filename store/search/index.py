"""The index of the library's texts: a disposable SQLite file that finds what may hold a word.

Each text stands in it once, by its version, whatever articles it belongs to: folded, to be looked
through, and packed as it is, to be shown.  The folded form is indexed by trigrams (FTS5,
``detail=none``): a string of three characters or more is only looked for in the few texts that
hold all of its trigrams.  Characters of scripts written without spaces are separated by ``GAP``
first, so that for them two characters are enough, or one.

A damaged file is made anew; where none can be written, or another process has the library, the
index is a private temporary one.  No method raises because of what is on the disk.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from threading import RLock
from typing import TypeVar
from zlib import compress, crc32, decompress
from zlib import error as ZlibError

from onrecord.store.notebook.anchors import version_of
from onrecord.store.plain_files import make_way_for_tables

from .fold import Folded, fold
from .needles import UNSPACED

NAME = "search.db"
MAKER = "1"
"""To be changed when folding or layout change: an index of another maker is made anew."""
AT_ONCE = 25
"""Texts written in one go; a search waits for no more than these."""
GAP = "\u00b7"
MOST_GRAMS = 60
"""Trigrams that are asked for; more of them hardly leave fewer texts."""

_UNSPACED_RUN = re.compile(f"{UNSPACED}+")
_SCHEMA = """
CREATE TABLE IF NOT EXISTS texts (id INTEGER PRIMARY KEY, version TEXT UNIQUE,
    folded BLOB, sum INTEGER, original BLOB);
CREATE TABLE IF NOT EXISTS meta (maker TEXT);
CREATE VIRTUAL TABLE IF NOT EXISTS grams USING fts5(
    folded, detail=none, content='', tokenize='trigram case_sensitive 1');
"""
MOST_FAILURES = 2
"""How often a file is made anew before the index is kept in memory."""
T = TypeVar("T")


class TextIndex:
    """See the module; one object may be used from several threads.

    Args:
        home: the folder of the file; None keeps the index in memory.
        shared: the file is another process's: what it holds is copied, and it is left alone.
        lost: called, from the thread that finds it out, when damage cost the index what it held.
    """

    def __init__(
        self,
        home: Path | None = None,
        *,
        shared: bool = False,
        lost: Callable[[], None] = lambda: None,
    ) -> None:
        self._lost = lost
        self._lock = RLock()
        self._path = home / NAME if home else None
        self._shared = shared
        self._ids: dict[str, int] = {}
        self._versions: dict[int, str] = {}
        self._closed = False
        self._failures = 0
        self._db = self._open()

    # -- the file ---------------------------------------------------------------------------------

    def _open(self) -> sqlite3.Connection:
        if self._path and not self._shared:
            for _ in range(2):
                with suppress(sqlite3.Error, OSError):
                    make_way_for_tables(self._path)
                    return self._connect(str(self._path))
                self._remove()
        db = self._connect("" if self._path else ":memory:")
        if self._path and self._path.is_file():
            try:
                address = f"{self._path.absolute().as_uri()}?mode=ro"
                with closing(sqlite3.connect(address, uri=True)) as other:
                    other.backup(db)
                self._ready(db)
            except sqlite3.Error:
                db.close()
                db = self._connect("")
        return db

    def _connect(self, name: str) -> sqlite3.Connection:
        db = sqlite3.connect(name, check_same_thread=False)
        try:
            db.execute("PRAGMA journal_mode=WAL")
            db.execute("PRAGMA synchronous=NORMAL")
            self._ready(db)
        except sqlite3.Error:
            db.close()
            raise
        return db

    def _ready(self, db: sqlite3.Connection) -> None:
        """Make the tables, or see that they are there and whole.

        Raises:
            sqlite3.Error: they are not.
        """
        with db:
            db.executescript(_SCHEMA)
            makers = [maker for (maker,) in db.execute("SELECT maker FROM meta")]
            if not makers:
                db.execute("INSERT INTO meta VALUES (?)", (MAKER,))
            elif makers != [MAKER]:
                raise sqlite3.DatabaseError("another layout")
        if db.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise sqlite3.DatabaseError("damaged")
        self._versions = dict(db.execute("SELECT id, version FROM texts"))
        self._ids = {version: number for number, version in self._versions.items()}

    def _remove(self) -> None:
        assert self._path
        for tail in ("", "-wal", "-shm"):
            with suppress(OSError):
                self._path.with_name(self._path.name + tail).unlink()

    def _anew(self) -> None:
        """Begin again with an empty index: the file is damaged, or the disk refuses."""
        with suppress(sqlite3.Error):
            self._db.close()
        self._ids, self._versions = {}, {}
        self._failures += 1
        if self._path and not self._shared:
            self._remove()
        beaten = self._shared or self._failures > MOST_FAILURES
        self._db = self._connect(":memory:") if beaten else self._open()
        self._lost()

    def _do(self, work: Callable[[], T], instead: T) -> T:
        """Do something with the file; where it is damaged, begin again and return ``instead``."""
        with self._lock:
            if self._closed:
                return instead
            try:
                return work()
            except sqlite3.Error:
                self._anew()
                return instead

    def close(self) -> None:
        """Close the file; calling it again does nothing."""
        with self._lock:
            self._closed = True
            with suppress(sqlite3.Error):
                self._db.close()

    # -- what stands in it ------------------------------------------------------------------------

    @property
    def versions(self) -> frozenset[str]:
        """The versions of the texts that stand in it."""
        with self._lock:
            return frozenset(self._ids)

    def add(self, texts: Mapping[str, str]) -> None:
        """Take in texts by their versions; those that stand in it already are left out."""
        folded = {version: fold(text) for version, text in texts.items()}
        indexed = {version: _parted(text) for version, text in folded.items()}
        packed = {version: compress(_raw(text), 1) for version, text in texts.items()}

        def work() -> None:
            last = max(self._versions, default=0)
            new = [version for version in texts if version not in self._ids]
            made = dict(enumerate(new, last + 1))
            with self._db:
                for number, version in made.items():
                    raw = _raw(folded[version])
                    self._db.execute(
                        "INSERT INTO texts VALUES (?, ?, ?, ?, ?)",
                        (number, version, raw, crc32(raw), packed[version]),
                    )
                    self._db.execute(
                        "INSERT INTO grams (rowid, folded) VALUES (?, ?)",
                        (number, indexed[version]),
                    )
            self._versions.update(made)
            self._ids.update((version, number) for number, version in made.items())

        self._do(work, None)

    def drop(self, versions: Iterable[str]) -> None:
        """Take texts out again."""

        def work() -> None:
            gone = [version for version in versions if version in self._ids]
            with self._db:
                for version in gone:
                    number = self._ids[version]
                    for folded in self._folded([version]).values():
                        self._db.execute(
                            "INSERT INTO grams (grams, rowid, folded) VALUES ('delete', ?, ?)",
                            (number, _parted(folded)),
                        )
                    self._db.execute("DELETE FROM texts WHERE id = ?", (number,))
            for version in gone:
                del self._versions[self._ids.pop(version)]

        self._do(work, None)

    # -- asking -----------------------------------------------------------------------------------

    def holding(self, pieces: Sequence[str]) -> frozenset[str] | None:
        """Return the versions of the texts that may hold all these folded strings.

        None means that the index does not know: every text has to be looked at.
        """
        grams = list(dict.fromkeys(gram for piece in pieces for gram in _grams(piece)))
        if not grams:
            return None
        wanted = " AND ".join('"' + gram.replace('"', '""') + '"' for gram in grams[:MOST_GRAMS])
        sql = "SELECT rowid FROM grams WHERE grams MATCH ?"
        nothing: frozenset[str] = frozenset()

        def work() -> frozenset[str]:
            numbers = {number for (number,) in self._db.execute(sql, (wanted,))}
            if len(numbers) == len(self._versions):
                return frozenset(self._ids)
            # A row of the index that no text has is damage, too.
            if not numbers <= self._versions.keys():
                raise sqlite3.DatabaseError("damaged")
            return frozenset(map(self._versions.__getitem__, numbers))

        return self._do(work, nothing)

    def texts(self, versions: Sequence[str]) -> dict[str, Folded]:
        """Return texts by version, the originals to be read when they are needed.

        One that is not there is left out; one that is damaged is empty.
        """
        nothing: dict[str, str] = {}
        found = self._do(lambda: self._folded(versions), nothing)
        return {version: Folded(partial(self.text, version), it) for version, it in found.items()}

    def text(self, version: str) -> str:
        """Return a text as it was taken in; empty where it is not there or damaged."""

        def work() -> str:
            sql = "SELECT original FROM texts WHERE version = ?"
            found = self._db.execute(sql, (version,)).fetchone()
            try:
                text = decompress(found[0]).decode("utf-8", "surrogatepass") if found else ""
            except (ZlibError, ValueError, TypeError) as error:
                raise sqlite3.DatabaseError("damaged") from error
            if found and version_of(text) != version:
                raise sqlite3.DatabaseError("damaged")
            return text

        return self._do(work, "")

    def _folded(self, versions: Sequence[str]) -> dict[str, str]:
        marks = ",".join("?" * len(versions))
        sql = f"SELECT version, sum, folded FROM texts WHERE version IN ({marks})"
        rows = self._db.execute(sql, versions).fetchall()
        # A column of SQLite holds whatever anybody has put into it.
        if any(not isinstance(raw, bytes) or crc32(raw) != known for _, known, raw in rows):
            raise sqlite3.DatabaseError("damaged")
        return {version: raw.decode("utf-8") for version, _, raw in rows}


def _raw(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _parted(folded: str) -> str:
    """Return a folded text as it is indexed: no NUL, unspaced characters apart."""
    return _UNSPACED_RUN.sub(lambda run: GAP + GAP.join(run[0]) + GAP, folded.replace("\0", " "))


def _grams(piece: str) -> list[str]:
    parted = _parted(piece)
    return [parted[i : i + 3] for i in range(len(parted) - 2)]
