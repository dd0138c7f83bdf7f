"""What the rows of a notebook look like: checked whenever they come from a file."""

from __future__ import annotations

from typing import Annotated, Any, NotRequired, TypeAlias, TypedDict

from msgspec import Meta

from onrecord.store.schema import misfit

from .records import Annotation, ArticleNotes, LinkNote, Mark, Ruling

Row: TypeAlias = dict[str, Any]
"""A row of a table, as JSON has it."""

RowChange: TypeAlias = tuple[str, str, Row | None, Row | None]
"""A table's name, a key in it, and its row before and after (None: no row)."""

Natural: TypeAlias = Annotated[int, Meta(ge=0)]


class TagRow(TypedDict):
    """A tag of the codebook."""

    memo: NotRequired[str]
    colour: NotRequired[str]


class KeyRow(TypedDict):
    """The tag on a digit."""

    tag: str


class RecentRow(TypedDict):
    """The tags used last."""

    tags: list[str]


class PlaceRow(TypedDict):
    """Where somebody stopped reading."""

    offset: Natural


class SearchRow(TypedDict):
    """A saved search."""

    query: str


class EncodingRow(TypedDict):
    """What encoding a file is in."""

    encoding: str


class LookedRow(TypedDict):
    """What a saved search had found when it was last looked at."""

    at: str
    seen: list[str]


class ActorRow(TypedDict):
    """A memo on an actor."""

    memo: str
    name: NotRequired[str]


class KeptRow(TypedDict):
    """Work that stays although it does not apply."""

    why: str


class DisputeRow(TypedDict):
    """What a colleague says otherwise."""

    article: str
    words: str
    who: str
    says: str
    work: str
    theirs: dict[str, Any]
    what: NotRequired[str]
    table: NotRequired[str]
    at: NotRequired[Natural]
    mine: NotRequired[str]


class SettledRow(TypedDict):
    """What a colleague says otherwise, and was not followed in."""

    article: str
    who: str
    says: str
    mine: str


class PersonRow(TypedDict):
    """Somebody on the person's own list."""

    variants: NotRequired[list[str]]
    gender: NotRequired[str]
    role: NotRequired[str]
    party: NotRequired[str]
    organisation: NotRequired[str]
    country: NotRequired[str]
    wikidata: NotRequired[str]


class Header(TypedDict):
    """The first record of a journal."""

    journal: str
    schema: int
    at: NotRequired[str]


class KeptText(TypedDict):
    """A record that keeps a version of a text."""

    version: str
    text: str


class ActionRecord(TypedDict):
    """A record of one action: its number, and of each row what it was and what it is."""

    n: Annotated[int, Meta(ge=1)]
    at: str
    label: str
    changes: list[RowChange]
    tick: NotRequired[Natural]
    joint: NotRequired[str]
    article: NotRequired[str]
    undo: NotRequired[bool]
    redo: NotRequired[bool]
    quiet: NotRequired[bool]
    settled: NotRequired[bool]
    moved: NotRequired[dict[str, str]]
    elsewhere: NotRequired[list[str]]
    whose: NotRequired[list[tuple[str, str, str, str, str]]]


class SnapshotMeta(TypedDict):
    """What a snapshot says of itself."""

    schema: int
    journal: str
    through: Natural
    tick: NotRequired[Natural]
    end: Natural
    undo: list[Natural]
    redo: list[Natural]
    moves: NotRequired[list[tuple[Natural, dict[str, str]]]]


_KEYED = {"annotations": Annotation, "rulings": Ruling, "links": LinkNote, "marks": Mark}
"""Tables of records that bear the key of their row as an id."""

_PLAIN = {
    "articles": ArticleNotes,
    "tags": TagRow,
    "keys": KeyRow,
    "recent": RecentRow,
    "places": PlaceRow,
    "searches": SearchRow,
    "encodings": EncodingRow,
    "looked": LookedRow,
    "actors": ActorRow,
    "kept": KeptRow,
    "disputes": DisputeRow,
    "settled": SettledRow,
    "people": PersonRow,
}


def is_record(record: dict[str, Any]) -> bool:
    """Return whether this is a record of a journal; what a later onrecord may add is one too."""
    for field, shape in (("n", ActionRecord), ("version", KeptText), ("journal", Header)):
        if field in record:
            return not misfit(record, shape)
    return True


def misfit_of(table: str, key: str, row: dict[str, Any]) -> str:
    """Return what is wrong with a row, or ""; rows of tables that are not known are right."""
    if table in _KEYED:
        return misfit({"number": 0, **row, "id": key}, _KEYED[table])
    return misfit(row, _PLAIN[table]) if table in _PLAIN else ""
