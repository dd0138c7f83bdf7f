"""An article set in lines at the width there is; at another one, what is read stays where it is."""

from __future__ import annotations

from onrecord.tui.session.article.content import NOTHING, ArticleContent
from onrecord.tui.session.article.cursor import Cursor
from onrecord.tui.session.article.layout import GUTTER, TextLayout, measure
from onrecord.tui.session.cells import offset_at

from .dragging import Dragging

TAIL = 12
"""Empty lines below the text, so that its end can stand high on the screen."""
Held = tuple[int, int]
"""An offset of the text, and the row of the screen on which it is to stay."""


class ArticleLayout(Dragging):
    """The lines of an article: a row of the view is a line of ``text_layout``."""

    def __init__(self) -> None:
        super().__init__()
        self.plain = False
        self.index = ArticleContent(NOTHING)
        self._tall = 0  # rows of the view when it was set
        self._stays: Held | None = None
        self._set(0)

    def _set(self, point: int) -> None:
        """Set the text, the cursor at ``point``."""
        index = self.index
        self._measure = measure(self.size.width, self.plain)
        self.text_layout = TextLayout(index.text, index.blocks, self._measure.text)
        self.cursor = Cursor(
            self.text_layout, index.quoted_spans, index.named_spans, index.sentences, point
        )
        self.set_height(len(self.text_layout.lines) + TAIL)

    # -- another size -----------------------------------------------------------------------------

    def before_fit(self) -> None:
        """Know what a person reads before Textual scrolls to where there is room for it."""
        self._stays = self._held()

    def fit(self) -> None:
        """Set the text at the size there is by now; what the person reads stays where it is."""
        held, self._tall = self._stays, self.size.height
        follow = held is None or held[0] == self.cursor.point
        self._measure = measure(self.size.width, self.plain)
        if self.text_layout.width != self._measure.text:
            self.text_layout = TextLayout(self.index.text, self.index.blocks, self._measure.text)
            self.cursor.stand_on(self.text_layout)
            self.set_height(len(self.text_layout.lines) + TAIL)
        self._turned()
        if held:
            offset, row = held
            self.scroll_to_row(self._row_of(offset) - row)
        if follow:
            self._follow()

    def _held(self) -> Held | None:
        """Return what is to stay: the cursor where it is seen, else the first line that is."""
        top, layout = self.top, self.text_layout
        row = self._row_of(self.cursor.point) - top
        if 0 <= row < self._tall:
            return self.cursor.point, row
        for row in range(self._tall):
            line = self._line(top + row)
            if line is not None and not layout.blank(line):
                return layout.lines[line][0], row
        return None

    def _turned(self) -> None:
        """Draw anew what another layout changed."""
        raise NotImplementedError

    def _follow(self, centre: bool = False) -> None:
        """Scroll as little as shows the cursor; to be ``centre`` means with all that it is on."""
        height, top = self.size.height, self.top
        first = last = self._row_of(self.cursor.point)
        if centre and (index := self.cursor.quotation) is not None:
            last = self.text_layout.covering(*self.index.quoted_spans.spans[index]).stop - 1
        edge = 2 if height > 10 else 0
        if centre and not (top + edge <= first and last < top + height - 1):
            self.scroll_to_row(first - max(min(height // 3, height - 2 - last + first), edge))
        elif first < top + edge:
            self.scroll_to_row(first - edge)
        elif last >= top + height - edge:
            self.scroll_to_row(min(last - height + edge + 1, first - edge))

    # -- rows and lines ---------------------------------------------------------------------------

    def _row_of(self, offset: int) -> int:
        """Return the row on which an offset is drawn."""
        return self.text_layout.line_of(offset)

    def _line(self, row: int) -> int | None:
        """Return the line drawn on a row, or None where there is nothing."""
        return row if 0 <= row < len(self.text_layout.lines) else None

    def place_at(self, x: int, y: int) -> int | None:
        """Return the offset of what is drawn in a cell, the nearest on its row; None off it."""
        line = self._line(y + self.top)
        if line is None or self.text_layout.blank(line):
            return None
        start, end = self.text_layout.lines[line]
        return min(
            offset_at(self.text_layout.text, start, end, x - self._measure.pad - GUTTER), end - 1
        )
