"""What would cost quotations when the article of a page is found, mended in its tree before."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from lxml import etree

from .page_captions import keep_captions
from .page_runs import wrap_runs
from .page_words import ENDS, words_in

_ENDS = re.compile(rf"[{ENDS}:][\"”’»」』)\]]*\s*\Z|\A\s*\Z")
_NOTE = re.compile(r"\[?\(?[\d*†‡§a-z]{1,3}\)?\]?", re.IGNORECASE)
_PULLED = re.compile(r"pull-?quote(?!-cite)|blockquote", re.IGNORECASE)
_OPENED = {"“": "”", "«": "»", "„": "“"}
TWIN = "\ue0f0"
"""Marks a paragraph that stands a second time; of the private use area, taken away at the end."""

_WEAK = re.compile(
    r"bar|-icon|slide|overlay|viewport|meta|attachment|expand|options|premium|button|banner|embed"
    r"|menu|widget|timestamp|rating|nav|blurred|obfuscated",
    re.IGNORECASE,
)
"""Names for which trafilatura drops a block, and which blocks of text have as well."""

_STRONG = re.compile(r"author|comment|related|newsletter|cookie|consent|shar|footer|tags", re.I)
_SENTENCE = 15
"""Words from which a paragraph is more than a notice."""

_GONE, _NOTE_TAG = "gone", "note"
"""Tags of elements that are taken out together, the second with their words.

One by one, each would move all that follow: that is quadratic.
"""

_LAST_WORD = 60
"""Characters in which the last word before a note is looked for."""

_LOOKED_AT = 2_000
"""Characters before a line break in which an open quotation mark is looked for."""

_NEARLY_ALL = 0.8
_LAID_OUT = 80
"""Words in a cell from which its table lays out a page: cells of figures have fewer."""


def mend(tree: Any) -> None:
    """Change a page's tree so that its quotations survive what finds the article."""
    etree.strip_tags(tree, "font")
    for element in tree.xpath("//p[.//p]"):
        element.tag = "div"  # every browser ends it where the next begins
    for element in tree.xpath("//*[self::span or self::b or self::i or self::em or self::strong]"):
        if element.find(".//p") is not None:
            element.tag = "div"  # old markup: whole articles within a word's element
    for element in reversed(tree.xpath("//q")):  # the inner ones first
        _in_marks(element)
    etree.strip_tags(tree, _GONE)
    for element in tree.xpath("//a[contains(@href, '#')]"):
        if re.fullmatch(r"\[?\d{1,3}\]?", element.text_content().strip()):
            element.tag = _NOTE_TAG
    for element in tree.xpath("//sup|//sub"):
        element.tag = _NOTE_TAG if _is_note(element) else _GONE
    etree.strip_elements(tree, _NOTE_TAG, with_tail=False)
    etree.strip_tags(tree, _GONE)
    for element in tree.xpath("//code[not(ancestor::pre)]"):
        element.tag = _GONE
    for element in tree.xpath("//br"):
        _join(element)
    etree.strip_tags(tree, "wbr", "kbd", "samp", "var", "tt", _GONE)
    for element in tree.xpath(
        "//aside[.//blockquote or .//q]|//*[self::aside or self::div][@class]"
    ):
        if _PULLED.search(element.get("class") or ""):
            element.tag = "blockquote"
            del element.attrib["class"]
    _part_blocks(tree)
    wrap_runs(tree)
    keep_captions(tree)
    for element in tree.xpath("//figure[.//blockquote or .//table]"):
        element.tag = "div"
        element.attrib.clear()
    for element in tree.xpath("//blockquote//footer|//blockquote//cite[not(parent::p)]"):
        element.tag = "p"
    for element in tree.xpath("//*[@class or @id]"):
        _unname(element)
    _tell_apart(tree.xpath("//p|//li|//h2|//h3|//blockquote"))


def _part_blocks(tree: Any) -> None:
    """Put blocks that stand in a paragraph behind it, as every browser does."""
    for element in tree.xpath("//p/figure|//p/section|//p/aside|//p/article|//p/header|//p/footer"):
        paragraph = element.getparent()
        after = [element, *element.itersiblings()]
        for each in reversed(after):
            paragraph.addnext(each)


def _unname(element: Any) -> None:
    """Take the names off an element with sentences that would be dropped for them alone."""
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    if _WEAK.search(names) and not _STRONG.search(names) and _tells(element):
        for attribute in ("class", "id"):
            element.attrib.pop(attribute, None)


def frame(tree: Any) -> None:
    """Name the block with nearly all paragraphs as the article's where nothing else has its names.

    What finds the article takes single paragraphs otherwise, without headings and lists.
    """
    from trafilatura.xpaths import BODY_XPATH

    if any(find(tree) for find in BODY_XPATH):
        return
    told = [it for it in tree.iter("p") if _is_told(it.text_content())]
    counts = Counter(around for it in told for around in it.iterancestors("div", "section", "td"))
    fitting = [it for it, count in counts.items() if count > _NEARLY_ALL * len(told)]
    if len(told) > 2 and fitting:
        max(fitting, key=lambda it: sum(1 for _ in it.iterancestors())).set("id", "article-content")


def _tells(element: Any) -> bool:
    """Tell whether an element has a paragraph of its own that is more than a notice."""
    return any(_is_told(it.text_content()) for it in element.xpath("./p"))


def _is_told(words: str) -> bool:
    return words_in(words) >= _SENTENCE and bool(_ENDS.search(words))


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
        if any(words_in(cell.text_content()) > _LAID_OUT for cell in cells):
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
    element.tag = _GONE


def _is_note(element: Any) -> bool:
    """Tell whether a raised sign leads to a note: it is no word of the sentence."""
    words = element.text_content().strip()
    if not words:
        return True
    if element.xpath(".//a") or element.getparent().tag == "a":
        return _NOTE.fullmatch(words) is not None
    at = element.getprevious()
    while at is not None and at.tag in (_NOTE_TAG, _GONE) and not at.tail:
        at = at.getprevious()
    before = (element.getparent().text if at is None else at.tail) or ""
    last = re.search(r"[^\W\d_]+[.,;:!?”\"’]*\Z", before.rstrip()[-_LAST_WORD:])
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
        if not following and not _written(after).lstrip()[:1].islower():
            return
        beside = [it for it in (before, after) if it is not None and it.tag == "a"]
        if len(said) < 60 or beside or not re.search(r"[a-zß-öø-ÿ,]\s*$", said):
            return  # lines of verse, an address, a list of links
    element.tail = " " + following if following else " "
    element.tag = _GONE


def _written(element: Any) -> str:
    """Return the words of a node; a comment has none."""
    return element.text_content() if isinstance(element.tag, str) else ""


def _words(text: str | None) -> str:
    return (text or "").strip()


def _before(element: Any) -> str:
    """Return the words of the same block that stand before an element, from the last break on.

    Of very many only the last ones, so that a text all of whose lines are broken is read in time.
    """
    found: list[str] = []
    at, length = element.getprevious(), 0
    while at is not None and at.tag != "br":
        found.append(_written(at) + (at.tail or ""))
        if (length := length + len(found[-1])) > _LOOKED_AT:
            break
        at = at.getprevious()
    else:
        found.append((element.getparent().text if at is None else at.tail) or "")
    return "".join(reversed(found))[-_LOOKED_AT:]


def _is_open(said: str) -> bool:
    """Tell whether a quotation mark stands open at the end of these words."""
    if said.count('"') % 2:
        return True
    return any(said.count(one) > said.count(other) for one, other in _OPENED.items() if one != "„")
