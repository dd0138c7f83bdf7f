"""What was worked out of a library as a whole: its actors and dates, kept until that changes.

One sealed file beside the findings, as disposable as they are.  Each conclusion stands under a
fingerprint of all that it was made of; another fingerprint, and it is made anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict
from hashlib import blake2b
from pathlib import Path
from typing import Any

import orjson

from onrecord.analysis.types import Actor, ActorKind, Basis, Precision, Published, Resolution
from onrecord.store.errors import Damaged, NotWritten
from onrecord.store.storage import CheckedStorage

LAYOUT = 1
"""The version of the file; another one is not read."""

Dates = dict[str, Published]


def fingerprint(*made_of: object) -> str:
    """Return what tells apart what a conclusion was made of: anything that JSON can say."""
    data = orjson.dumps([LAYOUT, *made_of], option=orjson.OPT_NON_STR_KEYS)
    return blake2b(data, digest_size=16).hexdigest()


class Conclusions:
    """The conclusions of one library, in its cache folder."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "conclusions.json"
        self._read: dict[str, dict[str, Any]] | None = None

    def actors(self, mark: str) -> Resolution | None:
        """Return the actors made of what has this fingerprint, None where they are not kept."""
        with suppress(KeyError, TypeError, ValueError, AttributeError):
            row = self._row("actors", mark)
            return Resolution(
                {one["id"]: _actor(one) for one in row["actors"]},
                {name: tuple(ids) for name, ids in row["of"].items()},
            )
        return None

    def dates(self, mark: str) -> Dates | None:
        """Return the dates made of what has this fingerprint, None where they are not kept."""
        with suppress(KeyError, TypeError, ValueError, AttributeError):
            rows = self._row("dates", mark)["published"]
            return {name: _published(row) for name, row in rows.items()}
        return None

    def keep(self, actors: tuple[str, Resolution], dates: tuple[str, Dates]) -> None:
        """Keep both under their fingerprints; a disk that refuses costs only the time."""
        (actors_mark, found), (dates_mark, published) = actors, dates
        tables: dict[str, dict[str, Any]] = {
            "actors": {
                actors_mark: {"actors": _plain(found.actors.values()), "of": found.of},
            },
            "dates": {
                dates_mark: {"published": {name: asdict(one) for name, one in published.items()}}
            },
        }
        self._read = None
        with suppress(NotWritten, OSError):
            self._path.parent.mkdir(exist_ok=True)
            CheckedStorage(self._path, durable=False).write(tables)

    def _row(self, table: str, mark: str) -> dict[str, Any]:
        if self._read is None:
            try:
                self._read = CheckedStorage(self._path).read() or {}
            except (Damaged, OSError):
                self._read = {}
        row: dict[str, Any] = self._read[table][mark]
        return row


def _plain(actors: Iterable[Actor]) -> list[dict[str, Any]]:
    return [asdict(actor) for actor in actors]


def _actor(row: dict[str, Any]) -> Actor:
    return Actor(**{**row, "kind": ActorKind(row["kind"]), "articles": tuple(row["articles"])})


def _published(row: dict[str, Any]) -> Published:
    evidence = row["evidence"]
    return Published(
        **{
            **row,
            "precision": Precision(row["precision"]),
            "basis": Basis(row["basis"]),
            "evidence": tuple(evidence) if evidence else None,
        }
    )
