"""Where an action is: how a person comes to the pane that has it, told and gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .action import READER, Action, Pane, every

if TYPE_CHECKING:
    from ..screens.keyed import Keyed

OPENED_BY = {
    Pane.QUOTATIONS: "quotations",
    Pane.ACTORS: "actors",
    Pane.CARD: "actors",
    Pane.VERSIONS: "did_they_say_it",
    Pane.REVIEW: "review",
    Pane.CODEBOOK: "codebook",
    Pane.BESIDE: "codebook",
    Pane.TIMELINE: "timeline",
    Pane.FIGURES: "figures",
    Pane.MARKS: "marks",
    Pane.MEMOS: "memos",
    Pane.SEARCH: "search_library",
    Pane.SEARCHES: "saved_searches",
    Pane.PROBLEMS: "problems",
}
"""The views that an action opens from everywhere, and which one it is."""
NAMES = {
    Pane.ARTICLES: "the list of articles",
    Pane.ARTICLE: "the article",
    Pane.LINKS: "the links",
    Pane.CARD: "an actor's card",
    Pane.BESIDE: "the quotations beside a list",
}
"""What panes are called, where not as they are."""
FIRST = {
    Pane.CARD: "⏎ on an actor shows the card",
    Pane.BESIDE: "tab goes to the quotations",
    Pane.BOUNDARY: "B on a quotation",
}
"""What has to be done in a pane, or on the way to it, before a key has something to do."""
BY_KEY = {
    (Pane.ARTICLES, Pane.ARTICLE): "⏎ goes there",
    (Pane.ARTICLES, Pane.LINKS): "⏎ and tab go there",
    (Pane.ARTICLE, Pane.ARTICLES): "esc goes there",
    (Pane.ARTICLE, Pane.LINKS): "tab goes there",
    (Pane.LINKS, Pane.ARTICLES): "tab goes there",
    (Pane.LINKS, Pane.ARTICLE): "esc goes there",
}
"""The keys from one pane of the reader to another."""


def name(pane: Pane) -> str:
    """Return what a pane is called."""
    return NAMES.get(pane, pane.value)


def first(one: Action, pane: Pane) -> str:
    """Return what has to be done in a pane before an action has something to do, "" for nothing."""
    on_quotation = pane is Pane.ARTICLE and one.group == "Working"
    return "n goes to a quotation" if on_quotation else FIRST.get(pane, "")


def told(screen: Keyed, one: Action, pane: Pane) -> str:
    """Return the keys that lead from a screen to the pane of an action, in words."""
    if pane in READER:
        way = BY_KEY.get((screen.pane, pane), "q leaves this view")
    elif pane in OPENED_BY:
        opener = next(one for one in every() if one.id == OPENED_BY[pane])
        keys = screen.keymap.working(opener)
        way = f"{keys[0]} goes there" if keys else ""
    else:
        way = ""
    return ", ".join(part for part in (way, first(one, pane)) if part)


def go(screen: Keyed, one: Action, pane: Pane) -> None:
    """Go to the pane that has an action, and tell its key there."""
    app = screen.reader_app
    if pane in OPENED_BY:
        screen.run(next(it for it in every() if it.id == OPENED_BY[pane]))
    else:
        app.back_to_reader()
        app.reader.go_to(pane if pane in READER else Pane.ARTICLE)
    keys = "  ".join(screen.keymap.keys_of(one, pane))
    before = f"{wanted}; " if (wanted := first(one, pane)) else ""
    app.call_after_refresh(app.say, f"{before}{keys} does it: {one.help}")
