"""A list of something else, the quotations of what its cursor is on, and the passage of one."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.events import DescendantFocus

from onrecord.store.notebook.overlay import Quoted
from onrecord.tui.session.quotation_query import QuotationLine

from ..actions.action import Pane
from ..widgets.article import ArticleView
from ..widgets.lines import Lines
from ..widgets.list_view import AnyList
from ..widgets.quotations import QuotationList
from .split import Split


class Threefold(Split):
    """The base of the views whose rows stand for quotations; ``said`` gives those of a row.

    Where there is no room for three, the passage comes when one goes into the quotations.
    """

    def body(self) -> ComposeResult:
        """Put quotations and passage beside or below the list."""
        self.quotations = QuotationList()
        first, passage = super().body()
        first.add_class("first")
        yield first
        yield self.quotations
        yield passage

    def said(self) -> Sequence[QuotationLine]:
        """Return the quotations of what the cursor is on."""
        return ()

    @property
    def pane(self) -> Pane:
        return Pane.BESIDE if self.front is self.quotations else self.pane_name

    def cursor_moved(self, view: Lines) -> None:
        """Show what the cursor is on, once it rests."""
        super().cursor_moved(view)
        if view is self.list_view:
            self.at_rest("said", self.show_said)

    def show_said(self) -> None:
        """Show the quotations of what the cursor is on."""
        self.quotations.empty = "Nothing is said there." if self.list_view.count else ""
        self.quotations.show(self.said())
        self.show_passage()

    def go_into(self, quotations: bool) -> None:
        """Give the keys to the quotations, or back to the list."""
        if quotations and self.no_longer("said"):
            self.show_said()
        if quotations and not self.quotations.count:
            self.say(self.quotations.empty if self.list_view.count else self.list_view.empty)
            return
        self.attend(self.quotations if quotations else self.list_view)

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Tell the keys of what has the focus."""
        self.set_class(self.front is self.quotations, "-within")
        self.show_keys()

    @property
    def judged(self) -> ArticleView | AnyList:
        """What is asked in the list is about its row; the passage is that of a quotation."""
        return self.list_view if self.front is self.list_view else super().judged

    def chosen(self) -> list[Quoted]:
        """Return the marked quotations, or the one under the cursor, once one is among them."""
        return super().chosen() if self.front is self.quotations else []

    def under_cursor(self) -> list[Quoted]:
        return super().under_cursor() if self.front is self.quotations else []

    def open(self) -> None:
        """Go into the quotations, and from one of them into its article."""
        if self.front is self.quotations:
            super().open()
        else:
            self.go_into(True)
