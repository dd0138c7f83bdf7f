"""What can follow the beginning of a sequence: a small table above the last line."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.events import Click
from textual.style import Style
from textual.widgets import Static

from onrecord.tui.session.literal import cut, literal

from ..themes import styles_of

WIDTH = 26
"""Cells for a key and what it does."""


class KeyMenu(Static):
    """Keys with what each does, in columns; a click on one is that key."""

    DEFAULT_CSS = """
    KeyMenu {
        layer: menu; dock: bottom; height: auto; margin-bottom: 1; padding: 0 1;
        background: $sheet; border-top: solid $border-blurred;
    }
    """

    def __init__(self, strike: Callable[[str], object]) -> None:
        super().__init__()
        self.display = False
        self._strike = strike
        self._rows: list[list[str]] = []

    def offer(self, following: Sequence[tuple[str, str]], width: int) -> None:
        """Show pairs of a key and what it does, as many columns as ``width`` cells hold."""
        columns = max((width - 2) // WIDTH, 1)
        height = -(-len(following) // columns)
        rows = [following[row::height] for row in range(height)]
        self._rows = [[key for key, _ in row] for row in rows]
        styles = styles_of(self.app)
        key_style, faint = (Style.from_rich_style(it) for it in (styles.key, styles.faint))
        parts: list[tuple[str, Style]] = []
        for row in rows:
            parts += [("\n", faint)] if parts else []
            for key, told in row:
                shown = cut(literal(told), WIDTH - cell_len(key) - 3)
                room = WIDTH - cell_len(key) - 1 - cell_len(shown)
                parts += [(key, key_style), (f" {shown}{' ' * room}", faint)]
        self.update(Content.assemble(*parts))
        self.display = bool(following)

    def on_click(self, event: Click) -> None:
        """Take what the mouse points at as that key."""
        y, x = event.y - 1, (event.x - 1) // WIDTH
        if 0 <= y < len(self._rows) and 0 <= x < len(self._rows[y]):
            self._strike(self._rows[y][x])
