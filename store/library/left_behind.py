"""Work that lies in another home than a library's own: whether there is any, and whose it may be.

The home of a folder that cannot be written has a name made of the folder's path.  A stick that is
mounted elsewhere, or a share under another name, gets another home: the work in the one before is
found by the files that it is about.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from onrecord.store.errors import Damaged, StoreError
from onrecord.store.notebook.notebook import Notebook
from onrecord.store.plain_files import open_plain, read_plain
from onrecord.store.storage import write_atomically

from .catalogue import read_index

_OF = "folder"
"""The file in a home that names the folder it belongs to."""


def has_work(home: Path) -> bool:
    """Return whether there is work in a home; what cannot be read is not passed by."""
    log = home / "notebook.log"
    if not os.path.lexists(log):
        return False
    try:
        open_plain(log).close()
        notebook = Notebook(home, lambda article: ("", ""), read_only="it is looked into")
    except (StoreError, OSError):
        return True
    try:
        return notebook.holds_work()
    finally:
        notebook.close()


def remember_folder(home: Path, folder: Path) -> None:
    """Keep in a home that lies elsewhere which folder it belongs to, if the disk lets us."""
    path, name = home / _OF, os.fsencode(folder)
    with suppress(OSError, StoreError):
        if not path.exists() or read_plain(path) != name:
            write_atomically(path, name)


def left_behind(notebook: Notebook, home: Path, folder: Path, homes: Path) -> str:
    """Return what to tell of work on the files of a folder that lies in none of its own homes.

    Args:
        notebook: its own, in its ``home``; where that holds work, nothing is looked for.
        home: where that lies.
        folder: the folder that is opened.
        homes: the folder of all homes that lie elsewhere.
    """
    if notebook.holds_work() or not homes.is_dir():
        return ""
    others = (it for it in sorted(homes.iterdir()) if it != home and not _is_needed(it))
    found = [str(it) for it in others if _is_about(it, folder) and has_work(it)]
    if not found:
        return ""
    return (
        f"There is work on these files from when they lay elsewhere, in {', '.join(found)}:"
        " `onrecord merge` with that folder takes it over"
    )


def _is_needed(home: Path) -> bool:
    """Return whether the folder of a home is where it was."""
    with suppress(OSError, StoreError, ValueError):  # whatever stands there
        return Path(os.fsdecode(read_plain(home / _OF))).exists()
    return False


def _is_about(home: Path, folder: Path) -> bool:
    """Return whether most files of a home's library lie in a folder, each as long as it was."""
    try:
        files = read_index(home / "library.json").files
    except (Damaged, OSError):
        return False
    same = sum(_size(folder / name) == state.size for name, state in files.items())
    return 2 * same > len(files)


def _size(path: Path) -> int:
    """Return the length of a file in bytes, less than any where there is none."""
    try:
        return path.stat().st_size
    except OSError:
        return -2
