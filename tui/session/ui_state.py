"""What belongs to the machine a person sits at: where they left off, its files, its work."""

from __future__ import annotations

from pathlib import Path

from onrecord.store.library.ui_state import UiState, keep_ui_state, read_ui_state

from .changes import Work
from .events import ANALYSED, LINKED

CALLED = {ANALYSED: "analysis", LINKED: "linking"}
"""What the work is called by which articles become so."""


class Desk(Work):
    """The side of a session that is nobody's work, and no analysis either."""

    def ui_state(self) -> UiState:
        """Return where the person left off in this library."""
        return read_ui_state(self._library.data_dir, self._library.folder)

    def keep_ui_state(self, ui_state: UiState) -> None:
        """Keep where they are, for the next start."""
        keep_ui_state(self._library.data_dir, self._library.folder, ui_state)

    def source(self, article: str) -> Path:
        """Return the file that an article came from; it may be gone by now."""
        return self._library.file_of(article)

    def pause(self) -> str:
        """Stop the analysis or the linking after it, or let it go on, and say which.

        What is done is kept either way.
        """
        indexer = self._indexer
        doing, done, total = indexer.stage()
        name = CALLED[doing]
        if indexer.paused:
            indexer.resume()
            return f"The {name} goes on."
        if done >= total:
            return "Nothing is being analysed."
        indexer.pause()
        return f"The {name} stops at {done} of {total}; the same key lets it go on."
