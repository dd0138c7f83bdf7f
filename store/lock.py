"""One writer: a kernel lock on the library, and the name of who holds it."""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout


class WriterLock:
    """The right to change a library; the kernel gives it back when its holder dies."""

    def __init__(self, folder: Path) -> None:
        self._lock = FileLock(folder / "lock", timeout=0, thread_local=False)
        self._holder = folder / "lock.holder"

    def acquire(self) -> str:
        """Take the lock and return "", or say why not: ``open in process 123 on host``."""
        try:
            self._lock.acquire()
        except Timeout:
            return f"open in {self._read_holder()}"
        except (OSError, NotImplementedError) as error:
            return f"the library cannot be locked: {error}"
        with suppress(OSError):
            self._holder.write_text(f"process {os.getpid()} on {socket.gethostname()}", "utf-8")
        return ""

    def release(self) -> None:
        """Give the lock back."""
        if self._lock.is_locked:
            with suppress(OSError):
                self._holder.unlink()
            self._lock.release()

    def _read_holder(self) -> str:
        with suppress(OSError, UnicodeDecodeError):
            if holder := self._holder.read_text("utf-8")[:200]:
                return "".join(c if c.isprintable() else "?" for c in holder)
        return "another process"
