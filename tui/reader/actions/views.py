"""The other views, each behind ``g`` and a letter, and what can be done in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .action import ANYWHERE, VIEWS, Pane, action
from .annotate import WORK
from .digits import DIGITS
from .library import LOOK

if TYPE_CHECKING:
    from ..screens.actors import ActorsView
    from ..screens.card import CardView
    from ..screens.codebook import CodebookView
    from ..screens.figures import FiguresView
    from ..screens.keyed import Keyed
    from ..screens.memos import MemosView
    from ..screens.problems import ProblemsView
    from ..screens.quotations import QuotationsView
    from ..screens.search import SearchView
    from ..screens.searches import SearchesView
    from ..screens.threefold import Threefold
    from ..screens.timeline import TimelineView
    from ..screens.view import View

VIEWING = "Views"
LISTS = (Pane.QUOTATIONS, Pane.CARD, Pane.BESIDE, Pane.SEARCH, Pane.ACTORS)
NARROWED = (
    Pane.QUOTATIONS,
    Pane.ACTORS,
    Pane.CODEBOOK,
    Pane.TIMELINE,
    Pane.MEMOS,
    Pane.HELP,
    Pane.FIGURES,
    Pane.PROBLEMS,
)


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


@action("g n", title="memos", panes=ANYWHERE, group=VIEWING)
def memos(screen: Keyed) -> None:
    """Every memo, on quotations, articles, actors and tags: search them, go there, change them."""
    from ..screens.memos import MemosView

    screen.app.push_screen(MemosView())


@action("m", title="memo", panes=[Pane.MEMOS], group=WORK, footer=True)
def edit_memo(view: MemosView) -> None:
    """Write the memo under the cursor anew; an empty one takes it away."""
    view.edit()


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


@action("g w", title="who is quoted", panes=ANYWHERE, group=VIEWING)
def figures(screen: Keyed) -> None:
    """Who is quoted how much: by speaker, gender, source, tag, over time, with shares."""
    from ..screens.figures import FiguresView

    screen.app.push_screen(FiguresView())


@action("g p", title="problems", panes=ANYWHERE, group=VIEWING)
def problems(screen: Keyed) -> None:
    """What could not be read or analysed: each with its whole reason and what to do about it."""
    from ..screens.problems import ProblemsView

    screen.app.push_screen(ProblemsView())


@action("o", title="open file", panes=[Pane.PROBLEMS], group="Working", footer=True)
def open_problem(view: ProblemsView) -> None:
    """Open the file in its own program, or in the editor."""
    view.open_file()


@action("r", title="try again", panes=[Pane.PROBLEMS], group="Working", footer=True)
def retry(view: ProblemsView) -> None:
    """Read the file again, or analyse the article again."""
    view.retry()


@action("enter", "l", "right", title="open", panes=(*VIEWS, Pane.HELP), footer=True)
def open_row(view: View) -> None:
    """Open the row: the passage in its article, the card, the quotations; in the help, do it."""
    view.open()


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
    view.front.toggle_mark()
    view.show_head()


@action("V", title="mark all", panes=LISTS, group="Working")
def mark_all(view: View) -> None:
    """Mark every row, or none."""
    view.front.mark_all()
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


@action("a", title="new tag", panes=[Pane.CODEBOOK], group=WORK, footer=True)
def new_tag(view: CodebookView) -> None:
    """Put a new tag into the codebook, or several; a/b is a tag under a."""
    view.add()


@action("i", title="read a codebook", panes=[Pane.CODEBOOK], group=WORK)
def read_codebook(view: CodebookView) -> None:
    """Take a codebook over from a table (.csv) or another program (.qdc); e writes one."""
    view.read_in()


@action("m", title="memo", panes=[Pane.CODEBOOK], group=WORK, footer=True)
def tag_memo(view: CodebookView) -> None:
    """Write a memo on the tag: what it is for, and what it is not."""
    view.memo()


@action("c", title="rename", panes=[Pane.CODEBOOK], group=WORK, footer=True)
def rename_tag(view: CodebookView) -> None:
    """Give the tag another name, on all its quotations; an existing name asks, then merges."""
    view.rename()


@action(">", title="move", panes=[Pane.CODEBOOK], group=WORK, footer=True)
def move_tag(view: CodebookView) -> None:
    """Put the tag under another one, or back to the top."""
    view.move_under()


@action("C", title="colour", panes=[Pane.CODEBOOK], group=WORK, footer=True)
def recolour(view: CodebookView) -> None:
    """Give the tag a colour, shown wherever it stands; those below it have it too."""
    view.recolour()


@action("x", title="delete", panes=[Pane.CODEBOOK], group=WORK, footer=True)
def delete_tag(view: CodebookView) -> None:
    """Take the tag off everything, once you have said yes."""
    view.delete()


@action(
    *(f"# {digit}" for digit in DIGITS), title="put on a key", panes=[Pane.CODEBOOK], group=WORK
)
def put_on_key(view: CodebookView) -> None:
    """Put the tag on a digit, or take it off: the digit alone gives it to quotations."""
    view.put_on_key(view.last_key[-1:])


@action("h", "left", title="earlier", panes=[Pane.TIMELINE], footer=True)
def earlier(view: TimelineView) -> None:
    """Go back in time by a day, a month or a year."""
    view.along(-view.count)


@action("l", "right", title="later", panes=[Pane.TIMELINE], footer=True)
def later(view: TimelineView) -> None:
    """Go on in time by a day, a month or a year."""
    view.along(view.count)


@action("O", title="by whom", panes=[Pane.TIMELINE], group="Looking", footer=True)
def timeline_by(view: TimelineView) -> None:
    """Show it by time, by speaker, by tag."""
    view.next_way()


@action("h", "left", title="by the one before", panes=[Pane.FIGURES])
def count_by_before(view: FiguresView) -> None:
    """Count by what stands before in the line above: speaker, gender, role and so on."""
    view.along(-view.count)


@action("l", "right", title="by", panes=[Pane.FIGURES], footer=True)
def count_by_next(view: FiguresView) -> None:
    """Count by what comes next in the line above: speaker, gender, role and so on."""
    view.along(view.count)


@action("O", title="count", panes=[Pane.FIGURES], group="Looking", footer=True)
def next_count(view: FiguresView) -> None:
    """Count quotations, words, or articles."""
    view.next_count()


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

    def answered(name: str | None) -> None:
        if name is not None:
            app.theme = name

    app.push_screen(Pick("Which theme?", choices), answered)
