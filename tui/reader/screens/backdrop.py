"""The empty screen below every view."""

from __future__ import annotations

from typing import Any

from textual.geometry import Size
from textual.screen import Screen


class Ground(Screen[Any]):
    """It is never seen, so that no resize concerns it.

    Textual lays a screen below an opaque one out five times, and paints what is above it again.
    """

    def _screen_resized(self, size: Size) -> None:
        """Stay as it is."""

    def _compositor_refresh(self) -> None:
        """Paint nothing."""
