"""Leaving as a person would when the terminal is closed, or the machine is shut down."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from contextlib import suppress


def leave_at_hangup(leave: Callable[[], object]) -> None:
    """Call ``leave`` in the running event loop at SIGHUP and SIGTERM, where there are such."""
    loop = asyncio.get_running_loop()
    for name in ("SIGHUP", "SIGTERM"):
        # Not every system has the signal, and only the main thread is told of it.
        with suppress(AttributeError, NotImplementedError, RuntimeError, ValueError):
            loop.add_signal_handler(getattr(signal, name), leave)
