"""Keeps the index in step with a library: what is new is taken in, what is gone is dropped."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from onrecord.store.errors import StoreError
from onrecord.store.library.catalogue import ScanStatus

from .index import AT_ONCE, TextIndex

if TYPE_CHECKING:
    from onrecord.store.library.together import OpenLibrary

TRIES = 3
"""How often an index that turns out to be damaged meanwhile is gone through again."""


def keep_up(
    index: TextIndex,
    library: OpenLibrary,
    wanted: Callable[[], bool] = lambda: True,
    told: Callable[[int, int], None] = lambda done, total: None,
) -> None:
    """Bring an index up to date with the articles of a library, as its last scan left them.

    An article that cannot be read is left out until it can.  One whose file has vanished is only
    kept where the notebook has its text.

    Args:
        index: the index.
        library: the library; nothing is written to it.
        wanted: asked now and then whether to go on.
        told: called with how many of the texts stand in the index, and how many there are.
    """
    for _ in range(TRIES):
        known = {version: name for name, version in searchable(library).items()}
        there = index.versions
        index.drop(there - known.keys())
        missing = [version for version in known if version not in there]
        done = len(known) - len(missing)
        for first in range(0, len(missing), AT_ONCE):
            told(done + first, len(known))
            if not wanted():
                return
            index.add(_texts(library, [known[v] for v in missing[first : first + AT_ONCE]]))
        told(len(known), len(known))
        # A damaged index begins again with nothing.
        if len(index.versions) >= done:
            return


def searchable(library: OpenLibrary) -> dict[str, str]:
    """Return the ids of the articles whose text can be read, each with the text's version."""
    kept = library.notebook.text
    return {
        name: entry.version
        for name, entry in list(library.known.items())
        if entry.version and (entry.status is not ScanStatus.VANISHED or kept(entry.version))
    }


def _texts(library: OpenLibrary, articles: list[str]) -> dict[str, str]:
    texts = {}
    for name in articles:
        with suppress(StoreError, OSError, KeyError):
            text = library.article(name).text
            texts[library.known[name].version] = text
    return texts
