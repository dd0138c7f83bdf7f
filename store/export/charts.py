"""Bars for a report: what an SVG needs to be drawn, computed; a template draws it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

WIDTH = 640
"""Pixels of a chart, its names included."""

_NAMES = 220
_ROW = 22
_MOST = 20


@dataclass(frozen=True, slots=True)
class ChartBar:
    """One bar: its name, the number it stands for, where it is drawn (pixels)."""

    name: str
    count: int
    y: int
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of bars; ``left`` is how many more there were."""

    title: str
    bars: tuple[ChartBar, ...]
    height: int
    left: int


def most(title: str, names: Iterable[str]) -> Chart:
    """Return the most frequent names, the most frequent first."""
    counts = Counter(names).most_common()
    return _chart(title, counts[:_MOST], len(counts) - _MOST)


def of_counts(title: str, rows: Iterable[tuple[str, int]]) -> Chart:
    """Return rows that are counted already, all of them."""
    return _chart(title, list(rows), 0)


def by_month(title: str, dates: Iterable[str | None]) -> Chart:
    """Return how many there are a month, or a year where more months would not fit."""
    months = Counter((date or "undated")[:7] for date in dates)
    if len(months) > _MOST:
        years: Counter[str] = Counter()
        for month, count in months.items():
            years[month if month == "undated" else month[:4]] += count
        months = years
    elif any(len(month) == 7 for month in months):
        # Beside months a year alone is what is left of it.
        months = Counter(
            {f"{m}, no month" if len(m) == 4 else m: count for m, count in months.items()}
        )
    # The latest are kept where even the years are too many; letters stand after digits.
    rows = sorted(months.items())
    return _chart(title, rows[-_MOST:], len(rows) - _MOST)


def _chart(title: str, rows: list[tuple[str, int]], left: int) -> Chart:
    top = max((count for _, count in rows), default=1)
    room = WIDTH - _NAMES - 50
    bars = tuple(
        ChartBar(name, count, number * _ROW, _NAMES, max(1, round(room * count / top)))
        for number, (name, count) in enumerate(rows)
    )
    return Chart(title, bars, len(bars) * _ROW, max(0, left))
