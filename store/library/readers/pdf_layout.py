"""The lines of a PDF's page, and the columns that they stand in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from typing import Any

from .decoding import LOST
from .pdf_glyphs import fonts_of, letter_of

_EDGE = 0.09
"""The part of a page's height at its top and its foot where running heads stand."""

_MOST_PIECES = 20_000
"""Objects with words that are read of a page."""

_HYPHEN_AT_END = 2
"""What PDFium gives for a hyphen at the end of a line."""


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


def page_lines(page: Any, numbered: frozenset[str] = frozenset()) -> list[PageLine]:
    """Return the lines of a page of pypdfium2 in the order of the document.

    Letters in ``numbered`` fonts are those of :mod:`pdf_glyphs`.
    """
    width, height = page.get_size()
    found: list[PageLine] = []
    for piece in islice(_pieces(page.get_textpage(), numbered), _MOST_PIECES):
        if found and _one_line(found[-1], piece, width):
            found[-1] = _merged(found[-1], piece)
        else:
            found.append(piece)
    return [replace(line, edge=_at_edge(line, height)) for line in found]


def _pieces(text_page: Any, numbered: frozenset[str]) -> Iterator[PageLine]:
    """Yield what each object of a page writes: its own letters, in the box of their font.

    It would be simpler to ask for the text in the box of an object; but letters that are set close
    to each other ("To", "We") are often objects of their own whose boxes overlap, and would be
    found in two of them.
    """
    words, first, last, writer = "", 0, 0, None
    for index, letter, object_ in _letters(text_page, numbered):
        if object_ is None or letter.isspace():
            words += " " if words and words[-1] != " " else ""
            continue
        if object_ != writer and words:
            yield _piece(text_page, words, first, last)
        if object_ != writer:
            words, first, writer = "", index, object_
        words += letter
        last = index
    if words:
        yield _piece(text_page, words, first, last)


def _letters(text_page: Any, numbered: frozenset[str]) -> Iterator[tuple[int, str, int | None]]:
    """Yield each letter of a page with its place and the address of the object that writes it.

    PDFium adds blanks and ends of lines of its own, which no object writes.
    """
    from ctypes import addressof

    from pypdfium2.raw import FPDFText_GetTextObject as writer_of
    from pypdfium2.raw import FPDFText_GetUnicode as code_of

    font_at = fonts_of(text_page)
    raw = text_page.raw
    for index in range(text_page.count_chars()):
        if code := code_of(raw, index):
            writer = writer_of(raw, index)
            letter = "-" if code == _HYPHEN_AT_END else chr(code)
            if numbered and font_at(index)[0] in numbered:
                letter = letter_of(code) or LOST
            yield index, letter, addressof(writer.contents) if writer else None


def _piece(text_page: Any, words: str, first: int, last: int) -> PageLine:
    begin, end = (text_page.get_charbox(index, loose=True) for index in (first, last))
    return PageLine(
        words,
        min(begin[0], end[0]),
        min(begin[1], end[1]),
        max(begin[2], end[2]),
        max(begin[3], end[3]),
    )


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
        replace(line, column=number, column_right=right)
        for number, column in enumerate(found)
        for right in (_right_edge(column),)
        for line in column
    ]


def _right_edge(column: Sequence[PageLine]) -> float:
    """Return how far right a column's lines reach: several of them, not a headline across two."""
    rights = sorted((line.right for line in column), reverse=True)
    several = max(2, len(column) // 6)
    for index, right in enumerate(rights[: len(rights) - several + 1]):
        if rights[index + several - 1] > right - column[0].height:
            return right
    return rights[0]


def usual_gap(pages: Sequence[Sequence[PageLine]]) -> float | None:
    """Return the white between two lines of a paragraph, or nothing where too few tell it.

    A line that reaches the edge of its column is likely to go on in the next. The lines are those
    that ``columns`` returns.
    """
    gaps = sorted(
        above.bottom - line.top
        for page in pages
        for above, line in pairwise(page)
        if above.column == line.column
        and above.right > above.column_right - 3 * above.height
        and abs(above.height - line.height) < 1
        and -line.height < above.bottom - line.top < 2 * line.height
    )
    return gaps[len(gaps) // 3] if len(gaps) >= 3 else None


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
