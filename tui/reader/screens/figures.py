"""Who is quoted how much: by speaker, gender, source, tag, over time."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from onrecord.store.notebook.overlay import Quoted
from onrecord.store.statistics.figures import BY, COUNTS, CountedQuotation, Figure, figures
from onrecord.tui.session.figures import caveats, counted_line, query_of
from onrecord.tui.session.offers import Offer, figures_offer, list_offer
from onrecord.tui.session.quotation_query import FoldedLines, QueryError, QuotationLine

from ..actions.action import Pane
from ..widgets.bars import Bar
from ..widgets.figures import HEAD, FigureRows
from ..widgets.list_view import AnyList
from .quotations import NONE_YET, QuotationsView
from .view import View

OVER = ("", "month", "year")
"""What figures are told for: the whole time, or each step of it."""


class FiguresView(View):
    """A bar for each speaker, gender, source and so on; the line above narrows what is counted."""

    HEADING = "who is quoted"
    NARROW = "speaker:  gender:  role:  tag:  kind:  source:  date:  or any words"
    pane_name = Pane.FIGURES
    stays = True

    def make_list(self) -> AnyList:
        self.figures = FigureRows()
        self.figures.empty = "Reading …"
        self.ways, self.heads, self.caveats = Bar(), Bar(), Static(classes="caveats", markup=False)
        self.by, self.over, self.counting = BY[0], OVER[0], COUNTS[0]
        self._folded = FoldedLines()
        self._counted: dict[int, CountedQuotation] = {}
        self._fit: list[QuotationLine] = []
        return self.figures

    def ready(self) -> None:
        """Put the ways of counting and the heads of the columns over the rows."""
        self.mount(self.ways, self.heads, before=self.list_view)
        self.mount(self.caveats, after=self.list_view)
        self.ways.add_class("ways")
        self.list_view.add_class("-under-axis")
        self.caveats.display = False

    def show_head(self) -> None:
        """Draw the head, the ways of counting, and the heads of the columns."""
        super().show_head()
        styles = self.text_styles
        words = [(" " * HEAD, styles.faint)]
        for by in BY:
            if by == self.by:
                words += [("[", styles.key), (by, styles.strong), ("] ", styles.key)]
            else:
                words.append((f"{by} ", styles.faint))
        self.ways.put(*words)
        self.heads.put(*self.figures.column_heads())

    async def fill(self) -> None:
        """Read every quotation, and what is known of the speakers."""
        folded = await self.folded()
        await self.who_they_are()
        traits = self.session.traits.now()
        counted = {}
        for line in folded.lines:
            counted[id(line)] = counted_line(self.session, line, traits)
            await self.give_way()
        self._folded, self._counted = folded, counted
        self.narrowed()
        self.show_head()

    def narrowed(self) -> None:
        self._fit = self.understood(self._folded.fitting)
        self.figures.empty = self.none_yet(NONE_YET)
        said = self._said()
        self.figures.show(figures(said, self.by, self.over, self.counting), self.counting)
        told = self.by == "gender" and bool(said)
        self.caveats.display = told
        if told:
            self.caveats.update(Content("\n".join(caveats(said, self.counting))))

    def _said(self) -> list[CountedQuotation]:
        return [self._counted[id(line)] for line in self._fit]

    # -- what is counted --------------------------------------------------------------------------

    def along(self, steps: int) -> None:
        """Count by what stands so many places further."""
        self.by = BY[min(max(BY.index(self.by) + steps, 0), len(BY) - 1)]
        self._again()

    def next_count(self) -> None:
        """Count quotations, words, articles."""
        self.counting = COUNTS[(COUNTS.index(self.counting) + 1) % len(COUNTS)]
        self._again()

    def next_time(self) -> None:
        """Count all of the time together, each month, each year."""
        self.over = OVER[(OVER.index(self.over) + 1) % len(OVER)]
        self._again()

    def _again(self) -> None:
        self.narrowed()
        self.show_head()

    def facts(self) -> str:
        over = f", each {self.over}" if self.over else ""
        return f"{len(self._fit)} · {self.counting} by {self.by}{over}"

    # -- what comes of it -------------------------------------------------------------------------

    def _of(self, row: Figure) -> list[Quoted]:
        """Return the quotations of a row."""
        found = []
        for line in self._fit:
            it = self._counted[id(line)]
            step = it.values(self.over)[0] if self.over else ""
            if step == row.step and row.name in it.values(self.by):
                found.append(line.quoted)
        return found

    def open(self) -> None:
        """Show the quotations of the row: by a query, wherever one says which they are."""
        if row := self.figures.row:
            found = self._of(row)
            if query := self._query(row, found):
                self.app.push_screen(QuotationsView(query))
            else:
                told = f"{self.by} {row.name} {row.step}".strip()
                self.app.push_screen(QuotationsView(among=found, told=told))

    def _query(self, row: Figure, found: list[Quoted]) -> str:
        """Return the query for a row, and for what is narrowed; "" where it finds others."""
        asked = self._good_query.strip()
        asked = f"({asked})" if " OR " in asked.upper() else asked
        query = query_of(row, self.by, self.over)
        # What was typed comes last: a mark that was left open there swallows nothing.
        both = f"{query} {asked}".strip() if query else ""
        try:
            same = both and [it.quoted for it in self._folded.fitting(both)] == found
        except QueryError:
            return ""
        return both if same else ""

    def offered(self) -> list[Offer]:
        """Return the figures, and the quotations that they count."""
        row = self.figures.row
        if not row:
            return []
        of = list_offer(f"{self.by} {row.name}", row.step, self._of(row))
        return [figures_offer(self.figures.rows, self.by, self.counting), of]
