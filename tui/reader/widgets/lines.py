"""What is drawn by the line: lists, the article, the links."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, cast

from textual.events import Blur, Focus
from textual.filter import ANSIToTruecolor
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from ..textual_internals import KeptLines, SizedInLayout
from ..themes import TextStyles, styles_of

if TYPE_CHECKING:
    from ..screens.keyed import Keyed

KEPT = 5_000
"""Lines kept; more of them are drawn again."""
RAIL = 1
"""Cells of a scrollbar, as the style sheet of :class:`Lines` has it."""
STEPS = 8
"""Parts of a cell in which the thumb of a scrollbar moves."""


def filtered(widget: Widget, strips: list[Strip]) -> list[Strip]:
    """Return lines as the application's filters want them: NO_COLOR, or a person's own.

    Not Textual's filter that gives the terminal's 16 colours as true ones: there are none of the
    16 here, but in the theme made of them, where it is off.
    """
    filters = [one for one in widget.get_line_filters() if not isinstance(one, ANSIToTruecolor)]
    if not filters:
        return strips
    ground = widget.background_colors[1]
    for one in filters:
        strips = [strip.apply_filter(one, ground) for strip in strips]
    return strips


def thumb(top: float, height: int, whole: int) -> int:
    """Return where the thumb of a scrollbar begins, in the steps in which it is drawn.

    ``top`` is the first of ``whole`` rows that is seen, ``height`` how many are.  In a list of
    100,000 rows a step of one row moves it by a millionth of a cell.
    """
    if not 0 < height < whole:
        return 0
    size = max(1.0, height * height / whole)
    return int((height - size) * top / (whole - height) * STEPS)


class Lines(SizedInLayout, KeptLines):
    """A view whose ``render_line`` draws its whole width, ground included.

    A line is drawn once and kept, by its row from the top of everything, until it is refreshed;
    to scroll refreshes nothing.  There is no border and no padding, so that lines reach the
    screen as they are, past Textual's cache of styled lines, which scrolling empties.
    """

    DEFAULT_CSS = """
    Lines { background: $background; overflow-x: hidden; scrollbar-size-vertical: 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._row_count = 0
        self._kept: dict[int, Strip] = {}
        self.drawn_width = 0  # what the scrollbar leaves of the width

    @cached_property
    def text_styles(self) -> TextStyles:
        """What to draw with, in the theme of the application."""
        return styles_of(self.app)

    def redraw(self) -> None:
        """Draw everything again, in the theme that there is by now."""
        self.__dict__.pop("text_styles", None)

    def show_focus(self) -> None:
        """Show whether the keys are here, or elsewhere."""
        self.refresh()

    def on_focus(self, event: Focus) -> None:
        """Show that the keys are here."""
        self.show_focus()

    def on_blur(self, event: Blur) -> None:
        """Show that the keys are elsewhere."""
        self.show_focus()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines of a region, without the cells that the scrollbar covers."""
        kept, top, width = self._kept, self.top, self._seen.width
        if width != self.drawn_width or len(kept) > KEPT:
            kept.clear()
            self.drawn_width = width
        rows = range(top + crop.y, top + crop.bottom)
        if lacking := [row for row in rows if row not in kept]:
            drawn = filtered(self, [self.render_line(row - top) for row in lacking])
            for row, strip in zip(lacking, drawn, strict=True):
                kept[row] = strip.crop(0, width)
        strips = [kept[row] for row in rows]
        if crop.x == 0 and crop.right >= width:
            return strips
        return [strip.crop(*crop.column_span) for strip in strips]

    @property
    def size(self) -> Size:
        """The size: nothing is round the lines.  Textual looks for styles of that, each time."""
        return self.outer_size

    @property
    def top(self) -> int:
        """The first row that is seen."""
        return round(self.scroll_y)

    @property
    def _seen(self) -> Region:
        """What the scrollbar leaves of the view, from its own corner."""
        width, height = self.size
        return Region(0, 0, max(width - RAIL * self.show_vertical_scrollbar, 0), height)

    def forget(self, *regions: Region) -> None:
        """Draw the lines of regions of the view anew, or all lines."""
        if not regions:
            self._kept.clear()
        for region in regions:
            for y in region.line_range:
                self._kept.pop(self.top + y, None)

    def set_height(self, rows: int) -> None:
        """Tell how many rows there are."""
        self._row_count = rows
        self.set_virtual_size(Size(1, rows))

    def refresh_rows(self, *spans: tuple[int, int]) -> None:
        """Draw rows anew, each span from its first to before its last, in sight or not."""
        kept, top, seen = self._kept, self.top, self._seen
        dirty = []
        for first, last in spans:
            for row in range(first, last) if last - first < len(kept) else list(kept):
                if first <= row < last:
                    kept.pop(row, None)
            if shown := Region(0, first - top, seen.width, last - first).intersection(seen):
                dirty.append(shown)
        if dirty:
            self.repaint(*dirty)

    def tell_moved(self) -> None:
        """Tell the screen that the cursor stands elsewhere."""
        cast("Keyed", self.screen).cursor_moved(self)

    def scroll_to_row(self, row: int) -> None:
        """Let a row be the first that is seen, as far as there is room for it.

        This is ``scroll_to`` without animation, deferral and the search for watchers.
        """
        row, was = max(min(row, self._row_count - self.size.height), 0), self.top
        if row != was:
            self.set_reactive(Widget.scroll_target_y, float(row))
            self.set_scroll(None, row)
            self.watch_scroll_y(was, row)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Paint other lines, none of which is another one than before."""
        if self.show_vertical_scrollbar:
            bar, height, whole = self.vertical_scrollbar, self.size.height, self._row_count
            moves = thumb(old_value, height, whole) != thumb(new_value, height, whole)
            if moves:
                bar.position = new_value
        if round(old_value) != round(new_value):
            self.repaint(self._seen)
