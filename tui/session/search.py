"""The full text of a session: the passages that a query finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.analysis.types import Span
from onrecord.store.library.together import OpenLibrary
from onrecord.store.notebook.overlay import Quoted

from .events import Indexed, Row
from .search_indexer import SearchIndexer

if TYPE_CHECKING:  # the first paint does without SQLite and the query language
    from onrecord.store.search import Passage, Query, Shelved


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that was found: ``[start, end)`` of an article, words of it, spans marked in them.

    ``quoted`` is the quotation that was found, where quotations were asked for.
    """

    article: str
    start: int
    end: int
    snippet: str
    marks: tuple[Span, ...] = ()
    quoted: Quoted | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """An article with what was found in it."""

    row: Row
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class AllFound:
    """What a search found, to be gone through in the texts: its articles, in order, and where."""

    articles: tuple[str, ...]
    places: Callable[[str], Sequence[Span]]

    def place_of(self, article: str) -> str:
        """Return which of the articles one is, in words."""
        return f"article {self.articles.index(article) + 1} of {len(self.articles)}"

    def others(self, article: str, step: int) -> Sequence[str]:
        """Return the articles after one, or before it, the nearest first."""
        at = self.articles.index(article)
        return self.articles[at + 1 :] if step > 0 else self.articles[:at][::-1]


class Search:
    """What can be asked of all texts; ``rows`` gives the articles, the latest first."""

    def __init__(
        self, library: OpenLibrary, indexer: SearchIndexer, rows: Callable[[], list[Row]]
    ) -> None:
        self._library = library
        self._indexer = indexer
        self._rows = rows

    @property
    def progress(self) -> Indexed:
        """How many texts can be searched by now, and how many there are."""
        return self._indexer.progress

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until every text can be searched; return whether it can."""
        return self._indexer.wait(seconds)

    def shelf(self) -> list[Shelved]:
        """Return the articles as a search goes through them: the latest first."""
        from onrecord.store.search.sync import searchable

        versions = searchable(self._library)
        return [shelved(row, versions[row.id]) for row in self._rows() if row.id in versions]

    def passages(
        self, query: Query, shelf: Sequence[Shelved], wanted: Callable[[], bool] = lambda: True
    ) -> Iterator[list[Passage]]:
        """Yield what a query finds in memos on articles, then in each article of the shelf.

        Raises:
            QueryError: a regular expression takes too long.
        """
        from onrecord.store.search import memos, passages

        notes = self._library.notebook.articles.notes
        yield from memos(query, shelf, lambda article: notes(article).memo)
        if index := self._indexer.index:
            yield from passages(query, shelf, index, wanted)


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
