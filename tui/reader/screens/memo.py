"""A memo of several lines."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from onrecord.tui.session.literal import literal

from ..textual_internals import Fronted
from .aside import Aside


class Writing(Aside, Fronted, ModalScreen[str | None]):
    """Answers with the text when it is saved, with None when it is left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,ctrl+enter", "save", "save", priority=True),
        Binding("escape", "leave", "leave", priority=True),
    ]
    HINT = "ctrl+s saves   esc leaves"

    def __init__(self, title: str, about: str, text: str) -> None:
        super().__init__()
        self._heading = title
        self._about = about
        self._text = text
        self._asked = False

    def compose(self) -> ComposeResult:
        with Vertical(classes="-prompt"):
            yield Static(Content(literal(self._heading)), classes="-title")
            if self._about:
                yield Static(Content(literal(self._about)), classes="-about")
            yield TextArea(
                self._text, soft_wrap=True, show_line_numbers=False, tab_behavior="focus"
            )
            yield Static(Content(self.HINT), classes="-hint", id="hint")

    def on_mount(self) -> None:
        """Begin at the end of what is written."""
        box = self.query_one(TextArea)
        box.focus()
        box.move_cursor(box.document.end)

    def action_save(self) -> None:
        """Answer with what is written, once the keys on their way to the editor are in it."""
        self.query_one(TextArea).call_later(self._answer)

    def _answer(self) -> None:
        self.close_with(self.query_one(TextArea).text.strip())

    def action_leave(self) -> None:
        """Leave, but ask once where something would be lost."""
        if self._asked or self.query_one(TextArea).text == self._text:
            self.dismiss(None)
            return
        self._asked = True
        self._warn("not saved: ctrl+s saves it, esc again throws it away")

    def refuse(self, why: str) -> None:
        self._asked = False
        self._warn(f"not saved: {why}")

    def _warn(self, told: str) -> None:
        hint = self.query_one("#hint", Static)
        hint.update(Content.styled(literal(f"! {told}"), "$legible-warning"))

    def on_text_area_changed(self) -> None:
        """Ask again once more has been written."""
        self._asked = False
