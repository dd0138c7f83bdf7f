"""What every reader takes and gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple, Protocol

from onrecord.analysis.types import UNDATED, Published

LIMIT = 20_000_000
"""Bytes of one article that are read; a longer one is hardly an article."""


@dataclass(frozen=True, slots=True)
class Item:
    """One article of a file.

    ``key`` tells the articles of one file apart ("" where the file is the article); ``at`` are
    the bytes it stands in, ``(offset, length)``; ``published`` is what the file itself says.
    """

    key: str
    text: str
    title: str = ""
    source: str = ""
    url: str = ""
    language: str = ""
    published: Published = UNDATED
    at: tuple[int, int] = (0, 0)


class Problem(NamedTuple):
    """Why a file, or a part of it, is not among the articles.

    ``where`` is the file's path relative to the library; ``message`` one line for a person.
    """

    where: str
    message: str


class Reader(Protocol):
    """A format that articles come in."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The endings of its files' names, the usual one first."""
        ...

    def read(self, file: BinaryIO, name: str) -> Iterator[Item | Problem]:
        """Yield the articles of an open file; ``name`` is its relative path.

        Raises:
            Unreadable: nothing of the file can be read; the message does not name the file.
            OSError: the file cannot be read from.
        """
        ...

    def again(self, file: BinaryIO, name: str, at: tuple[int, int]) -> Item:
        """Return the one article that stood at these bytes; errors as :meth:`read`."""
        ...
