"""Widgets that know how they look until style sheets are applied again.

Textual puts a style together of all that a widget lies in, each time it is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.style import Style
    from textual.widget import Widget
else:
    Widget = object  # a widget has the style sheet of its first base that is one


class Styled(Widget):
    """See the module.  Stands before the widgets among the bases."""

    _own_style: Style | None = None

    @property
    def rich_style(self) -> Style:
        """The style of the widget itself."""
        if self._own_style is None:
            self._own_style = super().rich_style
        return self._own_style

    def notify_style_update(self) -> None:
        """Forget what it looked like."""
        self._own_style = None
        super().notify_style_update()
