"""Bytes to text: UTF-8 first, with a few bytes mended, then what the bytes look like."""

from __future__ import annotations

import codecs
import re
from io import BytesIO
from typing import BinaryIO, NamedTuple

from onrecord.analysis import misread
from onrecord.analysis.edits import apply
from onrecord.store.errors import Unreadable
from onrecord.store.notebook.encodings import encoding_named

from .protocol import LIMIT

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"---[ \t]*\r?\n(?:(?!---).*\n){0,40}?encoding:[ \t]*[\"']?([\w.:-]+)")

_SEQUENCE = re.compile(
    rb"[\xc3-\xc5\xce-\xd1\xd7-\xd9][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}|\xf0[\x90-\xbf][\x80-\xbf]{2}"
)
"""What is hardly ever anything but a sign in UTF-8, whatever it would be in older encodings."""

_CONTROL = re.compile(rb"[\x01-\x08\x0b\x0e-\x1f\x7f]")
"""What stands in programs and pictures, and hardly ever in texts."""

_STRAY = re.compile("[\udc80-\udcff]")
_STRAYS = re.compile("[\udc80-\udcff]+")

_BROKEN = re.compile(rb"[\xc2-\xf4][\x80-\xbf]{1,2}|\x80[\x80-\xbf]")
"""What was cut off a sequence of UTF-8 at either end."""

LOST = "\ufffd"
"""What stands where nobody can know what stood."""


class Decoded(NamedTuple):
    """A text, and in ``told`` what a person should know of how it was read, else ""."""

    text: str
    told: str = ""


def read_text(file: BinaryIO) -> tuple[str, int, str]:
    """Return the whole text of a file, its length in bytes, and what to tell of how it was read.

    Old Macs end lines with a carriage return alone: nothing else would take those for lines.

    Raises:
        Unreadable: the file is empty, too long, binary or of no known encoding.
    """
    data = file.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise Unreadable(f"it is longer than {LIMIT // 1_000_000} MB, which no article is")
    text, told = decoded(data)
    if not text.strip():
        raise Unreadable("it is empty")
    return text if "\n" in text else text.replace("\r", "\n"), len(data), told


def decode(data: bytes) -> str:
    """Return bytes as text; see :func:`decoded`."""
    return decoded(data).text


