"""Pages that list articles instead of holding one: front pages, sections, what somebody wrote.

What finds the article of a page joins the summaries that stand under the titles of others: a text
of many hands, under no title of its own.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urljoin, urlsplit

from .page_words import words_in

_WORDS = 3
"""Words from which a link is a title: fewer are a name, a menu, "Read more"."""

_FEWEST = 4
"""Titles with a summary that make a list."""

_UNDER = 90
"""Words that stand under a title in a list, at most; more are an article of its own."""

_LETTERS = 6 * _UNDER
_TITLE, _SUMMARY = 1, 2

_PART = 0.75
"""The part of a text that has to stand under titles of others."""

_MOST = 400
"""Lines that are looked for, at most."""

_FRONT = re.compile(r"/?(?:[a-z]{2}(?:-[a-z]{2})?/?)?(?:index\.\w{2,5}|home/?)?", re.IGNORECASE)
_DECLARED = (
    "//meta[@property='og:type' and contains(@content, 'article')]"
    "|//meta[@property='article:published_time']"
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = frozenset((*_HEADINGS, "p", "div", "li", "td", "article", "section", "dt", "strong"))

_PARTING = _BLOCKS - {"strong"} | {"br", "ul", "ol", "time", "img", "figure"}


@dataclass(frozen=True, slots=True)
class Listed:
    """The titles on a page that lead to other articles, and what stands under each.

    ``beside`` is true on a page that declares to be an article: they stand beside it.
    """

    titles: frozenset[str] = frozenset()
    under: tuple[str, ...] = ()
    beside: bool = False

    def make_up(self, lines: Sequence[str]) -> bool:
        """Tell whether lines that were taken for an article are what stands under titles."""
        if self.beside or len(self.under) <= _FEWEST:
            return False
        words: Counter[int] = Counter()
        for line in lines[:_MOST]:
            plain = _plain(line)
            begun = next((title for title in self.titles if plain.startswith(title)), "")
            if plain != begun:  # else it is a title; the blocks of a summary may be run together
                words[self._place(plain.removeprefix(begun))] += words_in(line)
        summaries = [count for at, count in words.items() if at > 0]
        return (
            len(summaries) >= _FEWEST
            and max(summaries) <= _UNDER
            and sum(summaries) >= _PART * sum(words.values())
        )

    def without(self, lines: Sequence[str]) -> Sequence[str]:
        """Return lines without those at their end that are titles of others, and their summaries.

        What stands under a title is a summary as long as it is short; three titles are a list.
        """
        end, titles = len(lines), 0
        least = max(len(lines) - _MOST, 0)
        while end > least and (kind := self._kind(_plain(lines[end - 1]))):
            titles += kind == _TITLE
            end -= 1
        return lines[:end] if end and titles >= _FEWEST - 1 else lines

    def _kind(self, plain: str) -> int:
        """Tell whether words are a title of another article, a summary of one, or neither (0)."""
        begun = next((title for title in self.titles if plain.startswith(title)), "")
        if begun:
            return _TITLE
        at = self._place(plain)
        return _SUMMARY if at > 0 and len(self.under[at]) <= _LETTERS else 0

    def _place(self, plain: str) -> int:
        """Return under which title words stand: 0 is above all, -1 nowhere as a whole."""
        return next((at for at, text in enumerate(self.under) if plain in text), -1)


def listed(tree: Any, url: str, is_article: bool) -> Listed:
    """Return what a page lists of its own site.

    Args:
        tree: the page, before anything was taken out of it.
        url: its own address, or "".
        is_article: it says in its data that it is an article.
    """
    body = tree.find("body")
    if body is None:
        return Listed()
    declared = is_article or bool(tree.xpath(_DECLARED))
    marks = _titles(body, url)
    if len(marks) < _FEWEST:
        return Listed()
    titles = frozenset(_plain(element.text_content()) for element in marks)
    return Listed(titles, tuple(_parted(body, marks)), declared)


def is_front(tree: Any, url: str, is_article: bool) -> bool:
    """Tell whether a page stands at the front of its site, by its address, and is no article.

    Args:
        tree: the page.
        url: its own address, or "".
        is_article: it says in its data that it is an article.
    """
    if is_article or not url or tree.xpath(_DECLARED):
        return False
    parts = urlsplit(url)
    return not parts.query and bool(_FRONT.fullmatch(parts.path))


def _titles(body: Any, url: str) -> set[Any]:
    """Return the elements that are titles of other articles of the same site."""
    own = urlsplit(url)
    found: dict[str, set[Any]] = defaultdict(set)
    plain = cache(lambda block: _plain(block.text_content()))  # many links may stand in one
    for link in body.iter("a"):
        title = next(link.iter(*_HEADINGS), link)
        words = title.text_content().split()
        to = urlsplit(urljoin(url, _address(link)))
        elsewhere = to.path != own.path and to.scheme in ("", "http", "https")
        if (
            elsewhere
            and _WORDS <= len(words) <= 40
            and (title is not link or _stands_alone(link, plain))
        ):
            found[to.netloc].add(title)
    host = own.netloc or max(found, key=lambda it: len(found[it]), default="")
    return found.get(host, set()) | found.get("", set())


def _address(link: Any) -> str:
    """Return where a link leads, or "" where that is no address at all."""
    address = (link.get("href") or "").strip()
    try:
        urlsplit(address)
    except ValueError:
        return ""
    return address


def _stands_alone(link: Any, plain: Callable[[Any], str]) -> bool:
    """Tell whether a link is all of the block that it stands in: no words of a sentence.

    ``plain`` gives the letters of a block.
    """
    block = next((it for it in link.iterancestors() if it.tag in _BLOCKS), None)
    if block is None:
        return False
    before, after = link.getprevious(), link.getnext()
    parted = [it is None or it.tag in _PARTING for it in (before, after)]
    words = (block.text if before is None else before.tail) or ""
    if link.getparent() is block and all(parted) and not (words + (link.tail or "")).strip():
        return True
    return plain(block) == _plain(link.text_content())


def _parted(body: Any, marks: set[Any]) -> Iterator[str]:
    """Yield the words above the first title, and those under each."""
    from lxml import etree

    held: list[str] = []
    inside = 0
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        if event == "start":
            inside += element in marks
            held.append("" if inside else element.text or "")
        else:
            if element in marks:
                inside -= 1
                yield _plain("".join(held))
                held.clear()
            held.append("" if inside else element.tail or "")
    yield _plain("".join(held))


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())
