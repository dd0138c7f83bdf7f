"""What is acknowledged is kept: through kill -9, through two writers, through full disks."""

from __future__ import annotations

import errno
import os
import random
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.store.errors import NotWritten, ReadOnly
from onrecord.store.library.library import Library
from onrecord.store.library.readers import readers
from onrecord.store.library.titles import title_of
from onrecord.store.notebook.notebook import Notebook

from .samples import TEXT

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}

Opened = Callable[[], Library]


def noted(library: Library) -> set[int]:
    """Return the numbers that were written into the codebook."""
    memos = [library.notebook.codebook.memo(tag) for tag in library.notebook.codebook.tags()]
    return {int(memo) for memo in memos if memo.isdigit()}


@pytest.mark.parametrize("kills", [12, pytest.param(1000, marks=pytest.mark.slow)])
def test_kill_at_random_moments_loses_nothing(
    folder: Path, data_dir: Path, opened: Opened, kills: int
) -> None:
    """After each kill -9 every acknowledged change is there, and nothing is unreadable."""
    chance = random.Random(kills)
    acknowledged: set[int] = set()
    number = 0
    for kill in range(kills):
        writer = subprocess.Popen(
            [sys.executable, "-m", "tests.store.writer", folder, data_dir, str(number)],
            stdout=subprocess.PIPE,
            env=ENVIRONMENT,
        )
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"ready\n"
        # One of four may die over its first change, the others have made one, however slow it is.
        first = writer.stdout.readline() if kill % 4 else b""
        time.sleep(chance.uniform(0, 0.06))
        writer.kill()
        lines = (first + writer.stdout.read()).split(b"\n")[:-1]
        writer.wait()
        writer.stdout.close()
        acknowledged |= {int(line) for line in lines}
        library = opened()
        present = noted(library)
        assert acknowledged <= present
        assert len(present - acknowledged) <= 1
        assert not list(library.home.glob("*.corrupt-*"))
        assert library.read_only == ""
        # A change that was made but not acknowledged is as good as any other.
        acknowledged = present
        number = max(present, default=0) + 1
        library.close()
    assert len(acknowledged) > kills / 2


@pytest.mark.parametrize("edits", [40, pytest.param(1000, marks=pytest.mark.slow)])
def test_two_processes_lose_no_change(
    folder: Path, data_dir: Path, opened: Opened, edits: int
) -> None:
    """Taking turns with the lock, two processes write all that they have to."""
    code = (
        "import sys, time\n"
        "from pathlib import Path\n"
        "from onrecord.store.library.library import Library\n"
        "folder, data_dir, first, count = sys.argv[1:]\n"
        "left = list(range(int(first), int(first) + int(count)))\n"
        "while left:\n"
        "    library = Library.open([Path(folder)], data_dir=Path(data_dir))\n"
        "    for _ in range(7):\n"
        "        if left and not library.read_only:\n"
        "            library.notebook.codebook.describe(f'tag{left[0]}', str(left[0]))\n"
        "            del left[0]\n"
        "    library.close()\n"
        "    time.sleep(0.002)\n"
    )
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", code, folder, data_dir, str(first), str(edits)], env=ENVIRONMENT
        )
        for first in (0, edits)
    ]
    assert [writer.wait(600) for writer in writers] == [0, 0]
    library = opened()
    assert noted(library) == set(range(2 * edits))
    assert not library.notices


@pytest.mark.parametrize("edits", [100, pytest.param(1000, marks=pytest.mark.slow)])
def test_two_threads_lose_no_change(opened: Opened, edits: int) -> None:
    """Two threads of one process write all that they have to, each change its own step."""
    library = opened()

    def work(first: int) -> None:
        for number in range(first, first + edits):
            library.notebook.codebook.describe(f"tag{number}", str(number))

    threads = [threading.Thread(target=work, args=(first,)) for first in (0, edits)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    library.close()
    library = opened()
    assert noted(library) == set(range(2 * edits))
    assert len(list(library.notebook.history())) == 2 * edits


def test_the_second_one_reads_and_names_the_first(opened: Opened) -> None:
    """A library opened twice is read-only the second time, and says who holds it."""
    first = opened()
    first.notebook.codebook.describe("x", "by the first")
    second = opened()
    assert second.read_only.endswith(f"held by another onrecord (process {os.getpid()})")
    assert any("Read-only" in notice.text for notice in second.notices)
    assert second.notebook.codebook.memo("x") == "by the first"
    with pytest.raises(ReadOnly, match="process"):
        second.notebook.codebook.describe("y", "")
    second.close()
    first.notebook.codebook.describe("x", "still writing")
    first.close()
    assert opened().read_only == ""


# -- disks that refuse ----------------------------------------------------------------------------


def fill_up(notebook: Notebook, limit: int) -> int:
    """Write until the disk refuses; return how many changes were acknowledged."""
    for number in range(limit):
        try:
            notebook.codebook.describe(f"tag{number}", str(number))
        except NotWritten as error:
            assert str(error)
            return number
    return limit


def test_a_full_disk_loses_no_acknowledged_change(opened: Opened, folder: Path) -> None:
    """Where a file cannot grow, the change raises, memory stays as the disk, work goes on later."""
    library = opened()
    log = library.home / "notebook.log"
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (log.stat().st_size + 5_000, hard))
    try:
        count = fill_up(library.notebook, 10_000)
        assert 0 < count < 10_000
        with pytest.raises(NotWritten, match=os.strerror(errno.EFBIG)):
            library.notebook.codebook.describe("x", "y" * 10_000)
        assert noted(library) == set(range(count))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    library.notebook.codebook.describe(f"tag{count}", str(count))
    library.close()
    library = opened()
    assert noted(library) == set(range(count + 1))
    assert not library.notices


