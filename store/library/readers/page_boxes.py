"""Boxes inside an article that are told by what they hold: forms, lists of links, hidden words."""

from __future__ import annotations

import re
from typing import Any

from .markup import drop
from .page_words import words_in

_SHORT = 60
"""Words below which what stands round a form is a box, and no article with a form in it."""

_PART = 0.3
"""The part of a page's words above which nothing is a box."""

_SAID = re.compile(r"[.!?…:][\"”’»)\]]*\s*\Z|[\"“”«»„]")
_UNSEEN = re.compile(
    r"(?:off-?screen|visually-?hidden|sr-only|screen-?reader(?:-text)?|assistive-text|a11y-text"
    r"|sf-hidden|speechify-ignore|no-?print|wm-ipp\w*|mw-editsection|hide-caption|toggle-caption)"
    r"(?:[-_]{1,2}\w+)*",
    re.IGNORECASE,
)
_NONE = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_ENDING = re.compile(
    r"(?:sources?|references|external links|see also|further reading|notes|footnotes)\b.{0,8}",
    re.IGNORECASE | re.DOTALL,
)


def unbox(tree: Any, title: Any | None) -> None:
    """Take the boxes out of a page.

    Args:
        tree: the page; it is changed.
        title: the element that shows the title, if it is known: what holds it stays.
    """
    kept = {title, *title.iterancestors()} if title is not None else set()
    most = _PART * _words(tree)
    for element in [it for it in tree.iter() if isinstance(it.tag, str) and _unseen(it)]:
        if element not in kept and _words(element) < min(most, 2 * _SHORT):
            drop(element)
    for element in tree.xpath("//form|//input[@type='email']"):
        _drop_form(element, kept, most)
    for element in tree.xpath("//ul|//ol"):
        if element not in kept and _links_alone(element.xpath("./li")):
            drop(element)
    _drop_links(tree.xpath("//p"))
    for wiki in tree.find_class("mw-parser-output"):
        _drop_ending(wiki)


def _words(element: Any) -> int:
    return words_in(element.text_content())


def _unseen(element: Any) -> bool:
    """Tell whether an element is for the ears, for paper or for later alone."""
    if element.get("hidden") is not None or _NONE.search(element.get("style") or ""):
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}".split()
    return any(_UNSEEN.fullmatch(name) for name in names)


def _drop_form(element: Any, kept: set[Any], most: float) -> None:
    """Drop the box that a form stands in, with what asks to fill it in."""
    box = None
    for around in [element, *element.iterancestors()][:5]:
        if around.tag in ("body", "article", "main", "td") or around in kept:
            break
        if _words(around) >= min(_SHORT, most):
            break
        box = around
    if box is not None:
        drop(box)


def _is_link(element: Any) -> bool:
    """Tell whether an element is a link and nothing beside it, without a whole sentence in it."""
    words = " ".join(element.text_content().split())
    linked = " ".join(" ".join(it.text_content() for it in element.xpath(".//a")).split())
    words, linked = words.strip("[] "), linked.strip("[] ")
    return bool(words) and words == linked and not _SAID.search(words)


def _links_alone(items: list[Any]) -> bool:
    return len(items) > 1 and all(_is_link(item) for item in items)


def _drop_links(elements: list[Any]) -> None:
    """Drop the paragraphs that are a headline of another article, where there are real ones."""
    links = [it for it in elements if _is_link(it)]
    if len(elements) - len(links) > 3:
        for element in links:
            if _words(element) > 3:
                drop(element)


def _drop_ending(wiki: Any) -> None:
    """Drop what stands below an article of a wiki: its sources, and where to read on."""
    ending = False
    for element in list(wiki):
        heading = element if element.tag == "h2" else next(iter(element.iter("h2")), None)
        if heading is not None:
            ending = bool(_ENDING.fullmatch(heading.text_content().strip()))
        if ending:
            drop(element)
