"""The thread that keeps the index of the full text in step with the library."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

from onrecord.store.library.together import OpenLibrary

from .events import Indexed, Listener, Notice

if TYPE_CHECKING:
    from onrecord.store.search import TextIndex

BREATH = 0.003
"""Seconds of rest between two batches of texts, so that keys find the processor free."""


class SearchIndexer:
    """Owns the index; its thread begins with the first :meth:`look`.

    Where it is ``late``, it begins when somebody waits for it: most commands search nothing.
    """

    def __init__(self, library: OpenLibrary) -> None:
        self._library = library
        self._index: TextIndex | None = None
        self._due = threading.Event()
        self._done = threading.Event()
        self._lock = threading.Lock()  # over the two events
        self._ended = False
        self.late = False
        self._listen: Listener = lambda event: None
        self._thread = threading.Thread(target=self._run, name="finder", daemon=True)
        self.progress = Indexed(0, 0)

    def look(self, listen: Listener) -> None:
        """Go through the articles again, in the thread; ``listen`` is told from there."""
        self._listen = listen
        self._again()
        if not self.late:
            self._begin()

    def _begin(self) -> None:
        if self._thread.ident is None and not self._ended:
            self._thread.start()

    @property
    def index(self) -> TextIndex | None:
        """The index as far as it is made; None as long as it has not been opened."""
        return self._index

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until every text is in the index; return whether it is."""
        self._begin()
        return self._done.wait(seconds)

    def close(self) -> None:
        """Stop; what is not in the index yet comes in the next time."""
        self._ended = True
        self._due.set()
        if self._thread.is_alive():
            self._thread.join(5)
        if self._index:
            self._index.close()

    def _again(self) -> None:
        with self._lock:
            if not self._ended:
                self._done.clear()
                self._due.set()

    def _run(self) -> None:
        # The thread begins after the first paint, which does without SQLite and all of this.
        import sqlite3

        from onrecord.store.search import TextIndex
        from onrecord.store.search.sync import keep_up

        library = self._library
        try:
            self._index = TextIndex(library.home, shared=bool(library.read_only), lost=self._again)
        except sqlite3.Error as error:  # a Python whose SQLite was built without FTS5
            self._listen(Notice(f"Texts cannot be searched here: {error}", "warning"))
            with self._lock:
                self._ended = True
                self._done.set()
            return
        while not self._ended:
            self._due.wait()
            self._due.clear()
            try:
                keep_up(self._index, library, self._wanted, self._told)
            except Exception as error:  # a fault of ours must not end the searching
                self._listen(Notice(f"{type(error).__name__}: {error}", "error"))
            with self._lock:
                if not self._due.is_set():
                    self._done.set()

    def _wanted(self) -> bool:
        time.sleep(BREATH)
        return not self._ended

    def _told(self, done: int, total: int) -> None:
        if (done, total) != (self.progress.done, self.progress.total):
            self.progress = Indexed(done, total)
            self._listen(self.progress)
