"""An article set in lines at the width there is: first what is seen, the rest when that rests.

A window that is dragged to a size has dozens of others on the way, and shows one screen of each:
of a long article the blocks round the cursor are wrapped then (a *part* of the page), and all of
it once the size stays the same for a moment, or when anything asks for more.  Rows are counted
anew then, and the view is scrolled by as much: nothing that is seen moves.
"""

from __future__ import annotations

import asyncio

from rich.segment import Segment
from textual.geometry import Size

from onrecord.tui.session.cells import offset_at

from ..article_cursor import Cursor
from .article_content import NOTHING, Index
from .article_lines import Page
from .dragging import Dragging
from .measure import GUTTER, measure

TAIL = 12
"""Empty lines below the text, so that its end can stand high on the screen."""
REST = 0.15
"""Seconds that a size stays the same before all of the text is set at it."""

Held = tuple[int, int]
"""An offset of the text, and the row of the screen on which it is to stay."""


class ArticleLayout(Dragging):
    """See the module.  Rows are counted from the first, lines from the first of the page.

    ``_page`` and ``_cursor`` are those of the part that is set by now; ``page`` and ``cursor``
    set all of it before they are given away.
    """

    def __init__(self) -> None:
        super().__init__()
        self.plain = False
        self.index = Index(NOTHING)
        self._inset: list[list[Segment]] = []
        self._inset_row = -1
        self._tall = 0  # rows of the view when it was set
        self._turning = False  # whether it is scrolled to where a person has been
        self._stays: Held | None = None
        self._due: asyncio.TimerHandle | None = None
        self._set(0)

    def _set(self, point: int) -> None:
        """Set all of the text, the cursor at ``point``."""
        index = self.index
        self._measure = measure(self.size.width, self.plain)
        self._page = self._whole()
        self._cursor = Cursor(
            self._page, index.quoted_spans, index.named_spans, index.sentences, point
        )
        self.set_height(self._page.height + TAIL)

    def _whole(self) -> Page:
        return Page(self.index.text, self.index.blocks, self._measure.text)

    @property
    def page(self) -> Page:
        """All lines of the text."""
        self._complete()
        return self._page

    @property
    def cursor(self) -> Cursor:
        """Where the person is, on the page as a whole."""
        self._complete()
        return self._cursor

    # -- another size -----------------------------------------------------------------------------

    def fit(self) -> None:
        """Set the text at the size there is by now; what the person reads stays where it is."""
        held, first = self._stays, not self._tall
        follow = held is None or held[0] == self._cursor.point
        self._tall = self.size.height
        self._measure = measure(self.size.width, self.plain)
        if self._page.whole and self._page.width == self._measure.text:
            page = self._page
        else:
            page = self._part() if follow and not first else self._whole()
        self._turn_to(page, held, follow)
        if not self._page.whole:
            if self._due:
                self._due.cancel()
            loop = asyncio.get_running_loop()  # its own timer: Textual's is a task each
            self._due = loop.call_later(REST, self.call_later, self._complete)

    def _size_updated(
        self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True
    ) -> bool:
        """Know what a person reads before Textual scrolls to where there is room for it."""
        if size != self._size:
            self._stays, self._turning = self._held(), True
        return super()._size_updated(size, virtual_size, container_size, layout)

    def _part(self) -> Page:
        """Set what can be seen of the text without losing sight of the cursor."""
        index, point = self.index, self._cursor.point
        return Page.around(index.text, index.blocks, self._measure.text, point, self._tall + 1)

    def _complete(self) -> None:
        """Set all of the text, where only a part of it is."""
        if not self._page.whole:
            self._turn_to(self._whole(), self._held())

    def _held(self) -> Held | None:
        """Return what is to stay: the cursor where it is seen, else the first line that is."""
        top, page = self.top, self._page
        row = self._row_of(self._cursor.point) - top
        if 0 <= row < self._tall:
            return self._cursor.point, row
        for row in range(self._tall):
            line = self._line(top + row)
            if line is not None and not page.blank(line):
                return page.lines[line][0], row
        return None

    def _turn_to(self, page: Page, held: Held | None, follow: bool = False) -> None:
        """Show the text as another page has it; ``follow`` brings the cursor into sight."""
        self._turning = True
        self._page = page
        self._cursor.stand_on(page)
        self.set_height(page.height + TAIL)
        self._turned()
        if held:
            offset, row = held
            self.scroll_to_row(self._row_of(offset) - row)
        if follow:
            self._follow()
        self._turning = False

    def _turned(self) -> None:
        """Draw anew what another page changed."""
        raise NotImplementedError

    def _follow(self, centre: bool = False) -> None:
        """Scroll as little as shows the cursor, and the inset that belongs to it."""
        height, top = self.size.height, self.top
        first = last = self._row_of(self._cursor.point)
        if self._inset_row > first and self._inset_row - first < height:
            last = self._inset_row + len(self._inset) - 1
        edge = 2 if height > 10 else 0
        if centre and not (top + edge <= first and last < top + height - 1):
            self.scroll_to_row(first - height // 3)
        elif first < top + edge:
            self.scroll_to_row(first - edge)
        elif last >= top + height - edge:
            self.scroll_to_row(min(last - height + edge + 1, first - edge))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Set all of the text before a person sees more of it than the part that is set."""
        super().watch_scroll_y(old_value, new_value)
        if not self._turning:
            self._complete()

    # -- rows and lines ---------------------------------------------------------------------------

    def _row_of(self, offset: int) -> int:
        """Return the row on which an offset is drawn."""
        return self._row(self._page.line_of(offset))

    def _row(self, line: int) -> int:
        row = self._page.above + line
        return row + (len(self._inset) if 0 <= self._inset_row <= row else 0)

    def _rows_of(self, start: int, end: int) -> range:
        """Return the rows on which a span is drawn."""
        lines = self._page.covering(start, end)
        return range(self._row(lines.start), self._row(lines.stop - 1) + 1) if lines else lines

    def _line(self, row: int) -> int | None:
        """Return the line drawn on a row, or None where the inset or nothing is."""
        if 0 <= self._inset_row <= row:
            row -= len(self._inset)
            if row < self._inset_row:
                return None
        line = row - self._page.above
        return line if 0 <= line < len(self._page.lines) else None

    def place_at(self, x: int, y: int) -> int | None:
        """Return the offset of what is drawn in a cell, the nearest on its row; None off it."""
        line = self._line(y + self.top)
        if line is None or self._page.blank(line):
            return None
        start, end = self._page.lines[line]
        return min(offset_at(self._page.text, start, end, x - self._measure.pad - GUTTER), end - 1)
