"""How long work will still take, from how fast it lately went."""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Callable

WINDOW = 60.0
"""Seconds that are looked back on: a machine that gets busy is soon told of."""
SOONEST = 2.0
"""Seconds of work before anything is said of the rest."""
FEWEST = 3
"""Pieces of work before anything is said of the rest."""


class Eta:
    """The speed of work whose pieces differ in size; ``clock`` gives seconds.

    Time counts from the end of the first piece, which also waits for the workers to get ready.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._ends: deque[tuple[float, float]] = deque()
        self._done = 0.0

    def did(self, size: float) -> None:
        """Count a piece of work that just ended."""
        now = self._clock()
        self._done += size
        self._ends.append((now, self._done))
        while len(self._ends) > FEWEST and self._ends[1][0] < now - WINDOW:
            self._ends.popleft()

    def rest(self) -> None:
        """Forget the speed: nothing is done for a while."""
        self._ends.clear()

    def left(self, size: float) -> float | None:
        """Return the seconds that work of this size will take; None as long as nobody knows."""
        if len(self._ends) < FEWEST:
            return None
        (begun, before), (_, done) = self._ends[0], self._ends[-1]
        passed = self._clock() - begun
        if passed < SOONEST or done <= before:
            return None
        return size * passed / (done - before)


def told(seconds: float) -> str:
    """Return a time that is left in words, rounded up: ``40 s``, ``3 min``, ``1 h 20 min``."""
    if seconds <= 50:
        return f"{max(10 * math.ceil(seconds / 10), 10)} s"
    minutes = math.ceil(seconds / 60)
    if minutes > 10:
        minutes = 5 * math.ceil(minutes / 5)
    hours, rest = divmod(minutes, 60)
    parts = (f"{hours} h" if hours else "", f"{rest} min" if rest else "")
    return " ".join(part for part in parts if part)
