"""One article as a database delivers it, and the items that a file of them gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from onrecord.analysis.types import UNDATED, Basis, Published

from ..dates import future, not_believed, stated_date
from ..extracting import work
from ..keys import told_by
from ..languages import language_code
from ..protocol import Item, Problem, ProblemKind
from ..values import author_of, is_address

_TAKEN_IN = "The database took the article in on that day."
_LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Delivered:
    """An article of a delivery; days, languages and names as the database writes them.

    ``number`` is the database's own for it, ``loaded`` the day it was taken in there, ``cut`` tells
    that the file ends before the article does.
    """

    text: str
    title: str = ""
    source: str = ""
    day: str = ""
    author: str = ""
    url: str = ""
    language: str = ""
    number: str = ""
    loaded: str = ""
    summary: bool = False
    cut: bool = False


def items(found: Iterable[Delivered], name: str) -> Iterator[Item | Problem] | None:
    """Return the items of a delivery and what is to be told of it; None: it holds no articles."""
    given = iter(found)
    first = next(given, None)
    return _items(chain([first], given), name) if first else None


def _items(found: Iterable[Delivered], name: str) -> Iterator[Item | Problem]:
    keys: Counter[str] = Counter()
    empty: list[str] = []
    for one in found:
        if not one.text.strip():
            empty.append(one.title)
            continue
        key = one.number or told_by((one.title, one.source, one.day or one.loaded))
        keys[key] += 1
        if keys[key] > 1:  # delivered twice: copies of each other, if they are
            key = f"{key}-{keys[key]}"
        where = f"{name}#{key}"
        if not work().begin(where):
            continue
        if one.cut:
            told = "the file ends before this article does: is it cut off?"
            yield Problem(where, told, ProblemKind.PART)
        item = _item(one, key)
        if item.published.date and future(item.published.date):
            yield Problem(where, not_believed(item.published.date), ProblemKind.DATE)
            item = replace(item, published=UNDATED)
        yield item
    if empty:
        yield Problem(name, _textless(empty), ProblemKind.PART)


def _textless(titles: list[str]) -> str:
    first = next(filter(None, titles), "")[:80]
    count = "1 of its articles has" if len(titles) == 1 else f"{len(titles):,} of its articles have"
    return f"{count} no text" + (f" (“{first}”)" if first else "")


def _item(one: Delivered, key: str) -> Item:
    return Item(
        key,
        one.text,
        title=_line(one.title),
        source=_line(one.source),
        url=one.url if is_address(one.url) else "",
        language=language_code(one.language.split(";")[0]),
        published=_day(one),
        author=author_of(_line(one.author)),
        summary=one.summary,
    )


def _line(words: str) -> str:
    return " ".join(words.split())[:_LONGEST]


def _day(one: Delivered) -> Published:
    published = stated_date(one.day)
    if published.date:
        return published
    loaded = stated_date(one.loaded)
    return replace(loaded, basis=Basis.INFERRED, why=_TAKEN_IN) if loaded.date else UNDATED
