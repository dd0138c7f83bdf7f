"""Decisions on what the machine found: of what kind it is, where it begins and ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.analysis.types import QuotationKind

from .action import Pane, action
from .annotate import QUOTED, WORK, about, chosen_or_said, kind_choices

if TYPE_CHECKING:
    from ..screens.boundary import BoundaryScreen
    from ..screens.keyed import Keyed
    from ..screens.review import ReviewView

REVIEW = [Pane.REVIEW]
BOUNDARY = [Pane.BOUNDARY]
MOVING = "Moving an end"


@action("n", title="skip", panes=REVIEW, group=WORK, footer=True)
def skip(view: ReviewView) -> None:
    """To the next one, this one as it is."""
    view.move(view.count)


@action("p", title="back one", panes=REVIEW, group=WORK, footer=True)
def skip_back(view: ReviewView) -> None:
    """To the one before, answered or not."""
    view.move(-view.count)


@action("B", title="boundaries", panes=QUOTED, group=WORK)
def boundaries(screen: Keyed) -> None:
    """Move where the quotation begins and ends, by word, clause and sentence."""
    from ..screens.boundary import BoundaryScreen

    if not (chosen := chosen_or_said(screen)):
        return
    quoted, session = chosen[0], screen.session
    found = session.findings(quoted.article)

    text = session.article(quoted.article).text
    screen.ask(
        BoundaryScreen(quoted, text, found.sentences if found else ()),
        lambda span: screen.change(lambda notebook: notebook.quotations.respan(quoted, *span)),
    )


@action("c", title="kind", panes=QUOTED, group=WORK)
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
    screen.ask(Pick(title, kind_choices(others)), answered)


# -- the boundary mode ---------------------------------------------------------------------------


@action("h", "left", title="word back", panes=BOUNDARY, group=MOVING, footer=True)
def end_back(screen: BoundaryScreen) -> None:
    """Move the end back by a word or a mark."""
    screen.boundary.words(-screen.count)
    screen.moved()


@action("l", "right", title="word on", panes=BOUNDARY, group=MOVING, footer=True)
def end_on(screen: BoundaryScreen) -> None:
    """Move the end on by a word or a mark."""
    screen.boundary.words(screen.count)
    screen.moved()


@action("H", title="clause back", panes=BOUNDARY, group=MOVING, footer=True)
def clause_back(screen: BoundaryScreen) -> None:
    """Move the end back to a mark of punctuation."""
    screen.boundary.clauses(-screen.count)
    screen.moved()


@action("L", title="clause on", panes=BOUNDARY, group=MOVING, footer=True)
def clause_on(screen: BoundaryScreen) -> None:
    """Move the end on to a mark of punctuation."""
    screen.boundary.clauses(screen.count)
    screen.moved()


@action("(", title="sentence back", panes=BOUNDARY, group=MOVING)
def end_sentence_back(screen: BoundaryScreen) -> None:
    """Move the end back to where a sentence begins or ends."""
    screen.boundary.sentences(-screen.count)
    screen.moved()


@action(")", title="sentence on", panes=BOUNDARY, group=MOVING)
def end_sentence_on(screen: BoundaryScreen) -> None:
    """Move the end on to where a sentence begins or ends."""
    screen.boundary.sentences(screen.count)
    screen.moved()


@action("o", "tab", title="other end", panes=BOUNDARY, group=MOVING, footer=True)
def move_other_end(screen: BoundaryScreen) -> None:
    """Move the other end from now on."""
    screen.boundary.swap()
    screen.moved()


@action('"', title="to the marks", panes=BOUNDARY, group=MOVING, footer=True)
def snap_to_marks(screen: BoundaryScreen) -> None:
    """To the quotation marks around it; once more, to the words inside them."""
    screen.boundary.snap_to_marks()
    screen.moved()


@action("s", title="whole sentence", panes=BOUNDARY, group=MOVING, footer=True)
def snap_to_sentences(screen: BoundaryScreen) -> None:
    """Widen it to the whole of its sentences."""
    screen.boundary.snap_to_sentences()
    screen.moved()


@action("r", title="as it was", panes=BOUNDARY, group=MOVING)
def as_it_was(screen: BoundaryScreen) -> None:
    """Put both ends back to where they were."""
    screen.boundary.reset()
    screen.moved()


@action("enter", title="take", panes=BOUNDARY, group=MOVING, footer=True)
def take_boundaries(screen: BoundaryScreen) -> None:
    """Take the quotation as it is marked now; esc leaves it as it was."""
    screen.take()
