"""One writer: a kernel lock on the library, and the name of who holds it."""

from __future__ import annotations

import fcntl
import os
import socket
from contextlib import suppress
from pathlib import Path

from onrecord.store.errors import NotWritten
from onrecord.store.plain_files import make_way, read_plain
from onrecord.store.storage import write_atomically


class WriterLock:
    """The right to change a library; the kernel gives it back when its holder dies (flock(2))."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "lock"
        self._holder = folder / "lock.holder"
        self._file: int | None = None  # open as long as the lock is held

    def acquire(self) -> str:
        """Take the lock and return "", or say why not, and which process has it."""
        flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
        with suppress(OSError):
            make_way(self._path)
        try:
            file = os.open(self._path, flags, 0o644)
        except OSError as error:
            return f"{self._path} cannot be locked ({error.strerror}): see whose it is"
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(file)
            if isinstance(error, BlockingIOError):
                return f"this folder is open in another onrecord window{self._read_holder()}"
            return f"{self._path} cannot be locked ({error.strerror})"
        self._file = file
        with suppress(NotWritten):
            held = f"process {os.getpid()} on {socket.gethostname()}"
            write_atomically(self._holder, held.encode(), durable=False)
        return ""

    def release(self) -> None:
        """Give the lock back."""
        if self._file is not None:
            with suppress(OSError):
                self._holder.unlink()
            os.close(self._file)
            self._file = None

    def _read_holder(self) -> str:
        """Return ``(process 123)`` after a blank, with its machine if that is another one."""
        with suppress(OSError, UnicodeDecodeError):
            if holder := read_plain(self._holder).decode()[:200]:
                holder = holder.removesuffix(f" on {socket.gethostname()}")
                return f" ({''.join(c if c.isprintable() else '?' for c in holder)})"
        return ""
