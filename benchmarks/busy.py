"""How long a key takes to be painted while articles are analysed, against the same at rest.

    python -m benchmarks.busy [--articles 300] [--new 200] [--presses 40] [--pretend SECONDS]

Here time is that of a clock, since it is waited for: from a key that is given to the driver until
the screen is written next.  A library of so many articles is opened in the reader, headless, at
140 x 40, and the same keys are pressed in each view, first at rest; then as many articles again as
``--new`` says are put into its folder, and the keys are pressed once more while worker processes
are at all of the machine's processors.  What others do on the machine is in both figures.

There are tags, memos and files that cannot be read, so that every view has something to move to.
``--pretend`` analyses nothing: each article takes so many seconds, in which nobody works, and what
is found in it is known before.  That leaves what the reader itself does, on a machine on which
others work too.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import pickle
import statistics
import tempfile
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from functools import partial
from itertools import chain, islice
from pathlib import Path
from time import perf_counter, sleep
from typing import Any

from textual.pilot import Pilot

from benchmarks import large
from benchmarks.screen import SIZE, give
from onrecord.analysis.types import Article
from onrecord.store.notebook.notebook import Notebook
from onrecord.store.notebook.overlay import Quoted
from onrecord.tui.reader.app import OnrecordApp
from onrecord.tui.session.session import Session
from onrecord.tui.session.workers import Workers

VIEWS = {
    "the list": ("", "j"),
    "an article": ("enter", "j"),
    "quotations of an article": ("enter", "n"),
    "all quotations": ("g q", "j"),
    "actors": ("g a", "j"),
    "codebook": ("g c", "j"),
    "timeline": ("g t", "j"),
    "who is quoted": ("g w", "j"),
    "review": ("g r", "j"),
    "search": ("g /", "a"),
    "memos": ("g n", "j"),
    "problems": ("g p", "j"),
}
"""The views: the keys that lead to each, and one that paints in it where there is anything."""

GIVEN_UP = 3
MADE = 40
"""How many tags, memos and files that cannot be read there are."""

REST, OPENING, UNPAINTED = 0.04, 1.5, 3.0
"""Seconds between two keys, for a view to be there, and until a key is taken to paint nothing."""


async def to_paint(pilot: Pilot[None], painted: asyncio.Event, key: str, count: int) -> list[float]:
    """Return the milliseconds of each press until the screen is written."""
    spent: list[float] = []
    idle = 0  # presses that painted nothing: after some there is nothing in this view to move to
    for _ in range(count):
        if idle == GIVEN_UP:
            break
        painted.clear()
        begun = perf_counter()
        give(pilot.app, key)
        try:
            await asyncio.wait_for(painted.wait(), UNPAINTED)
            spent.append(1000 * (perf_counter() - begun))
        except TimeoutError:
            idle += 1
        await asyncio.sleep(REST)
    return spent


async def every_view(
    pilot: Pilot[None], painted: asyncio.Event, presses: int
) -> dict[str, list[float]]:
    """Return the milliseconds of the presses in each view."""
    found = {}
    for view, (way, key) in VIEWS.items():
        for stroke in way.split():
            give(pilot.app, stroke)
            await asyncio.sleep(REST)
        await asyncio.sleep(OPENING)
        found[view] = await to_paint(pilot, painted, key, presses)
        for _ in range(2):
            give(pilot.app, "escape")
            await asyncio.sleep(REST)
        await asyncio.sleep(REST)
    return found


class Pretending(Executor):
    """Gives what is known to be in articles, after so many seconds for each; nobody works."""

    def __init__(self, made: Sequence[large.Made], seconds: float) -> None:
        self._found = {text: pickle.dumps(findings) for _, text, findings in made}
        self._seconds = seconds
        self._threads = ThreadPoolExecutor(1)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Have articles looked up, in place of analysing them."""
        return self._threads.submit(self._answer, args[1])

    def _answer(self, articles: Sequence[Article]) -> list[object]:
        sleep(self._seconds * len(articles))
        return [pickle.loads(self._found[article.text]) for article in articles]

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Stop."""
        self._threads.shutdown(wait, cancel_futures=cancel_futures)


def worked_on(session: Session) -> None:
    """Do what a person does, so that there are tags and memos."""
    for number, quoted in enumerate(islice(session.all_quotations(), 0, 20 * MADE, 20)):
        session.changes.do(partial(_work_on, quoted, f"matter/{number}"))


def _work_on(quoted: Quoted, tag: str, notebook: Notebook) -> str:
    return notebook.quotations.tag([quoted], [tag]) + notebook.quotations.memo(quoted, "To ask.")


async def measured(session: Session, folder: Path, new: Sequence[large.Made], presses: int) -> None:
    """Measure at rest and at work, and print both."""
    app = OnrecordApp(session, keys=folder.with_name("keys.toml"))
    painted = asyncio.Event()
    app.post_display_hook = painted.set  # type: ignore[method-assign]
    async with app.run_test(size=SIZE) as pilot:
        while not session.indexer.wait(0):
            await asyncio.sleep(0.1)
        worked_on(session)
        await every_view(pilot, painted, 3)  # its modules are imported
        rest = await every_view(pilot, painted, presses)
        for name, text, _ in new:
            path = folder.with_name("new") / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        folder.with_name("new").rename(folder / "new")  # the files are looked at already
        session.rescan()
        while session.indexer.progress()[0] < 8:  # all workers have their pipeline
            await asyncio.sleep(0.1)
        work = await every_view(pilot, painted, presses)
        done, total = session.indexer.progress()
        print(f"{done} of {total} articles analysed by the end\n")
        app.exit()
    tell(rest, work, presses)


def tell(rest: Mapping[str, list[float]], work: Mapping[str, list[float]], presses: int) -> None:
    """Print both; where a key paints nothing, what is painted next has nothing to do with it."""
    moved = [view for view in VIEWS if min(len(rest[view]), len(work[view])) >= presses // 2]
    rows = [(view, rest[view], work[view]) for view in moved]
    every = [[*chain(*(spent[view] for view in moved))] for spent in (rest, work)]
    rows.append(("all of them", every[0], every[1]))
    print("| view | at rest: median, p99 | while analysing: median, p99 | ratio of p99 |")
    print("| --- | --- | --- | --- |")
    for view, idle, busy in rows:
        (low, last), (high, most) = map(_figures, (idle, busy))
        print(f"| {view} | {low:.1f}, {last:.1f} ms | {high:.1f}, {most:.1f} ms ", end="")
        print(f"| {most / last:.2f} |")
    if left := ", ".join(VIEWS.keys() - moved):
        print(f"\nNothing to paint: {left}")


def _figures(spent: list[float]) -> tuple[float, float]:
    return statistics.median(spent), statistics.quantiles(spent, n=100)[-1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--new", type=int, default=200)
    parser.add_argument("--presses", type=int, default=40)
    parser.add_argument("--pretend", type=float, metavar="SECONDS")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        os.environ["HOME"] = place
        folder = Path(place) / "library"
        large.made(folder, large.articles(options.articles))
        for number in range(MADE):
            (folder / f"broken-{number:02d}.pdf").write_bytes(b"%PDF-1.4 cut off")
        new = list(large.articles(options.new, seed=5))
        print(f"load {os.getloadavg()[0]:.1f} at the beginning, {os.cpu_count()} processors")
        pool = Pretending(new, options.pretend) if options.pretend else None
        session = Session.open([folder], workers=lambda model: Workers(model, pool=pool))
        try:
            asyncio.run(measured(session, folder, new, options.presses))
        finally:
            session.close()
        print(f"load {os.getloadavg()[0]:.1f} at the end")


if __name__ == "__main__":
    main()
