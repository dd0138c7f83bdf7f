"""Two statements side by side, the words in which they differ marked."""

from __future__ import annotations

from itertools import zip_longest

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.events import Resize
from textual.strip import Strip
from textual.widget import Widget

from onrecord.tui.session.differences import Change, Piece, flow, told_apart
from onrecord.tui.session.literal import Part, cut, cut_parts, literal
from onrecord.tui.session.notation import KIND, LINK, date_of
from onrecord.tui.session.quotation_query import QuotationLine
from onrecord.tui.session.statements import Contradiction

from ..themes import styles_of

GAP = "   "
LEAST = 6
"""Lines of words that there is always room for; a third of the screen otherwise."""


class Beside(Widget):
    """Two statements beside each other; as tall as what it shows."""

    DEFAULT_CSS = "Beside { width: 100%; height: auto; }"

    def __init__(self) -> None:
        super().__init__()
        self._pair: Contradiction | None = None
        self._told = ""
        self._drawn: list[list[Part]] = []

    def put(self, pair: Contradiction | None, told: str = "") -> None:
        """Show another pair, and words on which one it is; None hides it."""
        self._pair, self._told = pair, told
        self.display = pair is not None
        self._set()

    def _set(self) -> None:
        """Set the lines at the width there is."""
        if self._pair is None:
            return
        styles, pair = styles_of(self.app), self._pair
        room = max((self.size.width - 8 - len(GAP)) // 2, 12)
        left, right = told_apart(pair.before.text, pair.after.text)
        columns = [
            self._column(line, pieces, room)
            for line, pieces in ((pair.before, left), (pair.after, right))
        ]
        sign = LINK[pair.link.type]
        why = " · ".join(literal(piece) for piece in pair.link.evidence)
        head: list[Part] = [
            (f"{sign} changed position? ", styles.memo + Style(bold=True)),
            (f"{pair.link.score:.2f} · {self._told}", styles.faint),
            (f" · {why}" if why else "", styles.faint),
        ]
        self._drawn = [cut_parts(head, self.size.width - 5)[0], []]
        for one, other in zip_longest(*columns, fillvalue=[]):
            used = sum(cell_len(words) for words, _ in one)
            self._drawn.append([*one, (" " * max(room - used, 0) + GAP, styles.text), *other])
        self.styles.height = len(self._drawn) + 1
        self.refresh(layout=True)

    def _column(self, line: QuotationLine, pieces: list[Piece], room: int) -> list[list[Part]]:
        styles, quoted = styles_of(self.app), line.quoted
        when = styles.primary if line.published.inferred else styles.text
        source = cut(literal(line.source or line.title), max(room - 15, 0))
        head: list[Part] = [
            (date_of(line.published), when),
            (f" {KIND[quoted.kind]} ", styles.accent),
            (source, styles.faint),
        ]
        of_change = {
            Change.SAME: styles.text,
            Change.ADDED: styles.text + Style(bold=True, underline=True),
        }
        most = max(self.screen.size.height // 3, LEAST)
        return [head, *flow(pieces, of_change, room, most)]

    def render_line(self, y: int) -> Strip:
        parts = self._drawn[y] if y < len(self._drawn) else []
        segments = [Segment("    "), *(Segment(words, style) for words, style in parts)]
        whole = Strip(segments).crop_extend(0, self.size.width, None)
        return whole.apply_style(styles_of(self.app).base)

    def on_resize(self, event: Resize) -> None:
        self._set()
