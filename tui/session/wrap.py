"""Text wrapped by the cells it takes on screen, as spans of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len, get_character_cell_size, split_graphemes

from onrecord.analysis.types import Span

from .literal import cut

_WORD = re.compile(r"\S+\s*")


def wrap(text: str, start: int, end: int, width: int) -> list[Span]:
    """Return the spans of the lines that ``text[start:end]`` takes at ``width`` cells.

    ``text`` is literal (see :mod:`.literal`).  Lines break at blanks, which stay outside them; a
    word wider than the line breaks between graphemes.
    """
    width = max(width, 2)
    piece = text[start:end]
    if piece.isascii() or all(get_character_cell_size(sign) == 1 for sign in set(piece)):
        return list(_wrap_narrow(text, start, end, width))
    return list(_wrap_wide(text, start, end, width))


def first_lines(text: str, width: int, most: int = 2) -> list[str]:
    """Return the first lines of literal ``text``; ``…`` ends the last where more follow."""
    spans = wrap(text, 0, len(text), width)
    lines = [text[start:end] for start, end in spans[:most]]
    if len(spans) > most:
        lines[-1] = cut(f"{lines[-1]}…", width)
    return lines


def _wrap_narrow(text: str, start: int, end: int, width: int) -> Iterator[Span]:
    """Wrap text in which every code point is one cell: the usual case, at the speed of rfind."""
    while start < end and text[start].isspace():
        start += 1
    while start < end:
        if end - start <= width:
            stop = after = end
        elif (blank := text.rfind(" ", start + 1, start + width + 1)) > 0:
            stop, after = blank, blank + 1
        else:
            stop = after = start + width
        while stop > start and text[stop - 1].isspace():
            stop -= 1
        yield start, stop
        while after < end and text[after].isspace():
            after += 1
        start = after


def _wrap_wide(text: str, start: int, end: int, width: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    begin, stop, used = start, start, 0
    for found in _WORD.finditer(text, start, end):
        word = found[0].rstrip()
        cells = cell_len(word)
        gap = cell_len(text[stop : found.start()])
        if stop > begin and used + gap + cells > width:
            yield begin, stop
            begin, used, gap = found.start(), 0, 0
        stop, used = found.start() + len(word), used + gap + cells
        if used > width:
            *full, (begin, stop) = _chop(text, found.start(), stop, width)
            yield from full
            used = cell_len(text[begin:stop])
    if stop > begin:
        yield begin, stop


def _chop(text: str, start: int, end: int, width: int) -> list[Span]:
    """Break one endless word between graphemes."""
    spans, used, begin = [], 0, start
    for first, _, cells in split_graphemes(text[start:end])[0]:
        if used + cells > width:
            spans.append((begin, start + first))
            begin, used = start + first, 0
        used += cells
    return [*spans, (begin, end)]
