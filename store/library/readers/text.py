"""Plain text, with or without a head such as ``date 2021-06-06``; the head stays in the text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from .dates import head_date, name_date
from .decoding import read_text
from .protocol import Item, Problem, ProblemKind


class TextReader:
    """``.txt``: the article's text is exactly the decoded file."""

    suffixes = (".txt", ".text")
    extracts = False

    def recognises(self, head: bytes, name: str) -> bool:
        """Tell nothing: the name decides."""
        return False

    def read(self, file: BinaryIO, name: str) -> Iterator[Item | Problem]:
        """Yield the one article, after a word on how it was read where that was a guess."""
        item, told = _read(file, name)
        if told:
            yield Problem(name, told, ProblemKind.ENCODING)
        yield item

    def again(self, file: BinaryIO, name: str, at: tuple[int, int]) -> Item:
        """Return the one article."""
        return _read(file, name)[0]


def _read(file: BinaryIO, name: str) -> tuple[Item, str]:
    text, size, told = read_text(file)
    published = head_date(text)
    date = published if published.date else name_date(name)
    return Item("", text, published=date, at=(0, size)), told
