"""Which articles are copies: the same text under another name, or nearly the same.

A copy is folded under the first of its text, the one published earliest.  What is exactly the
same, but for its blanks, is known by hashes; what is nearly the same is for the analysis to say,
and kept here under a fingerprint of the texts that it was said of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TypedDict, TypeVar

from onrecord.store.errors import Damaged, NotWritten
from onrecord.store.schema import shaped
from onrecord.store.storage import CheckedStorage, Tables

from .catalogue import Entry, ScanStatus
from .conclusions import fingerprint

T = TypeVar("T")

_COMPARISON = 2
"""The version of what texts are compared by; what is kept of another one is made anew."""

_TABLE = f"comparison {_COMPARISON}"

_NEAR, _SKETCHES = "copies.json", "sketches.json"

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


Sketches = dict[str, tuple[int, tuple[int, ...]]]
"""The sketches of texts, by their versions."""


class _Compared(TypedDict):
    """What is kept of texts, and of pairs of them, whatever else the library holds."""

    sketches: Sketches
    pairs: dict[str, bool]


class NearCopies:
    """Which texts are nearly the same, kept in a cache folder.

    What was made of a text, and of two, holds as long as these are in the library; what came of
    all of them, as long as they are all the same.
    """

    def __init__(self, folder: Path, writable: bool = True) -> None:
        self._folder = folder
        self._writable = writable

    def of(self, entries: Sequence[Entry], text: Callable[[str], str]) -> Copies:
        """Return those of these articles that are nearly the same as an earlier one of them.

        ``text`` gives the text of an article that is not known yet, "" where none is to be had.

        Raises:
            Whatever ``text`` raises.
        """
        mark = fingerprint(_COMPARISON, [(entry.id, entry.version) for entry in entries])
        kept = self._read(_NEAR, dict[str, Copies]) or {}
        if mark in kept:
            return kept[mark]
        known = (self._read(_SKETCHES, dict[str, _Compared]) or {}).get(_TABLE)
        known = known or _Compared(sketches={}, pairs={})
        made = _Comparison({entry.id: entry.version for entry in entries}, text, known)
        near = made.copies()
        if all(size for size, _ in made.sketches.values()):  # each text was to be had
            self._keep(_NEAR, {mark: near})
            kept_of_texts = {"sketches": made.sketches, "pairs": made.pairs}
            self._keep(_SKETCHES, {_TABLE: kept_of_texts})
        return near

    def _read(self, name: str, shape: type[T]) -> T | None:
        with suppress(Damaged, OSError):
            return shaped(CheckedStorage(self._folder / name).read(), shape)
        return None

    def _keep(self, name: str, tables: Tables) -> None:
        """Keep it; a disk that refuses costs only the time to find it again."""
        if self._writable:
            with suppress(NotWritten, OSError):
                self._folder.mkdir(exist_ok=True)
                CheckedStorage(self._folder / name, durable=False).write(tables)


class _Comparison:
    """Texts that are compared, each read only where what was made of it is not known."""

    def __init__(
        self,
        versions: Mapping[str, str],
        text: Callable[[str], str],
        known: _Compared,
    ) -> None:
        self.sketches: Sketches = {}
        self.pairs: dict[str, bool] = {}
        self._versions = versions
        self._text = text
        self._known = known

    def copies(self) -> Copies:
        from onrecord.analysis.links.near_copies import Sketch, near_copies, sketch

        for name, version in self._versions.items():
            known = self._known["sketches"].get(version)
            size, marks = known or sketch(self._text(name))
            self.sketches[version] = size, marks
        by_name = {name: Sketch(*self.sketches[it]) for name, it in self._versions.items()}
        return near_copies(by_name, self._are_copies)

    def _are_copies(self, one: str, other: str) -> bool:
        from onrecord.analysis.links.near_copies import is_copy, shingles

        key = f"{self._versions[one]} {self._versions[other]}"
        known = self._known["pairs"].get(key)
        if known is None:
            known = is_copy(shingles(self._text(one)), shingles(self._text(other)))
        self.pairs[key] = known
        return known
