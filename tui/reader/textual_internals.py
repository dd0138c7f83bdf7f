"""Everything that touches Textual's inside: what it is for, what it gives, what would replace it.

No other module uses a name of Textual's that begins with an underscore, or imports one
(``tests/house/test_textual_fence.py``).  Textual's minor version is pinned in ``pyproject.toml``
while this module is here; ``docs/speed.md`` tells how the figures were measured.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from functools import partial

from textual._context import NoActiveAppError
from textual.events import Callback, Timer, Unmount
from textual.message import Message
from textual.message_pump import MessagePump
from textual.messages import InvokeLater

# -- leaving ---------------------------------------------------------------------------------------

_LATER = (Callback, Timer, InvokeLater)
"""What brings calls that were put off."""

Handlers = Iterable[tuple[type, Callable[[Message], Awaitable[object]]]]


class WhileOpen(MessagePump):
    """An application, a screen or a widget whose own handlers are called while it is there.

    Textual goes on handing out messages when the application leaves and when a screen goes: a
    screen is told that it is mounted though nothing was mounted in it, an application gets a
    message though all its screens are gone.  From then on only Textual's own handlers are called,
    which tidy up, and ``on_unmount``.  Calls that were put off are not made.

    In place of a check in every handler.  To file upstream: "Screen.on_mount is called after
    App.exit() although compose() was not mounted (NoMatches, MountError)".
    """

    @property
    def going(self) -> bool:
        """Whether it, or the application, is on its way out or has not begun."""
        try:
            app = self.app
        except NoActiveAppError:
            return True
        over = app._exit or app._closing or not app._running
        return over or self._closing or bool(getattr(self, "_pruning", False))

    def _get_dispatch_methods(self, method_name: str, message: Message) -> Handlers:
        found: Handlers = super()._get_dispatch_methods(method_name, message)
        if isinstance(message, Unmount) or not self.going:
            return found
        if isinstance(message, _LATER) and not _of_textual(message.callback):
            return ()
        return (one for one in found if _of_textual(one[0]))


def _of_textual(called: object) -> bool:
    while isinstance(called, partial):
        called = called.func
    return (getattr(called, "__module__", None) or "").startswith("textual.")
