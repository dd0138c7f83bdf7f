"""The standard streams and the input as they are found: closed, full, without an end."""

from __future__ import annotations

import os
import select
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, NoReturn

from onrecord.store.errors import StoreError

PATIENCE = 5_000
"""Milliseconds that the writer of a named pipe has to come."""

MOST = 1 << 20
"""Characters of a memo, or of ids, that are taken from standard input."""

_closed: set[str] = set()


def mend() -> str:
    """Open what the caller has closed, so that no file of ours gets its number.

    Returns what stands in the way of any command, in words, or "".
    """
    for number, mode, name in ((0, "r", "stdin"), (1, "w", "stdout"), (2, "w", "stderr")):
        if getattr(sys, name) is None:
            _closed.add(name)
            file = os.open(os.devnull, os.O_RDONLY if mode == "r" else os.O_WRONLY)
            if file != number:
                os.dup2(file, number)
                os.close(file)
            setattr(sys, name, os.fdopen(number, mode, encoding="utf-8"))
            setattr(sys, f"__{name}__", getattr(sys, name))
    return "standard output is closed: there is nowhere to write to" if "stdout" in _closed else ""


def let_go() -> None:
    """Forget what could not be written to standard output, also when Python ends."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def leave(status: int) -> NoReturn:
    """End the program at once, whatever its threads are at."""
    with suppress(OSError, ValueError):
        sys.stderr.flush()
    os._exit(status)


def opened(path: Path | None) -> BinaryIO:
    """Open a file of lines, or standard input.

    Raises:
        OSError: it cannot be opened.
        StoreError: it is a folder, a pipe that nobody writes to, or a device, which has no end.
    """
    name = str(path) if path else "standard input"
    if path is None and "stdin" in _closed:
        raise StoreError("standard input is closed: there is nothing to read")
    if path and path.is_dir():
        raise StoreError(f"{name} is a folder: give a file of JSON lines")
    file = _waited_for(path) if path and path.is_fifo() else None
    file = file or (path.open("rb") if path else sys.stdin.buffer)
    found = os.fstat(file.fileno())
    if stat.S_ISDIR(found.st_mode):
        raise StoreError(f"{name} is a folder: give a file of JSON lines")
    nothing = os.path.samestat(found, os.stat(os.devnull))  # noqa: PTH116 - it is a name
    if stat.S_ISCHR(found.st_mode) and not file.isatty() and not nothing:
        raise StoreError(f"{name} is a device, which has no lines and no end")
    return file


def read_whole() -> str:
    """Return what stands on standard input.

    Raises:
        StoreError: it is closed, or more than anybody writes by hand.
    """
    if "stdin" in _closed:
        raise StoreError("standard input is closed: there is nothing to read")
    text = sys.stdin.read(MOST + 1)
    if len(text) > MOST:
        raise StoreError(f"there is more on standard input than {MOST:,} characters")
    return text.removeprefix("\ufeff")


def _waited_for(path: Path) -> BinaryIO:
    """Open a named pipe, if a moment later somebody is there who writes to it."""
    file = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    readable = select.poll()
    readable.register(file, select.POLLIN)
    if not readable.poll(PATIENCE):
        with suppress(BlockingIOError):  # there is a writer, who has not written yet
            if not os.read(file, 1):
                os.close(file)
                raise StoreError(f"{path} is a pipe that nobody writes to")
    os.set_blocking(file, True)
    return os.fdopen(file, "rb")


@contextmanager
def drawn_on_the_terminal() -> Iterator[None]:
    """Let Textual, which draws on standard error, draw where standard output goes.

    ``onrecord FOLDER 2>log`` then shows the reader, and the log gets what is complained of.
    """
    if sys.stderr.isatty():
        yield
        return
    before = sys.__stderr__
    with os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8") as screen:
        sys.__stderr__ = screen  # type: ignore[misc]
        try:
            yield
        finally:
            sys.__stderr__ = before  # type: ignore[misc]


def words_of(error: BaseException) -> str:
    """Return what went wrong in our words: a file and a reason, no number and no class."""
    if isinstance(error, OSError) and error.strerror:
        if error.filename is None:
            return f"not all could be read or written: {error.strerror}"
        return f"{os.fsdecode(error.filename)}: {error.strerror}"
    return str(error)
