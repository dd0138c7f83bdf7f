"""Widgets whose changes are painted at once, when the key that made them is done with.

Textual lets a widget that has changed wait for its own message queue, tell its screen through the
queue of that, and the screen wait for a timer: four tasks that wake up for one line.  While a key
is in hand (``gathering``), widgets of this kind are gathered instead; ``screens/keyed.py`` paints
them in one step.  At all other times they do as all widgets do.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from textual.geometry import Region
from textual.widget import Widget


class Straight(Widget):
    """See the module."""

    # Not a context variable: tasks and timers begun by a key would inherit it, and never be heard.
    _gathered: set[Straight] | None = None

    def check_idle(self) -> None:
        """Ask to be painted, laid out or scrolled: at once after a key, else when Textual will."""
        if (gathered := Straight._gathered) is None:
            super().check_idle()
        else:
            gathered.add(self)

    def repaint(self, *regions: Region) -> None:
        """Ask for regions to be painted, or for all: ``refresh`` forgets styles and sizes, too."""
        self._repaint_regions.update(regions or (self._size.region,))
        self._repaint_required = True
        self.check_idle()

    @property
    def only_painted(self) -> bool:
        """Whether all that it asks for is to be painted where it is."""
        return self._repaint_required and not (
            self._layout_required
            or self._scroll_required
            or self._recompose_required
            or self._refresh_styles_required
        )

    def as_painted(self) -> Straight:
        """Know that it is being painted, and return it."""
        self._repaint_required = False
        return self


@contextmanager
def gathering() -> Iterator[set[Straight]]:
    """Gather the widgets that ask for something, in the set that is given."""
    before, Straight._gathered = Straight._gathered, set()
    try:
        yield Straight._gathered
    finally:
        Straight._gathered = before
