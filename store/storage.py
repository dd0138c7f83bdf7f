"""A TinyDB storage that never leaves half a file behind.

TinyDB's own ``JSONStorage`` overwrites its file in place, so that a crash can tear it.  Here a
write goes to a temporary file, is flushed to the disk, and replaces the old file in one step; a
read checks a digest and the shape before anything is believed.  The files stay plain JSON that
TinyDB reads: the digest stands in a table of its own, ``_check``.
"""

from __future__ import annotations

import fcntl
import os
import re
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeAlias

import orjson
from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from onrecord.store.errors import Damaged, NotWritten, Unreadable

from .plain_files import NotAFile, make_way, read_plain

Tables: TypeAlias = dict[str, dict[str, Any]]

_PART = re.compile(r"\..+\.\d+\.part")
_HEAD = b'{"_check":{"1":{"blake2b":"'
_TAIL = b'"}}'
_DIGITS = 32
_BODY = len(_HEAD) + _DIGITS + len(_TAIL)


def _digest(body: bytes | memoryview) -> bytes:
    return blake2b(body, digest_size=_DIGITS // 2).hexdigest().encode()


def seal(tables: Tables) -> bytes:
    """Return the JSON of these tables with a digest of it in front."""
    body = orjson.dumps(tables, option=orjson.OPT_NON_STR_KEYS)
    rest = b"," + body[1:] if len(body) > 2 else b"}"
    return _HEAD + _digest(rest) + _TAIL + rest


def unseal(data: bytes) -> Tables:
    """Return the tables that :func:`seal` made this of.

    Raises:
        Damaged: the digest does not fit, or it is no JSON of tables.
    """
    if not is_sealed(data):
        raise Damaged("it was cut off or altered")
    tables = orjson.loads(data)
    del tables["_check"]
    if not all(isinstance(table, dict) for table in tables.values()):
        raise Damaged("it holds something else than tables")
    return tables  # type: ignore[no-any-return]


def is_sealed(data: bytes) -> bool:
    """Tell whether these bytes are as :func:`seal` made them."""
    return (
        data.startswith(_HEAD) and _digest(memoryview(data)[_BODY:]) == data[len(_HEAD) : _BODY - 3]
    )


def write_atomically(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Replace the file by one of these bytes: afterwards it is the old or the new one, whole.

    ``durable`` waits until file and directory are on the disk.

    Raises:
        NotWritten: the disk refused; the old file stands.
    """
    # Absolute, since the temporary file must lie on the same disk; one name a process is enough,
    # as a lock keeps a second writer out, and a thread's writes are ordered by its owner.
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        file = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o644)
        try:
            write_all(file, data)
            if durable:
                flush(file)
        finally:
            os.close(file)
        os.replace(part, path)  # noqa: PTH105 - Path.replace is slower and does the same
        if durable:
            sync_directory(path.parent)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise NotWritten(f"{path} could not be written: {error.strerror}") from error


def flush(file: int) -> None:
    """Wait until what was written to an open file is on the disk, with the file's length.

    On macOS ``fsync(2)`` leaves it in the drive's own memory: there ``F_FULLFSYNC`` is asked for,
    and what does not know it (a network disk) flushes as it can.

    Raises:
        OSError: the disk refused.
    """
    if hasattr(fcntl, "F_FULLFSYNC"):
        with suppress(OSError):
            fcntl.fcntl(file, fcntl.F_FULLFSYNC)
            return
    getattr(os, "fdatasync", os.fsync)(file)  # macOS has no fdatasync


def read_given(path: Path, most: int = 256 << 20) -> bytes:
    """Return what is in a file that a person has named, of ``most`` bytes.

    Raises:
        Unreadable: it is a folder, a pipe or a device, or more than memory should hold.
        OSError: it is not there, or must not be read.
    """
    try:
        return read_plain(path, most)
    except NotAFile as error:
        raise Unreadable(error.strerror) from error


def remove_parts(folder: Path) -> int:
    """Remove what writers that were killed left half written in a folder; return how many.

    Only its writer may ask: the parts of one that is still at work look the same.
    """
    removed = 0
    with suppress(OSError):
        for name in os.listdir(folder):  # noqa: PTH208 - a third of the time
            if _PART.fullmatch(name):
                with suppress(OSError):
                    (folder / name).unlink()
                    removed += 1
    return removed


def write_all(file: int, data: bytes) -> None:
    """Write every byte, however many steps the system takes for it."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(file, rest) :]


def sync_directory(path: Path) -> None:
    """Wait until the names in a directory are on the disk."""
    directory = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)


class CheckedStorage(Storage):
    """A TinyDB storage over one sealed file.

    Nothing is kept in memory: every read comes from the disk, so what TinyDB holds after a
    failed write is what the disk holds.
    """

    def __init__(self, path: str | Path, *, durable: bool = True) -> None:
        self.path = Path(path)
        self.durable = durable

    def read(self) -> Tables | None:
        """Return the tables, or ``None`` where there is no file yet.

        Raises:
            Damaged: the file is not what was written; an empty file is damaged, not new.
        """
        try:
            data = read_plain(self.path)
        except FileNotFoundError:
            return None
        except NotAFile as error:
            raise Damaged(f"{self.path} is damaged: {error.strerror}") from error
        try:
            return unseal(data)
        except (Damaged, orjson.JSONDecodeError) as error:
            raise Damaged(f"{self.path} is damaged: {error}") from error

    def write(self, data: Tables) -> None:
        """Replace the file by these tables.

        Raises:
            NotWritten: the disk refused; the old file stands.
        """
        sealed = seal(data)
        try:
            write_atomically(self.path, sealed, durable=self.durable)
        except NotWritten:
            if not self._make_way():
                raise
            write_atomically(self.path, sealed, durable=self.durable)

    def _make_way(self) -> bool:
        try:
            return make_way(self.path)
        except OSError:
            return False


class _Table(Table):
    """A TinyDB table without a query cache, which would outlive a write that failed."""

    default_query_cache_capacity = 0


class Database(TinyDB):
    """A TinyDB over one sealed file."""

    table_class = _Table

    def __init__(self, path: str | Path, *, durable: bool = True) -> None:
        super().__init__(path, durable=durable, storage=CheckedStorage)
