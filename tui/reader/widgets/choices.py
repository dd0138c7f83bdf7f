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

from onrecord.tui.session.literal import FACT, Part, cut, cut_parts, literal

from ..themes import styles_of

MOST = 60
WIDTH = 60
"""Cells for a choice with its detail."""
SHORT = 24
"""Cells of a detail for whose sake a choice is cut."""


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
                    *((words, _style(it)) for words, it in _parts(text, style, detail, faint))
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


def _parts(text: str, style: Style | None, detail: str, faint: Style) -> list[Part]:
    """Return a choice and its detail as parts of a line; a short detail is whole."""
    first, *others = literal(detail).split(FACT)
    kept = cell_len(first) + 2 if 0 < cell_len(first) <= SHORT else 0
    shown = (cut(literal(text), WIDTH - kept), style or Style.null())
    more = [(FACT + other, faint) for other in others]
    return cut_parts([shown, ("  ", faint), (first, faint), *more], WIDTH)[0]


def _style(style: Style | None) -> ContentStyle:
    """Return a style as text of a stock widget has it: without a ground of its own."""
    return ContentStyle.from_rich_style(style) if style else ContentStyle.null()
