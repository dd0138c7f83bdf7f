"""Retriever (Atekst, Mediearkivet): a title over a ruler, whose it is and its day, the words.

A line tells how it was published; the copyright ends the words, double rulers part the articles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .found import Delivered
from .lines import Lines, filled, paragraphs

_PARTS = re.compile(r"\s*={20,}\s*")
_RULER = re.compile(r"\s*-{20,}\s*")
_SOURCE = re.compile(
    r"\s*(?P<source>[^\s,][^,]{0,80}), "
    r"(?P<day>\d{1,2}\.\d{1,2}\.(?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d)\b.{0,60}"
)
_PUBLISHED = re.compile(r"\s*(?:Publisert|Publicerat|Publicerad|Publiceret|Julkaistu)\b.{0,60}")
_COPYRIGHT = re.compile(r"\s*(?:©|\(c\)) ?\S")
_ADDRESS = re.compile(r"\s*Se (?:web|nett)\w* på\W*(?P<url>https?://\S+)")
_TOP, _HEAD = 120, 6
"""Lines in which a delivery shows that it is one, and below a ruler in which the day stands."""


def recognises(lines: Lines) -> bool:
    """Tell by a ruler with whose it is and its day below, and how it was published below that."""
    top = filled(lines[:_TOP])
    rulers = [at for at, line in enumerate(top) if _RULER.fullmatch(line)]
    return any(_head(top, at) > 0 for at in rulers[:3])


def articles(lines: Lines) -> Iterator[Delivered]:
    """Yield the articles of a delivery."""
    held: list[str] = []
    for line in [*lines, "=" * 20]:
        if not _PARTS.fullmatch(line):
            held.append(line)
            continue
        yield from _article(held)
        held = []


def _head(lines: Lines, ruler: int) -> int:
    """Return where the words below a ruler begin, or 0 where it is no head of an article."""
    below = lines[ruler + 1 : ruler + 1 + 2 * _HEAD]
    said = [at for at, line in enumerate(below) if _PUBLISHED.fullmatch(line)]
    named = said and any(map(_SOURCE.fullmatch, below[: said[0]]))
    return ruler + 2 + said[0] if named else 0


def _article(lines: Lines) -> Iterator[Delivered]:
    ruler = next((at for at, line in enumerate(lines) if _RULER.fullmatch(line)), -1)
    begin = _head(lines, ruler) if ruler >= 0 else 0
    if not begin:
        return
    said = next(found for line in lines[ruler + 1 : begin] if (found := _SOURCE.fullmatch(line)))
    ends = [at for at, line in enumerate(lines) if at >= begin and _COPYRIGHT.match(line)]
    end = ends[-1] if ends else len(lines)
    above = filled(lines[:ruler])
    urls = (found["url"] for line in lines[begin:] if (found := _ADDRESS.match(line)))
    words = [line for line in lines[begin:end] if not _ADDRESS.match(line)]
    yield Delivered(
        paragraphs(words),
        title=above[-1] if above else "",
        source=said["source"],
        day=said["day"],
        url=next(urls, ""),
        cut=not ends,
    )
