"""The lines of a PDF's page, and the columns that they stand in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

_EDGE = 0.09
"""The part of a page's height at its top and its foot where running heads stand."""


@dataclass(frozen=True, slots=True)
class PageLine:
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


def page_lines(page: Any) -> list[PageLine]:
    """Return the lines of a page of pypdfium2 in the order of the document."""
    width, height = page.get_size()
    text_page = page.get_textpage()
    found: list[PageLine] = []
    count = text_page.count_rects()
    pieces: list[PageLine] = []
    for index in range(min(count, 20_000)):
        left, bottom, right, top = text_page.get_rect(index)
        words = text_page.get_text_bounded(left, bottom, right, top)
        words = words.replace("\r\n", " ").replace("\n", " ").replace("\x02", "-")
        if words.strip() and right > left:
            bottom, top = _font_box(text_page, left, bottom, right, top)
            pieces.append(PageLine(words, left, bottom, right, top))
    for piece in pieces:
        if found and _one_line(found[-1], piece, width):
            found[-1] = _merged(found[-1], piece)
        else:
            found.append(piece)
    return [replace(line, edge=_at_edge(line, height)) for line in found]


def _font_box(page: Any, left: float, bottom: float, right: float, top: float) -> Any:
    """Return how low and high the font reaches: words without tall letters are lower than it."""
    index = page.get_index((left + right) / 2, (bottom + top) / 2, (right - left) / 2 + 1, top)
    if index is None:
        return bottom, top
    _, low, _, high = page.get_charbox(index, loose=True)
    return (low, high) if low <= (bottom + top) / 2 <= high else (bottom, top)


def _at_edge(line: PageLine, height: float) -> bool:
    return line.bottom > height * (1 - _EDGE) or line.top < height * _EDGE


def _one_line(one: PageLine, other: PageLine, width: float) -> bool:
    """Tell whether two pieces stand beside each other in a line of one column."""
    overlap = min(one.top, other.top) - max(one.bottom, other.bottom)
    low = min(one.height, other.height)
    gap = other.left - one.right
    return overlap > 0.5 * low and -0.5 * low <= gap < 1.2 * max(one.height, 6.0)


def _merged(one: PageLine, other: PageLine) -> PageLine:
    gap = other.left - one.right
    blank = "" if gap < 0.12 * one.height or one.text.endswith(" ") else " "
    return PageLine(
        one.text + blank + other.text,
        min(one.left, other.left),
        min(one.bottom, other.bottom),
        max(one.right, other.right),
        max(one.top, other.top),
    )


def columns(lines: Sequence[PageLine]) -> list[PageLine]:
    """Return a page's lines in the order they are read in, each with its column.

    The order of the document is kept, except where lines of two columns alternate in it.
    """
    if _alternates(lines) and (gutter := _gutter(lines)):
        lines = _apart(lines, gutter)
    found: list[list[PageLine]] = []
    for line in lines:
        if not found or line.top > found[-1][-1].top + 2 * line.height:
            found.append([])
        found[-1].append(line)
    return [
        replace(line, column=number, column_right=max(it.right for it in column))
        for number, column in enumerate(found)
        for line in column
    ]


def _alternates(lines: Sequence[PageLine]) -> bool:
    """Tell whether lines of one height follow each other: columns that were written by the line."""
    beside = sum(
        other.left > one.right and abs(other.top - one.top) < one.height
        for one, other in pairwise(lines)
    )
    return beside * 4 > len(lines) > 5


def _gutter(lines: Sequence[PageLine]) -> float:
    """Return where the white between two columns is, or 0: what hardly any line crosses."""
    low, high = min(it.left for it in lines), max(it.right for it in lines)
    places = [low + (high - low) * part / 40 for part in range(12, 29)]
    crossed = [sum(it.left < at < it.right for it in lines) for at in places]
    fewest = min(crossed)
    if fewest * 5 > len(lines):
        return 0.0
    best = [at for at, count in zip(places, crossed, strict=True) if count == fewest]
    return best[len(best) // 2]


def _apart(lines: Sequence[PageLine], gutter: float) -> list[PageLine]:
    """Return lines column by column, from one line that crosses both to the next."""
    found: list[PageLine] = []
    sides: tuple[list[PageLine], list[PageLine]] = ([], [])
    for line in sorted(lines, key=lambda it: -it.top):
        if line.left < gutter < line.right:
            found += [*sides[0], *sides[1], line]
            sides = ([], [])
        else:
            sides[line.left > gutter].append(line)
    return [*found, *sides[0], *sides[1]]
