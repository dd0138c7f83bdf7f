"""From what is on the disk to the tables of a ledger, whatever happened to it.

The state is the newest base that can be read (the snapshot, a backup, or nothing at all) and
every later action of the journal over it.  The numbers of the actions tell what is missing.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .errors import Damaged, NewerSchema
from .journal import Journal, Reading, Record
from .storage import CheckedStorage, Tables

SCHEMA = 1
"""The version of the notebook's layout."""

_META = "meta"
_TEXTS = "texts"


@dataclass(slots=True)
class State:
    """The tables as the journal gives them up to the action number ``through``.

    ``undo`` and ``redo`` are offsets of actions; ``texts`` those of kept text versions;
    ``salvaged`` are texts that have to be written to a new journal.
    """

    tables: dict[str, dict[str, Any]] = field(default_factory=dict)
    journal: str = ""
    through: int = 0
    undo: list[int] = field(default_factory=list)
    redo: list[int] = field(default_factory=list)
    texts: dict[str, int] = field(default_factory=dict)
    salvaged: dict[str, str] = field(default_factory=dict)

    def apply(self, record: Record, offset: int) -> None:
        """Take over one record of the journal."""
        if "n" not in record:
            if "version" in record:
                self.texts[record["version"]] = offset
            return
        for table, key, _, after in record["changes"]:
            rows = self.tables.setdefault(table, {})
            if after is None:
                rows.pop(key, None)
            else:
                rows[key] = after
        self.through = record["n"]
        if record.get("undo"):
            self.undo.pop()
            self.redo.append(offset)
        elif record.get("redo"):
            self.redo.pop()
            self.undo.append(offset)
        elif not record.get("quiet"):
            self.undo.append(offset)
            self.redo.clear()

    def out(self, end: int) -> Tables:
        """Return the state as TinyDB tables; ``end`` is where the journal goes on."""
        meta = {
            "schema": SCHEMA,
            "journal": self.journal,
            "through": self.through,
            "end": end,
            "undo": self.undo,
            "redo": self.redo,
        }
        tables: Tables = {_META: {"1": meta}, _TEXTS: {"1": self.texts}}
        for table, rows in self.tables.items():
            tables[table] = {
                str(number): {"key": key, **row}
                for number, (key, row) in enumerate(rows.items(), start=1)
            }
        return tables


def load(
    journal: Journal,
    storage: CheckedStorage,
    backups: Callable[[], Iterable[tuple[str, Tables]]],
    notices: list[str],
    read_only: bool,
) -> tuple[State, int, int]:
    """Return the state, where the journal goes on, and how much of it the snapshot lacks.

    A journal that goes on at 0 has to be begun anew.  What is damaged is set aside, unless
    ``read_only``; ``notices`` are told what happened, and what was lost if anything.

    Raises:
        NewerSchema: a newer onrecord wrote the notebook.
        OSError: the files are there and cannot be read.
    """
    set_aside = (lambda path: None) if read_only else _set_aside
    snapshot: State | None = None
    start = 0
    spoilt = False
    try:
        if (tables := storage.read()) is not None:
            snapshot, start = _state_of(tables)
    except Damaged as error:
        spoilt = True
        notices.append(f"{error}; it was set aside")
        set_aside(storage.path)

    if not journal.path.exists():
        state = snapshot
        if snapshot is not None:
            notices.append(f"{journal.path} is gone: the notebook stands as of its last snapshot")
        elif spoilt:
            state = _newest(backups, notices)
        return _renewed(state or State()), 0, 0

    if snapshot is not None:
        reading = _tail(journal, snapshot, start)
        if reading is not None:
            return _replayed(snapshot, reading, notices, set_aside, journal.path)

    reading = journal.read()
    header = reading.records[0][1] if reading.records else {}
    _check_schema(header.get("schema", SCHEMA))
    numbers = [record["n"] for _, record in reading.records if "n" in record]
    whole = "journal" in header and not reading.bad and numbers == list(range(1, len(numbers) + 1))
    if whole and snapshot is None:
        state = State(journal=header["journal"])
        return _replayed(state, reading, notices, set_aside, journal.path)
    return _salvaged(snapshot, reading, backups, notices, set_aside, journal.path), 0, 0


