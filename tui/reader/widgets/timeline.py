"""Quotations over time: a bar a step downwards, or a row a speaker or tag across."""

from __future__ import annotations

from onrecord.tui.session.counts import counted
from onrecord.tui.session.literal import Part, fit, literal
from onrecord.tui.session.timeline import Plot, Series, bar, height

from .list_view import ListView

BAR = 40
NAME, TOTAL = 26, 7
"""Cells for a row's name, and for how many quotations it has."""
HEAD = 3
"""Cells before every row of a list."""
POINTER = "▼"
WIDEST = 5
"""Cells of a step at most, the gap after it included."""
EMPTY = Plot([], [Series("everything")])


class Timeline(ListView[str]):
    """Steps of time as rows, or, ``across``, as columns with a series a row.

    ``column`` is the step under the cursor then.
    """

    def __init__(self) -> None:
        super().__init__()
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

    def show(self, plot: Plot, across: bool) -> None:
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

    def go(self, index: int) -> None:
        """Put the cursor on a row, where brackets stand around the step from now on."""
        was = self.cursor
        super().go(index)
        if self.across and was != self.cursor:
            self.measure()

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
        styles, plot, step = self.text_styles, self.plot, self.plot.steps[index]
        said, written = plot.series[0].said[step], plot.series[0].written[step]
        room = max(min(BAR, width - 42), 8)
        return [
            (f"{step:<12}", styles.text if said or written else styles.faint),
            (f"{bar(said, plot.most, room):<{room}}", styles.bars[1]),
            (f"  ❝{said:>4}" if said else "", styles.text),
            (f"   {counted(written, 'article')}" if written else "", styles.faint),
        ]

    @property
    def _window(self) -> tuple[int, int, int]:
        """The first step that is shown across, the one after the last, and the cells of each."""
        count, room = len(self.plot.steps), self.room
        first = min(max(self.column - room // 2, 0), max(count - room, 0))
        return first, min(first + room, count), min(max(room // count, 1), WIDEST)

    def axis(self) -> list[Part]:
        """Draw the line over the rows: the step under the cursor at its column, first and last."""
        if not (self.across and self.plot.steps):
            return []
        styles, (first, last, cells) = self.text_styles, self._window
        at, here = (self.column - first) * cells, f"{POINTER} {self.step}"
        if at + len(here) > self.room:
            here = f"{self.step} {POINTER}"
            at += 1 - len(here)
        begin, end = self.plot.steps[first], self.plot.steps[last - 1]
        before = begin if len(begin) < at else ""
        room = (last - first) * cells - at - len(here)
        after = end.rjust(room) if len(end) < room else ""
        return [
            (" " * (HEAD + NAME) + before.ljust(at), styles.faint),
            (here, styles.key),
            (after, styles.faint),
        ]

    def _row(self, index: int) -> list[Part]:
        styles, plot, row = self.text_styles, self.plot, self.plot.series[index]
        first, last, cells = self._window
        style = styles.strong if index == 0 else styles.text
        style = styles.tagged(row.name[1:]) if row.name.startswith("#") else style
        parts: list[Part] = [(fit(literal(row.name), NAME - 1), style)]
        most = plot.most if index == 0 else self._peak
        before = " "
        for column, step in enumerate(plot.steps[first:last], first):
            sign, style = height(row.said[step], most), styles.bars[1]
            after = " " * (cells > 1)
            if column == self.column:
                here = index == self.cursor
                style = (styles.key if here else style) + styles.lit
                sign = "·" if here and sign == " " else sign
                if here and after:  # brackets, for who sees no colours
                    before, after = "[", "]"
            parts += [(before, styles.key), (sign * max(cells - 1, 1), style)]
            before = after
        parts += [(before, styles.key), (f"  ❝{row.total:>4}", styles.faint)]
        return parts
