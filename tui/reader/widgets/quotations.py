"""A list of quotations, two lines each: when, who and how; then what."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.style import Style

from onrecord.store.notebook.overlay import Quoted
from onrecord.tui.session.literal import Part, cut, fit, literal
from onrecord.tui.session.notation import KIND, MEMO, SELECTED, UNSURE, date_of, unsure
from onrecord.tui.session.quotation_query import QuotationLine

from ..themes import TextStyles
from .list_view import ListView

WHEN, WHO = 12, 26
SHAPES = {
    "direct": Style(underline=True),
    "indirect": Style(italic=True),
    "mixed": Style(italic=True),
}


class QuotationList(ListView):
    """Quotations, one a row; ``titles`` shows the article with each."""

    def __init__(self, styles: TextStyles, titles: bool = True) -> None:
        super().__init__(styles)
        self.shown: Sequence[QuotationLine] = ()
        self._titles = titles

    @property
    def count(self) -> int:
        """How many quotations there are."""
        return len(self.shown)

    @property
    def row_height(self) -> int:
        """Two lines and a blank one."""
        return 3

    @property
    def line(self) -> QuotationLine | None:
        """The quotation under the cursor."""
        return self.shown[self.cursor] if self.shown else None

    def chosen(self) -> list[QuotationLine]:
        """Return the marked quotations, or the one under the cursor."""
        if self.marked:
            return [self.shown[i] for i in sorted(self.marked) if i < len(self.shown)]
        return [self.line] if self.line else []

    def put(self, lines: Sequence[QuotationLine]) -> None:
        """Show other quotations; the cursor stays on its own."""
        here = self.line.quoted if self.line else None
        self.shown = lines
        if here is not None:
            article, start, end = here.article, here.start, here.end
            for index, line in enumerate(lines):
                quoted = line.quoted
                if quoted.start == start and quoted.end == end and quoted.article == article:
                    self.cursor = index
                    break
        self.marked = {index for index in self.marked if index < len(lines)}
        self.measure()
        self.go(self.cursor)

    def row_lines(self, index: int, width: int) -> list[list[Part]]:
        """Draw a quotation."""
        return self.line_lines(self.shown[index], width)

    def line_lines(self, line: QuotationLine, width: int) -> list[list[Part]]:
        """Draw what a list shows of a quotation."""
        styles = self.text_styles
        quoted = line.quoted
        when = styles.primary if line.published.inferred else styles.faint
        who = cut(literal(quoted.speaker_name) or "—", WHO)
        first: list[Part] = [
            (fit(date_of(line.published), WHEN), when),
            (f"{KIND[quoted.kind]} ", styles.accent),
            (who, styles.strong),
        ]
        if unsure(quoted):
            first.append((f"  {UNSURE} {quoted.confidence:.2f}", styles.warning))
        first += worked(quoted, styles)
        if self._titles:
            used = sum(cell_len(words) for words, _ in first)
            title = cut(literal(line.title), max(width - used - 3, 0))
            gap = " " * max(width - used - cell_len(title), 0)
            first += [(gap, styles.text), (title, styles.faint)]
        shape = SHAPES[quoted.kind.value]
        said = (cut(literal(line.text), width - WHEN), styles.text + shape)
        return [first, [(" " * WHEN, styles.text), said]]


def worked(quoted: Quoted, styles: TextStyles) -> list[Part]:
    """Return what a person has done with a quotation, as lists tell it: signs, then tags."""
    parts: list[Part] = []
    if quoted.selected:
        parts.append((f"  {SELECTED}", styles.good))
    if quoted.memo:
        parts.append((f"  {MEMO}", styles.memo))
    return parts + [(f"  #{literal(tag)}", styles.tagged(tag)) for tag in quoted.tags]
