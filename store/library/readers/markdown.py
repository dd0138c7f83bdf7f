"""Markdown with front matter: title, date, source, url, author; the text is what follows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from onrecord.store.errors import Unreadable

from .decoding import read_text
from .front_matter import parted
from .head_lines import dated, head_lines, in_its_time
from .metadata import facts
from .protocol import Item, Problem, ProblemKind


class MarkdownReader:
    """``.md``: the article's text is what follows the front matter."""

    suffixes = (".md", ".markdown")
    extracts = False

    def recognises(self, head: bytes, name: str) -> bool:
        """Tell nothing: the name decides."""
        return False

    def read(self, file: BinaryIO, name: str) -> Iterator[Item | Problem]:
        """Yield the one article, after what is to be told of its front matter and encoding."""
        item, told = _read(file, name)
        kinds = (ProblemKind.ENCODING, ProblemKind.UNREADABLE)
        for message, kind in zip(told, kinds, strict=True):
            if message:
                yield Problem(name, message, kind)
        yield from in_its_time(item, name)

    def again(self, file: BinaryIO, name: str, at: tuple[int, int]) -> Item:
        """Return the one article."""
        return _read(file, name)[0]


def _read(file: BinaryIO, name: str) -> tuple[Item, tuple[str, str]]:
    whole, size, told = read_text(file)
    data, text, broken = parted(whole)
    if not text.strip():
        raise Unreadable("it holds no text after its front matter")
    head = None if data else head_lines(text)
    item = Item("", text, at=(0, size), **(head.facts if head else facts(data)))
    return dated(item, name), (told, broken)
