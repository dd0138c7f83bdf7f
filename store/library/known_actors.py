"""The actors a library has known, so that their ids stay when articles come and go."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TypedDict

from onrecord.analysis.types import Actor, ActorKind
from onrecord.store.errors import Damaged, NotWritten
from onrecord.store.schema import shaped
from onrecord.store.storage import CheckedStorage

_FILE = "actors.json"


class _Row(TypedDict):
    """What is kept of one actor."""

    name: str
    kind: ActorKind
    names: dict[str, int]


def known(home: Path) -> list[Actor]:
    """Return the actors known in a library; none where they were never kept, or are damaged."""
    try:
        tables = CheckedStorage(home / _FILE).read()
        rows = shaped(tables["actors"], dict[str, _Row]) if tables else {}
    except (Damaged, OSError, KeyError):
        return []
    return [
        Actor(id=key, name=row["name"], kind=row["kind"], names=row["names"])
        for key, row in rows.items()
    ]


def keep(home: Path, actors: Iterable[Actor]) -> None:
    """Keep what tells these actors again; a full disk only costs the stability of new ids."""
    rows = {
        actor.id: {"name": actor.name, "kind": str(actor.kind), "names": actor.names}
        for actor in actors
    }
    with suppress(NotWritten):
        CheckedStorage(home / _FILE, durable=False).write({"actors": rows})
