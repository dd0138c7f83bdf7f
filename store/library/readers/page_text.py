"""The text of an article's tree as trafilatura leaves it: paragraphs, without any marks of ours."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .page_mending import TWIN

_BLOCKS = {"p", "head", "item", "row", "quote", "div", "ab", "list", "table", "lb", "code", "fw"}

UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
"""Signs that only tell where a word may be parted: a search for it would not find it."""

_CELL = "\x1f"
"""Parts the cells of a row; it occurs in no text."""


def paragraphs(body: Any) -> Iterator[str]:
    """Yield the paragraphs of a body: each run of text between the edges of blocks.

    Without recursion: pages are nested as deeply as their makers like.
    """
    from lxml import etree

    held: list[str] = []

    def flush() -> Iterator[str]:
        held[:] = [piece.replace(TWIN, "").translate(UNSEEN) for piece in held]
        words = "\t".join(" ".join(cell.split()) for cell in "".join(held).split(_CELL)).strip()
        held.clear()
        if words:
            yield words

    for event, element in etree.iterwalk(body, events=("start", "end")):
        tag = element.tag
        if not isinstance(tag, str):
            continue
        if event == "start":
            if tag in _BLOCKS:
                yield from flush()
            elif tag == "cell" and held:
                held.append(_CELL)
            held.append(element.text or "")
        else:
            if tag in _BLOCKS:
                yield from flush()
            if element is not body:
                held.append(element.tail or "")
    yield from flush()
