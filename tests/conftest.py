"""What tests of several areas share."""

import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import settings

ROOT = Path(__file__).parents[1]

# Processors are shared by processes: threads of NumPy's only wait for each other (set before NumPy
# is imported).
os.environ["OPENBLAS_NUM_THREADS"] = "1"

# A busy machine is no error: what an example may cost is the benchmarks' affair.
settings.register_profile("usual", deadline=None, max_examples=40, derandomize=True)
settings.register_profile("torture", deadline=None, max_examples=400)


def pytest_configure(config: pytest.Config) -> None:
    """Try few examples of what holds for any text, the same each time; where the slow tests run
    too, many and new ones."""
    slow = "slow" in config.getoption("markexpr").replace("not slow", "")
    settings.load_profile("torture" if slow else "usual")


Given = TypeVar("Given")


def linear(work: Callable[[Given], object], short: Given, long: Given) -> bool:
    """Whether four times the text takes about four times as long, in one of three trials."""

    def spent(given: Given) -> float:
        began = time.process_time()
        work(given)
        return time.process_time() - began

    return any(spent(long) < 8 * spent(short) + 0.05 for _ in range(3))


LIMIT, SLOW = 180, 3600
"""Seconds that a test has, and one that is marked as slow."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Let a test that hangs fail, and the others go on.

    What all threads were at has been printed before (`faulthandler_timeout`).
    """

    def late(*_: object) -> None:
        raise TimeoutError(f"it has taken more than {limit} seconds")

    limit = SLOW if item.get_closest_marker("slow") else LIMIT
    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(limit)
    try:
        return (yield)
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@pytest.fixture(scope="session", autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep every test away from the data and the settings of whoever runs them."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(home / "data"))
        patch.setenv("XDG_CONFIG_HOME", str(home / "config"))
        yield


@pytest.fixture(scope="session", autouse=True)
def _nobody_pulls_the_plug() -> Iterator[None]:
    """What is written is not waited for until it is on the disk: that costs more than all else."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("fsync", "fdatasync"):
            patch.setattr(os, name, lambda file: None, raising=False)
        yield


@pytest.fixture
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what would be analysed by processes be analysed here, where the pipeline is loaded."""
    processes = "onrecord.tui.session.processes.Processes"
    monkeypatch.setattr(processes, lambda count: ThreadPoolExecutor(1))


@pytest.fixture(scope="session")
def of_this_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this test run share, if there are several (pytest-xdist)."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def demo(of_this_run: Path) -> tuple[str, Path]:
    """What `onrecord demo` prints in a pipe, and the folder that it has laid out and analysed.

    The analysis takes seconds: whichever process needs it first does it for all.
    """
    home = of_this_run / "demo"
    printed = home / "printed.txt"
    with (of_this_run / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not printed.exists():
            home.mkdir(exist_ok=True)
            printed.write_text(_run_demo(home), "utf-8")
    found = [path.parent for path in home.rglob(".onrecord")]
    assert len(found) == 1, "one folder holds the dossier"
    return printed.read_text("utf-8"), found[0]


def _run_demo(home: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "onrecord", "demo"],
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "HOME": str(home),
            "XDG_DATA_HOME": str(home),
            "LANG": "C.UTF-8",
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def analysed_dossier(demo: tuple[str, Path]) -> Path:
    """The sample dossier, analysed by the program itself.  Copy it before working on it."""
    return demo[1]
