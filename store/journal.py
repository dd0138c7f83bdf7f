"""An append-only file of small checked records.

Each line is a digest and the JSON of one record, numbered from 0 without gaps::

    4f1c9a02b7d3e865 {"n":7,"at":"2026-03-01T09:30:00Z", ...}

An append is one write and one flush to the disk.  After a crash only the last, unacknowledged
line can be torn; a damaged line anywhere else is found by its digest, a lost one by the gap.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeAlias

import orjson

from .errors import Damaged, NotWritten
from .storage import sync_directory, write_all

Record: TypeAlias = dict[str, Any]

_DIGITS = 16


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
    record = orjson.loads(payload)
    return record if isinstance(record, dict) else None


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
    """One journal file; see the module."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = -1
        self._end = 0
        self._broken = ""

    def read(self, offset: int = 0) -> Reading:
        """Read all records from an offset on, skipping what is damaged.

        Raises:
            Damaged: the file is shorter than the offset.
        """
        with self.path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            if size < offset:
                raise Damaged(f"{self.path} is shorter than it was")
            file.seek(offset)
            return _read(file.read(), offset)

    def at(self, offset: int) -> Record:
        """Return the record at an offset.

        Raises:
            Damaged: there is no whole record at it.
        """
        with self.path.open("rb") as file:
            file.seek(offset)
            record = _record(file.readline().removesuffix(b"\n"))
        if record is None:
            raise Damaged(f"{self.path} is damaged at byte {offset}")
        return record

    def open(self, end: int) -> None:
        """Open for appending at ``end``; what lies behind it (a torn line) is cut off."""
        try:
            self._file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
            if os.fstat(self._file).st_size != end:
                os.ftruncate(self._file, end)
                os.fsync(self._file)
            sync_directory(self.path.parent)
        except OSError as error:
            raise NotWritten(f"{self.path} could not be opened: {error.strerror}") from error
        self._end = end

    def append(self, records: Sequence[Record], *, durable: bool = True) -> list[int]:
        """Add records in one step and return their offsets.

        ``durable`` waits until they are on the disk; without it they outlive the process, but
        not a power cut.

        Raises:
            NotWritten: the disk refused; none of the records was added.
        """
        if self._broken:
            raise NotWritten(self._broken)
        lines = [_line(record) for record in records]
        try:
            self._check_place()
            os.lseek(self._file, self._end, os.SEEK_SET)
            write_all(self._file, b"".join(lines))
            if durable:
                os.fdatasync(self._file)
        except OSError as error:
            self._roll_back()
            raise NotWritten(f"{self.path} could not be written: {error.strerror}") from error
        offsets = []
        for line in lines:
            offsets.append(self._end)
            self._end += len(line)
        return offsets

    def _check_place(self) -> None:
        """Refuse to write to a file that has lost its name: nobody would find it again."""
        here, there = os.fstat(self._file), os.stat(self.path)  # noqa: PTH116 - twice as fast
        if (here.st_ino, here.st_dev) != (there.st_ino, there.st_dev):
            raise OSError(0, "another file has taken its place")

    def _roll_back(self) -> None:
        try:
            os.ftruncate(self._file, self._end)
            os.fsync(self._file)
        except OSError as error:
            self._broken = f"{self.path} cannot be written any more: {error.strerror}"

    @property
    def end(self) -> int:
        """The offset of the next record."""
        return self._end

    def close(self) -> None:
        """Close the file."""
        if self._file >= 0:
            with suppress(OSError):
                os.close(self._file)
            self._file = -1


def _read(data: bytes, offset: int) -> Reading:
    reading = Reading(end=offset)
    bad = 0
    for start, line in _lines(data):
        record = _record(line)
        if record is None:
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
