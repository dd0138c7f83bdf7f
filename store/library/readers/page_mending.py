"""What would cost quotations when the article of a page is found, mended in its tree before."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from .markup import drop

_ENDS = re.compile(r"[.!?…:][\"”’»)\]]*\s*\Z|\A\s*\Z")
_NOTE = re.compile(r"\[?\(?[\d*†‡§a-z]{1,3}\)?\]?", re.IGNORECASE)
_PULLED = re.compile(r"pull-?quote|blockquote", re.IGNORECASE)
_OPENED = {"“": "”", "«": "»", "„": "“"}
TWIN = "\ue0f0"
"""Marks a paragraph that stands a second time; of the private use area, taken away at the end."""

_LAID_OUT = 80
"""Words in a cell from which its table lays out a page: cells of figures have fewer."""

_CREDIT = re.compile(r"\b(?:credit|photo(?:graph)?|image|picture|source|getty)\b", re.IGNORECASE)


def mend(tree: Any) -> None:
    """Change a page's tree so that its quotations survive what finds the article."""
    for element in reversed(tree.xpath("//q")):  # the inner ones first
        _in_marks(element)
    for element in tree.xpath("//sup|//sub"):
        if _is_note(element):
            drop(element)
        else:
            element.drop_tag()
    for element in tree.xpath("//wbr"):
        element.drop_tag()
    for element in tree.xpath("//br"):
        _join(element)
    for element in tree.xpath(
        "//aside[.//blockquote or .//q]|//*[self::aside or self::div][@class]"
    ):
        if _PULLED.search(element.get("class") or ""):
            element.tag = "blockquote"
            del element.attrib["class"]
    for element in tree.xpath("//figcaption"):
        _keep_caption(element)
    _tell_apart(tree.xpath("//p|//li|//h2|//h3|//blockquote"))


def _tell_apart(elements: Any) -> None:
    """Mark what says the same as an element before it, so that it is not taken for a double."""
    seen: Counter[str] = Counter()
    for element in elements:
        words = element.text_content().strip()
        if seen[words] and len(words) > 20:
            last = element[-1] if len(element) else None
            mark = TWIN * seen[words]
            if last is None:
                element.text = (element.text or "").rstrip() + mark
            else:
                last.tail = (last.tail or "").rstrip() + mark
        seen[words] += 1


def unfold(tree: Any) -> None:
    """Make plain blocks of tables that lay out a page: those with an article in a cell."""
    for table in tree.xpath("//table"):
        cells = table.xpath("./tr/td|./tbody/tr/td")
        if any(len(cell.text_content().split()) > _LAID_OUT for cell in cells):
            for element in [table, *table.xpath("./tbody|./tr|./tbody/tr"), *cells]:
                element.tag = "div"


def _in_marks(element: Any) -> None:
    """Put the marks that a browser draws round ``<q>`` into the text."""
    words = element.text_content().strip()
    if words and words[0] not in "“\"«„‘'":
        nested = any(parent.tag == "q" for parent in element.iterancestors())
        before, after = ("‘", "’") if nested else ("“", "”")
        element.text = before + (element.text or "").lstrip()
        if len(element):
            element[-1].tail = (element[-1].tail or "").rstrip() + after
        else:
            element.text = element.text.rstrip() + after
    element.drop_tag()


def _is_note(element: Any) -> bool:
    """Tell whether a raised sign leads to a note: it is no word of the sentence."""
    words = element.text_content().strip()
    if not words:
        return True
    if element.xpath(".//a") or element.getparent().tag == "a":
        return _NOTE.fullmatch(words) is not None
    before = (element.getprevious().tail if element.getprevious() is not None
              else element.getparent().text) or ""  # fmt: skip
    last = re.search(r"[^\W\d_]+[.,;:!?”\"’]*\Z", before.rstrip())
    return bool(re.fullmatch(r"\[?\d{1,3}\]?|[*†‡§]+", words) and last and len(last[0]) > 2)


def _join(element: Any) -> None:
    """Make a blank of a single line break that stands within a sentence or a quotation."""
    before = element.getprevious()
    parent = element.getparent()
    after = element.getnext()
    if parent is None or (before is not None and before.tag == "br" and not _words(before.tail)):
        return
    if after is not None and after.tag == "br" and not _words(element.tail):
        return
    said = _before(element)
    following = (element.tail or "").lstrip()
    if not following and after is None:
        return
    if _ENDS.search(said) and not _is_open(said):
        return
    if not _is_open(said) and not following[:1].islower():
        beside = [it for it in (before, after) if it is not None and it.tag == "a"]
        if len(said) < 60 or beside or not re.search(r"[a-zß-öø-ÿ,]\s*$", said):
            return  # lines of verse, an address, a list of links
    element.tail = " " + following if following else " "
    element.drop_tag()


def _words(text: str | None) -> str:
    return (text or "").strip()


def _before(element: Any) -> str:
    """Return the words of the same block that stand before an element, from the last break on."""
    found = []
    at = element.getprevious()
    while at is not None and at.tag != "br":
        found.append((at.text_content() if isinstance(at.tag, str) else "") + (at.tail or ""))
        at = at.getprevious()
    if at is None:
        found.append(element.getparent().text or "")
    else:
        found.append(at.tail or "")
    return "".join(reversed(found))


def _is_open(said: str) -> bool:
    """Tell whether a quotation mark stands open at the end of these words."""
    if said.count('"') % 2:
        return True
    return any(said.count(one) > said.count(other) for one, other in _OPENED.items() if one != "„")


def _keep_caption(element: Any) -> None:
    """Keep a caption that says something as a paragraph behind its picture."""
    words = " ".join(element.text_content().split())
    figure = next((it for it in element.iterancestors("figure")), None)
    if figure is None or len(words.split()) < 4:
        return
    if _CREDIT.search(words) and len(words.split()) < 8:
        return
    paragraph = element.makeelement("p")
    paragraph.text = words
    paragraph.tail, figure.tail = figure.tail, None
    drop(element)
    figure.addnext(paragraph)
