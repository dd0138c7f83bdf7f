"""The review queue: quotations to look at, and work that no longer applies."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.tui.reader.themes import TextStyles
from onrecord.tui.session.literal import Part, cut, fit, literal
from onrecord.tui.session.notation import SELECTED
from onrecord.tui.session.quotation_query import QuotationLine
from onrecord.tui.session.review import (
    DISCARDED,
    KEPT,
    OUT,
    SETTLED,
    WAITS,
    QueueItem,
    StrandedWork,
)

from .quotations import WHEN, QuotationList

SIGNS = {SETTLED: f"{SELECTED} settled", OUT: "✗ out", KEPT: "· kept", DISCARDED: "✗ discarded"}


class Queue(QuotationList):
    """What is to be decided, a quotation or a piece of stale work a line."""

    def __init__(self, styles: TextStyles) -> None:
        super().__init__(styles)
        self.items: Sequence[QueueItem] = ()
        self.group = None

    @property
    def count(self) -> int:
        """How many things are in the queue."""
        return len(self.items)

    @property
    def settled(self) -> int:
        """How many of them were answered."""
        return sum(item.answer != WAITS for item in self.items)

    @property
    def item(self) -> QueueItem | None:
        """What is under the cursor."""
        return self.items[self.cursor] if self.items else None

    @property
    def line(self) -> QuotationLine | None:
        """The quotation under the cursor, if it is one."""
        return self.item.line if self.item else None

    @property
    def held(self) -> StrandedWork | None:
        """The work under the cursor that no longer applies, if it is that."""
        return self.item.held if self.item else None

    def line_up(self, items: Sequence[QueueItem]) -> None:
        """Put these things in the queue; the cursor stays on its own, if that is still there."""
        here = self.item.key if self.item else None
        self.items = items
        places = {item.key: index for index, item in enumerate(items)}
        self.cursor = places.get(here or (), self.cursor)
        self.measure()
        self.go(self.cursor)

    def next_waiting(self) -> int | None:
        """Return the index of the next thing that waits for an answer, or None."""
        after = range(self.cursor + 1, self.count)
        return next((index for index in after if self.items[index].answer == WAITS), None)

    def row_lines(self, index: int, width: int) -> list[list[Part]]:
        """Draw one of the things; what was answered says how in place of its date."""
        item, styles = self.items[index], self.text_styles
        parts = (
            self.line_parts(item.thing, width)
            if isinstance(item.thing, QuotationLine)
            else self._held_parts(item.thing, width)
        )
        if item.answer == WAITS:
            return [parts]
        style = styles.bad if item.answer in (OUT, DISCARDED) else styles.good
        faded = [(words, styles.faint) for words, _ in parts[1:]]
        return [[(fit(SIGNS[item.answer], WHEN), style), *faded]]

    def _held_parts(self, held: StrandedWork, width: int) -> list[Part]:
        stale, styles = held.stale, self.text_styles
        words = cut(literal(" ".join(stale.words.split())), width // 3)
        return [
            (fit("! stale", WHEN), styles.bad),
            (f"{stale.why}  ", styles.strong),
            (f"{words}  " if words else "", styles.text),
            (f"{literal(stale.what)}  " if stale.what else "", styles.tag),
            (literal(held.title), styles.faint),
        ]
