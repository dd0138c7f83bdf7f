"""The chapters of an EPUB in the order of its spine."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote

from onrecord.store.errors import Unreadable

from .fragments import text_of
from .markup import lighten, page_text, tree_of
from .packages import Package

_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"


def chapters(package: Package) -> tuple[list[tuple[str, str]], dict[str, str]]:
    """Return title and text of each chapter, and what the book says of itself.

    Raises:
        Unreadable: it has no list of chapters.
    """
    container = package.xml("META-INF/container.xml")
    found = container.find(f".//{_CONTAINER}rootfile")
    if found is None:
        raise Unreadable("it has no list of chapters: is it damaged?")
    path = found.get("full-path", "")
    book = package.xml(path)
    files = {it.get("id"): it.get("href", "") for it in book.iter(f"{_OPF}item")}
    parts = []
    for reference in book.iter(f"{_OPF}itemref"):
        name = posixpath.normpath(
            posixpath.join(posixpath.dirname(path), unquote(files.get(reference.get("idref"), "")))
        )
        if name in package.names():
            parts.append(_chapter(package.part(name)))
    about = {
        name: " ".join((element.text or "").split())
        for name in ("title", "creator", "publisher", "language", "date")
        if (element := book.find(f".//{_DC}{name}")) is not None
    }
    return parts, about


def _chapter(data: bytes) -> tuple[str, str]:
    tree = tree_of(lighten(page_text(data)))
    if tree is None:
        return "", ""
    headings = tree.xpath("//h1|//h2|//title")
    title = " ".join(headings[0].text_content().split()) if headings else ""
    return title, text_of(tree)
