"""Evidence out: one module a format, registered in :mod:`onrecord.store.export.formats`."""

from __future__ import annotations

from pathlib import Path

from onrecord.store.errors import NotWritten
from onrecord.store.storage import write_atomically

from .formats import CODEBOOK, FORMATS, MEMOS, format_for, format_named
from .protocol import Format
from .records import Cited, Evidence, Export, Memo, Tag, export_of, quotation_id

__all__ = [
    "CODEBOOK",
    "FORMATS",
    "MEMOS",
    "Cited",
    "Evidence",
    "Export",
    "Format",
    "Memo",
    "Tag",
    "export_of",
    "format_for",
    "format_named",
    "quotation_id",
    "save",
]


def save(path: Path, content: str | bytes, *, replace: bool = False) -> None:
    """Write an export in one step; an existing file is replaced only if that is asked for.

    Raises:
        NotWritten: the file exists already, or the disk refused.
    """
    if path.exists() and not replace:
        raise NotWritten(f"{path} exists already; nothing was written")
    if not path.parent.is_dir():
        raise NotWritten(f"{path.parent} is no folder; nothing was written")
    data = content if isinstance(content, bytes) else content.encode("utf-8", "replace")
    write_atomically(path, data)
