"""The review queue: work that no longer applies, quotations to look at, work kept as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from store.review import Stale

from ..themes import Ink
from .literal import cut, fit, literal
from .query import Line
from .quotations import WHEN, QuotationList
from .roll import Part


@dataclass(frozen=True, slots=True)
class Held:
    """Work that no longer applies; ``kept`` where the person has said that it is to stay."""

    stale: Stale
    kept: bool
    title: str


Item = Held | Line


class Queue(QuotationList):
    """See the module."""

    def __init__(self, ink: Ink) -> None:
        super().__init__(ink)
        self.items: Sequence[Item] = ()

    @property
    def count(self) -> int:
        """How many things are in the queue."""
        return len(self.items)

    @property
    def left(self) -> int:
        """How many of them wait for an answer."""
        return sum(not (isinstance(item, Held) and item.kept) for item in self.items)

    @property
    def item(self) -> Item | None:
        """What is under the cursor."""
        return self.items[self.cursor] if self.items else None

    @property
    def line(self) -> Line | None:
        """The quotation under the cursor, if it is one."""
        return self.item if isinstance(self.item, Line) else None

    @property
    def held(self) -> Held | None:
        """The work under the cursor that no longer applies, if it is that."""
        return self.item if isinstance(self.item, Held) else None

    def line_up(self, held: Sequence[Held], lines: Sequence[Line]) -> None:
        """Put other things in the queue; the cursor stays on its own, if that is still there."""
        here = _key(self.item) if self.item else None
        asked, kept = [h for h in held if not h.kept], [h for h in held if h.kept]
        self.items = [*asked, *lines, *kept]
        places = {_key(item): index for index, item in enumerate(self.items)}
        self.cursor = places.get(here, self.cursor)
        self.measure()
        self.go(self.cursor)

    def row_lines(self, index: int, width: int) -> list[list[Part]]:
        """Draw one of the things."""
        item, ink = self.items[index], self.ink
        if isinstance(item, Line):
            return self.line_lines(item, width)
        stale = item.stale
        sign, style = ("· kept", ink.faint) if item.kept else ("! stale", ink.bad)
        first: list[Part] = [
            (fit(sign, WHEN), style),
            (stale.why, ink.strong),
            (f"  {literal(item.title)}", ink.faint),
        ]
        words = cut(literal(" ".join(stale.words.split())), max(width - WHEN, 0) // 2)
        what = f"  {literal(stale.what)}" if stale.what else ""
        return [first, [(" " * WHEN, ink.text), (words, ink.text), (what, ink.tag)]]


def _key(item: Item) -> tuple[object, ...] | None:
    if isinstance(item, Held):
        return (item.stale.id, item.kept)
    return (item.quoted.article, item.quoted.start, item.quoted.end)
