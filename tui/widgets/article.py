"""The article: its text by the line, who said what in the margins, a cursor to work at."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from rich.cells import cell_len
from rich.segment import Segment
from textual.events import Blur, Click, Focus
from textual.geometry import Offset
from textual.strip import Strip

from analysis.types import Actor, Span
from store.layer import Quoted

from ..session import Named
from ..themes import Ink
from .cells import cells_before, offset_at
from .cursor import Cursor
from .dragging import Dragging
from .hints import Target
from .inset import inset
from .literal import literal
from .margins import Margins
from .page import Page
from .paint import Look, Painted
from .search import find
from .shown import NOTHING, Index, Shown
from .stand import Stand, touched

COLUMN = 72
"""The widest that text is set, in cells."""
NAMES = 16
"""The width of the margin for names, where there is room for it."""
GUTTER = 3
TAIL = 12
"""Empty lines below the text, so that its end can stand high on the screen."""


class ArticleView(Dragging, can_focus=True):
    """See the module.  ``cursor`` knows where the person is; this draws it."""

    DEFAULT_CSS = """
    ArticleView { background: $background; overflow-x: hidden; scrollbar-size-vertical: 1; }
    """

    def __init__(self, ink: Ink) -> None:
        super().__init__()
        self.ink = ink
        self.shown = NOTHING
        self.plain = False
        self.actors: Mapping[str, Actor] = {}
        self.matches: list[Span] = []
        self.match = 0
        self.query_text = ""
        self._strips: dict[int, Strip] = {}
        self.index = Index(NOTHING)
        self._inset: list[list[Segment]] = []
        self._inset_at = -1
        self._stood: Stand | None = None
        self._lay_out()

    # -- what is shown ----------------------------------------------------------------------------

    def show(self, shown: Shown, actors: Mapping[str, Actor], point: int | None = None) -> None:
        """Show an article; ``point`` is where the cursor goes, the same place where it is None."""
        again = shown.id == self.shown.id
        row = self._row(self.page.line_of(self.cursor.point)) - self.scroll_offset.y if again else 0
        if not again:
            self.matches, self.query_text = [], ""
        point = point if point is not None else self.cursor.point if again else 0
        self.shown, self.actors = shown, actors
        self.index = Index(shown)
        was = self.cursor
        self._lay_out(point)
        if again:
            self.cursor.mark_as(was)
        self._settle(follow=not again)
        if again:
            self._scroll(self._row(self.page.line_of(self.cursor.point)) - row)

    def _lay_out(self, point: int = 0) -> None:
        """Set the text at the width there is."""
        self._laid = self.size.width
        room = self.size.width - GUTTER - 1
        names = 0 if self.plain or room < 46 + NAMES else NAMES
        width = max(min(COLUMN, room - names - 1), 10)
        self._names = min(names and room - width, NAMES + 8)
        spare = self.size.width - GUTTER - width - self._names
        self._pad = max(spare // 2, 0) if self.plain or self.size.width > 110 else 0
        index = self.index
        self.page = Page(index.text, index.blocks, width)
        self.cursor = Cursor(
            self.page, index.quoted_spans, index.named_spans, index.sentences, point
        )
        self.margins = Margins(self.page, index.quotations, self.actors)
        self._strips.clear()
        self.set_height(len(self.page.lines) + TAIL)

    @property
    def quotations(self) -> list[Quoted]:
        """The quotations that are drawn."""
        return self.index.quotations

    def begins_with(self, title: str) -> bool:
        """Whether the text itself begins with these words, so that no title has to."""
        words = literal(title).rstrip("…").split()
        if not self.page.lines or not words:
            return False
        start = self.page.lines[0][0]
        return (
            self.page.text[start : start + 2 * len(title)].split()[: len(words) - 1] == words[:-1]
        )

    @property
    def current(self) -> Quoted | None:
        """The quotation under the cursor."""
        index = self.cursor.quotation
        return None if index is None else self.quotations[index]

    @property
    def named_here(self) -> Named | None:
        """The actor under the cursor."""
        point = self.cursor.point
        return next((n for n in self.shown.named if n.start <= point < n.end), None)

    @property
    def marked_words(self) -> str:
        """The words that are marked, as they are stored, a blank line between blocks."""
        if self.cursor.anchor is None:
            return ""
        start, end = self.cursor.marked
        pieces = (self.page.text[max(b.start, start) : min(b.end, end)] for b in self.index.blocks)
        return "\n\n".join(piece.strip() for piece in pieces if piece.strip())

    def unmark(self) -> None:
        """Stop marking."""
        if self.cursor.anchor is not None:
            self.cursor.anchor = None
            self.moved()

    # -- moving -----------------------------------------------------------------------------------

    def moved(self, centre: bool = False) -> None:
        """Draw the cursor where it stands now, scrolling as little as will do."""
        self._settle(centre=centre)

    def _settle(self, follow: bool = True, centre: bool = False) -> None:
        current, page = self.current, self.page
        self._inset, self._inset_at = [], -1
        if current and not self.plain:
            width = page.width + max(self._names - 1, 0)
            self._inset = inset(current, page.text, self.ink, width)
            self._inset_at = page.covering(current.start, current.end)[-1] + 1
        self._refresh_moved()
        if follow:
            self._follow(current, centre)
        self.tell_moved()

    def _refresh_moved(self) -> None:
        """Draw anew what the cursor's move changed, and nothing else."""
        cursor, page = self.cursor, self.page
        row = self._row(page.line_of(cursor.point)) if page.lines else 0
        lit = tuple(self._rows_of(start, end) for start, end, _ in self._over_all())
        inset = (self._inset_at, len(self._inset))
        now = Stand(page, self.matches, self.match, row, cursor.quotation, lit, inset)
        rows, self._stood = touched(self._stood, now), now
        if rows is None:
            self.refresh()
        else:
            self.refresh_rows(*rows)

    def _rows_of(self, start: int, end: int) -> range:
        lines = self.page.covering(start, end)
        return range(self._row(lines.start), self._row(lines.stop - 1) + 1) if lines else lines

    def _follow(self, current: Quoted | None, centre: bool) -> None:
        height, top = self.size.height, self.scroll_offset.y
        line = self.page.line_of(self.cursor.point)
        first = last = self._row(line)
        if current and self._inset_at > line and self._inset_at - line < height:
            last = self._inset_at + len(self._inset) - 1
        edge = 2 if height > 10 else 0
        if centre and not (top + edge <= first and last < top + height - 1):
            self._scroll(first - height // 3)
        elif first < top + edge:
            self._scroll(first - edge)
        elif last >= top + height - edge:
            self._scroll(min(last - height + edge + 1, first - edge))

    def _scroll(self, row: int) -> None:
        self.scroll_to_row(max(row, 0))

    def _row(self, line: int) -> int:
        """Return the row, counted from the first, on which a line is drawn."""
        return line + (len(self._inset) if 0 <= self._inset_at <= line else 0)

    def _line(self, row: int) -> int | None:
        """Return the line drawn on a row, or None where the inset or nothing is."""
        if self._inset_at >= 0 and row >= self._inset_at:
            row -= len(self._inset)
            if row < self._inset_at:
                return None
        return row if row < len(self.page.lines) else None

    def targets(self) -> Iterator[Target]:
        """Yield the quotations and the names in sight, in the order of the text."""
        rows = {self._line(self.scroll_offset.y + y): y for y in range(self.size.height)}
        lines = sorted(line for line in rows if line is not None and not self.page.blank(line))
        if not lines:
            return
        first, last = self.page.lines[lines[0]][0], self.page.lines[lines[-1]][1]
        cursor = self.cursor
        found = [
            (max(start, first), partial(cursor.to_quotation, i))
            for i, (start, end) in enumerate(cursor.quotations.spans)
            if first < end and start < last
        ] + [
            (start, partial(cursor.to, start, on_actor=True))
            for start, _ in cursor.actors.spans
            if first <= start < last
        ]
        for offset, go in sorted(found, key=lambda one: one[0]):
            line = self.page.line_of(offset)
            x = self._pad + GUTTER + cells_before(self.page.text, self.page.lines[line][0], offset)
            yield Target(Offset(x, rows[line]), partial(self._take, go))

    def _take(self, go: Callable[[], object]) -> None:
        self.focus(scroll_visible=False)
        go()
        self.moved(centre=True)

    # -- searching --------------------------------------------------------------------------------

    def search(self, query: str) -> None:
        """Mark where ``query`` occurs, and go to the first match from the cursor on."""
        self.query_text = query
        self.show_matches(find(self.page.text, query))

    def show_matches(self, matches: Sequence[Span]) -> None:
        """Mark spans of the text, in order, and go to the first from the cursor on."""
        self._strips.clear()
        self.matches = [m for m in matches if self.index.holds(*m)]
        point = self.cursor.point
        self.match = next((i for i, (_, end) in enumerate(self.matches) if end > point), 0)
        self.go_to_match(0)

    def go_to_match(self, step: int) -> None:
        """Go ``step`` matches on, round the end."""
        if self.matches:
            self.match = (self.match + step) % len(self.matches)
            self.cursor.to(self.matches[self.match][0])
        self._settle(centre=True)

    # -- drawing ----------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """Draw one row; a line that nothing lies over is drawn once."""
        row = y + self.scroll_offset.y
        index = self._line(row)
        if index is None:
            return self._finish(self._draw_inset(row - self._inset_at))
        start, end = self.page.lines[index]
        here = self.has_focus and index == self.page.line_of(self.cursor.point)
        over = self._over(start, end)
        if here or over:
            return self._finish(self._draw(index, here, over))
        if index not in self._strips:
            self._strips[index] = self._finish(self._draw(index, False, []))
        return self._strips[index]

    def _finish(self, segments: list[Segment]) -> Strip:
        ground = self.ink.base
        shown = Strip(Segment.apply_style(segments, ground))
        return shown.adjust_cell_length(self.drawn_width, ground)

    def _draw_inset(self, part: int) -> list[Segment]:
        if not 0 <= part < len(self._inset):
            return []
        bar = self.margins.bar(self._inset_at - 1, self.ink)
        return [Segment(" " * (self._pad + 1)), bar, Segment(" "), *self._inset[part]]

    def _draw(self, index: int, here: bool, over: list[Painted]) -> list[Segment]:
        mark = Segment(" " * self._pad + ("›" if here else " "), self.ink.accent)
        bar = Segment(" ") if self.plain else self.margins.bar(index, self.ink)
        segments = [mark, bar, Segment(" ")]
        start, end = self.page.lines[index]
        used = 0
        if start < end:
            for a, b, look in self.index.runs.between(start, end, over):
                words = self.page.text[a:b]
                used += cell_len(words)
                segments.append(Segment(words, self.ink.look(look)))
        if self._names:
            segments.append(Segment(" " * (self.page.width - used + 1)))
            segments += self.margins.name(index, self.ink, self._names - 1)
        return segments

    def _over(self, start: int, end: int) -> list[Painted]:
        """Return what lies over the painted text: cursor, marks, matches."""
        over = list(self._over_all())
        first = bisect_left(self.matches, start, key=lambda match: match[1])
        for i in range(first, len(self.matches)):
            a, b = self.matches[i]
            if a >= end:
                break
            over.append((a, b, Look.MATCH_HERE if i == self.match else Look.MATCH))
        return [(a, b, look) for a, b, look in over if a < end and b > start]

    def _over_all(self) -> Iterator[Painted]:
        """Yield what lies over the text wherever the cursor stands, the matches left out."""
        if current := self.current:
            yield current.start, current.end, Look.CURRENT
        if self.cursor.anchor is not None:
            yield *self.cursor.marked, Look.MARKED
        elif self.cursor.on_actor and (named := self.named_here):
            yield named.start, named.end, Look.POINT

    # -- events -----------------------------------------------------------------------------------

    def redraw(self, ink: Ink | None = None) -> None:
        """Lay everything out again, in another ink or shape, the cursor where it is."""
        self.ink = ink or self.ink
        was = self.cursor
        self._lay_out(was.point)
        self.cursor.mark_as(was)
        self._settle()

    def watch_show_vertical_scrollbar(self) -> None:
        """Draw at the width that a scrollbar takes or gives back; no resize tells of it."""
        self._strips.clear()
        self.refresh()

    def fit(self) -> None:
        """Wrap the text anew, where the width is another one."""
        if self.size.width != self._laid:
            self.redraw()
        else:
            self._settle()

    def on_focus(self, event: Focus) -> None:
        """Show the cursor."""
        self.refresh()

    def on_blur(self, event: Blur) -> None:
        """Hide the cursor."""
        self.refresh()

    def on_click(self, event: Click) -> None:
        """Put the cursor where the mouse points."""
        if not self.clicked(event) and (place := self.place_at(event.x, event.y)) is not None:
            self.cursor.to(place)
            self.moved()

    def place_at(self, x: int, y: int) -> int | None:
        """Return the offset of what is drawn in a cell, the nearest on its row; None off it."""
        line = self._line(y + self.scroll_offset.y)
        if line is None or self.page.blank(line):
            return None
        start, end = self.page.lines[line]
        return min(offset_at(self.page.text, start, end, x - self._pad - GUTTER), end - 1)
