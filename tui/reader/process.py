"""The process round the screen: what its garbage collector is spared, and signals to leave.

A list of 100,000 rows is looked through by every full collection, for a tenth of a second.
"""

from __future__ import annotations

import asyncio
import gc
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from textual.app import App

T = TypeVar("T")

TURN = 0.001
"""Seconds that a thread has the interpreter while another one waits for it."""
MANY = 5_000
"""Rows that the garbage collector had better not look through again and again."""


def collect_nothing_yet() -> None:
    """Make no garbage collection until :func:`collect_from_now_on`.

    A start makes some hundred thousand objects, and next to no garbage; collections would look
    through all of them again and again, for a fifth of the time that the start takes.
    """
    gc.disable()


def collect_from_now_on() -> None:
    """Begin to collect what becomes garbage; what a start has made stays out of it."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def take_turns_often() -> None:
    """Let threads hand the interpreter to each other after a millisecond.

    A key passes a dozen steps until it is painted, and waits before each of them for a thread that
    works: the thread that joins the library together has Python's five milliseconds otherwise.
    """
    sys.setswitchinterval(TURN)


def rest_from_collecting() -> None:
    """Leave all that is in memory now out of later garbage collections.

    A full collection looks at every object there is: with 100,000 rows, or while what is found in
    articles comes in, it holds up a key for a tenth of a second.  Rows are in no cycle, so that
    reference counting alone frees them; what is garbage already is collected first, as far as it
    is young.
    """
    if gc.isenabled():
        gc.collect(1)
        gc.freeze()


LEAVING = tuple(
    getattr(signal, name) for name in ("SIGHUP", "SIGTERM", "SIGQUIT") if hasattr(signal, name)
)
"""The signals to leave, of those that the system has."""


def leave_at_hangup(leave: Callable[[], object]) -> None:
    """Call ``leave`` in the running event loop at a signal to end."""
    loop = asyncio.get_running_loop()
    for number in LEAVING:
        # Only the main thread is told of signals, and not every loop.
        with suppress(NotImplementedError, RuntimeError, ValueError):
            loop.add_signal_handler(number, leave)


def run_to_the_end(application: App[T]) -> T | None:
    """Run an application; from its end on this process leaves by itself, signals hurry it no more.

    What was opened for it is still to be closed then: a terminal's window that is shut right after
    the key to leave would cut that off.  SIGKILL does what it always does.

    Returns:
        What the application was left with.
    """
    with asyncio.Runner() as runner:
        result = runner.run(application.run_async())
        for number in LEAVING:
            runner.get_loop().remove_signal_handler(number)
            signal.signal(number, signal.SIG_IGN)
    return result
