"""Articles in XML and SGML of many kinds: elements with a title and a text in each of them.

Databases deliver such files (Factiva, Moreover), collections for research are kept in them
(Reuters, Gigaword, TREC), and programs write tables so.  What is a record, and what its fields are
called, is told by the names of the elements; the fields are guessed as those of other records are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any, BinaryIO

from onrecord.store.errors import Unreadable

from .elements import TEXTS, TITLES, fields, plain_name, records_of
from .extracting import whole
from .markup import CUT, is_cut, page_text
from .pages import PageReader
from .protocol import Item, Problem, ProblemKind
from .records import RecordReader
from .table_rows import Records

LONGEST = 80_000_000
"""Bytes of a file."""

_OTHERS = re.compile(
    rb"<(?:!doctype\s+html|html|head|meta|script|div|span|h[12]|table|center|font|img|svg|rss|feed|opml"
    rb"|w:|office:|plist|mediawiki|FictionBook)\b",
    re.IGNORECASE,
)
_CDATA = re.compile(rb"<!\[CDATA\[.*?(?:\]\]>|\Z)", re.DOTALL)
_TAG = re.compile(rb"<(?:\w+:)?([A-Za-z][\w.-]{0,40})[\s>]|(?:name|element|key)=\"([\w.]{1,40})\"")


class ElementReader(RecordReader):
    """``.xml`` and ``.sgml`` with articles in elements."""

    suffixes = (".sgm", ".sgml", ".enex")
    streams = False

    def recognises(self, head: bytes, name: str) -> bool:
        """Tell by the names of the first elements: one of a title, one of a text."""
        begun = head.lstrip(b"\xef\xbb\xbf \r\n\t")
        suffix = PurePath(name).suffix.lower()
        begun = _CDATA.sub(b"", begun)
        if not begun.startswith(b"<") or _OTHERS.search(begun) or suffix in (".html", ".htm"):
            return False
        names = {plain_name((a or b).decode("ascii", "replace")) for a, b in _TAG.findall(begun)}
        return not names.isdisjoint(TITLES) and not names.isdisjoint(TEXTS)

    def read(self, file: BinaryIO, name: str) -> Iterator[Item | Problem]:
        """Yield an article a record; what holds none may be a page without its first elements."""
        if found := _found(file):
            yield from self.taken(_numbered(found), name)
            is_xml = _is_xml(file, name)
            file.seek(0)
            if is_xml and is_cut(whole(file, LONGEST, "file of articles")):
                yield Problem(name, CUT, ProblemKind.PART)
        elif _is_xml(file, name):
            raise Unreadable("it is XML in which no articles are found")
        else:
            file.seek(0)
            yield from PageReader().read(file, name)

    def records(self, file: BinaryIO, name: str) -> Records:
        """Yield the records."""
        yield from _numbered(_found(file))


def _is_xml(file: BinaryIO, name: str) -> bool:
    file.seek(0)
    return PurePath(name).suffix.lower() == ".xml" or b"<?xml" in file.read(100)


def _numbered(found: list[tuple[Any, Any]]) -> Records:
    for number, element in enumerate(found, 1):
        yield f"record {number}", fields(*element)


def _found(file: BinaryIO) -> list[tuple[Any, Any]]:
    return records_of(page_text(whole(file, LONGEST, "file of articles")))
