"""An append-only file of small checked records.

Each line is a digest and the JSON of one record::

    4f1c9a02b7d3e865 {"n":7,"at":"2026-03-01T09:30:00Z", ...}

A journal is begun in one step, so that there is never an empty one.  An append is one write and
one flush to the disk, into zeros that were written ahead.  After a crash only the last,
unacknowledged lines can be torn; a damaged line anywhere else is found by its digest, a lost one
by the numbers of the others.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import accumulate
from pathlib import Path
from typing import Any, TypeAlias

import orjson

from onrecord.store.errors import Damaged, NotWritten
from onrecord.store.plain_files import open_plain
from onrecord.store.storage import flush, write_all, write_atomically

Record: TypeAlias = dict[str, Any]

_DIGITS = 16

_ROOM = 1 << 18
"""Bytes of zeros written ahead: a flush is half as long where the file does not grow."""

_PIECE = 1 << 14


@dataclass(slots=True)
class Reading:
    """What a journal holds from some offset on.

    ``records`` are (offset, record) pairs; ``end`` is where the next line belongs; ``torn`` the
    bytes after it; ``bad`` the number of unreadable lines that stand before readable ones.
    """

    records: list[tuple[int, Record]] = field(default_factory=list)
    end: int = 0
    torn: bytes = b""
    bad: int = 0


class Journal:
    """One journal file; see the module.  A line that ``fits`` refuses is as good as damaged."""

    def __init__(self, path: Path, fits: Callable[[Record], bool] = lambda record: True) -> None:
        self.path = path
        self._fits = fits
        self.end = 0
        self._file = -1
        self._room = 0
        self._broken = ""

    def read(self, offset: int = 0) -> Reading:
        """Read all records from an offset on, skipping what is damaged.

        Raises:
            Damaged: the file is shorter than the offset.
        """
        with open_plain(self.path) as file:
            if file.seek(0, os.SEEK_END) < offset:
                raise Damaged(f"{self.path} is shorter than it was")
            file.seek(offset)
            return _read(file.read(), offset, self._fits)

    def at(self, offset: int) -> Record:
        """Return the record at an offset.

        Raises:
            Damaged: there is no whole record at it.
        """
        if self._file >= 0:
            line = self._line_at(offset)
        else:
            with open_plain(self.path) as file:
                file.seek(offset)
                line = file.readline()
        record = _record(line.removesuffix(b"\n"))
        if record is None or not self._fits(record):
            raise Damaged(f"{self.path} is damaged at byte {offset}")
        return record

    def _line_at(self, offset: int) -> bytes:
        """Return a line of the open file, which can be read even after it lost its name."""
        line = b""
        while piece := os.pread(self._file, _PIECE, offset + len(line)):
            end = piece.find(b"\n")
            if end >= 0:
                return line + piece[:end]
            line += piece
        return line

    def begin(self, records: Sequence[Record]) -> list[int]:
        """Put a new journal with these records in the place of the old one; return their offsets.

        Raises:
            NotWritten: the disk refused; the old journal stands.
        """
        lines = [_line(record) for record in records]
        write_atomically(self.path, b"".join(lines))
        self.close()
        self.open(sum(map(len, lines)))
        return list(accumulate(map(len, lines[:-1]), initial=0))

    def open(self, end: int) -> None:
        """Open for appending at ``end``; what lies behind it (a torn line) is cut off.

        Raises:
            NotWritten: the file cannot be opened for writing.
        """
        try:
            self._file = os.open(self.path, os.O_RDWR | os.O_CLOEXEC)
            if os.fstat(self._file).st_size != end:
                os.ftruncate(self._file, end)
                os.fsync(self._file)
        except OSError as error:
            raise NotWritten(f"{self.path} cannot be written: {error.strerror}") from error
        self.end = self._room = end

    def append(self, records: Sequence[Record], *, durable: bool = True) -> list[int]:
        """Add records in one step and return their offsets.

        ``durable`` waits until they are on the disk; without it they outlive the process, but
        not a power cut.

        Raises:
            NotWritten: the disk refused; none of the records was added.
            FileNotFoundError: the journal has lost its name; none of the records was added.
        """
        if self._broken:
            raise NotWritten(self._broken)
        self._check_place()
        lines = [_line(record) for record in records]
        data = b"".join(lines)
        if durable and self.end + len(data) > self._room:
            self._make_room(len(data))
        try:
            os.lseek(self._file, self.end, os.SEEK_SET)
            write_all(self._file, data)
            if durable:
                flush(self._file)
        except OSError as error:
            self._roll_back()
            raise NotWritten(f"{self.path} cannot be written: {error.strerror}") from error
        offsets = list(accumulate(map(len, lines), initial=self.end))
        self.end = offsets.pop()
        return offsets

    def _make_room(self, length: int) -> None:
        """Write zeros ahead; where the disk has no room for them, the file grows line by line."""
        room = self.end + max(_ROOM, 2 * length)
        try:
            os.lseek(self._file, self.end, os.SEEK_SET)
            write_all(self._file, bytes(room - self.end))
            flush(self._file)
            self._room = room
        except OSError:
            self._roll_back()

    def _check_place(self) -> None:
        """Refuse to write to a file that has lost its name: nobody would find it again."""
        try:
            here, there = os.fstat(self._file), os.stat(self.path)  # noqa: PTH116 - twice as fast
        except FileNotFoundError:
            raise
        except OSError as error:
            raise NotWritten(f"{self.path} cannot be reached: {error.strerror}") from error
        if (here.st_ino, here.st_dev) != (there.st_ino, there.st_dev):
            raise NotWritten(f"{self.path} was replaced by another program: open the library again")

    def _roll_back(self) -> None:
        try:
            os.ftruncate(self._file, self.end)
            os.fsync(self._file)
            self._room = self.end
        except OSError as error:
            self._broken = f"{self.path} cannot be written any more: {error.strerror}"

    def close(self) -> None:
        """Close the file; nothing can be appended afterwards."""
        if self._file >= 0:
            with suppress(OSError):
                os.ftruncate(self._file, self.end)
            with suppress(OSError):
                os.close(self._file)
            self._file = -1


def _line(record: Record) -> bytes:
    payload = orjson.dumps(record)
    digest = blake2b(payload, digest_size=_DIGITS // 2).hexdigest().encode()
    return digest + b" " + payload + b"\n"


def _record(line: bytes) -> Record | None:
    """Return the record of a line, or None where the line is not what was written."""
    payload = line[_DIGITS + 1 :]
    digest = blake2b(payload, digest_size=_DIGITS // 2).hexdigest().encode()
    if line[: _DIGITS + 1] != digest + b" ":
        return None
    try:
        record = orjson.loads(payload)
    except orjson.JSONDecodeError:
        return None
    return record if isinstance(record, dict) else None


def _read(data: bytes, offset: int, fits: Callable[[Record], bool]) -> Reading:
    reading = Reading(end=offset)
    bad = 0
    for start, line in _lines(data):
        record = _record(line)
        if record is None or not fits(record):
            bad += 1
            continue
        reading.bad += bad
        bad = 0
        reading.records.append((offset + start, record))
        reading.end = offset + start + len(line) + 1
    reading.torn = data[reading.end - offset :]
    return reading


def _lines(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the whole lines, without their ends, with their offsets."""
    start = 0
    while (end := data.find(b"\n", start)) >= 0:
        yield start, data[start:end]
        start = end + 1
