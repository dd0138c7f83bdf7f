"""An article as lines on the screen: the index that everything is drawn from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from analysis.types import Block, BlockKind, Span

from .literal import literal
from .wrap import wrap


class Page:
    """The lines of one article at one width; the text itself is the stored one, made literal.

    ``lines[i]`` is a half-open span in code points of the article's text; an empty span is a
    blank line.  ``bold`` holds the spans of titles and headings.
    """

    def __init__(self, text: str, blocks: Sequence[Block], width: int, title: str = "") -> None:
        self.text = literal(text)
        self.width = width
        self.lines: list[Span] = []
        self.bold: list[Span] = []
        for block in blocks:
            if block.kind is BlockKind.HEAD or _repeats(self.text, block, title):
                continue
            if self.lines:
                last = self.lines[-1][1]
                self.lines.append((last, last))
            self.lines.extend(wrap(self.text, block.start, block.end, width))
            if block.kind in (BlockKind.TITLE, BlockKind.HEADING):
                self.bold.append((block.start, block.end))
        self._starts = [start for start, _ in self.lines]

    def line_of(self, offset: int) -> int:
        """Return the index of the line that holds ``offset``, or of the nearest one before it."""
        index = max(bisect_right(self._starts, offset) - 1, 0)
        while index and self.blank(index):
            index -= 1
        return index

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


def _repeats(text: str, block: Block, title: str) -> bool:
    """Whether a title block only says again what stands above the text anyway."""
    if block.kind is not BlockKind.TITLE:
        return False
    return text[block.start : block.end].split() == literal(title).split()
