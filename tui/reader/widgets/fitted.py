"""Widgets that take in another size in the layout that gives it to them.

Textual tells a widget of its size three times: it asks for another layout (what is scrolled has
another size), has it painted again, and sends it an event, for which a task wakes up.  None of
that is needed by a widget that is painted with the layout and does what it has to before that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.events import Resize

if TYPE_CHECKING:
    from textual.geometry import Size
    from textual.message import Message
    from textual.widget import Widget
else:
    Widget = object  # a widget has the style sheet of its first base that is one


class Fitted(Widget):
    """See the module.  Stands first among the bases; ``fit`` takes the place of ``on_resize``."""

    def fit(self) -> None:
        """Lay everything out at the size there is by now."""

    def _size_updated(
        self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True
    ) -> bool:
        was = self._size
        told = super()._size_updated(size, virtual_size, container_size, layout=False)
        if size != was:
            self.fit()
            self._repaint_required = False
            self._repaint_regions.clear()
        return told

    def check_message_enabled(self, message: Message) -> bool:
        """Leave out that the size is another one."""
        return not isinstance(message, Resize) and super().check_message_enabled(message)
