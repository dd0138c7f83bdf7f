"""What onrecord has exported itself, and lies among the articles: it is none of them.

It quotes what stands in the library already: read as articles, every statement would count twice,
or once for each row of a table.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from onrecord.store.errors import Unreadable

from .extracting import Extracting
from .packages import first_part
from .protocol import FormatReader, Item, Problem, ProblemKind

TOLD = "onrecord has exported it: it quotes articles, and is none"
PROJECT = "project.qde"

_BLOCK = re.compile(rb"^<!-- onrecord [a-z]-[0-9a-f]+ \{", re.M)
"""What stands above a block of exported Markdown (:mod:`onrecord.store.export.stamps`)."""
_MADE = b'<meta name="generator" content="onrecord">'
_ROWS = (
    (b"id,article,title,source,url,file,", b",attributed_by,"),
    (b'{"id":"q-', b'"article":"', b'"version":"'),
)
"""How exported tables and lines of quotations begin, and what follows there."""


class ExportReader:
    """Exported Markdown, notes, reports, tables and lines of quotations."""

    suffixes = ()
    extracts = False

    def recognises(self, head: bytes, name: str) -> bool:
        """Tell by what stands at the head of each export, under the names that they have."""
        lower = name.lower()
        if lower.endswith((".md", ".markdown")):
            return _BLOCK.search(head) is not None
        if lower.endswith((".html", ".htm")):
            return _MADE in head
        first, *others = next(
            (signs for signs in _ROWS if head.removeprefix(b"\xef\xbb\xbf").startswith(signs[0])),
            (b"",),
        )
        return bool(first) and all(sign in head for sign in others)

    def read(self, file: BinaryIO, name: str) -> Iterator[Item | Problem]:
        """Tell what it is."""
        yield Problem(name, TOLD, ProblemKind.OWN)

    def again(self, file: BinaryIO, name: str, at: tuple[int, int]) -> Item:
        """There is no article in it.

        Raises:
            Unreadable: always.
        """
        raise Unreadable(TOLD)


class ProjectReader(Extracting):
    """``.qdpx``: of other programs the texts, as of any archive; of our own, none."""

    suffixes = ()

    def __init__(self, archives: FormatReader) -> None:
        self._archives = archives

    def recognises(self, head: bytes, name: str) -> bool:
        """Tell by the file that comes first in a project."""
        return first_part(head)[0] == PROJECT

    def read(self, file: BinaryIO, name: str) -> Iterator[Item | Problem]:
        """Yield the texts of the project, or what it is."""
        try:
            with zipfile.ZipFile(file) as archive, archive.open(PROJECT) as project:
                ours = b'origin="onrecord"' in project.read(2_000)
        except (zipfile.BadZipFile, KeyError, zlib.error, EOFError, RuntimeError, ValueError):
            ours = False  # the reader of archives tells what is wrong with it
        if ours:
            yield Problem(name, TOLD, ProblemKind.OWN)
            return
        file.seek(0)
        yield from self._archives.read(file, name)
