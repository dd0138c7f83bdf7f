"""Quotations and articles over time, counted by step: days, months or years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from .quotation_query import QuotationLine

DAYS, MONTHS = 62, 48
"""The longest time that is shown by days, and by months (in months)."""
DAY, MONTH, YEAR = 10, 7, 4
"""How many signs of an ISO date make a step."""
EIGHTHS = " ▏▎▍▌▋▊▉█"
HEIGHTS = " ▁▂▃▄▅▆▇█"


UNITS = {DAY: "day", MONTH: "month", YEAR: "year"}
"""What a step is, by how long the date of one is."""


class By(StrEnum):
    """What the rows of a plot are, besides all quotations."""

    TIME = "time"
    SPEAKER = "speaker"
    TAG = "tag"


@dataclass(slots=True)
class Series:
    """What one speaker said, or what wears one tag, by step; ``query`` finds the quotations.

    ``said`` counts quotations and ``written`` the articles that they are in; those of all
    quotations count every article there is.
    """

    name: str
    query: str = ""
    said: Counter[str] = field(default_factory=Counter)
    written: Counter[str] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        """How many quotations there are in all steps."""
        return sum(self.said.values())


@dataclass(slots=True)
class Plot:
    """The steps of a time, and what there is in each: first of everything, then by row.

    ``vague`` quotations have no date, or one that does not tell the step; they are in as many
    ``undated`` articles.
    """

    steps: list[str]
    series: list[Series]
    vague: int = 0
    undated: int = 0

    @property
    def lacking(self) -> str:
        """What the dates of the vague ones do not tell, or what has none."""
        return UNITS.get(len(self.steps[0]) if self.steps else 0, "date")

    @property
    def most(self) -> int:
        """The most quotations in one step of the first row."""
        return max(self.series[0].said.values(), default=0)


def plot(lines: Sequence[QuotationLine], articles: Sequence[str], by: By, room: int = 0) -> Plot:
    """Return quotations over time; ``articles`` are the dates of articles that are counted too.

    ``room`` is the number of steps that can be shown, where there is such a limit: longer steps
    are taken then.
    """
    dates = [*(line.date for line in lines if line.date), *articles]
    size = scale(dates)
    while True:
        full = [day[:size] for day in dates if len(day) >= size]
        found = steps(min(full), max(full), size) if full else []
        if not room or len(found) <= room or size == YEAR:
            break
        size = MONTH if size == DAY else YEAR
    everything = Series("everything")
    rows: dict[str, Series] = {}
    seen: set[tuple[str, str, str]] = set()
    vague: list[str] = []
    for line in lines:
        step = line.date[:size]
        if len(step) < size:
            vague.append(line.quoted.article)
            continue
        for series in (everything, *_series_of(line, by, rows)):
            series.said[step] += 1
            key = (series.query, step, line.quoted.article)
            if key not in seen:
                seen.add(key)
                series.written[step] += 1
    if articles:
        everything.written = Counter(day[:size] for day in articles if len(day) >= size)
    ranked = sorted(rows.values(), key=lambda one: (-one.total, one.name))
    if by is By.TAG:
        ranked.sort(key=lambda one: one.name.split("/"))
    return Plot(found, [everything, *ranked], len(vague), len(set(vague)))


def _series_of(line: QuotationLine, by: By, rows: dict[str, Series]) -> list[Series]:
    """Return the rows that a quotation belongs to; a tag belongs to those above it as well."""
    quoted = line.quoted
    if by is By.SPEAKER and quoted.speaker_name:
        # A name in quotation marks is looked for as it stands.
        name = quoted.speaker_name.replace('"', " ")
        row = rows.setdefault(quoted.speaker_name, Series(quoted.speaker_name, f'speaker:"{name}"'))
        return [row]
    if by is By.TAG:
        above = {
            "/".join(parts[:depth])
            for parts in (tag.split("/") for tag in quoted.tags)
            for depth in range(1, len(parts) + 1)
        }
        return [rows.setdefault(tag, Series(f"#{tag}", f'tag:"{tag}"')) for tag in sorted(above)]
    return []


def scale(dates: Sequence[str]) -> int:
    """Return how many signs of an ISO date make a step of the plot: 10 days, 7 months, 4 years."""
    full = sorted(day for day in dates if len(day) == DAY)
    if 2 * len(full) <= len(dates):  # too many lack their day: they are to be seen too
        full = sorted(day for day in dates if day)
    if not full:
        return DAY
    first, last = full[0], full[-1]
    months = 12 * (int(last[:4]) - int(first[:4])) + int(last[5:7] or 1) - int(first[5:7] or 1)
    if months <= 2 and _days(first, last) <= DAYS:
        return DAY
    return MONTH if months <= MONTHS else YEAR


def _days(first: str, last: str) -> int:
    def day(iso: str) -> date:
        year, month, rest = (*iso.split("-"), "01", "01")[:3]
        return date(int(year), int(month), int(rest))

    return (day(last) - day(first)).days


def steps(first: str, last: str, size: int) -> list[str]:
    """Return every step from the first to the last, those without anything too."""
    if size == YEAR:
        return [f"{year:04d}" for year in range(int(first), int(last) + 1)]
    if size == MONTH:
        begin, end = (12 * int(iso[:4]) + int(iso[5:7]) - 1 for iso in (first, last))
        return [f"{month // 12:04d}-{month % 12 + 1:02d}" for month in range(begin, end + 1)]
    start = date.fromisoformat(first)
    return [(start + timedelta(days=n)).isoformat() for n in range(_days(first, last) + 1)]


def bar(count: int, most: int, cells: int) -> str:
    """Return a bar of at most ``cells`` cells, exact to an eighth of one."""
    eighths = round(8 * cells * count / max(most, 1))
    if count and not eighths:
        eighths = 1
    full, rest = divmod(eighths, 8)
    return "█" * full + (EIGHTHS[rest] if rest else "")


def height(count: int, most: int) -> str:
    """Return one sign as tall as a count is great; anything shows, nothing does not."""
    return HEIGHTS[max(round(8 * count / max(most, 1)), 1) if count else 0]
