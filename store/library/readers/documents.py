"""Documents of offices and books: Word, OpenDocument, EPUB.

Each is one article, unless a press database delivered it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import PurePath
from typing import Any, BinaryIO

from onrecord.analysis.types import Basis, Precision, Published
from onrecord.store.errors import Unreadable

from .clippings import Line, clippings
from .dates import head_date, name_date, stated_date
from .deliveries.reader import delivered
from .extracting import Extracting
from .packages import Package, first_part, xml_root
from .protocol import FormatReader, Item, Problem
from .symbols import shown, symbol

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_USUAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
"""The names of Word's elements: where it saves "Strict Open XML", and else."""

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_HEADING = re.compile(
    r"(?:Title|Titel|Titre|T[ií]tulo|Titolo|(?:Heading|berschrift|Titre|Rubrik) ?1)\d?"
)
"""Styles of titles: their ids in several languages' Word."""

_ANY_HEADING = re.compile(
    r"(?:Title|Titel|Titre|T[ií]tulo|Titolo|Heading|berschrift|Überschrift|Rubrik)"
)
"""Styles of headings, whatever their level."""

_CONTENTS = re.compile(r"(?:TOC|Verzeichnis|TM|TDC|Sommario|Sum.?rio|Inhopg)(?:\d|Heading)")
"""Styles of the lines of a table of contents, which names what stands below."""

_LISTS = frozenset(
    f"{_TEXT}{name}"
    for name in ("table-of-content", "alphabetical-index", "illustration-index", "table-index")
)

_NEAR_TOP = 12
"""Paragraphs from the top in which a title stands."""

_DC = "{http://purl.org/dc/elements/1.1/}"


class WordReader(Extracting):
    """``.docx``: paragraphs, tables and text boxes in their order."""

    suffixes = (".docx", ".docm")

    def __init__(self, archives: FormatReader | None = None) -> None:
        self._archives = archives  # what reads a package that only looks like a document

    def recognises(self, head: bytes, name: str) -> bool:
        """Tell by a package whose parts are Word's."""
        first = first_part(head)[0]
        folder = first.split("/")[0]
        if folder not in ("word", "docProps", "_rels", "customXml", "[Content_Types].xml"):
            return False
        if not first.endswith((".xml", ".rels", "/")) and b"[Content_Types].xml" not in head:
            return False  # a folder of somebody's that is called so
        return b"word/" in head or name.lower().endswith(self.suffixes)

    def read(self, file: BinaryIO, name: str) -> Iterator[Item | Problem]:
        """Yield the document, or the articles of a delivery or of what only looked like one."""
        with Package(file) as package:
            main = _main_part(package)
            if main not in package.names() and self._archives:
                file.seek(0)
                yield from self._archives.read(file, name)
                return
            body = xml_root(package.part(main).replace(_STRICT, _USUAL)).find(f"{_W}body")
            found = list(_word_paragraphs(body)) if body is not None else []
            about = package.facts("docProps/core.xml")
            heading = _word_heading(body) if body is not None else ""
        lines = [line.words for line in found]
        yield from articles(lines, name, _headed(about, heading, lines), found)


def _main_part(package: Package) -> str:
    """Return the name of the part that the words stand in: some programs number it."""
    usual = "word/document.xml"
    if usual in package.names():
        return usual
    try:
        leads = package.xml("_rels/.rels")
    except Unreadable:
        return usual
    kind = "/officeDocument"
    found = (it.get("Target") or "" for it in leads if (it.get("Type") or "").endswith(kind))
    return next((target.lstrip("/") for target in found if target), usual)


def _word_paragraphs(body: Any) -> Iterator[Line]:
    """Yield the words of each paragraph; those of a text box follow the one it hangs on."""
    for paragraph in body.iter(f"{_W}p"):
        if any(it.tag == f"{_MC}Fallback" for it in paragraph.iterancestors()):
            continue  # a second copy of a text box, for old programs
        style = _word_style(paragraph)
        if _CONTENTS.fullmatch(style):
            continue
        words = "".join(_word_runs(paragraph))
        for line in words.split("\n"):
            if line.strip():
                yield Line(" ".join(line.split()), style if _ANY_HEADING.match(style) else "")


def _word_style(paragraph: Any) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return "" if style is None else style.get(f"{_W}val") or ""


def _word_heading(body: Any) -> str:
    """Return the first paragraph near the top that is set as a title, or ""."""
    for paragraph in islice(body.iter(f"{_W}p"), _NEAR_TOP):
        words = " ".join("".join(_word_runs(paragraph)).split())
        if words and _HEADING.fullmatch(_word_style(paragraph)):
            return words
    return ""


def _headed(about: dict[str, str], heading: str, lines: Sequence[str]) -> dict[str, str]:
    """Return what is known of a document, its title the one it shows.

    The one that its program keeps may be of an older document that this one was made from.
    """
    kept = about.get("title", "")
    shown = " ".join(lines[:_NEAR_TOP]).casefold()
    named = bool(kept) and kept.casefold() in shown
    return about if named or not heading else about | {"title": heading}


