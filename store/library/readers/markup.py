"""HTML and XML as bytes, HTML as a tree: decoded as it is, freed of what no reader needs."""

from __future__ import annotations

import codecs
import re
from typing import Any

from onrecord.store.errors import Unreadable

from .decoding import decode

BEFORE_ROOT = (
    rb"\A(?:\xef\xbb\xbf)?\s*+(?:(?><\?[^>]*>|<!--.*?-->|<!DOCTYPE\s(?!html\b)[^\[>]*>)\s*+)*+"
)
"""What may stand before the root element, for patterns with ``re.DOTALL``.

These are declarations, instructions and comments.

Each is read once and never again another way: a page that begins with thirty comments, none of
which is what is looked for, would else be tried in all the ways in which they can be joined.
"""

_ROOT = re.compile(BEFORE_ROOT + rb"<([\w:.-]+)", re.DOTALL)

CUT = "it ends before its outermost element does: is it cut off?"
"""What is told of XML that :func:`is_cut`."""

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})")
_LABELS = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-sjis": "cp932",
    "shift_jis": "cp932",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
}
"""What is meant by the names of encodings on the web (the Encoding Standard's labels)."""

_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_SCRIPT = re.compile(
    r"<(script|style|svg|noscript|template|iframe)\b(?![^>]*ld\+json)[^>]*>.*?</\1\s*>",
    re.IGNORECASE | re.DOTALL,
)
_DATA = re.compile(r"data:[\w/+.;=-]{0,80},[A-Za-z0-9+/=%_.-]{64,}")


def is_cut(data: bytes) -> bool:
    """Tell whether XML ends before the element that holds all of it; some of it is lost then."""
    root = _ROOT.match(data)
    return root is not None and not re.search(rb"</%b\s*>" % re.escape(root[1]), data, re.I)


def page_text(data: bytes, declared: str = "") -> str:
    """Return a page's bytes as text.

    UTF-8 that is valid is UTF-8, whatever is declared; else the declared encoding is taken, from
    the one who sent it or from the page, else what the bytes look like.
    """
    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return decode(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    for label in (declared, *_labels(data[:4096])):
        encoding = _LABELS.get(label.lower(), label.lower())
        try:
            if encoding and codecs.lookup(encoding).name != "utf-8":
                return data.decode(encoding, "replace")
        except LookupError:
            continue
    try:
        return decode(data)
    except Unreadable:
        return data.decode("utf-8", "replace")


def _labels(head: bytes) -> list[str]:
    found = [*_XML.findall(head), *_CHARSET.findall(head)]
    return [label.decode("ascii", "replace") for label in found]


def lighten(html: str) -> str:
    """Return a page without scripts, styles and the bytes of pictures."""
    html = _DECLARATION.sub("", html.replace("\0", ""))
    if "data:" in html:
        html = _DATA.sub("", html)
    return _SCRIPT.sub(" ", html)


def tree_of(html: str) -> Any | None:
    """Return the tree of a page, or None where there is nothing in it."""
    from lxml import etree
    from lxml import html as parsing

    parser = parsing.HTMLParser(
        encoding="utf-8", remove_pis=True, no_network=True, collect_ids=False
    )
    try:
        tree = parsing.document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return tree


def address_of(tree: Any) -> str:
    """Return the address that a page gives for itself, or ""."""
    found = [
        *tree.xpath("//link[@rel='canonical']/@href"),
        *tree.xpath("//meta[@property='og:url']/@content"),
    ]
    found += tree.xpath("//a[contains(@class, 'reader-domain')]/@href")
    for comment in tree.xpath("//comment()[contains(., 'saved ')]"):
        found += re.findall(r"(?:saved from url=\(\d+\)|\burl:\s*)(\S+)", comment.text or "")
    found += tree.xpath("//base/@href")
    return next((str(url) for url in found if str(url).startswith(("http://", "https://"))), "")


def drop(element: Any) -> None:
    """Take an element out of its tree; the text after it stays."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)
