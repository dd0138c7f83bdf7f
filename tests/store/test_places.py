"""Where the work lies: folders that move or vanish while open, copies that fail half way."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.store.errors import NotWritten
from onrecord.store.held_folder import HeldFolder
from onrecord.store.library import places
from onrecord.store.library.library import Library
from onrecord.store.library.places import HOME
from onrecord.store.library.together import opened as opened_all
from onrecord.store.notebook.notebook import Notebook
from onrecord.store.storage import remove_parts

from .samples import findings

Opened = Callable[[], Library]


def paths_below(folder: Path) -> set[str]:
    """Return all that lies below a folder."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


@pytest.fixture
def locked(folder: Path, opened: Opened, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with work in it that cannot be written any more."""
    library = opened()
    library.notebook.articles.memo("a.txt", "from before")
    library.close()
    monkeypatch.setattr(places, "writable", lambda folder: False)
    return folder


def memo(library: Library) -> str:
    """Return the memo on the first article."""
    return library.notebook.articles.notes("a.txt").memo


def test_a_renamed_folder_is_not_made_again(opened: Opened, folder: Path) -> None:
    """A change is refused with a message that says where the work is; no ghost appears."""
    library = opened()
    library.notebook.articles.memo("a.txt", "kept")
    moved = folder.rename(folder.with_name("quay"))
    with pytest.raises(NotWritten, match=str(moved / ".onrecord")):
        library.notebook.articles.memo("b.txt", "refused")
    assert not library.cache.put(library.entries["a.txt"].version, findings())
    scan = library.scan()
    assert (scan.vanished, scan.added) == ([], [])
    assert str(moved) in library.notices[-1].text
    library.close()
    assert not folder.exists()
    again = Library.open([moved], data_dir=library.data_dir)
    assert memo(again) == "kept"
    again.close()


def test_another_folder_under_the_old_name_gets_nothing(opened: Opened, folder: Path) -> None:
    """Whoever makes a new folder of that name finds no foreign work in it."""
    library = opened()
    library.notebook.articles.memo("a.txt", "kept")
    folder.rename(folder.with_name("quay"))
    folder.mkdir()
    with pytest.raises(NotWritten):
        library.notebook.articles.memo("a.txt", "refused")
    library.scan()
    library.close()
    assert paths_below(folder) == set()


def test_a_deleted_home_is_made_again_and_told(
    opened: Opened, folder: Path, data_dir: Path
) -> None:
    """The work in memory is written anew, nobody else can write, and the person hears of it."""
    library = opened()
    library.notebook.articles.memo("a.txt", "kept")
    shutil.rmtree(library.home)
    library.scan()
    assert "had been removed, and was made again" in library.notices[-1].text
    other = Library.open([folder], data_dir=data_dir)
    assert "held by another onrecord (process" in other.read_only
    library.notebook.articles.memo("b.txt", "more")
    library.close()
    again = opened()
    assert (memo(again), again.notebook.articles.notes("b.txt").memo) == ("kept", "more")


def test_a_deleted_folder_is_not_made_again(opened: Opened, folder: Path, data_dir: Path) -> None:
    """The message names where the copies of the work are."""
    library = opened()
    library.notebook.articles.memo("a.txt", "kept")
    shutil.rmtree(folder)
    with pytest.raises(NotWritten, match=str(data_dir / "backups")):
        library.notebook.articles.memo("a.txt", "refused")
    library.close()
    assert not folder.exists()


def test_ground_knows_its_folder_again(tmp_path: Path) -> None:
    """Where it stands, where it went, and that it is gone."""
    folder = tmp_path / "one"
    folder.mkdir()
    held = HeldFolder(folder)
    assert (held.here(), held.removed(), held.now()) == (True, False, folder)
    folder.rename(tmp_path / "two")
    assert (held.here(), held.removed(), held.now()) == (False, False, tmp_path / "two")
    (tmp_path / "two").rmdir()
    assert (held.here(), held.removed(), held.now()) == (False, True, None)
    held.close()
    assert HeldFolder(tmp_path / "nowhere").now() is None


def test_a_full_disk_leaves_no_part_of_a_notebook(
    locked: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The work in the folder is shown read-only, and taken along whole the next time."""
    write = os.write
    monkeypatch.setattr(os, "write", refusing_after(200))
    library = Library.open([locked], data_dir=data_dir)
    assert memo(library) == "from before"
    library.close()
    monkeypatch.setattr(os, "write", write)
    library = Library.open([locked], data_dir=data_dir)
    assert data_dir in library.home.parents
    assert memo(library) == "from before"
    library.notebook.articles.memo("a.txt", "later")
    library.close()
    library = Library.open([locked], data_dir=data_dir)
    assert memo(library) == "later"


def refusing_after(room: int) -> Callable[[int, bytes], int]:
    """Return what writes so many bytes, and then finds the disk full."""
    left = room
    write = os.write

    def refuse(file: int, data: bytes) -> int:
        nonlocal left
        if left <= 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        done = write(file, data[:left])
        left -= done
        return done

    return refuse


@settings(max_examples=30, deadline=None)
@given(share=st.floats(0, 1))
def test_any_part_of_a_notebook_is_taken_for_a_part(
    share: float, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Wherever an older onrecord's copy was cut off, what lies in the folder counts."""
    folder = tmp_path_factory.mktemp("harbour")
    (folder / "a.txt").write_text("The quay is open.", "utf-8")
    data_dir = folder.parent / f"{folder.name}-data"
    library = Library.open([folder], data_dir=data_dir)
    library.scan()
    for number in range(3):
        library.notebook.articles.memo("a.txt", f"memo {number}")
    library.close()
    apart = places.private_home(folder, data_dir)
    apart.mkdir(parents=True)
    log = (library.home / "notebook.log").read_bytes()
    (apart / "notebook.log").write_bytes(log[: int(share * len(log))])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(places, "writable", lambda folder: False)
        library = Library.open([folder], data_dir=data_dir)
        assert memo(library) == "memo 2"
        assert library.home == apart
        library.close()


def test_a_link_leads_to_the_same_work(folder: Path, data_dir: Path) -> None:
    """What was done on a single file is there when its folder is opened by a link, and so back."""
    (link := folder.with_name("link")).symlink_to(folder)
    library = Library.open([folder / "a.txt"], data_dir=data_dir)
    library.scan()
    library.notebook.articles.memo("a.txt", "on the file")
    library.close()
    for path in (link, link / "a.txt", folder):
        again = Library.open([path], data_dir=data_dir)
        assert (memo(again), again.home) == ("on the file", library.home)
        again.close()


def test_work_that_lies_in_the_home_of_a_link_stays_there(folder: Path, data_dir: Path) -> None:
    """An older onrecord named homes by the link that was given: such a one is found by it."""
    (link := folder.with_name("link")).symlink_to(folder)
    older = places.private_homes(data_dir) / places.private_name(link)
    older.mkdir(parents=True)
    notebook = Notebook(older, lambda name: ("x", "x"))
    notebook.articles.memo("a.txt", "by the link")
    notebook.close()
    library = Library.open([link], data_dir=data_dir)
    assert (memo(library), library.home) == ("by the link", older)
    library.close()


def test_one_folder_given_twice_is_one(folder: Path, data_dir: Path) -> None:
    """Under its own name and that of a link, none of its articles is there twice."""
    (link := folder.with_name("link")).symlink_to(folder)
    library = opened_all([folder, link], data_dir=data_dir)
    library.scan()
    assert (library.folder, [*library.entries]) == (folder, ["a.txt", "b.txt"])
    library.close()


def test_work_on_both_sides_is_told(
    locked: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither side is overwritten, and the other one is named."""
    library = Library.open([locked], data_dir=data_dir)
    library.notebook.articles.memo("a.txt", "apart")
    library.close()
    inside = Notebook(locked / ".onrecord", lambda name: ("x", "x"))
    inside.articles.memo("a.txt", "inside")
    inside.close()
    library = Library.open([locked], data_dir=data_dir)
    assert memo(library) == "apart"
    assert str(locked / ".onrecord") in library.notices[0].text


def test_work_on_a_folder_that_is_mounted_elsewhere_is_found(
    folder: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is named until there is work here, or its own folder is back; no other work is."""
    monkeypatch.setattr(places, "writable", lambda folder: False)
    library = Library.open([folder], data_dir=data_dir)
    library.scan()
    library.notebook.articles.memo("a.txt", "from before")
    library.close()
    home = library.home
    other = folder.with_name("other")
    other.mkdir()
    (other / "b.txt").write_text("Something else.", "utf-8")

    def told(folder: Path) -> bool:
        library = Library.open([folder], data_dir=data_dir)
        library.close()
        return any(str(home) in it.text and "onrecord merge" in it.text for it in library.notices)

    copied = folder.with_name("copied")
    shutil.copytree(folder, copied)
    assert not told(copied), "its own folder is there"
    moved = folder.rename(folder.with_name("quay"))
    assert told(moved) and told(moved) and told(copied)
    assert not told(other)
    library = Library.open([moved], data_dir=data_dir)
    library.scan()
    library.notebook.articles.memo("a.txt", "here")
    library.close()
    assert not told(moved)


def test_parts_left_by_a_kill_are_removed(opened: Opened, folder: Path) -> None:
    """Whoever may write clears up after a writer that was killed; a reader does not."""
    library = opened()
    library.keep("a.txt", findings())
    library.close()
    cached = library.cache.path(library.entries["a.txt"].version).parent
    backups = library.home / "backups"
    backups.mkdir(exist_ok=True)
    parts = [
        library.home / ".notebook.json.4711.part",
        cached / ".x.json.4711.part",
        backups / ".notebook-1.json.4711.part",
    ]
    for part in parts:
        part.write_bytes(b"{")
    mine = library.home / "mine.part"
    mine.touch()
    library = opened()
    assert not [part for part in parts if part.exists()]
    assert mine.exists()
    parts[0].write_bytes(b"{")
    reader = Library.open([folder], data_dir=library.data_dir)
    assert reader.read_only
    assert parts[0].exists()


def test_findings_that_the_disk_refuses_are_in_memory(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk costs the next start an analysis; this one shows what was found."""
    library = opened()
    version = library.entries["a.txt"].version
    monkeypatch.setattr(os, "write", refusing_after(0))
    library.keep("a.txt", findings())
    assert library.cache.get(version) == findings()
    library.cache.prune(set())
    assert library.cache.get(version) is None


def test_folders_may_lie_as_deep_as_they_like(folder: Path, data_dir: Path) -> None:
    """A file below more folders than Python calls functions in functions is an article."""
    deep = [folder / ("d/" * depth) for depth in range(1, 1201)]
    for each in deep:
        each.mkdir()
    article = deep[-1] / "c.txt"
    article.write_text("“We sail,” said Ana Brodin.\n", "utf-8")
    library = Library.open([folder], data_dir=data_dir)
    added = library.scan().added
    article.unlink()
    for each in reversed(deep):
        each.rmdir()
    assert len(added) == 3


def test_a_folder_is_writable_whoever_clears_parts_away_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the work of one of two programs that begin at once would go to another place."""
    touch = Path.touch

    def cleared(path: Path) -> None:
        touch(path)
        assert remove_parts(path.parent) == 1

    monkeypatch.setattr(Path, "touch", cleared)
    assert places.writable(tmp_path)
    assert list((tmp_path / HOME).iterdir()) == []
