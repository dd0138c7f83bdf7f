"""An article as lines on the screen: how wide they are, and the offsets that each of them shows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.analysis.types import Block, BlockKind, Span

from ..literal import literal
from ..wrap import wrap

COLUMN = 72
"""The widest that text is set."""
LEAST = 10
"""The narrowest, however little room there is."""
NAMES, FEWEST = 16, 13
"""The width of the margin for names, and the least, beside at least ``BESIDE`` cells of text."""
BESIDE = 44
GUTTER = 3
"""What stands before the text: the cursor's sign, the bar of who speaks, a blank."""
WIDE = 110
"""Above this, text stands in the middle of its room."""


class TextLayout:
    """The lines of one article at one width.

    ``text`` is the stored text made literal.  ``lines[i]`` is a half-open span in code points of
    it; an empty span is a blank line.
    """

    def __init__(self, text: str, blocks: Sequence[Block], width: int) -> None:
        """Set ``blocks``, those that are drawn, a blank line between two of them."""
        self.text = text
        self.width = width
        self.lines: list[Span] = []
        for block in blocks:
            spans = wrap(text, block.start, block.end, width)
            if self.lines:
                last = self.lines[-1][1]
                self.lines.append((last, last))
            self.lines.extend(spans)
        self._starts = [start for start, _ in self.lines]

    def line_of(self, offset: int) -> int:
        """Return the index of the line that holds ``offset``, or of the nearest one before it."""
        index = max(bisect_right(self._starts, offset) - 1, 0)
        while index and self.blank(index):
            index -= 1
        return index

    def reach(self, index: int) -> Span:
        """Return the offsets that belong to a line: to where the next one with text begins.

        What lies before the text belongs to the first line.  To a blank line belongs the place
        where the next text begins and the one before it: what covers the line has both.
        """
        ahead = index + 1
        while ahead < len(self.lines) and self.blank(ahead):
            ahead += 1
        end = self._starts[ahead] if ahead < len(self.lines) else len(self.text) + 1
        if self.blank(index):
            return end - 1, end + 1
        return self._starts[index] if index else 0, end

    def blank(self, index: int) -> bool:
        """Whether the line is an empty one between blocks."""
        start, end = self.lines[index]
        return start == end

    def covering(self, start: int, end: int) -> range:
        """Return the indexes of the lines that show any of ``[start, end)``."""
        if not self.lines:
            return range(0)
        first = self.line_of(start)
        last = self.line_of(max(end - 1, start))
        return range(first, last + 1)


def drawn(
    text: str, blocks: Sequence[Block], title: str, quoted: Sequence[Span] = ()
) -> list[Block]:
    """Return the blocks of literal ``text`` that are drawn.

    Metadata is not, nor a title that stands above the text anyway; but any in which somebody is
    quoted: every quotation can be reached.
    """

    def repeats(block: Block) -> bool:
        words = text[block.start : block.end].split()
        return block.kind is BlockKind.TITLE and words == literal(title).split()

    def says(block: Block) -> bool:
        return any(start < block.end and block.start < end for start, end in quoted)

    return [b for b in blocks if (b.kind is not BlockKind.HEAD and not repeats(b)) or says(b)]


@dataclass(frozen=True, slots=True)
class Measure:
    """The line length (a typographer's measure), the margin for names, what is free at the left."""

    text: int
    names: int
    pad: int


def measure(room: int, plain: bool) -> Measure:
    """Return how an article is set in ``room`` cells; a plain one has no names beside it."""
    inner = room - GUTTER - 1
    margin = 0 if plain else min(NAMES, inner - BESIDE - 1)
    margin = margin if margin >= FEWEST else 0
    text = max(min(COLUMN, inner - margin - 1), LEAST)
    names = min(margin and inner - text, NAMES + 8)
    spare = room - GUTTER - text - names
    return Measure(text, names, max(spare // 2, 0) if plain or room > WIDE else 0)
