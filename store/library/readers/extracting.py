"""What the readers share that make text out of other formats: what a file may cost, and parts.

One file is one piece of work.  A part of it (a member of an archive, a record, a message) that
cannot be read costs that part alone: it is announced before it is begun, so that whoever watches
over the process knows which one to leave out the next time.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from onrecord.store.errors import Unreadable

from .protocol import Choose, Item

UNPACKED = 4_000_000_000
"""Bytes that a file may hold when it is unpacked, with everything in it."""

DEPTH = 4
"""How deep archives may lie in archives."""


@dataclass(slots=True)
class Work:
    """The reading of one file: what it may still cost, and what is to be left out.

    ``first`` is the number of the first part that is wanted; ``announce`` is told the number and
    the name of each part before it is begun; ``mappings`` are those that a person has kept.
    """

    first: int = 0
    announce: Callable[[int, str], None] = lambda number, name: None
    mappings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    parts: int = 0
    unpacked: int = 0
    depth: int = 0

    def begin(self, name: str) -> bool:
        """Announce a part; return whether it is wanted."""
        number = self.parts
        self.parts += 1
        if number < self.first:
            return False
        self.announce(number, name)
        return True

    def spend(self, size: int) -> None:
        """Count bytes that were unpacked.

        Raises:
            Unreadable: they are too many.
        """
        self.unpacked += size
        if self.unpacked > UNPACKED:
            raise Unreadable(f"it unpacks to more than {UNPACKED // 10**9} GB: unpack it yourself")


_work: ContextVar[Work | None] = ContextVar("work", default=None)


def work() -> Work:
    """Return the work that is being done."""
    found = _work.get()
    if found is None:
        found = Work()
        _work.set(found)
    return found


@contextmanager
def working(on: Work) -> Iterator[Work]:
    """Do this work while the context lasts."""
    before = _work.set(on)
    try:
        yield on
    finally:
        _work.reset(before)


@contextmanager
def alone() -> Iterator[None]:
    """Let a part cost itself alone, whatever its parser trips over.

    Raises:
        Unreadable: the part cannot be read.
    """
    try:
        yield
    except (Unreadable, MemoryError):
        raise
    except Exception as error:  # parsers of others' formats trip over damage in many ways
        told = f"it cannot be read ({type(error).__name__}): is it damaged?"
        raise Unreadable(told) from None


class Extracting:
    """Base of the readers whose text is made from the file."""

    suffixes: tuple[str, ...] = ()
    extracts = True
    streams = False
    """Whether it goes through a file once, so that one that is unpacked need not lie in memory."""

    def recognises(self, head: bytes, name: str) -> bool:
        """Tell nothing: the name decides."""
        return False

    def again(self, file: BinaryIO, name: str, at: tuple[int, int]) -> Item:
        """Return nothing: the text of such files is kept."""
        raise Unreadable("its text is kept elsewhere")


class Holding(Extracting):
    """Base of the readers of files that hold others, for which ``choose`` gives the readers."""

    def __init__(self, choose: Choose) -> None:
        self._choose = choose


class Ahead(io.RawIOBase):
    """A file whose first bytes were read already: they come first, the rest after them."""

    def __init__(self, first: bytes, file: BinaryIO) -> None:
        self._first = first
        self._file = file

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer."""
        view = memoryview(buffer)
        if self._first:
            data, self._first = self._first[: len(view)], self._first[len(view) :]
        else:
            data = self._file.read(len(view))
        view[: len(data)] = data
        return len(data)


def whole(file: BinaryIO | io.RawIOBase, limit: int, what: str) -> bytes:
    """Return all bytes of a file.

    Raises:
        Unreadable: it is empty, or longer than ``limit``; ``what`` it is goes into the message.
    """
    data = _read(file, limit + 1)
    if not data:
        raise Unreadable("it is empty")
    if len(data) > limit:
        raise Unreadable(f"it is longer than {limit // 1_000_000} MB, which no {what} is")
    return data


def _read(file: BinaryIO | io.RawIOBase, size: int) -> bytes:
    """Return up to so many bytes of a file that may give fewer at a time."""
    pieces = []
    while size > 0 and (piece := file.read(min(size, 1 << 22))):
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)
