"""One writer: a kernel lock on the library, and the name of who holds it."""

from __future__ import annotations

import fcntl
import os
import socket
from contextlib import suppress
from pathlib import Path


class WriterLock:
    """The right to change a library; the kernel gives it back when its holder dies (flock(2))."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "lock"
        self._holder = folder / "lock.holder"
        self._file: int | None = None  # open as long as the lock is held

    def acquire(self) -> str:
        """Take the lock and return "", or say why not: ``open in process 123 on host``."""
        try:
            file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            return f"the library cannot be locked: {error}"
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(file)
            if isinstance(error, BlockingIOError):
                return f"open in {self._read_holder()}"
            return f"the library cannot be locked: {error}"
        self._file = file
        with suppress(OSError):
            self._holder.write_text(f"process {os.getpid()} on {socket.gethostname()}", "utf-8")
        return ""

    def release(self) -> None:
        """Give the lock back."""
        if self._file is not None:
            with suppress(OSError):
                self._holder.unlink()
            os.close(self._file)
            self._file = None

    def _read_holder(self) -> str:
        with suppress(OSError, UnicodeDecodeError):
            if holder := self._holder.read_text("utf-8")[:200]:
                return "".join(c if c.isprintable() else "?" for c in holder)
        return "another process"
