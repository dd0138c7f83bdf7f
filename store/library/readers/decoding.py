"""Bytes to text: UTF-8 first, then what the bytes look like."""

from __future__ import annotations

import codecs
from typing import BinaryIO

from onrecord.store.errors import Unreadable

from .protocol import LIMIT

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def read_text(file: BinaryIO) -> tuple[str, int]:
    """Return the whole text of a file and its length in bytes.

    Raises:
        Unreadable: the file is empty, too long, binary or of no known encoding.
    """
    data = file.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise Unreadable(f"it is longer than {LIMIT // 1_000_000} MB, which no article is")
    text = decode(data)
    if not text.strip():
        raise Unreadable("it is empty")
    return text, len(data)


def decode(data: bytes) -> str:
    """Return bytes as text, exactly as they stand, without a byte order mark.

    Raises:
        Unreadable: they are no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError:
                break
    if b"\0" in data:
        raise Unreadable("it is a binary file, not text")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _guess(data)


def _guess(data: bytes) -> str:
    # Imported where it is needed: most files are UTF-8.
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None:
        raise Unreadable("its encoding is unknown; save it as UTF-8")
    return str(best)
