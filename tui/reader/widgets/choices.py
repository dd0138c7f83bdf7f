"""A short list to choose from below a line of input."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from rich.cells import cell_len
from rich.style import Style
from textual.content import Content
from textual.style import Style as ContentStyle
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from onrecord.tui.session.literal import cut, literal

from ..themes import styles_of

MOST = 60
WIDTH = 60
"""Cells for a choice with its detail."""


class Choices(OptionList, can_focus=False):
    """Shows choices as literal text; the input above it moves the highlight."""

    def __init__(self) -> None:
        super().__init__(markup=False)
        self.shown: list[tuple[str, str]] = []

    def offer(
        self,
        choices: Sequence[tuple[str, str]],
        highlight: int | None = 0,
        most: int = MOST,
        styles: Sequence[Style] = (),
    ) -> None:
        """Show ``(text, detail)`` pairs, the first ``most`` of them; ``styles`` are those of texts.

        Texts beyond the last style are shown as usual.
        """
        self.shown = list(choices[:most])
        self.clear_options()
        faint = styles_of(self.app).faint
        self.add_options(
            Option(
                Content.assemble(
                    (shown := cut(literal(text), WIDTH), _style(style)),
                    (f"  {cut(literal(detail), WIDTH - cell_len(shown) - 2)}", _style(faint)),
                )
            )
            for (text, detail), style in zip_longest(self.shown, styles[: len(self.shown)])
        )
        self.highlighted = highlight if self.shown else None

    def step(self, rows: int) -> None:
        """Move the highlight, round the ends."""
        if self.shown:
            here = -1 if self.highlighted is None and rows > 0 else self.highlighted or 0
            self.highlighted = (here + rows) % len(self.shown)


def _style(style: Style | None) -> ContentStyle:
    """Return a style as text of a stock widget has it: without a ground of its own."""
    return ContentStyle.from_rich_style(style) if style else ContentStyle.null()
