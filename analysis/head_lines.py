"""A head that people write above a text: lines such as ``Source: The Quay``."""

from __future__ import annotations

import re
from typing import NamedTuple

FIELDS = {
    "title": "title headline heading subject",
    "source": "source publisher publication newspaper outlet sitename sourcename site journal "
    "medium website domain",
    "url": "url link permalink canonicalurl articleurl weburl sourceurl urlsource address",
    "language": "language lang",
    "author": "author authors byline by writer reporter creator authorname",
    "modified": "modified updated lastmodified lastmod lastupdated lastupdate datemodified "
    "dateupdated updatedat updatedon modifiedat modifiedon modifieddate updateddate",
    "published": "date published publishedat pubdate publishdate publisheddate datepublished "
    "publicationdate datepublish firstpublished posted postedat postedon dateposted issued "
    "released datetime timestamp publishedon publishedtime publishtime createdat",
}
"""Under which names people keep what; of a program for notes ``created`` is the day of the note."""


_KNOWN = frozenset(name for given in FIELDS.values() for name in given.split())

_LINE = re.compile(
    r"[*_>\s]*(?P<name>[A-Za-z][A-Za-z -]{1,24}?)[*_]*\s*:[*_]*[ \t]+(?P<value>[^\n]*?)[*_\s]*$"
)
_ADDRESS = re.compile(r"https?://\S+$")
_FEWEST, _FURTHEST = 2, 2
"""Lines of known names that make a head, and lines that may stand above it: a title."""

_LONGEST = 4000
"""So many code points of a text are looked at."""


class HeadLines(NamedTuple):
    """What the lines of a head say, and the offsets of its beginning and behind it."""

    values: dict[str, str]
    start: int
    end: int


def find(text: str) -> HeadLines | None:
    """Return the head of a text, if lines of names and values stand at its top."""
    found: dict[str, str] = {}
    at = passed = start = 0
    parted = False
    lines = text[:_LONGEST].splitlines(keepends=True)
    for number, line in enumerate(lines):
        named = _LINE.match(line)
        if named and (found or plain_name(named["name"]) in _KNOWN):
            start = start if found else at
            found.setdefault(named["name"], named["value"])
        elif found and not line.strip() and _is_known(lines[number + 1 : number + 2]):
            parted = True  # some programs leave a line free between two of a head
        elif found or passed == _FURTHEST:
            break
        else:
            passed += bool(line.strip())
        at += len(line)
    if sum(plain_name(name) in _KNOWN for name in found) < _FEWEST:
        return None
    if parted and not any(map(_ADDRESS.match, found.values())):
        return None
    return HeadLines(found, start, at)


def plain_name(name: object) -> str:
    """Return a field's name as names are compared: ``Published at`` is ``publishedat``."""
    return re.sub(r"[\W_]+", "", str(name)).lower()


def _is_known(lines: list[str]) -> bool:
    """Tell whether the line gives something under a name that is known."""
    named = _LINE.match(lines[0]) if lines else None
    return named is not None and plain_name(named["name"]) in _KNOWN
