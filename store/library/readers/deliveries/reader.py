"""Texts that are deliveries, and any lines that may be: of Word, rich text, OpenDocument."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import PurePath
from typing import BinaryIO

from ..decoding import decoded
from ..extracting import Extracting, whole
from ..protocol import HEAD, Item, Problem, ProblemKind
from ..text import TextReader
from . import factiva, nexis, proquest, retriever
from .found import items
from .lines import Lines

LONGEST = 100_000_000
"""Bytes of a delivery."""

_LAYOUTS = (nexis, factiva, proquest, retriever)
_WIDE = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


class DeliveryReader(Extracting):
    """``.txt`` of a press database: many articles."""

    def recognises(self, head: bytes, name: str) -> bool:
        """Tell by the head of the first article, or the page before it."""
        if PurePath(name).suffix.lower() not in (*TextReader.suffixes, ""):
            return False
        encoding = next((it for mark, it in _WIDE if head.startswith(mark)), "utf-8")
        lines = head.decode(encoding, "replace").splitlines()
        lines = lines[:-1] if len(head) >= HEAD else lines  # which is cut
        return any(layout.recognises(lines) for layout in _LAYOUTS)

    def read(self, file: BinaryIO, name: str) -> Iterator[Item | Problem]:
        """Yield its articles; a text that only begins as a delivery does is one article."""
        data = whole(file, LONGEST, "delivery of articles")
        text, told = decoded(data)
        if found := delivered(text.splitlines(), name):
            if told:
                yield Problem(name, told, ProblemKind.ENCODING)
            yield from found
        else:
            yield from TextReader().read(io.BytesIO(data), name)


def delivered(lines: Lines, name: str) -> Iterator[Item | Problem] | None:
    """Return the items of lines that a database delivered; None: they are a text of their own."""
    lines = [
        it for it, above in zip(lines, ["", *lines], strict=False) if it.strip() or above.strip()
    ]
    layout = next((it for it in _LAYOUTS if it.recognises(lines)), None)
    return items(layout.articles(lines), name) if layout else None
