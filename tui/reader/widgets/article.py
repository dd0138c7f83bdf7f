"""The article: its text by the line, who said what in the margins, a cursor to work at."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from rich.cells import cell_len
from rich.segment import Segment
from textual.events import Click
from textual.geometry import Offset
from textual.strip import Strip

from onrecord.analysis.types import Actor, Span
from onrecord.store.notebook.overlay import Quoted
from onrecord.tui.session.article.content import NOTHING, ArticleContent, Shown, again, came
from onrecord.tui.session.article.cursor import Cursor, CursorRows, touched
from onrecord.tui.session.article.layout import GUTTER
from onrecord.tui.session.article.looks import Look, Painted
from onrecord.tui.session.cells import cells_before
from onrecord.tui.session.find_in_text import find
from onrecord.tui.session.session import Named

from .article_layout import ArticleLayout
from .hints import Target
from .margins import Margins
from .quotation_details import Details


class ArticleView(ArticleLayout, can_focus=True):
    """An article to read and to work at.  ``cursor`` knows where the person is; this draws it."""

    def __init__(self) -> None:
        super().__init__()
        self.details = Details()  # stands below, where the pane has it
        self.shown = NOTHING
        self.actors: Mapping[str, Actor] = {}
        self.matches: list[Span] = []
        self.match = 0
        self.query_text = ""
        self._here = 0  # the line of the cursor
        self._margins = Margins((), self.index.quoted_spans, {})
        self._lit: list[Painted] = []
        self._was_drawn: CursorRows | None = None

    # -- what is shown ----------------------------------------------------------------------------

    def show(self, shown: Shown, actors: Mapping[str, Actor], point: int | None = None) -> None:
        """Show an article; ``point`` is where the cursor goes, the same place where it is None."""
        same, was = shown.id == self.shown.id, self.cursor
        quoted, before = self.current, self.quotations
        row = self._row_of(was.point) - self.top if same else 0
        if not same:
            self.matches, self.query_text = [], ""
        stays = same and point is None
        point = point if point is not None else was.point if same else 0
        self.shown, self.actors, self.index = shown, actors, ArticleContent(shown)
        self._margins = Margins(
            self.quotations, self.index.quoted_spans, actors, not self.app.no_color
        )
        self._set(point)
        if same:
            self.cursor.stand_as(was)
        if stays:
            self._stay_on(quoted, before, was)
        self._settle(follow=not same)
        if same:
            self.scroll_to_row(self._row_of(self.cursor.point) - row)

    def _stay_on(self, quoted: Quoted | None, before: Sequence[Quoted], was: Cursor) -> None:
        """Stay on the quotation that was under the cursor; where it is gone, on none in its place.

        One that came to stand at the cursor is what the person marked there, or has back.
        """
        new = came(before, self.quotations)
        if self.cursor.quotation not in new and (quoted or was.let_go):
            self.cursor.stay_on(again(quoted, self.quotations, new) if quoted else None)

    @property
    def quotations(self) -> list[Quoted]:
        """The quotations that are drawn."""
        return self.index.quotations

    @property
    def current(self) -> Quoted | None:
        """The quotation under the cursor."""
        index = self.current_index
        return None if index is None else self.quotations[index]

    @property
    def current_index(self) -> int | None:
        """Which of the quotations is under the cursor."""
        return self.cursor.quotation

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
        return self.index.words(*self.cursor.marked)

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
        self._refresh_moved()
        if follow:
            self._follow(centre)
        self.tell_moved()

    def _refresh_moved(self) -> None:
        """Draw anew what the cursor's move changed, and nothing else."""
        cursor, layout, current = self.cursor, self.text_layout, self.current
        self.details.put(current, layout.text, self._margins.bar_of(current) if current else "")
        self._here = layout.line_of(cursor.point)
        self._lit = list(self._over_all(current))
        lit = tuple(layout.covering(start, end) for start, end, _ in self._lit)
        now = CursorRows(layout, self.matches, self.match, self._here, lit)
        rows, self._was_drawn = touched(self._was_drawn, now), now
        if rows is None:
            self.refresh()
        else:
            self.refresh_rows(*rows)

    def rows_lit(self) -> tuple[int, int]:
        """Return the first and the last row of the view of what is marked, or under the cursor."""
        rows = self._lit or [(self.cursor.point, self.cursor.point + 1, Look.NONE)]
        start, end = min(one[0] for one in rows), max(one[1] for one in rows)
        lines, edge = self.text_layout.covering(start, end), self.size.height - 1
        return tuple(min(max(row - self.top, 0), edge) for row in (lines.start, lines.stop - 1))  # type: ignore[return-value]

    def fit(self) -> None:
        """Set the text at the size there is by now."""
        was = self.current
        super().fit()
        if self.current is not was:
            self.tell_moved()

    def _turned(self) -> None:
        self._refresh_moved()

    def targets(self) -> Iterator[Target]:
        """Yield the quotations and the names in sight, in the order of the text."""
        layout, cursor = self.text_layout, self.cursor
        rows = {self._line(self.top + y): y for y in range(self.size.height)}
        lines = sorted(line for line in rows if line is not None and not layout.blank(line))
        if not lines:
            return
        first, last = layout.lines[lines[0]][0], layout.lines[lines[-1]][1]
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
            line = layout.line_of(offset)
            x = cells_before(layout.text, layout.lines[line][0], offset)
            place = Offset(self._measure.pad + GUTTER + x, rows[line])
            yield Target(place, partial(self._take, go))

    def _take(self, go: Callable[[], object]) -> None:
        self.focus(scroll_visible=False)
        go()
        self.moved(centre=True)

    # -- searching --------------------------------------------------------------------------------

    def search(self, query: str) -> None:
        """Mark where ``query`` occurs, and go to the first match from the cursor on."""
        self.query_text = query
        self.show_matches(find(self.index.text, query))

    def show_matches(self, matches: Sequence[Span]) -> None:
        """Mark spans of the text, in order, and go to the first from the cursor on."""
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
        """Draw one row."""
        index = self._line(y + self.top)
        if index is None:
            return self._filled([], 0)
        here = index == self._here and self.has_focus
        return self._draw(index, here, self._over(*self.text_layout.lines[index]))

    def _draw(self, index: int, here: bool, over: list[Painted]) -> Strip:
        layout, styles = self.text_layout, self.text_styles
        there, begun = ([], []) if self.plain else self._margins.on(layout, index)
        segments, used = self._before(here, there), self._measure.pad + GUTTER
        for a, b, look in self.index.runs.between(*layout.lines[index], over):
            words = layout.text[a:b]
            used += cell_len(words)
            segments.append(Segment(words, styles.on_paper(look)))
        if begun:
            gap = self._measure.pad + GUTTER + layout.width + 1 - used
            name = self._margins.name(begun, styles, self._measure.names - 1)
            name = [*Segment.apply_style([Segment(" " * gap), *name], styles.base)]
            segments += name
            used += sum(segment.cell_length for segment in name)
        return self._filled(segments, used)

    def _before(self, here: bool, there: Sequence[Quoted]) -> list[Segment]:
        """Return what stands before the text of a line."""
        bar = self._margins.bar(there, self.text_styles)
        mark = Segment(" " * self._measure.pad + ("›" if here else " "), self.text_styles.accent)
        return list(Segment.apply_style([mark, bar, Segment(" ")], self.text_styles.base))

    def _filled(self, segments: list[Segment], used: int) -> Strip:
        """Return ``used`` cells of a line as a whole one."""
        if used < self.drawn_width:
            segments.append(Segment(" " * (self.drawn_width - used), self.text_styles.base))
            used = self.drawn_width
        return Strip(segments, used).crop(0, self.drawn_width)

    def _over(self, start: int, end: int) -> list[Painted]:
        """Return what lies over the painted text: cursor, marks, matches."""
        if not (self._lit or self.matches):
            return []
        over = [one for one in self._lit if one[0] < end and one[1] > start]
        first = bisect_left(self.matches, start, key=lambda match: match[1])
        for i in range(first, len(self.matches)):
            a, b = self.matches[i]
            if a >= end:
                break
            over.append((a, b, Look.MATCH_HERE if i == self.match else Look.MATCH))
        return over

    def _over_all(self, current: Quoted | None) -> Iterator[Painted]:
        """Yield what lies over the text wherever the cursor stands, the matches left out."""
        cursor = self.cursor
        if current:
            yield current.start, current.end, Look.CURRENT
        if cursor.anchor is not None:
            yield *cursor.marked, Look.MARKED
        elif word := cursor.word:
            yield *word, Look.POINT
        elif cursor.on_actor and (named := self.named_here):
            yield named.start, named.end, Look.POINT

    # -- events -----------------------------------------------------------------------------------

    def redraw(self) -> None:
        """Lay everything out again, in other styles or shape, the cursor where it is."""
        super().redraw()
        was = self.cursor
        self._set(was.point)
        self.cursor.stand_as(was)
        self.cursor.stay_on(was.quotation)
        self._settle()

    def watch_show_vertical_scrollbar(self) -> None:
        """Draw at the width that a scrollbar takes or gives back; no resize tells of it."""
        self.refresh()

    def on_click(self, event: Click) -> None:
        """Put the cursor where the mouse points."""
        if not self.clicked(event) and (place := self.place_at(event.x, event.y)) is not None:
            self.cursor.to(place)
            self.moved()
