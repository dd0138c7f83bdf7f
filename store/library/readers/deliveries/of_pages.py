"""Pages that are deliveries, or exports of Telegram: told by what their elements are called."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from ..markup import lighten, page_text, tree_of
from ..protocol import Item, Problem
from . import europresse, factiva, nexis, proquest, telegram_pages
from .found import Delivered, items

_FACTIVA = re.compile(rb"""class=["']article [a-z]{2}Article["'\s]""")
_NEXIS = re.compile(r">\s*(\d+ of \d+ DOCUMENTS?)\s*<")
_PROQUEST = re.compile(r"""<a\s+name=["']DocID_[^>]{0,80}>""")


def delivered(data: bytes, name: str) -> Iterator[Item | Problem] | None:
    """Return the items of a page that a database delivered; None: it is none."""
    if b"DocPublicationName" in data:
        read: Callable[[str], Iterator[Delivered]] = _by_tree(europresse.of_page)
    elif _FACTIVA.search(data):
        read = _by_tree(factiva.of_page)
    elif b'class="page_header"' in data and b'class="message default clearfix' in data:
        read = _by_tree(telegram_pages.of_page)
    elif b" DOCUMENT" in data and _NEXIS.search(html := page_text(data)):
        return items(_of_nexis(html), name)
    elif b"ProQuest document ID" in data and b"Full text" in data:
        read = _of_proquest
    else:
        return None
    return items(read(lighten(page_text(data))), name)


def _by_tree(read: Callable[[Any], Iterator[Delivered]]) -> Callable[[str], Iterator[Delivered]]:
    def of_html(html: str) -> Iterator[Delivered]:
        tree = tree_of(html)
        return read(tree) if tree is not None else iter(())

    return of_html


def _of_nexis(html: str) -> Iterator[Delivered]:
    """Yield the documents of a page, each read by itself: they begin with their count."""
    _, *parts = _NEXIS.split(lighten(html))
    for count, rest in zip(parts[::2], parts[1::2], strict=True):
        lines = [count, *_lines(f"<div>{rest}")]
        if nexis.recognises(lines):
            yield from nexis.articles(lines)


def _of_proquest(html: str) -> Iterator[Delivered]:
    """Yield the records of a page, each read by itself: they begin with names of their own."""
    for record in _PROQUEST.split(html):
        lines = _lines(record)
        if proquest.recognises(lines):
            yield from proquest.articles(lines)


def _lines(html: str) -> list[str]:
    """Return the paragraphs of a part of a page, empty lines between them."""
    from ..fragments import text_of

    tree = tree_of(html)
    return text_of(tree).split("\n") if tree is not None else []
