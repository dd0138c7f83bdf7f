"""Rich text (RTF), by striprtf; what it would trip over is taken out before."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import BinaryIO

from .documents import articles
from .extracting import Extracting, whole
from .protocol import LIMIT, Item, Problem

_DIGITS = re.compile(r"(?:[0-9a-fA-F]{64,}\s*)+")
_BYTES = re.compile(r"(?<!\\)\\bin(?![a-z])(\d{0,9}) ?")
_ADDRESS = re.compile(r"\{\\\*\\fldinst\b(?:[^{}]|\{[^{}]*\})*\}")
_HIDDEN = re.compile(r"\{(?:\\[a-z]+-?\d*\s?)*\\v(?![a-z0-9])(?:[^{}\\]|\\(?!v0)[^{}])*\}")
"""A group of words that are set as hidden, which nobody sees."""

_CELL = re.compile(r"(?<!\\)\\(?:nest)?cell(?![a-z])")
"""The end of a cell of a table: what stands in it is a paragraph, as in other documents."""


class RtfReader(Extracting):
    """``.rtf``."""

    suffixes = (".rtf",)

    def recognises(self, head: bytes, name: str) -> bool:
        r"""Tell by ``{\rtf``."""
        return head.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"{\\rtf")

    def read(self, file: BinaryIO, name: str) -> Iterator[Item | Problem]:
        """Yield the document, or the articles of a delivery."""
        from striprtf.striprtf import rtf_to_text

        source = whole(file, LIMIT, "article").decode("latin-1")
        convert: Callable[..., str] = rtf_to_text
        words = convert(_plainer(source), encoding="cp1252", errors="replace")
        yield from articles(words.splitlines(), name, {})


def _plainer(source: str) -> str:
    """Return rich text without pictures, hidden words and the addresses behind words."""
    source = _DIGITS.sub("", _without_bytes(source))
    return _CELL.sub(r"\\par", _ADDRESS.sub("", _HIDDEN.sub("", source)))


def _without_bytes(source: str) -> str:
    """Return rich text without the bytes that stand in it as they are, some of which are braces."""
    pieces, last = [], 0
    for found in _BYTES.finditer(source):
        if found.start() >= last:
            pieces.append(source[last : found.start()])
            last = found.end() + int(found[1] or 0)
    return "".join([*pieces, source[last:]])
