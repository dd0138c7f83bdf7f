"""When the articles of a library were published, as far as they tell it of each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from onrecord.analysis.types import Published
from onrecord.store.library.copies import Copies
from onrecord.store.library.together import OpenLibrary

from .analysed import Analysed, unreadable
from .identities import ReadPart

if TYPE_CHECKING:
    from onrecord.analysis.dates import DatedLibrary


class Dating:
    """The dates of a library; what is taken out of an article is held while that is the same."""

    def __init__(self, library: OpenLibrary, part: ReadPart) -> None:
        self._library = library
        self._part = part
        self._dated: DatedLibrary | None = None
        self._marks: dict[str, object] = {}

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
        if self._dated is None or self._dated.today != today:
            self._dated, self._marks = DatedLibrary(today), {}
        for name in self._marks.keys() - marks.keys():
            self._dated.remove(name)
            del self._marks[name]
        for name, mark in marks.items():
            if self._marks.get(name) != mark:
                self._take(self._dated, shelf, name, copies)
                self._marks[name] = mark
        return self._dated.inferred()

    def _take(self, dated: DatedLibrary, shelf: Analysed, name: str, copies: Copies) -> None:
        from onrecord.analysis.dates import published
        from onrecord.store.library.findings_codec import unpack_dates

        article = shelf.article(name)
        found = self._part(self._library.entries[name].version, unpack_dates)
        if found is None:
            raise unreadable(name)
        # Articles of one text share their findings, and each has a source of its own.
        own = published(article, found.blocks, found.dateline, dated.today)
        if name not in copies or own.date:
            dated.add(article, replace(found, published=own))
        else:
            dated.remove(name)
