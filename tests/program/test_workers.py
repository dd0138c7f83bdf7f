"""The worker processes: they answer, they survive a death, and they do not outlive the program."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from pathlib import Path

import pytest

from onrecord.analysis.pipeline import MODEL
from onrecord.analysis.types import Article, Findings
from onrecord.tui.session.processes import Died, Processes
from onrecord.tui.session.workers import Answer, Failure, Workers

ARTICLES = [Article(str(i), "“It is late,” said Ana Brodin. " * 20 * (i + 1)) for i in range(4)]


@pytest.fixture(autouse=True)
def analysed_here() -> None:
    """Processes are what these tests are about."""


@pytest.fixture
def workers() -> Iterator[Workers]:
    """Return one real worker process."""
    workers = Workers(MODEL, 1)
    yield workers
    workers.close()


def test_workers_share_the_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    """NumPy takes one thread in each, though the program that began them imports it first."""
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    with Processes(1) as processes:
        assert processes.submit(os.getenv, "OPENBLAS_NUM_THREADS").result() == "1"


def test_a_killed_worker_costs_no_article(workers: Workers) -> None:
    """The articles that a worker was at when it was killed are analysed by another."""
    answers: queue.Queue[tuple[str, Answer]] = queue.Queue()
    for article in ARTICLES:
        workers.submit([article], lambda given, got: answers.put((given[0].id, got[0])))
    time.sleep(1)
    assert isinstance(workers._pool, Processes)
    (pid,) = workers._pool.pids()
    os.kill(pid, signal.SIGKILL)
    got = dict(answers.get(timeout=110) for _ in ARTICLES)  # another one loads the pipeline first
    assert got.keys() == {article.id for article in ARTICLES}
    assert all(isinstance(answer, Findings) for answer in got.values()), got


def test_workers_die_with_the_program(tmp_path: Path) -> None:
    """After kill -9 of the program no worker is left behind."""
    script = tmp_path / "program.py"
    script.write_text(
        "import time\n"
        "from onrecord.tui.session.workers import Workers\n"
        "if __name__ == '__main__':\n"
        "    workers = Workers('none', 2)\n"
        "    for _ in range(2):\n"
        "        workers.submit([], lambda given, got: None)\n"
        "    time.sleep(1)\n"
        "    print(*workers._pool.pids(), flush=True)\n"
        "    time.sleep(60)\n"
    )
    repository = Path(__file__).parents[2]
    with subprocess.Popen(
        [sys.executable, script],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(repository)},
    ) as program:
        assert program.stdout
        pids = [int(pid) for pid in program.stdout.readline().split()]
        assert len(pids) == 2
        program.kill()
        deadline = time.monotonic() + 20
        while any(map(alive, pids)) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert not any(map(alive, pids))


def alive(pid: int) -> bool:
    """Tell whether a process runs (a zombie does not)."""
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False


def test_leaving_blames_no_article(workers: Workers) -> None:
    """What is tried for the last time when the program ends is no failure; nothing is left open."""
    answers: list[Answer] = []
    for article in ARTICLES:
        workers._send((article,), lambda given, got: answers.extend(got), tries=1)
    workers.close()
    workers.submit(ARTICLES, lambda given, got: answers.extend(got))
    assert not any(isinstance(answer, Failure) for answer in answers)
    assert not [it for it in threading.enumerate() if "_ExecutorManagerThread" in repr(it)]


class Fails(Executor):
    """An executor on which every task fails with one error."""

    def __init__(self, error: Exception) -> None:
        self.error = error
        self.seen: list[list[str]] = []

    def submit(self, fn: object, /, *args: object, **kwargs: object) -> Future[object]:  # type: ignore[override]
        """Fail."""
        self.seen.append([article.id for article in args[1]])  # type: ignore[attr-defined]
        future: Future[object] = Future()
        future.set_exception(self.error)
        return future


def answers_of(pool: Executor) -> list[Answer]:
    """Return what becomes of the articles."""
    told: list[Answer] = []
    Workers(MODEL, 1, pool).submit(ARTICLES, lambda given, got: told.extend(got))
    return told


def test_workers_that_cannot_start_are_told() -> None:
    """A pool that breaks is an answer and no silence, and no article's fault."""
    told = answers_of(Fails(BrokenExecutor("they die as they start")))
    assert told == [Failure("they die as they start", lasting=False)] * len(ARTICLES)


def test_a_death_is_each_articles_own() -> None:
    """Articles over which a worker died are sent once more, each alone, and then given up."""
    pool = Fails(Died("it died over it"))
    assert answers_of(pool) == [Failure("it died over it", lasting=True)] * len(ARTICLES)
    assert pool.seen == [[it.id for it in ARTICLES], *([it.id] for it in ARTICLES)]
