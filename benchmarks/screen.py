"""What the screen costs: CPU time against an empty Textual app in the same run.

    python -m benchmarks.screen [--rows 100000] [--presses 200]

Headless, at 140 x 40.  A press is timed from the key to the painted screen, in CPU time of this
process; the floor is the same key in an app with nothing on its screen.
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

from textual.app import App
from textual.pilot import Pilot

from analysis import layout
from analysis.types import (
    Actor,
    ActorKind,
    Article,
    Basis,
    Block,
    Findings,
    Link,
    Precision,
    Published,
    QuotationKind,
)
from store.layer import Quoted
from store.seat import Seat
from tui.app import OnrecordApp
from tui.facts import Listener, Named, Order, Row, Status
from tui.session import Session
from tui.widgets.query import Folded, Line

SIZE = (140, 40)
EMPTY = f"""
import asyncio
from textual.app import App
async def opening():
    async with App().run_test(size={SIZE}) as pilot:
        await pilot.pause(0)
asyncio.run(opening())
"""
WORDS, SPANS = 20_000, 2_000


class Big(Session):
    """A session with as many rows as asked for, and one long article behind all of them."""

    name = "big"
    read_only = ""

    def __init__(self, rows: int) -> None:
        self._rows = [self._make(i) for i in range(rows)]
        sentence = "The minister told the house that no ship would pass the canal in spring. "
        count = WORDS // len(sentence.split())
        paragraphs = [sentence * 8 for _ in range(count // 8)]
        self._text = "\n\n".join(paragraph.strip() for paragraph in paragraphs)
        self._blocks = layout.blocks(self._text)
        step = len(self._text) // (SPANS // 2)
        starts = range(10, len(self._text) - step, step)
        self._said = [
            Quoted("", at, at + step // 2, QuotationKind.DIRECT, "a", "Ann Bell", confidence=0.9)
            for at in starts
        ]
        self._named = [
            Named(at + step // 2 + 2, at + step // 2 + 12, "a", "Ann Bell", ActorKind.PERSON, True)
            for at in starts
        ]

    @staticmethod
    def _make(number: int) -> Row:
        day = Published(
            f"20{number % 30:02d}-01-{number % 28 + 1:02d}", Precision.DAY, Basis.HEADER
        )
        title = f"Article {number}: the canal will stay open to every ship, says the minister"
        return Row(str(number), title, "Wire", "", day, 300, Status.READY, quotations=number % 40)

    def start(self, listen: Listener) -> None:
        """Nothing is to be analysed."""

    def rows(self, order: Order = Order.DATE, descending: bool = True) -> list[Row]:
        """Return all rows."""
        return self._rows

    def article(self, article: str) -> Article:
        """Return the long article."""
        return Article(article, self._text)

    def blocks(self, article: str) -> tuple[Block, ...]:
        """Return its blocks."""
        return self._blocks

    def findings(self, article: str) -> Findings | None:
        """Return nothing: what is drawn comes from the other methods."""
        return None

    def quotations(self, article: str) -> list[Quoted]:
        """Return its quotations."""
        return self._said

    def named(self, article: str) -> list[Named]:
        """Return its names."""
        return self._named

    def actors(self) -> dict[str, Actor]:
        """Return one actor."""
        return {"a": Actor("a", "Ann Bell", ActorKind.PERSON)}

    def tag_colours(self) -> dict[str, str]:
        """Return none."""
        return {}

    def seat(self) -> Seat:
        """Return the beginning."""
        return Seat()

    def keep_seat(self, seat: Seat) -> None:
        """Forget it."""

    def links(self, article: str) -> list[Link]:
        """Return none."""
        return []

    def links_at(self, article: str, start: int, end: int) -> list[Link]:
        """Return none."""
        return []

    def place(self, article: str) -> int:
        """Return the beginning."""
        return 0

    def opened(self, article: str) -> None:
        """Forget it."""

    def mark_read(self, articles: Sequence[str], read: bool) -> str:
        """Forget it."""
        return ""

    def remember(self, article: str, offset: int) -> None:
        """Forget it."""


async def presses(pilot: Pilot[None], keys: Sequence[str]) -> list[float]:
    """Return the CPU milliseconds of each press, painting included."""
    spent = []
    for key in keys:
        begun = process_time()
        await pilot.press(key)
        await pilot.pause(0)
        spent.append(1000 * (process_time() - begun))
    return spent


async def opening(app: App[None]) -> None:
    """Open an app and leave it once it has painted for the first time."""
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause(0)


def fresh(rows: int) -> float:
    """Return the CPU seconds of a fresh process that opens the reader, or an empty app for 0."""
    begun = sum(os.times()[2:4])
    command = [sys.executable, "-m", "benchmarks.screen", "--open", str(rows)]
    if not rows:
        command[1:] = ["-c", EMPTY]  # without a single import of ours
    subprocess.run(command, check=True)
    return sum(os.times()[2:4]) - begun


async def resizing(pilot: Pilot[None]) -> float:
    """Return the CPU milliseconds of a resize and what follows from it."""
    begun = process_time()
    for width in (120, 140, 120, 140):
        await pilot.resize_terminal(width, 40)
        await pilot.pause(0)
    return 250 * (process_time() - begun)


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
        Line(
            Quoted(str(i), 0, 60, QuotationKind.DIRECT, "a", "Ann Bell"),
            f"No ship will pass the canal in spring, number {i} of them all",
            day,
            f"Article {i} on the canal",
            "Wire",
        )
        for i in range(100_000)
    ]
    begun = process_time()
    folded = Folded(lines)
    once = process_time() - begun
    texts = [line.everything for line in lines]
    print(f"search in 100,000 quotations, folded in {1000 * once:.0f} ms:")
    for query, word in (("777", "777"), ("ship 777", "777"), ("ship", "ship")):
        begun = process_time()
        found = len(folded.fitting(query))
        spent = process_time() - begun
        begun = process_time()
        plain = sum(text.find(word) >= 0 for text in texts)
        floor = process_time() - begun
        print(
            f"  {query:<10} {1000 * spent:.1f} ms, str.find {1000 * floor:.1f} ms "
            f"({found} and {plain} found)"
        )


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--presses", type=int, default=200)
    parser.add_argument("--open", type=int, help="open once with so many articles, and leave")
    options = parser.parse_args()
    if options.open is not None:
        await opening(OnrecordApp(Big(options.open)))
        return
    count = options.presses
    empty, first = (min(fresh(rows) for _ in range(3)) for rows in (0, 10_000))
    print(f"first paint, 10,000 articles: {first:.2f} s, empty app {empty:.2f} s ", end="")
    print(f"({first / empty:.2f} x, fresh processes)")
    async with App[None]().run_test(size=SIZE) as pilot:
        floor = await presses(pilot, ["j"] * count)
        resized = await resizing(pilot)
    async with OnrecordApp(Big(options.rows)).run_test(size=SIZE) as pilot:
        await pilot.pause(0.5)
        spent = await presses(pilot, ["j"] * count)
        told(f"j in a list of {options.rows:,}", spent, floor)
        told("G and g g there", await presses(pilot, ["G", "g", "g"] * (count // 3)), floor)
        reader = await resizing(pilot)
        print(f"resize: {reader:.1f} ms, empty app {resized:.1f} ms ({reader / resized:.2f} x)")
        await pilot.press("enter")
        await pilot.pause(0.5)
        told(f"j in {WORDS:,} words, {SPANS:,} spans", await presses(pilot, ["j"] * count), floor)
        told("n there", await presses(pilot, ["n"] * count), floor)
    searching()


if __name__ == "__main__":
    asyncio.run(main())
