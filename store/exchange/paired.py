"""The articles that two libraries both have, and where a passage of one stands in the other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from onrecord.analysis.types import Span
from onrecord.store.notebook.anchors import anchor, find

from .shelf import Shelf


def paired(one: Shelf, other: Shelf) -> dict[str, str]:
    """Return which article of another library is which of this one, each at most once.

    It is one of the same text, first under the same id, then under any; else the one of the same
    id and title, which was edited.  The other way round they are the same pairs.
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for pairs in (_same_ids(one, other, True), _same_texts(one, other), _same_ids(one, other)):
        for ours, theirs in pairs:
            if ours not in found and theirs not in taken:
                found[ours] = theirs
                taken.add(theirs)
    return found


def carry(span: Span, article: str, shelf: Shelf, to: str, other: Shelf) -> Span | None:
    """Return where a passage of an article stands in another library's, None where it does not."""
    version = shelf.articles[article].version
    if version == other.articles[to].version:
        return span
    text = shelf.text(article)
    words = anchor(text, *span, version)
    return find(words, other.text(to), other.articles[to].version, text).span


def _same_ids(one: Shelf, other: Shelf, unchanged: bool = False) -> Iterator[tuple[str, str]]:
    for name in sorted(one.articles.keys() & other.articles.keys()):
        ours, theirs = one.articles[name], other.articles[name]
        if ours.version == theirs.version or (not unchanged and ours.title == theirs.title):
            yield name, name


def _same_texts(one: Shelf, other: Shelf) -> Iterator[tuple[str, str]]:
    """Yield articles of the same text, where there are several the first with the first."""
    ours, theirs = _by_version(one), _by_version(other)
    for version in sorted(ours.keys() & theirs.keys()):
        yield from product(ours[version], theirs[version])


def _by_version(shelf: Shelf) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name in sorted(shelf.articles):
        found.setdefault(shelf.articles[name].version, []).append(name)
    return found
