"""An article as lines on the screen: the index that everything is drawn from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from onrecord.analysis.types import Block, BlockKind, Span
from onrecord.tui.session.literal import literal
from onrecord.tui.session.wrap import wrap


class Page:
    """The lines of one article at one width, or of a part of it.

    ``text`` is the stored text made literal.  ``lines[i]`` is a half-open span in code points of
    it; an empty span is a blank line.  Of a part, ``above`` and ``below`` tell about how many
    lines of the article there are before and after it.
    """

    def __init__(self, text: str, blocks: Sequence[Block], width: int) -> None:
        """Set all of ``blocks``, those that are drawn."""
        self.text = text
        self.width = width
        self.above = self.below = 0
        self.whole = True
        self._take(wrap(text, block.start, block.end, width) for block in blocks)

    def _take(self, wrapped: Iterable[Sequence[Span]]) -> None:
        """Take the lines of blocks, a blank one between two of them."""
        self.lines: list[Span] = []
        for spans in wrapped:
            if self.lines:
                last = self.lines[-1][1]
                self.lines.append((last, last))
            self.lines.extend(spans)
        self._starts = [start for start, _ in self.lines]

    @classmethod
    def around(cls, text: str, blocks: Sequence[Block], width: int, offset: int, rows: int) -> Page:
        """Set the blocks round ``offset``: ``rows`` lines before and after its own, at least.

        All that is known of these lines but their numbers is what the whole page knows of them.
        """
        if not blocks:
            return cls(text, blocks, width)
        first = last = max(bisect_right(blocks, offset, key=lambda block: block.start) - 1, 0)
        here = wrap(text, blocks[first].start, blocks[first].end, width)
        while first and not (here and here[0][0] <= offset):  # in the blanks it begins with
            first = last = first - 1
            here = wrap(text, blocks[first].start, blocks[first].end, width)
        wrapped = [here]
        before = max(sum(start <= offset for start, _ in here) - 1, 0)
        after = len(here) - before - 1
        while first and before < rows:
            first -= 1
            wrapped.insert(0, wrap(text, blocks[first].start, blocks[first].end, width))
            before += len(wrapped[0])  # blank lines come on top
        while last < len(blocks) - 1 and after < rows:
            last += 1
            wrapped.append(wrap(text, blocks[last].start, blocks[last].end, width))
            after += len(wrapped[-1])
        page = cls(text, (), width)
        page._take(wrapped)
        start, end = blocks[first].start, blocks[last].end
        dense = len(page.lines) / max(end - start, 1)
        page.above = round(dense * (start - blocks[0].start))
        page.below = round(dense * (blocks[-1].end - end))
        page.whole = first == 0 and last == len(blocks) - 1
        return page

    @property
    def height(self) -> int:
        """How many lines the whole article has; of a part, about."""
        return self.above + len(self.lines) + self.below

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


def drawn(text: str, blocks: Sequence[Block], title: str) -> list[Block]:
    """Return the blocks of literal ``text`` that are drawn.

    Metadata is not, nor a title that stands above the text anyway.
    """

    def repeats(block: Block) -> bool:
        words = text[block.start : block.end].split()
        return block.kind is BlockKind.TITLE and words == literal(title).split()

    return [b for b in blocks if b.kind is not BlockKind.HEAD and not repeats(b)]
