"""What is drawn by the line: lists, the article, the links; and the bar that scrolls them."""

from __future__ import annotations

from rich.style import Style
from textual.filter import LineFilter
from textual.geometry import Region
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip
from textual.widget import Widget

STEPS = 8
"""Parts of a cell in which the thumb of a scrollbar moves."""


def filtered(widget: Widget, strips: list[Strip]) -> list[Strip]:
    """Return lines as the application's filters (no colour, a terminal's own ones) want them."""
    filters: list[LineFilter] = list(widget.get_line_filters())
    if not filters:
        return strips
    ground = widget.background_colors[1]
    for one in filters:
        strips = [strip.apply_filter(one, ground) for strip in strips]
    return strips


class Lines(ScrollView):
    """A view whose ``render_line`` draws its whole width, ground included.

    Nothing lies round its lines, no border and no padding, so they reach the screen as they are:
    Textual's cache of styled lines, which is emptied whenever the view scrolls, is passed by.
    What a line costs is for ``render_line`` to save.
    """

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines of a region."""
        strips = filtered(self, [self.render_line(y) for y in crop.line_range])
        if crop.column_span == (0, self.size.width):
            return strips
        return [strip.crop(*crop.column_span) for strip in strips]

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The scrollbar, made when it is asked for first."""
        if self._vertical_scrollbar is None:
            self._vertical_scrollbar = bar = Rail(thickness=self.scrollbar_size_vertical)
            bar.display = False
            self.app._start_widget(self, bar)
        return self._vertical_scrollbar


class Rail(ScrollBar):
    """A vertical scrollbar that is painted only when its thumb is seen to move.

    In a list of 100,000 rows a step of one row moves it by a millionth of a cell.
    """

    def validate_position(self, position: float) -> float:
        """Stay where the thumb looks the same, unless the mouse may be about to drag it."""
        position = super().validate_position(position)
        seen = self.mouse_over or self._thumb(position) != self._thumb(self.position)
        return position if seen else self.position

    def watch_mouse_over(self, over: bool) -> None:
        """Know the place exactly before it is dragged."""
        if over and isinstance(self.parent, Widget):
            self.position = self.parent.scroll_y

    def _thumb(self, position: float) -> int:
        """Return where the thumb begins, in the steps in which it is drawn."""
        length, window, whole = self.size.height, self.window_size, self.window_virtual_size
        if not 0 < window < whole:
            return 0
        thumb = max(1.0, window * length / whole)
        return int((length - thumb) * position / (whole - window) * STEPS)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines of a region, most of which are the same one."""
        bar = self.render()
        assert isinstance(bar, ScrollBarRender) and isinstance(bar.style, Style)
        assert bar.style.bgcolor and bar.style.color
        segments = bar.render_bar(
            self.size.height,
            bar.virtual_size,
            bar.window_size,
            bar.position,
            bar.thickness,
            back_color=bar.style.bgcolor,
            bar_color=bar.style.color,
        ).segments[crop.y : crop.bottom]
        width, ground = self.size.width, self.rich_style
        drawn = {id(one): Strip([one], width).apply_style(ground) for one in segments}
        return filtered(self, [drawn[id(one)] for one in segments])
