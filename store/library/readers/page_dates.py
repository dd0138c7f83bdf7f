"""When a page was published, by what it declares and what it shows, in this order.

A declared moment in universal time can be the day before or after the one that its readers saw;
where the page shows a day next to it, that one is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any

from onrecord.analysis.types import UNDATED, Basis, Precision, Published

from .dates import stated_date
from .linked_data import Linked
from .page_trimming import is_day

_PUBLISHED = [
    "article:published_time",
    "article:published",
    "og:article:published_time",
    "og:published_time",
    "og:pubdate",
    "datepublished",
    "date.published",
    "publication_date",
    "publicationdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "pubdate",
    "pub_date",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date.created",
    "dcterms.created",
    "dc.created",
    "dcterms.date",
    "dc.date",
    "dcterms.available",
    "citation_publication_date",
    "citation_date",
    "article.published",
    "article_date_original",
    "originalpublicationdate",
    "govuk:first-published-at",
    "article:post_date",
    "rnews:datepublished",
    "bt:pubdate",
    "displaydate",
    "shareaholic:article_published_time",
    "date_published",
    "ptime",
    "date",
    "article.created",
    "created",
    "prism.publicationdate",
    "eprints.date",
]
_MODIFIED = [
    "article:modified_time",
    "og:updated_time",
    "og:article:modified_time",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
    "lastmod",
    "lastmodified",
    "modified",
    "updated_time",
    "article.updated",
    "parsely-updated-date",
    "date_modified",
    "revised",
    "utime",
    "govuk:public-updated-at",
]
_UTC = re.compile(r"T\d.*(?:Z|[+-]00:?00)\s*$")
_SHOWN = re.compile(
    r"(?:^|[\s_-])(?:date(?!book)|time(?!line)|publish|posted|pubdate|dateline|timestamp|entry-date"
    r"|post-?meta|byline|article-?meta|meta-?info|entry-meta|submitted|created|datum|fecha)",
    re.IGNORECASE,
)
_UPDATE = re.compile(
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

_LONGEST = 90
_TITLED = re.compile(
    r"(?:entry|post|article|story|news)[-_]{0,2}(?:title|headline)|\bheadline\b", re.IGNORECASE
)
_HEAD_FOOT = re.compile(r"head(?:line|er)[\w-]*footer", re.IGNORECASE)
_NEAR = 25
"""How many elements behind a title are near it."""


@dataclass(frozen=True, slots=True)
class PageDates:
    """What a page tells of its days; ``late`` is one that lies in the future."""

    published: Published
    modified: str = ""
    language: str = ""
    late: str = ""

    def best(self, above: Sequence[str], guessed: str | None) -> Published:
        """Return the best date: declared, in the lines above the article, or guessed.

        Args:
            above: the lines that stand between the title and the article.
            guessed: the ISO day that is likeliest by the page as a whole.
        """
        if self.published.date:
            return self.published
        for line in map(_published_part, above):
            found = stated_date(line)
            if found.precision is Precision.DAY and found.date and found.date <= _latest():
                why = f"The page shows “{_short(line)}”."
                return Published(found.date, found.precision, Basis.METADATA, why=why)
        if len(self.modified) == len("2024-03-05") and self.modified <= _latest():
            why = "The page tells only when it was changed."
            return Published(self.modified, Precision.DAY, Basis.INFERRED, why=why)
        return self.guess(guessed)

    def guess(self, day: str | None) -> Published:
        """Return a day that was guessed from the page as a whole."""
        if not day or not re.fullmatch(r"\d{4}-\d\d-\d\d", day) or day > _latest():
            return UNDATED
        return Published(
            day, Precision.DAY, Basis.INFERRED, why="It is the likeliest of the days on the page."
        )


def dates_of(tree: Any, linked: Linked) -> PageDates:
    """Return what a page tells of when it was published and changed, and of its language."""
    declared = [*linked.published, *_meta(tree, _PUBLISHED), *_itemprop(tree, "datePublished")]
    marked = [*_marked(tree)]
    seen = [*marked, *_seen(tree)]
    candidates = [
        *((it, f"The page declares {_short(it)}.") for it in declared),
        *((it, f"The page shows “{_short(it)}”.") for it in seen),
    ]
    published, late = UNDATED, ""
    for written, why in candidates:
        found = stated_date(written)
        if not found.date:
            continue
        if found.date > _latest():
            late = late or found.date
            continue
        if _UTC.search(written):
            found = _as_shown(found, written, [*declared, *seen])
        published = Published(found.date, found.precision, Basis.METADATA, why=why)
        if found.precision is Precision.DAY:
            break
    changes = [*linked.modified, *_meta(tree, _MODIFIED), *_itemprop(tree, "dateModified")]
    modified = next((day for it in changes if (day := stated_date(it).date)), "")
    modified = modified or _shown_change(tree, published.date or "")
    return PageDates(published, modified, _language(tree), late)


def _shown_change(tree: Any, published: str) -> str:
    """Return the day that the page shows beside its title as that of its last change, or ""."""
    for element in islice(_near_title(tree), _NEAR):
        words = _text(element)
        found = _UPDATE.search(words) if len(words) <= 2 * _LONGEST else None
        if found is None or _beside(element):
            continue
        after = words[found.end() :].split("|")[0]
        day = stated_date(_LABEL_END.sub("", after)[:_LONGEST])
        if day.precision is Precision.DAY and day.date and published <= day.date <= _latest():
            return "" if day.date == published else day.date
    return ""


def _latest() -> str:
    """Return the last day that can be believed: somewhere on earth it is tomorrow."""
    return (date.today() + timedelta(days=1)).isoformat()


def _short(written: str) -> str:
    return " ".join(written.split())[:_LONGEST]


def _as_shown(found: Published, written: str, others: list[str]) -> Published:
    """Return the day beside a moment in universal time that the page shows to its readers."""
    if found.precision is not Precision.DAY or not found.date:
        return found
    moment = _moment(written)
    for it in others:
        if moment and not _UTC.search(it) and _moment(it) == moment:
            return stated_date(it)
    day = date.fromisoformat(found.date)
    near = {(day + timedelta(days=by)).isoformat() for by in (-1, 1)}
    shown = {
        other.date
        for it in others
        if not _UTC.search(it) and not _UPDATE.search(it) and (other := stated_date(it)).date
    }
    if found.date not in shown and len(near & shown) == 1:
        return Published(next(iter(near & shown)), Precision.DAY, Basis.METADATA)
    return found


def _moment(written: str) -> datetime | None:
    """Return a moment that is written with its distance from universal time, in that time."""
    try:
        found = datetime.fromisoformat(written.strip())
    except ValueError:
        return None
    return found.astimezone(UTC).replace(microsecond=0) if found.tzinfo else None


def _published_part(words: str) -> str:
    """Return what a page shows of its days without those on which it was changed."""
    parts = _LABELLED.split(words)
    return " ".join(part for part in parts if not _UPDATE.match(part)).strip()


def _meta(tree: Any, names: list[str]) -> list[str]:
    """Return the contents of meta elements, in the order of the names."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = (element.get(attribute) or "").strip().lower()
            if name:
                found.setdefault(name, (element.get("content") or "").strip())
    return [found[name] for name in names if found.get(name)]


