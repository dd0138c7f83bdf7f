"""A person's own work: tags, memos, selections, corrections, reading state.

Every method that changes something makes it durable before it returns, as one action that can be
undone, and returns a line that says what was done.  Rows are anchored to the words they are
about (:mod:`store.notebook.anchors`), never to what the analyser happened to find.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from onrecord.store.errors import StoreError

from .actors import Rulings
from .article_ids import BY_ARTICLE, named
from .articles import Articles
from .backups import Backup, Backups
from .base import TextOf
from .codebook import Codebook
from .disputes import Disputes
from .encodings import Encodings
from .joined_log import JoinedLog
from .journal import Record
from .links import LinkNotes
from .marks import Marks
from .people import People
from .quotations import Annotations
from .review import Settled
from .searches import Searches
from .shapes import Row
from .undo_log import UndoLog
from .work_log import Change, HistoryLine, SaidBy, Watcher, WorkLog


class Notebook:
    """The notebook of one library; ``text_of`` gives the texts that anchors are made in.

    Its parts are what the work is about: ``quotations``, ``articles``, ``actors``, ``links``,
    ``marks``, ``searches``, the ``codebook`` of tags, and the ``review`` of what no longer applies.
    """

    def __init__(
        self,
        folder: Path,
        text_of: TextOf,
        *,
        read_only: str = "",
        backups: Backups | None = None,
        made_again: Callable[[], str] = lambda: "",
    ) -> None:
        self._write_to(
            UndoLog(folder, read_only=read_only, backups=backups, made_again=made_again), text_of
        )

    @classmethod
    def joined(cls, common: Path, own: Mapping[str, Notebook], text_of: TextOf) -> Notebook:
        """Return the notebooks of several libraries as one (:mod:`.joined_log`).

        Args:
            common: the folder of what is about none or several of the libraries.
            own: their notebooks, by what stands before the ids of their articles.
            text_of: as for one notebook, by the ids that articles have among all.
        """
        read_only = next((why for it in own.values() if (why := it.read_only)), "")
        shared = UndoLog(common, read_only=read_only)
        logs = {prefix: it._undo_log for prefix, it in own.items()}
        made = cls.__new__(cls)
        made._write_to(JoinedLog(shared, logs), text_of)
        return made

    def _write_to(self, log: WorkLog, text_of: TextOf) -> None:
        self._undo_log = log
        self.quotations = Annotations(log, text_of)
        self.articles = Articles(log, text_of)
        self.actors = Rulings(log, text_of)
        self.links = LinkNotes(log, text_of)
        self.marks = Marks(log, text_of)
        self.searches = Searches(log, text_of)
        self.codebook = Codebook(log, text_of)
        self.review = Settled(log, text_of)
        self.disputes = Disputes(log, text_of)
        self.encodings = Encodings(log, text_of)
        self.people = People(log, text_of)
        if not self.read_only:
            with suppress(StoreError):  # it is done when next it can be written
                self.codebook.unite()

    @property
    def id(self) -> str:
        """What it is known by wherever it lies, "" where nothing was written yet."""
        return self._undo_log.journal

    def ever_named(self) -> set[str]:
        """Return the ids of all articles that its work is about, or was."""
        found = set()
        for record in self.records():
            found.update(record.get("moved", {}).values())
            for table, key, before, after in record["changes"]:
                found |= {key} if table in BY_ARTICLE else set()
                found.update(name for row in (before, after) if row for name in named(table, row))
        return found

    @property
    def read_only(self) -> str:
        """Why nothing can be changed, or ""."""
        return self._undo_log.read_only

    @property
    def notices(self) -> list[str]:
        """What had to be mended when it was opened."""
        return self._undo_log.notices

    def worked_on(self) -> set[str]:
        """Return the ids of the articles that hold work: more than that they were read."""
        rows = self._undo_log.rows
        noted = {name for name, row in rows("articles").items() if row.keys() - {"read"}}
        held = {row["article"] for t in ("annotations", "marks") for row in rows(t).values()}
        tied = {row[side] for row in rows("links").values() for side in ("a", "b")}
        return noted | held | tied

    def is_worked_on(self, article: str) -> bool:
        """Return whether an article holds work."""
        return bool(self.quotations.of(article)) or article in self.worked_on()

    def holds_work(self) -> bool:
        """Return whether a person has done anything, about articles or not."""
        tables = ("tags", "rulings", "actors", "people", "searches")
        return bool(self.worked_on()) or any(map(self._undo_log.rows, tables))

    def keeps(self, version: str) -> bool:
        """Return whether the text of a version is kept, because work was done in it."""
        return self._undo_log.keeps(version)

    def check_place(self) -> None:
        """Write everything anew where its files were deleted; the notices tell of it."""
        self._undo_log.check_place()

    def row(self, table: str, key: str) -> Row | None:
        """Return a copy of a row of the work, None where there is none."""
        return self._undo_log.get(table, key)

    def annotated(self) -> set[str]:
        """Return the ids of the articles that have annotations or notes."""
        return self.quotations.articles() | set(self._undo_log.rows("articles"))

    def text(self, version: str) -> str | None:
        """Return the text of a version that work was done in, or None where it is not kept."""
        return self._undo_log.text(version)

    def watch(self, watcher: Watcher) -> None:
        """Tell ``watcher`` of every change from now on, from the thread that makes it."""
        self._undo_log.watch(watcher)

    def adopt(
        self,
        label: str,
        changes: Sequence[Change],
        texts: Mapping[str, str] | None = None,
        whose: Sequence[SaidBy] = (),
    ) -> None:
        """Make changes that come from elsewhere, as one action.

        ``texts`` are kept with them; ``whose`` tells what in them is the word of others.
        """
        self._undo_log.commit(label, changes, texts=texts, whose=whose)

    def follow(self, ids: Mapping[str, str]) -> None:
        """Take all work on articles along to the ids that they have by now: no step to undo.

        Of two articles that changed places, each gets its own.
        """
        self._undo_log.follow(ids, "Notes follow files that were moved")

    def checkpoint(self) -> None:
        """Write the snapshot now; :meth:`close` does it as well."""
        self._undo_log.checkpoint()

    def close(self) -> None:
        """Write the snapshot and close."""
        self._undo_log.close()

    def undo(self) -> str:
        """Take back the last action, in whatever article; "" when there is nothing to undo."""
        others = self._undo_log.elsewhere()
        label = self._undo_log.undo()
        return f"Undone{_here_alone(others)}: {label}" if label else ""

    def redo(self) -> str:
        """Do again what was undone last; "" when there is nothing to redo."""
        others = self._undo_log.elsewhere(redo=True)
        label = self._undo_log.redo()
        return f"Done again{_here_alone(others)}: {label}" if label else ""

    def history(self) -> Iterator[HistoryLine]:
        """Yield all actions, the oldest first."""
        return self._undo_log.history()

    def records(self) -> Iterator[Record]:
        """Yield all actions as the journal has them, the oldest first."""
        return self._undo_log.records()

    def restore(self, backup: Backup) -> str:
        """Make everything as it was in a backup; this can be undone as well."""
        label = f"Restored the backup of {backup.at:%Y-%m-%d %H:%M} UTC"
        self._undo_log.restore(backup.read(), label)
        return label


def _here_alone(others: Sequence[str]) -> str:
    """Return what is said of a step back that leaves its part in other libraries alone."""
    names = " and ".join(others)
    return f" here alone (the part of it in {names} is left as it is)" if others else ""
