"""The saved searches: each name with what it looks for."""

from __future__ import annotations

from onrecord.tui.session.literal import fit, literal

from ..actions.action import Pane
from ..widgets.list_view import AnyList
from ..widgets.plain_list import ListRow, PlainList
from .pick import Prompt
from .quotations import QuotationsView
from .search import SearchView
from .view import View

NONE_YET = "No searches yet: S keeps one, in the search and in the quotations."
NAME = 28
"""Cells for a name."""


def keep(view: View) -> None:
    """Ask for a name, and keep what the view looks for under it."""
    query = view.query_text.strip()
    if not query:
        view.say("There is nothing to keep: type what you look for first.")
        return
    known = {kept: name for name, kept in view.notebook.searches.all().items()}

    view.ask_to_do(
        Prompt("Keep this search as", known.get(query, ""), "a name"),
        lambda name: view.change(lambda notebook: notebook.searches.save(name, query)),
    )


class SearchesView(View):
    """The list of saved searches, by name."""

    HEADING = "saved searches"
    NARROW = "any words of a name, or of what is looked for"
    pane_name = Pane.SEARCHES

    def make_list(self) -> AnyList:
        self.names: PlainList[tuple[str, str]] = PlainList()
        self.names.empty = NONE_YET
        return self.names

    async def fill(self) -> None:
        self.narrowed()
        self.show_head()

    def narrowed(self) -> None:
        styles = self.text_styles
        self.names.empty = self.none_yet(NONE_YET) if self.query_text else NONE_YET
        self.names.put(
            [
                ListRow(
                    (name, query),
                    (
                        (fit(literal(name), NAME) + "  ", styles.strong),
                        (literal(query), styles.text),
                    ),
                )
                for name, query in self.notebook.searches.all().items()
                if self.fits(name, query)
            ]
        )

    def open(self) -> None:
        """Look for it: where the person came from, if quotations or texts were narrowed there."""
        if self.names.value is None:
            return
        _, query = self.names.value
        app = self.app
        app.pop_screen()
        below = app.screen
        if isinstance(below, QuotationsView | SearchView):
            box = below.narrow
            box.display = True
            box.value = query
            below.attend(below.list_view)
        else:
            app.push_screen(SearchView(query))

    def rename_search(self) -> None:
        """Ask for another name."""
        if self.names.value is None:
            return
        name, _ = self.names.value

        self.ask_to_do(
            Prompt("Call this search", name, "a name"),
            lambda to: self.change(lambda notebook: notebook.searches.rename(name, to)),
        )

    def forget_search(self) -> None:
        """Forget the search under the cursor."""
        if self.names.value:
            name, _ = self.names.value
            self.change(lambda notebook: notebook.searches.forget(name))
