"""Dates that a file states: in its head, its metadata, its name.  None is ever guessed."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from pathlib import PurePath

from onrecord.analysis.dates.months import in_english
from onrecord.analysis.layout import HEAD
from onrecord.analysis.types import UNDATED, Basis, Precision, Published

from .protocol import Item, Problem, ProblemKind

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NAME = re.compile(r"(?<![^\W_])((?:19|20)\d\d)([-_.]?)([01]\d)\2([0-3]\d)(?![^\W_])")

_LABEL = re.compile(
    r"^(?:(?:first|last|originally)\s+)?(?:updated|published|publication date|posted|issued"
    r"|released|modified|created|dated?|aktualisiert|veröffentlicht|publié|mis à jour|le|publicado"
    r"|el|pubblicato|il|geplaatst|op|am|on)\b(?:\s+(?:on|at|le|am|el|il))?\s*[:,]?\s*",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\d{4}-\d\d-\d\d|\d{1,2}\.\d{1,2}\.(?:19|20)\d\d"
    r"|\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?[A-Za-z]{3,9}\.?,?\s+(?:19|20)\d\d"
    r"|[A-Za-z]{3,9}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d|\d{1,2}/\d{1,2}/(?:19|20)\d\d"
)
_FIGURES = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(?:19|20)\d\d(?!\d)")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.((?:19|20)\d\d)(?:\D.*)?", re.DOTALL)
_SHORT = re.compile(r"(\d{1,2})([./])(\d{1,2})\2(\d\d)(?![\d./])(?:\D.*)?", re.DOTALL)
"""A day with a year of two figures; points say that the day is first."""

_SECONDS = re.compile(r"([1-9]\d{8,9})(\d{3}|\d{6}|\d{9})?(?:\.\d+)?")

_STAMP = re.compile(
    r"((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])(?:[0-5]\d)?"
)
"""A day, its hour and minute in one number, which no count of seconds of our time looks like."""

_EARLIEST, _LATEST = 1600, 2200
"""Years of news: other numbers are no years."""

# Two calendars that share no year, month or day: what both agree on was written, not filled in.
_FILLERS = (datetime(1904, 1, 1), datetime(2096, 12, 28))


def head_date(text: str) -> Published:
    """Return the date of a head such as ``date 2021-06-06``, the span of it as evidence."""
    head = HEAD.match(text)
    day = _DAY.search(text, head.start(), head.end()) if head else None
    if not day or not _is_day(day[0]):
        return UNDATED
    return Published(
        day[0], Precision.DAY, Basis.HEADER, day.span(), "The head of the text gives the date."
    )


def name_date(name: str) -> Published:
    """Return the date in a file's name, such as ``2021-10-20_talks.txt``."""
    stem = PurePath(name).stem
    for found in _NAME.finditer(stem):
        day = f"{found[1]}-{found[3]}-{found[4]}"
        if _is_day(day):
            return Published(
                day, Precision.DAY, Basis.FILENAME, why=f"The file's name holds {found[0]}."
            )
    return UNDATED


def stated_date(value: object, day_first: bool | None = None) -> Published:
    """Return the date that metadata state, as far as they state one.

    What is not written (a year, a day) is left open, and so is what can be read two ways
    (``03/04/2021``), unless ``day_first`` tells which is meant.
    """
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return _metadata(value.isoformat())
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return UNDATED
    return _stated(str(value).strip(), day_first)


@lru_cache(maxsize=2000)
def _stated(value: str, day_first: bool | None) -> Published:
    """Return the date of words; files of many articles name the same days again and again."""
    if epoch := _epoch(value):
        return _metadata(epoch)
    written = _LABEL.sub("", in_english(" ".join(value.split()))).strip(" -–—|,:·•")
    if not written or len(written) > 200:
        return UNDATED
    return _read(written, day_first) or next(
        (found for it in _DATE.finditer(written) if (found := _read(it[0], day_first))), UNDATED
    )


