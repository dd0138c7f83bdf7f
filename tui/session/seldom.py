"""What can wait is done seldom: at once after a rest, else when all ends."""

from __future__ import annotations

import time
from collections.abc import Callable

REST = 20.0
"""It takes at most one part in so many of the time."""


class Seldom:
    """Work of which only the last piece counts, as writing a file whole is."""

    def __init__(self) -> None:
        self._waits: Callable[[], None] | None = None
        self._due = 0.0

    def do(self, work: Callable[[], None]) -> None:
        """Do it now, or later in place of what waits."""
        self._waits = work
        if time.monotonic() >= self._due:
            self.finish()

    def finish(self) -> None:
        """Do what waits, if anything does."""
        work, self._waits = self._waits, None
        if work is None:
            return
        begun = time.monotonic()
        work()
        ended = time.monotonic()
        self._due = ended + REST * (ended - begun)
