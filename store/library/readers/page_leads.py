"""The paragraph that introduces an article, where it stands in a block of its own above the text.

What finds the article of a page takes the block with the most paragraphs, and leaves this one out.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from .page_words import ENDS, words_in

_NAMED = re.compile(
    r"(?:[a-z\d]{1,14}[-_]{1,2}){0,3}(?:lead|lede|leadin|intro|introduction|standfirst|stand-?first|dek|deck"
    r"|excerpt|summary|sub-?(?:title|head|heading|headline)|chap[oô]|vorspann|anrisstext|entradilla"
    r"|bajada|copete|sumario|kicker-?text|description|abstract|ingress|opening|strap-?line)"
    r"(?:[-_]{1,2}[a-z\d]{1,14}){0,2}",
    re.IGNORECASE,
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LEAST, _MOST = 15, 150
"""Words of a paragraph that introduces: fewer are a line below the title, more are the article."""

_NEAR = 60
"""How many elements behind the title are looked at."""

_WHOLE = re.compile(rf"[{ENDS}][\"”’»」』)\]]*\s*\Z")
_CUT = re.compile(r"(?:\.{3}|…|\[…\]|\[\.{3}\])\s*\Z")


def lead_of(tree: Any, title: Any | None) -> str:
    """Return the paragraph below the title that a page calls its introduction, or ""."""
    if title is None:
        return ""
    for element in islice(title.xpath("following::*"), _NEAR):
        if element.tag in ("h1", "h2", "h3") and element.find(".//a") is not None:
            return ""  # the title of another article
        if not _is_named(element) or element.tag not in ("div", "p", "h2", "h3", "section", "span"):
            continue
        words = " ".join(element.text_content().split())
        if _LEAST <= words_in(words) <= _MOST and _WHOLE.search(words) and not _CUT.search(words):
            return "" if _is_elsewhere(element) else words
    return ""


def led(lines: list[str], lead: str) -> list[str]:
    """Return the lines of an article with the paragraph that introduces it, if it is not there."""
    if not (lead and lines):
        return lines
    known = _plain("".join(lines))
    return lines if _plain(lead)[:60] in known else [lead, *lines]


def _is_named(element: Any) -> bool:
    names = f"{element.get('class') or ''} {element.get('itemprop') or ''}".split()
    return any(_NAMED.fullmatch(_CAMEL.sub("-", name)) for name in names)


def _is_elsewhere(element: Any) -> bool:
    """Tell whether an element leads to another article, or stands among such."""
    if any(it.tag in ("a", "aside", "nav", "li", "footer") for it in element.iterancestors()):
        return True
    linked = sum(words_in(it.text_content()) for it in element.iter("a"))
    return linked > words_in(element.text_content()) // 2


def _plain(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
