"""One writer: a kernel lock on the library, and the name of who holds it."""

from __future__ import annotations

import fcntl
import os
import socket
import sys
from contextlib import suppress
from pathlib import Path

from onrecord.store.errors import NotWritten
from onrecord.store.plain_files import make_way, read_plain
from onrecord.store.storage import write_atomically

_ANOTHER = "another onrecord"
_LONGEST = 60
"""Signs of a command that tell which it is."""


class WriterLock:
    """The right to change a library; the kernel gives it back when its holder dies (flock(2))."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "lock"
        self._holder = folder / "lock.holder"
        self._file: int | None = None  # open as long as the lock is held
        self._met = ""  # who held it when it could not be taken

    def acquire(self) -> str:
        """Take the lock and return "", or say why not, and which process has it."""
        with suppress(OSError):
            make_way(self._path)
        try:
            self._file = self._taken(os.O_CREAT)
        except BlockingIOError:
            self._met = self._read_holder()
            return f"this folder is held by {self._met}"
        except OSError as error:
            return f"{self._path} cannot be locked ({error.strerror}): see whose it is"
        with suppress(NotWritten):
            held = f"{_program()}, process {os.getpid()} on {socket.gethostname()}"
            write_atomically(self._holder, held.encode(), durable=False)
        return ""

    def _taken(self, more: int = 0) -> int:
        """Return the file, locked.

        Raises:
            BlockingIOError: somebody else holds it.
            OSError: it cannot be locked at all.
        """
        flags = os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK | more
        file = os.open(self._path, flags, 0o644)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(file)
            raise
        return file

    def ended(self) -> str:
        """Return who held it when it could not be taken, where nobody holds it any more, or ""."""
        if not self._met or self._file is not None:
            return ""
        try:
            os.close(self._taken())
        except OSError:
            return ""
        return self._met

    def release(self) -> None:
        """Give the lock back."""
        if self._file is not None:
            with suppress(OSError):
                self._holder.unlink()
            os.close(self._file)
            self._file = None

    def _read_holder(self) -> str:
        """Return ``onrecord analyse (process 123)``, with its machine if that is another one."""
        with suppress(OSError, UnicodeDecodeError):
            if holder := read_plain(self._holder).decode()[:200]:
                holder = holder.removesuffix(f" on {socket.gethostname()}")
                holder = "".join(c if c.isprintable() else "?" for c in holder)
                program, _, process = holder.rpartition(", ")
                return f"{program or _ANOTHER} ({process})"
        return _ANOTHER


def _program() -> str:
    """Return what is running, as it was called: ``onrecord analyse``."""
    name, *given = [Path(it).name for it in sys.argv[:2]] or [""]
    return " ".join((name, *given))[:_LONGEST] if name == "onrecord" else _ANOTHER
