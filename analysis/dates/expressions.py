"""Date expressions in a text: where they stand, and which parts of a date they really give.

A regular expression finds the words, ``python-dateutil`` reads them, once with each of two
defaults: a part that changes with the default was guessed, and counts as missing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from ..layout import MONTH
from ..types import Span

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_GAP = r"[ \t\xa0]"
_WEEKDAY = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)(?=[.,]))"
)
_ORDINAL = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d{2}"

_DATE = re.compile(
    rf"""
    \b(?:(?P<weekday>{_WEEKDAY})[.,]?{_GAP}+(?:the{_GAP}+)?)?
    (?:
        (?P<iso>{_YEAR}-\d{{2}}-\d{{2}})(?!\d)
      | (?P<day>(?P<m1>{MONTH}){_GAP}+{_ORDINAL}\b
        | {_ORDINAL}{_GAP}+(?:of{_GAP}+)?(?P<m2>{MONTH})(?!\w))
        (?!:\d|\.\d)
        (?:,?{_GAP}+(?P<year>{_YEAR})(?!\d))?
      | (?P<month>(?P<m3>{MONTH}),?{_GAP}+(?:of{_GAP}+)?{_YEAR})(?!\d)
    )
    (?:,?{_GAP}*\(?(?P<after>{_WEEKDAY})\b)?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_BARE_WEEKDAY = re.compile(rf"\b{_WEEKDAY}\b", re.IGNORECASE)
_BARE_YEAR = re.compile(rf"(?<![\w$€£.,/-]){_YEAR}(?![\w%]|[.,]\d|-\d)")
_BARE_MONTH = re.compile(
    rf"\b(?P<before>in|since|until|last|next|this|late|early|mid|of)[ -]+(?P<month>{MONTH})"
    rf"(?!\w|{_GAP}+\d)"
)

_FUTURE = re.compile(
    r"\b(?:will(?! (?:remind|recall|note|add)\b)|shall|would|upcoming|scheduled|slated|due"
    r"|set|going to|plans?|planned|next|expected|is to|are to|deadline|tomorrow)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|said|told|wrote|held|took|came|went|met|began|left|made|won|lost|ago"
    r"|since|after|last|following|earlier|\w{3,}ed)\b",
    re.IGNORECASE,
)

_LEADS_ON = re.compile(
    r"\b(?:from|until|till|by|before|ahead of|starting|effective|beginning|next)\s+(?:\w+,?\s+)?$"
)

_DEFAULTS = (datetime(2000, 1, 1), datetime(2004, 12, 28))
"""Two leap years, so that 29 February is read under both."""


@dataclass(frozen=True, slots=True)
class When:
    """A date as written: the parts that stand in the text, ``None`` for those that do not.

    ``weekday`` is 0 for Monday.  ``tense`` is -1 where the words around tell of the past, 1 where
    they tell of the future, 0 where they tell neither.
    """

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    tense: int = 0


@lru_cache(maxsize=4096)
def parts(words: str) -> tuple[int | None, int | None, int | None] | None:
    """Read words as a date; return (year, month, day) with ``None`` for what is not written.

    Returns ``None`` where the words are no date.
    """
    if _ISO.fullmatch(words):  # a page of them is read four times as fast so
        return _iso(words)
    from dateutil import parser

    try:
        first, second = (parser.parse(words, default=default) for default in _DEFAULTS)
    except (ValueError, OverflowError, TypeError):
        return None
    return (
        first.year if first.year == second.year else None,
        first.month if first.month == second.month else None,
        first.day if first.day == second.day else None,
    )


def _iso(words: str) -> tuple[int, int, int] | None:
    try:
        day = date.fromisoformat(words)
    except ValueError:
        return None
    return day.year, day.month, day.day


def weekday(words: str | None) -> int | None:
    """Return 0 (Monday) to 6 for the name of a weekday or its abbreviation."""
    if not words:
        return None
    return next((i for i, name in enumerate(WEEKDAYS) if name.startswith(words[:3].lower())), None)


def dates(text: str, start: int = 0, end: int | None = None) -> Iterator[When]:
    """Find the dates that give at least a month with a day, or a month with a year."""
    for found in _DATE.finditer(text, start, len(text) if end is None else end):
        month = found["m1"] or found["m2"] or found["m3"]
        if month and not month[0].isupper():
            continue  # "may 5 of them agree"
        words = found["iso"] or found["day"] or found["month"]
        if found["year"]:
            words = f"{words} {found['year']}"
        read = parts(re.sub(r"\bof\b", " ", words))
        if read is None:
            continue
        year, number, day = read
        if found["month"]:
            day = None
        yield When(*found.span(), year, number, day, weekday(found["weekday"] or found["after"]))


def years(text: str) -> Iterator[When]:
    """Find the years that stand alone: "in 2014"."""
    for found in _BARE_YEAR.finditer(text):
        yield When(*found.span(), year=int(found[0]))


def months(text: str) -> Iterator[When]:
    """Find the months that stand alone after a word such as "in" or "since"."""
    for found in _BARE_MONTH.finditer(text):
        read = parts(found["month"])
        if read:
            tense = {"next": 1, "last": -1, "since": -1, "until": 1}.get(found["before"], 0)
            yield When(*found.span("month"), month=read[1], tense=tense)


def weekdays(text: str, dated: Sequence[Span]) -> Iterator[When]:
    """Find the weekdays that stand without a date; ``dated`` are the spans of the dates."""
    for found in _BARE_WEEKDAY.finditer(text):
        if found[0][0].isupper() and not inside(dated, found.start()):
            yield When(*found.span(), weekday=weekday(found[0]))


def inside(spans: Sequence[Span], offset: int) -> bool:
    """Tell whether an offset lies in one of some sorted, disjoint spans."""
    index = bisect_right(spans, offset, key=lambda span: span[0]) - 1
    return index >= 0 and offset < spans[index][1]


def tense(text: str, when: When, sentence: Span) -> int:
    """Tell by the words around a date whether it lies in the past (-1) or the future (1)."""
    before = text[max(sentence[0], when.start - 60) : when.start]
    after = text[when.end : min(sentence[1], when.end + 60)]
    if _LEADS_ON.search(before):
        return 1
    nearest, told = 61, 0
    for pattern, direction in ((_PAST, -1), (_FUTURE, 1)):
        gaps = [len(before) - found.end() for found in pattern.finditer(before)]
        gaps += [found.start() for found in pattern.finditer(after)]
        if gaps and min(gaps) < nearest:
            nearest, told = min(gaps), direction
    return told


def day_of(year: int | None, month: int | None, day: int | None) -> date | None:
    """Return the day, or ``None`` where a part is missing or there is no such day."""
    if year is None or month is None or day is None:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
