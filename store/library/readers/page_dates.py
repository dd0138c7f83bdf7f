"""When a page was published, by what it declares and what it shows, in this order.

A declared moment in universal time can be the day before or after the one that its readers saw;
where the page shows a day next to it, that one is taken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from onrecord.analysis.types import UNDATED, Basis, Precision, Published

from .dates import day_comes_first, stated_date
from .linked_data import Linked
from .page_shown import LONGEST, UPDATE, ShownDays, is_event, latest, published_part, text_of

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


@dataclass(frozen=True, slots=True)
class PageDates:
    """What a page tells of its days; ``late`` is one that lies in the future."""

    published: Published
    modified: str = ""
    language: str = ""
    late: str = ""
    day_first: bool | None = None

    def best(self, above: Sequence[str], guessed: str | None) -> Published:
        """Return the best date: declared, in the lines above the article, or guessed.

        Args:
            above: the lines that stand between the title and the article.
            guessed: the ISO day that is likeliest by the page as a whole.
        """
        if self.published.date:
            return self.published
        for line in map(published_part, above):
            found = UNDATED if is_event(line) else stated_date(line, self.day_first)
            if found.precision is Precision.DAY and found.date and found.date <= latest():
                why = f"The page shows “{_short(line)}”."
                return Published(found.date, found.precision, Basis.METADATA, why=why)
        if len(self.modified) == len("2024-03-05") and self.modified <= latest():
            why = "The page tells only when it was changed."
            return Published(self.modified, Precision.DAY, Basis.INFERRED, why=why)
        return self.guess(guessed)

    def guess(self, day: str | None) -> Published:
        """Return a day that was guessed from the page as a whole."""
        if not day or not re.fullmatch(r"\d{4}-\d\d-\d\d", day) or day > latest():
            return UNDATED
        return Published(
            day, Precision.DAY, Basis.INFERRED, why="It is the likeliest of the days on the page."
        )


def dates_of(tree: Any, linked: Linked) -> PageDates:
    """Return what a page tells of when it was published and changed, and of its language."""
    declared = [*linked.published, *_meta(tree, _PUBLISHED), *_itemprop(tree, "datePublished")]
    shown = ShownDays(tree)
    seen = [*shown.marked(), *shown.seen()]
    candidates = [
        *((it, f"The page declares {_short(it)}.") for it in declared),
        *((it, f"The page shows “{_short(it)}”.") for it in seen),
    ]
    published, late = UNDATED, ""
    language = _language(tree)
    day_first = day_comes_first(text_of(tree), language)
    for written, why in candidates:
        found = stated_date(written, day_first)
        if not found.date:
            continue
        if found.date > latest():
            late = late or found.date
            continue
        if _UTC.search(written):
            found = _as_shown(found, written, [*declared, *seen], _moments(tree))
        published = Published(found.date, found.precision, Basis.METADATA, why=why)
        if found.precision is Precision.DAY:
            break
    changes = [*linked.modified, *_meta(tree, _MODIFIED), *_itemprop(tree, "dateModified")]
    modified = next((day for it in changes if (day := stated_date(it, day_first).date)), "")
    modified = modified or shown.change(published.date or "")
    return PageDates(published, modified, language, late, day_first)


def _short(written: str) -> str:
    return " ".join(written.split())[:LONGEST]


def _moments(tree: Any) -> dict[datetime, str]:
    """Return the moments of ``<time>`` elements, and what the page shows for each."""
    times = [(_moment(it.get("datetime") or ""), text_of(it)) for it in tree.iter("time")]
    days = ((moment, words, stated_date(words)) for moment, words in times)
    return {
        moment: words for moment, words, day in days if moment and day.precision is Precision.DAY
    }


def _as_shown(
    found: Published, written: str, others: list[str], moments: dict[datetime, str]
) -> Published:
    """Return the day beside a moment in universal time that the page shows to its readers."""
    if found.precision is not Precision.DAY or not found.date:
        return found
    moment = _moment(written)
    if moment and (words := moments.get(moment)):
        return stated_date(words)
    for it in others:
        if moment and not _UTC.search(it) and _moment(it) == moment:
            return stated_date(it)
    day = date.fromisoformat(found.date)
    near = {(day + timedelta(days=by)).isoformat() for by in (-1, 1)}
    shown = {
        other.date
        for it in others
        if not _UTC.search(it) and not UPDATE.search(it) and (other := stated_date(it)).date
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
        if (value := (element.get("content") or element.get("datetime") or text_of(element)))
    ]


def _language(tree: Any) -> str:
    """Return the language that a page declares, its first two or three letters."""
    found = tree.get("lang") or next(iter(tree.xpath("//html/@lang")), "")
    match = re.match(r"[A-Za-z]{2,3}(?![A-Za-z])", found.strip())
    return match[0].lower() if match else ""
