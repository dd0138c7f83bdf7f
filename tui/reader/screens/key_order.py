"""A screen that takes keys in the order in which they are typed, however fast.

Textual puts a key into the queue of what has the focus, lets it rise through the queues of
containers to that of the application, and moves the focus by messages: of ``/lock``, enter and
``j`` typed ahead, each may find another one at work.  Here keys go to the screen, and what has the
focus, what is written and which screen is in front are known when the next key is looked at.
"""

from __future__ import annotations

from weakref import WeakSet

from textual.events import Key
from textual.screen import Screen
from textual.widget import Widget

from ..textual_internals import Answer, Fronted, acting_as, do_bound, do_bound_to_all, hand_on
from ..widgets.input_line import Field


class InOrder(Fronted, Screen[Answer]):
    """A screen that keeps the order; those with a :class:`Field` are of this kind."""

    def __init__(self) -> None:
        super().__init__()
        self._refused: WeakSet[Key] = WeakSet()  # keys that meant nothing, on their way to others

    def take_key(self, event: Key) -> bool:
        """Take a key at once, past the queues, and return whether it meant anything.

        While anything waits that came before it, it waits too, and what it means is seen then.
        """
        if not self.is_mounted or self.message_queue_size:
            return hand_on(event, self)
        with acting_as(self):
            if self.pressed(event):
                return True
        self._refused.add(event)
        return False

    async def on_key(self, event: Key) -> None:
        """Take a key that waited; if the screen has been left by then, pass it on.

        One that meant nothing when it came belongs to nothing that a later key has opened.
        """
        left, refused = self.app.screen is not self, event in self._refused
        if left and not refused:
            hand_on(Key(event.key, event.character), self.app.screen)
        elif not left and (refused or not await self._in_its_turn(event)):
            return  # the application may have a use for it
        event.stop()
        event.prevent_default()

    async def _in_its_turn(self, event: Key) -> bool:
        """Do what a key means, here or to the whole application."""
        return self.pressed(event) or await do_bound_to_all(self.app, event.key)

    def pressed(self, event: Key) -> bool:
        """Do what a key means, if it means anything: to the screen, or where a person types."""
        field = self.focused
        return do_bound(self, event.key) or (isinstance(field, Field) and field.press(event))

    def attend(self, widget: Widget) -> None:
        """Give a widget the focus, for the very next key."""
        self.set_focus(widget, scroll_visible=False)

    def written(self, field: Field) -> None:
        """Take in what stands in a line now."""

    def entered(self, field: Field) -> None:
        """Take what stands in a line."""

    def pasted(self, lines: list[str]) -> str:
        """Return lines as one, where a person pastes them into a line of input."""
        return " ".join(" ".join(lines).split())
