"""A long list drawn by the line, from an index: what every list of the program is made of."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, Generic, TypeVar

from rich.segment import Segment
from textual.events import Click
from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip

from onrecord.tui.session.literal import Part, cut_parts, fit
from onrecord.tui.session.wrap import wrap

from .hints import Target
from .lines import Lines

BAR = "▌"
MARK = "•"
CACHED = 2_000
"""Rows kept as they were drawn; more of them are drawn again."""


R = TypeVar("R")


class ListView(Lines, Generic[R], can_focus=True):
    """A list under one cursor; what it costs does not depend on how long it is.

    A kind of list says how many lines one of its ``rows`` takes (``row_height``), how it is drawn
    (``row_lines``) and by what it is known again (``key_of``).  Above the rows in ``heads`` stands
    the heading of those that follow, a blank line before it; the cursor passes over both.
    """

    class Opened(Message):
        """The row under the cursor is to be opened."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[R] = ()
        self.cursor = 0
        self.marked: dict[object, R] = {}  # by their keys
        self.hidden = 0  # how many of them are not shown
        self.empty = ""
        self.heads: Sequence[int] = ()
        self._head_lines: list[int] = []
        self._drawn: dict[tuple[int, bool, bool], list[Strip]] = {}

    # -- what a kind of list says -----------------------------------------------------------------

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    @property
    def row_height(self) -> int:
        """How many lines a row takes."""
        return 1

    def row_lines(self, index: int, width: int) -> list[list[Part]]:
        """Return the lines of a row, in parts; at most ``row_height`` of them."""
        return []

    def key_of(self, row: R) -> object:
        """Return by what a row is known again once others are put; None where it is not."""
        return None

    def head_line(self, number: int, width: int) -> list[Part]:
        """Return one of the headings, in parts."""
        return []

    # -- the rows ---------------------------------------------------------------------------------

    @property
    def row(self) -> R | None:
        """The row under the cursor."""
        return self.rows[self.cursor] if self.rows else None

    def chosen(self) -> list[R]:
        """Return the marked rows, those that are not shown last, or the one under the cursor."""
        if not self.marked:
            return [] if self.row is None else [self.row]
        shown = {key: row for row in self.rows if (key := self.key_of(row)) in self.marked}
        return list({**shown, **self.marked}.values())

    def put(
        self,
        rows: Sequence[R],
        lost: int | None = None,
        heads: Sequence[int] | None = None,
        among: Sequence[R] | None = None,
    ) -> None:
        """Show other rows; what is under the cursor stays there and on its line, marks on theirs.

        Where it is gone, the cursor stays on its line, or goes to ``lost``.  ``among`` are all
        rows that there are, where these are not all: what is marked of them stays marked.
        """
        above = self.line_of(self.cursor) - self.top
        seen = 0 <= above < self.size.height
        here = None if self.row is None else self.key_of(self.row)
        self.rows = rows
        self.heads = self.heads if heads is None else heads
        if here is not None:
            found = self._index_of(here)
            if found is None and lost is not None:
                found, above, seen = lost, 0, True
            self.cursor = self.cursor if found is None else found
        self._keep_marks(rows if among is None else among)
        self.measure()
        self.scroll_to_row(self.line_of(self.cursor) - above)
        if seen:
            self.go(self.cursor)

    def _keep_marks(self, among: Sequence[R]) -> None:
        if self.marked:
            marked, key_of = self.marked, self.key_of
            self.marked = {key: row for row in among if (key := key_of(row)) in marked}
            self.hidden = len(self.marked.keys() - set(map(key_of, self.rows)))

    def _index_of(self, key: object) -> int | None:
        at, rows = self.cursor, self.rows
        if at < len(rows) and self.key_of(rows[at]) == key:
            return at
        return next((index for index, row in enumerate(rows) if self.key_of(row) == key), None)

    # -- where rows stand -------------------------------------------------------------------------

    def line_of(self, index: int) -> int:
        """Return the first line of a row."""
        return index * self.row_height + max(2 * bisect_right(self.heads, index) - 1, 0)

    def at(self, line: int) -> tuple[int, int]:
        """Return the row that is drawn on a line, and which of its lines that is.

        Of a heading it is the row below, line -1; of the blank line before one, line -2.
        """
        number = bisect_right(self._head_lines, line + 1) - 1
        if number >= 0 and (above := self._head_lines[number] - line) >= 0:
            return self.heads[number], -1 - above
        return divmod(line - max(2 * number + 1, 0), self.row_height)

    # -- the cursor -------------------------------------------------------------------------------

    def measure(self) -> None:
        """Take in that rows have come, gone or changed."""
        self._drawn.clear()
        self.cursor = min(self.cursor, max(self.count - 1, 0))
        tall = self.row_height
        self._head_lines = [row * tall + 2 * number for number, row in enumerate(self.heads)]
        self.set_height(self.line_of(self.count - 1) + tall if self.count else 0)
        self.refresh()

    def go(self, index: int) -> None:
        """Put the cursor on a row, the nearest there is."""
        if not self.count:
            return
        was, self.cursor = self.cursor, min(max(index, 0), self.count - 1)
        top, height, tall = self.top, self.size.height, self.row_height
        before, first = self.line_of(was), self.line_of(self.cursor)
        headed = bool(self._head_lines) and self.at(first - 1)[1] == -1
        if first - headed < top:
            self.scroll_to_row(first - headed)
        elif height and first + tall > top + height:
            self.scroll_to_row(first + tall - height)
        self.refresh_rows((before, before + tall), (first, first + tall))
        if was != self.cursor:
            self.tell_moved()

    def toggle_mark(self) -> None:
        """Mark the row under the cursor, or not any more, and go on."""
        if self.row is not None:
            key = self.key_of(self.row)
            if self.marked.pop(key, None) is None:
                self.marked[key] = self.row
            self.go(self.cursor + 1)

    def mark_all(self) -> None:
        """Mark every row that is shown, or none of them where all are."""
        shown = {self.key_of(row): row for row in self.rows}
        if shown.keys() <= self.marked.keys():
            self.marked = {key: row for key, row in self.marked.items() if key not in shown}
        else:
            self.marked.update(shown)
        self.measure()

    def unmark(self) -> None:
        """Mark nothing any more."""
        self.marked, self.hidden = {}, 0
        self.measure()

    def _is_marked(self, index: int) -> bool:
        return bool(self.marked) and self.key_of(self.rows[index]) in self.marked

    def rows_lit(self) -> tuple[int, int]:
        """Return the first and the last row of the view that the row under the cursor takes."""
        first, edge = self.line_of(self.cursor) - self.top, max(self.size.height - 1, 0)
        last = first + self.row_height - 1
        return min(max(first, 0), edge), min(max(last, 0), edge)

    def targets(self) -> Iterator[Target]:
        for y in range(self.size.height):
            index, part = self.at(y + self.top)
            if part == 0 and index < self.count:
                yield Target(Offset(1, y), partial(self._take, index))

    def _take(self, index: int) -> None:
        self.focus(scroll_visible=False)
        self.go(index)

    @property
    def page_rows(self) -> int:
        """How many rows fit the screen."""
        return max(self.size.height // self.row_height, 1)

    # -- drawing ----------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        index, part = self.at(y + self.top)
        if index >= self.count:
            return self._nothing(y)
        if part < 0:
            number, width = bisect_right(self.heads, index) - 1, self.size.width
            parts = self.head_line(number, width - 4) if part == -1 else []
            return self._line(parts, width, self.drawn_width, False, False)
        return self._strips_of(index, index == self.cursor, self._is_marked(index))[part]

    def _strips_of(self, index: int, here: bool, marked: bool) -> list[Strip]:
        """Return the lines of a row; one that has looked like this before is not drawn again."""
        drawn = self._drawn.get((index, here, marked))
        if drawn is None:
            if len(self._drawn) > CACHED:
                self._drawn.clear()
            width, tall, seen = self.size.width, self.row_height, self.drawn_width
            lines = self.row_lines(index, width - 4)[:tall]
            last = max(len(lines), tall - 1)
            drawn = self._drawn[index, here, marked] = [
                self._line(parts, width, seen, here and number < last, marked and not number)
                for number, parts in enumerate(lines + [[]] * (tall - len(lines)))
            ]
        return drawn

    def _line(self, parts: list[Part], width: int, seen: int, here: bool, marked: bool) -> Strip:
        ground = self.text_styles.base + self.text_styles.raise_ if here else self.text_styles.base
        head = f" {BAR if here else ' '}{MARK if marked else ' '}"
        shown, room = cut_parts(parts, width - 4)
        bar = self.text_styles.accent if self.has_focus or marked else self.text_styles.faint
        segments = [Segment(head, bar + ground)]
        segments += [Segment(words, style + ground) for words, style in shown]
        # The last cell is the scrollbar's, where there is one.
        if (rest := room + 1 - width + seen) > 0:
            segments.append(Segment(" " * rest, ground))
        return Strip(segments, seen)

    def _nothing(self, y: int) -> Strip:
        width = self.size.width
        lines = [] if self.count or y == 0 else wrap(self.empty, 0, len(self.empty), width - 4)
        if not 0 < y <= len(lines):
            return Strip.blank(width, self.text_styles.base)
        a, b = lines[y - 1]
        return Strip(
            [
                Segment(
                    fit(f"  {self.empty[a:b]}", width),
                    self.text_styles.faint + self.text_styles.base,
                )
            ]
        )

    # -- events -----------------------------------------------------------------------------------

    def redraw(self) -> None:
        super().redraw()
        self.measure()

    def watch_show_vertical_scrollbar(self) -> None:
        """Draw at the width that a scrollbar takes or gives back; no resize tells of it."""
        self.call_after_refresh(self.measure)

    def fit(self) -> None:
        """Measure anew and keep the cursor in view."""
        self.measure()
        self.go(self.cursor)

    def show_focus(self) -> None:
        """Draw the row under the cursor again."""
        if self.count:
            self._drawn.pop((self.cursor, True, self._is_marked(self.cursor)), None)
        first = self.line_of(self.cursor)
        self.refresh_rows((first, first + self.row_height))

    def on_click(self, event: Click) -> None:
        """Go to the row that the mouse points at; a second click opens it."""
        index, part = self.at(event.y + self.top)
        if part >= 0 and 0 <= index < self.count:
            self.go(index)
            if event.chain > 1:
                self.post_message(self.Opened())


AnyList = ListView[Any]
