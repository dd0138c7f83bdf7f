"""What a notebook is written to, whatever keeps it: tables, and actions that change their rows."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from copy import deepcopy
from datetime import UTC, datetime
from time import time_ns
from typing import NamedTuple, TypeAlias

from onrecord.store.storage import Tables

from .journal import Record
from .shapes import Row

Change: TypeAlias = tuple[str, str, Row | None]
"""A table's name, a key in it, and the row that is to stand there (None: no row)."""


class SaidBy(NamedTuple):
    """Whose word it is that a row says this of a matter, where it is not his who writes it.

    ``what`` and ``said`` are as :mod:`onrecord.store.exchange.authors` reads them.
    """

    table: str
    key: str
    what: str
    said: str
    who: str


class Instant(NamedTuple):
    """When an action is made, which its parts in several notebooks share.

    ``at`` is the time by the clock, ``tick`` a number that only grows, whatever the clock says;
    ``joint`` is what the parts are known by to be one, "" for what is made in one notebook alone.
    """

    at: str
    tick: int
    joint: str = ""

    @classmethod
    def after(cls, tick: int, joint: str = "") -> Instant:
        """Return the moment that it is now, after one of this number."""
        return cls(now(), max(time_ns() // 1_000, tick + 1), joint)


class UndoStep(NamedTuple):
    """The action that an undo would take back: its place among others, what its parts share."""

    tick: int
    key: object


Watcher: TypeAlias = Callable[[str, str, Row | None, Row | None], None]
"""What is told of a change after it is on the disk: table, key, row before, row after."""


class HistoryLine(NamedTuple):
    """One line of the history."""

    number: int
    at: str
    label: str
    article: str
    kind: str  # "", "undo" or "redo"
    who: str = ""
    tick: int = 0
    key: str = ""  # what its parts in several notebooks share; "" where its time and label tell


def tick_of(record: Record) -> int:
    """Return the place of an action among those of other notebooks; of an old one, by its time."""
    if tick := record.get("tick"):
        return int(tick)
    with suppress(ValueError):
        return int(datetime.fromisoformat(record["at"]).timestamp() * 1_000_000)
    return 0


class WorkLog(ABC):
    """Tables of rows by key; :class:`~.undo_log.UndoLog` keeps them in one folder."""

    @property
    @abstractmethod
    def read_only(self) -> str:
        """Why nothing can be changed, or ""."""

    @property
    @abstractmethod
    def notices(self) -> list[str]:
        """Lines for the person about what had to be mended."""

    @abstractmethod
    def rows(self, table: str) -> Mapping[str, Row]:
        """Return the rows of a table by their keys; they are not to be altered."""

    def get(self, table: str, key: str) -> Row | None:
        """Return a copy of a row, or None."""
        row = self.rows(table).get(key)
        return deepcopy(row) if row is not None else None

    @abstractmethod
    def tables(self) -> Mapping[str, Mapping[str, Row]]:
        """Return the rows of all tables; they are not to be altered."""

    @property
    @abstractmethod
    def actions(self) -> int:
        """How many actions there are, or the number of the last."""

    @property
    def journal(self) -> str:
        """The id of the one journal that it is written to, "" where there is none, or several."""
        return ""

    @property
    @abstractmethod
    def tick(self) -> int:
        """The highest number of a moment at which anything was changed."""

    @abstractmethod
    def last(self) -> UndoStep | None:
        """Return the action that an undo would take back."""

    @abstractmethod
    def elsewhere(self, redo: bool = False) -> Sequence[str]:
        """Return which libraries have a part in the action that an undo would take back.

        Only those that it would not be taken back in, because they are not open together now.
        """

    @abstractmethod
    def text(self, version: str) -> str | None:
        """Return the kept text of a version, or None where it was never kept or is damaged."""

    @abstractmethod
    def keeps(self, version: str) -> bool:
        """Return whether the text of a version is kept."""

    @abstractmethod
    def watch(self, watcher: Watcher) -> None:
        """Tell ``watcher`` of every change from now on, from the thread that makes it."""

    @abstractmethod
    def commit(
        self,
        label: str,
        changes: Iterable[Change],
        *,
        article: str = "",
        texts: Mapping[str, str] | None = None,
        moment: Instant | None = None,
        elsewhere: Sequence[str] = (),
        whose: Sequence[SaidBy] = (),
    ) -> None:
        """Make changes as one action that can be undone; they are on the disk afterwards.

        ``texts`` are text versions to keep with it; ``moment`` is when, now if it is None;
        ``elsewhere`` are the names of the other libraries that have a part in it, ``whose`` tells
        what in it is the word of others.

        Raises:
            ReadOnly: the notebook cannot be changed.
            NotWritten: the disk refused; nothing was changed.
        """

    @abstractmethod
    def settle(
        self,
        label: str,
        changes: Iterable[Change],
        texts: Mapping[str, str] | None = None,
        moment: Instant | None = None,
    ) -> None:
        """Make changes for good: no undo takes them back, nor anything that was done before.

        ``texts`` are text versions to keep with it; ``moment`` is when, now if it is None.

        Raises:
            ReadOnly, NotWritten: as :meth:`commit`.
        """

    @abstractmethod
    def set_quietly(self, table: str, key: str, row: Row | None) -> None:
        """Change a row without a step to undo; it outlives the process, if not a power cut."""

    @abstractmethod
    def follow(self, ids: Mapping[str, str], label: str) -> None:
        """Take all rows on articles along to the ids these have by now; no step to undo.

        Steps made before are taken back under the new ids.

        Raises:
            ReadOnly, NotWritten: as :meth:`commit`.
        """

    @abstractmethod
    def undo(self, moment: Instant | None = None) -> str:
        """Take the last action back; return what it was, or "" where there is none."""

    @abstractmethod
    def redo(self, moment: Instant | None = None) -> str:
        """Do again what was undone last; return what it was, or "" where there is none."""

    @abstractmethod
    def history(self) -> Iterator[HistoryLine]:
        """Yield all actions that can be told of, the oldest first."""

    def records(self) -> Iterator[Record]:
        """Yield all actions as the journal has them, the oldest first; none without a journal."""
        return iter(())

    @abstractmethod
    def restore(self, tables: Tables, label: str) -> None:
        """Make the tables those of a backup, as one action that can be undone."""

    @abstractmethod
    def check_place(self) -> None:
        """Write what memory holds anew if its files were deleted; tell what became of them."""

    @abstractmethod
    def checkpoint(self) -> None:
        """Write a snapshot, so that the next opening need not replay the journal."""

    @abstractmethod
    def close(self) -> None:
        """Write the snapshot and close; calling it again does nothing."""


def now() -> str:
    """Return the time as ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
