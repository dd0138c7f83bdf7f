"""Processes at one task each: who dies takes one task along, and is replaced."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, wait

import pytest

from onrecord.tui.session import processes
from onrecord.tui.session.processes import Died, Processes


@pytest.fixture
def two() -> Iterator[Processes]:
    """Two processes."""
    executor = Processes(2)
    yield executor
    executor.shutdown(cancel_futures=True)


def test_no_task_no_process() -> None:
    """Processes are made with the first task."""
    executor = Processes(2)
    assert executor.pids() == []
    executor.shutdown()
    with pytest.raises(RuntimeError):
        executor.submit(os.getpid)


def test_one_task_one_process(two: Processes) -> None:
    """Another process is begun for a task that would have to wait, and for no other."""
    for _ in range(3):
        assert two.submit(pow, 2, 2).result(60) == 4
        time.sleep(0.05)  # it is free again a moment after its answer is there
    assert len(two.pids()) == 1
    wait([two.submit(time.sleep, 0.2) for _ in range(4)], 60)
    assert len(two.pids()) == 2


def test_who_dies_takes_one_task_along(two: Processes) -> None:
    """Of many tasks those fail whose processes died over them, each with what it died of."""
    deadly = {3: (signal.SIGSEGV, "SIGSEGV"), 7: (signal.SIGKILL, "out of memory?")}
    tasks = [
        two.submit(signal.raise_signal, deadly[n][0]) if n in deadly else two.submit(pow, n, 2)
        for n in range(12)
    ]
    before = set(two.pids())
    wait(tasks, 60)
    for number, task in enumerate(tasks):
        if number in deadly:
            with pytest.raises(Died, match=deadly[number][1].replace("?", r"\?")):
                task.result()
        else:
            assert task.result() == number**2
    after = two.pids()
    assert len(after) == 2 and set(after) != before, "those that died were replaced"


def test_an_exit_is_a_death(two: Processes) -> None:
    """A process that leaves over its task has died over it; its exit status is told."""
    with pytest.raises(Died, match="exit status 3"):
        two.submit(os._exit, 3).result(60)


def test_who_dies_idle_takes_nothing_along(two: Processes) -> None:
    """Processes killed while they had nothing to do are replaced before the next task."""
    assert two.submit(pow, 2, 2).result(60) == 4
    for pid in two.pids():
        os.kill(pid, signal.SIGKILL)
    time.sleep(0.5)
    assert [two.submit(pow, n, 2).result(60) for n in range(4)] == [0, 1, 4, 9]


def test_what_cannot_start_is_no_death_over_a_task(monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes that die as they start blame no task."""
    monkeypatch.setattr(processes, "_begin", _die)
    executor = Processes(1)
    with pytest.raises(BrokenExecutor, match="as they start") as error:
        executor.submit(pow, 2, 2).result(60)
    assert not isinstance(error.value, Died)
    executor.shutdown()


def test_no_room_for_a_process_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no process can be begun, or none again, a task fails instead of waiting for ever."""
    executor = Processes(2)
    assert executor.submit(pow, 2, 2).result(60) == 4
    monkeypatch.setattr(processes, "_Process", _no_process)
    fates = [executor.submit(os._exit, 3) for _ in range(3)]
    wait(fates, 60)
    assert all(isinstance(it.exception(1), BrokenExecutor) for it in fates)
    with pytest.raises(BrokenExecutor, match="can be started: no room"):
        executor.submit(pow, 2, 2)
    executor.shutdown()


def _no_process() -> None:
    raise BlockingIOError("no room")


def _die() -> None:
    os._exit(1)
