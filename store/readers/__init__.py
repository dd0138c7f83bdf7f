"""Files in, articles out: one small module a format, behind one protocol.

A reader turns a file into items.  What it cannot read becomes a problem with one clear line, and
the rest goes on.
"""

from __future__ import annotations

from pathlib import Path

from . import jsonlines, markdown, text
from .protocol import LIMIT, Item, Problem, Reader

READERS: tuple[Reader, ...] = (
    text.TextReader(),
    markdown.MarkdownReader(),
    jsonlines.JsonLinesReader(),
)

__all__ = ["LIMIT", "READERS", "Item", "Problem", "Reader", "looks_for", "reader_for"]


def reader_for(path: Path) -> Reader | None:
    """Return the reader for a file's name, or None where there is none."""
    suffix = path.suffix.lower()
    return next((reader for reader in READERS if suffix in reader.suffixes), None)


def looks_for() -> str:
    """Return what files are read, for messages: ``.txt, .md and .jsonl``."""
    suffixes = [reader.suffixes[0] for reader in READERS]
    return f"{', '.join(suffixes[:-1])} and {suffixes[-1]}"
