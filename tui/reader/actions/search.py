"""Searching the whole library, and the searches that a person keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .action import ANYWHERE, Pane, action

if TYPE_CHECKING:
    from ..screens.keyed import Keyed
    from ..screens.search import SearchView
    from ..screens.searches import SearchesView
    from ..screens.view import View

VIEWING = "Views"


@action("g /", title="search everywhere", panes=ANYWHERE, group=VIEWING)
def search_library(screen: Keyed) -> None:
    """Search every text of the library while you type; enter opens the place, n the next one."""
    from ..screens.search import SearchView

    screen.app.push_screen(SearchView())


@action("g f", title="saved searches", panes=ANYWHERE, group=VIEWING)
def saved_searches(screen: Keyed) -> None:
    """The searches that you keep by name: enter looks again, c renames, x forgets."""
    from ..screens.searches import SearchesView

    screen.app.push_screen(SearchesView())


@action("/", title="query", panes=[Pane.SEARCH], group="Looking", footer=True)
def query(view: SearchView) -> None:
    """Look for something else; the hits come while you type."""
    view.attend(view.narrow)


@action("S", title="keep search", panes=[Pane.SEARCH, Pane.QUOTATIONS], group="Looking")
def keep_search(view: View) -> None:
    """Keep what is looked for under a name."""
    from ..screens.searches import keep

    keep(view)


@action("c", title="rename", panes=[Pane.SEARCHES], group="Working", footer=True)
def rename_search(view: SearchesView) -> None:
    """Give the saved search another name."""
    view.rename()


@action("x", title="forget", panes=[Pane.SEARCHES], group="Working", footer=True)
def forget_search(view: SearchesView) -> None:
    """Forget the saved search; u brings it back."""
    view.forget()
