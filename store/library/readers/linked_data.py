"""What a page declares of itself as linked data (JSON-LD after schema.org)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any

import orjson

_ARTICLE = re.compile(r"(?:Article|Posting|Report|Review|Interview|Column)$")
_DEEPEST = 12


@dataclass(slots=True)
class Linked:
    """The days that the article's own object declares, as they are written."""

    published: list[str] = field(default_factory=list)
    modified: list[str] = field(default_factory=list)
    article: dict[str, Any] = field(default_factory=dict)
    page: dict[str, Any] = field(default_factory=dict)


def linked_data(tree: Any) -> Linked:
    """Return what a page declares of its article; that of pages about it comes second."""
    found = Linked()
    objects = [it for script in _scripts(tree) for it in _objects(script)]
    articles = [it for it in objects if is_article(it)]
    pages = [it for it in objects if "WebPage" in types_of(it)]
    if articles:
        found.article = articles[0]
    if pages:
        found.page = pages[0]
    for each in [*articles[:1], *pages[:1]]:
        for name, into in (("datePublished", found.published), ("dateModified", found.modified)):
            value = each.get(name)
            if isinstance(value, str) and value.strip():
                into.append(value.strip())
    return found


def address_in(linked: Linked) -> str:
    """Return the address that the article's object gives for itself, or ""."""
    page = linked.article.get("mainEntityOfPage")
    inner = page.get("@id") or page.get("url") if isinstance(page, dict) else page
    own = str(linked.article.get("@id") or "").partition("#")[0]
    given = (linked.article.get("url"), inner, own, linked.page.get("url"))
    return next((it for it in given if isinstance(it, str) and it.startswith("http")), "")


def is_article(data: dict[str, Any]) -> bool:
    """Tell whether an object is an article of schema.org."""
    return any(_ARTICLE.search(name) for name in types_of(data))


def types_of(data: dict[str, Any]) -> list[str]:
    """Return the types of an object, without where they are defined."""
    given = data.get("@type") or data.get("type") or ""
    names = given if isinstance(given, list) else [given]
    return [str(name).rsplit("/", 1)[-1].rsplit(":", 1)[-1] for name in names]


def _scripts(tree: Any) -> Iterator[Any]:
    for element in tree.xpath("//script[contains(@type, 'ld+json')]"):
        raw = (element.text or "").strip().removeprefix("<!--").removesuffix("-->")
        raw = raw.replace("/*<![CDATA[*/", "").replace("/*]]>*/", "").strip().rstrip(";")
        raw = re.sub(r"[\x00-\x1f]", " ", raw)
        try:
            yield orjson.loads(raw)
        except orjson.JSONDecodeError:
            try:
                yield orjson.loads(re.sub(r",\s*([}\]])", r"\1", unescape(raw)))
            except orjson.JSONDecodeError:
                continue


def _objects(data: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for each in data[:200]:
            yield from _objects(each, depth + 1)
    elif isinstance(data, dict):
        yield data
        for name in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart", "article"):
            if name in data:
                yield from _objects(data[name], depth + 1)
