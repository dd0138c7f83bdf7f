"""Decisions on what the machine found: of what kind it is, where it begins and ends."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from onrecord.analysis.types import QuotationKind

from .action import Pane, action
from .annotate import QUOTED, WORK, about, chosen_or_said, draw, kind_choices, one_or_said

if TYPE_CHECKING:
    from onrecord.tui.session.boundaries import Boundary

    from ..screens.boundary import BoundaryScreen
    from ..screens.keyed import Keyed
    from ..screens.review import ReviewView

REVIEW = [Pane.REVIEW]
BOUNDARY = [Pane.BOUNDARY]
MOVING = "Moving an end"


@action("y", title="accept", panes=REVIEW, group=WORK, footer=True, changes=True)
def accept(view: ReviewView) -> None:
    """It is right: words and speaker stay as they are, and so does work that no longer applies."""
    view.accept()


@action("x", title="reject", panes=REVIEW, group=WORK, footer=True, changes=True)
def drop(view: ReviewView) -> None:
    """It is not a quotation: take it out; work that no longer applies is discarded."""
    view.drop()


@action("n", title="skip", panes=REVIEW, group=WORK, footer=True)
def skip(view: ReviewView) -> None:
    """To the next one, this one as it is."""
    view.move(view.count)


@action("p", title="back one", panes=REVIEW, group=WORK, footer=True)
def skip_back(view: ReviewView) -> None:
    """To the one before, answered or not."""
    view.move(-view.count)


@action("B", title="boundaries", panes=QUOTED, group=WORK, changes=True)
def boundaries(screen: Keyed) -> None:
    """Move where the quotation under the cursor begins and ends, by word, clause and sentence."""
    from ..screens.boundary import BoundaryScreen

    if (quoted := one_or_said(screen)) is None:
        return
    session = screen.session
    found = session.findings(quoted.article)

    text = session.article(quoted.article).text
    screen.ask_to_do(
        BoundaryScreen(quoted, text, found.sentences if found else ()),
        lambda span: draw(
            screen,
            quoted.article,
            lambda notebook: notebook.quotations.respan(quoted, *span),
            (quoted.start, quoted.end),
        ),
    )


@action("c", title="kind", panes=QUOTED, group=WORK, changes=True)
def kind(screen: Keyed) -> None:
    """Say of what kind the quotation is: direct, indirect or mixed."""
    from ..screens.pick import Pick

    if not (chosen := chosen_or_said(screen)):
        return
    now = chosen[0].kind if len({quoted.kind for quoted in chosen}) == 1 else None
    others = [kind for kind in QuotationKind if kind is not now]

    def answered(picked: str) -> None:
        screen.change(lambda notebook: notebook.quotations.rekind(chosen, QuotationKind(picked)))

    title = f"Of what kind is {about(screen, chosen)}?"
    screen.ask_to_do(Pick(title, kind_choices(others)), answered)


# -- the boundary mode ---------------------------------------------------------------------------


@action("enter", title="take", panes=BOUNDARY, group=MOVING, footer=True)
def take_boundaries(screen: BoundaryScreen) -> None:
    """Take the quotation as it is marked now; esc leaves it as it was."""
    screen.take()


@action("/", title="to words", panes=BOUNDARY, group=MOVING)
def end_to_words(screen: BoundaryScreen) -> None:
    """Move the end to words that you type, the next ones in the text."""
    from onrecord.tui.session.changes import NotDone

    from ..screens.pick import Prompt

    def answered(words: str) -> None:
        if words.strip() and not screen.boundary.to(words):
            raise NotDone(f"“{words.strip()}” does not stand where this end can go")
        screen.moved()

    screen.ask_to_do(Prompt("To which words?", "", "words of the article"), answered)


def _moves(
    name: str, keys: str, title: str, told: str, footer: bool, go: Callable[[Boundary, int], object]
) -> None:
    """Declare what moves an end by a number of steps."""

    def run(screen: BoundaryScreen) -> None:
        go(screen.boundary, screen.count)
        screen.moved()

    run.__name__, run.__doc__ = name, told
    action(*keys.split(), title=title, panes=BOUNDARY, group=MOVING, footer=footer)(run)


# fmt: off
for moving in (
    ("end_back", "h left", "word back", "Move the end back by a word or a mark.",
     True, lambda it, steps: it.words(-steps)),
    ("end_on", "l right", "word on", "Move the end on by a word or a mark.",
     True, lambda it, steps: it.words(steps)),
    ("clause_back", "H", "clause back", "Move the end back to a mark of punctuation.",
     True, lambda it, steps: it.clauses(-steps)),
    ("clause_on", "L", "clause on", "Move the end on to a mark of punctuation.",
     True, lambda it, steps: it.clauses(steps)),
    ("end_sentence_back", "(", "sentence back",
     "Move the end back to where a sentence begins or ends.",
     False, lambda it, steps: it.sentences(-steps)),
    ("end_sentence_on", ")", "sentence on", "Move the end on to where a sentence begins or ends.",
     False, lambda it, steps: it.sentences(steps)),
    ("move_other_end", "o tab", "other end", "Move the other end from now on.",
     True, lambda it, _: it.swap()),
    ("snap_to_marks", '"', "to the marks",
     "To the quotation marks around it; once more, to the words inside them.",
     True, lambda it, _: it.snap_to_marks()),
    ("snap_to_sentences", "s", "whole sentence", "Widen it to the whole of its sentences.",
     True, lambda it, _: it.snap_to_sentences()),
    ("as_it_was", "r", "as it was", "Put both ends back to where they were.",
     False, lambda it, _: it.reset()),
):
    _moves(*moving)
# fmt: on