def _word_runs(paragraph: Any) -> Iterator[str]:
    """Yield the pieces of a paragraph's own text, deletions and text boxes left out."""
    outside = {f"{_W}{name}" for name in ("del", "moveFrom", "txbxContent", "instrText")}
    outside.add(f"{_MC}Fallback")
    stack = [iter(paragraph)]
    while stack:
        element = next(stack[-1], None)
        if element is None:
            stack.pop()
        elif element.tag in outside or not isinstance(element.tag, str):
            continue
        elif element.tag == f"{_W}t":
            yield element.text or ""
        elif element.tag == f"{_W}r" and _is_hidden(element):
            continue
        elif element.tag == f"{_W}sym":
            yield symbol(element.get(f"{_W}char") or "", element.get(f"{_W}font") or "")
        elif element.tag == f"{_W}tab":
            yield " "
        elif element.tag in (f"{_W}br", f"{_W}cr"):
            yield "\n"
        elif element.tag == f"{_W}noBreakHyphen":
            yield "-"
        else:
            stack.append(iter(element))


def _is_hidden(run: Any) -> bool:
    """Tell whether a run is set as hidden, which nobody sees."""
    hidden = run.find(f"{_W}rPr/{_W}vanish")
    return hidden is not None and hidden.get(f"{_W}val", "1") not in ("0", "false", "off")


class OpenDocumentReader(Extracting):
    """``.odt`` and ``.fodt``: paragraphs and headings in their order."""

    suffixes = (".odt", ".ott")

    def recognises(self, head: bytes, name: str) -> bool:
        """Tell by the type that stands first in the package."""
        first, kind = first_part(head)
        return first == "mimetype" and b"opendocument.text" in kind[:100]

    def read(self, file: BinaryIO, name: str) -> Iterator[Item | Problem]:
        """Yield the document, or the articles of a delivery."""
        with Package(file) as package:
            root = package.xml("content.xml")
            found = list(_open_paragraphs(root))
            about = package.facts("meta.xml")
        lines = [line.words for line in found]
        first = next((it for it in root.iter(f"{_TEXT}h")), None)
        heading = " ".join("".join(_open_runs(first)).split()) if first is not None else ""
        if heading in lines[:_NEAR_TOP] and not about.get("title"):
            about = about | {"title": heading}
        yield from articles(lines, name, about, found)


def _open_paragraphs(root: Any) -> Iterator[Line]:
    for element in root.iter(f"{_TEXT}p", f"{_TEXT}h"):
        if any("tracked-changes" in str(it.tag) or str(it.tag) in (f"{_TEXT}p", f"{_TEXT}note")
               or it.tag in _LISTS for it in element.iterancestors()):  # fmt: skip
            continue
        words = "".join(_open_runs(element))
        level = element.get(f"{_TEXT}outline-level") or "1"
        style = f"heading {level}" if element.tag == f"{_TEXT}h" else ""
        for line in words.split("\n"):
            if line.strip():
                yield Line(" ".join(line.split()), style)


def _open_runs(element: Any) -> Iterator[str]:
    yield element.text or ""
    for inner in element:
        tag = str(inner.tag)
        if tag in (f"{_TEXT}s", f"{_TEXT}tab"):
            yield " "
        elif tag == f"{_TEXT}line-break":
            yield "\n"
        elif tag == f"{_TEXT}note" or tag.endswith("}annotation"):
            pass
        elif tag.endswith("}frame") or tag == f"{_TEXT}p":
            yield "\n"
            yield from _open_runs(inner)
            yield "\n"
        else:
            yield from _open_runs(inner)
        yield inner.tail or ""


class EpubReader(Extracting):
    """``.epub``: its chapters in the order of the book."""

    suffixes = (".epub",)

    def recognises(self, head: bytes, name: str) -> bool:
        """Tell by the type that stands first in the package."""
        first, kind = first_part(head)
        return first == "mimetype" and b"application/epub+zip" in kind[:100]

    def read(self, file: BinaryIO, name: str) -> Iterator[Item | Problem]:
        """Yield the book, with where its chapters begin."""
        from .epub import chapters

        with Package(file) as package:
            parts, about = chapters(package)
        text = ""
        places: list[tuple[int, str]] = []
        for title, words in parts:
            if words.strip():
                text += "\n\n" if text else ""
                places.append((len(text), title or f"chapter {len(places) + 1}"))
                text += words.strip()
        yield _document(text, name, about, tuple(places))


def articles(
    lines: Sequence[str], name: str, about: dict[str, str], styled: Sequence[Line] = ()
) -> Iterator[Item | Problem]:
    """Yield the article of a document's lines, or those of a delivery or of clippings.

    Args:
        lines: its paragraphs.
        name: the file's relative path.
        about: what the document says of itself.
        styled: the paragraphs with the styles of their headings, where they are known.

    Raises:
        Unreadable: it holds no text.
    """
    if found := delivered(lines, name) or clippings(styled, name):
        yield from found
    else:
        words = (" ".join(line.split()) for line in lines)
        yield _document("\n\n".join(filter(None, words)), name, about)


def _document(
    text: str, name: str, about: dict[str, str], places: tuple[tuple[int, str], ...] = ()
) -> Item:
    text, places = shown(text, places)
    if not text.strip():
        raise Unreadable("it holds no text")
    published = head_date(text)
    if not published.date:
        published = stated_date(about.get("date"))
    if not published.date:
        published = name_date(PurePath(name).name)
    made = stated_date(about.get("created")).date
    if not published.date and made:
        published = Published(
            made, Precision.DAY, Basis.INFERRED, why="The document was made on that day."
        )
    changed = stated_date(about.get("modified")).date or ""
    return Item(
        "",
        text,
        title=about.get("title", ""),
        author=about.get("creator", ""),
        source=about.get("publisher", ""),
        language=about.get("language", "").split("-")[0].lower(),
        published=published,
        modified=changed if changed != made else "",
        places=places,
    )
