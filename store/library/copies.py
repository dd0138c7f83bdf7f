"""Which articles are copies: the same text under another name, or nearly the same.

A copy is folded under the first of its text, the one published earliest.  What is exactly the
same, but for its blanks, is known by hashes; what is nearly the same is for the analysis to say,
and kept here under a fingerprint of the texts that it was said of.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from onrecord.store.errors import Damaged, NotWritten
from onrecord.store.schema import shaped
from onrecord.store.storage import CheckedStorage

from .catalogue import Entry, ScanStatus

_FILE = "copies.json"

Copies = dict[str, str]
"""The ids of articles that are copies, each with that of the first."""


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Return articles with a text, the one that others are copies of before those."""
    return sorted(
        (entry for entry in entries if entry.version),
        key=lambda it: (
            it.status is ScanStatus.VANISHED,
            it.published.date is None,
            it.published.date or "",
            it.id,
        ),
    )


def exact_copies(entries: Iterable[Entry]) -> Copies:
    """Return the copies whose text is that of the first, blanks and line ends aside."""
    first: dict[str, str] = {}
    found = {}
    for entry in in_order(entries):
        of = first.setdefault(entry.plain or entry.version, entry.id)
        if of != entry.id:
            found[entry.id] = of
    return found


def joined(exact: Mapping[str, str], near: Mapping[str, str]) -> Copies:
    """Return all copies: a copy of what is nearly the same as another is a copy of that."""
    return {**near, **{copy: near.get(first, first) for copy, first in exact.items()}}


def kept_near(folder: Path, mark: str) -> Copies:
    """Return what was nearly the same in texts of this fingerprint; nothing if it is not kept."""
    with suppress(Damaged, OSError, KeyError):
        tables = CheckedStorage(folder / _FILE).read() or {}
        return shaped(tables["near"][mark], dict[str, str])
    return {}


def keep_near(folder: Path, mark: str, near: Mapping[str, str]) -> None:
    """Keep it; a disk that refuses costs only the time to find it again."""
    with suppress(NotWritten, OSError):
        folder.mkdir(exist_ok=True)
        CheckedStorage(folder / _FILE, durable=False).write({"near": {mark: dict(near)}})
