"""What front matter, heads and JSON lines say about an article, under the names people give it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypedDict

from onrecord.analysis.types import Published

from .dates import stated_date
from .record_lists import unwrapped
from .values import author_of, host_of, is_address, name_of

_LONGEST = 1000
_NAMES = {
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

KNOWN = {name for names in _NAMES.values() for name in names.split()}


class Facts(TypedDict):
    """The fields of an item that metadata can fill."""

    title: str
    source: str
    url: str
    language: str
    author: str
    modified: str
    published: Published


def plain_name(name: object) -> str:
    """Return a field's name as names are compared: ``Published at`` is ``publishedat``."""
    return re.sub(r"[\W_]+", "", str(name)).lower()


def facts(data: Mapping[str, object]) -> Facts:
    """Return what is known: title, source, author, address, language and days."""
    given = {plain_name(name): unwrapped(value) for name, value in reversed(list(data.items()))}
    words = {ours: _words(given, names) for ours, names in _NAMES.items()}
    source, url = words["source"], words["url"] if is_address(words["url"]) else ""
    if is_address(source):  # where it was clipped from
        source, url = host_of(source), url or source
    return Facts(
        title=words["title"],
        source=source,
        url=url,
        language=words["language"],
        author=author_of(words["author"]),
        modified=_date(given, _NAMES["modified"]).date or "",
        published=_date(given, _NAMES["published"]),
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
