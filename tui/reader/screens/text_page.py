"""A page of text over the view: why a date, the rest of a message."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import Static

from onrecord.tui.session.literal import literal

from ..textual_internals import hand_on
from .key_order import InOrder


class TextPage(InOrder[None], ModalScreen[None]):
    """Shows a title and a text; any key that does not scroll it closes it, and does what it does.

    The text may name keys of the view below.
    """

    typing = (("escape", "leave"),)

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter,question_mark,i", "leave", "close", priority=True),
        Binding("j,down", "scroll_by(1)", "down"),
        Binding("k,up", "scroll_by(-1)", "up"),
        Binding("ctrl+d,pagedown,space", "scroll_by(12)", "page down"),
        Binding("ctrl+u,pageup", "scroll_by(-12)", "page up"),
    ]

    def __init__(self, title: str, text: Content) -> None:
        super().__init__()
        self._heading = title
        self._text = text

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(Content(literal(self._heading)), classes="-title")
            with VerticalScroll():
                yield Static(self._text)

    def pressed(self, event: Key) -> bool:
        """Scroll or leave; a key that means neither goes to the view below."""
        if super().pressed(event):
            return True
        below = self.app.screen_stack[-2]
        self.dismiss(None)
        return hand_on(Key(event.key, event.character), below)

    def action_scroll_by(self, lines: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_leave(self) -> None:
        self.dismiss(None)


def plain(lines: Iterable[str]) -> Content:
    """Return text of several lines, made literal."""
    return Content("\n".join(literal(line) for line in lines))
