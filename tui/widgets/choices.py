"""A short list to choose from below a line of input."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from ..themes import ink_of
from .literal import cut, literal

MOST = 60
WIDTH = 60
"""Cells for a choice with its detail."""


class Choices(OptionList, can_focus=False):
    """Shows choices as literal text; the input above it moves the highlight."""

    def __init__(self) -> None:
        super().__init__(markup=False)
        self.shown: list[tuple[str, str]] = []

    def offer(
        self, choices: Sequence[tuple[str, str]], highlight: int | None = 0, most: int = MOST
    ) -> None:
        """Show ``(text, detail)`` pairs, the first ``most`` of them."""
        self.shown = list(choices[:most])
        self.clear_options()
        faint = ink_of(self.app).faint.color
        colour = faint.name if faint else ""
        self.add_options(
            Option(
                Content.assemble(
                    shown := cut(literal(text), WIDTH),
                    (f"  {cut(literal(detail), WIDTH - cell_len(shown) - 2)}", colour),
                )
            )
            for text, detail in self.shown
        )
        self.highlighted = highlight if self.shown else None

    def step(self, rows: int) -> None:
        """Move the highlight, round the ends."""
        if self.shown:
            here = -1 if self.highlighted is None and rows > 0 else self.highlighted or 0
            self.highlighted = (here + rows) % len(self.shown)
