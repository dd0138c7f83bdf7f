"""The analysis of a library without a screen: it can be stopped at any time, and goes on there."""

from __future__ import annotations

import sys
import time
from argparse import Namespace
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import TYPE_CHECKING

from onrecord.store.errors import StoreError
from onrecord.store.library.models import chosen
from onrecord.tui.session.counts import counted
from onrecord.tui.session.eta import told as time_told
from onrecord.tui.session.events import ANALYSED, LINKED, READ, Event, Progress
from onrecord.tui.session.session import Session, Status
from onrecord.tui.session.workers import Workers

from .lost import status_of, tell_gone
from .outcome import FAILED, MISUSED, STOPPED, complain
from .tables import Json, write_lines

if TYPE_CHECKING:
    from onrecord.tui.session.cluster import Cluster

EVERY = 30.0
"""Seconds between two lines of progress where there is no terminal for a bar."""

_DOING = {READ: "reading", ANALYSED: "analysing", LINKED: "linking"}

Tell = Callable[[Progress], None]


def analyse(options: Namespace) -> int:
    """Take in and analyse what is new in a library; return the exit status."""
    if options.tls and not options.dask:
        complain("--tls is for a cluster: give --dask too")
        return MISUSED
    with ExitStack() as open_until_then:
        cluster = open_until_then.enter_context(_cluster(options)) if options.dask else None
        return _analyse(options, cluster)


def _cluster(options: Namespace) -> Cluster:
    from onrecord.tui.session.cluster import Cluster, Tls

    complain(f"looking for the cluster at {options.dask} …")
    tls = Tls(options.tls_ca_file, options.tls_cert, options.tls_key) if options.tls else None
    return Cluster(options.dask, chosen(options.model), complain, tls)


def _workers(options: Namespace, cluster: Cluster | None) -> Callable[[str], Workers]:
    if cluster is None:
        return partial(Workers, processes=options.workers)
    return partial(Workers, processes=lambda: cluster.width, pool=cluster)


def _analyse(options: Namespace, cluster: Cluster | None) -> int:
    begun = time.monotonic()
    workers = _workers(options, cluster)
    with Session.open(options.paths, options.model, workers=workers) as session:
        if session.read_only:
            complain(f"nothing can be kept: {session.read_only}")
            return FAILED
        if options.again:
            session.library.try_again()
        try:
            _work(session, lambda: cluster.gone if cluster else "")
        except KeyboardInterrupt:
            complain("stopped; what is done is kept, and the same command goes on from there")
            return STOPPED
        tell_gone(session)
        _sum_up(session, time.monotonic() - begun, options.json)
        return status_of(session)


def _work(session: Session, in_vain: Callable[[], str]) -> None:
    """Do all that is to be done, and tell how far it is.

    Raises:
        StoreError: there is a reason why it is ``in_vain`` to go on.
    """
    session.indexer.knits_last = True
    shown = _bar if sys.stderr.isatty() else _lines
    with shown() as tell:

        def listen(event: Event) -> None:
            if isinstance(event, Progress):
                tell(event)

        session.start(listen, links_late=True)  # they are made for who asks, and not kept
        while not session.indexer.wait(0.2) and not in_vain():
            pass
    if why := in_vain():
        raise StoreError(f"{why}; what is done is kept, and the same command goes on from there")
    for notice in session.notices():
        complain(notice.text)


@contextmanager
def _bar() -> Iterator[Tell]:
    """Give what shows progress as a bar on a terminal."""
    from rich import progress as bars
    from rich.console import Console

    columns = (
        bars.TextColumn("{task.description}"),
        bars.BarColumn(),
        bars.MofNCompleteColumn(),
        bars.TextColumn("{task.fields[rest]}"),
    )
    with bars.Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None, rest="")

        def tell(event: Progress) -> None:
            doing, total = _DOING[event.doing], event.total or None
            bar.update(
                task, description=doing, completed=event.done, total=total, rest=_rest(event)
            )

        yield tell


@contextmanager
def _lines() -> Iterator[Tell]:
    """Give what tells progress in a line at times, for a log."""
    said = time.monotonic()

    def tell(event: Progress) -> None:
        nonlocal said
        if (now := time.monotonic()) >= said + EVERY:
            said = now
            rest = f", {words}" if (words := _rest(event)) else ""
            complain(f"{_DOING[event.doing]}: {event.done:,} of {event.total:,}{rest}")

    yield tell


def _rest(event: Progress) -> str:
    """Say how long it still takes, and how many articles failed."""
    left = "" if event.left is None else f"about {time_told(event.left)} left"
    failed = f"{event.failed:,} failed" if event.failed else ""
    return ", ".join(filter(None, (left, failed)))


def _sum_up(session: Session, seconds: float, as_json: bool) -> None:
    """Print what there is now."""
    rows = [it for it in session.rows(copies=True) if session.library.has_text(it.id)]
    states = Counter(row.status for row in rows)
    kept = sum(row.status is Status.VANISHED and row.quotations is not None for row in rows)
    facts: Json = {
        "library": str(session.folder),
        "articles": len(rows),
        "analysed": states[Status.READY] + kept,
        "new": session.indexer.progress()[0],
        "failed": states[Status.FAILED],
        "gone": states[Status.VANISHED],
        "problems": len(session.library.problems()),
        "quotations": sum(row.quotations or 0 for row in rows if not row.copy_of),
        "actors": len(session.actors()),
        "seconds": round(seconds, 1),
    }
    if as_json:
        write_lines([facts])
        return
    told = f"{facts['analysed']:,} of {counted(facts['articles'], 'article')} analysed"
    told += f", {facts['new']:,} of them now; {counted(facts['quotations'], 'quotation')}"
    told += f", {counted(facts['actors'], 'actor')}"
    if facts["problems"]:
        told += f"; {counted(facts['problems'], 'problem')}: `onrecord problems`"
    print(told)
