"""Places: going to anything in sight by its letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .action import ANYWHERE, action

if TYPE_CHECKING:
    from ..screens.keyed import Keyed


@action("f", title="jump", panes=ANYWHERE)
def jump(screen: Keyed) -> None:
    """Show letters on everything in sight; typing them goes there, or follows the link."""
    from ..screens.jump import Jump, in_sight
    from ..widgets.hints import Hint

    targets = in_sight(screen)
    if not targets:
        screen.say("There is nothing to jump to here.")
        return

    def answered(hint: Hint | None) -> None:
        if hint is not None:
            hint.go()

    screen.app.push_screen(Jump(targets), answered)