@pytest.mark.slow
@pytest.mark.skipif(os.getuid() != 0, reason="only root can mount a small disk")
def test_a_small_disk_that_is_full(tmp_path: Path, data_dir: Path) -> None:
    """On a disk of one megabyte everything acknowledged is there after it has filled up."""
    folder = tmp_path / "small"
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder]).returncode:
        pytest.skip("no small disk can be mounted here")
    try:
        (folder / "a.txt").write_text(TEXT, "utf-8")
        library = Library.open([folder], data_dir=data_dir)
        library.scan()
        count = fill_up(library.notebook, 100_000)
        assert noted(library) == set(range(count))
        library.close()
        library = Library.open([folder], data_dir=data_dir)
        assert noted(library) == set(range(count))
        library.close()
    finally:
        subprocess.run(["umount", folder], check=True)


def test_a_flush_that_fails_is_a_change_that_failed(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the system cannot say that it is on the disk, it is neither there nor in memory."""
    library = opened()
    library.notebook.codebook.describe("x", "before")

    def refuse(file: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "fdatasync", refuse)
    with pytest.raises(NotWritten, match="error"):
        library.notebook.codebook.describe("x", "after")
    monkeypatch.undo()
    assert library.notebook.codebook.memo("x") == "before"
    library.close()
    assert opened().notebook.codebook.memo("x") == "before"


def as_nobody(work: Callable[[], object]) -> str:
    """Return the repr of what a function returns in a process that has no rights of root's."""
    # What is imported late: root's Python may be closed to others.
    assert readers() and title_of("Title")
    time.strptime("2031", "%Y")
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        # Nothing of pytest's may run on in the child, whatever happens.
        try:
            if os.getuid() == 0:
                os.setgid(65534)
                os.setuid(65534)
            said = repr(work())
        except BaseException as error:
            said = repr(error)
        os.write(writing, said.encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as file:
        said = file.read().decode()
    os.waitpid(child, 0)
    return said


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """A data folder that everybody can write, on a way that everybody can pass."""
    for path in (tmp_path, *tmp_path.parents):
        if "pytest" in str(path):
            path.chmod(0o755)
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o777)
    return shared


def test_a_folder_that_cannot_be_written(shared: Path, folder: Path) -> None:
    """The work goes to the user's own folder, is found there again, and that is said."""

    def work() -> list[object]:
        seen: list[object] = []
        for _ in range(2):
            library = Library.open([folder], data_dir=shared)
            library.scan()
            seen.append(([n.text for n in library.notices], library.notebook.codebook.memo("x")))
            library.notebook.codebook.describe("x", "kept")
            library.close()
        return seen

    folder.chmod(0o555)
    try:
        said = as_nobody(work)
    finally:
        folder.chmod(0o755)
    assert said.count("cannot be written") == 1
    assert str(shared) in said
    assert "'kept')" in said
    assert not (folder / ".onrecord").exists()


def test_work_in_a_folder_that_became_read_only_is_taken_along(
    shared: Path, folder: Path, opened: Opened
) -> None:
    """What was noted there while it could be written is still seen, and can be built upon."""
    library = opened()
    library.notebook.codebook.describe("x", "from before")
    library.close()

    def work() -> object:
        library = Library.open([folder], data_dir=shared)
        library.notebook.codebook.describe("y", "new")
        return library.notebook.codebook.memo("x"), library.home

    said = as_nobody(work)
    assert "from before" in said
    assert str(shared) in said


def test_files_without_permission_are_told(shared: Path, folder: Path) -> None:
    """An article that may not be read is named, and the others are read."""
    (folder / "a.txt").chmod(0o000)

    def work() -> object:
        scan = Library.open([folder], data_dir=shared).scan()
        return [(p.where, p.message) for p in scan.problems], scan.added

    said = as_nobody(work)
    (folder / "a.txt").chmod(0o644)
    assert said == "([('a.txt', 'it cannot be read: Permission denied')], ['b.txt'])"


def test_folders_without_permission_are_told(shared: Path, folder: Path) -> None:
    """A folder that may not be looked into is named: what lies in it is not simply not there."""
    (folder / "closed").mkdir(mode=0o000)

    def work() -> object:
        scan = Library.open([folder], data_dir=shared).scan()
        return [(p.where, p.message) for p in scan.problems]

    assert as_nobody(work) == "[('closed', 'it cannot be read: Permission denied')]"


def test_permission_lost_while_it_runs(shared: Path, folder: Path) -> None:
    """What is open goes on; what is acknowledged is there when permission is back."""
    folder.chmod(0o777)

    def work() -> object:
        library = Library.open([folder], data_dir=shared)
        library.scan()
        library.notebook.codebook.describe("tag0", "0")
        for path in (library.home / "backups", library.home):
            path.mkdir(exist_ok=True)
            path.chmod(0o555)
        library.notebook.codebook.describe("tag1", "1")
        library.close()
        return sorted(noted(library))

    assert as_nobody(work) == "[0, 1]"
    (folder / ".onrecord").chmod(0o755)
    assert noted(Library.open([folder], data_dir=shared)) == {0, 1}
