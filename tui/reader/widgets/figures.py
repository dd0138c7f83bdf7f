"""Who is quoted how much, a bar a row."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.store.statistics.figures import COUNTS, Figure
from onrecord.tui.session.literal import Part, fit, literal
from onrecord.tui.session.timeline import bar

from .list_view import ListView

HEAD = 3
"""Cells before every row of a list."""
STEP, NUMBER, SHARE, WITHIN = 10, 11, 8, 14
"""Cells for a month, a count, a share, and its interval."""
NAME = (24, 36)
"""Cells for a name: at least, and where there is room."""
SHORTEST, LONGEST = 8, 60
"""Cells of a bar."""


class FigureRows(ListView[Figure]):
    """Figures as rows; ``counted`` is what the bars stand for, and the shares."""

    def __init__(self) -> None:
        super().__init__()
        self.counted = COUNTS[0]
        self._most = 1

    def key_of(self, row: Figure) -> object:
        return row.step, row.name

    def show(self, rows: Sequence[Figure], counted: str) -> None:
        """Show other figures."""
        self.counted = counted
        self._most = max((getattr(row, counted) for row in rows), default=1)
        self.put(rows, lost=0)

    def column_heads(self) -> list[Part]:
        """Draw the line over the rows: what its columns are."""
        if not self.rows:
            return []
        names = [self.counted, "share", "95 %", *self._others(self.size.width - 4)]
        cells = [NUMBER, SHARE, WITHIN, *[NUMBER] * (len(names) - 3)]
        told = "".join(name.rjust(room) for name, room in zip(names, cells, strict=True))
        width = self.size.width - 4
        before = HEAD + self._step + self._named(width) + self._bar(width)
        return [(" " * before + told, self.text_styles.faint)]

    @property
    def _step(self) -> int:
        return STEP if any(row.step for row in self.rows[:1]) else 0

    def _named(self, width: int) -> int:
        return min(max(width // 4, NAME[0]), NAME[1])

    def _others(self, width: int) -> list[str]:
        """Return what else is told where there is room for it."""
        others = [name for name in (*COUNTS, "speakers") if name != self.counted]
        taken = self._step + self._named(width) + NUMBER + SHARE + WITHIN
        room = width - taken - 3 * SHORTEST
        return others[: max(room // NUMBER, 0)]

    def _bar(self, width: int) -> int:
        """Return how many cells the longest bar has."""
        taken = self._step + self._named(width) + SHARE + WITHIN
        rest = width - taken - NUMBER * (1 + len(self._others(width)))
        return min(max(rest, SHORTEST), LONGEST)

    def row_lines(self, index: int, width: int) -> list[list[Part]]:
        row, styles = self.rows[index], self.text_styles
        fresh = not index or row.step != self.rows[index - 1].step
        count, cells = getattr(row, self.counted), self._bar(width)
        within = f"{row.low:.1%}–{row.high:.1%}".replace("%–", "–")
        others = "".join(f"{getattr(row, name):>{NUMBER}}" for name in self._others(width))
        parts = [(fit(row.step if fresh else "", self._step), styles.strong)] if self._step else []
        return [
            [
                *parts,
                (f"{fit(literal(row.name), self._named(width) - 1)} ", styles.text),
                (f"{bar(count, self._most, cells):<{cells}}", styles.bars[1]),
                (f"{count:>{NUMBER}}", styles.text),
                (f"{row.share:>{SHARE}.1%}", styles.text),
                (f"{within:>{WITHIN}}", styles.faint),
                (others, styles.faint),
            ]
        ]