def day_comes_first(text: str, language: str) -> bool | None:
    """Tell whether days in figures begin with the day: by those of a text that can be read one way.

    Where there are none, by its language: English writes them both ways. None is unknown.
    """
    days = [(int(it[1]), int(it[3])) for it in _FIGURES.finditer(text)]
    day_first, month_first = any(a > 12 for a, _ in days), any(b > 12 for _, b in days)
    if day_first != month_first:
        return day_first
    return True if language and language != "en" else None


def _read(written: str, day_first: bool | None) -> Published | None:
    """Return a date that is all of these words, as far as they can be read one way alone."""
    if dotted := _DOTTED.fullmatch(written):
        written = f"{dotted[3]}-{int(dotted[2]):02d}-{int(dotted[1]):02d}"
    if (short := _SHORT.fullmatch(written)) and (short[2] == "." or day_first is not None):
        written = _in_full(short, day_first if short[2] == "/" else True)
    orders = (True, False) if day_first is None else (day_first,)
    readings = [_parse(written, filler, order) for filler in _FILLERS for order in orders]
    parts = [{getattr(r, part) for r in readings if r} for part in ("year", "month", "day")]
    if None in readings or len(parts[0]) != 1 or not _EARLIEST <= min(parts[0]) <= _LATEST:
        return None
    year, month, day = (next(iter(part)) if len(part) == 1 else None for part in parts)
    stated = f"{year:04d}"
    if month:
        stated += f"-{month:02d}"
        if day:
            stated += f"-{day:02d}"
    return _metadata(stated)


def _in_full(short: re.Match[str], day_first: bool | None) -> str:
    """Return a day whose year has two figures with all four; no day is yet to come."""
    day, month = (short[1], short[3]) if day_first else (short[3], short[1])
    year = 2000 + int(short[4])
    year -= 100 if year > date.today().year else 0
    return f"{year}-{int(month):02d}-{int(day):02d}"


def future(iso: str) -> bool:
    """Tell whether a date, as far as it is known, lies behind tomorrow: nothing is from there."""
    return iso > (date.today() + timedelta(days=1)).isoformat()[: len(iso)]


def not_believed(day: str, what: str = "its date") -> str:
    """Return what is told of a date that is yet to come."""
    return f"it gives {day} as {what}, which is yet to come: not believed"


def believed(item: Item, where: str, line: str = "") -> Iterator[Item | Problem]:
    """Yield an article without those of its days that are yet to come, after a word on each.

    ``line`` says where in ``where`` the article stands, if that is a place of many.
    """
    if item.published.date and future(item.published.date):
        yield Problem(where, line + not_believed(item.published.date), ProblemKind.DATE)
        item = replace(item, published=UNDATED)
    if item.modified and future(item.modified):
        told = not_believed(item.modified, "the day of its last change")
        yield Problem(where, line + told, ProblemKind.DATE)
        item = replace(item, modified="")
    yield item


def in_time(found: Iterable[Item | Problem], name: str) -> Iterator[Item | Problem]:
    """Yield what is found in the file ``name``; no article keeps a day that is yet to come."""
    for each in found:
        if isinstance(each, Problem):
            yield each
        else:
            yield from believed(each, f"{name}#{each.key}" if each.key else name)


def _epoch(written: str) -> str:
    """Return the day of seconds since 1970, or thousandths, millionths and so on, or ""."""
    if stamp := _STAMP.fullmatch(written):
        return "-".join(stamp.groups())
    found = _SECONDS.fullmatch(written)
    return datetime.fromtimestamp(int(found[1]), UTC).date().isoformat() if found else ""


def _metadata(iso: str) -> Published:
    precision = {4: Precision.YEAR, 7: Precision.MONTH}.get(len(iso), Precision.DAY)
    return Published(iso, precision, Basis.METADATA, why="The article's metadata give the date.")


def _parse(written: str, filler: datetime, dayfirst: bool) -> datetime | None:
    from dateutil import parser

    yearfirst = written[:4].isdigit()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", parser.UnknownTimezoneWarning)
        try:
            return parser.parse(
                written, default=filler, dayfirst=dayfirst and not yearfirst, yearfirst=yearfirst
            )
        except (ValueError, OverflowError, TypeError):
            return None


def _is_day(iso: str) -> bool:
    try:
        date.fromisoformat(iso)
    except ValueError:
        return False
    return True
