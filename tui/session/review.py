"""What to review: quotations to look at, work that no longer applies, and what was answered."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.store.notebook.notebook import Notebook

from .quotation_query import QuotationLine
from .stale import Stale

Key = tuple[object, ...]
WAITS = ""
SETTLED, OUT, KEPT, TAKEN_OVER, DISCARDED = "settled", "out", "kept", "taken over", "discarded"
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


def came_of(it: Stale, notebook: Notebook) -> str:
    """Return what came of work that did not apply any more, and is not among such work now."""
    on_words = {one.id: one.anchor.exact for one in notebook.quotations.of(it.article)}
    others = {one.id for one in notebook.links.notes()}
    others |= {one.id for one in notebook.actors.rulings()}
    if not (it.disputed or it.id in on_words or it.id in others):
        return DISCARDED
    return SETTLED if on_words.get(it.id, it.words) == it.words else TAKEN_OVER


def key_of(thing: QuotationLine | StrandedWork) -> Key:
    """Return what tells one thing of the queue from the others."""
    if isinstance(thing, StrandedWork):
        return (thing.stale.table, thing.stale.id)
    return (thing.quoted.article, thing.quoted.start, thing.quoted.end)
