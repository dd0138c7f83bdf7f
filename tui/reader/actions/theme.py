"""How it looks: the theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .action import action
from .library import LOOK

if TYPE_CHECKING:
    from ..screens.keyed import Keyed

TOLD = {
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
    others = sorted(name for name in app.available_themes if name not in TOLD)
    choices = [
        Choice(name, name, "as it is now" if name == app.theme else TOLD.get(name, ""))
        for name in (*TOLD, *others)
    ]

    def answered(name: str | None) -> None:
        if name is not None:
            app.theme = name

    app.push_screen(Pick("Which theme?", choices), answered)
