"""Durable tables with undo: a journal of actions, and a TinyDB-readable snapshot of the result.

Every change is one action in the journal, on the disk before the method returns.  The snapshot
only saves replaying it: either file alone gives all the tables back, so that damage to one loses
nothing.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock

import orjson

from onrecord.store.errors import Damaged, NotWritten, ReadOnly
from onrecord.store.storage import CheckedStorage, Tables, write_atomically

from .article_ids import moved_rows
from .backups import Backups
from .folder import NotebookFolder
from .journal import Journal, Record
from .recovery import Loaded, load, set_aside
from .shapes import Row, is_record
from .state import hollow, state_of
from .taken_back import taken_back
from .who import me
from .work_log import Change, HistoryLine, Instant, SaidBy, UndoStep, Watcher, WorkLog, now, tick_of

_STEPS = 1_000
"""Actions that can be undone."""

_TAIL = 1_000_000
"""Bytes of journal, at least, after which a new snapshot is worth its writing."""


class UndoLog(WorkLog):
    """The tables of one notebook; see the module.

    ``made_again`` is called when its folder, which was deleted, was made again; it returns why
    nothing can be changed there, or "".
    ``notices`` are lines for the person about what had to be mended.
    """

    def __init__(
        self,
        folder: Path,
        *,
        read_only: str = "",
        backups: Backups | None = None,
        made_again: Callable[[], str] = lambda: "",
    ) -> None:
        self._notices: list[str] = []
        self._watchers: list[Watcher] = []
        self._lock = RLock()
        self._journal = Journal(folder / "notebook.log", is_record)
        self._storage = CheckedStorage(folder / "notebook.json")
        self._backups = backups or Backups([folder / "backups"])
        self._folder = NotebookFolder(folder, made_again, self._backups.folders[-1])
        loaded = load(self._journal, self._storage, self._backups)
        self._notices = loaded.notices
        self._state = loaded.state
        self._read_only = read_only or loaded.refused
        self._snapshot_end = loaded.end - loaded.tail
        self._snapshot_size = _TAIL
        if not self._read_only:
            try:
                self._settle(loaded)
            except NotWritten as error:
                self._read_only = f"the disk refuses: {error}"
            except OSError as error:
                self._read_only = f"the disk refuses: {folder} ({error.strerror})"

    def _settle(self, loaded: Loaded) -> None:
        """Set damage aside, and make the files fit for writing."""
        for path in loaded.damaged:
            kept = set_aside(path)
            self._notices.append(f"What stood in {path.name} was set aside as {kept.name}")
        if loaded.torn:
            name = f"{self._journal.path.name}.torn-{datetime.now(UTC):%Y%m%dT%H%M%S}"
            write_atomically(self._journal.path.with_name(name), loaded.torn)
        if loaded.end:
            self._journal.open(loaded.end)
        else:
            for path in (self._journal.path, self._storage.path):
                if path.exists() and path not in loaded.damaged:
                    set_aside(path, "before")
            self._begin(loaded.texts)
        if loaded.damaged or not loaded.end or loaded.tail > _TAIL:
            with suppress(NotWritten):
                self.checkpoint()

    def _begin(self, texts: Mapping[str, str]) -> None:
        """Begin a new journal with all that the tables hold as its first action."""
        state = self._state
        journal = uuid.uuid4().hex
        records: list[Record] = [{"journal": journal, "schema": state.schema, "at": now()}]
        records += [{"version": version, "text": text} for version, text in texts.items()]
        rows = [(t, k, None, row) for t, table in state.tables.items() for k, row in table.items()]
        if rows:
            records.append({"n": 1, "at": now(), "label": "", "changes": rows, "quiet": True})
        offsets = self._journal.begin(records)
        state.journal, state.through = journal, 1 if rows else 0
        state.undo, state.redo, state.moves = [], [], []
        state.texts = dict(zip(texts, offsets[1:], strict=False))
        self._snapshot_end = 0

    @property
    def read_only(self) -> str:
        """Why nothing can be changed, or ""."""
        return self._read_only

    @property
    def notices(self) -> list[str]:
        """Lines for the person about what had to be mended."""
        return self._notices

    @property
    def actions(self) -> int:
        """The number of the last action."""
        return self._state.through

    @property
    def journal(self) -> str:
        """The id of its journal, "" where none was begun."""
        return self._state.journal

    @property
    def tick(self) -> int:
        """The highest number of a moment at which anything was changed."""
        return self._state.tick

    def last(self) -> UndoStep | None:
        """Return the action that an undo would take back."""
        record = self._next(self._state.undo)
        if record is None:
            return None
        return UndoStep(tick_of(record), self._key(record) or (record["at"], record["label"]))

    def elsewhere(self, redo: bool = False) -> Sequence[str]:
        """Return which other libraries have a part in what an undo, or ``redo``, would be of."""
        record = self._next(self._state.redo if redo else self._state.undo)
        return record.get("elsewhere", ()) if record else ()

    def _next(self, stack: Sequence[int]) -> Record | None:
        """Return the last action of a stack that is a step to somebody, or None."""
        with suppress(Damaged, OSError):
            steps = (self._journal.at(offset) for offset in reversed(stack))
            return next((record for record in steps if not hollow(record)), None)
        return None

    def watch(self, watcher: Watcher) -> None:
        """Tell ``watcher`` of every change from now on, from the thread that makes it."""
        self._watchers.append(watcher)

    # -- reading ------------------------------------------------------------------------------
    def tables(self) -> Mapping[str, Mapping[str, Row]]:
        """Return the rows of all tables; they are not to be altered."""
        return self._state.tables

    def rows(self, table: str) -> Mapping[str, Row]:
        """Return the rows of a table by their keys; they are not to be altered."""
        return self._state.tables.get(table, {})

    def text(self, version: str) -> str | None:
        """Return the kept text of a version, or None where it was never kept or is damaged."""
        offset = self._state.texts.get(version)
        if offset is None:
            return None
        try:
            return str(self._journal.at(offset)["text"])
        except (Damaged, OSError, KeyError):
            return None

    def keeps(self, version: str) -> bool:
        """Return whether the text of a version is kept."""
        return version in self._state.texts

    # -- changing -----------------------------------------------------------------------------
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
            ReadOnly: the undo log cannot be changed.
            NotWritten: the disk refused; nothing was changed.
        """
        with self._lock:
            kept = texts or {}
            self._write(
                label, changes, article, texts=kept, moment=moment, elsewhere=elsewhere, whose=whose
            )

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
        with self._lock:
            self._write(label, changes, "", texts=texts, kind="settled", quiet=True, moment=moment)

    def set_quietly(self, table: str, key: str, row: Row | None) -> None:
        """Change a row without a step to undo; it outlives the process, if not a power cut."""
        with self._lock:
            if self.rows(table).get(key) != row:
                self._write("", [(table, key, row)], "", quiet=True)

    def follow(self, ids: Mapping[str, str], label: str) -> None:
        """Take all rows on articles along to the ids these have by now; no step to undo.

        Steps made before are taken back under the new ids.

        Raises:
            ReadOnly, NotWritten: as :meth:`commit`.
        """
        with self._lock:
            changes = moved_rows(self._state.tables, ids)
            if changes or (ids and (self._state.undo or self._state.redo)):
                self._write(label, changes, next(iter(ids.values())), quiet=True, moved=ids)

    def undo(self, moment: Instant | None = None) -> str:
        """Take the last action back; return what it was, or "" where there is none."""
        return self._step_back(self._state.undo, "undo", moment)

    def redo(self, moment: Instant | None = None) -> str:
        """Do again what was undone last; return what it was, or "" where there is none."""
        return self._step_back(self._state.redo, "redo", moment)

    def _step_back(self, stack: list[int], kind: str, moment: Instant | None) -> str:
        with self._lock:
            self._check_writable()
            while stack:
                done = self._journal.at(stack[-1])
                self._take_back(done, kind, moment)
                if not hollow(done):  # else nobody knows of it
                    return str(done["label"])
            return ""

    def _take_back(self, done: Record, kind: str, moment: Instant | None) -> None:
        if "n" not in done:
            raise Damaged(f"{self._journal.path} has no action where one should be")
        changes = [
            (t, k, taken_back(t, k, self.rows(t).get(k), before, after))
            for t, k, before, after in self._state.back(done)
        ]
        others = done.get("elsewhere", ())
        article = done.get("article", "")
        self._write(done["label"], changes, article, kind=kind, moment=moment, elsewhere=others)

    def _write(
        self,
        label: str,
        changes: Iterable[Change],
        article: str,
        *,
        texts: Mapping[str, str] | None = None,
        kind: str = "",
        quiet: bool = False,
        moved: Mapping[str, str] | None = None,
        moment: Instant | None = None,
        elsewhere: Sequence[str] = (),
        whose: Sequence[SaidBy] = (),
    ) -> None:
        self._check_writable()
        # Rows as JSON gives them back: equal to what a replay reads, and shared with nobody.
        made = [
            (t, k, self.rows(t).get(k), orjson.loads(orjson.dumps(row))) for t, k, row in changes
        ]
        made = [change for change in made if change[2] != change[3]]
        if not made and not kind and not moved:
            return
        moment = moment or Instant.after(self.tick)
        record: Record = {
            "n": self._state.through + 1,
            "at": moment.at,
            "tick": moment.tick,
            "label": label,
            "changes": made,
        }
        if moment.joint:
            record["joint"] = moment.joint
        if name := me():
            record["who"] = name
        if article:
            record["article"] = article
        if elsewhere:
            record["elsewhere"] = list(elsewhere)
        if kind:
            record[kind] = True
        if quiet:
            record["quiet"] = True
        if moved:
            record["moved"] = dict(moved)
        if whose:
            record["whose"] = [list(it) for it in whose]
        kept = {v: text for v, text in (texts or {}).items() if not self.keeps(v)}
        records: list[Record] = [{"version": v, "text": text} for v, text in kept.items()]
        self._back_up()
        offsets = self._append([*records, record], durable=bool(label))
        self._state.texts.update(zip(kept, offsets, strict=False))
        self._state.apply(record, offsets[-1])
        del self._state.undo[:-_STEPS]
        for change in made:
            for watcher in self._watchers:
                watcher(*change)
        if self._journal.end - self._snapshot_end > max(_TAIL, self._snapshot_size):
            # The journal has it all: a snapshot that cannot be written costs only time.
            with suppress(NotWritten):
                self.checkpoint()

    def _append(self, records: list[Record], *, durable: bool) -> list[int]:
        try:
            return self._journal.append(records, durable=durable)
        except FileNotFoundError:
            self._make_again()
            records[-1]["n"] = self._state.through + 1
            return self._journal.append(records, durable=durable)

    def _make_again(self) -> None:
        """Write what memory holds anew, where somebody removed the files under us.

        Raises:
            NotWritten: the folder was moved, or cannot be made.
        """
        if why := self._folder.make_again():
            self._read_only = why
            raise NotWritten(f"{self._folder.path} was removed: {why}")
        texts = {version: text for version in self._state.texts if (text := self.text(version))}
        self._begin(texts)
        self.notices.append(f"{self._journal.path} had been removed, and was made again")

    def check_place(self) -> None:
        """Write what memory holds anew if its files were deleted; tell what became of them."""
        with self._lock:
            if self.read_only or self._journal.path.exists():
                return
            try:
                self._make_again()
            except NotWritten as error:
                self.notices.append(str(error))

    def _check_writable(self) -> None:
        if self.read_only:
            raise ReadOnly(f"nothing can be changed here: {self.read_only}")

    # -- life ---------------------------------------------------------------------------------
    def checkpoint(self) -> None:
        """Write the snapshot, so that the next opening need not replay the journal.

        Raises:
            NotWritten: the disk refused; the journal still holds everything.
        """
        with self._lock:
            self._check_writable()
            if self._journal.end == self._snapshot_end:
                return
            self._storage.write(self.snapshot())
            self._snapshot_end = self._journal.end
            with suppress(OSError):
                self._snapshot_size = self._storage.path.stat().st_size

    def _back_up(self) -> None:
        """Copy the tables as they are now, if the last copy is old enough."""
        if self._state.through and self._backups.due():
            for failure in self._backups.make(self.snapshot()):
                if failure not in self.notices:
                    self.notices.append(failure)

    def restore(self, tables: Tables, label: str) -> None:
        """Make the tables those of a backup, as one action that can be undone.

        Raises:
            Damaged, NewerSchema: it is no backup that this onrecord knows.
            ReadOnly, NotWritten: as :meth:`commit`.
        """
        state, _ = state_of(tables)
        state.migrate()
        with self._lock:
            self._state.bring_up_to_date(state)
            changes: list[Change] = []
            for table in self._state.tables.keys() | state.tables.keys():
                now_there, then = self.rows(table), state.tables.get(table, {})
                changes += [(table, key, None) for key in now_there if key not in then]
                changes += [(table, key, row) for key, row in then.items()]
            self._write(label, changes, "")

    def snapshot(self) -> Tables:
        """Return all tables as TinyDB has them, with where in the journal they stand."""
        with self._lock:
            return self._state.out(self._journal.end)

    def history(self) -> Iterator[HistoryLine]:
        """Yield all actions that the journal can tell of, the oldest first."""
        for record in self.records():
            if (record["label"] or not record.get("quiet")) and not hollow(record):
                yield HistoryLine(
                    record["n"],
                    record["at"],
                    record["label"],
                    record.get("article", ""),
                    next((kind for kind in ("undo", "redo") if record.get(kind)), ""),
                    str(record.get("who", "")),
                    tick_of(record),
                    self._key(record),
                )

    def _key(self, record: Record) -> str:
        """Return what the parts of an action share, "" where none was written."""
        if "tick" not in record or record.get("quiet"):
            return str(record.get("joint", ""))
        return str(record.get("joint", f"{self._state.journal} {record['n']}"))

    def records(self) -> Iterator[Record]:
        """Yield all actions as the journal has them, the oldest first."""
        with suppress(OSError, Damaged):
            yield from (record for _, record in self._journal.read().records if "n" in record)

    def close(self) -> None:
        """Write the snapshot and close the journal; calling it again does nothing."""
        if not self.read_only:
            self._back_up()
            with suppress(NotWritten):
                self.checkpoint()
        self._journal.close()
        self._folder.close()
        self._read_only = self._read_only or "it is closed"
