"""What one article alone tells of the day it was published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ..types import Article, Basis, Block, Precision, Published, Span
from . import clues, expressions, opening, written
from .expressions import When, day_of

SURE = 0.85
"""The probability from which a date is claimed."""

_OLDEST = 40
"""How many years back the year of a dateline without one is looked for."""


def published(
    article: Article,
    blocks: Sequence[Block],
    dateline: Span | None,
    today: date | None = None,
) -> Published:
    """Date one article by what its source and its text say.

    The order is: a person's word, the head, the source's metadata, the address, the dateline, the
    file name, a day that opens the text, inference.  A source that gives less than a day may be
    completed by the next.

    Args:
        article: its ``published`` is what the reader found; its id is its path.
        blocks: the blocks of its text.
        dateline: the span of its dateline.
        today: the day of import (default: the current day); nothing is published after it.
    """
    today = today or date.today()
    given = article.published
    if given.basis is Basis.USER:
        return given
    if given.date and given.date > today.isoformat()[: len(given.date)]:
        given = Published()
    line = written.in_dateline(article.text, dateline)
    stated = given.date or "" if given.basis is Basis.METADATA else ""
    sources = (
        given if given.basis is Basis.HEADER else None,
        written.in_head(article.text, blocks, today, stated),
        given if given.basis in (Basis.METADATA, Basis.URL, Basis.DATELINE) else None,
        written.in_url(article, today),
        written.dateline_date(line, today),
        given if given.basis in (Basis.FILENAME, Basis.INFERRED) else None,
        written.in_name(article, today),
        _opening(article, blocks, dateline, today),
    )
    best = next((found for found in sources if found and found.date), None)
    if best and best.precision is Precision.DAY:
        return best
    if best:
        finer = next((f for f in sources if f and f.date and _completes(f, best)), None)
        if finer:
            return replace(
                finer,
                basis=Basis.INFERRED,
                why=f"{best.why} {finer.why}",
            )
        return _with_dateline(best, line) or best
    return _inferred(article, blocks, dateline, line, today)


def _completes(finer: Published, coarse: Published) -> bool:
    assert finer.date and coarse.date
    return finer.precision is Precision.DAY and finer.date.startswith(coarse.date)


def _opening(
    article: Article, blocks: Sequence[Block], dateline: Span | None, today: date
) -> Published | None:
    """Return the day that opens the text, unless the text itself tells of a later one as past.

    A day without a place may open a look back: no later year may be named then.
    """
    if dateline or (found := opening.of(article.text, blocks)) is None:
        return None
    when = found.when
    day = day_of(when.year, when.month, when.day)
    if day is None or day > today or day.year < written.FIRST_YEAR:
        return None
    read = clues.gather(article.text, blocks, dateline, today.year)
    bound = after(read, today)
    if bound and (bound.not_before or "") > day.isoformat():
        return None
    if not found.placed and max(read.clues.years, default=0) > day.year:
        return None
    why = "The text opens with this day, set off from its first sentence."
    return Published(day.isoformat(), Precision.DAY, Basis.INFERRED, (when.start, when.end), why)


def _with_dateline(coarse: Published, line: When | None) -> Published | None:
    """Join a year or month from one place with the day of the dateline."""
    if line is None or coarse.date is None:
        return None
    day = day_of(int(coarse.date[:4]), line.month, line.day)
    if day is None or not day.isoformat().startswith(coarse.date):
        return None
    return Published(
        day.isoformat(),
        Precision.DAY,
        Basis.INFERRED,
        (line.start, line.end),
        f"The dateline gives the day, without a year. {coarse.why}",
    )


def _inferred(
    article: Article,
    blocks: Sequence[Block],
    dateline: Span | None,
    line: When | None,
    today: date,
) -> Published:
    read = clues.gather(article.text, blocks, dateline, today.year)
    bound = after(read, today)
    if line is None:
        return bound or Published()
    import numpy as np

    from .likelihood import likelihood, shares

    days = [
        day
        for year in range(today.year - _OLDEST, today.year + 1)
        if (day := day_of(year, line.month, line.day)) and day <= today
    ]
    scores = likelihood(read.clues, np.array([day.toordinal() for day in days]))
    if line.weekday is not None:
        scores += np.array([0.0 if day.weekday() == line.weekday else -8.0 for day in days])
    scores -= np.array([(today - day).days / 365 / 15 for day in days])
    (best, share), *_ = shares(scores, days)
    assert isinstance(best, date)
    span = (line.start, line.end)
    if share < SURE:
        why = "The dateline has no year, and nothing in the text fixes it."
        return replace(bound or Published(), evidence=span, why=why)
    return Published(
        best.isoformat(),
        Precision.DAY,
        Basis.INFERRED,
        span,
        f"The dateline has no year; {reasons(article.text, read, best)}.",
    )


def reasons(text: str, read: clues.DateClues, day: date) -> str:
    """Say which of an article's clues speak for a year, in words a person can check."""
    found = []
    if read.happening:
        when, entry = read.happening
        found.append(f"“{text[when.start : when.end]}” is {entry.name}, {entry.day.year}")
    for when in read.dates:
        fixed = day_of(when.year or day.year, when.month, when.day)
        if fixed is None:
            continue
        words = text[when.start : when.end]
        if when.weekday is not None and fixed.weekday() == when.weekday:
            found.append(f"“{words}” fits {fixed.year}")
        elif (
            read.weekday
            and 0 <= (day - fixed).days < 7
            and fixed.weekday() == read.weekday.weekday
            and not when.year
        ):
            name = text[read.weekday.start : read.weekday.end]
            found.append(f"“{words}” is a {name} in {fixed.year}")
    if not found and read.clues.years:
        found.append(f"the latest year it names is {max(read.clues.years)}")
    return " and ".join(dict.fromkeys(found[:3])) or f"{day.year} fits best"


def after(read: clues.DateClues, today: date) -> Published | None:
    """Return the bound that the latest whole date, told as past, sets to an article."""
    latest: tuple[date, Span] | None = None
    for when in read.dates:
        day = day_of(when.year, when.month, when.day or 1)
        if day and when.tense < 0 and day <= today and (latest is None or day > latest[0]):
            latest = (day, (when.start, when.end))
    if read.happening:
        when, entry = read.happening
        if when.tense < 0 and (latest is None or entry.day > latest[0]):
            latest = (entry.day, (when.start, when.end))
    if latest is None:
        return None
    return Published(
        basis=Basis.INFERRED,
        evidence=latest[1],
        why=f"The article tells of {_words(latest[0])} as past.",
        not_before=latest[0].isoformat(),
    )


def _words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


__all__ = ["SURE", "after", "expressions", "published", "reasons"]
