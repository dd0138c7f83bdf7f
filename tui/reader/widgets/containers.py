"""What holds the panes, and the widgets of a pane: grounds that look the same on every line."""

from __future__ import annotations

from textual.containers import Horizontal, Vertical
from textual.geometry import Region
from textual.strip import Strip

from ..textual_internals import SizedInLayout

FOLD = 90
"""Below this width there is room for one pane, and none for the program's own name."""


class Alike(SizedInLayout):
    """A container whose own lines all look alike, so that one is drawn instead of fifty.

    What it holds lies above it; seen of it are a border at its left, and the gaps.
    """

    _line: Strip | None = None

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the first line as often as lines are asked for."""
        width = self.outer_size.width
        if self._line is None or self._line.cell_length < 2:
            [self._line] = super().render_lines(Region(0, 0, width, 1))
        *_, (_, ground, _) = self._line
        line = self._line.crop_extend(0, width, ground)
        return crop.height * [line.crop(*crop.column_span)]

    def notify_style_update(self) -> None:
        """Forget what it looked like."""
        self._line = None
        super().notify_style_update()


class Column(Alike, Vertical):
    """A pane."""


class Columns(Alike, Horizontal):
    """Columns side by side."""
