"""What the session tells the screen: rows, highlighted names, and events."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from onrecord.analysis.types import ActorKind, Published


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
    copy_of: str = ""  # the article that it is folded under
    also_in: tuple[str, ...] = ()  # the copies that are folded under it

    @property
    def pending(self) -> bool:
        """Whether the analysis has still to tell what is in it."""
        return self.status in (Status.WAITING, Status.ANALYSING)


class Named(NamedTuple):
    """A mention, resolved to the library's actor, for highlighting."""

    start: int
    end: int
    actor: str | None  # actor id
    name: str
    kind: ActorKind
    by_name: bool  # False for roles and pronouns


@dataclass(frozen=True, slots=True)
class Event:
    """Something happened: the base of what a listener is called with."""


READ, ANALYSED, LINKED = "read", "analysed", "linked"
"""What becomes of articles, one stage after the other."""


@dataclass(frozen=True, slots=True)
class Progress(Event):
    """How far the work is; ``article`` is the one that just ended or failed, if one did.

    ``left`` is how many seconds it will take, None as long as nobody knows; ``doing`` is what
    was done with the articles that are counted.
    """

    done: int
    total: int
    failed: int
    article: str
    left: float | None = None
    paused: bool = False
    doing: str = ANALYSED

    @property
    def under_way(self) -> bool:
        """Whether there is more to do."""
        return self.done < self.total


@dataclass(frozen=True, slots=True)
class Indexed(Event):
    """How many texts can be searched by now, of how many."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Changed(Event):
    """Rows, findings or the person's work of these articles are new; empty means all.

    ``by_person`` tells that the person changed it: they are to see that at once; ``moved`` are the
    old and the new ids of articles whose files have other names now.
    """

    articles: tuple[str, ...] = ()
    by_person: bool = False
    moved: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Notice(Event):
    """A message for the person, one line; ``more`` is the rest, shown on a key."""

    text: str
    severity: str = "information"  # or "warning", "error"
    more: str = ""


Listener = Callable[[Event], None]
