"""Quotations over time: a bar a step downwards, or a row a speaker or tag across."""

from __future__ import annotations

from ..themes import Ink
from .counts import counted
from .literal import Part, fit, literal
from .roll import Roll
from .steps import Plot, Series, bar, height

BAR = 40
NAME, TOTAL = 26, 7
"""Cells for a row's name, and for how many quotations it has."""
WIDEST = 5
"""Cells of a step at most, the gap after it included."""
EMPTY = Plot([], [Series("everything")])


class Timeline(Roll):
    """See the module.  ``across`` tells which; ``column`` is the step under the cursor then."""

    def __init__(self, ink: Ink) -> None:
        super().__init__(ink)
        self.plot = EMPTY
        self.across = False
        self.column = 0
        self._peak = 1  # the most quotations of one row in one step

    @property
    def count(self) -> int:
        """How many rows there are: steps downwards, speakers or tags across."""
        if not self.plot.steps:
            return 0
        return len(self.plot.series) if self.across else len(self.plot.steps)

    @property
    def step(self) -> str:
        """The step under the cursor, "" where there is none."""
        if not self.plot.steps:
            return ""
        return self.plot.steps[self.column if self.across else self.cursor]

    @property
    def series(self) -> Series:
        """The row under the cursor; downwards there is only the first, of everything."""
        return self.plot.series[self.cursor if self.across and self.count else 0]

    @property
    def room(self) -> int:
        """How many steps there is room for across."""
        return max(self.size.width - 4 - NAME - TOTAL, 8)

    def put(self, plot: Plot, across: bool) -> None:
        """Show another plot; the cursor stays at its step, as far as that is still there."""
        here, was = self.step, self.across
        self.plot, self.across = plot, across
        self._peak = max((max(row.said.values()) for row in plot.series[1:]), default=1)
        index = plot.steps.index(here) if here in plot.steps else len(plot.steps) - 1
        self.column = max(index, 0)
        if not across:
            self.cursor = self.column
        elif not was:
            self.cursor = 0
        self.measure()
        self.go(self.cursor)

    def along(self, steps: int) -> None:
        """Move the cursor in time."""
        if not self.across:
            self.go(self.cursor + steps)
        elif self.plot.steps:
            self.column = min(max(self.column + steps, 0), len(self.plot.steps) - 1)
            self.measure()
            self.tell_moved()

    def row_lines(self, index: int, width: int) -> list[list[Part]]:
        """Draw a step, or a row of steps."""
        return [self._row(index) if self.across else self._bar(index, width)]

    def _bar(self, index: int, width: int) -> list[Part]:
        ink, plot, step = self.ink, self.plot, self.plot.steps[index]
        said, written = plot.series[0].said[step], plot.series[0].written[step]
        room = max(min(BAR, width - 42), 8)
        return [
            (f"{step:<12}", ink.text if said or written else ink.faint),
            (f"{bar(said, plot.most, room):<{room}}", ink.bars[1]),
            (f"  ❝{said:>4}" if said else "", ink.text),
            (f"   {counted(written, 'article')}" if written else "", ink.faint),
        ]

    def _row(self, index: int) -> list[Part]:
        ink, plot, row = self.ink, self.plot, self.plot.series[index]
        room, cells = self.room, min(max(self.room // len(plot.steps), 1), WIDEST)
        first = min(max(self.column - room // 2, 0), max(len(plot.steps) - room, 0))
        style = ink.strong if index == 0 else ink.text
        style = ink.tagged(row.name[1:]) if row.name.startswith("#") else style
        parts: list[Part] = [(fit(literal(row.name), NAME - 1) + " ", style)]
        most = plot.most if index == 0 else self._peak
        for column, step in enumerate(plot.steps[first : first + room], first):
            sign, style = height(row.said[step], most), ink.bars[1]
            if column == self.column:
                here = index == self.cursor
                style = (ink.key if here else style) + ink.lit
                sign = "·" if here and sign == " " else sign
            parts.append((sign * max(cells - 1, 1), style))
            parts.append((" " * (cells > 1), ink.text))
        parts.append((f"  ❝{row.total:>4}", ink.faint))
        return parts
