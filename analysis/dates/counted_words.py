"""The words of a text, each as a number that is the same in every library, so that it can be kept.

The number of a word is its CRC-32: of a hundred thousand words one or two share it with another.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST = 255
"""The most that a word is said to stand in a text."""

_WORD = re.compile(r"[^\W\d_][\w’'-]{2,}")
_SIZE = 5
"""Bytes that are kept of a word."""


class CountedWords(NamedTuple):
    """The numbers of a text's words, in order, each once, and how often each stands there."""

    words: NDArray[np.uint32]
    counts: NDArray[np.uint8]


def words(text: str) -> frozenset[int]:
    """Return the numbers of the words of a text, in lower case."""
    return frozenset(map(_number, _WORD.findall(text.lower())))


def counted(text: str) -> CountedWords:
    """Count the words of a text in lower case."""
    import numpy as np

    found = Counter(map(_number, _WORD.findall(text.lower())))
    said = np.fromiter(found, np.uint32, len(found))
    often = np.minimum(np.fromiter(found.values(), np.int64, len(found)), MOST)
    order = said.argsort()
    return CountedWords(said[order], often[order].astype(np.uint8))


def _number(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass"))


def packed(text: CountedWords) -> bytes:
    """Return what :func:`unpacked` reads."""
    return text.words.astype("<u4").tobytes() + text.counts.tobytes()


def unpacked(row: bytes) -> CountedWords:
    """Return the words of a text as they were packed.

    Raises:
        ValueError: these are none.
    """
    import numpy as np

    size, rest = divmod(len(row), _SIZE)
    said = np.frombuffer(row, "<u4", size).astype(np.uint32)
    often = np.frombuffer(row, np.uint8, offset=4 * size)
    if rest or not often.all() or not (said[1:] > said[:-1]).all():
        raise ValueError("these are no words of a text")
    return CountedWords(said, often)