def _tail(journal: Journal, snapshot: State, start: int) -> Reading | None:
    """Return what the journal holds after the snapshot, or None where the two do not fit."""
    try:
        if journal.at(0).get("journal") != snapshot.journal:
            return None
        reading = journal.read(start)
    except Damaged:
        return None
    numbers = [record["n"] for _, record in reading.records if "n" in record]
    expected = range(snapshot.through + 1, snapshot.through + 1 + len(numbers))
    return reading if not reading.bad and numbers == list(expected) else None


def _replayed(
    state: State,
    reading: Reading,
    notices: list[str],
    set_aside: Callable[[Path], None],
    path: Path,
) -> tuple[State, int, int]:
    size = 0
    for offset, record in reading.records:
        state.apply(record, offset)
    if reading.torn.strip(b"\0"):
        notices.append("The last change had not reached the disk whole, and is not there")
    if reading.records:
        size = reading.end - reading.records[0][0]
    return state, reading.end, size


def _salvaged(
    snapshot: State | None,
    reading: Reading,
    backups: Callable[[], Iterable[tuple[str, Tables]]],
    notices: list[str],
    set_aside: Callable[[Path], None],
    path: Path,
) -> State:
    """Return the most that a damaged journal, the snapshot and the backups give together."""
    header = next((record for _, record in reading.records if "journal" in record), {})
    name = header.get("journal", "")
    actions = [record for _, record in reading.records if "n" in record]
    bases = [snapshot] if snapshot else []
    bases += [state for _, tables in backups() for state, _ in [_state_of(tables)]]
    same = [base for base in bases if not name or base.journal == name]
    if actions or same:
        state = max(same, key=lambda base: base.through, default=State())
    else:
        state = bases[0] if bases else State()
    expected = state.through + 1
    missing = 0
    for record in actions:
        if record["n"] >= expected:
            missing += record["n"] - expected
            expected = record["n"] + 1
            state.apply({**record, "quiet": True, "undo": False, "redo": False}, 0)
    set_aside(path)
    lost = (
        f"{missing} changes could not be read" if missing else "no change that it tells of is lost"
    )
    notices.append(f"{path} was damaged and set aside: {lost}")
    state = _renewed(state)
    state.salvaged = {
        record["version"]: record["text"] for _, record in reading.records if "version" in record
    }
    return state


def _newest(
    backups: Callable[[], Iterable[tuple[str, Tables]]], notices: list[str]
) -> State | None:
    for name, tables in backups():
        notices.append(f"The notebook was taken from its backup of {name}; later changes are lost")
        return _state_of(tables)[0]
    return None


def _renewed(state: State) -> State:
    """Return the state for a new journal: offsets into the old one mean nothing there."""
    return State(tables=state.tables)


def _state_of(tables: Tables) -> tuple[State, int]:
    """Return the state that :meth:`State.out` wrote, and where its journal goes on."""
    meta = tables[_META]["1"]
    _check_schema(meta["schema"])
    state = State(
        journal=meta["journal"],
        through=meta["through"],
        undo=meta["undo"],
        redo=meta["redo"],
        texts=tables[_TEXTS]["1"],
    )
    for table, rows in tables.items():
        if table not in (_META, _TEXTS):
            state.tables[table] = {row.pop("key"): row for row in rows.values()}
    return state, meta["end"]


def _check_schema(schema: int) -> None:
    if schema > SCHEMA:
        raise NewerSchema(
            f"the notebook was written by a newer onrecord (layout {schema}, this one knows"
            f" {SCHEMA}): please update onrecord; nothing was changed"
        )


def _set_aside(path: Path) -> None:
    """Rename a damaged file, so that nothing overwrites it."""
    stamp = time.strftime("%Y%m%dT%H%M%S", time.gmtime())
    for number in range(1000):
        aside = path.with_name(f"{path.name}.corrupt-{stamp}{f'-{number}' if number else ''}")
        if not aside.exists():
            os.rename(path, aside)  # noqa: PTH104 - Path.rename does the same
            return
