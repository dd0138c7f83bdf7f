"""Evidence out: one writer a format, behind one protocol."""

from __future__ import annotations

from pathlib import Path

from onrecord.store.errors import NotWritten
from onrecord.store.storage import write_atomically

from . import markdown
from .protocol import Evidence, Writer

WRITERS: tuple[Writer, ...] = (markdown.MarkdownWriter(),)

__all__ = ["WRITERS", "Evidence", "Writer", "save", "writer_for"]


def writer_for(path: Path) -> Writer:
    """Return the writer for a file's name; Markdown where the name says nothing."""
    suffix = path.suffix.lower()
    return next((writer for writer in WRITERS if suffix in writer.suffixes), WRITERS[0])


def save(path: Path, content: str, *, replace: bool = False) -> None:
    """Write an export in one step; an existing file is replaced only if that is asked for.

    Raises:
        NotWritten: the file exists already, or the disk refused.
    """
    if path.exists() and not replace:
        raise NotWritten(f"{path} exists already; nothing was written")
    if not path.parent.is_dir():
        raise NotWritten(f"{path.parent} is no folder; nothing was written")
    write_atomically(path, content.encode("utf-8", "replace"))
