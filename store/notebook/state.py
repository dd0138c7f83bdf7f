"""The tables of an undo log as its journal gives them, and as its snapshot has them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from onrecord.store.errors import Damaged, NewerSchema
from onrecord.store.schema import shaped
from onrecord.store.storage import Tables

from .article_ids import as_named_now, moved_rows
from .journal import Record
from .shapes import Row, RowChange, SnapshotMeta, misfit_of
from .work_log import tick_of

SCHEMA = 1
"""The version of the notebook's layout."""

MIGRATIONS: dict[int, Callable[[dict[str, dict[str, Row]]], None]] = {}
"""What makes the tables of each older layout into those of the next one, in place."""

RECENT = "recent"
"""The table of which tags were used last: what nobody is told of, and would miss."""

_META = "meta"
_TEXTS = "texts"


@dataclass(slots=True)
class State:
    """The tables up to the action number ``through`` of a journal.

    ``undo`` and ``redo`` are offsets of actions; ``texts`` those of kept text versions; ``moves``
    the numbers of actions that gave articles other ids, with these.
    ``refused`` are rows that are none, by table and key, each with what is wrong with it; ``tick``
    is the highest number of a moment.
    """

    tables: dict[str, dict[str, Row]] = field(default_factory=dict)
    journal: str = ""
    schema: int = field(default_factory=lambda: SCHEMA)
    through: int = 0
    tick: int = 0
    undo: list[int] = field(default_factory=list)
    redo: list[int] = field(default_factory=list)
    moves: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    texts: dict[str, int] = field(default_factory=dict)
    refused: dict[tuple[str, str], str] = field(default_factory=dict)

    def apply(self, record: Record, offset: int) -> None:
        """Take over one record of the journal."""
        if "n" not in record:
            if "version" in record:
                self.texts[record["version"]] = offset
            return
        self.change(record)
        if record.get("undo"):
            del self.undo[-1:]
            self.redo.append(offset)
        elif record.get("redo"):
            del self.redo[-1:]
            self.undo.append(offset)
        elif record.get("settled"):
            self.undo.clear()
            self.redo.clear()
        elif not record.get("quiet"):
            self.undo.append(offset)
            self.redo.clear()

    def change(self, record: Record) -> None:
        """Make the changes of an action, without a step to undo."""
        for table, key, _, after in record["changes"]:
            rows = self.tables.setdefault(table, {})
            self.refused.pop((table, key), None)
            if after is None:
                rows.pop(key, None)
            elif why := self._misfit(table, key, after):
                self.refused[table, key] = why
            else:
                rows[key] = after
        self.through = record["n"]
        self.tick = max(self.tick, tick_of(record))
        if moved := record.get("moved"):
            self.moves.append((record["n"], moved))

    def back(self, record: Record) -> Iterator[RowChange]:
        """Yield the changes of an earlier action, the last first, under the ids of today."""
        since = [ids for number, ids in self.moves if number > record["n"]]
        return (as_named_now(change, since) for change in reversed(record["changes"]))

    def bring_up_to_date(self, earlier: State) -> None:
        """Give the rows of an earlier state of this journal the ids that articles have by now."""
        if earlier.journal != self.journal:
            return
        for number, ids in self.moves:
            if number > earlier.through:
                for table, key, row in moved_rows(earlier.tables, ids):
                    rows = earlier.tables[table]
                    rows.pop(key, None)
                    if row is not None:
                        rows[key] = row

    def _take(self, table: str, rows: dict[str, Row]) -> None:
        """Take over a table from a file, and keep what is wrong with its rows."""
        wrong = {key: why for key, row in rows.items() if (why := self._misfit(table, key, row))}
        self.tables[table] = {key: row for key, row in rows.items() if key not in wrong}
        self.refused.update({(table, key): why for key, why in wrong.items()})

    def _misfit(self, table: str, key: str, row: Row) -> str:
        """Return what is wrong with a row; one of an older layout waits until it is migrated."""
        return "" if self.outdated else misfit_of(table, key, row)

    def out(self, end: int) -> Tables:
        """Return the state as TinyDB tables; ``end`` is where the journal goes on."""
        meta = {
            "schema": self.schema,
            "journal": self.journal,
            "through": self.through,
            "tick": self.tick,
            "end": end,
            "undo": self.undo,
            "redo": self.redo,
            "moves": self.moves,
        }
        tables: Tables = {_META: {"1": meta}, _TEXTS: {"1": self.texts}}
        for table, rows in self.tables.items():
            tables[table] = {
                str(number): {"key": key, **row}
                for number, (key, row) in enumerate(rows.items(), start=1)
            }
        return tables

    @property
    def outdated(self) -> bool:
        """Whether an older onrecord wrote it."""
        return self.schema < SCHEMA

    def migrate(self) -> None:
        """Bring the tables of an older layout to this one."""
        while self.outdated:
            MIGRATIONS[self.schema](self.tables)
            self.schema += 1
            for table, rows in self.tables.items():
                self._take(table, rows)


def state_of(tables: Tables) -> tuple[State, int]:
    """Return the state that :meth:`State.out` wrote, and where its journal goes on.

    Raises:
        Damaged: these are no such tables.
        NewerSchema: a newer onrecord wrote them.
    """
    try:
        check_schema(tables[_META]["1"]["schema"])
        meta = shaped(tables[_META]["1"], SnapshotMeta)
        state = State(
            journal=meta["journal"],
            schema=meta["schema"],
            through=meta["through"],
            tick=meta.get("tick", 0),
            undo=meta["undo"],
            redo=meta["redo"],
            moves=meta.get("moves", []),
            texts=shaped(tables[_TEXTS]["1"], dict[str, int]),
        )
        for table, rows in tables.items():
            if table not in (_META, _TEXTS):
                state._take(table, {_key(row): row for row in rows.values()})
        return state, meta["end"]
    except (KeyError, TypeError, AttributeError) as error:
        raise Damaged("the notebook has not the tables that it should have") from error


def _key(row: Row) -> str:
    """Take the key out of a row of a snapshot.

    Raises:
        KeyError, TypeError: it has none.
    """
    key = row.pop("key")
    if not isinstance(key, str):
        raise TypeError(key)
    return key


def check_schema(schema: int) -> None:
    """Refuse a layout that is not known yet.

    Raises:
        NewerSchema: a newer onrecord wrote it.
    """
    if schema > SCHEMA:
        raise NewerSchema(
            f"The notebook was written by a newer onrecord (layout {schema}, this one knows"
            f" {SCHEMA}): please update onrecord; nothing was changed"
        )


def hollow(record: Record) -> bool:
    """Tell whether an action was made in other libraries, and here only in which tags were used.

    Such steps were written once, where several libraries were open together.
    """
    changed = {table for table, *_ in record.get("changes", ())}
    return bool(record.get("elsewhere")) and changed == {RECENT}
