"""What belongs to the machine a person sits at: where they left off, its files, its work."""

from __future__ import annotations

from pathlib import Path

from store.seat import Seat, keep_seat, read_seat

from .work import Work


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
        """Stop the analysis, or let it go on, and say which; what is done is kept either way."""
        keeper = self._keeper
        done, total = keeper.progress()
        if keeper.paused:
            keeper.resume()
            return "The analysis goes on."
        if done >= total:
            return "Nothing is being analysed."
        keeper.pause()
        return f"The analysis stops at {done} of {total}; the same key lets it go on."
