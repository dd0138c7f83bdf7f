"""Rolling copies of the notebook, inside the library's folder and outside it.

A copy is a snapshot like the notebook's own, named by its time, its journal and the number of its
last action.  All of two days are kept, then one a day, a week, a month.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from onrecord.store.errors import Damaged, NotWritten
from onrecord.store.plain_files import make_folder
from onrecord.store.storage import CheckedStorage, Tables

APART = 30 * 60
"""Seconds between two copies at least."""

_NAME = re.compile(r"notebook-(\d{8}T\d{6})Z-([0-9a-f]{8})-(\d+)\.json")
_STAMP = "%Y%m%dT%H%M%S"


class Backup(NamedTuple):
    """One copy: where it lies, when it was made, how many actions it holds."""

    path: Path
    at: datetime
    journal: str
    through: int

    @property
    def name(self) -> str:
        """What it is called on the command line."""
        return self.path.stem.removeprefix("notebook-")

    def read(self) -> Tables:
        """Return its tables.

        Raises:
            Damaged: it is not what was written.
            OSError: it cannot be read.
        """
        tables = CheckedStorage(self.path).read()
        if tables is None:
            raise Damaged(f"{self.path} is gone")
        return tables


class Backups:
    """The copies of one notebook in some folders; ``clock`` gives seconds since 1970."""

    def __init__(self, folders: Sequence[Path], clock: Callable[[], float] = time.time) -> None:
        self.folders = folders
        self._clock = clock
        self._last: float | None = None

    def all(self) -> list[Backup]:
        """Return the copies, the newest first; of the same one in two folders the first.

        Of one journal the one that goes furthest is the newest, whatever the clock said.
        """
        found: dict[str, Backup] = {}
        for folder in self.folders:
            for backup in _in(folder):
                found.setdefault(backup.path.name, backup)
        return furthest_first(list(found.values()))

    def good(self) -> Iterator[tuple[Backup, Tables]]:
        """Yield the copies that can be read, with their tables, the newest first."""
        for backup in self.all():
            for folder in self.folders:
                try:
                    tables = CheckedStorage(folder / backup.path.name).read()
                except (Damaged, OSError):
                    continue
                if tables is not None:
                    yield backup, tables
                    break

    def due(self) -> bool:
        """Return whether the last copy is old enough for another."""
        if self._last is None:
            newest = next(iter(self.all()), None)
            self._last = newest.at.timestamp() if newest else 0.0
        # A clock that was set back must not put the next copy off for ever.
        return not 0 <= self._clock() - self._last < APART

    def make(self, tables: Tables) -> list[str]:
        """Write a copy to every folder, verify it, and drop those too many; return the failures.

        Where the newest copy holds the same actions already, nothing is written.
        """
        now = self._clock()
        self._last = now
        meta = tables["meta"]["1"]
        mark = (meta["journal"][:8], meta["through"])
        if any((copy.journal, copy.through) == mark for copy in self.all()[:1]):
            return []
        stamp = datetime.fromtimestamp(now, UTC)
        name = f"notebook-{stamp.strftime(_STAMP)}Z-{mark[0]}-{mark[1]}.json"
        failures = []
        for number, folder in enumerate(self.folders):
            try:
                # The first lies in the library, which is not made again where it is gone.
                if number:
                    folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                make_folder(folder, 0o700)
                storage = CheckedStorage(folder / name)
                storage.write(tables)
                storage.read()
            except (NotWritten, Damaged) as error:
                failures.append(f"The backup in {folder} failed: {error}")
                continue
            except OSError as error:
                failures.append(f"The backup in {folder} failed: {error.strerror}")
                continue
            for backup in superfluous(_in(folder), stamp):
                with suppress(OSError):
                    backup.path.unlink()
        return failures


def furthest_first(backups: Sequence[Backup]) -> list[Backup]:
    """Return copies, the newest first: by journal, the one used last first, then by action."""
    last: dict[str, datetime] = {}
    for copy in backups:
        last[copy.journal] = max(copy.at, last.get(copy.journal, copy.at))
    return sorted(
        backups, key=lambda it: (last[it.journal], it.journal, it.through, it.at), reverse=True
    )


def superfluous(backups: Sequence[Backup], now: datetime) -> list[Backup]:
    """Return the copies to drop: of each period the newest is kept, and the last of a journal."""
    kept: set[Any] = set()
    extra = []
    journals: set[str] = set()
    for backup in furthest_first(backups):
        age = now - backup.at
        first = backup.journal not in journals
        journals.add(backup.journal)
        if first or age <= timedelta(days=2):
            continue
        period: tuple[object, ...]
        if age <= timedelta(days=14):
            period = ("day", backup.at.date())
        elif age <= timedelta(days=70):
            period = ("week", *backup.at.isocalendar()[:2])
        else:
            period = ("month", backup.at.year, backup.at.month)
        if period in kept:
            extra.append(backup)
        kept.add(period)
    return extra


def _in(folder: Path) -> list[Backup]:
    found = []
    with suppress(OSError):
        for path in folder.iterdir():
            if match := _NAME.fullmatch(path.name):
                with suppress(ValueError):
                    at = datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC)
                    found.append(Backup(path, at, match[2], int(match[3])))
    return found
