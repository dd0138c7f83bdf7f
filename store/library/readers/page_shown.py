"""What a page shows of its days: round the title of its article, and in what follows it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from typing import Any

from onrecord.analysis.types import Precision

from .dates import stated_date
from .page_titles import title_element
from .page_trimming import is_day
from .page_words import ENDS, words_in

_SHOWN = re.compile(
    r"(?:^|[\s_-])(?:date(?!book)|time(?!line)|publish|posted|pubdate|dateline|timestamp|entry-date"
    r"|post-?meta|byline|article-?meta|meta-?info|entry-meta|submitted|created|datum|fecha)",
    re.IGNORECASE,
)
UPDATE = re.compile(
    r"(?:last )?updat|(?:last )?modif|revis|aktualisiert|mis à jour|actualizad", re.IGNORECASE
)
_LABEL_END = re.compile(r"\A[a-zà-ÿ]*(?:\s+(?:on|at|am|le|el|il|:))?[\s:·|,–—-]*", re.IGNORECASE)
_LABELLED = re.compile(
    r"(?=updated|(?:last )?modified|modifi|mis à jour|aktualisiert|geändert|actualizad|revised"
    r"|published|publi|first published|posted|veröffentlicht)",
    re.IGNORECASE,
)
_STAMPS = ("data-timestamp", "data-datetime", "data-published", "data-date", "data-seconds")
"""Attributes in which programs of pages find the moment that they show."""

LONGEST = 90
"""Letters of a line that shows a day, at most."""

_INTRODUCTION = 200
"""Letters from which a line below the title is a paragraph."""

_EVENT = re.compile(
    r"(?:^|[\s,;(])(?:ab|bis|seit|von|from|until|till|since|through|jusqu|depuis|à partir du|desde"
    r"|hasta|dal|fino al)\s+(?:\w+,?\s+)?\d",
    re.IGNORECASE,
)
_HEAD_FOOT = re.compile(r"head(?:line|er)[\w-]*footer", re.IGNORECASE)
_OTHERS = re.compile(
    r"comment|related|sidebar|widget|footer|recirc|teaser|latest|popular|most-read|card",
    re.IGNORECASE,
)
_FEW = 8
"""Words from which a line that ends like a sentence is one."""

_NEAR = 25
"""How many elements behind a title are near it."""

_TAGS = ("time", "span", "div", "p", "li", "small", "em", "td", "dd", "bsp-timestamp")


class ShownDays:
    """The days that a page shows beside its article's title.

    Args:
        tree: the page.
    """

    def __init__(self, tree: Any) -> None:
        self._tree = tree
        self._title = title_element(tree)
        self._around = set(self._title.iterancestors()) if self._title is not None else set()

    def change(self, published: str) -> str:
        """Return the day of the last change that is shown beside the title, or ""."""
        for element in islice(self._near(), _NEAR):
            words = text_of(element)
            found = UPDATE.search(words) if len(words) <= 2 * LONGEST else None
            if found is None or self._beside(element):
                continue
            after = words[found.end() :].split("|")[0]
            day = stated_date(_LABEL_END.sub("", after)[:LONGEST])
            if day.precision is Precision.DAY and day.date and published <= day.date <= latest():
                return "" if day.date == published else day.date
        return ""

    def marked(self) -> Iterator[str]:
        """Yield the moments of the article's own ``<time>`` elements, published ones first."""
        times = self._own_times()
        named = [it for it in self._tree.iter("abbr", "span") if "published" in _names(it).split()]
        titled = [it for it in named if not _is_birth(it)]
        times.sort(key=lambda it: not (it.get("pubdate") is not None or "publish" in _names(it)))
        stamped = [it for it in self._near() if _stamp(it) and len(text_of(it)) <= LONGEST][:4]
        for element in [*times[:4], *titled[:2], *stamped]:
            around = element.getparent()
            words = f"{_names(element)} {text_of(element)} {_names(around)} {text_of(around)[:60]}"
            if UPDATE.search(words) and not re.search(r"publish|posted", words, re.IGNORECASE):
                continue
            written = element.get("datetime") or element.get("title") or _stamp(element)
            written = written or published_part(text_of(element))
            if len(written) <= LONGEST:
                yield written

    def seen(self) -> Iterator[str]:
        """Yield the dates that stand alone where pages show when they were published."""
        yield from self._below_title()
        count = 0
        for element in self._near():
            named = f"{_names(element)} {element.get('id') or ''} {text_of(_label(element))}"
            if element.tag != "time" and not _SHOWN.search(named):
                continue
            if _is_birth(element) or self._beside(element):
                continue
            words = published_part(text_of(element))
            if not 6 <= len(words) <= LONGEST or UPDATE.match(words) or is_event(words):
                continue
            yield words
            count += 1
            if count > 8:
                return

    def _own_times(self) -> list[Any]:
        """Return the ``<time>`` elements that stand round the article's title."""
        if self._title is None:
            return [it for it in self._tree.iter("time") if not self._beside(it)]
        holders = "ancestor::*[self::article or self::header or self::main]"
        for around in self._title.xpath(holders)[::-1]:
            if own := [it for it in around.iter("time") if not self._beside(it)]:
                return own
        return []

    def _near(self) -> Iterator[Any]:
        """Yield the elements that can show a date: round the title, then what follows it."""
        title = self._title
        if title is None:
            yield from self._tree.iter(*_TAGS)
            return
        around = title.xpath("ancestor::*[self::article or self::header or self::main]")
        near = around[-1] if around else title.getparent()
        yield from near.iter(*_TAGS)
        yield from (it for it in title.xpath("following::*")[:_NEAR] if it.tag in _TAGS)

    def _below_title(self) -> Iterator[str]:
        """Yield the short lines that follow the title and are a date, or a name and a date."""
        if self._title is None:
            return
        introduced = None
        runs = self._title.xpath("following::text()[normalize-space()]")[:30]
        for count, run in enumerate(runs):
            words, element = " ".join(run.split()), run.getparent()
            if len(words) > _INTRODUCTION and introduced is None:
                introduced = count  # a paragraph may stand between
                continue
            last = 12 if introduced is None else introduced + 2
            if count > last or len(words) > _INTRODUCTION:
                return
            if run.is_tail:
                element = element.getparent()
            words = published_part(words).strip(" |·•–—-,;/")
            if UPDATE.match(words) or is_event(words) or not is_day(words):
                continue
            if self._is_alone(element):
                yield words

    def _is_alone(self, element: Any) -> bool:
        """Tell whether an element's words are no part of a paragraph or of another article."""
        paragraph = next(element.iterancestors("p", "li", "blockquote"), element)
        words = text_of(paragraph)
        if len(words) > 2 * LONGEST or (words[-1:] in ENDS and words_in(words) > _FEW):
            return False
        return not self._beside(element)

    def _beside(self, element: Any) -> bool:
        """Tell whether an element stands in a list of other articles, a comment or a foot."""
        for parent in element.iterancestors():
            if parent in self._around:
                return False  # what holds the title too is no such thing, whatever its name
            if parent.tag in ("aside", "nav", "blockquote"):
                return True
            if parent.tag == "li" and _links(parent):
                return True
            if parent.tag == "footer" and not re.search(r"meta|submitted|info", _names(parent)):
                return True
            names = f"{parent.get('class') or ''} {parent.get('id') or ''}"
            if _OTHERS.search(_HEAD_FOOT.sub("", names)):
                return True
        return False


