"""What analyses articles: any executor, by default processes of this machine.

A library that is known costs no process: one is made with the first article that is not analysed
yet, others with those that would have to wait.
"""

from __future__ import annotations

import faulthandler
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple

from onrecord.analysis.types import Article, Findings

MOST = 4
"""Processes at most, unless more are asked for: each holds a pipeline of about 300 MB."""

TRIES = 2
"""How often a worker may die over an article, once among others and once alone."""


SECONDS, SECONDS_A_WORD = 120.0, 0.02
"""What a worker has for a batch, and more for each word of it: sixty times what it takes."""


class Failure(NamedTuple):
    """Why an article has no findings, in one line.

    It is ``lasting`` where the article itself is at fault: whoever tries again will fail too.
    """

    why: str
    lasting: bool = True


Answer = Findings | Failure
"""What became of one article."""

Then = Callable[[Sequence[Article], list[Answer]], None]


def count() -> int:
    """Return how many worker processes suit this machine."""
    return max(1, min(MOST, os.cpu_count() or 1))


def analyse(model: str, articles: Sequence[Article]) -> list[Answer]:
    """Analyse articles with the named pipeline; runs in a worker, never raises for an article."""
    from onrecord.analysis.pipeline import analyse_many, load

    try:
        nlp = load(model)
    except Exception as error:  # a pipeline can be damaged, or not fit, in many ways
        said = " ".join(str(error).split())
        raise OSError(f"the spaCy pipeline “{model}” cannot be loaded: {said}") from None
    with _in_time(articles):
        try:
            return list(analyse_many(nlp, articles))
        except Exception:  # one of them is at fault: find out which
            return [_alone(nlp, article) for article in articles]


@contextmanager
def _in_time(articles: Sequence[Article]) -> Iterator[None]:
    """End this process if it hangs over these articles, whatever it is at; never the program's own.

    It is ended from outside of Python (:mod:`faulthandler`): a regular expression that does not
    come to an end lets nothing of Python run meanwhile.
    """
    from multiprocessing import parent_process

    if parent_process() is None:
        yield
        return
    words = sum(len(article.text.split()) for article in articles)
    with Path(os.devnull).open("w") as nowhere:
        seconds = SECONDS + SECONDS_A_WORD * words
        faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()


def _alone(nlp: object, article: Article) -> Answer:
    from onrecord.analysis.pipeline import analyse as analyse_one

    try:
        return analyse_one(nlp, article)  # type: ignore[arg-type]
    except Exception as error:
        said = f"{type(error).__name__}: {error}"
        return Failure(f"the analysis failed ({said}); please report this article")


class Workers:
    """Analyses with an executor, and finds out which article its workers die over.

    Any ``concurrent.futures.Executor`` that can import this package may be given instead of the
    processes of this machine. One that loses a worker and goes on says so by
    :class:`~.processes.Died`: the articles that the worker was at are sent again, each alone, so
    that the one at fault takes no other with it; that one is given up after ``TRIES``.

    ``processes`` is how many batches can be analysed at once: a number, or what tells it, where
    workers come and go.
    """

    def __init__(
        self,
        model: str,
        processes: int | Callable[[], int] | None = None,
        pool: Executor | None = None,
    ):
        from .processes import Processes

        self.model = model
        self._processes = processes or count()
        self._own = pool is None
        self._pool = pool or Processes(self.processes)
        self._ended = False

    @property
    def processes(self) -> int:
        """How many batches can be analysed at once."""
        return self._processes() if callable(self._processes) else self._processes

    def submit(self, articles: Sequence[Article], then: Then, model: str = "") -> None:
        """Analyse the articles and call ``then`` with them and their answers, from a thread.

        ``model`` is another pipeline than the usual one.
        """
        self._send(tuple(articles), then, TRIES, model)

    def _send(self, articles: tuple[Article, ...], then: Then, tries: int, model: str = "") -> None:
        try:
            future = self._pool.submit(analyse, model or self.model, articles)
        except BrokenExecutor as error:  # which is a RuntimeError too
            then(articles, [Failure(str(error), lasting=False)] * len(articles))
        except RuntimeError:  # shut down: the program is ending
            return
        else:
            future.add_done_callback(partial(self._done, articles, then, tries, model))

    def _done(
        self,
        articles: tuple[Article, ...],
        then: Then,
        tries: int,
        model: str,
        future: Future[list[Answer]],
    ) -> None:
        from .processes import Died

        if future.cancelled() or self._ended:  # no article is at fault
            return
        error = future.exception()
        if error is None:
            then(articles, future.result())
        elif isinstance(error, Died) and tries > 1:
            for article in articles:
                self._send((article,), then, tries - 1, model)
        else:
            failure = Failure(str(error), lasting=isinstance(error, Died))
            then(articles, [failure] * len(articles))

    def close(self) -> None:
        """Stop the workers; what they were at is not waited for."""
        self._ended = True
        if self._own:
            self._pool.shutdown(cancel_futures=True)
