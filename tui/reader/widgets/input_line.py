"""A line that a person types in: each key is done with before the next is looked at."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, cast

from textual import actions
from textual.actions import SkipAction
from textual.dom import DOMNode
from textual.events import Event, Key
from textual.widgets import Input

if TYPE_CHECKING:
    from ..screens.key_order import InOrder


def do_bound(node: DOMNode, key: str) -> bool:
    """Do what a key is bound to on a widget, at once; return whether it is bound to anything."""
    for binding in node._bindings.key_to_bindings.get(key, ()):
        elsewhere, name, given = actions.parse(binding.action)
        if not elsewhere:
            with suppress(SkipAction):  # there is nothing to copy: the key is somebody else's
                getattr(node, f"action_{name}")(*given)
                return True
    return False


class Field(Input):
    """Textual's line of input, on a screen of the kind ``screens/inorder.py``.

    Its keys come from the screen, which is told of every change and of ``enter`` within the key
    that did it, where Textual posts messages that later keys overtake.
    """

    def press(self, event: Key) -> bool:
        """Take a key and return whether it meant anything."""
        if event.key == "enter":
            cast("InOrder[Any]", self.screen).entered(self)
            return True
        if event.is_printable and event.character:
            self._restart_blink()
            self.replace(event.character, *self.selection)
            return True
        return do_bound(self, event.key)

    def _watch_value(self, value: str) -> None:
        super()._watch_value(value)
        if self.is_mounted:
            cast("InOrder[Any]", self.screen).written(self)

    def _forward_event(self, event: Event) -> None:
        if isinstance(event, Key):
            self.screen._forward_event(event)
        else:
            super()._forward_event(event)
