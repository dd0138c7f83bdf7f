"""Processes of this machine, each at one task: one that dies costs its own task, no other.

Python's pool breaks as a whole with one of its processes, and nobody knows which task was at fault.
Here every process is a pool of one, which is replaced where it breaks.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

GRACE = 5.0
"""Seconds that a dead process has to be gone, so that it can be said what it died of."""

HUNG = 1
"""The exit status of a process that :mod:`faulthandler` has ended."""

EXPENDABLE = "500"
"""Linux ends the process of the highest such score when memory runs out: not the reader."""


class Died(BrokenExecutor):
    """A process died over its task; the message says of what. The executor goes on."""


class Processes(Executor):
    """An executor of ``count`` processes, each begun with the first task that none is free for.

    A task whose process dies fails with :class:`Died`, and the process is replaced.

    Python's resource tracker, which watches over what processes share, would inherit the standard
    streams that Textual has replaced and fail; it is therefore begun with the executor, before the
    screen takes over the terminal.
    """

    def __init__(self, count: int) -> None:
        from multiprocessing import resource_tracker

        resource_tracker.ensure_running()
        # Processes share the processors, not threads of NumPy's: whoever began us may have imported
        # it, and each process imports what the program began with before it does anything.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        self._count = count
        self._lock = threading.Lock()
        self._waiting: deque[_Task] = deque()
        self._all: list[_Process] = []
        self._free: list[_Process] = []
        self._ended = False

    def pids(self) -> list[int]:
        """Return the ids of the processes that there are."""
        with self._lock:
            return [process.of.pid or 0 for process in self._all]

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Have a task done by the next process that is free.

        Raises:
            BrokenExecutor: no process can be begun.
            RuntimeError: the executor was shut down.
        """
        future: Future[T] = Future()
        with self._lock:
            if self._ended:
                raise RuntimeError("the processes have been stopped")
            if len(self._waiting) >= len(self._free) and len(self._all) < self._count:
                self._begin_another()
            self._waiting.append(_Task(future, partial(fn, *args, **kwargs)))
        self._feed()
        return future

    def _begin_another(self) -> None:
        """Begin a process more; where that fails, those that there are go on.

        Raises:
            BrokenExecutor: there are none.
        """
        try:
            begun = _begun(1)
        except BrokenExecutor:
            if not self._all:
                raise
        else:
            self._all += begun
            self._free += begun

    def _feed(self) -> None:
        """Give tasks to processes as long as there are both."""
        while True:
            with self._lock:
                if self._ended or not (self._waiting and self._free):
                    return
                task, process = self._waiting.popleft(), self._free.pop()
            try:
                inner = process.pool.submit(task.run)
            except RuntimeError:  # it died when it had no task, or all is ending
                with self._lock:
                    self._waiting.appendleft(task)
                self._take_back(process, dead=True)
                continue
            inner.add_done_callback(partial(self._done, task, process))

    def _done(self, task: _Task, process: _Process, inner: Future[Any]) -> None:
        """Take a task back; the next is given out before its end is told, which may take long."""
        if self._ended:
            task.future.cancel()
            return
        error = inner.exception()
        dead = isinstance(error, BrokenExecutor)
        if dead:
            error = process.fate()
        self._take_back(process, dead)
        self._feed()
        if task.future.set_running_or_notify_cancel():
            if error is None:
                task.future.set_result(inner.result())
            else:
                task.future.set_exception(error)

    def _take_back(self, process: _Process, dead: bool) -> None:
        stranded: list[_Task] = []
        with self._lock:
            if dead and not self._ended:
                process.pool.shutdown(wait=False)
                self._all.remove(process)
                try:
                    (process,) = _begun(1)
                except BrokenExecutor as error:  # the others go on, if there are any
                    why = error
                    if not self._all:
                        stranded = list(self._waiting)
                        self._waiting.clear()
                else:
                    self._all.append(process)
                    self._free.append(process)
            else:
                self._free.append(process)
        for task in stranded:
            task.future.set_exception(why)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Stop; tasks that are waiting are dropped, and so is what is under way.

        It is waited for whatever is asked: a pool that is still closing when Python ends complains
        on the terminal.
        """
        with self._lock:
            self._ended = True
            every, self._all = self._all, []
            waiting, self._waiting = self._waiting, deque()
        for process in every:
            process.of.terminate()
        for task in waiting:
            task.future.cancel()
        for process in every:
            process.pool.shutdown(cancel_futures=True)


def _begun(count: int) -> list[_Process]:
    """Return as many processes as can be begun, up to so many.

    Raises:
        BrokenExecutor: not one.
    """
    found: list[_Process] = []
    try:
        while len(found) < count:
            found.append(_Process())
    except OSError as error:  # a limit on processes, a program that was removed under us
        if not found:
            raise BrokenExecutor(f"no worker process can be started: {error}") from None
    return found


class _Task(NamedTuple):
    future: Future[Any]
    run: Callable[[], Any]


class _Process:
    """A pool of one process, which exists from now on."""

    def __init__(self) -> None:
        from concurrent.futures import ProcessPoolExecutor  # not before the list is painted

        context = multiprocessing.get_context("spawn")
        self.pool = ProcessPoolExecutor(1, mp_context=context, initializer=_begin)
        self._begun = self.pool.submit(_ready)
        (self.of,) = self.pool._processes.values()

    def fate(self) -> BrokenExecutor:
        """Return why it died, as an error: of its task, or before it had one."""
        if self._begun.exception() is not None:
            return BrokenExecutor("the worker processes die as they start")
        self.of.join(GRACE)
        return Died(f"the worker process died over it{_told(self.of.exitcode)}")


def _told(code: int | None) -> str:
    """Say what a process died of, by its exit status."""
    if code == -signal.SIGKILL:
        return " (it was killed: out of memory?)"
    if code is not None and code < 0:
        with suppress(ValueError):
            return f" ({signal.Signals(-code).name})"
    if code == HUNG:
        return " (it hung)"
    return f" (exit status {code})" if code else ""


def _begin() -> None:
    """Make a worker polite, deaf to the keyboard, and mortal when its parent dies."""
    from multiprocessing.connection import wait

    os.nice(5)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(OSError):  # there is none but on Linux
        Path("/proc/self/oom_score_adj").write_text(EXPENDABLE)
    parent = multiprocessing.parent_process()
    if parent is not None:

        def die_with_parent() -> None:
            wait([parent.sentinel])
            os._exit(1)

        threading.Thread(target=die_with_parent, daemon=True).start()


def _ready() -> None:
    """Do nothing, in a process that exists from now on."""
