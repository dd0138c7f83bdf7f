"""Two statements side by side, the words in which they differ marked."""

from __future__ import annotations

from itertools import zip_longest

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.events import Resize
from textual.strip import Strip
from textual.widget import Widget

from onrecord.tui.session.differences import Change, Piece, differences
from onrecord.tui.session.literal import Part, cut, literal
from onrecord.tui.session.notation import KIND, LINK, date_of
from onrecord.tui.session.quotation_query import QuotationLine
from onrecord.tui.session.statements import Contradiction

from ..themes import styles_of
from .versions import flow

GAP = "   "
LEAST = 6
"""Lines of words that there is always room for; a third of the screen otherwise."""
ALIKE = 0.3
"""With less than this share of words in common, marking the others would mark everything."""


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
        left, right = _marked(pair.before.text, pair.after.text)
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
        self._drawn = [_cut(head, self.size.width - 5), []]
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
        """Draw one line."""
        parts = self._drawn[y] if y < len(self._drawn) else []
        segments = [Segment("    "), *(Segment(words, style) for words, style in parts)]
        whole = Strip(segments).crop_extend(0, self.size.width, None)
        return whole.apply_style(styles_of(self.app).base)

    def on_resize(self, event: Resize) -> None:
        """Set the lines anew."""
        self._set()


def _cut(parts: list[Part], room: int) -> list[Part]:
    """Return the parts of a line as far as there is room for them."""
    shown = []
    for words, style in parts:
        shown.append((cut(words, room), style))
        room -= cell_len(words)
    return shown


def _marked(before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    """Return the words of both, those that only one of them has as added to it."""
    pieces = differences(before, after)
    same = sum(len(piece.words.split()) for piece in pieces if piece.change is Change.SAME)
    if same < ALIKE * min(len(before.split()), len(after.split())):
        return [Piece(before, Change.SAME)], [Piece(after, Change.SAME)]
    left = [
        Piece(piece.words, Change.ADDED if piece.change is Change.REMOVED else piece.change)
        for piece in pieces
        if piece.change is not Change.ADDED
    ]
    return left, [piece for piece in pieces if piece.change is not Change.REMOVED]
