"""A folder that is held open, so that it is known again wherever it goes.

A path names whatever stands there now; after ``mv`` that is nothing, or another folder.  An open
directory stays the same one, and the system knows where it lies.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

_GETPATH = 50  # F_GETPATH of macOS, which Python names since 3.9 only there
_LONGEST = 4096


class HeldFolder:
    """A folder as it was when it was first looked at; without an open handle only its path."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = -1
        with suppress(OSError, AttributeError):
            self._file = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)

    def here(self) -> bool:
        """Return whether it still lies at its path."""
        try:
            there = self.path.stat()
        except OSError:
            return False
        if self._file < 0:
            return True
        same = os.fstat(self._file)
        return (same.st_ino, same.st_dev) == (there.st_ino, there.st_dev)

    def removed(self) -> bool:
        """Return whether it was deleted, not moved; without a handle, whether it is gone."""
        if self._file < 0:
            return not self.path.exists()
        return os.fstat(self._file).st_nlink == 0

    def now(self) -> Path | None:
        """Return where it lies now, or None where nobody knows or it was deleted."""
        if self._file < 0 or self.removed():
            return self.path if self.here() else None
        with suppress(OSError):
            return Path(f"/proc/self/fd/{self._file}").readlink()
        with suppress(OSError, ImportError, ValueError):
            import fcntl

            raw = fcntl.fcntl(self._file, _GETPATH, bytes(_LONGEST))
            return Path(os.fsdecode(raw.rstrip(b"\0")))
        return None

    def close(self) -> None:
        """Let it go."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1
