"""Dates that a file states: in its head, its metadata, its name.  None is ever guessed."""

from __future__ import annotations

import re
import warnings
from datetime import date, datetime
from pathlib import PurePath

from onrecord.analysis.layout import HEAD
from onrecord.analysis.types import UNDATED, Basis, Precision, Published

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NAME = re.compile(r"(?<![^\W_])((?:19|20)\d\d)([-_.]?)([01]\d)\2([0-3]\d)(?![^\W_])")

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


def stated_date(value: object) -> Published:
    """Return the date that metadata state, as far as they state one.

    What is not written (a year, a day) is left open, and so is what can be read two ways
    (``03/04/2021``).
    """
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return _metadata(value.isoformat())
    if isinstance(value, bool) or not isinstance(value, int | str):
        return UNDATED
    written = str(value).strip()
    if not written or len(written) > 100:
        return UNDATED
    readings = [
        _parse(written, filler, dayfirst) for filler in _FILLERS for dayfirst in (True, False)
    ]
    parts = [{getattr(r, part) for r in readings if r} for part in ("year", "month", "day")]
    if None in readings or len(parts[0]) != 1:
        return UNDATED
    year, month, day = (next(iter(part)) if len(part) == 1 else None for part in parts)
    stated = f"{year:04d}"
    if month:
        stated += f"-{month:02d}"
        if day:
            stated += f"-{day:02d}"
    return _metadata(stated)


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
