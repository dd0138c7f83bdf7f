"""Other articles that stand on a page as a whole: posts of a blog, what is loaded below the first.

What finds the article of a page takes one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin

from onrecord.analysis.types import UNDATED

from .dates import future, stated_date
from .fragments import text_of
from .page_words import words_in
from .protocol import Item

_TOLD = 15
"""Words from which a paragraph tells something."""

_FEWEST = 3
"""Paragraphs that tell something, from which an element is an article and no summary of one."""

_SAID_BY_READERS = re.compile(r"comment|repl(?:y|ies)|discussion|review", re.IGNORECASE)


def whole_articles(tree: Any) -> list[Any]:
    """Return copies of the elements of a page that are articles, where there are several."""
    found = [it for it in tree.iter("article") if not _inside(it) and _is_whole(it)]
    return [deepcopy(it) for it in found] if len(found) > 1 else []


def apart(elements: list[Any], first: Item) -> list[Item]:
    """Return the articles of a page: the one that was found, and those it does not hold.

    Where it is several of these in one, whose titles lead to pages of their own, each is one alone;
    the entries of a live blog lead nowhere else, and stay together.
    """
    known = _plain(first.text)
    items = [(_item(it, str(at), first), _is_in(known, it)) for at, it in enumerate(elements, 1)]
    joined = [item for item, held in items if held]
    if len(joined) > 1 and all(item.url and item.url != first.url for item in joined):
        return [item for item, _ in items]
    return [first, *(item for item, held in items if not held)]


def _item(element: Any, key: str, first: Item) -> Item:
    """Return the article of an element; what its page says of all of it is that of the first."""
    heading = next(element.iter("h1", "h2", "h3"))
    links = [it.get("href") or "" for it in (*heading.iter("a"), *heading.iterancestors("a"))]
    link = next((it for it in links if it and not it.startswith("#")), "")
    times = [it.get("datetime") or it.text_content() for it in element.iter("time")]
    days = [it for it in map(stated_date, times) if it.date and not future(it.date)]
    body = deepcopy(element)
    next(body.iter("h1", "h2", "h3")).drop_tree()
    return replace(
        first,
        key=key,
        text=text_of(body),
        title=" ".join(heading.text_content().split()),
        url=_address(urljoin(first.url, link)) if link else "",
        author="",
        published=days[0] if days else UNDATED,
        modified="",
    )


def _address(url: str) -> str:
    return url if url.startswith(("http://", "https://")) else ""


def _is_in(known: str, element: Any) -> bool:
    told = _told(element)
    return _plain(told[0]) in known or _plain(told[-1]) in known


def _inside(element: Any) -> bool:
    """Tell whether an element lies in another article, or among what readers say."""
    names = [f"{it.get('class') or ''} {it.get('id') or ''}" for it in _around(element)]
    return any(map(_SAID_BY_READERS.search, names)) or any(
        it.tag == "article" for it in element.iterancestors()
    )


def _around(element: Any) -> Iterator[Any]:
    yield element
    yield from element.iterancestors("div", "section", "ol", "ul", "li")


def _is_whole(element: Any) -> bool:
    heading = next(element.iter("h1", "h2", "h3"), None)
    return heading is not None and len(_told(element)) >= _FEWEST


def _told(element: Any) -> list[str]:
    texts = (it.text_content() for it in element.iter("p"))
    return [text for text in texts if words_in(text) >= _TOLD]


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())
