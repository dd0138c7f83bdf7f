"""Choose one thing from a list by typing some of it, or give it as typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import ClassVar

from rich.style import Style
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static

from onrecord.store.errors import StoreError
from onrecord.tui.session.literal import literal

from ..widgets.choices import Choices
from ..widgets.input_line import Field
from .aside import Aside
from .key_order import InOrder


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to pick: what comes back, what is shown, what is said of it."""

    value: str
    text: str
    detail: str = ""


def ranked(choices: Sequence[Choice], typed: str) -> list[Choice]:
    """Return the choices that hold all the words typed; those that begin with them first."""
    words = typed.casefold().split()
    if not words:
        return list(choices)
    found = [c for c in choices if all(word in c.text.casefold() for word in words)]
    first = words[0]
    return sorted(
        found, key=lambda c: not any(p.startswith(first) for p in c.text.casefold().split())
    )


Check = Callable[[str], object]
"""What raises an error where an answer cannot be; its ``proposal``, if any, is one that can."""


class Prompt(Aside, InOrder[str | None], ModalScreen[str | None]):
    """The frame of every prompt: a title, a line of input, choices, a line of help.

    What ``check`` refuses is no answer.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "leave", priority=True),
        Binding("down,ctrl+n", "step(1)", "next", priority=True),
        Binding("up,ctrl+p", "step(-1)", "previous", priority=True),
    ]
    HINT = "⏎ takes it   ↑ ↓ chooses   esc leaves"
    PLAIN_HINT = "⏎ takes it   esc leaves"
    """What is told where there is nothing to choose from."""

    def __init__(
        self, title: str, value: str = "", placeholder: str = "", check: Check = str
    ) -> None:
        super().__init__()
        self._heading = title
        self._begun_with = value
        self._placeholder = placeholder
        self._check = check

    def compose(self) -> ComposeResult:
        with Vertical(classes="-prompt"):
            yield Static(Content(literal(self._heading)), classes="-title")
            yield Field(self._begun_with, placeholder=self._placeholder, select_on_focus=False)
            yield Choices()
            yield Static(Content(self.HINT), classes="-hint", id="hint")

    def on_mount(self) -> None:
        self.attend(self.query_one(Field))
        self.offer(self._begun_with)

    def offer(self, typed: str) -> None:
        """Offer what fits what is typed; a prompt without choices offers nothing."""
        self.choices.offer([])
        self.choices.display = False
        self.query_one("#hint", Static).update(Content(self.PLAIN_HINT))

    @property
    def choices(self) -> Choices:
        """The list below the input."""
        return self.query_one(Choices)

    @property
    def typed(self) -> str:
        """What stands in the input."""
        return self.query_one(Field).value

    def written(self, field: Field) -> None:
        self.offer(field.value)

    def entered(self, field: Field) -> None:
        self.take()

    def take(self) -> None:
        self.answer(self.typed)

    def answer(self, said: str) -> None:
        """Answer, or stay and say why that cannot be."""
        try:
            self._check(said)
        except (ValueError, StoreError) as error:
            self.refuse(str(error), getattr(error, "proposal", ""))
        else:
            self.close_with(said)

    def refuse(self, why: str, proposal: str = "") -> None:
        """Say what is wrong; a proposal stands in the line then, for enter to take."""
        if proposal:
            box = self.query_one(Field)
            box.value, box.cursor_position = proposal, len(proposal)
        told = f"! {why}{', ⏎ takes it' if proposal else ''}"
        hint = self.query_one("#hint", Static)
        hint.update(Content.styled(literal(told), "$legible-warning"))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.choices.highlighted = event.option_index
        self.take()

    def action_step(self, rows: int) -> None:
        self.choices.step(rows)

    def action_leave(self) -> None:
        self.dismiss(None)


class Pick(Prompt):
    """Answers with the value of the choice, or with what was typed where ``free``.

    ``styles`` are how the texts of some values are shown.
    """

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice],
        free: str = "",
        placeholder: str = "",
        styles: Mapping[str, Style] = MappingProxyType({}),
        check: Check = str,
    ) -> None:
        super().__init__(title, placeholder=placeholder, check=check)
        self._all = choices
        self._styles = styles
        self._free = free
        self._offered: list[Choice] = []

    def offer(self, typed: str) -> None:
        """Offer the choices that fit, and the words themselves where they may be anything."""
        self._offered = ranked(self._all, typed)
        if self._free and typed.strip():
            self._offered.append(Choice(typed.strip(), typed.strip(), self._free))
        styles = [self._styles.get(c.value, Style.null()) for c in self._offered]
        self.choices.offer([(c.text, c.detail) for c in self._offered], styles=styles)

    def take(self) -> None:
        """Answer with what is highlighted."""
        index = self.choices.highlighted
        if index is not None and index < len(self._offered):
            self.answer(self._offered[index].value)
