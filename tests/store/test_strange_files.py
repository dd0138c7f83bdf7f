"""What lies where a file of onrecord's own belongs, and is none: it costs as little as it can."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from onrecord.store.errors import ReadOnly
from onrecord.store.library.cache import Cache
from onrecord.store.library.kept_links import KeptLinks
from onrecord.store.library.kept_parts import KeptParts
from onrecord.store.library.library import Library
from onrecord.store.library.models import configured
from onrecord.store.notebook import who
from onrecord.store.search.index import TextIndex
from onrecord.tui.reader.actions.keys import load_keymap
from onrecord.tui.reader.themes import keep_theme, preferred_theme

from .older_library import laid_out, look_at_everything
from .samples import findings


def _folder(path: Path) -> None:
    path.mkdir()
    (path / "x").touch()


def _bound(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # names of sockets are short
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(path.name)
    os.chdir(here)


SHAPES: dict[str, Callable[[Path], None]] = {
    "folder": _folder,
    "link": lambda path: path.symlink_to("/nowhere/at/all"),
    "loop": lambda path: path.symlink_to(path.name),
    "pipe": os.mkfifo,
    "device": lambda path: path.symlink_to("/dev/zero"),
    "socket": _bound,
}

NAMES = ("notebook.log", "notebook.json", "library.json", "actors.json", "lock", "lock.holder")


def put(path: Path, shape: str) -> None:
    """Lay something else in the place of a file or folder."""
    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    SHAPES[shape](path)


def worked(library: Library) -> dict[str, Any]:
    """Return all of a person's work; the history of it stands in the log alone."""
    return {key: it for key, it in look_at_everything(library).items() if key != "history"}


@contextmanager
def opened(folder: Path) -> Iterator[Library]:
    """Open a library and look at all of it."""
    library = Library.open([folder], data_dir=folder.parent / "data")
    library.scan()
    yield library
    library.close()


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", NAMES)
def test_a_file_that_is_none_breaks_no_library(tmp_path: Path, name: str, shape: str) -> None:
    """All work is there, and can go on; only a log that may come back is waited for."""
    folder = laid_out(tmp_path / "merrin")
    with opened(folder) as library:
        before = worked(library)
    path, what = folder / ".onrecord" / name, f"{name} {shape}"
    put(path, shape)
    with opened(folder) as library:
        assert worked(library) == before
        told = " ".join(notice.text for notice in library.notices)
        assert (str(path) in told) == (name.startswith("notebook") and what != "notebook.json link")
        if name == "notebook.log" and shape in ("link", "loop"):
            with pytest.raises(ReadOnly, match="leads nowhere: bring back what it leads to"):
                library.notebook.articles.memo("first.txt", "still")
            assert path.is_symlink()
            return
        library.notebook.articles.memo("first.txt", "still")
    with opened(folder) as library:
        assert library.notices == []
        assert library.notebook.articles.notes("first.txt").memo == "still"


def test_a_log_that_must_not_be_read_is_left_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the snapshot holds is shown, and the person is told whom to ask."""
    folder = laid_out(tmp_path / "merrin")
    with opened(folder) as library:
        before = worked(library)
    log = folder / ".onrecord" / "notebook.log"
    data = log.read_bytes()
    real = os.open

    def refusing(path: str | Path, *flags: int, **more: int) -> int:
        if Path(path) == log:
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, *flags, **more)

    monkeypatch.setattr(os, "open", refusing)
    with opened(folder) as library:
        assert worked(library) == before
        with pytest.raises(ReadOnly, match=r"Permission denied\): see whose it is"):
            library.notebook.articles.memo("first.txt", "still")
    monkeypatch.undo()
    assert log.read_bytes() == data
    with opened(folder) as library:
        assert library.notices == []


@pytest.mark.parametrize("name", ["lock", "lock.holder", "search.db", "parts.db", "links.db"])
def test_nothing_is_written_through_a_link(tmp_path: Path, name: str) -> None:
    """A library that somebody sent cannot have a file of the person's own overwritten."""
    folder = laid_out(tmp_path / "merrin")
    home = folder / ".onrecord"
    precious = tmp_path / "precious"
    precious.touch()
    (home / name).unlink(missing_ok=True)
    for tail in ("", "-wal", "-journal") if name.endswith(".db") else ("",):
        (home / f"{name}{tail}").symlink_to(precious)
    with opened(folder):
        TextIndex(home).close()
        parts, links = KeptParts(home), KeptLinks(home)
        parts.put("kind", {"key": b"value"})
        links.begin("mark", ["first.txt"])
        assert KeptParts(home).all("kind") == {"key": b"value"}
        parts.close()
        links.close()
    assert precious.read_bytes() == b""


@pytest.mark.parametrize("shape", [*SHAPES, "file"])
@pytest.mark.parametrize("depth", [0, 1, 2])
def test_findings_are_kept_whatever_lies_in_their_place(
    tmp_path: Path, shape: str, depth: int
) -> None:
    """They are kept on the disk again; a folder that is a link elsewhere may come back."""
    cache = Cache(tmp_path / "cache", "1", "model")
    assert cache.put("abcd", findings())
    path = [tmp_path / "cache", tmp_path / "cache" / "ab", cache.path("abcd")][depth]
    if shape == "file":
        shutil.rmtree(path) if path.is_dir() else path.unlink()
        path.touch()
    else:
        put(path, shape)
    cache = Cache(tmp_path / "cache", "1", "model")
    assert cache.get("abcd") is None
    assert not cache.sound("abcd")
    kept = cache.put("abcd", findings())
    assert kept == (depth == 2 or not path.is_symlink())
    assert cache.get("abcd") == findings()


@pytest.mark.parametrize("shape", SHAPES)
def test_a_configuration_that_is_no_file_is_none(
    tmp_path: Path, shape: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Keys, pipelines, the theme and the name are the usual ones; nothing is waited for."""
    for name in ("keys.toml", "config.toml", "theme", "name.txt"):
        put(tmp_path / name, shape)
    keymap, wrong = load_keymap((), tmp_path / "keys.toml")
    assert keymap is not None
    assert bool(wrong) == (shape != "link")
    assert not configured(tmp_path / "config.toml").named
    keep_theme(tmp_path / "theme", "light")
    assert preferred_theme(tmp_path / "theme") == ("" if shape == "folder" else "light")
    monkeypatch.setattr("platformdirs.user_config_dir", lambda app: str(tmp_path))
    monkeypatch.setattr("getpass.getuser", lambda: "ida")
    who._configured.cache_clear()
    assert who._configured() == "ida"
    who._configured.cache_clear()
