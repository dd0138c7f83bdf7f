"""The review queue: quotations to look at, work that no longer applies, and what was answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.store.notebook.stale import Stale
from onrecord.tui.reader.themes import Ink
from onrecord.tui.reader.widgets.quotations import WHEN, QuotationList

from .literal import Part, cut, fit, literal
from .notation import SELECTED
from .quotation_query import Line

Key = tuple[object, ...]
WAITS = ""
SETTLED, OUT, KEPT, DISCARDED = "settled", "out", "kept", "discarded"
"""What came of a thing in the queue; ``WAITS`` as long as nothing did."""
SIGNS = {SETTLED: f"{SELECTED} settled", OUT: "✗ out", KEPT: "· kept", DISCARDED: "✗ discarded"}


@dataclass(frozen=True, slots=True)
class Held:
    """Work that no longer applies, with the title of the article that it is on."""

    stale: Stale
    title: str


@dataclass(slots=True)
class Item:
    """One thing to decide: a quotation or stale work; ``key`` stays when its span is mended."""

    thing: Line | Held
    answer: str = WAITS
    key: Key = field(init=False)

    def __post_init__(self) -> None:
        """Take the key from what it is at first."""
        self.key = key_of(self.thing)

    @property
    def line(self) -> Line | None:
        """The quotation, if it is one."""
        return self.thing if isinstance(self.thing, Line) else None

    @property
    def held(self) -> Held | None:
        """The work that no longer applies, if it is that."""
        return self.thing if isinstance(self.thing, Held) else None

    @property
    def article(self) -> str:
        """The article that it is in."""
        return self.line.quoted.article if self.line else self.held.stale.article  # type: ignore[union-attr]


def key_of(thing: Line | Held) -> Key:
    """Return what tells one thing of the queue from the others."""
    if isinstance(thing, Held):
        return (thing.stale.table, thing.stale.id)
    return (thing.quoted.article, thing.quoted.start, thing.quoted.end)


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
    def settled(self) -> int:
        """How many of them were answered."""
        return sum(item.answer != WAITS for item in self.items)

    @property
    def item(self) -> Item | None:
        """What is under the cursor."""
        return self.items[self.cursor] if self.items else None

    @property
    def line(self) -> Line | None:
        """The quotation under the cursor, if it is one."""
        return self.item.line if self.item else None

    @property
    def held(self) -> Held | None:
        """The work under the cursor that no longer applies, if it is that."""
        return self.item.held if self.item else None

    def line_up(self, items: Sequence[Item]) -> None:
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
        """Draw one of the things; what was answered is fainter, and says how."""
        item, ink = self.items[index], self.ink
        lines = (
            self.line_lines(item.thing, width)
            if isinstance(item.thing, Line)
            else self._held_lines(item.thing, width)
        )
        if item.answer == WAITS:
            return lines
        first, (_, *rest) = lines
        faded = [(words, ink.faint) for words, _ in rest]
        style = ink.bad if item.answer in (OUT, DISCARDED) else ink.good
        return [first, [(fit(SIGNS[item.answer], WHEN), style), *faded]]

    def _held_lines(self, held: Held, width: int) -> list[list[Part]]:
        stale, ink = held.stale, self.ink
        first: list[Part] = [
            (fit("! stale", WHEN), ink.bad),
            (stale.why, ink.strong),
            (f"  {literal(held.title)}", ink.faint),
        ]
        words = cut(literal(" ".join(stale.words.split())), max(width - WHEN, 0) // 2)
        what = f"  {literal(stale.what)}" if stale.what else ""
        return [first, [(" " * WHEN, ink.text), (words, ink.text), (what, ink.tag)]]
