"""The tree that tags make, and how a tag is written."""

from __future__ import annotations

import re

from .base import clean, clean_tag

_BETWEEN = re.compile(r"[\s,]+")
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
        sign for sign in clean(name) if sign.isprintable() or sign.isspace() or sign in _JOINERS
    )
    levels = "".join(shown).replace('"', "").lstrip("# ").split("/")
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


def tree(counts: dict[str, int]) -> list[tuple[str, int, int]]:
    """Return every tag and every tag above one, with its own count and that of all below it."""
    own: dict[str, int] = {}
    below: dict[str, int] = {}
    for tag, count in counts.items():
        own[tag] = own.get(tag, 0) + count
        parts = tag.split("/")
        for depth in range(1, len(parts) + 1):
            above = "/".join(parts[:depth])
            below[above] = below.get(above, 0) + count
    return [(tag, own.get(tag, 0), below[tag]) for tag in sorted(below, key=lambda t: t.split("/"))]
