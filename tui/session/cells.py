"""Between offsets of a line of text and the cells that it is drawn in."""

from __future__ import annotations

from rich.cells import cell_len, split_graphemes

LONGEST_SIGN = 32
"""Code points of which one sign is made, at most: a family of emoji has eleven."""


def cells_before(text: str, start: int, offset: int) -> int:
    """Return how many cells of a line that begins at ``start`` lie before ``offset``."""
    return cell_len(text[start:offset])


def offset_at(text: str, start: int, end: int, cell: int) -> int:
    """Return the offset of what is drawn in a cell of the line ``text[start:end]``.

    It is that of a whole sign (a grapheme: a letter with its accents, an emoji of several code
    points); right of the line it is ``end``, left of it ``start``.
    """
    used = 0
    for first, _, width in split_graphemes(text[start:end])[0]:
        used += width
        if cell < used:
            return start + first
    return end if cell >= 0 else start


def sign_end(text: str, offset: int) -> int:
    """Return where the sign that begins at an offset ends."""
    signs = split_graphemes(text[offset : offset + LONGEST_SIGN])[0]
    return offset + (signs[0][1] if signs else 1)
