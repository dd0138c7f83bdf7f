"""What belongs to the machine a person sits at: where they left off, the files behind articles."""

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
