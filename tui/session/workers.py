"""Worker processes that analyse, made with the first article that is not analysed yet.

A library that is known costs none.  Python's resource tracker, which watches over what processes
share, would inherit the standard streams that Textual has replaced and fail; it is therefore begun
with the workers, before the screen takes over the terminal.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import suppress
from functools import partial

from onrecord.analysis.types import Article, Findings

Answer = Findings | str
"""What became of one article: its findings, or one line that says why there are none."""

MOST = 4
"""Processes at most: each holds a pipeline of about 300 MB."""


def count() -> int:
    """Return how many worker processes suit this machine."""
    return max(1, min(MOST, os.cpu_count() or 1))


def analyse(model: str, articles: Sequence[Article]) -> list[Answer]:
    """Analyse articles with the named pipeline; runs in a worker, never raises for an article."""
    from onrecord.analysis.pipeline import analyse_many, load

    nlp = load(model)
    try:
        return list(analyse_many(nlp, articles))
    except Exception:  # one of them is at fault: find out which
        return [_alone(nlp, article) for article in articles]


def _alone(nlp: object, article: Article) -> Answer:
    from onrecord.analysis.pipeline import analyse as analyse_one

    try:
        return analyse_one(nlp, article)  # type: ignore[arg-type]
    except Exception as error:
        return f"the analysis failed ({type(error).__name__}: {error}); please report this article"


class Workers:
    """A pool that survives the death of a worker.

    ``submit`` gives a future of a list of answers, as long as the articles given.  Any
    ``concurrent.futures.Executor`` that can import this package may be given instead of the
    processes of this machine.
    """

    def __init__(self, model: str, processes: int | None = None, pool: Executor | None = None):
        self.model = model
        self.processes = processes or count()
        self._own = pool is None
        self._lock = threading.Lock()
        self._pool = pool
        self._ended = False
        if self._own:
            from multiprocessing import resource_tracker

            resource_tracker.ensure_running()

    def _make(self) -> Executor:
        import multiprocessing
        from concurrent.futures import ProcessPoolExecutor

        pool = ProcessPoolExecutor(
            self.processes,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_begin,
        )
        for _ in range(self.processes):  # a process is made with the task that needs it
            pool.submit(_ready)
        return pool

    def submit(
        self, articles: Sequence[Article], then: Callable[[Sequence[Article], list[Answer]], None]
    ) -> None:
        """Analyse the articles and call ``then`` with them and their answers, from a thread."""
        self._send(tuple(articles), then, tries=2)

    def _send(
        self,
        articles: tuple[Article, ...],
        then: Callable[[Sequence[Article], list[Answer]], None],
        tries: int,
    ) -> None:
        try:
            pool = self._living(None)
            try:
                future = pool.submit(analyse, self.model, articles)
            except BrokenExecutor:
                pool = self._living(pool)
                future = pool.submit(analyse, self.model, articles)
        except BrokenExecutor:  # also the new one, which is a RuntimeError too
            then(articles, ["the worker processes die as they start"] * len(articles))
            return
        except RuntimeError:  # shut down: the program is ending
            return
        future.add_done_callback(partial(self._done, pool, articles, then, tries))

    def _done(
        self,
        pool: Executor,
        articles: tuple[Article, ...],
        then: Callable[[Sequence[Article], list[Answer]], None],
        tries: int,
        future: Future[list[Answer]],
    ) -> None:
        if future.cancelled():
            return
        error = future.exception()
        if error is None:
            then(articles, future.result())
        elif self._ended:  # and took its processes with it: no article is at fault
            return
        elif isinstance(error, BrokenExecutor) and tries > 1 and self._own:
            with suppress(RuntimeError):  # as it is shut down
                self._living(pool)
            for article in articles:  # alone, so that the one at fault takes no other with it
                self._send((article,), then, tries - 1)
        else:
            why = (
                "the worker process died over it (out of memory?)"
                if isinstance(error, BrokenExecutor)
                else str(error)
            )
            then(articles, [why] * len(articles))

    def _living(self, broken: Executor | None) -> Executor:
        """Return the pool, made where there is none yet or only the broken one.

        Raises:
            RuntimeError: the workers have been stopped.
        """
        with self._lock:
            if self._ended:
                raise RuntimeError("the workers have been stopped")
            if self._pool is None or (self._pool is broken and self._own):
                self._pool = self._make()
            return self._pool

    def close(self) -> None:
        """Stop the workers; what they were at is not waited for."""
        with self._lock:
            self._ended = True
            pool = self._pool
        if pool is None or not self._own:
            return
        for process in list((getattr(pool, "_processes", None) or {}).values()):
            process.terminate()
        # It is waited for: a pool that is still closing when Python ends complains on the terminal.
        pool.shutdown(cancel_futures=True)


def _begin() -> None:
    """Make a worker polite, deaf to the keyboard, and mortal when its parent dies."""
    import multiprocessing
    from multiprocessing.connection import wait

    os.nice(10)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:

        def die_with_parent() -> None:
            wait([parent.sentinel])
            os._exit(1)

        threading.Thread(target=die_with_parent, daemon=True).start()


def _ready() -> None:
    """Do nothing, in a process that exists from now on."""
