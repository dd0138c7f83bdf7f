"""The one object between the screen and everything else.

A session opens a library, keeps its articles analysed in the background, and answers what the
screen asks.  It never touches a widget: what happens by itself is told through the listener given
to :meth:`Session.start`, from another thread.  No method waits for the analysis.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Self

from onrecord.analysis.pipeline import MODEL
from onrecord.analysis.types import (
    Actor,
    Article,
    Block,
    Findings,
    MentionForm,
    NamedActors,
    Published,
)
from onrecord.store.errors import StoreError
from onrecord.store.library.models import usable
from onrecord.store.library.together import OpenLibrary, opened
from onrecord.store.notebook.overlay import Quoted

from .article_rows import rows_of
from .changes import Changes
from .copies import Counting
from .events import Changed, Event, Listener, Named, Notice, Order, Progress, Row, Status
from .indexer import Indexer
from .laid_over import LaidOver
from .links import Links
from .search import Search
from .search_indexer import SearchIndexer
from .stale_work import StaleWork
from .tally import Tally
from .traits import SpeakerTraits
from .watcher import Watcher
from .workers import Workers

__all__ = [
    "Changed",
    "Event",
    "Listener",
    "Named",
    "Notice",
    "Order",
    "Progress",
    "Quoted",
    "Row",
    "Session",
    "Status",
]

TEXTS = 64
"""Articles whose text is held in memory."""


class Session:
    """One library, open for reading.

    ``library`` is what was imported, ``notebook`` the person's work to read; ``changes`` is the
    way to change it.  ``indexer`` keeps the library analysed, ``links``, ``search`` and ``review``
    answer for where else, for the full text, and for work that no longer applies; ``counting`` for
    what counts once although it stands in several copies of an article.
    """

    def __init__(self, library: OpenLibrary, indexer: Indexer) -> None:
        self.library = library
        self.notebook = library.notebook
        self.indexer = indexer
        self.changes = changes = Changes(
            library.notebook, self.tell, indexer.relay, indexer.reports.tell_notices
        )
        library.notebook.watch(self._watch)
        self.links = Links(library, indexer.linking, changes, self.article)
        self.review = StaleWork(library, indexer, changes)
        self._search_indexer = SearchIndexer(library)
        self.search = Search(library, self._search_indexer, self.readable)
        self._listen: Listener = lambda event: None
        self._watcher: Watcher | None = None
        self._article = lru_cache(TEXTS)(lambda name, version: library.article(name))
        self._laid_over = LaidOver(self)
        self.counting = Counting(
            lambda name: self.article(name).text,
            self._laid_over.of,
            self._laid_over.worked_on,
            lambda: indexer.knowledge.copies,
            lambda: indexer.knowledge.also_in,
        )
        self.links.passed_over = self.counting.folded
        self.traits = SpeakerTraits(self)
        self.tally = Tally(
            self.notebook,
            lambda: indexer.knowledge,
            self.findings,
            self._whom,
            self._version,
            self.counting,
        )

    def _watch(self, table: str, *_: object) -> None:
        if table == "encodings":  # the file is read again, and so is its article
            self.indexer.rescan()

    def tell(self, event: Event) -> None:
        """Tell whoever listens that something happened."""
        self._listen(event)

    # -- life ---------------------------------------------------------------------------------

    @classmethod
    def open(
        cls,
        paths: Sequence[Path],
        model: str | None = None,
        read_only: str = "",
        workers: Callable[[str], Workers] = Workers,
    ) -> Session:
        """Open the library of a folder, of several folders together, or of single files.

        Args:
            paths: folders, read recursively, and files.
            model: the name of an installed spaCy pipeline, or "accurate"; by default the shipped
                one.
            read_only: why nothing is to be changed, so that others may have it open as well.
            workers: makes what analyses with a pipeline of this name.

        Raises:
            StoreError: a path does not exist, or the notebook cannot be opened.
            ValueError: no such pipeline is installed, or what is called so is none.
        """
        model = usable(model)
        library = opened(paths, model=model, read_only=read_only)
        return cls(library, Indexer(library, workers(model)))

    @property
    def name(self) -> str:
        """The library's name, for the top line."""
        return self.library.name

    @property
    def way(self) -> str:
        """How English is read: "accurate", or the name of a pipeline; "" for the usual way."""
        model = self.library.model
        return "" if model == MODEL else Path(model).name

    @property
    def read_only(self) -> str:
        """Why nothing can be changed ("this folder is held by another …"), else ""."""
        return self.library.read_only or self.notebook.read_only

    @property
    def look_only(self) -> str:
        """What a person is told who would change something where nothing can be, else ""."""
        why = self.read_only
        if why and (held := self.library.ended()):
            return f"To change it leave, and open it again: {held} has ended"
        return f"{why[0].upper()}{why[1:]}: look only here" if why else ""

    @property
    def folder(self) -> Path:
        """The folder of the articles."""
        return self.library.folder

    def start(self, listen: Listener, links_late: bool = False) -> None:
        """Begin to analyse what is new; events come to ``listen`` from other threads.

        ``links_late`` leaves the linking until the first link is asked for.
        """

        def on_event(event: Event) -> None:
            if isinstance(event, Changed) and not event.articles:
                self._article.cache_clear()
                self.review.stranded()  # here, so that no key waits for it
                self._search_indexer.look(listen)
            listen(event)

        self._listen = listen
        self.indexer.start(on_event, links_late)

    def finish(self, progress: Callable[[int, int], None] = lambda done, total: None) -> None:
        """Analyse everything and wait for it, for work without a screen.

        Who is who is found once, of all articles: what is printed of a new library is the same in
        every run, the ids of actors too.
        Links are made when the first is asked for, and texts indexed when somebody waits for
        their index: who wants neither does not wait for them.
        """
        self._search_indexer.late = True
        self.indexer.knits_last = True
        self.start(lambda event: None, links_late=True)
        while not self.indexer.wait(0.1):
            progress(*self.indexer.progress())
        progress(*self.indexer.progress())

    def rescan(self) -> None:
        """Look at the folder again; what is new is analysed."""
        self.indexer.rescan()

    def watch(self, busy: Callable[[], bool] = lambda: False) -> None:
        """Notice by itself from now on what is new, changed or gone among the files.

        While the person is ``busy`` with something of the library as it is, that waits.
        """
        self._watcher = Watcher(self.library.signature, self.rescan, busy)
        self._watcher.start()

    def pause(self) -> str:
        """Stop the analysis or the linking after it, or let it go on, and say which.

        What is done is kept either way.
        """
        return self.indexer.pause_or_resume()

    def notices(self) -> list[Notice]:
        """Return what the person was told since the library was opened."""
        return list(self.indexer.reports.notices)

    def close(self) -> None:
        """Stop the analysis and close every file."""
        if self._watcher:
            self._watcher.close()
        self.indexer.close()
        self._search_indexer.close()
        self.library.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # -- reading ------------------------------------------------------------------------------

    def rows(
        self, order: Order = Order.DATE, descending: bool = True, copies: bool = False
    ) -> list[Row]:
        """Return the list of articles in an order; undated ones come last.

        Copies are left out, unless they are asked for or unfolded, or hold work of the person.
        """
        return rows_of(self, order, descending, copies)

    def published(self, article: str) -> Published:
        """Return the best date known of an article; the person's own comes first."""
        given = self.notebook.articles.date(article)
        return given or self.library.entries[article].published

    def article(self, article: str) -> Article:
        """Return an article; one that cannot be read has an empty text, and a notice says why."""
        try:
            # By the version as well: of a text that was altered the old one is not wanted.
            return self._article(article, self.library.entries[article].version)
        except (StoreError, OSError, KeyError) as error:
            self.tell(Notice(str(error), "error"))
            return Article(article, "")

    def blocks(self, article: str) -> tuple[Block, ...]:
        """Return the blocks of an article's text, also before it is analysed.

        A text that is nowhere to be had has none, whatever was found in it once.
        """
        text = self.article(article).text
        if not text:
            return ()
        findings = self.findings(article)
        if findings and findings.blocks:  # a text in another language has none: it is not analysed
            return findings.blocks
        from onrecord.analysis import (
            layout,  # its patterns take a while to compile: not before the list
        )

        return layout.blocks(text)

    def findings(self, article: str) -> Findings | None:
        """Return what the analysis found, or None as long as it has not been there."""
        return self.indexer.findings(article)

    def _whom(self, article: str) -> NamedActors | None:
        """Return whom an article names, or None as long as the analysis has not been there."""
        from onrecord.store.library.findings_codec import unpack_named

        return self.library.cache.part(self._version(article), unpack_named)

    def _version(self, article: str) -> str:
        entry = self.library.entries.get(article)
        return entry.version if entry else ""

    def quotations(self, article: str) -> list[Quoted]:
        """Return an article's quotations in text order, under the person's own work.

        What they said of a copy is no quotation is none here.
        """
        return self.counting.standing(article)

    def named(self, article: str) -> list[Named]:
        """Return the mentions of an article, resolved to the library's actors."""
        findings = self.findings(article)
        if findings is None:
            return []
        resolution = self.indexer.knowledge.resolution
        ids = resolution.of.get(article, (None,) * len(findings.actors))
        found = []
        for mention in findings.mentions:
            local = findings.actors[mention.actor]
            key = ids[mention.actor]
            actor = resolution.actors.get(key or "")
            found.append(
                Named(
                    mention.start,
                    mention.end,
                    key,
                    actor.name if actor else local.name,
                    actor.kind if actor else local.kind,
                    mention.form is MentionForm.NAME,
                )
            )
        return found

    def actors(self) -> Mapping[str, Actor]:
        """Return the actors of the library by id, as far as it is analysed."""
        return self.tally.actors()

    def speaker(self, told: str) -> tuple[str | None, str]:
        """Return the id and the name of who is told by an actor's id, or by a name as typed."""
        actor = self.actors().get(told)
        return (actor.id, actor.name) if actor else (None, told)

    def passage(self, article: str, start: int, end: int, width: int = 80) -> str:
        """Return the words of a passage on one line, cut to ``width`` cells."""
        from .literal import cut  # Rich, without which much is printed

        words = self.article(article).text[start : min(end, start + 2 * width)]
        return cut(" ".join(words.split()), width)

    def selection(self) -> list[Quoted]:
        """Return the quotations picked for export, oldest article first."""
        return [q for q in self.all_quotations(annotated=True) if q.selected]

    def all_quotations(self, annotated: bool = False) -> Iterator[Quoted]:
        """Yield the quotations of all articles by date, or only of those with notes, once each."""
        for _, quotations in self.counted(annotated=annotated):
            yield from quotations

    def counted(
        self, acts: bool = False, annotated: bool = False
    ) -> Iterator[tuple[Row, list[Quoted]]]:
        """Yield the articles by date, or those with notes, with their quotations that count.

        ``acts`` lets acts that are merely told through, for a query that may ask for them.
        """
        noted = self.notebook.annotated() if annotated else ()
        for row in self.rows(descending=False, copies=True):
            if not annotated or row.id in noted:
                yield row, self.counting.quotations(row.id, acts)

    def readable(self, descending: bool = True) -> list[Row]:
        """Return the articles that are worth looking into for words: of equal texts the first."""
        copies = self.indexer.knowledge.copies
        entries = self.library.entries
        return [
            row
            for row in self.rows(descending=descending, copies=True)
            if not self.counting.folded(row.id)
            or entries[row.id].plain != entries[copies[row.id]].plain
        ]
