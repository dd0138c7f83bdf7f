"""The full text of a session: passages that a query finds, and searches kept under names."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from onrecord.store.notebook.overlay import Quoted

from .changes import Work
from .events import Indexed, Row
from .search_indexer import SearchIndexer

if TYPE_CHECKING:  # the first paint does without SQLite and the query language
    from onrecord.store.search import Passage, Query, Shelved


class Searching(Work, ABC):
    """What a person asks of all texts."""

    _search_indexer: SearchIndexer

    @abstractmethod
    def rows(self) -> list[Row]:
        """Return the articles."""

    def indexed(self) -> Indexed:
        """Return how many texts can be searched by now, and how many there are."""
        return self._search_indexer.progress

    def wait_indexed(self, seconds: float | None = None) -> bool:
        """Wait until every text can be searched; return whether it can."""
        return self._search_indexer.wait(seconds)

    def shelf(self) -> list[Shelved]:
        """Return the articles as a search goes through them: the latest first."""
        from onrecord.store.search.sync import searchable

        versions = searchable(self._library)
        return [shelved(row, versions[row.id]) for row in self.rows() if row.id in versions]

    def passages(
        self, query: Query, shelf: Sequence[Shelved], wanted: Callable[[], bool] = lambda: True
    ) -> Iterator[list[Passage]]:
        """Yield the passages that a query finds in each article of the shelf, in its order.

        Raises:
            QueryError: a regular expression takes too long.
        """
        from onrecord.store.search import passages

        index = self._search_indexer.index
        return passages(query, shelf, index, wanted) if index else iter(())

    def searches(self) -> dict[str, str]:
        """Return the saved searches by name."""
        return self._notebook.searches()

    def save_search(self, name: str, query: str) -> str:
        """Keep a search under a name."""

        def work() -> str:
            if not (name.strip() and query.strip()):
                raise ValueError("a search needs a name and something to look for")
            return self._notebook.save_search(name, query)

        return self._do(work)

    def rename_search(self, name: str, to: str) -> str:
        """Give a saved search another name."""
        return self._do(lambda: self._notebook.rename_search(name, to))

    def forget_search(self, name: str) -> str:
        """Forget a saved search."""
        return self._do(lambda: self._notebook.save_search(name, ""))


def quoted_in(quotations: Sequence[Quoted], start: int, end: int) -> Quoted | None:
    """Return the quotation in which a passage begins, else the first that it touches."""
    over = [quoted for quoted in quotations if quoted.start < end and start < quoted.end]
    inside = (quoted for quoted in over if quoted.start <= start)
    return next(inside, over[0] if over else None)


def shelved(row: Row, version: str) -> Shelved:
    """Return a row of the list as a search knows it."""
    from onrecord.store.search import Shelved

    return Shelved(
        row.id, version, row.title, row.source, row.published.date or "", row.read, row.starred
    )
