"""The home of what libraries have together: where it lies, and that it is found when they move.

It lies in the user's data folder, under a mark made of the libraries' paths.  Which libraries they
are, wherever they lie, the ids of their notebooks tell: a home remembers those of its own.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import TypeAlias

from onrecord.store.errors import NotWritten, StoreError
from onrecord.store.notebook.notebook import Notebook
from onrecord.store.notebook.recovery import set_aside
from onrecord.store.plain_files import read_plain
from onrecord.store.storage import write_atomically

from .left_behind import has_work
from .places import readable

Members: TypeAlias = Mapping[str, Path]
"""The folders of libraries by the ids of their notebooks, which no two of them share."""

_MEMBERS = "members"
"""The file in a home that names its libraries: ids and folders in turn, each ended by a zero."""


def below(folder: Path, common: Path) -> str:
    """Return what stands before the ids of a library's articles among all."""
    return f"{readable(folder.relative_to(common).as_posix())}/"


def home_of_all(folder: Path, prefixes: list[str], data_dir: Path) -> Path:
    """Return the home of libraries, whichever is named first, whether it is there or not."""
    names = "\0".join([str(folder), *sorted(prefixes)])
    mark = blake2b(names.encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()
    return data_dir / "together" / mark


def settled(home: Path, members: Members) -> str:
    """Have the work on these libraries in their home, wherever they lay before.

    Returns:
        What to tell: that it was found again, or why it was not.
    """
    said = _brought(home, members)
    home.mkdir(parents=True, exist_ok=True)
    before = _remembered(home)
    if before.keys() == members.keys():
        _follow(home, before, members)
    told = b"".join(
        part + b"\0" for key, path in members.items() for part in (key.encode(), os.fsencode(path))
    )
    with suppress(OSError, StoreError):
        if before != members:
            write_atomically(home / _MEMBERS, told)
    return said


def _brought(home: Path, members: Members) -> str:
    """Bring the home of these libraries from where it lies for the paths that they had before."""
    left = _left_behind(home, members)
    if not left or has_work(home):
        return ""
    lay = ", ".join(readable(str(path)) for path in _remembered(left[0]).values())
    if len(left) > 1:
        where = ", ".join(map(str, left))
        return (
            "There is work on these libraries together from when they lay elsewhere, in"
            f" {where}: the one that is renamed to {home} is shown"
        )
    try:
        if os.path.lexists(home):
            set_aside(home, "before")
        left[0].rename(home)
    except OSError as error:
        why = f"{left[0]} cannot be renamed to {home} ({error.strerror})"
        return (
            f"The work on these libraries together, from when they were {lay}, is not shown: {why}"
        )
    return f"These libraries were {lay} before: your work on them together was taken along"


def _left_behind(home: Path, members: Members) -> list[Path]:
    """Return the other homes of these libraries that hold work, for paths that are gone."""
    found = []
    with suppress(OSError):
        for other in sorted(home.parent.iterdir()):
            were = _remembered(other) if other != home else {}
            gone = not all(path.exists() for path in were.values())
            if gone and were.keys() == members.keys() and has_work(other):
                found.append(other)
    return found


def _remembered(home: Path) -> dict[str, Path]:
    """Return the libraries that a home was of when it was last open; none where it cannot tell."""
    with suppress(OSError, StoreError, UnicodeDecodeError):
        parts = read_plain(home / _MEMBERS).split(b"\0")[:-1]
        paths = [Path(os.fsdecode(part)) for part in parts[1::2]]
        if all(path.is_absolute() for path in paths):
            return dict(zip((key.decode() for key in parts[::2]), paths, strict=False))
    return {}


def _follow(home: Path, before: Members, members: Members) -> None:
    """Give articles the ids that they have since their libraries were renamed or moved.

    Raises:
        StoreError: they cannot be given.
    """
    was, now = _prefixes(before), _prefixes(members)
    prefixes = {was[key]: now[key] for key in was if was[key] != now[key]}
    if not prefixes:
        return
    notebook = Notebook(home, lambda article: ("", ""))
    try:
        if notebook.read_only:
            raise NotWritten(f"{home}: {notebook.read_only}")
        notebook.follow(
            {
                name: prefixes[prefix] + name.removeprefix(prefix)
                for name in notebook.ever_named()
                for prefix in prefixes
                if name.startswith(prefix)
            }
        )
    finally:
        notebook.close()


def _prefixes(members: Members) -> dict[str, str]:
    common = Path(os.path.commonpath(members.values()))
    return {key: below(path, common) for key, path in members.items()}
