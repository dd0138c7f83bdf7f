"""The title of a page's article: the element that shows it, its words without the site's name."""

from __future__ import annotations

import re
from typing import Any

_TITLED = re.compile(
    r"(?:entry|post|article|story|news)[-_]{0,2}(?:title|headline)|\bheadline\b", re.IGNORECASE
)

_PARTED = re.compile(r"\s+(?:[|›»•·–—]|::|--?)\s+")
"""What stands between a title and the name of the site."""

_LEAVES = "//*[not(*)][self::b or self::font or self::span or self::td or self::div or self::p]"
_BLOCKS = ("div", "p")
_LONGEST = 300

_LEAST = 12
"""Letters from which words that a page is called by are a title."""


def title_of(tree: Any) -> str:
    """Return the title that a page gives to those who share it, else the one it shows, or ""."""
    shown = _text(title_element(tree))
    given = _first(tree.xpath("//meta[@property='og:title']/@content"))
    if not given:
        return shown
    if len(shown) > _LEAST and given.casefold().startswith(shown.casefold()):
        rest = given[len(shown) :]
        return shown if _PARTED.match(rest) else given
    site = re.escape(_first(tree.xpath("//meta[@property='og:site_name']/@content")) or "(?!)")
    return re.sub(rf"\s+[|–—›-]\s+{site}(?:\s+\w+)?\Z", "", given)


def titles_of(tree: Any) -> list[str]:
    """Return what may stand above the article as its title."""
    found = [_text(it) for it in tree.xpath("//title|(//h1)[1]")[:2]]
    found += [_text(title_element(tree))]
    found += [_first(tree.xpath("//meta[@property='og:title']/@content"))]
    parts = [part for title in found for part in re.split(rf"{_PARTED.pattern}|: ", title)]
    return [title for title in (*found, *parts) if title]


def title_element(tree: Any) -> Any:
    """Return the element that shows the article's title, by what the page is called, or None."""
    named = _text(next(tree.iter("title"), None)).casefold()
    for element in tree.xpath("//h1|//h2|//h3"):
        if _TITLED.search(f"{_class(element)} {element.get('itemprop') or ''}"):
            words = _text(element).casefold()
            if len(words) > 3 and words in named:
                return element
    parts = [part for part in _PARTED.split(named) if len(part) > _LEAST]
    shown = [it for it in tree.xpath("//h1|//h2|//h3") if _LEAST < len(_text(it)) < _LONGEST]
    if fitting := [it for it in shown if _text(it).casefold() in named]:
        return max(fitting, key=lambda it: len(_text(it)))
    if labelled := [it for it in shown if any(map(_text(it).casefold().startswith, parts))]:
        return min(labelled, key=lambda it: len(_text(it)))
    plain = [it for it in tree.xpath(_LEAVES) if _LEAST < len(_text(it)) < _LONGEST]
    fitting = [it for it in plain if named.startswith(_text(it).casefold())]
    fitting = fitting or [
        it for it in plain if _text(it).casefold() in named and it.tag not in _BLOCKS
    ]
    if fitting:
        return max(fitting, key=lambda it: len(_text(it)))
    first = tree.xpath("//h1")
    return first[0] if len(first) == 1 else None


def _first(values: Any) -> str:
    return " ".join(str(values[0]).split()) if values else ""


def _text(element: Any) -> str:
    return " ".join(element.text_content().split()) if element is not None else ""


def _class(element: Any) -> str:
    return element.get("class") or ""
