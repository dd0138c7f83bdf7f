"""The tree that tags make, and how a tag is written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .base import clean_tag, composed

_BETWEEN = re.compile(r"[\s,]+")
_LEADING = re.compile(r"^[#/\s,]+")
_JOINERS = "\u200c\u200d"  # within words of some scripts, and in emoji


class NoTag(ValueError):
    """What cannot be a tag; ``proposal`` is how it could be written, "" where it cannot."""

    def __init__(self, why: str, proposal: str) -> None:
        super().__init__(why)
        self.proposal = proposal


def spelled(name: str) -> str:
    """Return a name as a tag: ``State of emergency`` as ``State-of-emergency``; "" for no words.

    Blanks and commas part tags from each other wherever several are written.
    """
    shown = (
        sign for sign in composed(name) if sign.isprintable() or sign.isspace() or sign in _JOINERS
    )
    levels = _LEADING.sub("", "".join(shown).replace('"', "")).split("/")
    hyphened = ("-".join(filter(None, _BETWEEN.split(level))) for level in levels)
    return "/".join(filter(None, hyphened))


def new_tag(name: str) -> str:
    """Return a tag as it is kept, where it is written as one.

    Raises:
        NoTag: it has spaces, commas or characters that cannot be seen, or no words at all.
    """
    kept, proposal = clean_tag(name.lstrip("#")), spelled(name)
    if kept and kept == proposal:
        return kept
    if not proposal:
        raise NoTag("a tag needs a name", "")
    raise NoTag(f"a tag is one word: write {proposal}", proposal)


class Branch(NamedTuple):
    """A tag, or the beginning of some: how many quotations bear it, and it or one below it."""

    tag: str
    own: int
    below: int


def tree(known: Iterable[str], worn: Iterable[Sequence[str]]) -> list[Branch]:
    """Return every tag and every tag above one, in the order of the tree.

    Args:
        known: the tags there are, worn by anything or not.
        worn: the tags of each quotation, which counts once for a tag however many below it it has.
    """
    own: Counter[str] = Counter()
    below = Counter(dict.fromkeys((level for tag in known for level in _levels(tag)), 0))
    for tags in worn:
        own.update(set(tags))
        below.update({level for tag in tags for level in _levels(tag)})
    return [Branch(tag, own[tag], below[tag]) for tag in sorted(below, key=lambda t: t.split("/"))]


def _levels(tag: str) -> list[str]:
    """Return a tag and those above it, the topmost first."""
    parts = tag.split("/")
    return ["/".join(parts[:depth]) for depth in range(1, len(parts) + 1)]
