"""The one object between the screen and everything else.

A session opens a library, keeps its articles analysed in the background, and answers what the
screen asks.  It never touches a widget: what happens by itself is told through ``listen``, a
callable given by the application (in Textual: a thread-safe ``call_from_thread(post_message)``).
All its methods return at once; nothing here waits for the analysis.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from analysis.types import Actor, ActorKind, Article, Block, Findings, Link, Published, QuotationKind, Span
from store.layer import Quoted


class Status(StrEnum):
    """Where an article stands."""

    WAITING = "waiting"
    ANALYSING = "analysing"
    READY = "ready"
    FAILED = "failed"  # `problem` says why
    VANISHED = "vanished"  # the file is gone; its notes are kept


class Order(StrEnum):
    """What the list is sorted by."""

    DATE = "date"
    TITLE = "title"
    SOURCE = "source"


@dataclass(slots=True)
class Row:
    """One line of the list: everything it shows, ready to draw."""

    id: str
    title: str
    source: str
    url: str
    published: Published
    words: int
    status: Status
    problem: str = ""
    quotations: int | None = None
    tags: dict[str, int] = field(default_factory=dict)
    memos: int = 0
    selected: int = 0
    read: bool = False
    starred: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """A mention, resolved to the library's actor, for highlighting."""

    start: int
    end: int
    actor: str | None  # actor id
    name: str
    kind: ActorKind
    by_name: bool  # False for roles and pronouns


@dataclass(frozen=True, slots=True)
class Event:
    """Something happened: the base of what ``listen`` is called with."""


@dataclass(frozen=True, slots=True)
class Progress(Event):
    """How far the analysis is; ``article`` is the one that just began, ended or failed."""

    done: int
    total: int
    failed: int
    article: str


@dataclass(frozen=True, slots=True)
class Changed(Event):
    """Rows, findings or the person's work of these articles are new; empty means all."""

    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice(Event):
    """A message for the person, one line; ``more`` is the rest, shown on a key."""

    text: str
    severity: str = "information"  # or "warning", "error"
    more: str = ""


Listener = Callable[[Event], None]


class Session:
    """See the module."""

    name: str  # of the library, for the top line
    read_only: str  # why nothing can be changed ("open in process 123 on host"), else ""

    # -- life ---------------------------------------------------------------------------------
    @classmethod
    def open(cls, paths: Sequence[Path], model: str | None = None) -> Session: ...
    def start(self, listen: Listener) -> None:
        """Begin to analyse what is new; events come to ``listen`` from other threads."""
    def rescan(self) -> None:
        """Look at the folder again; what is new is analysed."""
    def close(self) -> None: ...

    # -- reading ------------------------------------------------------------------------------
    def rows(self, order: Order = Order.DATE, descending: bool = True) -> list[Row]: ...
    def article(self, article: str) -> Article: ...
    def blocks(self, article: str) -> tuple[Block, ...]: ...  # before the analysis too
    def findings(self, article: str) -> Findings | None: ...
    def quotations(self, article: str) -> list[Quoted]: ...  # in text order, rejected ones left out
    def named(self, article: str) -> list[Named]: ...
    def actors(self) -> dict[str, Actor]: ...
    def links(self, article: str) -> list[Link]: ...  # `a` lies in this article; best first
    def links_at(self, article: str, start: int, end: int) -> list[Link]: ...
    def passage(self, article: str, start: int, end: int, width: int = 80) -> str: ...

    # -- the person's work; each returns a line that says what was done -------------------------
    def tag(self, quotations: Sequence[Quoted], tags: Sequence[str]) -> str:
        """Make these the tags of each quotation."""
    def memo(self, quotation: Quoted, text: str) -> str: ...
    def article_memo(self, article: str, text: str | None = None) -> str:
        """Set the article's memo; with ``None`` only return it."""
    def select(self, quotations: Sequence[Quoted], selected: bool) -> str: ...
    def correct_speaker(self, quotation: Quoted, speaker: str) -> str:
        """Attribute to an actor id of the library, or to a name as typed; "" means nobody."""
    def reject(self, quotation: Quoted) -> str: ...
    def mark_missed(self, article: str, start: int, end: int, kind: QuotationKind, speaker: str) -> str: ...
    def redate(self, article: str, iso: str) -> str: ...
    def undo(self) -> str: ...  # "" when there is nothing to undo
    def redo(self) -> str: ...
    def tags(self) -> dict[str, int]: ...  # the codebook with counts
    def recent_tags(self) -> list[str]: ...
    def selection(self) -> list[Quoted]: ...

    # -- reading state ---------------------------------------------------------------------------
    def place(self, article: str) -> int: ...  # the offset where they stopped reading
    def remember(self, article: str, offset: int) -> None: ...
    def mark_read(self, articles: Sequence[str], read: bool) -> str: ...
    def star(self, articles: Sequence[str], starred: bool) -> str: ...

    # -- evidence out ------------------------------------------------------------------------------
    def export(self, quotations: Sequence[Quoted], to: Path, title: str) -> str: ...
