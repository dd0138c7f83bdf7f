"""A library from Python: opened to be read, its articles and quotations as typed objects.

Nothing that is done here changes a person's work, or keeps a reader from having the library open.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from onrecord.analysis.types import Actor, Link, Published, QuotationKind
from onrecord.store.export.records import actor_row, link_row
from onrecord.store.notebook.overlay import Quoted

from .quotation_query import fitting
from .session import Session
from .statements import lines_of
from .traits import people
from .workers import Workers

if TYPE_CHECKING:
    from pandas import DataFrame

_WHY = "it was opened from Python, to be read"


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation as the reader shows it: the machine's finding under the person's own work.

    ``start`` and ``end`` are code points of the article's text, half-open; ``date`` is ISO 8601,
    cut to what is known, "" where nothing is; ``speaker`` is an actor's id, None where the speaker
    is no actor of the library; ``confidence`` is 0 to 1; ``by_person`` tells that a person marked
    or corrected it.
    """

    article: str
    start: int
    end: int
    content: str
    kind: QuotationKind
    date: str
    speaker: str | None
    speaker_name: str
    cue: str
    confidence: float
    by_person: bool
    tags: tuple[str, ...]
    memo: str
    selected: bool


@dataclass(frozen=True, slots=True)
class Article:
    """An article; its text and quotations are read when they are asked for."""

    id: str
    title: str
    source: str
    url: str
    published: Published
    words: int
    _library: Library

    @property
    def text(self) -> str:
        """The whole text, as it stands in the file."""
        return self._library._session.article(self.id).text

    def quotations(self) -> list[Quotation]:
        """Return its quotations in text order."""
        return self._library._quotations(self._library._session.quotations(self.id))

    def links(self) -> list[Link]:
        """Return where else it stands, the surest first."""
        return self._library._session.links.of(self.id)


class Library:
    """A library that is open to be read; :func:`open` makes one."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def name(self) -> str:
        """The name of its folder."""
        return self._session.name

    def articles(self, copies: bool = False) -> Iterator[Article]:
        """Yield the articles by date; copies of another only if they are asked for."""
        for row in self._session.rows(descending=False, copies=copies):
            yield Article(row.id, row.title, row.source, row.url, row.published, row.words, self)

    def article(self, id: str) -> Article:
        """Return an article.

        Raises:
            KeyError: there is none of this id.
        """
        for it in self.articles(copies=True):
            if it.id == id:
                return it
        raise KeyError(id)

    def quotations(self, query: str = "") -> list[Quotation]:
        """Return the quotations by date, or those that a query lets through (as in the reader).

        Raises:
            QueryError: the query cannot be read.
        """
        if not query.strip():
            return self._quotations(list(self._session.all_quotations()))
        found = fitting(query, list(lines_of(self._session, acts=True)), self._session.traits.now)
        return self._quotations([line.quoted for line in found])

    def actors(self) -> dict[str, Actor]:
        """Return the people, organisations and countries by their ids."""
        return dict(self._session.actors())

    def links(self) -> list[Link]:
        """Return all links, each once."""
        found = {
            (link.type, link.a, link.b): link
            for row in self._session.rows(descending=False)
            for link in self._session.links.of(row.id)
        }
        return list(found.values())

    def to_pandas(self, what: str = "quotations", query: str = "") -> DataFrame:
        """Return ``quotations``, ``articles``, ``actors`` or ``links`` as a table of pandas.

        Raises:
            ImportError: pandas is not installed.
            ValueError: there is no such table.
        """
        import pandas

        return pandas.DataFrame(self._rows(what, query))

    def _rows(self, what: str, query: str) -> list[dict[str, Any]]:
        if what == "quotations":
            return [
                {name: getattr(it, name) for name in Quotation.__slots__}
                for it in self.quotations(query)
            ]
        if what == "articles":
            names = ("id", "title", "source", "url", "words")
            return [
                {**{name: getattr(it, name) for name in names}, "date": it.published.date}
                for it in self.articles()
            ]
        if what == "actors":
            listed = people(self._session)
            return [actor_row(it, listed.get(key)) for key, it in self.actors().items()]
        if what == "links":
            return [link_row(it) for it in self.links()]
        raise ValueError(f"there is no table “{what}”: quotations, articles, actors, links")

    def _quotations(self, quoted: list[Quoted]) -> list[Quotation]:
        return [self._quotation(it) for it in quoted]

    def _quotation(self, it: Quoted) -> Quotation:
        text = self._session.article(it.article).text
        return Quotation(
            it.article,
            it.start,
            it.end,
            text[it.start : it.end],
            it.kind,
            self._session.published(it.article).date or "",
            it.speaker_id,
            it.speaker_name,
            text[slice(*it.cue)] if it.cue else "",
            it.confidence,
            it.by_person,
            it.tags,
            it.memo,
            it.selected,
        )

    def close(self) -> None:
        """Close it; what was read stays."""
        self._session.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def open(folder: str | Path, model: str | None = None, executor: Executor | None = None) -> Library:
    """Open the library of a folder to be read; what is not analysed yet is analysed first.

    Args:
        folder: a folder of articles.
        model: "accurate", or the name of an installed spaCy pipeline; by default the shipped one.
        executor: what analyses, where this package can be imported; by default processes of this
            machine. It is not shut down.

    Raises:
        StoreError: the folder does not exist, or its notebook cannot be read.
        ValueError: no pipeline of this name is installed.
    """
    workers = partial(Workers, pool=executor)
    session = Session.open([Path(folder)], model, read_only=_WHY, workers=workers)
    try:
        session.finish()
    except BaseException:
        session.close()
        raise
    return Library(session)
