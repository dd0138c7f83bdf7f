"""What an article's words tell about the day it was published."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..types import Block, BlockKind, Span
from . import expressions, world
from .expressions import When
from .likelihood import Clues

_BREAK = re.compile(r"(?<=[.!?])[\"”’')\]]*\s+(?=[\"“‘(\[]?[A-Z])|\n+")
_TARGET = re.compile(r"\b(?:by|until|till|through|to|after|beyond)(?: the)?(?: year)?\s$")
_QUOTED = re.compile(r"[\"“][^\"“”\n]{0,1000}[\"”]")


@dataclass(frozen=True, slots=True)
class DateClues:
    """The clues of an article, and those of them that can be shown to a person."""

    clues: Clues
    dates: tuple[When, ...]
    happening: tuple[When, world.Happening] | None
    weekday: When | None


def gather(text: str, blocks: Sequence[Block], dateline: Span | None, latest: int) -> DateClues:
    """Read the clues in an article's running text.

    Args:
        latest: the last year that can be meant as past; years after it are ignored.
    """
    outside = [(b.start, b.end) for b in blocks if b.kind is BlockKind.HEAD]
    if dateline:
        outside.append(dateline)
    outside.sort()
    breaks = [0, *(found.end() for found in _BREAK.finditer(text)), len(text)]
    every = list(expressions.dates(text))
    dated = [
        replace(when, tense=expressions.tense(text, when, _clause(breaks, when)))
        for when in every
        if not expressions.inside(outside, when.start)
    ]
    told = None
    for when in dated:
        if entry := world.named(text, when):
            told = (when, entry)
    years = [
        when.year
        for when in expressions.years(text)
        if when.year
        and when.year <= latest
        and not expressions.inside(outside, when.start)
        and not _TARGET.search(text[max(0, when.start - 20) : when.start])
    ]
    years += [when.year for when in dated if when.year and when.year <= latest]
    quoted = [found.span() for found in _QUOTED.finditer(text)]
    weekday = next(
        (
            when
            for when in expressions.weekdays(text, [(it.start, it.end) for it in every])
            if not expressions.inside(quoted, when.start)
            and not expressions.inside(outside, when.start)
        ),
        None,
    )
    days = tuple(when for when in dated if when.day)
    return DateClues(
        Clues(
            dated=tuple(w for w in days if not told or w != told[0]),
            known=((told[1].day.toordinal(), told[0].tense),) if told else (),
            years=tuple(years),
            weekday=weekday.weekday if weekday else None,
        ),
        tuple(dated),
        told,
        weekday,
    )


def _clause(breaks: Sequence[int], when: When) -> Span:
    return breaks[bisect_right(breaks, when.start) - 1], breaks[
        min(bisect_left(breaks, when.end), len(breaks) - 1)
    ]
