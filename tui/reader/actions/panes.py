"""Room on the screen: panes wider and narrower, one of them alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .action import READER, action

if TYPE_CHECKING:
    from ..screens.reader import Reader

LOOK = "Looking"


def _widen(reader: Reader, step: int) -> None:
    from ..screens.ui_state import STEP

    if reader.has_class("-folded"):
        reader.say("One pane has the whole width here: tab goes to the next one.")
    elif not reader.widen(step * (reader.count if reader.counted else STEP)):
        reader.say("There is no more room for that." if step > 0 else "It gets no narrower.")


@action(">", "ctrl+right", title="wider", panes=READER, group=LOOK)
def wider(reader: Reader) -> None:
    """Make the pane wider, by four columns or by as many as the number typed before."""
    _widen(reader, 1)


@action("<", "ctrl+left", title="narrower", panes=READER, group=LOOK)
def narrower(reader: Reader) -> None:
    """Make the pane narrower, by four columns or by as many as the number typed before."""
    _widen(reader, -1)


@action("=", title="usual widths", panes=READER, group=LOOK)
def usual_widths(reader: Reader) -> None:
    """Give all panes their usual widths again."""
    from ..screens.ui_state import Sizes

    reader.sizes, reader.maximised = Sizes(), False
    reader.fold()


@action("z", title="maximise", panes=READER, group=LOOK)
def maximise(reader: Reader) -> None:
    """Give the pane the whole width, or show the others again."""
    from ..widgets.containers import FOLD

    if reader.app.size.width < FOLD:
        reader.say(f"There is room for one pane only: two take {FOLD} columns.")
        return
    reader.maximised = not reader.maximised
    reader.fold()