def decoded(data: bytes) -> Decoded:
    """Return bytes as text, exactly as it stands, without a byte order mark.

    Only what another program misread before is mended (:mod:`analysis.misread`), and told.

    Raises:
        Unreadable: they are no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            data = data[len(mark) :]
            if encoding == "utf-8":
                break
            return _marked(data, encoding)
    if b"\0" in data:
        return _wide(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _older(data)
    return _unmisread(text)


def _unmisread(text: str) -> Decoded:
    edits = list(misread.edits(text))
    count = "1 sign" if len(edits) == 1 else f"{len(edits)} signs"
    told = f"{count} of it mended, which another program had misread"
    return Decoded(apply(text, edits).text, told) if edits else Decoded(text)


def older_encoding(sample: bytes) -> str:
    """Return the encoding of a file that is not UTF-8 throughout; "": it is, but for some bytes.

    Raises:
        Unreadable: none fits.
    """
    from .encodings import guess

    strays = len(_STRAY.findall(sample.decode("utf-8", "surrogateescape")))
    return "" if len(_SEQUENCE.findall(sample)) >= strays else guess(sample)[0]


def line_of(line: bytes, encoding: str) -> str:
    """Return a line that is no UTF-8, of a file whose :func:`older_encoding` is known."""
    if encoding:
        return line.decode(encoding, "replace")
    return _STRAYS.sub(_mended, line.decode("utf-8", "surrogateescape"))


def wide_encoding(data: bytes) -> str:
    """Return the encoding of a text of two bytes a sign, which its zeros alone tell, or ""."""
    for encoding, zeros in (("utf-16-le", data[1::2]), ("utf-16-be", data[::2])):
        if zeros.count(0) > 0.7 * len(zeros) and data.count(0) < 1.1 * zeros.count(0):
            return encoding
    return ""


def decoded_as(data: bytes, encoding: str) -> Decoded:
    """Return bytes as text of an encoding that a person named; what it lacks becomes LOST.

    Raises:
        Unreadable: there is no such encoding of text.
    """
    text = data.decode(encoding_named(encoding), "replace").removeprefix("\ufeff")
    lost = text.count(LOST)
    return Decoded(text, f"{_bytes(lost)} of it are no {encoding}" if lost else "")


def recoded(file: BinaryIO, encoding: str) -> BinaryIO:
    """Return a file of another encoding as one of UTF-8.

    Raises:
        Unreadable: it is too long, or there is no such encoding of text.
    """
    data = file.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise Unreadable(f"it is longer than {LIMIT // 1_000_000} MB, which no article is")
    return BytesIO(decoded_as(data, encoding).text.encode("utf-8", "replace"))


def _marked(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    lost = text.count(LOST)
    if lost > len(text) // 10:
        raise Unreadable("it is a binary file, not text")
    return Decoded(text, f"{_bytes(lost)} of it could not be read" if lost else "")


def _wide(data: bytes) -> Decoded:
    """Return text of two bytes a sign, which says so by its zeros alone."""
    if encoding := wide_encoding(data):
        return Decoded(*_marked(data[: len(data) // 2 * 2], encoding))
    if not _holds_words(data):
        raise Unreadable("it is a binary file, not text")
    text, told = decoded(data.replace(b"\0", b""))
    left_out = f"{_bytes(data.count(0))} of it, zeros, were left out"
    return Decoded(text, f"{left_out}; {told}" if told else left_out)


def _holds_words(data: bytes) -> bool:
    """Tell whether there are but a few zeros in a text, or what a broken disk left behind it."""
    begun = data.rstrip(b"\0")
    return len(begun) > 40 and 20 * begun.count(0) <= len(begun) and not _CONTROL.search(begun)


def _older(data: bytes) -> Decoded:
    """Return bytes that are not UTF-8 throughout."""
    text = data.decode("utf-8", "surrogateescape")
    strays = len(_STRAY.findall(text))
    if len(_SEQUENCE.findall(data)) >= strays:
        return Decoded(_STRAYS.sub(_mended, text), f"{_bytes(strays)} of it were mended: no UTF-8")
    if declared := _DECLARED.match(data[:4000]):
        return decoded_as(data, declared[1].decode("ascii"))
    # Imported where it is needed: most files are UTF-8.
    from .encodings import guess

    encoding, text = guess(data)
    if encoding == "cp1252":
        text = _mixed(data)
    return Decoded(text, f"it is no UTF-8, and was read as {encoding}, which is a guess")


def _mended(found: re.Match[str]) -> str:
    """Return what stray bytes were meant to be: Windows-1252 where that makes sense."""
    strays = found[0].encode("utf-8", "surrogateescape")
    cut_off = found.end() == len(found.string) and strays[-1] >= 0xC2
    if cut_off or _BROKEN.fullmatch(strays):
        return LOST
    text = strays.decode("cp1252", "replace")
    if len(text) == 1 and text.isalpha():
        around = found.string[max(found.start() - 1, 0) : found.end() + 1]
        return text if any(sign.isalpha() for sign in around) else LOST
    return text


def _mixed(data: bytes) -> str:
    """Return text of Windows-1252 into which pieces of UTF-8 were pasted."""
    pieces, last = [], 0
    for found in _SEQUENCE.finditer(data):
        pieces += [data[last : found.start()].decode("cp1252", "replace"), found[0].decode()]
        last = found.end()
    return "".join([*pieces, data[last:].decode("cp1252", "replace")])


def _bytes(count: int) -> str:
    return "1 byte" if count == 1 else f"{count} bytes"
