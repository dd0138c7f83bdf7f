"""How wide the lines of an article are, and what stands beside them, in cells."""

from __future__ import annotations

from dataclasses import dataclass

COLUMN = 72
"""The widest that text is set."""
LEAST = 10
"""The narrowest, however little room there is."""
NAMES = 16
"""The width of the margin for names, where there is room for it beside ``BESIDE`` cells of text."""
BESIDE = 46
GUTTER = 3
"""What stands before the text: the cursor's sign, the bar of who speaks, a blank."""
WIDE = 110
"""Above this, text stands in the middle of its room."""


@dataclass(frozen=True, slots=True)
class Measure:
    """The line length (a typographer's measure), the margin for names, what is free at the left."""

    text: int
    names: int
    pad: int


def measure(room: int, plain: bool) -> Measure:
    """Return how an article is set in ``room`` cells; a plain one has no names beside it."""
    inner = room - GUTTER - 1
    margin = 0 if plain or inner < BESIDE + NAMES else NAMES
    text = max(min(COLUMN, inner - margin - 1), LEAST)
    names = min(margin and inner - text, NAMES + 8)
    spare = room - GUTTER - text - names
    return Measure(text, names, max(spare // 2, 0) if plain or room > WIDE else 0)
