"""Articles and quotations over time: how much was written and said, when, and by whom."""

from __future__ import annotations

from onrecord.store.notebook.overlay import Quoted
from onrecord.tui.session.quotation_query import QuotationLine, fitting
from onrecord.tui.session.timeline import By, plot

from ..actions.action import Pane
from ..widgets.bars import Bar
from ..widgets.list_view import AnyList
from ..widgets.timeline import EMPTY, Timeline
from .threefold import Threefold

UNDATED = "Nothing that fits has a date."


class TimelineView(Threefold):
    """A plot of days, months or years; the line above narrows it, as in the list of quotations."""

    HEADING = "timeline"
    NARROW = "speaker:  tag:  kind:  source:  or any words"
    pane_name = Pane.TIMELINE
    stays = True
    LEAST = (0, 36)

    def make_list(self) -> AnyList:
        self.timeline = Timeline()
        self.timeline.empty = "Reading …"
        self.axis = Bar()
        self.by = By.TIME
        self._all: list[QuotationLine] = []
        self._dates: list[str] = []
        return self.timeline

    def ready(self) -> None:
        """Put the axis over the rows, in place of a blank line."""
        self.mount(self.axis, before=self.list_view)
        self.list_view.add_class("-under-axis")

    def show_head(self) -> None:
        """Draw the head, and the axis."""
        super().show_head()
        self.axis.put(*self.timeline.axis())

    async def fill(self) -> None:
        """Read every quotation, and the dates of all articles."""
        self._all = [line async for line in self.lines(acts=True)]
        self._dates = [row.published.date or "" for row in self.session.rows()]
        self.narrowed()
        self.show_head()

    def narrowed(self) -> None:
        fit = self.understood(lambda query: fitting(query, self._all, self.session.traits.now))
        self.timeline.empty = UNDATED if fit else self.none_yet(UNDATED)
        across = self.by is not By.TIME
        dates = [] if self.query_text.strip() else [day for day in self._dates if day]
        room = self.timeline.room if across else 0
        self.timeline.show(plot(fit, dates, self.by, room) if fit or dates else EMPTY, across)
        self.at_rest("said", self.show_said)

    def timeline_by(self) -> None:
        """Show it by time, by speaker, by tag."""
        ways = list(By)
        self.by = ways[(ways.index(self.by) + 1) % len(ways)]
        self.narrowed()
        self.show_head()

    def along(self, steps: int) -> None:
        """Go along in time."""
        self.timeline.along(steps)
        self.show_head()

    def on_resize(self) -> None:
        """Take longer steps where there is less room."""
        if self.by is not By.TIME:
            self.narrowed()

    def facts(self) -> str:
        """Return what is under the cursor, and what could not be shown."""
        told = [f"by {self.by}"]
        if self.by is not By.TIME and (step := self.timeline.step):
            series = self.timeline.series
            told.append(f"{step} · {series.name}: ❝ {series.said[step]}")
        if vague := self.timeline.plot.vague:
            told.append(f"{vague} without a {self.timeline.plot.lacking}")
        return " · ".join(told)

    def listed(self) -> list[Quoted]:
        return [line.quoted for line in self.quotations.rows]

    def said(self) -> list[QuotationLine]:
        if not (step := self.timeline.step):
            return []
        asked = self._good_query.strip()
        asked = f"({asked})" if " OR " in asked.upper() else asked
        # What was typed comes last: a mark that was left open there swallows nothing.
        parts = (f"date:{step}", self.timeline.series.query, asked)
        return fitting(" ".join(part for part in parts if part), self._all, self.session.traits.now)
