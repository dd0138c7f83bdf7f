"""Evidence out: one module a format, registered in :mod:`onrecord.store.export.formats`."""

from __future__ import annotations

from pathlib import Path

from onrecord.store.errors import NotWritten
from onrecord.store.storage import write_atomically

from .formats import CODEBOOK, FORMATS, MEMOS, format_for, format_named
from .protocol import Format, Sparing
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
    "Sparing",
    "Tag",
    "export_of",
    "format_for",
    "format_named",
    "quotation_id",
    "save",
]


def save(path: Path, content: str | bytes, library: Sparing, *, replace: bool = False) -> None:
    """Write an export in one step; an existing file is replaced only if that is asked for.

    A link stays one: the file that it leads to is written.  What the library is made of, its
    articles and its home, is never written to, whatever is asked for.

    Raises:
        NotWritten: the file exists already, it is a folder or a device, or the library's own, or
            the disk refused.
    """
    try:
        target = path.resolve()
    except (OSError, RuntimeError) as error:  # a link that leads to itself
        raise NotWritten(f"{path} could not be written: {error}") from error
    library.spare(path)
    if target.exists() and not target.is_file():
        raise NotWritten(f"{path} is a folder, pipe or device, no file; nothing was written")
    if target.exists() and not replace:
        raise NotWritten(f"{path} exists already; nothing was written (--force overwrites it)")
    if not target.parent.is_dir():
        raise NotWritten(f"there is no folder {path.parent}; nothing was written")
    data = content if isinstance(content, bytes) else content.encode("utf-8", "replace")
    write_atomically(target, data)
