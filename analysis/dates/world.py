"""Happenings that every reader knows: "on February 24", said of a war, names its year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from .expressions import When

_AROUND = 240
"""Code points before and after a date in which the words of a happening are looked for."""


@dataclass(frozen=True, slots=True)
class Happening:
    """A well-known happening: its day, groups of words that point to it, its name."""

    day: date
    groups: tuple[frozenset[str], ...]
    name: str


@cache
def happenings() -> dict[tuple[int, int], tuple[Happening, ...]]:
    """Return the well-known happenings by month and day, from ``world.tsv``."""
    found: dict[tuple[int, int], tuple[Happening, ...]] = {}
    lines = files(__package__).joinpath("world.tsv").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if line.startswith("#"):
            continue
        iso, *groups, name = line.split("\t")
        day = date.fromisoformat(iso)
        entry = Happening(day, tuple(frozenset(group.split("|")) for group in groups), name)
        key = (day.month, day.day)
        found[key] = (*found.get(key, ()), entry)
    return found


def named(text: str, when: When) -> Happening | None:
    """Return the well-known happening that a date without a year stands for, or ``None``.

    Every group of the happening's words must stand near the date, and only one may fit.
    """
    if when.year or when.month is None or when.day is None or when.tense > 0:
        return None
    known = happenings().get((when.month, when.day), ())
    if not known:
        return None
    around = text[max(0, when.start - _AROUND) : when.end + _AROUND].lower()
    words = set(re.findall(r"[^\W_]+(?:-[^\W_]+)*", around))
    fitting = [entry for entry in known if all(group & words for group in entry.groups)]
    return fitting[0] if len(fitting) == 1 else None
