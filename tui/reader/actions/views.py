"""What can be done in the other views."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from .action import VIEWS, Pane, action
from .annotate import WORK
from .digits import DIGITS
from .library import LOOK

if TYPE_CHECKING:
    from ..screens.card import CardView
    from ..screens.codebook import CodebookView
    from ..screens.figures import FiguresView
    from ..screens.keyed import Keyed
    from ..screens.search import SearchView
    from ..screens.threefold import Threefold
    from ..screens.timeline import TimelineView
    from ..screens.view import View

LISTS = (Pane.QUOTATIONS, Pane.CARD, Pane.BESIDE, Pane.SEARCH, Pane.ACTORS)
NARROWED = (
    Pane.QUOTATIONS,
    Pane.ACTORS,
    Pane.CARD,
    Pane.CODEBOOK,
    Pane.TIMELINE,
    Pane.BESIDE,
    Pane.MARKS,
    Pane.MEMOS,
    Pane.SEARCHES,
    Pane.HELP,
    Pane.FIGURES,
    Pane.PROBLEMS,
)


@action("enter", "l", "right", title="open", panes=(*VIEWS, Pane.HELP), footer=True)
def open_row(view: View) -> None:
    """Open the row: the passage in its article, the card, the quotations; in the help, do it."""
    if view.front.count:
        view.open()
    else:
        view.say(view.front.empty)


@action("tab", title="its quotations", panes=[Pane.CODEBOOK, Pane.TIMELINE], footer=True)
def into_quotations(view: Threefold) -> None:
    """Go into the quotations of the row: to walk through them, tag them, correct them."""
    view.go_into(True)


@action("tab", "shift+tab", "escape", "q", "h", "left", title="back", panes=[Pane.BESIDE])
def out_of_quotations(view: Threefold) -> None:
    """Back to the list that the quotations belong to."""
    view.go_into(False)


@action("/", title="narrow", panes=NARROWED, group="Looking", footer=True)
def narrow(view: View) -> None:
    """Narrow the list by words; esc shows everything again."""
    box = view.narrow
    box.display = True
    view.attend(box)


@action("/", title="ask", panes=[Pane.VERSIONS], group="Looking", footer=True)
def ask(view: View) -> None:
    """Ask whether other words were said."""
    from ..screens.check import CheckView

    if asked := view.query("#asked"):
        view.attend(asked.first())
    else:
        view.app.push_screen(CheckView())


@action("/", title="search everywhere", panes=[Pane.REVIEW], group="Looking")
def search_from_queue(view: View) -> None:
    """Look for words in every article: the queue keeps its order, and waits."""
    from ..screens.search import SearchView

    view.reader_app.kept_views.open(SearchView)


@action("v", title="mark", panes=LISTS, group="Working", footer=True)
def mark_row(view: View) -> None:
    """Mark the row, or not any more: tag, select, speaker, kind, reject, copy and merge act on all
    marked; what is about one alone, such as a memo, on the row under the cursor."""
    view.front.toggle_mark()
    view.show_head()


@action("V", title="mark all", panes=LISTS, group="Working")
def mark_all(view: View) -> None:
    """Mark every row, or none."""
    view.front.mark_all()
    view.show_head()


@action("/", title="query", panes=[Pane.SEARCH], group="Looking", footer=True)
def query(view: SearchView) -> None:
    """Look for something else; the hits come while you type."""
    view.attend(view.narrow)


@action(
    "S", title="keep search", panes=[Pane.SEARCH, Pane.QUOTATIONS], group="Looking", changes=True
)
def keep_search(view: View) -> None:
    """Keep what is looked for under a name."""
    from ..screens.searches import keep

    keep(view)


@action("h", "left", title="earlier", panes=[Pane.TIMELINE], footer=True)
def earlier(view: TimelineView) -> None:
    """Go back in time by a day, a month or a year."""
    view.along(-view.count)


@action("l", "right", title="later", panes=[Pane.TIMELINE], footer=True)
def later(view: TimelineView) -> None:
    """Go on in time by a day, a month or a year."""
    view.along(view.count)


@action("h", "left", title="by the one before", panes=[Pane.FIGURES])
def count_by_before(view: FiguresView) -> None:
    """Count by what stands before in the line above: speaker, gender, role and so on."""
    view.along(-view.count)


@action("l", "right", title="by", panes=[Pane.FIGURES], footer=True)
def count_by_next(view: FiguresView) -> None:
    """Count by what comes next in the line above: speaker, gender, role and so on."""
    view.along(view.count)


def _done_by_view(pane: Pane, keys: str, name: str, title: str, told: str) -> None:
    """Declare what a view does by its method of that name."""

    def run(view: View) -> None:
        getattr(view, name)()

    run.__name__, run.__doc__ = name, told
    group = LOOK if keys == "O" else WORK
    footer = name != "read_codebook"
    # A memo that cannot be changed is shown all the same; of problems nothing is the person's work.
    changes = group == WORK and pane is not Pane.PROBLEMS and keys != "m"
    action(keys, title=title, panes=[pane], group=group, footer=footer, changes=changes)(run)


# fmt: off
for done in (
    (Pane.MEMOS, "m", "edit_memo", "memo",
     "Write the memo under the cursor anew; an empty one takes it away."),
    (Pane.PROBLEMS, "o", "open_problem", "open file",
     "Open the file in its own program, or in the editor."),
    (Pane.PROBLEMS, "r", "retry", "try again",
     "Read the file again, or analyse the article again."),
    (Pane.MARKS, "x", "drop_mark", "take away", "Take the mark away."),
    (Pane.QUOTATIONS, "O", "order_quotations", "order",
     "Order by date both ways, speaker, article, kind, or the unsure first."),
    (Pane.ACTORS, "=", "merge_actors", "merge",
     "Say that the marked actors are one: see who they are, leave some out, give them a name."),
    (Pane.ACTORS, "c", "rename_actor", "rename", "Call the actor by another name."),
    (Pane.ACTORS, "S", "split_actor", "split",
     "Take back that actors are one, or say that in some articles it is somebody else, and who."),
    (Pane.ACTORS, "x", "not_an_actor", "not an actor",
     "Say that it is no person, organisation or country: it is taken out of the list."),
    (Pane.SEARCHES, "c", "rename_search", "rename", "Give the saved search another name."),
    (Pane.SEARCHES, "x", "forget_search", "forget",
     "Forget the saved search; u brings it back."),
    (Pane.CODEBOOK, "a", "new_tag", "new tag",
     "Put a new tag into the codebook, or several; a/b is a tag under a."),
    (Pane.CODEBOOK, "i", "read_codebook", "read a codebook",
     "Take a codebook over from a table (.csv) or another program (.qdc); e writes one."),
    (Pane.CODEBOOK, "m", "tag_memo", "memo",
     "Write a memo on the tag: what it is for, and what it is not."),
    (Pane.CODEBOOK, "c", "rename_tag", "rename",
     "Give the tag another name, on all its quotations; an existing name asks, then merges."),
    (Pane.CODEBOOK, ">", "move_tag", "move",
     "Put the tag under another one, or back to the top."),
    (Pane.CODEBOOK, "C", "recolour", "colour",
     "Give the tag a colour, shown wherever it stands; those below it have it too."),
    (Pane.CODEBOOK, "x", "delete_tag", "delete",
     "Take the tag off everything, once you have said yes."),
    (Pane.TIMELINE, "O", "timeline_by", "by whom", "Show it by time, by speaker, by tag."),
    (Pane.FIGURES, "O", "next_count", "count", "Count quotations, words, or articles."),
):
    _done_by_view(*done)
# fmt: on


@action(
    *(f"# {digit}" for digit in DIGITS),
    title="put on a key",
    panes=[Pane.CODEBOOK],
    group=WORK,
    changes=True,
)
def put_on_key(view: CodebookView) -> None:
    """Put the tag on a digit, or take it off: the digit alone gives it to quotations."""
    view.put_on_key(view.last_key[-1:])


@action("t", title="over time", panes=[Pane.FIGURES], group="Looking", footer=True)
def next_time(view: FiguresView) -> None:
    """Count for all of the time, for each month, for each year."""
    view.next_time()


@action("d", title="what differs", panes=[Pane.CARD], footer=True)
def next_difference(view: CardView) -> None:
    """To the next two statements that seem to differ on the same matter, side by side."""
    view.next_difference(view.count)


THEMES = {
    "onrecord-dark": "light on dark, for every kind of sight",
    "onrecord-light": "dark on light, for every kind of sight",
    "ansi-dark": "your terminal's sixteen colours, on dark",
    "ansi-light": "your terminal's sixteen colours, on light",
}


@action("T", title="theme", group=LOOK)
def theme(screen: Keyed) -> None:
    """Choose the colours: dark, light, those of your terminal, or one of Textual's themes."""
    from ..screens.pick import Choice, Pick

    app = screen.reader_app
    others = sorted(name for name in app.available_themes if name not in THEMES)
    choices = [
        Choice(name, name, "as it is now" if name == app.theme else THEMES.get(name, ""))
        for name in (*THEMES, *others)
    ]
    screen.ask(Pick("Which theme?", choices), partial(setattr, app, "theme"))
