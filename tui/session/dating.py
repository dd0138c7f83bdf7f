"""When the articles of a library were published, as far as they tell it of each other."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from onrecord.analysis.types import Published
from onrecord.store.library.conclusions import fingerprint
from onrecord.store.library.copies import Copies
from onrecord.store.library.together import OpenLibrary

from .analysed import Analysed, unreadable
from .identities import ReadPart

if TYPE_CHECKING:
    from onrecord.analysis.dates import DatedLibrary
    from onrecord.store.library.kept_parts import KeptParts


_COUNTING = 1
"""The version of what is kept of dated articles; that of another one is made anew."""

_TOLD = "told"
"""What is kept of dated articles, by their names, each behind a mark of all it is made of."""

_LATE = date(9_000, 1, 1)
"""A day on which nothing is still to come."""


class Dating:
    """The dates of a library.

    What is taken out of an article is held while that is the same; of dated ones it is kept.
    """

    def __init__(self, library: OpenLibrary, part: ReadPart) -> None:
        self._library = library
        self._part = part
        self._dated: DatedLibrary | None = None
        self._marks: dict[str, object] = {}

    @cached_property
    def _parts(self) -> KeptParts:
        from onrecord.store.library.kept_parts import KeptParts  # the first paint waits for none

        return KeptParts(self._library.cache.folder, not self._library.read_only)

    @property
    def begun(self) -> bool:
        """Whether what dates are made of is at hand."""
        return self._dated is not None

    def of(
        self, shelf: Analysed, marks: Mapping[str, object], copies: Copies
    ) -> dict[str, Published]:
        """Return the dates that articles give each other; only those that are new are read.

        A copy that states no date has none: that it reads like the article that it is a copy of
        tells nothing of when it was printed.

        Args:
            shelf: the articles.
            marks: by article, what is another one when something about it has changed.
            copies: which of them are copies.

        Raises:
            Unavailable: an article that is on the shelf is gone.
        """
        from onrecord.analysis.dates import DatedLibrary

        today = date.today()
        kept: dict[str, bytes] = {}
        if self._dated is None or self._dated.today != today:
            self._dated, self._marks = DatedLibrary(today), {}
            kept = self._parts.all(_TOLD)
            self._parts.drop(_TOLD, kept.keys() - marks.keys())
        for name in self._marks.keys() - marks.keys():
            self._dated.remove(name)
            del self._marks[name]
        made: dict[str, bytes] = {}
        for name, mark in marks.items():
            if self._marks.get(name) != mark:
                seal = fingerprint(_COUNTING, self._library.cache.makers, name, mark).encode()
                if not self._taken(name, kept.get(name, b""), seal):
                    told = self._take(shelf, name, copies)
                    made |= {name: seal + told} if told else {}
                self._marks[name] = mark
        self._parts.put(_TOLD, made)
        return self._dated.inferred()

    def _taken(self, name: str, row: bytes, seal: bytes) -> bool:
        """Take in what is kept of an article under a mark; tell whether there was anything."""
        from onrecord.analysis.dates import DatedText

        assert self._dated
        if not row.startswith(seal):
            return False
        try:
            self._dated.add_told(name, DatedText.unpacked(row[len(seal) :]))
        except (ValueError, OverflowError, struct.error):
            return False
        return True

    def _take(self, shelf: Analysed, name: str, copies: Copies) -> bytes:
        """Take in an article; return what is to be kept of it, nothing where that may change."""
        from onrecord.analysis.dates import DatedText, published
        from onrecord.store.library.findings_codec import unpack_dates

        assert self._dated
        today = self._dated.today
        article = shelf.article(name)
        found = self._part(self._library.entries[name].version, unpack_dates)
        if found is None:
            raise unreadable(name)
        # Articles of one text share their findings, and each has a source of its own.
        own = published(article, found.blocks, found.dateline, today)
        if name in copies and not own.date:
            self._dated.remove(name)
            return b""
        found = replace(found, published=own)
        told = DatedText.of(article, found)
        if told is None:
            self._dated.add(article, found)
            return b""
        self._dated.add_told(name, told)
        later = published(article, found.blocks, found.dateline, _LATE)
        return told.packed() if later == own else b""  # no day that is still to come

    def close(self) -> None:
        """Keep nothing from now on."""
        if "_parts" in self.__dict__:
            self._parts.close()