def _itemprop(tree: Any, name: str) -> list[str]:
    found = tree.xpath(f"//*[@itemprop='{name}' or @property='{name}']")
    return [
        value
        for element in found[:3]
        if (value := (element.get("content") or element.get("datetime") or _text(element)))
    ]


def _marked(tree: Any) -> Iterator[str]:
    """Yield the moments of ``<time>`` elements that are the article's own, published ones first."""
    times = _own_times(tree)
    titled = [it for it in tree.iter("abbr", "span") if "published" in _class(it).split()]
    times.sort(key=lambda it: not (it.get("pubdate") is not None or "publish" in _class(it)))
    stamped = [it for it in _near_title(tree) if _stamp(it)][:4]
    for element in [*times[:4], *titled[:2], *stamped]:
        around = element.getparent()
        words = f"{_class(element)} {_text(element)} {_class(around)} {_text(around)[:60]}"
        if _UPDATE.search(words) and not re.search(r"publish|posted", words, re.IGNORECASE):
            continue
        written = element.get("datetime") or element.get("title") or _stamp(element)
        written = written or _published_part(_text(element))
        if len(written) <= _LONGEST:
            yield written


def _stamp(element: Any) -> str:
    return next((value for name in _STAMPS if (value := element.get(name))), "")


def _own_times(tree: Any) -> list[Any]:
    """Return the ``<time>`` elements that stand round the article's title."""
    title = title_element(tree)
    if title is None:
        return [it for it in tree.iter("time") if not _beside(it)]
    for around in title.xpath("ancestor::*[self::article or self::header or self::main]")[::-1]:
        if own := [it for it in around.iter("time") if not _beside(it)]:
            return own
    return []


