"""What is still to be analysed, given to the workers as fast as they take it, until held back."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Sequence

AHEAD = 2
"""Batches for each worker: the one it is at, and the one it finds when it is done."""


class WorkQueue:
    """Batches of names in order; ``send`` is called with each, from a thread of its own.

    A name is away from when it is sent until :meth:`back` is told of it.  So few are away at a
    time that holding back stops the work soon, and that what waits is no more than names.
    """

    def __init__(self, workers: Callable[[], int], send: Callable[[Sequence[str]], None]) -> None:
        self.held = False
        self._workers = workers
        self._send = send
        self._batches: deque[Sequence[str]] = deque()
        self._size = 1
        self._away = 0
        self._ended = False
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._run, name="supply", daemon=True)

    def start(self) -> None:
        """Begin to send."""
        self._thread.start()

    def close(self) -> None:
        """Send nothing more."""
        with self._changed:
            self._ended = True
            self._changed.notify()

    def fill(self, names: Sequence[str], size: int) -> int:
        """Replace what waits by these names, ``size`` at once; return how many are away."""
        with self._changed:
            self._size = size
            self._batches = deque(names[i : i + size] for i in range(0, len(names), size))
            self._changed.notify()
            return self._away

    def add(self, name: str) -> None:
        """Put one more name behind those that wait."""
        with self._changed:
            self._batches.append([name])
            self._changed.notify()

    def first(self, names: Sequence[str]) -> None:
        """Send those of the names that wait before all others, in this order, each by itself."""
        with self._changed:
            waiting = {name for batch in self._batches for name in batch}
            wanted = dict.fromkeys(name for name in names if name in waiting)
            rest = ([name for name in batch if name not in wanted] for batch in self._batches)
            if wanted:
                self._batches = deque([*([name] for name in wanted), *filter(None, rest)])

    def hold(self, held: bool) -> None:
        """Send nothing more, or go on."""
        with self._changed:
            self.held = held
            self._changed.notify()

    def back(self, count: int) -> None:
        """Take note that so many names have come back."""
        with self._changed:
            self._away -= count
            self._changed.notify()

    @property
    def settled(self) -> bool:
        """Whether nothing is away and nothing will be sent by itself."""
        with self._changed:
            return not self._away and (self.held or not self._batches)

    def _ready(self) -> bool:
        room = self._away < AHEAD * max(self._workers(), 1) * self._size
        return self._ended or bool(self._batches and room and not self.held)

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(self._ready)
                if self._ended:
                    return
                names = self._batches.popleft()
                self._away += len(names)
            self._send(names)
