"""How long a key takes to be painted while articles are analysed, against the same at rest.

    python -m benchmarks.busy [--articles 300] [--new 200] [--presses 40]

Here time is that of a clock, since it is waited for: from a key that is given to the driver until
the screen is written next.  A library of so many articles is opened in the reader, headless, at
140 x 40, and the same keys are pressed in each view, first at rest; then as many articles again as
``--new`` says are put into its folder, and the keys are pressed once more while worker processes
are at all of the machine's processors.  What others do on the machine is in both figures.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import tempfile
from itertools import chain
from pathlib import Path
from time import perf_counter

from textual.pilot import Pilot

from benchmarks import large
from benchmarks.screen import SIZE, give
from onrecord.tui.reader.app import OnrecordApp
from onrecord.tui.session.session import Session

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
            give(pilot.app, {"/": "slash"}.get(stroke, stroke))
            await asyncio.sleep(REST)
        await asyncio.sleep(OPENING)
        found[view] = await to_paint(pilot, painted, key, presses)
        for _ in range(2):
            give(pilot.app, "escape")
            await asyncio.sleep(REST)
        await asyncio.sleep(REST)
    return found


async def measured(session: Session, folder: Path, new: int, presses: int) -> None:
    """Measure at rest and at work, and print both."""
    app = OnrecordApp(session, keys=folder.with_name("keys.toml"))
    painted = asyncio.Event()
    app.post_display_hook = painted.set  # type: ignore[method-assign]
    async with app.run_test(size=SIZE) as pilot:
        while not session.indexer.wait(0):
            await asyncio.sleep(0.1)
        await every_view(pilot, painted, 3)  # its modules are imported
        rest = await every_view(pilot, painted, presses)
        for name, text, _ in large.articles(new, seed=5):
            path = folder / "new" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        session.rescan()
        while session.indexer.progress()[0] < 8:  # all workers have their pipeline
            await asyncio.sleep(0.1)
        work = await every_view(pilot, painted, presses)
        done, total = session.indexer.progress()
        print(f"{done} of {total} articles analysed by the end\n")
        app.exit()
    rows = [(view, rest[view], work[view]) for view in VIEWS]
    rows.append(("all of them", [*chain(*rest.values())], [*chain(*work.values())]))
    print("| view | at rest: median, p99 | while analysing: median, p99 | ratio of p99 |")
    print("| --- | --- | --- | --- |")
    for view, idle, busy in rows:
        if len(idle) < presses // 2 or len(busy) < presses // 2:
            print(f"| {view} | nothing to paint | | |")
            continue
        (low, last), (high, most) = map(_figures, (idle, busy))
        print(f"| {view} | {low:.1f}, {last:.1f} ms | {high:.1f}, {most:.1f} ms ", end="")
        print(f"| {most / last:.2f} |")


def _figures(spent: list[float]) -> tuple[float, float]:
    return statistics.median(spent), statistics.quantiles(spent, n=100)[-1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--new", type=int, default=200)
    parser.add_argument("--presses", type=int, default=40)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        os.environ["HOME"] = place
        folder = Path(place) / "library"
        large.made(folder, large.articles(options.articles))
        print(f"load {os.getloadavg()[0]:.1f} at the beginning, {os.cpu_count()} processors")
        session = Session.open([folder])
        try:
            asyncio.run(measured(session, folder, options.new, options.presses))
        finally:
            session.close()
        print(f"load {os.getloadavg()[0]:.1f} at the end")


if __name__ == "__main__":
    main()
