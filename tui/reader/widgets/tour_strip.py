"""The strip above everything that tells the step of a tour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

if TYPE_CHECKING:
    from ..tour import Tour


class TourStrip(Static):
    """What to do now, wrapped over as many lines as it takes."""

    DEFAULT_CSS = """
    TourStrip { dock: top; height: auto; padding: 0 2; background: $primary 20%; color: $text; }
    """

    def __init__(self, tour: Tour) -> None:
        super().__init__()
        self._tour = tour

    def on_mount(self) -> None:
        self.tell()

    def tell(self) -> None:
        """Tell the step that the tour is at."""
        self.update(
            Content.assemble((f"Tour {self._tour.counted}  ", "bold"), Content(self._tour.told))
        )
