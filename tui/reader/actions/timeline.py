"""Getting about in time: along the timeline, and among statements that differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .action import Pane, action

if TYPE_CHECKING:
    from ..screens.card import CardView
    from ..screens.timeline import TimelineView

TIMELINE = [Pane.TIMELINE]


@action("h", "left", title="earlier", panes=TIMELINE, footer=True)
def earlier(view: TimelineView) -> None:
    """Go back in time by a day, a month or a year."""
    view.along(-view.count)


@action("l", "right", title="later", panes=TIMELINE, footer=True)
def later(view: TimelineView) -> None:
    """Go on in time by a day, a month or a year."""
    view.along(view.count)


@action("O", title="by whom", panes=TIMELINE, group="Looking", footer=True)
def timeline_by(view: TimelineView) -> None:
    """Show it by time, by speaker, by tag."""
    view.next_way()


@action("d", title="what differs", panes=[Pane.CARD], footer=True)
def next_difference(view: CardView) -> None:
    """To the next two statements that seem to differ on the same matter, side by side."""
    view.next_difference(view.count)
