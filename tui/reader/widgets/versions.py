"""Versions of one statement below each other, each compared with the first."""

from __future__ import annotations

from rich.cells import cell_len
from rich.style import Style

from onrecord.tui.session.differences import LINES, Change, flow
from onrecord.tui.session.literal import Part, cut, literal
from onrecord.tui.session.notation import KIND, MEMO, SELECTED, date_of
from onrecord.tui.session.quotation_query import QuotationLine
from onrecord.tui.session.statements import Version

from .list_view import ListView
from .tag_parts import tag_parts

COLUMN = 92
SOURCE = 12
"""Cells for where it stands, however much there is to tell besides."""


class VersionList(ListView[Version]):
    """Versions of a statement, one a row, each with what it changed."""

    _tall = LINES

    @property
    def row_height(self) -> int:
        """One line of facts, the words, a blank line."""
        return self._tall + 2

    @property
    def line(self) -> QuotationLine | None:
        """The version under the cursor."""
        return self.row.line if self.row else None

    def key_of(self, row: Version) -> object:
        return row.line.quoted.article, row.line.quoted.start

    def measure(self) -> None:
        """Give every version the lines that the longest one needs at this width."""
        width = min(self.size.width - 4, COLUMN)
        plain = dict.fromkeys(Change, Style.null())
        needed = (len(flow(version.pieces, plain, width)) for version in self.rows)
        self._tall = max(needed, default=1)
        super().measure()

    def row_lines(self, index: int, width: int) -> list[list[Part]]:
        """Draw a version: what is new bold and underlined, what is gone struck out."""
        version, styles = self.rows[index], self.text_styles
        line, quoted = version.line, version.line.quoted
        when = styles.primary if line.published.inferred else styles.faint
        same = version.verdict == "word for word"
        who: list[Part] = [
            (f"{date_of(line.published)}  ", when),
            (f"{KIND[quoted.kind]} ", styles.accent),
            (literal(quoted.speaker_name) or "—", styles.strong),
        ]
        told: list[Part] = [(f"  {version.verdict}", styles.good if same else styles.accent)]
        told += [(f"  {SELECTED}", styles.good)] if quoted.selected else []
        told += [(f"  {MEMO}", styles.memo)] if quoted.memo else []
        room = width - sum(cell_len(words) for words, _ in who + told)
        tags = min(width // 4, sum(cell_len(literal(tag)) + 3 for tag in quoted.tags))
        where = cut(literal(line.source) or literal(line.title), max(room - 2 - tags, SOURCE))
        room -= 2 + cell_len(where)
        told += tag_parts(dict.fromkeys(quoted.tags, 1), room, "  ", styles)
        head = [*who, ("  ", styles.faint), (where, styles.faint), *told]
        of_change = {
            Change.SAME: styles.text,
            Change.ADDED: styles.good + Style(bold=True, underline=True),
            Change.REMOVED: styles.bad + Style(strike=True),
        }
        return [head, *flow(version.pieces, of_change, min(width, COLUMN))]
