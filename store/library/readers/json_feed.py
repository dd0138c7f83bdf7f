"""JSON Feed, versions 1 and 1.1 (jsonfeed.org)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin

import orjson

from onrecord.analysis.types import UNDATED
from onrecord.store.errors import Unreadable

from .dates import future, stated_date
from .fragments import line, plain
from .keys import made_key
from .protocol import Item
from .values import is_address


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
    base = _words(given, "home_page_url") or _words(given, "feed_url")
    authors = _names(given)
    for entry in entries:
        if isinstance(entry, dict):
            item, late = _item(entry, source, language)
            url = urljoin(base, item.url) if item.url else item.key if is_address(item.key) else ""
            yield replace(item, url=url, author=item.author or authors), late


def _item(entry: dict[str, Any], source: str, language: str) -> tuple[Item, str]:
    body = plain(_words(entry, "content_html")) or _words(entry, "content_text")
    published = stated_date(entry.get("date_published") or entry.get("date_modified"))
    modified = stated_date(entry.get("date_modified")).date or ""
    text = body or plain(_words(entry, "summary"))
    title = line(_words(entry, "title"))
    own = _words(entry, "id") or _words(entry, "url")
    moment = _words(entry, "date_published") or _words(entry, "date_modified")
    late = published.date if published.date and future(published.date) else ""
    return (
        Item(
            own or made_key(title, moment, text),
            text,
            title=title,
            source=source,
            url=_words(entry, "url") or _words(entry, "external_url"),
            language=(_words(entry, "language") or language).split("-")[0].lower(),
            published=UNDATED if late else published,
            author=_names(entry),
            modified="" if modified in (published.date, late) else modified,
            summary=not body,
        ),
        late or "",
    )


def _names(entry: dict[str, Any]) -> str:
    authors = entry.get("authors") or [entry.get("author")]
    given = authors if isinstance(authors, list) else []
    return "; ".join(filter(None, (_words(it, "name") for it in given if isinstance(it, dict))))


def _words(data: dict[str, Any], name: str) -> str:
    value = data.get(name)
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return str(value).strip() if number or isinstance(value, str) else ""
