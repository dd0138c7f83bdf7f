"""A list of what a search found, article by article, a line a hit."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate

from rich.cells import cell_len

from onrecord.analysis.types import Span
from onrecord.store.notebook.overlay import Quoted
from onrecord.tui.session.article.looks import Look
from onrecord.tui.session.counts import counted
from onrecord.tui.session.literal import Part, cut, literal
from onrecord.tui.session.search import Group, Hit

from .quotations import SaidList


class HitList(SaidList[Hit]):
    """Hits under the titles of their articles.

    Of hits that are drawn, ``said`` tells the quotation that one is in, if it is in one; ``marks``
    the words that were looked for, as spans of its snippet.
    """

    def __init__(
        self,
        said: Callable[[Hit], Quoted | None],
        marks: Callable[[Hit], Sequence[Span]],
    ) -> None:
        super().__init__()
        self._said = said
        self._marks = marks
        self.groups: Sequence[Group] = ()

    def of(self, article: str = "") -> list[Hit]:
        """Return the hits of an article, or all of them."""
        return [hit for hit in self.rows if article in ("", hit.article)]

    def key_of(self, row: Hit) -> object:
        return row.article, row.start

    def show(self, groups: Sequence[Group]) -> None:
        """Show other hits; the cursor stays on its own, else goes to the first."""
        heads = self._take_in(groups)
        self.put([hit for group in groups for hit in group.hits], lost=0, heads=heads)

    def add(self, groups: Sequence[Group]) -> None:
        """Show more hits, below."""
        self.heads = self._take_in([*self.groups, *groups])
        self.rows = [*self.rows, *(hit for group in groups for hit in group.hits)]
        self.measure()

    def _take_in(self, groups: Sequence[Group]) -> list[int]:
        """Have other groups, and return above which rows their headings stand."""
        self.groups = groups
        return [0, *accumulate(len(group.hits) for group in groups)][: len(groups)]

    # -- drawing ----------------------------------------------------------------------------------

    def head_line(self, number: int, width: int) -> list[Part]:
        """Draw the title of an article, its source, and how often something was found in it."""
        styles, group = self.text_styles, self.groups[number]
        many = f"  {counted(len(group.hits), 'hit')}"
        source = f"  {literal(group.row.source)}" if group.row.source else ""
        told = cut(source, width // 3 - cell_len(many)) + many
        title = cut(literal(group.row.title), width - cell_len(told))
        return [(title, styles.strong), (told, styles.faint)]

    def row_lines(self, index: int, width: int) -> list[list[Part]]:
        styles, hit = self.text_styles, self.rows[index]
        published = self.groups[bisect_right(self.heads, index) - 1].row.published
        parts = self.columns(published, self._said(hit))
        room = width - sum(cell_len(words) for words, _ in parts)
        words, at = cut(literal(hit.snippet), room), 0
        for start, end in self._marks(hit):
            if start < at:
                continue
            parts += [(words[at:start], styles.text), (words[start:end], styles.look(Look.MATCH))]
            at = end
        return [[*parts, (words[at:], styles.text)]]
