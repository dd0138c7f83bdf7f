"""The lines of a PDF's page, and the columns that they stand in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Any

_EDGE = 0.09
"""The part of a page's height at its top and its foot where running heads stand."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its words and its box, in points from the lower left corner.

    ``edge`` tells that it stands at the head or the foot; ``column`` is the column it stands in,
    which ends at ``column_right``.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    edge: bool = False
    column: int = 0
    column_right: float = 0.0

    @property
    def height(self) -> float:
        """How high the line is."""
        return self.top - self.bottom


def page_lines(page: Any) -> list[Line]:
    """Return the lines of a page of pypdfium2 in the order of the document."""
    width, height = page.get_size()
    text_page = page.get_textpage()
    found: list[Line] = []
    count = text_page.count_rects()
    pieces: list[Line] = []
    for index in range(min(count, 20_000)):
        left, bottom, right, top = text_page.get_rect(index)
        words = text_page.get_text_bounded(left, bottom, right, top)
        words = words.replace("\r\n", " ").replace("\n", " ").replace("\x02", "-")
        if words.strip() and right > left:
            pieces.append(Line(words, left, bottom, right, top))
    for piece in pieces:
        if found and _one_line(found[-1], piece, width):
            found[-1] = _merged(found[-1], piece)
        else:
            found.append(piece)
    return [replace(line, edge=_at_edge(line, height)) for line in found]


def _at_edge(line: Line, height: float) -> bool:
    return line.bottom > height * (1 - _EDGE) or line.top < height * _EDGE


def _one_line(one: Line, other: Line, width: float) -> bool:
    """Tell whether two pieces stand beside each other in a line of one column."""
    overlap = min(one.top, other.top) - max(one.bottom, other.bottom)
    low = min(one.height, other.height)
    gap = other.left - one.right
    return overlap > 0.5 * low and -0.5 * low <= gap < 1.2 * max(one.height, 6.0)


def _merged(one: Line, other: Line) -> Line:
    gap = other.left - one.right
    blank = "" if gap < 0.12 * one.height or one.text.endswith(" ") else " "
    return Line(
        one.text + blank + other.text,
        min(one.left, other.left),
        min(one.bottom, other.bottom),
        max(one.right, other.right),
        max(one.top, other.top),
    )


def columns(lines: Sequence[Line]) -> list[Line]:
    """Return a page's lines in the order they are read in, each with its column.

    The order of the document is kept, except where lines of two columns alternate in it.
    """
    if len(lines) < 6:
        return _with_column(lines, 0)
    groups: list[list[Line]] = []
    for line in sorted(lines, key=lambda it: -it.top) if _alternates(lines) else lines:
        fitting = next((g for g in groups if _stands_under(g[-1], line)), None)
        if fitting is None or _spans(line, lines):
            groups.append([line])
        else:
            fitting.append(line)
    found: list[Line] = []
    for number, group in enumerate(groups):
        found += _with_column(group, number)
    return found


def _with_column(lines: Sequence[Line], number: int) -> list[Line]:
    right = max((line.right for line in lines), default=0.0)
    return [replace(line, column=number, column_right=right) for line in lines]


def _alternates(lines: Sequence[Line]) -> bool:
    """Tell whether the order jumps up and down: two columns that were written line by line."""
    jumps = sum(
        other.left > one.right and abs(other.top - one.top) < one.height
        for one, other in pairwise(lines)
    )
    return jumps * 3 > len(lines)


def _stands_under(above: Line, line: Line) -> bool:
    shared = min(above.right, line.right) - max(above.left, line.left)
    return shared > 0.5 * min(above.right - above.left, line.right - line.left)


def _spans(line: Line, lines: Sequence[Line]) -> bool:
    """Tell whether a line goes across columns: wider than most by half."""
    return (line.right - line.left) > 1.6 * median(it.right - it.left for it in lines)
