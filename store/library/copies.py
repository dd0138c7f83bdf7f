"""Which articles are copies: the same text under another name, or nearly the same.

A copy is folded under the first of its text, the one published earliest.  What is exactly the
same, but for its blanks, is known by hashes; what is nearly the same is for the analysis to say,
and kept here under a fingerprint of the texts that it was said of.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.store.errors import Damaged, NotWritten
from onrecord.store.plain_files import make_folder
from onrecord.store.schema import shaped
from onrecord.store.storage import CheckedStorage, Tables

from .catalogue import Entry, ScanStatus
from .conclusions import fingerprint

if TYPE_CHECKING:
    from onrecord.analysis.links.near_copies import Rank, ReprintLibrary, Sketch

    from .kept_parts import KeptParts

_COMPARISON = 2
"""The version of what texts are compared by; what is kept of another one is made anew."""

_NEAR, _OLD = "copies.json", "sketches.json"

_SKETCHES, _PAIRS = f"sketch {_COMPARISON}", f"pair {_COMPARISON}"
"""What is kept of a text, by its version, and of two of them."""

Copies = dict[str, str]
"""The ids of articles that are copies, each with that of the first."""


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Return articles with a text, the one that others are copies of before those."""
    return sorted((entry for entry in entries if entry.version), key=_rank)


def _rank(entry: Entry) -> Rank:
    day = entry.published.date
    return entry.status is ScanStatus.VANISHED, day is None, day or "", entry.id


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


class NearCopies:
    """Which texts are nearly the same, kept in a cache folder.

    What was made of a text, and of two, holds as long as these are in the library; what came of
    all of them, as long as they are all the same.
    """

    def __init__(self, folder: Path, writable: bool = True) -> None:
        self._folder = folder
        self._writable = writable
        self._reprints: ReprintLibrary | None = None
        self._marks: dict[str, tuple[Rank, str]] = {}
        self._pairs: dict[str, bytes] = {}

    @cached_property
    def _parts(self) -> KeptParts:
        from .kept_parts import KeptParts  # the first paint waits for none

        return KeptParts(self._folder, self._writable)

    def of(self, entries: Sequence[Entry], text: Callable[[str], str]) -> Copies:
        """Return those of these articles that are nearly the same as an earlier one of them.

        ``text`` gives the text of an article that is not known yet, "" where none is to be had.

        Raises:
            Whatever ``text`` raises.
        """
        mark = fingerprint(_COMPARISON, [(entry.id, entry.version) for entry in entries])
        if self._reprints is None:
            kept = self._read() or {}
            if mark in kept:
                return kept[mark]
        marks = {entry.id: (_rank(entry), entry.version) for entry in entries}
        reprints, whole = self._follow(marks, text)
        near = reprints.copies(lambda one, other: self._are_copies(marks, text, one, other))
        if whole:
            self._keep({mark: near})
        return near

    def _follow(
        self, marks: Mapping[str, tuple[Rank, str]], text: Callable[[str], str]
    ) -> tuple[ReprintLibrary, bool]:
        """Take in what came, went and changed; return whether each text was to be had, too."""
        from onrecord.analysis.links.near_copies import ReprintLibrary, Sketch, sketch

        reprints = self._reprints = self._reprints or ReprintLibrary()
        first = not self._marks
        known = self._parts.all(_SKETCHES) if first else {}
        self._pairs = self._parts.all(_PAIRS) if first else self._pairs
        for gone in self._marks.keys() - marks.keys():
            reprints.remove(gone)
            del self._marks[gone]
        made: dict[str, bytes] = {}
        for name, mark in marks.items():
            if self._marks.get(name) == mark:
                continue
            rank, version = mark
            if (row := known.get(version) or made.get(version)) and (kept := _unpacked(row)):
                reprints.add(name, rank, kept)
            elif words := text(name):
                reprints.add(name, rank, found := sketch(words))
                made[version] = _packed(found)
            else:  # it is looked for again
                reprints.add(name, rank, Sketch(0, ()))
                self._marks.pop(name, None)
                continue
            self._marks[name] = mark
        self._parts.put(_SKETCHES, made)
        if first:
            self._tidy(known, {version for _, version in marks.values()})
        return reprints, self._marks.keys() == marks.keys()

    def _tidy(self, sketches: Iterable[str], versions: set[str]) -> None:
        """Forget what is kept of texts that are not there any more."""
        self._parts.drop(_SKETCHES, [it for it in sketches if it not in versions])
        gone = [it for it in self._pairs if not versions.issuperset(it.split())]
        self._parts.drop(_PAIRS, gone)
        if self._writable:
            with suppress(OSError):
                (self._folder / _OLD).unlink(missing_ok=True)

    def _are_copies(
        self,
        marks: Mapping[str, tuple[Rank, str]],
        text: Callable[[str], str],
        one: str,
        other: str,
    ) -> bool:
        from onrecord.analysis.links.near_copies import is_copy, shingles

        key = f"{marks[one][1]} {marks[other][1]}"
        if (known := self._pairs.get(key)) not in (b"0", b"1"):
            same = is_copy(shingles(text(one)), shingles(text(other)))
            known = self._pairs[key] = b"1" if same else b"0"
            self._parts.put(_PAIRS, {key: known})
        return known == b"1"

    def _read(self) -> dict[str, Copies] | None:
        with suppress(Damaged, OSError):
            return shaped(CheckedStorage(self._folder / _NEAR).read(), dict[str, Copies])
        return None

    def _keep(self, tables: Tables) -> None:
        """Keep it; a disk that refuses costs only the time to find it again."""
        if self._writable:
            with suppress(NotWritten, OSError):
                make_folder(self._folder)
                CheckedStorage(self._folder / _NEAR, durable=False).write(tables)

    def close(self) -> None:
        """Keep nothing from now on."""
        self._parts.close()


def _packed(made: Sketch) -> bytes:
    return struct.pack(f"<I{len(made.marks)}Q", made.size, *made.marks)


def _unpacked(row: bytes) -> Sketch | None:
    """Return a sketch, None where it is not one."""
    if len(row) % 8 != 4:
        return None
    from onrecord.analysis.links.near_copies import Sketch

    size, *marks = struct.unpack(f"<I{(len(row) - 4) // 8}Q", row)
    return Sketch(size, tuple(marks))
