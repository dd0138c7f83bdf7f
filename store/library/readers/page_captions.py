"""Captions: what a picture shows stays with the article, who took it and what to press does not."""

from __future__ import annotations

import re
from typing import Any

from .markup import drop
from .page_words import words_in

_NAMED = re.compile(
    r"(?:[a-z]+[-_]{1,2}){0,3}caption(?:[-_]{1,2}(?:text|wrap|content|inner))?", re.IGNORECASE
)
_CREDITED = re.compile(
    r"(?:[a-z]+[-_]{1,2}){0,3}(?:credits?|copyright|photographer)(?:[-_]{1,2}[a-z]+)?",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"\b(?:credit|photo(?:graph)?|image|picture|source|getty|foto|crédit|bild)\b", re.IGNORECASE
)
_LABEL = re.compile(r"(?:(?:photo|image|picture)?\s*credits?|photo|foto|bild|image)\b\W", re.I)
_BEHIND = re.compile(
    r"(?<=[.!?…)”\"])\s+[(\[]?(?:photo(?:graph)?s?|image|picture|credit|foto|bild|crédit)"
    r"(?: credit| by)?s?:? [^.]{2,60}\Z",
    re.I,
)
"""Who took the picture, behind the sentence that says what it shows."""

_COUNT = re.compile(r"\A\s*\[\d+/\d+\]\s*")
_LEAST = 4
"""Words below which a caption says nothing."""


def keep_captions(tree: Any) -> None:
    """Make a paragraph of each caption that says something, behind its picture."""
    for element in tree.xpath("//figcaption"):
        _keep(element, next(element.iterancestors("figure"), None))
    for element in tree.xpath("//*[contains(@class, 'aption')]"):
        names = (element.get("class") or "").split()
        if element.tag in ("div", "p", "span", "td") and any(map(_NAMED.fullmatch, names)):
            _keep(element, None)


def _keep(element: Any, figure: Any | None) -> None:
    if element.getparent() is None or element.xpath(".//figure|.//img|.//p[2]"):
        return
    picture = figure if figure is not None else _picture(element)
    words = _caption(element)
    if picture is None or words_in(words) < _LEAST:
        return
    if _CREDIT.search(words) and words_in(words) < 2 * _LEAST:
        words, credited = _BEHIND.subn("", words)
        if not credited or words_in(words) < _LEAST:
            return
    paragraph = element.makeelement("p")
    paragraph.text = words
    drop(element)
    paragraph.tail, picture.tail = picture.tail, None
    picture.addnext(paragraph)
    _bare(paragraph)


def _beginning(element: Any, words: int) -> str:
    """Return an element's text, of one with more words than that the first ones alone."""
    text, count = "", 0
    for run in element.itertext():
        text, count = text + run, count + words_in(run)
        if count > words:
            break
    return text


def _picture(element: Any) -> Any | None:
    """Return the block of a picture that an element is the caption of, or None."""
    for around in list(element.iterancestors("div", "table", "section", "figure"))[:4]:
        if next(around.iter("img", "picture", "amp-img", "video"), None) is not None:
            most = 3 * words_in(element.text_content()) + 20
            few = words_in(_beginning(around, most)) < most
            return around if few and not around.xpath(".//h1") else None
    return None


def _caption(element: Any) -> str:
    """Return the words of a caption without the credit."""
    for inner in element.xpath(".//*[@class]|.//span|.//a"):
        names = (inner.get("class") or "").split()
        words = inner.text_content().strip()
        licence = inner.tag == "a" and "licen" in words.lower()
        if licence or any(map(_CREDITED.fullmatch, names)) or _LABEL.match(f"{words} "):
            drop(inner)
    words = " ".join(" ".join(piece.strip() for piece in element.itertext()).split())
    return re.sub(r"\s+(?=[,.;:!?])", "", _COUNT.sub("", words))


def _bare(paragraph: Any) -> None:
    """Take the names off what holds a caption alone: what finds the article goes by names."""
    words = (paragraph.text or "").split()
    for around in paragraph.iterancestors("div", "section"):
        if _beginning(around, words_in(paragraph.text or "")).split() != words:
            return
        around.attrib.clear()
