"""A short list to choose from below a line of input."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from .literal import literal

MOST = 60


class Choices(OptionList, can_focus=False):
    """Shows choices as literal text; the input above it moves the highlight."""

    DEFAULT_CSS = """
    Choices { height: auto; max-height: 12; border: none; background: $panel; padding: 0; }
    """

    def __init__(self) -> None:
        super().__init__(markup=False)
        self.shown: list[tuple[str, str]] = []

    def offer(self, choices: Sequence[tuple[str, str]], highlight: int | None = 0) -> None:
        """Show ``(text, detail)`` pairs, the first ones if they are many."""
        self.shown = list(choices[:MOST])
        self.clear_options()
        self.add_options(
            Option(Content.assemble(literal(text), (f"  {literal(detail)}", "$text-muted")))
            for text, detail in self.shown
        )
        self.highlighted = highlight if self.shown else None

    def step(self, rows: int) -> None:
        """Move the highlight, round the ends."""
        if self.shown:
            here = -1 if self.highlighted is None and rows > 0 else self.highlighted or 0
            self.highlighted = (here + rows) % len(self.shown)
