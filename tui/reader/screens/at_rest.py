"""What hangs on a cursor is looked up once it rests, so that keys never wait for it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from textual.message_pump import MessagePump

PAUSE = 0.06
"""Seconds that a cursor rests before what hangs on it is looked up."""


class AtRest(MessagePump):
    """Does things a little later, by name, once however often they are asked for until then."""

    def __init__(self) -> None:
        super().__init__()
        self._soon_due: dict[str, asyncio.TimerHandle] = {}

    def soon(self, name: str, do: Callable[[], None], seconds: float) -> None:
        """Do something so long after it was asked for first."""
        if name not in self._soon_due:
            # The loop's own timer: Textual's is a task each, too much to begin at every key.
            loop = asyncio.get_running_loop()
            self._soon_due[name] = loop.call_later(seconds, self.call_later, self._due, name, do)

    def at_rest(self, name: str, do: Callable[[], None], seconds: float = PAUSE) -> None:
        """Do something once nothing has asked for it for so long."""
        self.no_longer(name)
        self.soon(name, do, seconds)

    def no_longer(self, name: str) -> bool:
        """Do it no more; return whether it was to be done."""
        if handle := self._soon_due.pop(name, None):
            handle.cancel()
        return handle is not None

    def _due(self, name: str, do: Callable[[], None]) -> None:
        if self._soon_due.pop(name, None):
            do()
