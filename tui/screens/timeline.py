"""Articles and quotations over time, as bars: how much was written and said, and when."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from ..actions.action import Pane
from ..widgets.plain import Entry, PlainList
from ..widgets.query import Line, fitting
from ..widgets.roll import Roll
from .quotations import QuotationsView
from .view import View

EIGHTHS = " ▏▎▍▌▋▊▉█"
BAR = 40
DAYS, MONTHS = 62, 48
"""The longest time that is shown by days, and by months (in months)."""


def scale(dates: list[str]) -> int:
    """Return how many signs of an ISO date make a step of the plot: 10 days, 7 months, 4 years."""
    full = sorted(day for day in dates if len(day) == 10)
    if 2 * len(full) <= len(dates):  # too many lack their day: they are to be seen too
        full = sorted(day for day in dates if day)
    if not full:
        return 10
    first, last = full[0], full[-1]
    months = 12 * (int(last[:4]) - int(first[:4])) + int(last[5:7] or 1) - int(first[5:7] or 1)
    if months <= 2 and _days(first, last) <= DAYS:
        return 10
    return 7 if months <= MONTHS else 4


def _days(first: str, last: str) -> int:
    def day(iso: str) -> date:
        year, month, rest = (*iso.split("-"), "01", "01")[:3]
        return date(int(year), int(month), int(rest))

    return (day(last) - day(first)).days


def steps(first: str, last: str, size: int) -> list[str]:
    """Return every step from the first to the last, those without anything too."""
    if size == 4:
        return [f"{year:04d}" for year in range(int(first), int(last) + 1)]
    if size == 7:
        begin, end = (12 * int(iso[:4]) + int(iso[5:7]) - 1 for iso in (first, last))
        return [f"{month // 12:04d}-{month % 12 + 1:02d}" for month in range(begin, end + 1)]
    start = date.fromisoformat(first)
    return [(start + timedelta(days=n)).isoformat() for n in range(_days(first, last) + 1)]


def bar(count: int, most: int, cells: int = BAR) -> str:
    """Return a bar of at most ``cells`` cells, exact to an eighth of one."""
    eighths = round(8 * cells * count / max(most, 1))
    if count and not eighths:
        eighths = 1
    full, rest = divmod(eighths, 8)
    return "█" * full + (EIGHTHS[rest] if rest else "")


class TimelineView(View):
    """See the module; the line above narrows it, as in the list of quotations."""

    HEADING = "timeline"
    NARROW = "speaker:  tag:  kind:  source:  or any words"
    pane_name = Pane.TIMELINE

    def make_roll(self) -> Roll:
        """Return the list of steps."""
        self.plot: PlainList[str] = PlainList(self.ink)
        self.plot.empty = "Reading …"
        self._all: list[Line] = []
        return self.plot

    async def fill(self) -> None:
        """Read every quotation."""
        self._all = [line async for line in self.lines()]
        self.plot.empty = "Nothing that fits has a date."
        self.narrowed()
        self.show_head()

    def narrowed(self) -> None:
        """Draw what fits."""
        fit = self.understood(lambda query: fitting(query, self._all))
        found = [line for line in fit if line.date]
        size = scale([line.date for line in found])
        dated = [line for line in found if len(line.date) >= size]
        said = Counter(line.date[:size] for line in dated)
        written = Counter(day for day, _ in {(x.date[:size], x.quoted.article) for x in dated})
        most, ink = max(said.values(), default=1), self.ink
        if not said:
            self.plot.put([])
            return
        room = max(min(BAR, self.size.width - 46), 8)
        self.plot.put(
            [
                Entry(
                    step,
                    (
                        (f"{step:<12}", ink.text if said[step] else ink.faint),
                        (f"{bar(said[step], most, room):<{room}}", ink.bars[1]),
                        (f"  ❝{said[step]:>4}" if said[step] else "", ink.text),
                        (f"   in {written[step]}" if said[step] else "", ink.faint),
                    ),
                )
                for step in steps(min(said), max(said), size)
            ]
        )

    def facts(self) -> str:
        """Return what the bars stand for."""
        return "quotations, and in how many articles"

    def open(self) -> None:
        """Show the quotations of the step."""
        if self.plot.value:
            query = f"{self.query_text} date:{self.plot.value}".strip()
            self.app.push_screen(QuotationsView(query))
