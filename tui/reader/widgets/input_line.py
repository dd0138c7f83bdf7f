"""A line that a person types in: each key is done with before the next is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from textual.events import Key, Paste
from textual.widgets import Input

from ..textual_internals import do_bound, restart_blinking

if TYPE_CHECKING:
    from ..screens.key_order import InOrder


class Field(Input):
    """Textual's line of input, on a screen of the kind ``screens/key_order.py``.

    Its keys come from the screen, which is told of every change and of ``enter`` within the key
    that did it, where Textual posts messages that later keys overtake.
    """

    def press(self, event: Key) -> bool:
        """Take a key and return whether it meant anything."""
        if event.key == "enter":
            cast("InOrder[Any]", self.screen).entered(self)
            return True
        if event.is_printable and event.character:
            restart_blinking(self)
            self.replace(event.character, *self.selection)
            return True
        return do_bound(self, event.key)

    def on_paste(self, event: Paste) -> None:
        """Put all that is pasted into the line, where Textual takes the first line of it."""
        event.prevent_default()
        event.stop()
        lines = event.text.splitlines()
        words = cast("InOrder[Any]", self.screen).pasted(lines) if len(lines) > 1 else event.text
        self.replace(words, *self.selection)

    def watch_value(self, value: str) -> None:
        """Tell the screen of what stands here now."""
        if self.is_mounted:
            cast("InOrder[Any]", self.screen).written(self)
