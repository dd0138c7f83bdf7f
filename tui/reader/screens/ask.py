"""A question that is answered with yes or no."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from onrecord.tui.session.literal import literal

from ..textual_internals import Fronted
from .aside import Fitted
from .text_page import plain


class Ask(Fitted, Fronted, ModalScreen[bool | None]):
    """Answers with True where it is to be done; ``told`` are lines on what would come of it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y,enter", "answer(True)", "yes", priority=True),
        Binding("n,q,escape", "answer(False)", "no", priority=True),
    ]
    HINT = "y does it   n leaves it as it is"

    def __init__(self, question: str, told: Sequence[str] = ()) -> None:
        super().__init__()
        self._question = question
        self._told = told

    def compose(self) -> ComposeResult:
        with Vertical(classes="-prompt"):
            yield Static(plain([self._question]), classes="-title")
            if self._told:
                yield Static(plain(self._told))
            yield Static(Content(self.HINT), classes="-hint", id="hint")

    def action_answer(self, yes: bool) -> None:
        self.close_with(yes or None)

    def refuse(self, why: str) -> None:
        told = Content.styled(literal(f"! {why}"), "$legible-warning")
        self.query_one("#hint", Static).update(told)
