"""What front matter and JSON lines say about an article, under the names people give it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict

from onrecord.analysis.types import Published

from .dates import stated_date

_LONGEST = 1000


class Facts(TypedDict):
    """The fields of an item that metadata can fill."""

    title: str
    source: str
    url: str
    language: str
    author: str
    modified: str
    published: Published


def facts(data: Mapping[str, object]) -> Facts:
    """Return what is known: title, source, author, address, language and days."""
    return Facts(
        title=_words(data, "title", "headline"),
        source=_words(data, "source", "publisher"),
        url=_words(data, "url", "link"),
        language=_words(data, "language", "lang"),
        author=_words(data, "author", "authors", "byline"),
        modified=stated_date(data.get("modified") or data.get("updated")).date or "",
        published=_date(data),
    )


def _words(data: Mapping[str, object], *names: str) -> str:
    for name in names:
        value = data.get(name)
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            words = " ".join(str(value).split())[:_LONGEST]
            if words:
                return words.encode("utf-8", "replace").decode("utf-8")
    return ""


def _date(data: Mapping[str, object]) -> Published:
    for name in ("date", "published", "published_at", "pubdate"):
        found = stated_date(data.get(name))
        if found.date:
            return found
    return Published()
