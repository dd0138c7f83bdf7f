"""The declaration of an action: a small function that says of itself what it is.

    @action("t", title="tag", panes=[Pane.ARTICLE], footer=True)
    def tag(screen: Reader) -> None:
        '''Give the quotation under the cursor its tags.'''

The name of the function is the action's id (for remapping), its docstring the help.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from importlib import import_module
from typing import Any, NamedTuple

MODULES = (
    "move",
    "places",
    "opening",
    "panes",
    "annotate",
    "digits",
    "decide",
    "links",
    "library",
    "external",
    "views",
)
"""Where actions are declared, in the order in which footer and help show them."""


class Pane(StrEnum):
    """Where keys go: the panes of the reader and the other views."""

    ARTICLES = "articles"
    ARTICLE = "article"
    LINKS = "links"
    QUOTATIONS = "quotations"
    ACTORS = "actors"
    CARD = "statements"
    VERSIONS = "versions"
    REVIEW = "review"
    CODEBOOK = "codebook"
    TIMELINE = "timeline"
    FIGURES = "figures"
    MARKS = "marks"
    MEMOS = "memos"
    SEARCH = "search"
    SEARCHES = "saved searches"
    PROBLEMS = "problems"
    BESIDE = "quotations beside"
    BOUNDARY = "boundaries"
    HELP = "help"


READER = (Pane.ARTICLES, Pane.ARTICLE, Pane.LINKS)
EVERYWHERE = tuple(Pane)
ANYWHERE = tuple(pane for pane in Pane if pane not in (Pane.BOUNDARY, Pane.HELP))
"""All panes but the small mode that asks for an answer first, and the help."""
LISTED = (*ANYWHERE, Pane.HELP)
"""All panes in which there is something to go along."""
VIEWS = tuple(pane for pane in ANYWHERE if pane not in READER)

Run = Callable[[Any], None]
When = Callable[[Any], bool]


class Action(NamedTuple):
    """One thing a person can do.

    ``keys`` are strokes or sequences of them (``"g g"``), ``panes`` where they work; ``footer``
    tells whether the footer shows it, always or of a screen just now, ``group`` is its heading in
    the help.  ``when`` tells of a screen whether the keys are this action's just now; while they
    are not, they do what they would do without it: what another action wants with them, or count
    where they are digits.
    ``changes`` tells that it changes the person's work: it is refused, before anything is asked,
    where nothing can be changed.
    """

    id: str
    keys: tuple[str, ...]
    title: str
    help: str
    panes: tuple[Pane, ...]
    group: str
    footer: bool | When
    run: Run
    when: When | None = None
    changes: bool = False

    def offered(self, screen: Any) -> bool:
        """Whether the footer of a screen shows it just now."""
        told = self.footer(screen) if callable(self.footer) else self.footer
        return told and (self.when is None or self.when(screen))


_ACTIONS: dict[str, Action] = {}


def action(
    *keys: str,
    title: str,
    panes: Iterable[Pane] = ANYWHERE,
    group: str = "Going",
    footer: bool | When = False,
    when: When | None = None,
    changes: bool = False,
) -> Callable[[Run], Run]:
    """Declare the function below as an action.

    Raises:
        ValueError: an action of that name is declared already.
    """

    def declare(run: Run) -> Run:
        name = run.__name__
        if name in _ACTIONS:
            raise ValueError(f"two actions are called {name}")
        told = " ".join((run.__doc__ or "").split())
        _ACTIONS[name] = Action(
            name, keys, title, told, tuple(panes), group, footer, run, when, changes
        )
        return run

    return declare


def every() -> tuple[Action, ...]:
    """Return all actions, in the order in which they are declared."""
    for name in MODULES:
        import_module(f"{__package__}.{name}")
    order = {f"{__package__}.{name}": number for number, name in enumerate(MODULES)}
    return tuple(sorted(_ACTIONS.values(), key=lambda one: order[one.run.__module__]))
