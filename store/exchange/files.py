"""Which file is read how: the ending decides."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from onrecord.store.errors import UnknownFormat, Unreadable
from onrecord.store.storage import read_given

from .claims import Incoming

READERS = {
    ".md": ("markdown", "read"),
    ".markdown": ("markdown", "read"),
    ".csv": ("codebook_csv", "read_any"),
    ".jsonl": ("tables", "read_json_lines"),
    ".jsonld": ("web_annotation", "read"),
    ".json": ("web_annotation", "read"),
    ".html": ("html_report", "read"),
    ".htm": ("html_report", "read"),
    ".qdpx": ("refi_qda", "read_project"),
    ".qdc": ("refi_qda", "read_codebook"),
}
"""The module and the function for each ending."""

_LARGEST = 512 * 1024 * 1024
"""Bytes of the largest file that is read."""


def read(path: Path) -> Incoming:
    """Read an exported file.

    Raises:
        UnknownFormat: nothing that is read has this ending.
        Unreadable: it is not what its ending says; the message names it.
    """
    ending = path.suffix.casefold()
    if ending not in READERS:
        raise UnknownFormat(f"{path.name}: what is read back ends in {', '.join(READERS)}")
    module, function = READERS[ending]
    try:
        data = read_given(path, _LARGEST)
        found: Incoming = getattr(import_module(f".{module}", __package__), function)(data)
    except Unreadable as error:
        raise Unreadable(f"{path}: {error}") from error
    except OSError as error:
        raise Unreadable(f"{path} cannot be read: {error.strerror}") from error
    return found
