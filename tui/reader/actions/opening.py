"""The other views, each behind ``g`` and a letter."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from .action import action
from .annotate import no_quotation

if TYPE_CHECKING:
    from ..screens.keyed import Keyed

VIEWING = "Views"


def _opens(name: str, key: str, title: str, view: str, told: str) -> None:
    """Declare what opens a view: ``module.Class``, imported when it is asked for."""

    def run(screen: Keyed) -> None:
        module, kind = view.split(".")
        found = import_module(f"...screens.{module}", __name__)
        screen.reader_app.kept_views.open(getattr(found, kind))

    run.__name__, run.__doc__ = name, told
    action(key, title=title, group=VIEWING)(run)


# fmt: off
for opened in (
    ("marks", "g m", "marks", "marks.MarksView",
     "Every mark with the words that it holds; enter goes there, x takes it away."),
    ("quotations", "g q", "quotations", "quotations.QuotationsView",
     "Every quotation of the library as one list: narrow it, order it, act on many."),
    ("actors", "g a", "actors", "actors.ActorsView",
     "Every actor of the library; enter shows a card with their statements in time."),
    ("did_they_say_it", "g d", "did they say it?", "check.CheckView",
     "Look for words in every article: verbatim, in part, altered, or not there."),
    ("codebook", "g c", "codebook", "codebook.CodebookView",
     "The tree of tags, with counts, memos and colours; rename, merge, move and delete them."),
    ("memos", "g n", "memos", "memos.MemosView",
     "Every memo, on quotations, articles, actors and tags: search them, go there, change them."),
    ("review", "g r", "review", "review.ReviewView",
     "Work of yours that no longer applies, and quotations the machine was unsure of."),
    ("timeline", "g t", "timeline", "timeline.TimelineView",
     "How much was written and said, when, by whom and about what."),
    ("figures", "g w", "who is quoted", "figures.FiguresView",
     "Who is quoted how much: by speaker, gender, source, tag, over time, with shares."),
    ("search_library", "g /", "search everywhere", "search.SearchView",
     "Search every text of the library while you type; enter opens the place, n the next one."),
    ("saved_searches", "g f", "saved searches", "searches.SearchesView",
     "The searches that you keep by name: enter looks again, c renames, x forgets."),
    ("problems", "g p", "problems", "problems.ProblemsView",
     "What could not be read or analysed: each with its whole reason and what to do about it."),
):
    _opens(*opened)
# fmt: on


@action("g s", title="same statement", group=VIEWING)
def same_statement(screen: Keyed) -> None:
    """All versions of the statement under the cursor, word by word, oldest first."""
    from ..screens.versions import VersionsView

    if found := screen.under_cursor():
        screen.app.push_screen(VersionsView(found[0]))
    else:
        no_quotation(screen)
