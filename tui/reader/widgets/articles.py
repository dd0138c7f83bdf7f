"""The list of articles, drawn from its rows: 100,000 of them cost what 10 cost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from rich.style import Style

from onrecord.tui.session.literal import Part, cut, fit, literal
from onrecord.tui.session.notation import COPY, MEMO, SELECTED, STAR, date_of, state_of
from onrecord.tui.session.session import Row, Status
from onrecord.tui.session.wrap import wrap

from .list_view import ListView
from .tag_parts import tag_parts

WIDE = 60
"""From this width on, an article takes two lines and a blank one instead of four and one."""


class ArticleList(ListView[Row]):
    """Articles, one a row."""

    @property
    def row_height(self) -> int:
        """The lines an article takes at this width."""
        return 3 if self.size.width >= WIDE else 5

    def key_of(self, row: Row) -> object:
        return row.id

    def in_sight(self) -> Sequence[Row]:
        """Return the rows that are seen, the one under the cursor first."""
        first = self.top // self.row_height
        seen = self.rows[first : first + self.page_rows + 1]
        return [self.row, *seen] if self.row else seen

    def go_to(self, article: str) -> None:
        """Put the cursor on an article by its id."""
        for index, row in enumerate(self.rows):
            if row.id == article:
                self.go(index)

    def row_lines(self, index: int, width: int) -> list[list[Part]]:
        row, styles = self.rows[index], self.text_styles
        title = styles.faint if row.read else styles.strong
        if row.status is Status.VANISHED:
            title += Style(strike=True)
        date = (date_of(row.published), styles.primary if row.published.inferred else styles.faint)
        star = [(f"{STAR} ", styles.warning)] if row.starred else []
        words = literal(row.title) or literal(row.id)
        source = literal(row.source)
        if self.row_height == 3:
            room = width - 13 - 2 * len(star)
            told = self._told(row, width - 12)
            shown = cut(source, width - 14 - cell_len(told[0][0]))
            below = (" " * 12 + (f"{shown}  " if shown else ""), styles.faint)
            return [
                [(fit(date[0], 12), date[1]), *star, (cut(words, room), title)],
                [below, *told, *self._work(row, width - cell_len(below[0]) - _cells(told))],
            ]
        spans = wrap(words, 0, len(words), width)
        shown = cut(source, width - cell_len(date[0]) - 2 * len(star) - 2)
        lines: list[list[Part]] = [[*star, date, (f"  {shown}", styles.faint)]]
        lines += [[(words[a:b], title)] for a, b in spans[:1]]
        lines += [[(cut(words[a:], width), title)] for a, _ in spans[1:2]]
        told = self._told(row, width)
        return [*lines, [*told, *self._work(row, width - _cells(told))]]

    def _told(self, row: Row, width: int) -> list[Part]:
        """Return how the article stands: how much is said in it, or why nothing is known of it."""
        styles = self.text_styles
        if state := state_of(row):
            bad = row.status in (Status.FAILED, Status.VANISHED)
            return [(state, styles.bad if bad else styles.faint)]
        told = f"❝ {row.quotations}" if row.quotations else "no quotations"
        why = f"  {literal(row.problem)}" if row.problem else ""
        if not row.quotations and cell_len(told + why) > width:
            told, why = why.strip(), ""  # the reason, where there is no room for both
        return [(told, styles.faint), *([(why, styles.faint)] if why else [])]

    def _work(self, row: Row, room: int) -> list[Part]:
        """Return tags, copies, memos and selected ones; what is not tagged leaves room for tags."""
        styles, parts = self.text_styles, list[Part]()
        if row.copy_of:
            parts.append((f"  {COPY} copy", styles.faint))
        elif row.also_in:
            more = f" +{len(row.also_in) - 1}" if len(row.also_in) > 1 else ""
            parts.append((f"  {COPY} also in {literal(row.also_in[0])}{more}", styles.faint))
        if row.memos:
            parts.append((f"  {MEMO}{row.memos}", styles.memo))
        if row.selected:
            parts.append((f"  {SELECTED}{row.selected}", styles.good))
        return [*tag_parts(row.tags, room - _cells(parts), "  ", styles), *parts]


def _cells(parts: Iterable[Part]) -> int:
    return sum(cell_len(words) for words, _ in parts)
