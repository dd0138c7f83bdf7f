"""What the screen costs: CPU time against an empty Textual app in the same run.

    python -m benchmarks.screen [--rows 100000] [--presses 200]

Headless, at 140 x 40, in CPU time of this process.  A key is given to the driver, as a terminal
would, and the time is what the process uses until it has painted and rests (``REST`` later).
Textual's ``Pilot.press`` is not used for that: it sends a message to every widget and waits for
it, twice a key, and an app with fewer widgets gets fewer of them; that would be measured, too.

Two floors.  The first is the one that is asked for: the same key in an empty app.  It is harsh:
that app paints nothing at all when ``j`` is pressed, there is nothing to compose, to style or to
write, so that its figure is what it costs to get a key through Textual's queues; whatever shows
a cursor that moves costs more.  The second is what Textual's own list costs for the same key, an
``OptionList`` with a hundredth of the rows (with all of them it takes seconds to open), which
paints as much as ours does.  Every figure is given against the first; the second stands beside.

``first paint`` is a fresh process that opens an app, paints once and leaves; the empty one
imports Textual and nothing of ours.  The rows are made in it, no library is read: what a person
waits for is measured by ``benchmarks.start``.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import subprocess
import sys
from collections.abc import Sequence
from time import process_time

from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.events import Key, Resize
from textual.geometry import Size
from textual.pilot import Pilot
from textual.widgets import OptionList

from benchmarks.big import SPANS, WORDS, Big
from onrecord.analysis.types import Precision, Published, QuotationKind
from onrecord.store.notebook.overlay import Quoted
from onrecord.tui.reader.app import OnrecordApp
from onrecord.tui.reader.process import rest_from_collecting
from onrecord.tui.session.quotation_query import FoldedLines, QuotationLine

SIZE = (140, 40)
REST = 0.04
"""Seconds between two keys: one held down comes about as often."""
OPEN = """
import asyncio
{imports}
async def opening():
    async with {app}.run_test(size={size}) as pilot:
        await pilot.pause(0)
asyncio.run(opening())
"""
EMPTY = OPEN.format(imports="from textual.app import App", app="App()", size=SIZE)
READER = OPEN.format(
    imports=(
        "from onrecord.tui.reader.process import collect_nothing_yet; collect_nothing_yet()\n"
        "from benchmarks.big import Big; from onrecord.tui.reader.app import OnrecordApp"
    ),
    app="OnrecordApp(Big(10_000))",
    size=SIZE,
)


class Stock(App[None]):
    """Textual's own list."""

    BINDINGS = [Binding("j", "down")]  # noqa: RUF012

    def __init__(self, rows: int) -> None:
        super().__init__()
        title = "Article {}: the canal will stay open to every ship, says the minister"
        self.options = OptionList(*(title.format(i) for i in range(rows)), markup=False)

    def compose(self) -> ComposeResult:
        """Show it."""
        yield self.options

    def action_down(self) -> None:
        """Go down."""
        self.options.action_cursor_down()


async def presses(pilot: Pilot[None], keys: Sequence[str]) -> list[float]:
    """Return the CPU milliseconds of each press, painting included."""
    spent = []
    for key in keys:
        begun = process_time()
        give(pilot.app, key)
        await asyncio.sleep(REST)
        spent.append(1000 * (process_time() - begun))
    return spent


def give(app: App[None], key: str) -> None:
    """Give an app a key as its terminal does."""
    event = Key(key, key if len(key) == 1 else None)
    event.set_sender(app)
    assert app._driver
    app._driver.send_message(event)


async def burst(pilot: Pilot[None], count: int) -> float:
    """Return the CPU milliseconds of keys that have all been typed before the first is taken."""
    begun = process_time()
    for _ in range(count):
        give(pilot.app, "j")
    await asyncio.sleep(1.0)
    return 1000 * (process_time() - begun)


def fresh(code: str) -> float:
    """Return the CPU seconds of a fresh process."""
    begun = sum(os.times()[2:4])
    subprocess.run([sys.executable, "-c", code], check=True)
    return sum(os.times()[2:4]) - begun


FOLDING = (120, 140)
"""Two widths, at one of which a pane has no room."""


async def resizing(pilot: Pilot[None], widths: tuple[int, int] = (134, 154)) -> float:
    """Return the CPU milliseconds of a resize and what follows from it, the median of many."""
    spent = []
    for width in widths * 10:
        begun = process_time()
        await pilot.resize_terminal(width, 40)
        await pilot.pause(0)
        spent.append(1000 * (process_time() - begun))
    return statistics.median(spent)


