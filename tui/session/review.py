"""What to review: quotations to look at, work that no longer applies, and what was answered."""

from __future__ import annotations

from dataclasses import dataclass, field

from .quotation_query import QuotationLine
from .stale import Stale

Key = tuple[object, ...]
WAITS = ""
SETTLED, OUT, KEPT, DISCARDED = "settled", "out", "kept", "discarded"
"""What came of a thing in the queue; ``WAITS`` as long as nothing did."""


@dataclass(frozen=True, slots=True)
class StrandedWork:
    """Work that no longer applies, with the title of the article that it is on."""

    stale: Stale
    title: str


@dataclass(slots=True)
class QueueItem:
    """One thing to decide: a quotation or stale work; ``key`` stays when its span is mended."""

    thing: QuotationLine | StrandedWork
    answer: str = WAITS
    key: Key = field(init=False)

    def __post_init__(self) -> None:
        """Take the key from what it is at first."""
        self.key = key_of(self.thing)

    @property
    def line(self) -> QuotationLine | None:
        """The quotation, if it is one."""
        return self.thing if isinstance(self.thing, QuotationLine) else None

    @property
    def held(self) -> StrandedWork | None:
        """The work that no longer applies, if it is that."""
        return self.thing if isinstance(self.thing, StrandedWork) else None

    @property
    def article(self) -> str:
        """The article that it is in."""
        return self.line.quoted.article if self.line else self.held.stale.article  # type: ignore[union-attr]


def key_of(thing: QuotationLine | StrandedWork) -> Key:
    """Return what tells one thing of the queue from the others."""
    if isinstance(thing, StrandedWork):
        return (thing.stale.table, thing.stale.id)
    return (thing.quoted.article, thing.quoted.start, thing.quoted.end)