def _near_title(tree: Any) -> Iterator[Any]:
    """Yield the elements that can show a date: round the article's title, then what follows it."""
    tags = ("time", "span", "div", "p", "li", "small", "em", "td", "dd", "bsp-timestamp")
    title = title_element(tree)
    if title is None:
        yield from tree.iter(*tags)
        return
    around = title.xpath("ancestor::*[self::article or self::header or self::main]")
    near = around[-1] if around else title.getparent()
    yield from near.iter(*tags)
    yield from (it for it in title.xpath("following::*")[:_NEAR] if it.tag in tags)


def _seen(tree: Any) -> Iterator[str]:
    """Yield the dates that stand alone where pages show when they were published."""
    yield from _below_title(tree)
    count = 0
    for element in _near_title(tree):
        named = f"{_class(element)} {element.get('id') or ''} {_text(_label(element))}"
        if element.tag != "time" and not _SHOWN.search(named):
            continue
        if _beside(element):
            continue
        words = _published_part(_text(element))
        if not 6 <= len(words) <= _LONGEST or _UPDATE.match(words):
            continue
        yield words
        count += 1
        if count > 8:
            return


def _label(element: Any) -> Any:
    """Return the term that a description belongs to, or None."""
    before = element.getprevious() if element.tag == "dd" else None
    return before if before is not None and before.tag == "dt" else None


def _below_title(tree: Any) -> Iterator[str]:
    """Yield the short lines that follow the title and are a date, or a name and a date."""
    title = title_element(tree)
    if title is None:
        return
    for count, run in enumerate(title.xpath("following::text()[normalize-space()]")[:30]):
        words, element = " ".join(run.split()), run.getparent()
        if count > 12 or len(words) > 200:
            return
        if run.is_tail:
            element = element.getparent()
        words = _published_part(words).strip(" |·•–—-,;/")
        if is_day(words) and not _UPDATE.match(words) and not _beside(element):
            yield words


def title_element(tree: Any) -> Any:
    """Return the element that shows the article's title, by what the page is called, or None."""
    named = _text(next(tree.iter("title"), None)).casefold()
    for element in tree.xpath("//h1|//h2|//h3"):
        if _TITLED.search(f"{_class(element)} {element.get('itemprop') or ''}"):
            words = _text(element).casefold()
            if len(words) > 3 and words in named:
                return element
    for tags in ("//h1|//h2|//h3", "//*[not(*)][self::b or self::font or self::span or self::td]"):
        shown = [it for it in tree.xpath(tags) if 12 < len(_text(it)) < 300]
        fitting = [it for it in shown if _text(it).casefold() in named]
        if fitting:
            return max(fitting, key=lambda it: len(_text(it)))
    first = tree.xpath("//h1")
    return first[0] if len(first) == 1 else None


def _beside(element: Any) -> bool:
    """Tell whether an element stands in a list of other articles, a comment or a foot."""
    for parent in element.iterancestors():
        if parent.tag in ("aside", "nav", "blockquote") or (parent.tag == "li" and _links(parent)):
            return True
        if parent.tag == "footer" and not re.search(r"meta|submitted|info", _class(parent)):
            return True
        if re.search(
            r"comment|related|sidebar|widget|footer|recirc|teaser|latest|popular|most-read|card",
            _HEAD_FOOT.sub("", f"{parent.get('class') or ''} {parent.get('id') or ''}"),
            re.IGNORECASE,
        ):
            return True
    return False


def _links(item: Any) -> bool:
    """Tell whether an item of a list is another article: a link of some words."""
    return any(len(link.text_content().split()) > 3 for link in item.iter("a"))


def _class(element: Any) -> str:
    return element.get("class") or ""


def _text(element: Any) -> str:
    return " ".join(element.text_content().split()) if element is not None else ""


def _language(tree: Any) -> str:
    """Return the language that a page declares, its first two or three letters."""
    found = tree.get("lang") or next(iter(tree.xpath("//html/@lang")), "")
    match = re.match(r"[A-Za-z]{2,3}(?![A-Za-z])", found.strip())
    return match[0].lower() if match else ""
