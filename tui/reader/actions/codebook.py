"""What can be done to a tag; what stands below it goes along, and one undo takes it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .action import Pane, action
from .annotate import WORK
from .digits import DIGITS

if TYPE_CHECKING:
    from ..screens.codebook import CodebookView

CODEBOOK = [Pane.CODEBOOK]


@action("m", title="memo", panes=CODEBOOK, group=WORK, footer=True)
def tag_memo(view: CodebookView) -> None:
    """Write a memo on the tag: what it is for, and what it is not."""
    view.memo()


@action("c", title="rename", panes=CODEBOOK, group=WORK, footer=True)
def rename_tag(view: CodebookView) -> None:
    """Give the tag another name, on all its quotations; an existing name asks, then merges."""
    view.rename()


@action(">", title="move", panes=CODEBOOK, group=WORK, footer=True)
def move_tag(view: CodebookView) -> None:
    """Put the tag under another one, or back to the top."""
    view.move_under()


@action("C", title="colour", panes=CODEBOOK, group=WORK, footer=True)
def recolour(view: CodebookView) -> None:
    """Give the tag a colour, shown wherever it stands; those below it have it too."""
    view.recolour()


@action("x", title="delete", panes=CODEBOOK, group=WORK, footer=True)
def delete_tag(view: CodebookView) -> None:
    """Take the tag off everything, once you have said yes."""
    view.delete()


@action(*(f"# {digit}" for digit in DIGITS), title="put on a key", panes=CODEBOOK, group=WORK)
def put_on_key(view: CodebookView) -> None:
    """Put the tag on a digit, or take it off: the digit alone gives it to quotations."""
    view.put_on_key(view.last_key[-1:])
