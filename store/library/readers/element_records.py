"""Articles in XML and SGML of many kinds: elements with a title and a text in each of them.

Databases deliver such files (Factiva, Moreover), collections for research are kept in them
(Reuters, Gigaword, TREC), and programs write tables so.  What is a record, and what its fields are
called, is told by the names of the elements; the fields are guessed as those of other records are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from pathlib import PurePath
from typing import Any, BinaryIO

from onrecord.store.errors import Unreadable

from .extracting import whole
from .feeds import DTD
from .markup import page_text
from .pages import PageReader
from .protocol import Item, Problem
from .records import RecordReader
from .table_rows import Records

LONGEST = 80_000_000
"""Bytes of a file."""

_TITLES = frozenset(
    (
        *("title", "headline", "headlines", "hl", "hl1", "heading", "articletitle", "titel"),
        *("titre", "titulo", "título", "titolo"),
    )
)
_TEXTS = frozenset(
    (
        *("text", "body", "content", "story", "fulltext", "leadparagraph", "tailparagraphs"),
        *("articletext", "articlebody", "maintext", "bodytext", "bodycontent", "contenu"),
        *("texte", "texto", "testo", "inhalt", "corps"),
    )
)
_IDS = frozenset(
    ("docno", "accessionno", "itemid", "newid", "docid", "articleid", "id", "sequenceid")
)
_NAMED = ("name", "element", "key", "property", "field")
"""Attributes that tell what an element is: ``<field name="title">``."""

_VALUES = ("value", "content", "href")
_FEWEST, _LONG, _WIDEST = 8, 60, 2000
"""Words of a text at least, of another field at most, and letters of that at most."""

_OTHERS = re.compile(
    rb"<(?:!doctype\s+html|html|head|meta|script|div|span|h[12]|table|center|font|img|svg|rss|feed|opml"
    rb"|w:|office:|plist|mediawiki|FictionBook)\b",
    re.IGNORECASE,
)
_CDATA = re.compile(rb"<!\[CDATA\[.*?(?:\]\]>|\Z)", re.DOTALL)
_TAG = re.compile(rb"<(?:\w+:)?([A-Za-z][\w.-]{0,40})[\s>]|(?:name|element|key)=\"([\w.]{1,40})\"")
_TOP = re.compile(
    r"\s*(?:<\?[^>]*\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*", re.DOTALL | re.IGNORECASE
)
_BARE = re.compile(r"&(?!(?:#\d{1,7}|#x[0-9a-f]{1,6}|\w{2,10});)", re.IGNORECASE)
_NAMED_SIGN = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)(?:#\w{1,8}|\w{2,10});", re.IGNORECASE)
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_EMPTY_LINE = re.compile(r"\n[ \t\r]*\n\s*|\n {2,}(?=\S)")


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
        names = {_plain((a or b).decode("ascii", "replace")) for a, b in _TAG.findall(begun)}
        return not names.isdisjoint(_TITLES) and not names.isdisjoint(_TEXTS)

    def read(self, file: BinaryIO, name: str) -> Iterator[Item | Problem]:
        """Yield an article a record; what holds none may be a page without its first elements."""
        if found := _found(file):
            yield from self.taken(_numbered(found), name)
        elif _is_xml(file, name):
            raise Unreadable("it is XML in which no articles are found")
        else:
            file.seek(0)
            yield from PageReader().read(file, name)

    def records(self, file: BinaryIO, name: str) -> Records:
        """Yield the records."""
        yield from _numbered(_found(file))


def text_in(document: str) -> str:
    """Return the text of the one article of a document of XML, "" where there is none."""
    if DTD.search(document[:100_000].encode()):
        return ""
    found = _records(_tree(document))
    return _record(*found[0])["text"] if found else ""


def _is_xml(file: BinaryIO, name: str) -> bool:
    file.seek(0)
    return PurePath(name).suffix.lower() == ".xml" or b"<?xml" in file.read(100)


def _numbered(found: list[tuple[Any, Any]]) -> Records:
    for number, element in enumerate(found, 1):
        yield f"record {number}", _record(*element)


def _found(file: BinaryIO) -> list[tuple[Any, Any]]:
    data = whole(file, LONGEST, "file of articles")
    if DTD.search(data[:100_000]):
        raise Unreadable("it declares entities of its own, which no article needs: refused")
    return _records(_tree(page_text(data)))


def _tree(text: str) -> Any:
    """Return the tree of XML or SGML, with an element of ours around it; damage is passed over."""
    from lxml import etree

    body = text[_TOP.match(text).end() :]  # type: ignore[union-attr]
    body = _BARE.sub("&amp;", _NAMED_SIGN.sub(_sign, body))
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, remove_pis=True,
        remove_comments=True, remove_blank_text=True, strip_cdata=True, huge_tree=False,
    )  # fmt: skip
    tree = etree.fromstring(f"<all>{_NO_XML.sub('', body)}</all>".encode(), parser)
    if tree is None:
        raise Unreadable("it is no XML that can be read: is it damaged?")
    return tree


def _sign(found: re.Match[str]) -> str:
    sign = unescape(found[0])
    return {"&": "&amp;", "<": "&lt;"}.get(sign, "" if _NO_XML.match(sign) else sign)


def _plain(name: str) -> str:
    return re.sub(r"[\W_]", "", name).lower()


def _label(element: Any) -> str:
    """Return what an element is called, or says that it is."""
    if not isinstance(element.tag, str):
        return ""
    told = next((it for name in _NAMED if (it := element.get(name))), "")
    own = element.tag.rpartition("}")[2]
    return told.rpartition(".")[2] if told and not len(element) else own


def _records(tree: Any) -> list[tuple[Any, Any]]:
    """Return the elements that hold an article each, and those in them with its title and text."""
    elements = list(tree.iter())  # one is the same object only as long as it is held
    texts = [it for it in elements if _is_text(it)]
    inside = {inner for text in texts for inner in text.iterdescendants()}
    titled = {
        above
        for it in elements
        if it not in inside and _plain(_label(it)) in _TITLES
        for above in it.iterancestors()
    }
    nearest: dict[Any, None] = {}
    for text in texts:
        if text not in inside:
            holder = next((it for it in text.iterancestors() if it in titled), tree)
            if holder is not tree:
                nearest[holder] = None
    count = Counter(above for it in nearest for above in it.iterancestors())
    return [(_widest(holder, count, tree), holder) for holder in nearest]


def _widest(holder: Any, count: Counter[Any], tree: Any) -> Any:
    """Return what else stands around an article alone: its day and its number."""
    above = holder.getparent()
    while above is not None and above is not tree and count[above] == 1:
        holder, above = above, above.getparent()
    return holder


def _is_text(element: Any) -> bool:
    """Tell whether an element is the text of an article, and not what holds its title too."""
    if _plain(_label(element)) not in _TEXTS:
        return False
    inner = {_plain(_label(it)) for it in element.iterdescendants()}
    if not inner.isdisjoint(_TITLES) and not inner.isdisjoint(_TEXTS):
        return False
    return len(" ".join(element.itertext()).split()) >= _FEWEST


def _record(element: Any, holder: Any) -> dict[str, str]:
    """Return the fields of an article: its texts as one, each other name with its first value."""
    found: dict[str, str] = {}
    texts: list[str] = []
    _collect(element, "", {holder, *holder.iterancestors()}, found, texts)
    named = next((it for it in found if _plain(it.rpartition(".")[2]) in _TITLES), "")
    return {"title": found.get(named, "")} | found | {"text": "\n\n".join(texts)}


def _collect(
    element: Any, before: str, around: set[Any], found: dict[str, str], texts: list[str]
) -> None:
    """Collect the fields in an element; names of those ``around`` the article are not told."""
    for name, value in element.attrib.items():
        key = "id" if _plain(name) in _IDS else name
        if value.strip() and name not in (*_NAMED, *_VALUES):
            found.setdefault(f"{before}{key}", value.strip())
    for inner in element:
        label = _label(inner)
        within = before if inner in around else f"{before}{label}."
        if _is_text(inner):
            texts.append("\n\n".join(_paragraphs(inner)))
            continue
        words = " ".join(" ".join(inner.itertext()).split())
        words = words or next((it for name in _VALUES if (it := inner.get(name))), "")
        key = "id" if _plain(label) in _IDS else label
        if not any(len(it) or it.attrib for it in inner) or _plain(label) in _TITLES:
            few = 0 < len(words) <= _WIDEST and len(words.split()) <= _LONG
            named = any(_plain(_label(it)) in _TITLES for it in inner)
            if few and (len(inner) > 1 or named) and _plain(label) not in _TITLES:
                _collect(inner, within, around, found, texts)
            elif few:
                found.setdefault(f"{before}{key}", words)
        else:
            _collect(inner, within, around, found, texts)


def _paragraphs(text: Any) -> Iterator[str]:
    """Yield the paragraphs of a text: its elements, or what empty lines part."""
    if len(text) and not any((it.tail or "").strip() for it in text):
        if text.text and text.text.strip():
            yield " ".join(text.text.split())
        for inner in text:
            if len(inner) and not (inner.text or "").strip():
                yield from _paragraphs(inner)
            elif words := " ".join("".join(inner.itertext()).split()):
                yield words
        return
    for part in _EMPTY_LINE.split("".join(text.itertext())):
        if words := " ".join(part.split()):
            yield words
