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
from datetime import date
from functools import cache
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
    for known in clues.known:
        total += _known(known, days)
    if clues.years:
        total += _years(max(clues.years), days)
    if clues.weekday is not None:
        back = ((days - 1) % 7 - clues.weekday) % 7
        total += np.log(np.array(_WEEKDAY_BACK))[back]
    return total


def _yearless(when: When, days: Days) -> Scores:
    """A day and month without a year lie near the day of publication."""
    import numpy as np

    first, last_ = (date.fromordinal(int(day)).year for day in (days[0], days[-1]))
    turns = np.array(
        [
            found.toordinal()
            for year in range(first - 1, last_ + 2)
            if (found := day_of(year, when.month, when.day))
        ]
    )
    if len(turns) < 2:
        return np.zeros(len(days))
    after = np.clip(np.searchsorted(turns, days, side="right"), 1, len(turns) - 1)
    last, coming = turns[after - 1], turns[after]
    past = {-1: 0.93, 0: 0.65, 1: 0.1}[when.tense]
    back = _near(days - last)
    ahead = _near(coming - days)
    if when.weekday is not None:
        back = back * _fits(last, when.weekday)
        ahead = ahead * _fits(coming, when.weekday)
    else:
        back = back * np.where((last - 1) % 7 >= 5, 0.6, 1.0)  # less happens at weekends
    return np.log(past * back + (1 - past) * ahead + 1e-9)


def _fits(days: Days, weekday: int) -> Scores:
    import numpy as np

    return np.where((days - 1) % 7 == weekday, 0.94, 0.01)


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


def _known(known: tuple[int, int], days: Days) -> Scores:
    """A happening named by day and month only lies less than about a year away."""
    import numpy as np

    day, tense = known
    lag = days - day
    back, ahead = _this_year(lag), _this_year(-lag)
    past = {-1: 1.0, 0: 0.6, 1: 0.05}[tense]
    return np.asarray(np.log(past * back + (1 - past) * ahead + np.where(lag >= 0, 1e-5, 1e-7)))


def _this_year(lag: Days) -> Scores:
    import numpy as np

    near = 0.3 * np.exp(-np.maximum(lag, 0) / 10) / 10 + 0.7 / 366
    return np.where((lag >= 0) & (lag < 366), near, 0.0)


def _years(latest: int, days: Days) -> Scores:
    """The latest year that an article names is often its own."""
    import numpy as np

    gap = year_of(days) - latest
    since = 0.2 * 0.7 ** np.maximum(gap, 0) + 0.006
    return np.asarray(np.log(np.where(gap >= 0, since, 0.05 * 0.4 ** (-gap - 1.0))))


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
