"""What hangs on a cursor is looked up once it rests, so that keys never wait for it.

What the work on a library makes old is drawn anew in the same way: once keys rest, and not too
often, since each article that is analysed changes every list a little.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from time import monotonic

from textual.message_pump import MessagePump

PAUSE = 0.06
"""Seconds that a cursor rests before what hangs on it is looked up."""
SOON = 0.03
"""Seconds in which several reasons to draw something anew are taken as one."""
CALM = 0.25
"""Seconds without a key before a screen takes in by itself what has changed meanwhile."""
EVERY, SHARE = 1.0, 10
"""Seconds between two times that it does, at least; and it takes one part in so many of them."""


class AtRest(MessagePump):
    """Does things a little later, by name, once however often they are asked for until then."""

    def __init__(self) -> None:
        super().__init__()
        self._soon_due: dict[str, asyncio.TimerHandle] = {}
        self._in_calm: dict[str, Callable[[], None]] = {}  # what keys put off
        self._rested: dict[str, float] = {}  # until when it is not done again
        self.last_typed = 0.0  # when the last key came, to whatever screen

    def soon(self, name: str, do: Callable[[], None], seconds: float = SOON) -> None:
        """Do something so long after it was asked for first."""
        if name not in self._soon_due:
            # The loop's own timer: Textual's is a task each, too much to begin at every key.
            loop = asyncio.get_running_loop()
            self._soon_due[name] = loop.call_later(seconds, self.call_later, self._due, name, do)

    def at_rest(self, name: str, do: Callable[[], None], seconds: float = PAUSE) -> None:
        """Do something once nothing has asked for it for so long."""
        self.no_longer(name)
        self.soon(name, do, seconds)

    def in_calm(self, name: str, do: Callable[[], None]) -> None:
        """Do something soon, but once no key comes, and seldom where it takes long."""
        if name in self._soon_due:
            return
        now = monotonic()
        at = max(now + SOON, self.last_typed + CALM, self._rested.get(name, 0.0))
        self._in_calm[name] = do
        self.soon(name, partial(self._now, name, do), at - now)

    def promptly(self, name: str, do: Callable[[], None]) -> None:
        """Do something soon, whatever keys come, and not in a calm moment as well."""
        if self._in_calm.pop(name, None):
            self.no_longer(name)
        self.soon(name, partial(self._now, name, do))

    def _now(self, name: str, do: Callable[[], None]) -> None:
        self._in_calm.pop(name, None)
        begun = monotonic()
        do()
        self.took(name, monotonic() - begun)

    def took(self, name: str, seconds: float) -> None:
        """Know how long something took that is done in calm moments, now that it is done."""
        self._rested[name] = monotonic() + max(EVERY, SHARE * seconds)

    def typed(self) -> None:
        """Take in that a key came: what waits for a calm moment waits a little longer."""
        self.last_typed = monotonic()
        for name, do in self._in_calm.items():
            if self._soon_due[name].when() < self.last_typed + CALM:
                self.no_longer(name)
                self.soon(name, partial(self._now, name, do), CALM)

    def no_longer(self, name: str) -> bool:
        """Do it no more; return whether it was to be done."""
        if handle := self._soon_due.pop(name, None):
            handle.cancel()
        return handle is not None

    def _due(self, name: str, do: Callable[[], None]) -> None:
        if self._soon_due.pop(name, None):
            do()
