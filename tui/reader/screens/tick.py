"""Tick some things of a list and give them a name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import OptionList

from .pick import Choice, Prompt

ON, OFF = "✓ ", "· "


class Tick(Prompt):
    """Answers with the name typed; ``ticked`` then holds the values that were ticked, in order.

    ``wrong`` is asked before the answer is given: it gets the name and the ticked values and
    returns what is wrong with them, or "".
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "tick", "tick", priority=True),
    ]
    HINT = "↑ ↓ goes   tab ticks or leaves out   ⏎ does it   esc leaves"

    def __init__(
        self,
        title: str,
        name: str,
        choices: Sequence[Choice],
        ticked: Iterable[str] = (),
        wrong: Callable[[str, Sequence[str]], str] = lambda name, ticked: "",
    ) -> None:
        super().__init__(title, name, "name")
        self._all = choices
        self._on = set(ticked)
        self._wrong = wrong

    @property
    def ticked(self) -> list[str]:
        """The values that are ticked, in the order of the choices."""
        return [choice.value for choice in self._all if choice.value in self._on]

    def offer(self, typed: str) -> None:
        """Show the choices, whatever is typed; the highlight stays where it is."""
        if not self.choices.shown:
            self._show(0)

    def _show(self, highlight: int) -> None:
        shown = [((ON if c.value in self._on else OFF) + c.text, c.detail) for c in self._all]
        self.choices.offer(shown, highlight, most=len(shown))

    def action_tick(self) -> None:
        """Tick the highlighted choice, or not any more, and go on."""
        at = self.choices.highlighted
        if at is not None:
            self._on ^= {self._all[at].value}
            self._show(min(at + 1, len(self._all) - 1))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.choices.highlighted = event.option_index
        self.action_tick()

    def take(self) -> None:
        """Answer, or say what is wrong."""
        if problem := self._wrong(self.typed.strip(), self.ticked):
            self.refuse(problem)
        else:
            self.close_with(self.typed.strip())
