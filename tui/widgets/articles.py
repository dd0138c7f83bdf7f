"""The list of articles, drawn by the line from its rows: 100,000 of them cost what 10 cost."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.events import Blur, Click, Focus, Resize
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from ..session import Row, Status
from ..themes import Ink
from .literal import cut, fit, literal
from .signs import MEMO, SELECTED, STAR, date_of, state_of
from .wrap import wrap

WIDE = 60
"""From this width on, an article takes two lines and a blank one instead of four and one."""
BAR = "▌"
Part = tuple[str, Style]


class ArticleList(ScrollView, can_focus=True):
    """See the module.  ``cursor`` is the index of the row under it."""

    DEFAULT_CSS = """
    ArticleList { background: $background; overflow-x: hidden; scrollbar-size-vertical: 1; }
    """

    class Moved(Message):
        """The cursor stands on another article."""

        def __init__(self, row: Row) -> None:
            super().__init__()
            self.row = row

    class Opened(Message):
        """The article under the cursor is to be read."""

    def __init__(self, ink: Ink) -> None:
        super().__init__()
        self.ink = ink
        self.rows: Sequence[Row] = ()
        self.cursor = 0
        self.empty = "No articles yet."
        self._strips: dict[tuple[int, int], Strip] = {}

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        return self.rows[self.cursor] if self.rows else None

    @property
    def height(self) -> int:
        """The lines a row takes."""
        return 3 if self.size.width >= WIDE else 5

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows; the cursor stays on its article."""
        here = self.row.id if self.row else ""
        top = self.cursor * self.height - self.scroll_offset.y
        self.rows = rows
        if not (self.cursor < len(rows) and rows[self.cursor].id == here):
            found = next((i for i, row in enumerate(rows) if row.id == here), None)
            self.cursor = found if found is not None else min(self.cursor, max(len(rows) - 1, 0))
        self._measure()
        if here:
            self.scroll_to(y=max(self.cursor * self.height - top, 0), animate=False, force=True)
        elif self.row:
            self.post_message(self.Moved(self.row))

    def _measure(self) -> None:
        self._strips.clear()
        self.virtual_size = Size(max(self.size.width, 1), len(self.rows) * self.height)
        self.refresh()

    def go(self, index: int) -> None:
        """Put the cursor on a row, the nearest there is."""
        if not self.rows:
            return
        was, self.cursor = self.cursor, min(max(index, 0), len(self.rows) - 1)
        self._forget(was)
        self._forget(self.cursor)
        top, height = self.scroll_offset.y, self.height
        first, last = self.cursor * height, (self.cursor + 1) * height - 1
        if first < top:
            self.scroll_to(y=first, animate=False, force=True)
        elif last > top + self.size.height:
            self.scroll_to(y=last - self.size.height, animate=False, force=True)
        self.refresh()
        if was != self.cursor:
            self.post_message(self.Moved(self.rows[self.cursor]))

    def go_to(self, article: str) -> None:
        """Put the cursor on an article by its id."""
        for index, row in enumerate(self.rows):
            if row.id == article:
                self.go(index)

    @property
    def page_rows(self) -> int:
        """How many rows fit the screen."""
        return max(self.size.height // self.height, 1)

    def _forget(self, index: int) -> None:
        for part in range(5):
            self._strips.pop((index, part), None)

    # -- drawing ----------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """Draw one line of one row."""
        index, part = divmod(y + self.scroll_offset.y, self.height)
        if index >= len(self.rows):
            return self._nothing(y)
        strip = self._strips.get((index, part))
        if strip is None:
            if len(self._strips) > 5_000:
                self._strips.clear()
            for i, one in enumerate(self._draw(index)):
                self._strips[index, i] = one
            strip = self._strips[index, part]
        return strip

    def _nothing(self, y: int) -> Strip:
        width = self.size.width
        if self.rows or y == 0:
            return Strip.blank(width, self.ink.base)
        lines = wrap(self.empty, 0, len(self.empty), width - 4)
        if y > len(lines):
            return Strip.blank(width, self.ink.base)
        a, b = lines[y - 1]
        line = Segment(fit("  " + self.empty[a:b], width), self.ink.faint + self.ink.base)
        return Strip([line])

    def _draw(self, index: int) -> list[Strip]:
        row, width = self.rows[index], self.size.width - 3
        ink, here = self.ink, index == self.cursor
        title = ink.faint if row.read else ink.strong
        if row.status is Status.VANISHED:
            title += Style(strike=True)
        date = [(date_of(row.published), ink.primary if row.published.inferred else ink.faint)]
        star = [(f"{STAR} ", ink.warning)] if row.starred else []
        words = literal(row.title) or literal(row.id)
        source = (f"  {literal(row.source)}", ink.faint)
        lines: list[list[Part]]
        if self.height == 3:
            when = [*star, (fit(date[0][0], 12 - 2 * len(star)), date[0][1])]
            lines = [
                [*when, (cut(words, width - 13), title)],
                [(" " * 12, title), (literal(row.source) + "  ", ink.faint), *self._facts(row)],
            ]
        else:
            spans = wrap(words, 0, len(words), width - 1)
            first = words[slice(*spans[0])] if spans else ""
            rest = words[spans[1][0] :] if len(spans) > 1 else ""
            lines = [[*star, *date, source], [(first, title)]]
            if rest:
                lines.append([(cut(rest, width - 1), title)])
            lines.append(self._facts(row))
        lines += [[]] * (self.height - len(lines))
        filled = sum(1 for line in lines if line)
        return [
            self._line(parts, here and i < max(filled, self.height - 1), width)
            for i, parts in enumerate(lines)
        ]

    def _facts(self, row: Row) -> list[Part]:
        ink = self.ink
        if state := state_of(row):
            bad = row.status in (Status.FAILED, Status.VANISHED)
            return [(state, ink.bad if bad else ink.faint)]
        parts = [("no quotations" if not row.quotations else f"❝ {row.quotations}", ink.faint)]
        for tag, count in list(row.tags.items())[:3]:
            parts.append((f"  #{literal(tag)}" + (f" ×{count}" if count > 1 else ""), ink.tag))
        if row.memos:
            parts.append((f"  {MEMO}{row.memos}", ink.memo))
        if row.selected:
            parts.append((f"  {SELECTED}{row.selected}", ink.good))
        return parts

    def _line(self, parts: list[Part], here: bool, width: int) -> Strip:
        ground = self.ink.raise_ if here else Style.null()
        bar = Segment(f" {BAR} " if here else "   ", self.ink.accent + ground if here else ground)
        segments, room = [bar], width
        for words, style in parts:
            shown = cut(words, room)
            room -= cell_len(shown)
            segments.append(Segment(shown, style + ground))
        segments.append(Segment(" " * room, ground))
        return Strip(segments, width + 3).apply_style(self.ink.base)

    # -- events -----------------------------------------------------------------------------------

    def redraw(self, ink: Ink | None = None) -> None:
        """Draw everything again, in another ink."""
        self.ink = ink or self.ink
        self._measure()

    def on_resize(self, event: Resize) -> None:
        """Measure anew and keep the cursor in view."""
        self._measure()
        self.go(self.cursor)

    def on_focus(self, event: Focus) -> None:
        """Draw the cursor as the one that keys move."""
        self.redraw()

    def on_blur(self, event: Blur) -> None:
        """Draw the cursor as one that waits."""
        self.redraw()

    def on_click(self, event: Click) -> None:
        """Go to the article that the mouse points at; a second click opens it."""
        index = (event.y + self.scroll_offset.y) // self.height
        if 0 <= index < len(self.rows):
            self.go(index)
            if event.chain > 1:
                self.post_message(self.Opened())
