"""A person's own work: tags, memos, selections, corrections, reading state.

Every method that changes something makes it durable before it returns, as one action that can be
undone, and returns a line that says what was done.  Rows are anchored to the words they are
about (:mod:`store.notebook.anchors`), never to what the analyser happened to find.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from .actors import OnActors
from .articles import OnArticles
from .backups import Backup, Backups
from .base import TextOf, clean, clean_tag
from .codebook import Codebook
from .links import OnLinks
from .marks import OnMarks
from .quotations import OnQuotations
from .review import OnReview
from .searches import OnSearches
from .undo_log import Step, UndoLog

__all__ = ["Notebook", "clean", "clean_tag"]


class Notebook(
    OnQuotations, OnArticles, OnActors, OnLinks, OnMarks, OnReview, OnSearches, Codebook
):
    """The notebook of one library; ``text_of`` gives the texts that anchors are made in."""

    def __init__(
        self,
        folder: Path,
        text_of: TextOf,
        *,
        read_only: str = "",
        backups: Backups | None = None,
        made_again: Callable[[], str] = lambda: "",
    ) -> None:
        super().__init__()
        self._text_of = text_of
        self._undo_log = UndoLog(
            folder,
            read_only=read_only,
            backups=backups,
            watch=self._changed,
            made_again=made_again,
        )
        for key, row in self._undo_log.rows("annotations").items():
            self._in.setdefault(row["article"], set()).add(key)

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

    def keeps(self, version: str) -> bool:
        """Return whether the text of a version is kept, because work was done in it."""
        return self._undo_log.keeps(version)

    def check_place(self) -> None:
        """Write everything anew where its files were deleted; the notices tell of it."""
        self._undo_log.check_place()

    def checkpoint(self) -> None:
        """Write the snapshot now; :meth:`close` does it as well."""
        self._undo_log.checkpoint()

    def close(self) -> None:
        """Write the snapshot and close."""
        self._undo_log.close()

    def undo(self) -> str:
        """Take back the last action, in whatever article; "" when there is nothing to undo."""
        label = self._undo_log.undo()
        return f"Undone: {label}" if label else ""

    def redo(self) -> str:
        """Do again what was undone last; "" when there is nothing to redo."""
        label = self._undo_log.redo()
        return f"Done again: {label}" if label else ""

    def history(self) -> Iterator[Step]:
        """Yield all actions, the oldest first."""
        return self._undo_log.history()

    def restore(self, backup: Backup) -> str:
        """Make everything as it was in a backup; this can be undone as well."""
        label = f"Restored the backup of {backup.at:%Y-%m-%d %H:%M} UTC"
        self._undo_log.restore(backup.read(), label)
        return label
