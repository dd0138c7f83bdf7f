"""What a dated article tells, as far as the dates of others are inferred from it.

It can be kept as bytes, so that an article's text need not be read again for it.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from ..types import Article, Basis, Findings, Precision, Published
from .counted_words import CountedWords, counted, packed, unpacked, words

_NEWS = 400
"""Days: a happening further from the article that tells of it is history, not news."""

MonthDay: TypeAlias = tuple[int, int]
"""A month and a day of it."""


@dataclass(frozen=True, slots=True)
class News:
    """A happening that a dated article tells of: its day, and the words of the sentence."""

    day: date
    words: frozenset[int]


@dataclass(frozen=True, slots=True)
class DatedText:
    """The day of an article (a proleptic ordinal), its words, and its news by month and day."""

    day: int
    words: CountedWords
    news: dict[MonthDay, list[News]]

    @classmethod
    def of(cls, article: Article, findings: Findings) -> DatedText | None:
        """Return what an article tells, None where it is not known of which day it is."""
        published = findings.published
        if is_open(published) or published.precision is not Precision.DAY or not published.date:
            return None
        day = date.fromisoformat(published.date).toordinal()
        return cls(day, counted(article.text), _news(article.text, findings, day))

    def packed(self) -> bytes:
        """Return what :meth:`unpacked` reads."""
        said = packed(self.words)
        parts = [_HEAD.pack(self.day, len(said)), said]
        for it in (it for news in self.news.values() for it in news):
            parts.append(_HEAD.pack(it.day.toordinal(), len(it.words)))
            parts.append(struct.pack(f"<{len(it.words)}I", *sorted(it.words)))
        return b"".join(parts)

    @classmethod
    def unpacked(cls, row: bytes) -> DatedText:
        """Return what was packed.

        Raises:
            ValueError, OverflowError, struct.error: these are no such bytes.
        """
        day, size = _HEAD.unpack_from(row)
        date.fromordinal(day)
        at = _HEAD.size + size
        said, news = unpacked(row[_HEAD.size : at]), dict[MonthDay, list[News]]()
        while at < len(row):
            ordinal, count = _HEAD.unpack_from(row, at)
            when = date.fromordinal(ordinal)
            found = struct.unpack_from(f"<{count}I", row, at + _HEAD.size)
            news.setdefault((when.month, when.day), []).append(News(when, frozenset(found)))
            at += _HEAD.size + 4 * count
        return cls(day, said, news)


_HEAD = struct.Struct("<II")


def is_open(published: Published) -> bool:
    """Tell whether a better date may be found than that: none has been given to the day."""
    return published.basis is not Basis.USER and published.precision is not Precision.DAY


def _news(text: str, findings: Findings, published: int) -> dict[MonthDay, list[News]]:
    """Return the news that an article of some day tells of."""
    told: dict[MonthDay, list[News]] = {}
    for event in findings.events:
        if event.date.startswith("--"):
            continue
        day = date.fromisoformat(event.date)
        if abs(day.toordinal() - published) <= _NEWS:
            said = words(text[event.start : event.end])
            told.setdefault((day.month, day.day), []).append(News(day, said))
    return told