def is_event(words: str) -> bool:
    """Tell whether words say from or until when something goes on: no day of publication."""
    return bool(_EVENT.search(words))


def latest() -> str:
    """Return the last day that can be believed: somewhere on earth it is tomorrow."""
    return (date.today() + timedelta(days=1)).isoformat()


def published_part(words: str) -> str:
    """Return what a page shows of its days without those on which it was changed."""
    parts = _LABELLED.split(words)
    return " ".join(part for part in parts if not UPDATE.match(part)).strip()


def text_of(element: Any) -> str:
    """Return the words of an element, parted by single blanks; of none ""."""
    return " ".join(element.text_content().split()) if element is not None else ""


def _stamp(element: Any) -> str:
    return next((value for name in _STAMPS if (value := element.get(name))), "")


def _label(element: Any) -> Any:
    """Return the term that a description belongs to, or None."""
    before = element.getprevious() if element.tag == "dd" else None
    return before if before is not None and before.tag == "dt" else None


def _is_birth(element: Any) -> bool:
    """Tell whether an element's names say when somebody was born or something begins."""
    return bool({"bday", "dtstart"} & set(_names(element).split()))


def _links(item: Any) -> bool:
    """Tell whether an item of a list is another article: a link of some words."""
    return any(len(link.text_content().split()) > 3 for link in item.iter("a"))


def _names(element: Any) -> str:
    return element.get("class") or ""
