"""What every reader takes and gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import BinaryIO, NamedTuple, Protocol, TypeAlias

from onrecord.analysis.types import UNDATED, Published

READERS = "13"
"""Changes when readers make other articles of the same files, or take more of them: a library
that was listed by others reads all its files once more."""

HEAD = 8192
"""Bytes of a file that a reader is chosen by."""

LIMIT = 20_000_000
"""Bytes of one article that are read; a longer one is hardly an article."""


@dataclass(frozen=True, slots=True)
class Item:
    """One article of a file.

    ``key`` tells the articles of one file apart ("" where the file is the article); ``at`` are
    the bytes it stands in, ``(offset, length)``; ``published`` is what the file itself says, and
    ``modified`` the ISO day of its last change where it names one.  ``places`` lead back into the
    original: from each offset of the text on, it stands at what the words name ("page 3").
    ``summary`` tells that the source gives no more than a summary of the article.
    """

    key: str
    text: str
    title: str = ""
    source: str = ""
    url: str = ""
    language: str = ""
    published: Published = UNDATED
    at: tuple[int, int] = (0, 0)
    author: str = ""
    modified: str = ""
    summary: bool = False
    places: tuple[tuple[int, str], ...] = ()


class ProblemKind(StrEnum):
    """What kind of problem it is, so that many are told in one line."""

    UNREADABLE = "unreadable"
    PART = "part"
    GUESSED = "guessed"
    EMPTY = "empty"
    SCAN = "scan"
    PICTURE = "picture"
    OTHER = "other"
    OWN = "own"
    LINK = "link"
    DATE = "date"
    NAME = "name"
    TWICE = "twice"
    ENCODING = "encoding"
    ANALYSIS = "analysis"


class Problem(NamedTuple):
    """Why a file, or a part of it, is not among the articles.

    ``where`` is the file's path relative to the library; ``message`` one line for a person.
    """

    where: str
    message: str
    kind: ProblemKind = ProblemKind.UNREADABLE


class FormatReader(Protocol):
    """A format that articles come in."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The endings of its files' names, the usual one first."""
        ...

    @property
    def extracts(self) -> bool:
        """Whether the text is made from the file, in a process of its own, and kept.

        Otherwise it is the file's own text, read again whenever it is shown.
        """
        ...

    def recognises(self, head: bytes, name: str) -> bool:
        """Tell by the first bytes of a file whether it is of this format, whatever its name."""
        ...

    def read(self, file: BinaryIO, name: str) -> Iterator[Item | Problem]:
        """Yield the articles of an open file; ``name`` is its relative path.

        Raises:
            Unreadable: nothing of the file can be read; the message does not name the file.
            OSError: the file cannot be read from.
        """
        ...

    def again(self, file: BinaryIO, name: str, at: tuple[int, int]) -> Item:
        """Return the one article that stood at these bytes; errors as :meth:`read`.

        Only readers that extract nothing are asked.
        """
        ...


Choose: TypeAlias = Callable[[bytes, str], FormatReader | Problem]
"""What gives the reader for a file by its first bytes and its name, or why there is none."""
