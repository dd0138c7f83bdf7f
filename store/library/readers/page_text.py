"""The text of an article's tree as trafilatura leaves it: paragraphs, without any marks of ours."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_BLOCKS = {"p", "head", "item", "row", "quote", "div", "ab", "list", "table", "lb", "code", "fw"}

_CELL = "\x1f"
"""Parts the cells of a row; it occurs in no text."""


def paragraphs(body: Any, title: str = "") -> Iterator[str]:
    """Yield the paragraphs of a body; a heading at its top that is the title is left out."""
    first = True
    for tag, words in _runs(body):
        if first and title and tag in ("head", "p") and _alike(words, title):
            first = False
            continue
        first = False
        yield words


def _alike(one: str, other: str) -> bool:
    def plain(text: str) -> str:
        return "".join(c for c in text.casefold() if c.isalnum())

    return plain(one) == plain(other)


def _runs(body: Any) -> Iterator[tuple[str, str]]:
    """Yield each run of text between the edges of blocks, with the block that it stands in.

    Without recursion: pages are nested as deeply as their makers like.
    """
    from lxml import etree

    held: list[str] = []
    tags = ["body"]

    def flush() -> Iterator[tuple[str, str]]:
        words = "\t".join(" ".join(cell.split()) for cell in "".join(held).split(_CELL)).strip()
        held.clear()
        if words:
            yield tags[-1], words

    for event, element in etree.iterwalk(body, events=("start", "end")):
        tag = element.tag
        if not isinstance(tag, str):
            continue
        if event == "start":
            if tag in _BLOCKS:
                yield from flush()
                tags.append(tag)
            elif tag == "cell" and held:
                held.append(_CELL)
            held.append(element.text or "")
        else:
            if tag in _BLOCKS:
                yield from flush()
                tags.pop()
            if element is not body:
                held.append(element.tail or "")
    yield from flush()
