"""Where a library lies: its folder, and the home of what onrecord keeps of it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from hashlib import blake2b
from operator import attrgetter
from pathlib import Path

import platformdirs

from onrecord.store.errors import Damaged, NotWritten, StoreError
from onrecord.store.plain_files import read_plain
from onrecord.store.storage import write_atomically

from .readers import HEAD, choose

HOME = ".onrecord"
_PAGES = (".html", ".htm", ".xhtml")
_SAVED = ("_files", "-files", ".files")
_LOG = "notebook.log"
_SNAPSHOT = "notebook.json"


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
    """Return the home, in the user's data folder, of single files or of a folder not to be written.

    A folder has one home, whichever links lead to it, but for what lies in that of a link by now.
    """
    homes = private_homes(data_dir)
    given, real = (homes / private_name(path) for path in (folder, folder.resolve()))
    return given if _lies(given / _LOG) else real


def private_homes(data_dir: Path) -> Path:
    """Return the folder of all homes that do not lie in the folders they belong to."""
    return data_dir / "libraries"


def home_of(paths: Sequence[Path], folder: Path, data_dir: Path) -> tuple[Path, str]:
    """Return the home of a library, made if it was not there, and what to tell the person of it.

    It lies in the folder; for single files, and where the folder cannot be written, in the user's
    data folder.

    Raises:
        StoreError: it cannot be made.
    """
    home, said = _choose(paths, folder, private_home(folder, data_dir))
    try:
        home.mkdir(parents=home.parent != folder, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{home} cannot be made: {error.strerror}") from error
    return home, said


def _choose(paths: Sequence[Path], folder: Path, apart: Path) -> tuple[Path, str]:
    """Return the home of a library and what to tell of it; ``apart`` is the one elsewhere."""
    home = folder / HOME
    here, there = _lies(home / _LOG), _lies(apart / _LOG)
    whole = len(paths) == 1 and paths[0].is_dir()
    if there and not here:
        return apart, f"Your work on this folder lies in {apart}"
    if not (whole or home.is_dir()):
        return apart, ""
    if writable(folder):
        other = f"There is other work on this folder, from when it could not be written: {apart};"
        other += " `onrecord merge` with that folder takes it over"
        return home, other if there else ""
    said = f"{_why_not(home)}: your work is kept in {apart}"
    try:
        if here and (not there or _begins(apart, home)):
            _copy_notebook(home, apart)
        elif here and not _begins(home, apart):
            said += f"; there is other work in {home}, which `onrecord merge` carries over"
    except (OSError, StoreError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        return home, f"The folder cannot be written, and your work cannot be copied: {why}"
    return apart, said


def _why_not(home: Path) -> str:
    """Return why a home cannot be written."""
    if _lies(home) and not home.is_dir():
        return f"{home} is no folder"
    if home.is_dir() and not os.access(home, os.R_OK | os.X_OK):
        return f"{home} must not be read, what is in it is not shown"
    return "The folder cannot be written"


def _lies(path: Path) -> bool:
    """Return whether something lies there, as far as anybody may look."""
    return os.path.lexists(path)


def _begins(part: Path, whole: Path) -> bool:
    """Return whether the notebook of one home is the beginning of another's, or all of it."""
    first, second = (read_plain(home / _LOG).rstrip(b"\0") for home in (part, whole))
    return second.startswith(first)


def _copy_notebook(home: Path, to: Path) -> None:
    """Copy a notebook, each file beside, flushed and read again; the log, which counts, last.

    Raises:
        OSError, StoreError: it cannot be read or written; there is no new log then.
    """
    to.mkdir(parents=True, exist_ok=True)
    for name in (_SNAPSHOT, _LOG):
        with suppress(FileNotFoundError):
            data = read_plain(home / name)
            write_atomically(to / name, data)
            if (to / name).read_bytes() != data:
                raise Damaged(f"{to / name} is not what was written")


def writable(folder: Path) -> bool:
    """Return whether a home can be made or written in a folder, by trying."""
    home = folder / HOME
    made = not home.exists()
    try:
        home.mkdir(exist_ok=True)
        probe = home / f".probe.{os.getpid()}.part"
        probe.touch()
        probe.unlink(missing_ok=True)  # who holds the lock clears such parts away
    except OSError:
        if made and home.is_dir():
            home.rmdir()
        return False
    return True


