"""Painting what changed: only the widgets that are seen are asked, for the lines that changed.

Textual's compositor asks every widget whose clip touches the box round all changes, covered
containers included, for all its lines, and throws most of them away.  Here it is known, until
widgets move, which widget is in front in every piece of a line (a "chop", as Textual calls what
lies between two edges of widgets), and only those are asked.  What comes out is the same:
``tests/tui/test_drawing.py`` holds both against each other, ``docs/speed.md`` tells what it gains.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, cast

from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region

from ..textual_internals import WhileOpen

if TYPE_CHECKING:
    from textual.strip import Strip
    from textual.widget import Widget

    Pieces = list[tuple[int, int, Widget]]

Span = tuple[int, int, int]
"""A line of the screen, and the cells of it that changed, half-open."""


class FrontCompositor(Compositor):
    """See the module."""

    def __init__(self) -> None:
        super().__init__()
        self._fronts: list[Pieces] = []
        self._fronts_of: tuple[object, object] = (None, None)

    def render_partial_update(self) -> ChopsUpdate | None:
        """Return what changed on the screen, or None."""
        screen = self.size.region
        dirty = [seen for one in self._dirty_regions if (seen := one.intersection(screen))]
        self._dirty_regions.clear()
        if not dirty:
            return None
        spans = list(self._regions_to_spans(dirty))
        return ChopsUpdate(self._chops(spans), spans, [line[1:] for line in self.cuts])

    def _render_chops(
        self, crop: Region, is_rendered_line: Callable[[int], bool]
    ) -> Sequence[Mapping[int, Strip]]:
        """Return the lines of a region, for a full update."""
        lines = (y for y in crop.line_range if y < self.size.height and is_rendered_line(y))
        chops = self._chops([(y, crop.x, crop.right) for y in lines])
        return cast("Sequence[Mapping[int, Strip]]", chops)

    def _chops(self, spans: Iterable[Span]) -> list[dict[int, Strip | None]]:
        """Return the pieces of every line by their first cell; those not wanted are None."""
        cuts, visible, fronts = self.cuts, self.visible_widgets, self._in_front()
        chops: list[dict[int, Strip | None]] = [{} for _ in cuts]
        asked: dict[Widget, list[tuple[int, int, int]]] = {}
        for y, left, right in spans:
            if not chops[y]:
                chops[y] = dict.fromkeys(cuts[y][:-1])
            for x, end, widget in fronts[y]:
                if x < right and end > left:
                    asked.setdefault(widget, []).append((y, x, end))
        for widget, pieces in asked.items():
            region, clip = visible[widget]
            left, _, width, _ = region.intersection(clip)
            first, last = pieces[0][0], pieces[-1][0]
            lines = Region(left - region.x, first - region.y, width, last - first + 1)
            strips = widget.render_lines(lines)
            for y, x, end in pieces:
                # A scrollbar that has just come has its place with the next layout only: without
                # its cell, all that is to the right of it would be written one cell to the left.
                chop = strips[y - first].crop(x - left, end - left)
                chops[y][x] = chop.extend_cell_length(end - x)
        return chops

    def _in_front(self) -> list[Pieces]:
        """Return the pieces of every line, each with the widget in front."""
        cuts, visible = self.cuts, self.visible_widgets
        if self._fronts_of[0] is not cuts or self._fronts_of[1] is not visible:
            self._fronts_of = (cuts, visible)
            seen = [(region.intersection(clip), one) for one, (region, clip) in visible.items()]
            edges = {0, *(y for region, _ in seen for y in (region.y, region.bottom))}
            self._fronts = []
            for y, line in enumerate(cuts):
                if y not in edges:  # no widget begins or ends here: as the line above
                    self._fronts.append(self._fronts[-1])
                    continue
                here = [(r.x, r.right, one) for r, one in seen if r.y <= y < r.bottom]
                pieces = []
                for x, end in pairwise(line):
                    front = (one for left, right, one in here if left <= x < right)
                    if widget := next(front, None):
                        pieces.append((x, end, widget))
                self._fronts.append(pieces)
        return self._fronts


class Fronted(WhileOpen):
    """A screen that is painted in this way.  Stands first among the bases.

    A prompt needs it for more than speed: what changes in the view below it begins and ends where
    no widget of its own does, and there Textual's compositor paints cells beside their place.
    """

    def __init__(self) -> None:
        super().__init__()
        self._compositor: Compositor = FrontCompositor()
