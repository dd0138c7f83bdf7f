"""The articles that two libraries both have, and where a passage of one stands in the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Protocol

from onrecord.analysis.types import Span
from onrecord.store.notebook.alignment import likeness
from onrecord.store.notebook.anchors import anchor, find

from .shelf import Shelf

_NEARLY = 0.75
"""How alike two texts of one title are, 0 to 1, of which one is the other, edited."""


class Titled(Protocol):
    """An article of a list."""

    @property
    def title(self) -> str:
        """Its title."""

    @property
    def away(self) -> bool:
        """Whether its file is gone."""


def paired(one: Shelf, other: Shelf) -> dict[str, str]:
    """Return which article of another library is which of this one, each at most once.

    It is one of the same text, first under the same id, then under any; else the one of the same
    id and title, which was edited, or the only one of its title, if it has nearly its text.  The
    other way round they are the same pairs.
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for pairs in (
        _same_ids(one, other, unchanged=True),
        _same_texts(one, other),
        _same_ids(one, other),
        _same_titles(one, other),
    ):
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


def of_one_title(articles: Mapping[str, Titled]) -> dict[str, str]:
    """Return the articles whose titles no other has, by their titles; what is gone is none."""
    here = {name: it.title for name, it in articles.items() if it.title and not it.away}
    times = Counter(here.values())
    return {title: name for name, title in here.items() if times[title] == 1}


def nearly(text: str, other: str) -> bool:
    """Return whether of two texts of one title one is the other, edited."""
    return likeness(text, other) >= _NEARLY


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


def _same_titles(one: Shelf, other: Shelf) -> Iterator[tuple[str, str]]:
    """Yield articles that were renamed and edited: of a title that no other has."""
    ours, theirs = of_one_title(one.articles), of_one_title(other.articles)
    for title in sorted(ours.keys() & theirs.keys()):
        a, b = ours[title], theirs[title]
        if nearly(one.text(a), other.text(b)):
            yield a, b


def _by_version(shelf: Shelf) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name in sorted(shelf.articles):
        found.setdefault(shelf.articles[name].version, []).append(name)
    return found
