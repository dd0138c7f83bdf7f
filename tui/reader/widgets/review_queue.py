"""The review queue: quotations to look at, and work that no longer applies."""

from __future__ import annotations

from rich.cells import cell_len

from onrecord.tui.session.literal import Part, cut, fit, literal
from onrecord.tui.session.notation import SELECTED
from onrecord.tui.session.quotation_query import QuotationLine
from onrecord.tui.session.review import (
    DISCARDED,
    KEPT,
    OUT,
    SETTLED,
    TAKEN_OVER,
    WAITS,
    QueueItem,
    StrandedWork,
)

from .quotations import WHEN, SaidList

SIGNS = {
    SETTLED: f"{SELECTED} settled",
    OUT: "✗ out",
    KEPT: "· kept",
    TAKEN_OVER: f"{SELECTED} taken over",
    DISCARDED: "✗ discarded",
}


class Queue(SaidList[QueueItem]):
    """What is to be decided, a quotation or a piece of stale work a line."""

    def key_of(self, row: QueueItem) -> object:
        return row.key

    @property
    def settled(self) -> int:
        """How many of them were answered."""
        return sum(item.answer != WAITS for item in self.rows)

    @property
    def line(self) -> QuotationLine | None:
        """The quotation under the cursor, if it is one."""
        return self.row.line if self.row else None

    @property
    def held(self) -> StrandedWork | None:
        """The work under the cursor that no longer applies, if it is that."""
        return self.row.held if self.row else None

    def next_waiting(self) -> int | None:
        """Return the index of the next thing that waits for an answer, or None."""
        after = range(self.cursor + 1, self.count)
        return next((index for index in after if self.rows[index].answer == WAITS), None)

    def row_lines(self, index: int, width: int) -> list[list[Part]]:
        """Draw one of the things; what was answered says how in place of its date."""
        item, styles = self.rows[index], self.text_styles
        parts = (
            self.line_parts(item.thing, width)
            if isinstance(item.thing, QuotationLine)
            else self._held_parts(item.thing, width)
        )
        if item.answer == WAITS:
            return [parts]
        style = styles.bad if item.answer in (OUT, DISCARDED) else styles.good
        faded = [(words, styles.faint) for words, _ in parts[1:]]
        sign = SIGNS[item.answer]
        return [[(fit(sign, max(WHEN, cell_len(sign) + 2)), style), *faded]]

    def _held_parts(self, held: StrandedWork, width: int) -> list[Part]:
        stale, styles = held.stale, self.text_styles
        words = cut(literal(" ".join(stale.words.split())), width // 3)
        return [
            (fit("≠ differs" if stale.disputed else "! stale", WHEN), styles.bad),
            (f"{stale.why}  ", styles.strong),
            (f"{words}  " if words else "", styles.text),
            (f"{literal(stale.what)}  " if stale.what else "", styles.tag),
            (literal(held.title), styles.faint),
        ]
