"""Plain text, with or without a head such as ``date 2021-06-06``; the head stays in the text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from .dates import head_date, name_date
from .decoding import read_text
from .protocol import Item, Problem


class TextReader:
    """``.txt``: the article's text is exactly the decoded file."""

    suffixes = (".txt", ".text")

    def read(self, file: BinaryIO, name: str) -> Iterator[Item | Problem]:
        """Yield the one article."""
        yield self.again(file, name, (0, 0))

    def again(self, file: BinaryIO, name: str, at: tuple[int, int]) -> Item:
        """Return the one article."""
        text, size = read_text(file)
        published = head_date(text)
        return Item(
            "", text, published=published if published.date else name_date(name), at=(0, size)
        )
