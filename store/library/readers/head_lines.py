"""A head that people write above a text: lines such as ``Source: The Quay``; they stay in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from onrecord.analysis.dates.written import in_head
from onrecord.analysis.head_lines import find
from onrecord.analysis.layout import blocks
from onrecord.analysis.types import UNDATED, Basis

from .dates import believed, future, head_date, name_date, not_believed
from .metadata import Facts, facts
from .protocol import Item, Problem, ProblemKind


class Head(NamedTuple):
    """What a head says, and the offsets of its beginning and behind it."""

    facts: Facts
    start: int
    end: int


def head_lines(text: str) -> Head | None:
    """Return the head of a text, if lines of names and values stand at its top."""
    found = find(text)
    return found and Head(_of_the_head(facts(found.values)), found.start, found.end)


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


def in_its_time(item: Item, name: str) -> Iterator[Item | Problem]:
    """Yield an article without the days that are yet to come, those of its first lines told too."""
    opening = item.text[:2000]
    line = None if item.published.date else in_head(opening, blocks(opening), date.max)
    if line and line.date and line.date != item.modified and future(line.date):
        yield Problem(name, not_believed(line.date), ProblemKind.DATE)
    yield from believed(item, name)
