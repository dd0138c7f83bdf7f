"""The dated events that an article tells of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from onrecord.analysis import layout

from ..types import Block, BlockKind, DatedEvent, Precision, Published, Span
from . import expressions, world
from .expressions import When, day_of

_MOST = 500
"""No article tells of more dated events than a person could look through."""

_RELATIVE = re.compile(r"\b(?P<word>today|yesterday|tomorrow|tonight)\b", re.IGNORECASE)
_SHIFT = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}


def events(
    text: str, blocks: Sequence[Block], sentences: Sequence[Span], published: Published
) -> tuple[DatedEvent, ...]:
    """Find the sentences of running text that tell of something on a date.

    A day without a year gets the year next to the article's own; so do "on Monday" and
    "yesterday", where the article's day is known.  Where it is not, the date has no year
    (``--10-18``), and weekdays are left out.
    """
    day = None
    if published.date and published.precision is Precision.DAY:
        day = date.fromisoformat(published.date)
    running = [
        (b.start, b.end) for b in blocks if b.kind in (BlockKind.PARAGRAPH, BlockKind.PULL_QUOTE)
    ]
    line = layout.dateline(text, tuple(blocks))
    found: dict[tuple[int, int, str], None] = {}
    ends = [end for _, end in sentences]
    for offset, iso in _dates(text, sentences, ends, day, published):
        if line and line[0] <= offset < line[1]:
            continue
        index = bisect_left(ends, offset + 1)
        if index < len(sentences) and sentences[index][0] <= offset:
            sentence = sentences[index]
            if expressions.inside(running, offset):
                found.setdefault((*sentence, iso))
        if len(found) >= _MOST:
            break
    return tuple(DatedEvent(*key) for key in sorted(found))


def _dates(
    text: str,
    sentences: Sequence[Span],
    ends: Sequence[int],
    published: date | None,
    known: Published,
) -> Iterator[tuple[int, str]]:
    dated = list(expressions.dates(text))
    for when in dated:
        if not when.day or not when.month:
            continue
        if when.year:
            day = day_of(when.year, when.month, when.day)
        else:
            day = _nearest(text, when, sentences, ends, published, known)
        if day:
            yield when.start, day.isoformat()
        elif not when.year:
            yield when.start, f"--{when.month:02d}-{when.day:02d}"
    if published is None:
        return
    for when in expressions.weekdays(text, [(it.start, it.end) for it in dated]):
        assert when.weekday is not None
        index = bisect_left(ends, when.end)
        sentence = sentences[index] if index < len(sentences) else (when.start, when.end)
        back = (published.weekday() - when.weekday) % 7
        if re.search(r"\blast\s$", text[max(0, when.start - 5) : when.start]) and back == 0:
            back = 7
        if expressions.tense(text, when, sentence) > 0:
            back -= 7
        yield when.start, (published - timedelta(days=back)).isoformat()
    for word in _RELATIVE.finditer(text):
        shifted = published + timedelta(days=_SHIFT[word["word"].lower()])
        yield word.start(), shifted.isoformat()


def _nearest(
    text: str,
    when: When,
    sentences: Sequence[Span],
    ends: Sequence[int],
    published: date | None,
    known: Published,
) -> date | None:
    """Give a day its year: the last one before publication, or the next one if it is to come."""
    if entry := world.named(text, when):
        return entry.day
    if published is None:
        if known.date and known.precision is Precision.MONTH:
            year, month = int(known.date[:4]), int(known.date[5:7])
            if when.month in (month, month - 1):  # near enough to leave no doubt
                return day_of(year, when.month, when.day)
        return None
    index = bisect_left(ends, when.end)
    sentence = sentences[index] if index < len(sentences) else (when.start, when.end)
    tense = expressions.tense(text, when, sentence)
    around = [
        day
        for year in (published.year - 1, published.year, published.year + 1)
        if (day := day_of(year, when.month, when.day))
        and (when.weekday is None or day.weekday() == when.weekday)
    ]
    past = [day for day in around if day <= published]
    coming = [day for day in around if day >= published]
    if tense > 0 and coming:
        return coming[0]
    if tense < 0 and past:
        return past[-1]
    return min(around, key=lambda day: abs((day - published).days), default=None)
