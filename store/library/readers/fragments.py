"""HTML inside something else (a feed, a field of JSON): all of it is the article."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from .markup import drop, lighten, tree_of
from .page_mending import mend
from .page_text import UNSEEN, paragraphs

_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]{0,12}(?:\s[^<>]{0,2000})?/?>")
_PARAGRAPH = re.compile(r"</p>|<br ?/?>", re.IGNORECASE)
"""What stands in a text that was made HTML twice."""

_PARTED = re.compile(r"<(?:p|br|div|pre)\b", re.IGNORECASE)
_EMPTY_LINE = re.compile(r"\n[ \t\xa0]*(?:\r?\n[ \t\xa0]*)+")
"""What parts paragraphs where no tag does: editors of the web and plain text with a few tags."""

_ENTITY = re.compile(r"&(?:[a-z]{2,8}|#\d{2,5}|#x[0-9a-f]{2,4});", re.IGNORECASE)
_BLOCKS = {
    "p": "p", "div": "div", "section": "div", "article": "div", "main": "div", "header": "div",
    "h1": "head", "h2": "head", "h3": "head", "h4": "head", "h5": "head", "h6": "head",
    "li": "item", "ul": "list", "ol": "list", "dd": "item", "dt": "item", "tr": "row",
    "td": "cell", "th": "cell", "table": "table", "br": "lb", "hr": "lb", "blockquote": "quote",
    "pre": "code", "figcaption": "p", "figure": "div", "body": "div",
}  # fmt: skip
_SILENT = ["head", "script", "style", "title", "select", "button", "form", "nav"]


def plain(text: str) -> str:
    """Return what may be HTML as plain text; text that is none is returned as it is."""
    if _ENTITY.search(text) and not _TAG.search(text):
        text = unescape(text)
    if _TAG.search(text):
        if not _PARTED.search(text):
            text = _EMPTY_LINE.sub("\n<p>", text)
        tree = tree_of(lighten(text))
        found = text_of(tree) if tree is not None else ""
        return plain(found) if _PARAGRAPH.search(found) else found
    return text.translate(UNSEEN)


def text_of(tree: Any) -> str:
    """Return all the text of a tree, a paragraph a line with an empty line between.

    The tree is changed.
    """
    for element in tree.xpath("|".join(f"//{tag}" for tag in _SILENT)):
        if element.tag != "head" or element.getparent() is not None:
            drop(element)
    mend(tree)
    for element in tree.iter():
        if isinstance(element.tag, str):
            element.tag = _BLOCKS.get(element.tag, "span")
    return "\n\n".join(paragraphs(tree))


def line(text: str) -> str:
    """Return what may be HTML as one line of plain text."""
    return " ".join(plain(text).split())
