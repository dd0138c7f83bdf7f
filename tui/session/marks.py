"""The person's marks: set, gone to, taken away."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from onrecord.store.errors import StoreError
from onrecord.store.notebook.anchors import find

from .changes import Work


@dataclass(frozen=True, slots=True)
class Marked:
    """A mark and where it leads: an offset in its article, None where its words are gone."""

    letter: str
    article: str
    offset: int | None
    words: str


class Marking(Work):
    """The marks of a session."""

    def marks(self) -> list[str]:
        """Return the letters of all marks, in order."""
        return [mark.id for mark in self._notebook.marks()]

    def mark_at(self, letter: str) -> Marked | None:
        """Return where the mark under a letter leads by now; None where there is none."""
        mark = self._notebook.mark_at(letter)
        if mark is None:
            return None
        held, offset = mark.anchor, None
        with suppress(StoreError, OSError, KeyError):  # what cannot be read leads nowhere
            text = self._library.article(mark.article).text
            version = self._library.entries[mark.article].version
            if span := find(held, text, version, self._notebook.kept(held.version)).span:
                offset = span[0]
        return Marked(letter, mark.article, offset, " ".join(held.exact.split()))

    def set_mark(self, letter: str, article: str, offset: int) -> str:
        """Put a mark on a place."""
        return self._do(lambda: self._notebook.set_mark(letter, article, offset), article)

    def drop_mark(self, letter: str) -> str:
        """Take a mark away."""
        return self._do(lambda: self._notebook.drop_mark(letter))
