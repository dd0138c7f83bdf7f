"""What was worked out of a library as a whole: its actors and dates, kept until that changes.

One sealed file beside the findings, as disposable as they are.  Each conclusion stands under a
fingerprint of all that it was made of; another fingerprint, and it is made anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, TypedDict, TypeVar

import msgspec
import orjson

from onrecord.analysis.types import Actor, ActorKind, Published, Resolution
from onrecord.store.errors import Damaged, NotWritten
from onrecord.store.plain_files import make_folder
from onrecord.store.schema import shaped
from onrecord.store.storage import CheckedStorage

from .findings_codec import pack_published, unpack_published

T = TypeVar("T")

LAYOUT = 5
"""The version of the file; another one is not read."""

_COLUMNS = ("name", "kind", "names", "roles", "articles", "mentions", "quotations")
_KINDS = {kind.value: kind for kind in ActorKind}

Dates = dict[str, Published]

Twins = dict[str, tuple[str, tuple[int, ...]]]
"""Copies that name nobody else: the first, and which of its actors those of the copy are."""


def fingerprint(*made_of: object) -> str:
    """Return what tells apart what a conclusion was made of: anything that JSON can say."""
    data = orjson.dumps([LAYOUT, *made_of], option=orjson.OPT_NON_STR_KEYS)
    return blake2b(data, digest_size=16).hexdigest()


class Conclusions:
    """The conclusions of one library, in its cache folder."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "conclusions.json"
        self._read: dict[str, dict[str, Any]] | None = None

    def actors(self, mark: str) -> tuple[Resolution, Twins] | None:
        """Return the actors made of what has this fingerprint, None where they are not kept."""
        with suppress(KeyError, TypeError, ValueError, AttributeError, IndexError):
            row = _checked(self._row("actors", mark))
            twins = {copy: (first, tuple(same)) for copy, (first, same) in row["twins"].items()}
            ids = _KeptIds(row)
            known = [(same, ids[first]) for first, same in twins.values() if first in ids]
            if all(max(same, default=-1) < len(theirs) for same, theirs in known):
                return Resolution(_KeptActors(row), ids), twins
        return None

    def before(self, makers: Sequence[str]) -> tuple[Resolution, dict[str, str]] | None:
        """Return the actors made last, of findings of these makers, whatever they were made of.

        With them come the versions of the articles that they are in; None where they are not kept.
        """
        with suppress(KeyError, TypeError, ValueError, AttributeError, IndexError):
            [row] = self._table("actors").values()
            if row["makers"] == list(makers):
                _checked(row)
                found = Resolution(_KeptActors(row), _KeptIds(row))
                return found, dict(zip(found.of, row["versions"], strict=True))
        return None

    def dates(self, mark: str) -> Dates | None:
        """Return the dates made of what has this fingerprint, None where they are not kept."""
        with suppress(KeyError, TypeError, ValueError, AttributeError):
            rows = self._row("dates", mark)["published"]
            return {name: unpack_published(row) for name, row in rows.items()}
        return None

    def keep(
        self,
        actors: tuple[str, Resolution, Twins],
        dates: tuple[str, Dates],
        makers: Sequence[str] = (),
        versions: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Keep both under their fingerprints; a disk that refuses costs only the time.

        ``makers`` made the findings, ``versions`` are those of the articles.
        """
        (actors_mark, found, twins), (dates_mark, published) = actors, dates
        rows = {name: pack_published(one) for name, one in published.items()}
        made_of = {"makers": list(makers), "versions": [versions.get(it, "") for it in found.of]}
        tables: dict[str, dict[str, Any]] = {
            "actors": {actors_mark: {**_columns(found), "twins": twins, **made_of}},
            "dates": {dates_mark: {"published": rows}},
        }
        self._read = None
        with suppress(NotWritten, OSError):
            make_folder(self._path.parent)
            CheckedStorage(self._path, durable=False).write(tables)

    def _row(self, table: str, mark: str) -> dict[str, Any]:
        row: dict[str, Any] = self._table(table)[mark]
        return row

    def _table(self, name: str) -> dict[str, dict[str, Any]]:
        if self._read is None:
            try:
                self._read = CheckedStorage(self._path).read() or {}
            except (Damaged, OSError):
                self._read = {}
        return self._read[name]


_Place = Annotated[int, msgspec.Meta(ge=0)]
_Known = Annotated[int, msgspec.Meta(ge=-1)]  # -1 is nobody


class _Columns(TypedDict):
    """Actors as they are kept; ``articles`` and ``of`` tell by places who and what is meant."""

    id: list[str]
    name: list[str]
    kind: list[ActorKind]
    names: list[dict[str, int]]
    roles: list[dict[str, int]]
    articles: list[list[_Place]]
    mentions: list[int]
    quotations: list[int]
    of: tuple[list[str], list[list[_Known]]]
    twins: dict[str, tuple[str, list[_Place]]]
    makers: list[str]
    versions: list[str]


def _checked(row: dict[str, Any]) -> dict[str, Any]:
    """Return the row of actors, which is looked at whole: it may be from another machine.

    Raises:
        ValueError: it is not as it was written.
    """
    try:
        shaped(row, _Columns)
    except Damaged as error:
        raise ValueError(str(error)) from error
    articles, of = row["of"]
    if max(chain.from_iterable(of), default=-1) >= len(row["id"]):
        raise ValueError("an actor is meant that there is not")
    if max(chain.from_iterable(row["articles"]), default=-1) >= len(articles):
        raise ValueError("an article is meant that there is not")
    return row


class _OnDemand(Mapping[str, T]):
    """What stands in columns, each made when it is asked for first; ``keys`` are in order."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._places = {key: place for place, key in enumerate(keys)}
        self._made: dict[str, T] = {}

    def _make(self, place: int) -> T:
        """Make the one of a place."""
        raise NotImplementedError

    def __getitem__(self, key: str) -> T:
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = self._make(self._places[key])
        return made

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def __contains__(self, key: object) -> bool:
        return key in self._places


class _KeptActors(_OnDemand[Actor]):
    """The actors of a library, of which a start makes only those that are looked at."""

    def __init__(self, row: Mapping[str, Any]) -> None:
        self._columns = [row[name] for name in _COLUMNS]
        self._articles = row["of"][0]
        ids = row["id"][: len(self._columns[0])]  # behind them stand those whom nobody knows
        if {len(column) for column in self._columns} != {len(ids)}:
            raise ValueError("the columns are not of one length")
        super().__init__(ids)
        self._ids = ids

    def _make(self, place: int) -> Actor:
        name, kind, names, roles, articles, mentions, quotations = (
            column[place] for column in self._columns
        )
        known = tuple(map(self._articles.__getitem__, articles))
        return Actor(
            self._ids[place], name, _KINDS[kind], names, roles, known, mentions, quotations
        )


class _KeptIds(_OnDemand[tuple[str | None, ...]]):
    """Which actors the local ones of each article are."""

    def __init__(self, row: Mapping[str, Any]) -> None:
        articles, self._of = row["of"]
        super().__init__(articles[: len(self._of)])
        self._ids = [*row["id"], None]  # -1 is nobody

    def _make(self, place: int) -> tuple[str | None, ...]:
        return tuple(map(self._ids.__getitem__, self._of[place]))


def _columns(found: Resolution) -> dict[str, Any]:
    """Return actors as columns, in which ids and articles are told by their places."""
    actors = list(found.actors.values())
    articles = _places(chain(found.of, *(one.articles for one in actors)))
    met = (key for keys in found.of.values() for key in keys if key is not None)
    ids: dict[str | None, int] = {None: -1}
    ids.update(_places(chain(found.actors, met)))
    return {
        "id": list(ids)[1:],
        "name": [one.name for one in actors],
        "kind": [one.kind for one in actors],
        "names": [one.names for one in actors],
        "roles": [one.roles for one in actors],
        "articles": [[articles[name] for name in one.articles] for one in actors],
        "mentions": [one.mentions for one in actors],
        "quotations": [one.quotations for one in actors],
        "of": [list(articles), [[ids[key] for key in keys] for keys in found.of.values()]],
    }


def _places(names: Iterable[str]) -> dict[str, int]:
    """Return the places of names, each once, in the order in which they come first."""
    return {name: place for place, name in enumerate(dict.fromkeys(names))}