def walk(folder: str) -> Iterator[tuple[str, bool]]:
    """Yield the paths of all files below a folder in order, and whether each is a link.

    Hidden ones and hidden folders are left out.  A link to a folder is yielded, not followed: it
    may lead back, or into the whole machine.

    What a browser saves beside a page (``page_files`` beside ``page.html``) belongs to the page.
    A folder that cannot be looked into is yielded too, so that somebody is told.
    """
    waiting = [folder]  # folders lie in folders as deep as anybody packs them
    while waiting:
        here = waiting.pop()
        try:
            with os.scandir(here) as found:
                there = sorted((it for it in found if it.name[0] != "."), key=attrgetter("name"))
        except OSError as error:
            if not isinstance(error, FileNotFoundError):  # it was removed meanwhile
                yield here, False
            continue
        below = _folders_below(there)
        yield from ((it.path, it.is_symlink()) for it in there if it.name not in below)
        waiting += [path for path in reversed(below.values()) if path]


def _folders_below(there: Sequence[os.DirEntry[str]]) -> dict[str, str]:
    """Return the folders among what lies in one, by name; "" for one that belongs to a page."""
    folders = [it for it in there if _is_folder(it)]
    saved = {it.name for it in folders if it.name.endswith(_SAVED)}
    if saved:
        stems = {it.name.rsplit(".", 1)[0] for it in there if it.name.lower().endswith(_PAGES)}
        saved = {name for name in saved if name[:-6] in stems}
    return {
        it.name: "" if it.name in saved else it.path
        for it in folders
        if it.name in saved or not it.is_symlink()
    }


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def without_twins(folder: Path, files: Iterable[tuple[str, bool]]) -> Iterator[str]:
    """Leave out links to files that are read themselves: a linked file is one article.

    One whose name does not say what it is ("real") is read under that of a link ("real.txt").
    """
    real = folder.resolve()
    seen: set[Path] = set()
    for given, linked in files:
        if linked and (path := Path(given)).is_file():
            target = path.resolve()
            if target in seen or (_is_walked(target, real) and not _is_read_as(path, target)):
                continue
            seen.add(target)
        yield given


def _is_walked(file: Path, folder: Path) -> bool:
    """Tell whether a file is among those of a folder: not hidden, and no part of a saved page."""
    if not file.is_relative_to(folder):
        return False
    below = file.relative_to(folder)
    above = [folder / it for it in below.parents if it.name]
    return not any(part.startswith(".") for part in below.parts) and not any(map(_is_part, above))


def _is_part(folder: Path) -> bool:
    """Tell whether a folder is what a browser saved beside a page."""
    if not folder.name.endswith(_SAVED):
        return False
    with os.scandir(folder.parent) as there:
        return _folders_below(list(there)).get(folder.name) == ""


def _is_read_as(link: Path, file: Path) -> bool:
    """Tell whether a file is read under the name of a link to it alone, and not under its own."""
    if link.suffix.lower() == file.suffix.lower():
        return False
    with suppress(OSError), file.open("rb") as opened:
        head = opened.read(HEAD)
        return choose(head, file.name) is None and choose(head, link.name) is not None
    return False


def no_file(path: Path, mode: int) -> str:
    """Say why a thing of this mode is not read (it is a pipe, a device ...), "" for a file.

    Raises:
        OSError: it is a folder that cannot be looked into.
    """
    if stat.S_ISREG(mode):
        return ""
    if stat.S_ISDIR(mode):
        if not path.is_symlink():
            os.scandir(path).close()
        return "it is a link to a folder, which is not followed: open that folder as well"
    return "it is a pipe, socket or device, which has no end: give a file"


def spare(path: Path, homes: Iterable[Path], articles: Iterable[Path]) -> None:
    """See to it that nothing is written over what a library is made of, whichever way it is named.

    Raises:
        NotWritten: the path leads to the file of an article, or into one of these homes or any
            other that lies in a folder of articles.
    """
    target = path.resolve()
    real = (home.resolve() for home in homes)
    if HOME in target.parts or any(target.is_relative_to(home) for home in real):
        raise NotWritten(f"{path} lies where onrecord keeps its own; nothing was written")
    if any(_is_same(target, file) for file in articles):
        raise NotWritten(f"{path} is an article of the library; nothing was written")


def _is_same(path: Path, other: Path) -> bool:
    """Whether two paths lead to one file, by links of any kind or in other capitals."""
    with suppress(OSError):
        return path.samefile(other)
    return False


def readable(name: str) -> str:
    """Return a file name that can be written as UTF-8, whatever bytes it is made of."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
