"""What front matter, heads and JSON lines say about an article, under the names people give it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict

from onrecord.analysis.head_lines import FIELDS, plain_name
from onrecord.analysis.types import Published

from .dates import stated_date
from .record_lists import unwrapped
from .values import author_of, host_of, is_address, name_of

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
    given = {plain_name(name): unwrapped(value) for name, value in reversed(list(data.items()))}
    words = {ours: _words(given, names) for ours, names in FIELDS.items()}
    source, url = words["source"], words["url"] if is_address(words["url"]) else ""
    if is_address(source):  # where it was clipped from
        source, url = host_of(source), url or source
    return Facts(
        title=words["title"],
        source=source,
        url=url,
        language=words["language"],
        author=author_of(words["author"]),
        modified=_date(given, FIELDS["modified"]).date or "",
        published=_date(given, FIELDS["published"]),
    )


def _line(text: str) -> str:
    return " ".join(text.split())


def _words(given: Mapping[str, object], names: str) -> str:
    for name in names.split():
        if words := name_of(given.get(name), _line)[:_LONGEST]:
            return words.encode("utf-8", "replace").decode("utf-8")
    return ""


def _date(given: Mapping[str, object], names: str) -> Published:
    for name in names.split():
        value = given.get(name)
        found = stated_date(value[0] if isinstance(value, list) and value else value)
        if found.date:
            return found
    return Published()
