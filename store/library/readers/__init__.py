"""Files in, articles out: one small module a format, behind one protocol.

A reader turns a file into items.  What it cannot read becomes a problem with one clear line, and
the rest goes on.  Formats are imported with the first file that is looked at: a list of articles
that are known already needs none of them.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from .protocol import LIMIT, Item, Problem, Reader

__all__ = ["LIMIT", "Item", "Problem", "Reader", "looks_for", "reader_for", "readers"]


@cache
def readers() -> tuple[Reader, ...]:
    """Return the readers of all formats, the usual one first."""
    from . import jsonlines, markdown, text

    return text.TextReader(), markdown.MarkdownReader(), jsonlines.JsonLinesReader()


def reader_for(path: Path) -> Reader | None:
    """Return the reader for a file's name, or None where there is none."""
    suffix = path.suffix.lower()
    return next((reader for reader in readers() if suffix in reader.suffixes), None)


def looks_for() -> str:
    """Return what files are read, for messages: ``.txt, .md and .jsonl``."""
    suffixes = [reader.suffixes[0] for reader in readers()]
    return f"{', '.join(suffixes[:-1])} and {suffixes[-1]}"
