"""Where the person's marks lead by now."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from onrecord.store.errors import StoreError
from onrecord.store.library.together import OpenLibrary
from onrecord.store.notebook.anchors import find


@dataclass(frozen=True, slots=True)
class MarkPlace:
    """A mark and where it leads: an offset in its article, None where its words are gone."""

    letter: str
    article: str
    offset: int | None
    words: str


def mark_at(library: OpenLibrary, letter: str) -> MarkPlace | None:
    """Return where the mark under a letter leads by now; None where there is none."""
    mark = library.notebook.marks.at(letter)
    if mark is None:
        return None
    held, offset = mark.anchor, None
    with suppress(StoreError, OSError, KeyError):  # what cannot be read leads nowhere
        text = library.article(mark.article).text
        version = library.entries[mark.article].version
        if span := find(held, text, version, library.notebook.text(held.version)).span:
            offset = span[0]
    return MarkPlace(letter, mark.article, offset, " ".join(held.exact.split()))
