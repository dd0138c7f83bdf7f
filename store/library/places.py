"""Where a library lies: its folder, and the home of what onrecord keeps of it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

import platformdirs

from onrecord.store.errors import StoreError

HOME = ".onrecord"
_LOG = "notebook.log"


def folder_of(paths: Sequence[Path]) -> Path:
    """Return the folder that holds all of these paths.

    Raises:
        StoreError: one of them does not exist.
    """
    whole = [Path(os.path.abspath(path)) for path in paths]  # noqa: PTH100 - keeps symlinks
    for path in whole:
        if not path.exists():
            raise StoreError(f"{path} does not exist")
    folders = [path if path.is_dir() else path.parent for path in whole]
    return Path(os.path.commonpath(folders))


def default_data_dir() -> Path:
    """Return the folder for the user's own data."""
    return platformdirs.user_data_path("onrecord")


def private_name(folder: Path) -> str:
    """Return a name for a folder that no other folder has."""
    mark = blake2b(os.fsencode(folder), digest_size=6).hexdigest()
    name = "".join(c if c.isalnum() or c in "-_." else "_" for c in readable(folder.name))
    return f"{name[:40].lstrip('.') or 'library'}-{mark}"


def private_home(folder: Path, data_dir: Path) -> Path:
    """Return the home, in the user's data folder, of a folder that cannot be written."""
    return data_dir / "libraries" / private_name(folder)


def home_of(paths: Sequence[Path], folder: Path, data_dir: Path) -> tuple[Path, str]:
    """Return the home of a library, made if it was not there, and what to tell the person of it.

    It lies in the folder; for single files, and where the folder cannot be written, in the user's
    data folder.

    Raises:
        StoreError: it cannot be made.
    """
    home = folder / HOME
    apart = private_home(folder, data_dir)
    here, there = (home / _LOG).exists(), (apart / _LOG).exists()
    whole = len(paths) == 1 and paths[0].is_dir()
    said = ""
    if there and not here:
        home = apart
        said = f"Your work on this folder lies in {apart}"
    elif not (whole or home.is_dir()):
        home = apart
    elif not writable(folder):
        home = apart
        said = f"The folder cannot be written: your work is kept in {apart}"
    elif there:
        said = f"There is other work on this folder, from when it could not be written: {apart}"
    try:
        home.mkdir(parents=True, exist_ok=True)
        if home == apart and here and not there:
            for name in ("notebook.json", _LOG):
                with suppress(FileNotFoundError):
                    shutil.copyfile(folder / HOME / name, apart / name)
    except OSError as error:
        raise StoreError(f"{home} cannot be made: {error.strerror}") from error
    return home, said


def writable(folder: Path) -> bool:
    """Return whether a home can be made or written in a folder, by trying."""
    home = folder / HOME
    made = not home.exists()
    try:
        home.mkdir(exist_ok=True)
        probe = home / f".probe.{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError:
        if made and home.is_dir():
            home.rmdir()
        return False
    return True


def walk(folder: Path) -> Iterator[Path]:
    """Yield all files below a folder in order, hidden ones and hidden folders left out."""
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith("."):
                yield Path(root, name)


def readable(name: str) -> str:
    """Return a file name that can be written as UTF-8, whatever bytes it is made of."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
