"""The notebooks of several libraries that are open together, as one.

What a row is about decides where it lies: work on articles of one library in that library's own
notebook, under the ids that its articles have there, so that it is there too when the library is
opened alone.  What is about none or several of them (a word on actors, a colour, a saved search, a
mark, a link from one to another) lies in a notebook that belongs to them together.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from secrets import token_hex
from threading import RLock
from typing import NamedTuple

import orjson

from onrecord.store.errors import NotWritten, ReadOnly, StoreError
from onrecord.store.storage import Tables

from .article_ids import BY_ARTICLE, NAMING, key_renamed, moved_rows, named, row_renamed
from .shapes import Row
from .state import RECENT
from .work_log import Change, HistoryLine, Instant, SaidBy, UndoStep, Watcher, WorkLog


class JoinedNotebook(NamedTuple):
    """One of several notebooks; ``prefix`` stands before its articles' ids, "" for all others."""

    prefix: str
    log: WorkLog

    @property
    def name(self) -> str:
        """What it is called where several are told of."""
        return self.prefix.rstrip("/").rpartition("/")[2] or "what they have together"

    def inside(self, name: str) -> str:
        """Return what an article is called in it."""
        return name.removeprefix(self.prefix)

    def outside(self, name: str) -> str:
        """Return what one of its articles is called among all."""
        return self.prefix + name

    def key_inside(self, table: str, key: str) -> str:
        """Return what a key is in it."""
        return key_renamed(table, key, self.inside)

    def key_outside(self, table: str, key: str) -> str:
        """Return what one of its keys is among all."""
        return key_renamed(table, key, self.outside)


