"""Debates as TEI (ParlaMint and its like): one article, a paragraph a speech, its speaker named.

A TEI text without utterances is its paragraphs: books, and pages as trafilatura writes them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any, BinaryIO

from onrecord.analysis.types import UNDATED
from onrecord.store.errors import Unreadable

from .dates import future, name_date, not_believed, stated_date
from .extracting import Extracting, whole
from .feeds import address
from .languages import language_code
from .markup import BEFORE_ROOT
from .packages import xml_root
from .protocol import Item, Problem, ProblemKind

LONGEST = 40_000_000
"""Bytes of a debate."""

_BEGINS = re.compile(BEFORE_ROOT + rb"<TEI\b", re.DOTALL)
_COMMENTS = "ancestor::*[local-name()='div'][@type='comments']"
_ASIDE = {"note", "vocal", "kinesic", "incident", "gap", "desc", "pb", "figure"}
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


class DebateReader(Extracting):
    """``.tei``, and TEI under any other name."""

    suffixes = (".tei",)

    def recognises(self, head: bytes, name: str) -> bool:
        """Tell by the root element."""
        return bool(_BEGINS.match(head))

    def read(self, file: BinaryIO, name: str) -> Iterator[Item | Problem]:
        """Yield the debate."""
        root = xml_root(whole(file, LONGEST, "debate"))
        text = "\n\n".join(_paragraphs(root))
        if not text:
            raise Unreadable("it holds no speeches and no paragraphs")
        published = next((d for it in _days(root) if (d := stated_date(it)).date), None)
        published = published or name_date(PurePath(name).name)
        if published.date and future(published.date):
            yield Problem(name, not_believed(published.date), ProblemKind.DATE)
            published = UNDATED
        yield Item(
            "",
            text,
            title=_first(root, "titleStmt", "title"),
            source=_first(root, "sourceDesc", "publisher") or _first(root, "sourceDesc", "title"),
            language=language_code(root.get(_LANGUAGE) or ""),
            published=published,
            author=_first(root, "titleStmt", "author"),
            url=next(
                filter(None, (address(it.get("target") or "") for it in _named(root, "ptr"))), ""
            ),
        )


def _named(element: Any, name: str) -> list[Any]:
    return list(element.xpath(".//*[local-name()=$name]", name=name))


def _first(root: Any, around: str, name: str) -> str:
    found = (_words(it) for outer in _named(root, around) for it in _named(outer, name))
    return next(filter(None, found), "")


def _days(root: Any) -> Iterator[str]:
    for around in ("setting", "sourceDesc", "publicationStmt"):
        for outer in _named(root, around):
            for day in _named(outer, "date"):
                yield day.get("when") or _words(day)


def _paragraphs(root: Any) -> Iterator[str]:
    """Yield the paragraphs of all speeches, else those of the text."""
    speeches = _named(root, "u")
    for speech in speeches:
        name = _speaker(speech)
        parts = _named(speech, "seg") or [speech]
        for words in filter(None, map(_words, parts)):
            yield f"{name}: {words}" if name else words
            name = ""
    if not speeches:
        for body in _named(root, "body"):
            found = body.xpath(".//*[local-name()='p']")
            yield from filter(None, (_words(it) for it in found if not it.xpath(_COMMENTS)))


def _speaker(speech: Any) -> str:
    """Return who speaks: as the text calls them, else as they are known there."""
    before = speech.getprevious()
    if before is not None and before.get("type") == "speaker":
        return " ".join("".join(before.itertext()).split()).rstrip(":")
    known = (speech.get("who") or "").lstrip("#").split("-")[-1]
    return re.sub(r"(?<=[^\W\d_A-Z])(?=[A-ZÀ-Þ])", " ", known)


def _words(element: Any) -> str:
    """Return the words of an element, without what others do and note meanwhile."""
    return " ".join("".join(_pieces(element)).split())


def _pieces(element: Any) -> Iterator[str]:
    yield element.text or ""
    for inner in element:
        if isinstance(inner.tag, str) and inner.tag.rsplit("}", 1)[-1] not in _ASIDE:
            yield from _pieces(inner)
        yield inner.tail or ""
