"""A head that people write above a text: lines such as ``Source: The Quay``; they stay in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from onrecord.analysis.dates.written import in_head
from onrecord.analysis.layout import blocks
from onrecord.analysis.types import UNDATED, Basis

from .dates import future, head_date, name_date, not_believed
from .metadata import KNOWN, Facts, facts, plain_name
from .protocol import Item, Problem, ProblemKind
from .values import is_address

_LINE = re.compile(
    r"[*_>\s]*(?P<name>[A-Za-z][A-Za-z -]{1,24}?)[*_]*\s*:[*_]*[ \t]+(?P<value>[^\n]*?)[*_\s]*$"
)
_FEWEST, _FURTHEST = 2, 2
"""Lines of known names that make a head, and lines that may stand above it: a title."""


class Head(NamedTuple):
    """What a head says, and the offsets of its beginning and behind it."""

    facts: Facts
    start: int
    end: int


def head_lines(text: str) -> Head | None:
    """Return the head of a text, if lines of names and values stand at its top."""
    found: dict[str, object] = {}
    at = passed = start = 0
    parted = False
    lines = text[:4000].splitlines(keepends=True)
    for number, line in enumerate(lines):
        named = _LINE.match(line)
        if named and (found or plain_name(named["name"]) in KNOWN):
            start = start if found else at
            found.setdefault(named["name"], named["value"])
        elif found and not line.strip() and _is_known(lines[number + 1 : number + 2]):
            parted = True  # some programs leave a line free between two of a head
        elif found or passed == _FURTHEST:
            break
        else:
            passed += bool(line.strip())
        at += len(line)
    if sum(plain_name(name) in KNOWN for name in found) < _FEWEST:
        return None
    if parted and not any(is_address(str(value)) for value in found.values()):
        return None
    return Head(_of_the_head(facts(found)), start, at)


def _is_known(lines: list[str]) -> bool:
    """Tell whether the line gives something under a name that is known."""
    named = _LINE.match(lines[0]) if lines else None
    return named is not None and plain_name(named["name"]) in KNOWN


def _of_the_head(given: Facts) -> Facts:
    published = given["published"]
    if published.date:
        why = "The head of the text gives the date."
        given["published"] = replace(published, basis=Basis.HEADER, why=why)
    return given


def dated(item: Item, name: str) -> Item:
    """Return an article with the first day that its head, else its file's name, gives."""
    days = (item.published, head_date(item.text), name_date(name))
    return replace(item, published=next((it for it in days if it.date), UNDATED))


def too_late(item: Item, name: str) -> Iterator[Problem]:
    """Yield what is to be told where the day that an article gives is yet to come."""
    opening = item.text[:2000]
    given = item.published.date
    if not given and (line := in_head(opening, blocks(opening), date.max)):
        given = line.date
    if given and future(given):
        told = not_believed(given)
        yield Problem(name, told, ProblemKind.DATE)
