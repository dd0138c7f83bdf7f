"""What holds the panes, and the widgets of a pane: grounds that look the same on every line."""

from __future__ import annotations

from textual.containers import Horizontal, Vertical
from textual.geometry import Region
from textual.strip import Strip

from .fitted import Fitted


class Alike(Fitted):
    """A container whose own lines all look alike, so that one is drawn instead of fifty.

    What it holds lies above it; seen of it are a border at its sides, and the gaps.
    """

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the first line as often as lines are asked for."""
        return crop.height * super().render_lines(Region(crop.x, 0, crop.width, 1))


class Column(Alike, Vertical):
    """A pane."""


class Columns(Alike, Horizontal):
    """Columns side by side."""
