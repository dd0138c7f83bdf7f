"""Plain text, with or without a head (``date 2021-06-06``, ``Source: ...``), which stays in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from .decoding import read_text
from .head_lines import dated, head_lines, in_its_time
from .metadata import facts
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
        yield from in_its_time(item, name)

    def again(self, file: BinaryIO, name: str, at: tuple[int, int]) -> Item:
        """Return the one article."""
        return _read(file, name)[0]


def _read(file: BinaryIO, name: str) -> tuple[Item, str]:
    text, size, told = read_text(file)
    head = head_lines(text)
    item = Item("", text, at=(0, size), **(head.facts if head else facts({})))
    return dated(item, name), told
