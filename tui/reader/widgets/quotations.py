"""Lists of what was said, a line each: when, how, who, tags, and as many words as fit."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.cells import cell_len
from rich.style import Style

from onrecord.analysis.types import Published
from onrecord.store.notebook.overlay import Quoted
from onrecord.tui.session.article.speakers import voice
from onrecord.tui.session.literal import Part, cut, fit, literal
from onrecord.tui.session.notation import KIND, MEMO, SELECTED, UNSURE, date_of
from onrecord.tui.session.quotation_orders import by_article
from onrecord.tui.session.quotation_query import QuotationLine

from .list_view import ListView, R
from .tag_parts import tag_parts

WHEN, SIGNS = 12, 6
"""Cells for the date; for kind, certainty, selection and memo."""
LEAST_WORDS = 24
"""Cells of words that tags leave."""
SHAPES = {
    "direct": Style(underline=True),
    "indirect": Style(italic=True),
    "mixed": Style(italic=True),
}


class SaidList(ListView[R]):
    """Places where something was said, in columns; ``speakers`` says whether they tell by whom."""

    def __init__(self, speakers: bool = True) -> None:
        super().__init__()
        self._speakers = speakers

    @property
    def _who(self) -> int:
        """Cells for the speaker."""
        return min(max(self.size.width // 6, 21), 26) if self._speakers else 0

    def columns(self, published: Published, quoted: Quoted | None) -> list[Part]:
        """Return the columns before the words: date, signs, speaker."""
        styles = self.text_styles
        when = styles.primary if published.inferred else styles.faint
        parts: list[Part] = [(fit(date_of(published), WHEN), when)]
        if quoted is None:  # the words have all of the line
            return parts
        signs = [
            (KIND[quoted.kind], styles.accent),
            (UNSURE if quoted.unsure else "", styles.warning),
            (SELECTED if quoted.selected else "", styles.good),
            (MEMO if quoted.memo else "", styles.memo),
        ]
        parts += signs
        parts.append((" " * (SIGNS - sum(cell_len(sign) for sign, _ in signs)), styles.text))
        if self._speakers:
            name = literal(quoted.speaker_name) or "—"
            parts += [
                styles.bar(voice(quoted)),
                (f" {fit(name, self._who - 3)} ", styles.strong),
            ]
        return parts

    def line_parts(self, line: QuotationLine, width: int) -> list[Part]:
        """Draw what a list shows of a quotation: the columns, its words, its tags behind them."""
        quoted, styles = line.quoted, self.text_styles
        before = self.columns(line.published, quoted)
        room = width - sum(cell_len(words) for words, _ in before)
        tags = max(min(width // 4, room - LEAST_WORDS), 0) if quoted.tags else 0
        words = cut(literal(line.text), room - tags)
        gap = " " * (room - tags - cell_len(words))
        tagged = tag_parts(dict.fromkeys(quoted.tags, 1), tags, " ", styles)
        style = styles.text + SHAPES[quoted.kind.value]
        return [*before, (words, style), (gap, styles.text), *tagged]


class QuotationList(SaidList[QuotationLine]):
    """Quotations, one a row, under the headings that ``group`` gives those that follow each other.

    ``group`` returns by what a quotation is told from the one before, and the heading.
    """

    def __init__(self, speakers: bool = True) -> None:
        super().__init__(speakers)
        self.group: Callable[[QuotationLine], tuple[str, str]] | None = by_article

    @property
    def line(self) -> QuotationLine | None:
        """The quotation under the cursor."""
        return self.row

    def key_of(self, row: QuotationLine) -> object:
        return row.quoted.article, row.quoted.start, row.quoted.end

    def show(
        self, rows: Sequence[QuotationLine], among: Sequence[QuotationLine] | None = None
    ) -> None:
        """Show other quotations under their headings; ``among`` are all that there are."""
        keys = [self.group(line)[0] for line in rows] if self.group else []
        heads = [i for i, key in enumerate(keys) if not i or key != keys[i - 1]]
        self.put(rows, heads=heads, among=among)

    def head_line(self, number: int, width: int) -> list[Part]:
        """Draw a heading: what those below it have in common, and how many they are."""
        assert self.group
        first, ends = self.heads[number], [*self.heads[number + 1 : number + 2], self.count]
        line, styles, count = self.rows[first], self.text_styles, f"  {ends[0] - first}"
        told = literal(self.group(line)[1]) or "—"
        source = f"  {literal(line.source)}" if self.group is by_article and line.source else ""
        source = cut(source, width // 4)
        title = cut(told, width - cell_len(source) - len(count))
        return [(title, styles.strong), (source, styles.faint), (count, styles.faint)]

    def row_lines(self, index: int, width: int) -> list[list[Part]]:
        return [self.line_parts(self.rows[index], width)]
