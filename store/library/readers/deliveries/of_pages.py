"""Pages that are deliveries: told by what the databases call their elements."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from ..markup import lighten, page_text, tree_of
from ..protocol import Item, Problem
from . import europresse, factiva, proquest
from .found import Found, items

_FACTIVA = re.compile(rb"""class=["']article [a-z]{2}Article["'\s]""")
_PROQUEST = re.compile(r"""<a\s+name=["']DocID_[^>]{0,80}>""")


def delivered(data: bytes, name: str) -> Iterator[Item | Problem] | None:
    """Return the items of a page that a database delivered; None: it is none."""
    read = _reading(data)
    tree = tree_of(_ruled(lighten(page_text(data)))) if read else None
    return items(read(tree), name) if read and tree is not None else None


def _reading(data: bytes) -> Callable[[Any], Iterator[Found]] | None:
    if b"DocPublicationName" in data:
        return europresse.of_page
    if _FACTIVA.search(data):
        return factiva.of_page
    return _of_proquest if b"ProQuest document ID" in data and b"Full text" in data else None


def _ruled(html: str) -> str:
    """Return a page of ProQuest's with a ruler where a record begins."""
    return _PROQUEST.sub(f"<p>{proquest.RULER}</p>", html)


def _of_proquest(tree: Any) -> Iterator[Found]:
    from ..fragments import text_of

    lines = text_of(tree).split("\n")
    return proquest.articles(lines) if proquest.recognises(lines) else iter(())
