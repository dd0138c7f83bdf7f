"""JSON Feed, versions 1 and 1.1 (jsonfeed.org)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson

from onrecord.analysis.types import UNDATED
from onrecord.store.errors import Unreadable

from .dates import future, stated_date
from .fragments import line, plain
from .protocol import Item


def json_feed(data: bytes) -> Iterator[tuple[Item, str]]:
    """Yield the articles of a feed, each with a date of it that is yet to come, or "".

    Raises:
        Unreadable: it is no such feed.
    """
    try:
        given: Any = orjson.loads(data.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError:
        raise Unreadable("it is not valid JSON") from None
    entries = given.get("items") if isinstance(given, dict) else None
    if not isinstance(entries, list):
        raise Unreadable("it is no feed that can be read")
    source = line(_words(given, "title"))
    language = _words(given, "language").split("-")[0].lower()
    for entry in entries:
        if isinstance(entry, dict):
            yield _item(entry, source, language)


def _item(entry: dict[str, Any], source: str, language: str) -> tuple[Item, str]:
    body = plain(_words(entry, "content_html")) or _words(entry, "content_text")
    published = stated_date(entry.get("date_published"))
    late = published.date if published.date and future(published.date) else ""
    authors = entry.get("authors") or [entry.get("author")]
    names = [_words(it, "name") for it in authors if isinstance(it, dict)]
    return (
        Item(
            _words(entry, "id") or _words(entry, "url"),
            body or plain(_words(entry, "summary")),
            title=line(_words(entry, "title")),
            source=source,
            url=_words(entry, "url") or _words(entry, "external_url"),
            language=(_words(entry, "language") or language).split("-")[0].lower(),
            published=UNDATED if late else published,
            author="; ".join(filter(None, names)),
            modified=stated_date(entry.get("date_modified")).date or "",
            summary=not body,
        ),
        late or "",
    )


def _words(data: dict[str, Any], name: str) -> str:
    value = data.get(name)
    return str(value).strip() if isinstance(value, str | int | float) else ""
