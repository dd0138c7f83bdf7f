"""The words of a person's work: annotations, rulings, drawn links, marks, as typed records."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, TypeAlias

from msgspec import Meta

from onrecord.analysis.types import ActorKind, LinkType, QuotationKind
from onrecord.store.schema import shaped

from .anchors import Anchor

Row: TypeAlias = dict[str, Any]

ISO_DATE = r"^([1-9][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?)?\Z"

IsoDate: TypeAlias = Annotated[str, Meta(pattern=ISO_DATE)]
"""A year, a month or a day, or nothing."""


class Verdict(StrEnum):
    """What the person says of a quotation's being one."""

    NONE = ""
    REJECTED = "rejected"  # the machine found it; it is none
    MARKED = "marked"  # the machine missed it


@dataclass(frozen=True, slots=True)
class Annotation:
    """All that a person did with one quotation.

    ``kind`` and ``speaker`` are what was shown when it was made, so that it can be shown even
    where the machine no longer finds it; ``attributed`` tells that the speaker is the person's
    word, ``respanned`` that the anchor's span is, ``instead`` of the span that the machine had
    found.  ``speaker_id`` is empty where the speaker is
    no actor of the library; an empty ``speaker`` as well means nobody.  ``who`` are the names of
    those whose work it is, in the order they came to it.
    """

    id: str
    article: str
    anchor: Anchor
    kind: QuotationKind
    speaker_id: str = ""
    speaker: str = ""
    tags: tuple[str, ...] = ()
    memo: str = ""
    selected: bool = False
    verdict: Verdict = Verdict.NONE
    attributed: bool = False
    respanned: bool = False
    instead: Anchor | None = None
    at: str = ""
    who: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether it says nothing, and need not be kept."""
        return not (
            self.tags
            or self.memo
            or self.selected
            or self.verdict
            or self.attributed
            or self.respanned
        )


def check_day(iso: str) -> None:
    """Refuse an ISO day that no calendar has.

    Raises:
        ValueError: it has none.
    """
    if len(iso) == 10:
        date.fromisoformat(iso)


@dataclass(frozen=True, slots=True)
class ArticleNotes:
    """What a person says about one article; ``date`` is an ISO date cut to what they know."""

    memo: str = ""
    date: IsoDate = ""
    read: bool = False
    starred: bool = False

    def __post_init__(self) -> None:
        """Refuse a day that no calendar has."""
        check_day(self.date)


class RulingKind(StrEnum):
    """What a person can say about actors."""

    MERGE = "same actor"
    SPLIT = "not the same actor"
    RENAME = "other name"
    DISMISS = "not an actor"


@dataclass(frozen=True, slots=True)
class ActorRef:
    """An actor as it was when it was ruled on: by id, else by name and kind."""

    id: str
    name: str
    kind: ActorKind


@dataclass(frozen=True, slots=True)
class Ruling:
    """A person's word on actors, applied in the order of ``number``.

    MERGE: all ``actors`` are one, the first of them, called ``name``.  SPLIT: in ``articles`` the
    actor is somebody else, called ``name``.  RENAME: it is called ``name``.  DISMISS: it is not
    a person, organisation or country.
    """

    id: str
    number: int
    kind: RulingKind
    actors: Annotated[tuple[ActorRef, ...], Meta(min_length=1)]
    name: str = ""
    articles: tuple[str, ...] = ()


class LinkVerdict(StrEnum):
    """What a person says about a link."""

    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    DRAWN = "drawn"


@dataclass(frozen=True, slots=True)
class LinkNote:
    """A person's word on a tie between two passages."""

    id: str
    type: LinkType
    verdict: LinkVerdict
    a: str
    a_anchor: Anchor
    b: str
    b_anchor: Anchor
    note: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in an article that a person goes back to, under a letter."""

    id: str
    article: str
    anchor: Anchor


def row_of(record: Annotation | ArticleNotes | Ruling | LinkNote | Mark) -> Row:
    """Return a record as a JSON row, without what is as by default and without its key."""
    row = asdict(record)
    row.pop("id", None)
    return {name: value for name, value in row.items() if value not in ("", False, (), None)}


def annotation(key: str, row: Row) -> Annotation:
    """Return the annotation of a row.

    Raises:
        Damaged: it is none, as for all rows below.
    """
    return shaped({**row, "id": key}, Annotation)


def signed(it: Annotation, name: str) -> Annotation:
    """Return work on a quotation with a name among those whose it is."""
    return it if not name or name in it.who else replace(it, who=(*it.who, name))


def reworked(
    it: Annotation, tags: tuple[str, ...] | None, memo: str | None, who: Iterable[str]
) -> Annotation:
    """Return work with other tags or another memo, None where they stay, of ``who`` as well."""
    tags = it.tags if tags is None else tuple(dict.fromkeys(tags))
    it = replace(it, tags=tags, memo=it.memo if memo is None else memo)
    for name in who:
        it = signed(it, name)
    return it


def article_notes(row: Row | None) -> ArticleNotes:
    """Return the notes of a row, or empty ones."""
    return shaped(row, ArticleNotes) if row else ArticleNotes()


def ruling(key: str, row: Row) -> Ruling:
    """Return the ruling of a row."""
    return shaped({"number": 0, **row, "id": key}, Ruling)


def link_note(key: str, row: Row) -> LinkNote:
    """Return the link note of a row."""
    return shaped({**row, "id": key}, LinkNote)


def mark(letter: str, row: Row) -> Mark:
    """Return the mark of a row."""
    return shaped({**row, "id": letter}, Mark)
