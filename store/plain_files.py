"""Files and folders of onrecord's own, where something else may lie in their place.

A library travels, and its folder is anybody's: under the name of one of its files may lie a
folder, a link that leads nowhere or into somebody's own files, a pipe that is waited for, a device
without an end.  So it is looked at before it is read, and moved out of the way, never deleted,
before something is written.
"""

from __future__ import annotations

import errno
import os
import stat
import time
from pathlib import Path
from typing import BinaryIO

_MOST = 2 << 30
"""Bytes of a file that are read into memory; no notebook ever had a hundredth of them."""


_NONE = "it is a folder, pipe or device, not a file"


class NotAFile(OSError):
    """What lies there is no file, or one that no memory should hold."""


def open_plain(path: str | Path) -> BinaryIO:
    """Open a file for reading; nothing that is none is waited for.

    Raises:
        NotAFile: it is a folder, a pipe or a device.
        OSError: it is not there, or must not be read.
    """
    try:
        file = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        if error.errno != errno.ENXIO:  # a socket
            raise
        raise NotAFile(errno.EINVAL, _NONE, str(path)) from error
    if not stat.S_ISREG(os.fstat(file).st_mode):
        os.close(file)
        raise NotAFile(errno.EINVAL, _NONE, str(path))
    return os.fdopen(file, "rb")


def read_plain(path: str | Path, most: int = _MOST) -> bytes:
    """Return what is in a file of ``most`` bytes.

    Raises:
        NotAFile: it is no file, or a larger one.
        OSError: it is not there, or must not be read.
    """
    with open_plain(path) as file:
        if os.fstat(file.fileno()).st_size > most:
            raise NotAFile(errno.EFBIG, f"it is larger than {most >> 20} MB", str(path))
        return file.read()


def instead_of_file(path: Path) -> str:
    """Return what lies where a file belongs, "" for a file, and where nothing does."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return "a link that leads nowhere" if path.is_symlink() else ""
    if stat.S_ISDIR(mode):
        return "a folder"
    return "" if stat.S_ISREG(mode) else "a pipe, socket or device"


def make_way(path: Path) -> bool:
    """Move what is no file from where one is to be written; return whether there was anything.

    A link is none: whatever is written would be written to where it leads.

    Raises:
        OSError: it cannot be moved.
    """
    try:
        mode = path.lstat().st_mode
    except OSError:
        return False
    if stat.S_ISREG(mode):
        return False
    path.rename(aside(path, "before"))
    return True


def make_way_for_tables(path: Path) -> None:
    """Move from the places of a file of SQLite, and of its logs, what is no file.

    Raises:
        OSError: it cannot be moved.
    """
    for tail in ("", "-wal", "-shm", "-journal"):
        make_way(path.with_name(path.name + tail))


def make_folder(path: Path, mode: int = 0o777) -> None:
    """Make a folder in one that is there; a file in its place is moved out of the way.

    Raises:
        OSError: it cannot be made, or a link lies there that leads nowhere (to a disk, perhaps,
            that will come back).
    """
    try:
        path.mkdir(mode, exist_ok=True)
    except FileExistsError:
        if path.is_symlink():
            raise
        path.rename(aside(path, "before"))
        path.mkdir(mode, exist_ok=True)


def aside(path: Path, why: str) -> Path:
    """Return a name beside a file that nothing has, ``.<why>-<time>``."""
    stamp = time.strftime("%Y%m%dT%H%M%S", time.gmtime())
    name = path.with_name(f"{path.name}.{why}-{stamp}")
    number = 0
    while os.path.lexists(name):
        number += 1
        name = path.with_name(f"{path.name}.{why}-{stamp}-{number}")
    return name
