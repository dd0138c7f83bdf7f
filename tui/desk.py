"""What belongs to the machine a person sits at: where they left off, its files, its work."""

from __future__ import annotations

from pathlib import Path

from store.seat import Seat, keep_seat, read_seat

from .facts import ANALYSED, LINKED
from .work import Work

CALLED = {ANALYSED: "analysis", LINKED: "linking"}
"""What the work is called by which articles become so."""


class Desk(Work):
    """The side of a session that is nobody's work, and no analysis either."""

    def seat(self) -> Seat:
        """Return where the person left off in this library."""
        return read_seat(self._library.data_dir, self._library.folder)

    def keep_seat(self, seat: Seat) -> None:
        """Keep where they are, for the next start."""
        keep_seat(self._library.data_dir, self._library.folder, seat)

    def source(self, article: str) -> Path:
        """Return the file that an article came from; it may be gone by now."""
        return self._library.file_of(article)

    def pause(self) -> str:
        """Stop the analysis or the linking after it, or let it go on, and say which.

        What is done is kept either way.
        """
        keeper = self._keeper
        doing, done, total = keeper.stage()
        name = CALLED[doing]
        if keeper.paused:
            keeper.resume()
            return f"The {name} goes on."
        if done >= total:
            return "Nothing is being analysed."
        keeper.pause()
        return f"The {name} stops at {done} of {total}; the same key lets it go on."
