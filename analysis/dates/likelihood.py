"""How well the dates named in an article fit a day on which it may have been published.

News names days without their year only when they are near, names a weekday for the last few
days, and rarely knows of the future.  Each clue gives a log-likelihood over candidate days, in
the manner of temporal document dating (Chambers, "Labeling Documents with Timestamps", ACL 2012,
with constraints from time expressions; the shapes of the distributions here were read off 840
news articles of 2015-16).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, date
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from .expressions import When, day_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Days: TypeAlias = NDArray[np.int64]
    Scores: TypeAlias = NDArray[np.float64]

_WEEKDAY_BACK = (0.33, 0.33, 0.15, 0.07, 0.045, 0.03, 0.045)
"""How often the first weekday an article names was 0, 1, ... 6 days before publication."""

_MOST = 8
"""Clues of one article lean on each other: beyond this many they count for less."""


@dataclass(frozen=True, slots=True)
class Clues:
    """What an article says that bears on its date: see :func:`analysis.dates.clues.gather`.

    ``dated`` are dates with month and day; ``known`` happenings whose day (ordinal) another source
    gives, with the tense that they are told in; ``years`` bare years; ``weekday`` the first weekday
    named alone.
    """

    dated: tuple[When, ...] = ()
    known: tuple[tuple[int, int], ...] = ()
    years: tuple[int, ...] = ()
    weekday: int | None = None


def likelihood(clues: Clues, days: Days) -> Scores:
    """Return the log-likelihood of the clues for each candidate day (proleptic ordinals)."""
    import numpy as np

    total = np.zeros(len(days))
    for when in clues.dated:
        total += _full(when, days) if when.year else _yearless(when, days)
    total *= min(1.0, _MOST / max(len(clues.dated), 1))
    for day, tense in clues.known:
        total += _known(tense)[np.clip(days - day, -_PAST_YEAR, _PAST_YEAR) + _PAST_YEAR]
    if clues.years:
        total += _years(max(clues.years), days)
    if clues.weekday is not None:
        back = ((days - 1) % 7 - clues.weekday) % 7
        total += np.log(np.array(_WEEKDAY_BACK))[back]
    return total


def _yearless(when: When, days: Days) -> Scores:
    """A day and month without a year lie near the day of publication."""
    import numpy as np

    low, high = int(days.min()), int(days.max())
    years = range(date.fromordinal(low).year - _LEAP, date.fromordinal(high).year + _LEAP + 1)
    found = (day_of(year, when.month, when.day) for year in years if 1 <= year <= MAXYEAR)
    turns = [day.toordinal() for day in found if day]
    if not turns:
        return np.zeros(len(days))
    turns = [turns[0] - _LONG, *turns, turns[-1] + _LONG]  # where the calendar begins and ends
    between = [
        _between(when.tense, _held(last, when.weekday), _named(coming, when.weekday), coming - last)
        for last, coming in pairwise(turns)
    ]
    return np.asarray(np.concatenate(between)[days - turns[0]])


_LEAP = 8
"""Years from one February 29 to the next, at most."""


@lru_cache(256)
def _between(tense: int, back: float, ahead: float, size: int) -> Scores:
    """Return how well the days from one turn of a yearless date until the next one fit it.

    Args:
        tense: in which it is told: -1 for what has been, 1 for what is to come.
        back, ahead: what counts against the last and the coming turn: 1 for nothing.
        size: how many days there are.
    """
    import numpy as np

    past = {-1: 0.93, 0: 0.65, 1: 0.1}[tense]
    lag = np.arange(size)
    likely = past * (_near(lag) * back) + (1 - past) * (_near(size - lag) * ahead)
    return np.asarray(np.log(likely + 1e-9))


def _held(day: int, weekday: int | None) -> float:
    """Return how likely something is that happens on a day, by its weekday where that is named."""
    if weekday is None:
        return 0.6 if (day - 1) % 7 >= 5 else 1.0  # less happens at weekends
    return _named(day, weekday)


def _named(day: int, weekday: int | None) -> float:
    if weekday is None:
        return 1.0
    return 0.94 if (day - 1) % 7 == weekday else 0.01


def _near(lag: Days) -> Scores:
    import numpy as np

    return _near_by_days()[np.clip(lag, 0, _LONG)]


@cache
def _near_by_days() -> Scores:
    """Return how likely a day is named without its year 0, 1, ... days away."""
    import numpy as np

    lag = np.arange(_LONG + 1)
    return np.asarray(0.5 * np.exp(-lag / 4) / 4 + 0.3 * np.exp(-lag / 45) / 45 + 0.2 / 366)


_LONG = 3_000
"""Days from which on nearness does not change any more."""


def _full(when: When, days: Days) -> Scores:
    """A whole date has passed when it is told as past; how long ago, it hardly says."""
    import numpy as np

    known = day_of(when.year, when.month, when.day or 15)
    if known is None:
        return np.zeros(len(days))
    lag = days - known.toordinal()
    spread = 0.2 * np.exp(-np.abs(lag) / 30) / 30 + 0.8 * np.exp(-np.abs(lag) / 2000) / 2000
    passed = {-1: 0.97, 0: 0.85, 1: 0.3}[when.tense]
    slack = 0 if when.day else 16
    return np.log(np.where(lag >= -slack, passed, 1 - passed) * spread + 1e-9)


@cache
def _known(tense: int) -> Scores:
    """Return how well days fit that are a year before a happening known by its day, to one after.

    A happening named by day and month only lies less than about a year away.
    """
    import numpy as np

    lag = np.arange(-_PAST_YEAR, _PAST_YEAR + 1)
    back, ahead = _this_year(lag), _this_year(-lag)
    past = {-1: 1.0, 0: 0.6, 1: 0.05}[tense]
    return np.asarray(np.log(past * back + (1 - past) * ahead + np.where(lag >= 0, 1e-5, 1e-7)))


_PAST_YEAR = 400
"""Days from which on how far a known happening lies away does not change anything."""


def _this_year(lag: Days) -> Scores:
    import numpy as np

    near = 0.3 * np.exp(-np.maximum(lag, 0) / 10) / 10 + 0.7 / 366
    return np.where((lag >= 0) & (lag < 366), near, 0.0)


def _years(latest: int, days: Days) -> Scores:
    """The latest year that an article names is often its own."""
    import numpy as np

    years = _years_in_run(int(days[0]), int(days[-1])) if is_run(days) else year_of(days)
    return np.asarray(_by_gap()[years - latest + _YEARS])


_YEARS = 10_000
"""More years than there are between two dates."""


@cache
def _by_gap() -> Scores:
    """Return how likely the latest year named is -10,000, ... 10,000 years before the article's."""
    import numpy as np

    gap = np.arange(-_YEARS, _YEARS + 1)
    since = 0.2 * 0.7 ** np.maximum(gap, 0) + 0.006
    before = 0.05 * 0.4 ** np.clip(-gap - 1.0, 0, 700)
    return np.asarray(np.log(np.where(gap >= 0, since, before)))


@lru_cache(4)
def _years_in_run(first: int, last: int) -> Days:
    import numpy as np

    return year_of(np.arange(first, last + 1, dtype=np.int64))


def is_run(days: Days) -> bool:
    """Tell whether days follow each other without a gap."""
    return len(days) > 0 and bool((days[1:] - days[:-1] == 1).all())


def year_of(days: Days) -> Days:
    """Return the calendar years of proleptic ordinals."""
    import numpy as np

    return (days - 719163).astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970


def shares(scores: Scores, groups: Sequence[object]) -> list[tuple[object, float]]:
    """Sum the probability of each group of candidates; return the groups, most probable first."""
    import numpy as np

    weights = np.exp(scores - scores.max())
    weights /= weights.sum()
    summed: dict[object, float] = {}
    for group, weight in zip(groups, weights, strict=True):
        summed[group] = summed.get(group, 0.0) + float(weight)
    return sorted(summed.items(), key=lambda item: -item[1])
