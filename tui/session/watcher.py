"""Looks at the files of a library now and then, so that what is new is noticed by itself."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from onrecord.store.library.scanner import Scan

from .counts import counted

EVERY, SETTLED = 1.0, 0.4
"""Seconds between two looks, at least; and to the one that tells whether a change is through."""
SHARE, SETTLED_SHARE = 100, 5
"""A look takes at most one part in so many of the time: in a large library they are rarer."""


class Watcher:
    """Asks ``look`` what the files are like, and calls ``changed`` when that is another thing.

    A file may be half written: nothing is told before two looks agree.  It looks at nothing while
    somebody is ``busy`` with what was there before.
    """

    def __init__(
        self,
        look: Callable[[], object],
        changed: Callable[[], None],
        busy: Callable[[], bool] = lambda: False,
    ) -> None:
        self._look = look
        self._changed = changed
        self._busy = busy
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="watcher", daemon=True)

    def start(self) -> None:
        """Begin to look; what is there now is known."""
        self._thread.start()

    def close(self) -> None:
        """Look no more."""
        self._ended.set()

    def _run(self) -> None:
        known = last = self._look()
        rest = EVERY
        while not self._ended.wait(rest):
            if self._busy():
                continue
            begun = time.monotonic()
            seen = self._look()
            took = time.monotonic() - begun
            rest = max(EVERY, SHARE * took)
            if seen == last != known:
                known = seen
                self._changed()
            elif seen != known:
                rest = max(SETTLED, SETTLED_SHARE * took)
            last = seen


def news(scan: Scan) -> str:
    """Return what a look at the folder found in one line, "" where all is as it was."""
    gone = f"{len(scan.vanished)} gone" if scan.vanished else ""
    changed = f"{len(scan.changed)} changed" if scan.changed else ""
    new = counted(len(scan.added), "new article") if scan.added else ""
    moved = f"{len(scan.moved)} moved" if scan.moved else ""
    told = ", ".join(part for part in (new, changed, moved, gone) if part)
    return f"In the folder: {told}." if told else ""
