"""When a key press is over: when nothing is left to do, not when some time has passed.

Textual's own pilot sleeps two fiftieths of a second with every key, and longer while the process
works; and on a busy machine a process that waits for a processor looks idle to it.  Here the event
loop is asked: is anything ready to run, is anything due to be painted?
"""

from __future__ import annotations

import asyncio

import pytest
from textual._context import active_app
from textual.app import App


async def still(min_sleep: float = 0, max_sleep: float = 0) -> None:
    """Wait until all that has been asked for is done and painted.

    What waits for a clock, a thread or a person is not waited for.  The arguments are those of
    `textual._wait.wait_for_idle`, in whose place this stands.
    """
    ready = asyncio.get_running_loop()._ready  # type: ignore[attr-defined]
    app: App[object] = active_app.get()
    while True:
        await asyncio.sleep(0)
        if ready:
            continue
        if app.is_running:  # what would come with the next frame comes now
            app._check_resize()
            app.screen._on_timer_update()
        if not ready:
            return


def wait_by_stillness(patch: pytest.MonkeyPatch) -> None:
    """Let Textual's pilots wait in this way."""
    patch.setattr("textual.app.wait_for_idle", still)
    patch.setattr("textual.pilot.wait_for_idle", still)
