"""The one way to change something: made durable, told, undone."""

from __future__ import annotations

from collections.abc import Callable

from onrecord.store.errors import StoreError
from onrecord.store.notebook.notebook import Notebook
from onrecord.store.notebook.records import Row

from .events import Changed, Event, Notice


class NotDone(Exception):
    """What a person asked for cannot be done, and nothing was; the message says why."""


QUIET = frozenset({"places", "looked"})
"""Tables whose changes nobody sees: where one stopped reading, what a search had found."""
OF_ARTICLES = frozenset({"annotations", "articles", "links", "marks", "recent"})
"""Tables whose changes show only with the articles that they are about."""
SIDES = ("article", "a", "b")
"""Under what names a row tells the articles that it is about."""


class Changes:
    """Changes to a notebook, each told to ``tell`` once it is on the disk.

    ``edits`` counts them: what was worked out from a notebook holds until it moves.  ``relay`` is
    called where a person's word on the actors changed, ``hear`` after each change, since the
    notebook may have had to be mended on the way.
    """

    def __init__(
        self,
        notebook: Notebook,
        tell: Callable[[Event], None],
        relay: Callable[[], None],
        hear: Callable[[], None] = lambda: None,
    ) -> None:
        self.edits = 0
        self._notebook = notebook
        self._tell = tell
        self._relay = relay
        self._hear = hear
        self._rows: list[tuple[str, str, Row]] = []
        notebook.watch(self._watch)

    def do(self, change: Callable[[Notebook], str | None]) -> str:
        """Change the notebook, and return a line that says what was done.

        Raises:
            NotDone: it cannot be done (a full disk, a library that is read-only, a name that is
                none).
        """
        self._rows.clear()
        try:
            said = change(self._notebook)
        except (StoreError, ValueError) as error:
            raise NotDone(str(error)) from error
        self._hear()
        rows, self._rows = self._rows, []
        if any(table == "rulings" for table, _, _ in rows):
            self._relay()
        if rows:
            self._tell(Changed(_articles(rows), by_person=True))
        return said or ""

    def by_the_way(self, change: Callable[[Notebook], str | None]) -> None:
        """Change it where nobody asked for that; a :class:`Notice` says why it cannot be."""
        try:
            self.do(change)
        except NotDone as refused:
            self._tell(Notice(str(refused), "error"))

    def undo(self) -> str:
        """Take back the last change, in whatever article; "" when there is nothing to undo."""
        return self.do(Notebook.undo)

    def redo(self) -> str:
        """Do again what was undone last; "" when there is nothing to redo."""
        return self.do(Notebook.redo)

    def _watch(self, table: str, key: str, before: Row | None, after: Row | None) -> None:
        if table not in QUIET:
            self.edits += 1
            self._rows += [(table, key, row) for row in (before, after) if row is not None]


def _articles(rows: list[tuple[str, str, Row]]) -> tuple[str, ...]:
    """Return the articles that rows are about; none where more may look different than they."""
    if any(table not in OF_ARTICLES for table, _, _ in rows):
        return ()
    found = [key for table, key, _ in rows if table == "articles"]
    found += [row[side] for _, _, row in rows for side in SIDES if side in row]
    return tuple(dict.fromkeys(found))
