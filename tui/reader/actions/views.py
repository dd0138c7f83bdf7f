"""The other views, each behind ``g`` and a letter, and what can be done in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .action import ANYWHERE, VIEWS, Pane, action

if TYPE_CHECKING:
    from ..screens.actors import ActorsView
    from ..screens.keyed import Keyed
    from ..screens.quotations import QuotationsView
    from ..screens.view import View

VIEWING = "Views"
LISTS = (Pane.QUOTATIONS, Pane.CARD, Pane.SEARCH, Pane.ACTORS)
NARROWED = (Pane.QUOTATIONS, Pane.ACTORS, Pane.CODEBOOK, Pane.TIMELINE)


@action("g q", title="quotations", panes=ANYWHERE, group=VIEWING)
def quotations(screen: Keyed) -> None:
    """Every quotation of the library as one list: narrow it, order it, act on many."""
    from ..screens.quotations import QuotationsView

    screen.app.push_screen(QuotationsView())


@action("g a", title="actors", panes=ANYWHERE, group=VIEWING)
def actors(screen: Keyed) -> None:
    """Every actor of the library; enter shows a card with their statements in time."""
    from ..screens.actors import ActorsView

    screen.app.push_screen(ActorsView())


@action("g s", title="same statement", panes=ANYWHERE, group=VIEWING)
def same_statement(screen: Keyed) -> None:
    """All versions of the statement under the cursor, word by word, oldest first."""
    from ..screens.versions import VersionsView

    if chosen := screen.chosen():
        screen.app.push_screen(VersionsView(chosen[0]))
    else:
        screen.say("There is no quotation under the cursor: n goes to the next one.")


@action("g d", title="did they say it?", panes=ANYWHERE, group=VIEWING)
def did_they_say_it(screen: Keyed) -> None:
    """Look for words in every article: verbatim, in part, altered, or not there."""
    from ..screens.check import CheckView

    screen.app.push_screen(CheckView())


@action("g c", title="codebook", panes=ANYWHERE, group=VIEWING)
def codebook(screen: Keyed) -> None:
    """The tree of tags, with counts, memos and colours; rename, merge, move and delete them."""
    from ..screens.codebook import CodebookView

    screen.app.push_screen(CodebookView())


@action("g r", title="review", panes=ANYWHERE, group=VIEWING)
def review(screen: Keyed) -> None:
    """Work of yours that no longer applies, and quotations the machine was unsure of."""
    from ..screens.review import ReviewView

    screen.app.push_screen(ReviewView())


@action("g t", title="timeline", panes=ANYWHERE, group=VIEWING)
def timeline(screen: Keyed) -> None:
    """How much was written and said, when, by whom and about what."""
    from ..screens.timeline import TimelineView

    screen.app.push_screen(TimelineView())


@action("enter", "l", "right", title="open", panes=VIEWS, footer=True)
def open_row(view: View) -> None:
    """Open the row: the passage in its article, the card, the quotations."""
    view.open()


@action("/", title="narrow", panes=NARROWED, group="Looking", footer=True)
def narrow(view: View) -> None:
    """Narrow the list by words; esc shows everything again."""
    box = view.narrow
    box.display = True
    view.attend(box)


@action("/", title="ask", panes=[Pane.VERSIONS], group="Looking", footer=True)
def ask(view: View) -> None:
    """Ask whether other words were said."""
    if asked := view.query("#asked"):
        view.attend(asked.first())
    else:
        did_they_say_it(view)


@action("O", title="order", panes=[Pane.QUOTATIONS], group="Looking", footer=True)
def order_quotations(view: QuotationsView) -> None:
    """Order by date both ways, speaker, article, kind, or the unsure first."""
    view.next_order()


@action("v", title="mark", panes=LISTS, group="Working", footer=True)
def mark_row(view: View) -> None:
    """Mark the row, or not any more: tag, select, speaker, reject and merge act on all marked."""
    view.list_view.toggle_mark()
    view.show_head()


@action("V", title="mark all", panes=LISTS, group="Working")
def mark_all(view: View) -> None:
    """Mark every row, or none."""
    view.list_view.mark_all()
    view.show_head()


@action("=", title="merge", panes=[Pane.ACTORS], group="Working", footer=True)
def merge_actors(view: ActorsView) -> None:
    """Say that the marked actors are one: see who they are, leave some out, give them a name."""
    view.merge()


@action("c", title="rename", panes=[Pane.ACTORS], group="Working", footer=True)
def rename_actor(view: ActorsView) -> None:
    """Call the actor by another name."""
    view.rename()


@action("S", title="split", panes=[Pane.ACTORS], group="Working", footer=True)
def split_actor(view: ActorsView) -> None:
    """Say that in some articles the actor is somebody else, and what they are called."""
    view.split()


@action("x", title="not an actor", panes=[Pane.ACTORS], group="Working", footer=True)
def not_an_actor(view: ActorsView) -> None:
    """Say that it is no person, organisation or country: it is taken out of the list."""
    view.dismiss_actor()
