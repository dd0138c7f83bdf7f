"""Zip packages, as office programs and books use them: sizes are looked at before."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Container
from typing import Any, BinaryIO, Self

from onrecord.store.errors import Unreadable

from .extracting import work

MEMBER = 200_000_000
"""Bytes of one member of an archive when it is unpacked."""

RATIO = 150
"""How many times its packed size a member may have; text seldom has ten."""

PART = 40_000_000
"""Bytes of one part when it is unpacked; a longer one is no article."""

_FIRST = b"PK\x03\x04"
"""What a member of a zip file begins with."""

_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"


def first_part(head: bytes) -> tuple[str, bytes]:
    """Return the name of a zip file's first member, and its bytes as far as they stand in ``head``.

    What lies deeper is no sign: an archive holds whole documents, often not packed again.
    """
    if not head.startswith(_FIRST):
        return "", b""
    name, extra = int.from_bytes(head[26:28], "little"), int.from_bytes(head[28:30], "little")
    return head[30 : 30 + name].decode("utf-8", "replace"), head[30 + name + extra :]


def opened(file: BinaryIO, what: str) -> zipfile.ZipFile:
    """Return an open zip file, ``what`` being what it should be.

    Raises:
        Unreadable: it is none, or its end is lost and another's stands in its place: that of an
            archive within it, whose members are not its own.
    """
    try:
        packed = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise Unreadable(f"it is no {what} that can be opened: is it damaged?") from None
    if before := before_first(packed):
        file.seek(0)
        if file.read(4) == _FIRST:
            packed.close()
            raise Unreadable(
                f"it is cut off or damaged: its list of members is lost, and {before} bytes at its "
                "beginning are in none (zip -FF mends some)"
            )
    return packed


def before_first(packed: zipfile.ZipFile) -> int:
    """Return how many bytes stand before the first member; of a whole archive there are none."""
    first = min((info.header_offset for info in packed.infolist()), default=0)
    return first if first > len(_FIRST) else 0  # the mark of one that was to be in several parts


def refusal(info: zipfile.ZipInfo) -> str:
    """Return why a member of an archive is not unpacked, "" where nothing speaks against it."""
    if info.flag_bits & 1:
        return "it is locked with a password: unpack it yourself"
    if info.file_size > MEMBER:
        return f"it unpacks to more than {MEMBER // 1_000_000} MB: unpack it yourself"
    if info.file_size > 1_000_000 and info.file_size > RATIO * max(info.compress_size, 1):
        return "it unpacks to more than a hundred times its size, which no text does: refused"
    return ""


_OTHERS = {
    "ppt/presentation.xml": "presentation", "visio/document.xml": "drawing",
    "FixedDocumentSequence.fdseq": "document of XPS", "FixedDocSeq.fdseq": "document of XPS",
    "Index/Document.iwa": "document of Pages, Keynote or Numbers",
    "index.apxl": "document of Keynote",
}  # fmt: skip
"""Parts by which a package is no archive of documents, but one of a kind that is not read."""


def other_document(names: Container[str], kind: bytes) -> str:
    """Return what an office document is that is not read, "" for one that is, and for archives.

    Args:
        names: those of the package's members.
        kind: what it says that it is, as OpenDocument does.
    """
    if kind.startswith(b"application/vnd.oasis.opendocument."):
        what = kind.rpartition(b".")[2].removesuffix(b"-template").decode("ascii", "replace")
        return {"graphics": "drawing", "formula": "formula"}.get(what, what)
    return next((what for part, what in _OTHERS.items() if part in names), "")


class Package:
    """An open package.

    Raises:
        Unreadable: it is no zip file, or has lost its end.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._zip = opened(file, "document")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._zip.close()

    def names(self) -> list[str]:
        """Return the names of all parts."""
        return self._zip.namelist()

    def part(self, name: str) -> bytes:
        """Return the bytes of a part.

        Raises:
            Unreadable: it is not there, or too long.
        """
        try:
            info = self._zip.getinfo(name)
            if info.flag_bits & 1:
                raise Unreadable("it is locked with a password: save it without one")
            if info.file_size > PART:
                raise Unreadable(
                    f"it unpacks to {info.file_size // 1_000_000} MB, which no article is: refused"
                )
            work().spend(info.file_size)
            with self._zip.open(info) as part:
                data = part.read(PART + 1)
        except KeyError:
            raise Unreadable("it is not the document that its name says") from None
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, EOFError, ValueError,
                RuntimeError):  # fmt: skip
            raise Unreadable("it is damaged: a part cannot be unpacked") from None
        if len(data) > PART:
            raise Unreadable("it unpacks to more than it says: refused")
        return data

    def xml(self, name: str) -> Any:
        """Return the root of a part that is XML.

        Raises:
            Unreadable: it is none, or declares entities of its own.
        """
        return xml_root(self.part(name))

    def facts(self, name: str) -> dict[str, str]:
        """Return what a part says of the document; nothing where it is not there."""
        try:
            root = self.xml(name)
        except Unreadable:
            return {}
        found: dict[str, str] = {}
        names = {
            f"{_DC}title": "title", f"{_DC}creator": "creator", f"{_DC}language": "language",
            f"{_DC}publisher": "publisher", f"{_TERMS}created": "created",
            f"{_TERMS}modified": "modified", f"{_META}creation-date": "created",
            f"{_META}initial-creator": "creator",
        }  # fmt: skip
        for element in root.iter():
            if element.tag in names and element.text and element.text.strip():
                found.setdefault(names[element.tag], " ".join(element.text.split()))
        if f"{_META}creation-date" in {element.tag for element in root.iter()}:
            changed = root.find(f".//{_DC}date")
            if changed is not None and changed.text:
                found["modified"] = changed.text
        return found


def xml_root(data: bytes) -> Any:
    """Return the root of XML, entities refused.

    Raises:
        Unreadable: it is no XML, or declares entities of its own.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )
    if b"<!ENTITY" in data[:100_000] or b"<!ENTITY".decode().encode("utf-16-le") in data[:100_000]:
        raise Unreadable("it declares entities of its own, which no document needs: refused")
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise Unreadable("it is damaged: a part is no XML") from None
