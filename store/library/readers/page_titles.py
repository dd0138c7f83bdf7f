"""The title of a page's article: the element that shows it, its words without the site's name."""

from __future__ import annotations

import re
from typing import Any

from .page_trimming import is_day

_TITLED = re.compile(
    r"(?:entry|post|article|story|news)[-_]{0,2}(?:title|headline)|\bheadline\b", re.IGNORECASE
)

_PARTED = re.compile(r"\s+(?:[|›»•·–—]|::|--?)\s+")
"""What stands between a title and the name of the site."""

_CALLED = "//*[self::span or self::div or self::p or self::td][contains(@class, 'entry-title')]"
_LEAVES = "//*[not(*)][self::b or self::font or self::span or self::td or self::div or self::p]"
_BLOCKS = ("div", "p")
_LONGEST = 300

_LABEL = 20
"""Letters of what may stand behind a title that is shown: "Members only"."""

_NAME = 5
"""Words from which a part of a title is no name of a site."""

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
    begun = _PARTED.split(given)[0]
    label = shown[len(begun) :]
    labelled = shown.casefold().startswith(begun.casefold()) and len(label) < _LABEL
    if labelled and len(begun) > _LEAST and not _PARTED.search(label):
        return begun
    site = re.escape(_first(tree.xpath("//meta[@property='og:site_name']/@content")) or "(?!)")
    return re.sub(rf"\s+[|–—›-]\s+{site}(?:\s+\w+)?\Z", "", given)


def without_site(title: str, site: str, host: str) -> str:
    """Return a title without the name of the site, or a day, before or behind it.

    Args:
        title: as the page gives it.
        site: what the page calls its site, or "".
        host: the host of its address, or "".
    """
    labels = [label for label in host.casefold().split(".")[:-1] if label != "www"]
    known = [name for name in (_plain(site), *map(_plain, labels)) if len(name) > 1]
    pieces = re.split(rf"({_PARTED.pattern})", title)
    while len(pieces) > 1 and len(_joined(pieces[:-2])) > _LEAST and _is_site(pieces[-1], known):
        pieces = pieces[:-2]
    if len(pieces) > 1 and len(_joined(pieces[2:])) > _LEAST and _is_site(pieces[0], known):
        pieces = pieces[2:]
    return _joined(pieces)


def _joined(pieces: list[str]) -> str:
    return "".join(pieces).strip()


def _is_site(piece: str, known: list[str]) -> bool:
    """Tell whether a part of a title is the name of the site, or a day."""
    plain = _plain(piece)
    named = any(plain == name or (len(name) > 2 and name in plain) for name in known)
    return (named and len(piece.split()) < _NAME) or is_day(piece)


def _plain(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


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
    fitting = [it for it in shown if _text(it).casefold() in named]
    labelled = [it for it in shown if any(map(_text(it).casefold().startswith, parts))]
    first = [it for it in labelled if parts and _text(it).casefold().startswith(parts[0])]
    if fitting and not (first and _is_last(fitting, named)):
        return max(fitting, key=lambda it: len(_text(it)))
    if labelled:
        return min(first or labelled, key=lambda it: len(_text(it)))
    if len(called := tree.xpath(_CALLED)) == 1 and _LEAST < len(_text(called[0])) < _LONGEST:
        return called[0]
    plain = [it for it in tree.xpath(_LEAVES) if _LEAST < len(_text(it)) < _LONGEST]
    fitting = [it for it in plain if named.startswith(_text(it).casefold())]
    fitting = fitting or [
        it for it in plain if _text(it).casefold() in named and it.tag not in _BLOCKS
    ]
    if fitting:
        return max(fitting, key=lambda it: len(_text(it)))
    headings = tree.xpath("//h1")
    return headings[0] if len(headings) == 1 else None


def _is_last(fitting: list[Any], named: str) -> bool:
    """Tell whether headings show nothing but how the page's name ends: whose site it is."""
    return all(named.endswith(_text(it).casefold()) for it in fitting)


def _first(values: Any) -> str:
    return " ".join(str(values[0]).split()) if values else ""


def _text(element: Any) -> str:
    return " ".join(element.text_content().split()) if element is not None else ""


def _class(element: Any) -> str:
    return element.get("class") or ""
