"""The person's work that no longer applies, and what they say of it."""

from __future__ import annotations

from onrecord.analysis.types import QuotationKind
from onrecord.store.library.together import OpenLibrary
from onrecord.store.notebook.overlay import Quoted

from .changes import Changes
from .indexer import Indexer
from .stale import ALTERED, Stale, stale, stranded


class StaleWork:
    """The work on articles that were altered, or that the analysis finds otherwise by now."""

    def __init__(self, library: OpenLibrary, indexer: Indexer, changes: Changes) -> None:
        self._library = library
        self._indexer = indexer
        self._changes = changes
        self._stale: tuple[object, list[Stale]] = (None, [])
        self._stranded: tuple[object, int] = (None, 0)

    def stale(self) -> list[Stale]:
        """Return the person's work that no longer fits the articles or what was found in them."""
        knowledge = self._indexer.knowledge
        state = (self._changes.edits, knowledge.number)
        if self._stale[0] != state:
            self._stale = (state, stale(self._library, knowledge.found, self._indexer.findings))
        return self._stale[1]

    def stranded(self) -> int:
        """Return how many pieces of work an edited text has left behind, and nobody settled."""
        state = (self._changes.edits, self._indexer.knowledge.number)
        if self._stranded[0] != state:
            found = [it for it in stranded(self._library) if not self.kept(it)]
            self._stranded = (state, len(found))
        return self._stranded[1]

    def kept(self, it: Stale) -> bool:
        """Whether the person has said that this piece of work is to stay although it is stale."""
        return self._library.notebook.review.settled().get(it.id) == it.why

    def keep(self, it: Stale) -> str:
        """Keep stale work as it is; altered words become the ones it is on."""
        if it.disputed:
            return self._changes.do(lambda notebook: notebook.disputes.settle(it.id, theirs=False))
        if it.why == ALTERED and it.span is not None:
            # What confirms altered words asks only where they stand and which work is on them.
            now = Quoted(it.article, *it.span, QuotationKind.DIRECT, annotation=it.id)
            return self._changes.do(lambda notebook: notebook.quotations.confirm(now))
        return self._changes.do(lambda notebook: notebook.review.settle(it.id, it.why))

    def drop(self, it: Stale) -> str:
        """Discard stale work: notes, a link, a ruling on actors; in a dispute, one's own."""
        if it.disputed:
            return self._changes.do(lambda notebook: notebook.disputes.settle(it.id, theirs=True))
        if it.table == "rulings":
            return self._changes.do(lambda notebook: notebook.actors.withdraw(it.id))
        if it.table == "links":
            return self._changes.do(lambda notebook: notebook.links.withdraw(it.id))
        return self._changes.do(lambda notebook: notebook.quotations.discard(it.id))
