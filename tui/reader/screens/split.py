"""A list above, and below it, whole and in its article, what its cursor is on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual.app import ComposeResult
from textual.geometry import Size

from onrecord.analysis.types import Span
from onrecord.store.notebook.overlay import Quoted

from ..widgets.article import ArticleView
from ..widgets.lines import Lines
from ..widgets.list_view import AnyList
from ..widgets.passage import PassageView
from ..widgets.quotations import QuotationList
from .view import View


class Spot(NamedTuple):
    """A passage of an article, and the words in that article to mark."""

    article: str
    at: Span
    matches: Sequence[Span] = ()


NOWHERE = Spot("", (0, 0))


class Split(View):
    """The base of the views that tell where something is said.

    ``spot`` is what their list tells of; ``quotations`` is that list, where it is of quotations.
    """

    quotations: QuotationList
    LEAST = (0, 0)
    """The width and the height that list, passage and what else there is have room in."""

    def body(self) -> ComposeResult:
        """Put the passage below the list."""
        self.passage = PassageView()
        yield self.list_view
        yield self.passage

    def fit(self, size: Size) -> None:
        """Know whether there is room for everything."""
        self.set_class(size.width < self.LEAST[0] or size.height < self.LEAST[1], "-tight")

    def cursor_moved(self, view: Lines) -> None:
        """Show what the cursor is on, once it rests."""
        super().cursor_moved(view)
        if view is not self.passage.text:
            self.at_rest("passage", self.show_passage)

    def show_passage(self) -> None:
        """Show what the cursor is on."""
        self.passage.show(self.session, *self.spot())

    def spot(self) -> Spot:
        quoted = self.quotations.line.quoted if self.quotations.line else None
        return Spot(quoted.article, (quoted.start, quoted.end)) if quoted else NOWHERE

    @property
    def judged(self) -> ArticleView | AnyList:
        """The passage, where it is in sight."""
        return self.passage.text if self.passage.text.region else super().judged

    def chosen(self) -> list[Quoted]:
        """Return the marked quotations, or the one under the cursor."""
        return [line.quoted for line in self.quotations.chosen()]

    def under_cursor(self) -> list[Quoted]:
        return [self.quotations.line.quoted] if self.quotations.line else []

    def open(self) -> None:
        spot = self.spot()
        if spot.article:
            self.go_and_read(spot.article, spot.at[0])