class JoinedLog(WorkLog):
    """The tables of all notebooks; the ``common`` one has the say where keys meet."""

    def __init__(self, common: WorkLog, own: Mapping[str, WorkLog]) -> None:
        self._common = JoinedNotebook("", common)
        self._own = [JoinedNotebook(prefix, log) for prefix, log in own.items()]
        self._all = [self._common, *self._own]
        self._lock = RLock()
        self._watchers: list[Watcher] = []
        self._done: list[list[WorkLog]] = []
        self._undone: list[list[WorkLog]] = []
        self._tables: dict[str, dict[str, Row]] = {}
        for each in reversed(self._all):
            for table, rows in each.log.tables().items():
                for key, row in rows.items():
                    joint = each.key_outside(table, key)
                    self._tables.setdefault(table, {})[joint] = row_renamed(
                        table, row, each.outside
                    )
            each.log.watch(self._heard(each))

    def _heard(self, of: JoinedNotebook) -> Watcher:
        def heard(table: str, key: str, before: Row | None, after: Row | None) -> None:
            joint = of.key_outside(table, key)
            rows = self._tables.setdefault(table, {})
            was = rows.get(joint)
            now = self._now(table, joint)
            if now is None:
                rows.pop(joint, None)
            else:
                rows[joint] = now
            for watcher in self._watchers:
                watcher(table, joint, was, now)

        return heard

    def _now(self, table: str, key: str) -> Row | None:
        """Return the row of a key as the notebooks have it."""
        for each in self._all:
            if table not in BY_ARTICLE or key.startswith(each.prefix):
                row = each.log.rows(table).get(each.key_inside(table, key))
                if row is not None:
                    return row_renamed(table, row, each.outside)
        return None

    # -- reading ------------------------------------------------------------------------------

    @property
    def read_only(self) -> str:
        """Why nothing can be changed in one of them, and so in none, or ""."""
        return next((why for each in self._all if (why := each.log.read_only)), "")

    @property
    def notices(self) -> list[str]:
        """What had to be mended."""
        return [notice for each in self._all for notice in each.log.notices]

    def rows(self, table: str) -> Mapping[str, Row]:
        """Return the rows of a table by their keys; they are not to be altered."""
        return self._tables.get(table, {})

    def tables(self) -> Mapping[str, Mapping[str, Row]]:
        """Return the rows of all tables; they are not to be altered."""
        return self._tables

    @property
    def actions(self) -> int:
        """How many actions there are."""
        return sum(each.log.actions for each in self._all)

    def text(self, version: str) -> str | None:
        """Return the kept text of a version, or None."""
        found = (each.log.text(version) for each in self._all)
        return next((text for text in found if text is not None), None)

    def keeps(self, version: str) -> bool:
        """Return whether the text of a version is kept."""
        return any(each.log.keeps(version) for each in self._all)

    def watch(self, watcher: Watcher) -> None:
        """Tell ``watcher`` of every change from now on, from the thread that makes it."""
        self._watchers.append(watcher)

    def history(self) -> Iterator[HistoryLine]:
        """Yield all actions of all notebooks, the oldest first; one that is in several, once."""
        found: dict[object, HistoryLine] = {}
        for each in self._all:
            times: Counter[tuple[object, ...]] = Counter()
            tick = 0
            for line in each.log.history():
                what = (line.at, line.label, line.kind, line.who)
                times[what] += 1
                tick = max(tick, line.tick)  # what was written later was done later
                article = each.outside(line.article) if line.article else ""
                key = line.key or (*what, times[what])
                found.setdefault(key, line._replace(article=article, tick=tick))
        yield from sorted(found.values(), key=lambda line: line.tick)

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
        """Make changes as one action: in each notebook that it is about, or in none.

        Its parts share a moment, by which they are known to be one when all is opened again, and
        each knows where the others are: one of them may be taken back where it is opened alone.

        Raises:
            ReadOnly: one of the notebooks cannot be changed.
            NotWritten: the disk refused; nothing was changed.
        """
        with self._lock:
            self._check_writable()
            done: list[WorkLog] = []
            moment = moment or self._moment()
            try:
                shares = self._shares(changes)
                told = [each for each, part in shares if _tells(each.log, part)]
                for each, part in [it for it in shares if it[0] in told] or shares:
                    before = each.log.actions
                    about = each.inside(article) if article.startswith(each.prefix) else ""
                    kept = _wanted(texts or {}, part)
                    others = [*elsewhere, *(it.name for it in told if it is not each)]
                    said = [it._replace(key=each.key_inside(it.table, it.key)) for it in whose]
                    each.log.commit(
                        label,
                        part,
                        article=about,
                        texts=kept,
                        moment=moment,
                        elsewhere=others,
                        whose=said,
                    )
                    if each.log.actions != before:
                        done.append(each.log)
            except StoreError:
                for log in reversed(done):
                    log.undo()
                raise
            if done:
                self._done.append(done)
                self._undone.clear()
                self._recall([it for it in shares if told and it[0] not in told])

    def _recall(self, shares: Sequence[tuple[JoinedNotebook, Sequence[Change]]]) -> None:
        """Note which tags were used last where that is all there is: it is no step there."""
        for each, part in shares:
            for change in part:
                with suppress(NotWritten):
                    each.log.set_quietly(*change)

    def set_quietly(self, table: str, key: str, row: Row | None) -> None:
        """Change a row without a step to undo."""
        with self._lock:
            self._check_writable()
            for each, part in self._shares([(table, key, row)]):
                for change in part:
                    each.log.set_quietly(*change)

    def follow(self, ids: Mapping[str, str], label: str) -> None:
        """Take along what each library's own notebook has not: it has followed its own files.

        Work on an article that has gone from one library to another goes to the other notebook;
        it is written there before it is removed here.

        Raises:
            ReadOnly, NotWritten: as :meth:`commit`.
        """
        across = {old: new for old, new in ids.items() if self._home(old) is not self._home(new)}
        with self._lock:
            within = {old: new for old, new in ids.items() if old not in across}
            self._common.log.follow(within, label)
            if across:
                changes = moved_rows(self._tables, across)
                texts = ((it, self.text(it)) for it in _versions(changes))
                self.settle(label, changes, {it: text for it, text in texts if text is not None})

    def settle(
        self,
        label: str,
        changes: Iterable[Change],
        texts: Mapping[str, str] | None = None,
        moment: Instant | None = None,
    ) -> None:
        """Make changes for good, and what was done before in any of them; rows come before they go.

        Raises:
            ReadOnly, NotWritten: as :meth:`commit`.
        """
        with self._lock:
            self._check_writable()
            shares = {each.prefix: part for each, part in self._shares(changes)}
            moment = moment or self._moment()
            for each in sorted(self._all, key=lambda it: _only_loses(shares.get(it.prefix, ()))):
                part = shares.get(each.prefix, [])
                each.log.settle(label, part, _wanted(texts or {}, part), moment)
            self._done.clear()
            self._undone.clear()

    def _shares(self, changes: Iterable[Change]) -> list[tuple[JoinedNotebook, list[Change]]]:
        """Return what of an action lies where."""
        shares: dict[str, list[Change]] = {}
        for table, key, row in changes:
            for prefix, there in self._placed(table, key, row):
                shares.setdefault(prefix, []).append(there)
        return [(each, shares[each.prefix]) for each in self._all if each.prefix in shares]

    def _placed(self, table: str, key: str, row: Row | None) -> Iterator[tuple[str, Change]]:
        """Yield the change of a row in each notebook where it is to stand, or stands by now."""
        holders = [
            each
            for each in self._all
            if (table not in BY_ARTICLE or key.startswith(each.prefix))
            and each.key_inside(table, key) in each.log.rows(table)
        ]
        owners = self._owners(table, key, row, holders)
        for each in {it.prefix: it for it in (*holders, *owners)}.values():
            now = (
                row_renamed(table, row, each.inside) if row is not None and each in owners else None
            )
            yield each.prefix, (table, each.key_inside(table, key), now)

    def _owners(
        self, table: str, key: str, row: Row | None, holders: Sequence[JoinedNotebook]
    ) -> Sequence[JoinedNotebook]:
        """Return the notebooks that a row belongs to by what it is about."""
        if row is None:
            return ()
        names = [key] if table in BY_ARTICLE else named(table, row)
        homes = {self._home(name) for name in names}
        if table in BY_ARTICLE or table in NAMING:
            return [homes.pop() if len(homes) == 1 else self._common]
        return holders if holders and homes.issubset(holders) else [self._common]

    def _home(self, name: str) -> JoinedNotebook:
        return next((it for it in self._own if name.startswith(it.prefix)), self._common)

    def undo(self, moment: Instant | None = None) -> str:
        """Take the last action back, in each notebook where it was made; return what it was."""
        with self._lock:
            self._check_writable()
            group = self._done.pop() if self._done else self._latest()
            moment = moment or self._moment()
            labels = [log.undo(moment) for log in reversed(group)]
            if group:
                self._undone.append(group)
            return labels[0] if labels else ""

    def elsewhere(self, redo: bool = False) -> Sequence[str]:
        """Return which libraries have a part in the last action, and are not open now."""
        done = self._undone if redo else self._done or [self._latest()]
        group = done[-1] if done else []
        here = {each.name for each in self._all}
        parts = (name for log in group for name in log.elsewhere(redo))
        return [name for name in dict.fromkeys(parts) if name not in here]

    @property
    def tick(self) -> int:
        """The highest number of a moment at which anything was changed."""
        return max(each.log.tick for each in self._all)

    def last(self) -> UndoStep | None:
        """Return the action that an undo would take back."""
        tops = [top for each in self._all if (top := each.log.last())]
        return max(tops, key=lambda top: top.tick, default=None)

    def _latest(self) -> list[WorkLog]:
        """Return where the last action of an earlier time was made."""
        if not (latest := self.last()):
            return []
        tops = [(each.log, each.log.last()) for each in self._all]
        return [log for log, top in tops if top and top.key == latest.key]

    def _moment(self) -> Instant:
        """Return the moment of an action that is made now, after all that any of them knows of."""
        return Instant.after(self.tick, token_hex(8))

    def redo(self, moment: Instant | None = None) -> str:
        """Do again what was undone last since they were opened; return what it was."""
        with self._lock:
            self._check_writable()
            if not self._undone:
                return ""
            group = self._undone.pop()
            moment = moment or self._moment()
            labels = [log.redo(moment) for log in group]
            self._done.append(group)
            return labels[0]

    def _check_writable(self) -> None:
        if self.read_only:
            raise ReadOnly(f"nothing can be changed here: {self.read_only}")

    # -- life ---------------------------------------------------------------------------------

    def check_place(self) -> None:
        """Write anew what was deleted."""
        for each in self._all:
            each.log.check_place()

    def checkpoint(self) -> None:
        """Write the snapshots."""
        for each in self._all:
            each.log.checkpoint()

    def restore(self, tables: Tables, label: str) -> None:
        """Refuse: a backup is of one library.

        Raises:
            NotWritten: always.
        """
        raise NotWritten("a backup is of one library: open that alone to restore it")

    def close(self) -> None:
        """Close the common notebook; each library closes its own."""
        self._common.log.close()


def _tells(log: WorkLog, changes: Sequence[Change]) -> bool:
    """Whether changes alter more than which tags were used last, which nobody is told of."""
    return any(table != RECENT and log.rows(table).get(key) != row for table, key, row in changes)


def _only_loses(changes: Sequence[Change]) -> bool:
    return all(row is None for _, _, row in changes)


def _versions(changes: Sequence[Change]) -> set[str]:
    """Return the text versions that the rows of these changes are anchored in."""
    rows = orjson.dumps([row for _, _, row in changes])
    return set(re.findall('"version":"([^"]+)"', rows.decode()))


def _wanted(texts: Mapping[str, str], changes: Sequence[Change]) -> dict[str, str]:
    """Return the texts that the rows of these changes are anchored in."""
    rows = orjson.dumps([row for _, _, row in changes])
    return {it: text for it, text in texts.items() if f'"version":"{it}"'.encode() in rows}