async def dragging(pilot: Pilot[None]) -> tuple[float, float]:
    """Return the CPU milliseconds of a step of a window's edge, and of what follows the last one.

    The size is given as a terminal gives it, as keys are.
    """
    spent = []
    assert pilot.app._driver
    for width in (*range(121, 141), *range(139, 119, -1)):
        size = Size(width, 40)
        begun = process_time()
        pilot.app._driver._size = size
        pilot.app.post_message(Resize(size, size))
        await asyncio.sleep(REST)
        spent.append(1000 * (process_time() - begun))
    begun = process_time()
    await asyncio.sleep(0.5)
    return statistics.median(spent), 1000 * (process_time() - begun)


def told(what: str, spent: Sequence[float], floor: Sequence[float]) -> None:
    """Print median and 99th percentile, and how many times the floor they are."""
    median, low = statistics.median(spent), statistics.median(floor)
    last = statistics.quantiles(spent, n=100)[-1]
    worst = statistics.quantiles(floor, n=100)[-1]
    first = f"{what:<32} {median:7.2f} ms ({median / low:4.2f} x)"
    print(f"{first}  p99 {last:7.2f} ms ({last / worst:4.2f} x)")


def searching() -> None:
    """Time queries over 100,000 quotations against str.find over the same texts.

    The texts are folded once, when something is looked for first; the floor has them folded, too.
    """
    day = Published("2031-03-04", Precision.DAY)
    lines = [
        QuotationLine(
            Quoted(str(i), 0, 60, QuotationKind.DIRECT, "a", "Ann Bell"),
            f"No ship will pass the canal in spring, number {i} of them all",
            day,
            f"Article {i} on the canal",
            "Wire",
        )
        for i in range(100_000)
    ]
    begun = process_time()
    folded = FoldedLines(lines)
    rest_from_collecting()  # as the views do
    once = process_time() - begun
    texts = [line.everything for line in lines]
    print(f"search in 100,000 quotations, folded in {1000 * once:.0f} ms:")
    for query, word in (("777", "777"), ("ship 777", "777"), ("s", "s"), ("ship", "ship")):
        begun = process_time()
        found = len(folded.fitting(query))
        spent = process_time() - begun
        begun = process_time()
        plain = sum(text.find(word) >= 0 for text in texts)
        floor = process_time() - begun
        print(
            f"  {query:<10} {1000 * spent:5.1f} ms, str.find {1000 * floor:5.1f} ms "
            f"({spent / floor:.2f} x; {found} and {plain} found)"
        )


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--presses", type=int, default=200)
    options = parser.parse_args()
    count = options.presses
    empty, first = (min(fresh(code) for _ in range(5)) for code in (EMPTY, READER))
    print(f"first paint, 10,000 articles: {first:.2f} s, empty app {empty:.2f} s ", end="")
    print(f"({first / empty:.2f} x, fresh processes)")
    async with App[None]().run_test(size=SIZE) as pilot:
        floor = await presses(pilot, ["j"] * count)
        resized = await resizing(pilot)
        dragged, _ = await dragging(pilot)
    told("j in an empty app", floor, floor)
    async with Stock(options.rows // 100).run_test(size=SIZE) as pilot:
        await pilot.pause(0.5)
        told(
            f"j in an OptionList of {options.rows // 100:,}",
            await presses(pilot, "j" * count),
            floor,
        )
        stock = await resizing(pilot)
    async with OnrecordApp(Big(options.rows)).run_test(size=SIZE) as pilot:
        await pilot.pause(0.5)
        told(f"j in a list of {options.rows:,}", await presses(pilot, "j" * count), floor)
        told("G and g g there", await presses(pilot, "Ggg" * (count // 3)), floor)
        spent = await burst(pilot, 200)
        print(f"200 j typed ahead: {spent:.0f} ms, {spent / 200:.2f} ms a key")
        took = await resizing(pilot)
        print(
            f"resize: {took:.1f} ms, empty app {resized:.1f} ms ({took / resized:.2f} x), ", end=""
        )
        print(f"OptionList {stock:.1f} ms")
        took = await resizing(pilot, FOLDING)
        print(f"where a pane folds: {took:.1f} ms ({took / resized:.2f} x)")
        await pilot.resize_terminal(*SIZE)
        took, rest = await dragging(pilot)
        print(f"a step of the window's edge: {took:.1f} ms, empty app {dragged:.1f} ms ", end="")
        print(f"({took / dragged:.2f} x); the rest of the article after the last: {rest:.1f} ms")
        await pilot.press("enter")
        await pilot.pause(0.5)
        told(f"j in {WORDS:,} words, {SPANS:,} spans", await presses(pilot, "j" * count), floor)
        told("n there", await presses(pilot, "n" * count), floor)
    searching()


if __name__ == "__main__":
    asyncio.run(main())
