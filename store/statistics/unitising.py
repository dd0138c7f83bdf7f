"""Krippendorff's alpha for unitising: whether coders mark the same stretches of a text.

K. Krippendorff, "On the reliability of unitizing continuous data", Sociological Methodology 25
(1995), 47-76; "Content Analysis" (2nd ed. 2004), section 11.6, whose example (p. 254: 0.7286 for
category c, 1 for k, 0.859 for both) the tests work through.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

Spans: TypeAlias = Sequence[tuple[int, int]]
"""Half-open stretches that one coder marked, in order; none overlaps another."""


class Disagreement(NamedTuple):
    """What was observed and what chance would give, for one category."""

    observed: float
    expected: float


class _Section(NamedTuple):
    """A stretch of the continuum as one coder left it: a unit, or the gap between two."""

    start: int
    length: int
    unit: bool


def alpha_unitising(categories: Mapping[str, Sequence[Spans]], length: int) -> float:
    """Return alpha over all categories; nan where nothing was marked.

    Args:
        categories: for each, the spans that every coder marked, coder by coder.
        length: of the whole continuum, in the units of the spans (code points).
    """
    found = [disagreement(coders, length) for coders in categories.values()]
    expected = sum(it.expected for it in found)
    return 1 - sum(it.observed for it in found) / expected if expected else math.nan


def alpha_category(coders: Sequence[Spans], length: int) -> float:
    """Return alpha of one category; nan where nobody marked anything."""
    found = disagreement(coders, length)
    return 1 - found.observed / found.expected if found.expected else math.nan


def disagreement(coders: Sequence[Spans], length: int) -> Disagreement:
    """Return the disagreement in one category, observed and expected (D_o and D_e)."""
    sections = [list(_sections(spans, length)) for spans in coders]
    number = len(sections)
    units = [it for coder in sections for it in coder if it.unit]
    if number < 2 or not units:
        return Disagreement(0.0, 0.0)
    pairs = ((a, b) for a in range(number) for b in range(number) if a != b)
    squares = sum(_difference(sections[a], sections[b]) for a, b in pairs)
    observed = squares / (number * (number - 1) * length * length)
    return Disagreement(observed, _expected(sections, units, length))


def _sections(spans: Spans, length: int) -> Iterator[_Section]:
    at = 0
    for start, end in sorted(spans):
        start = max(start, at)  # an overlap belongs to the first
        if end <= start:
            continue
        if start > at:
            yield _Section(at, start - at, False)
        yield _Section(start, end - start, True)
        at = end
    if at < length:
        yield _Section(at, length - at, False)


def _difference(mine: Sequence[_Section], theirs: Sequence[_Section]) -> int:
    """Return the sum of squared differences between the sections of two coders that meet."""
    total, i, j = 0, 0, 0
    while i < len(mine) and j < len(theirs):
        total += _distance(mine[i], theirs[j])
        ends = mine[i].start + mine[i].length, theirs[j].start + theirs[j].length
        i += ends[0] <= ends[1]
        j += ends[1] <= ends[0]
    return total


def _distance(a: _Section, b: _Section) -> int:
    begins = a.start - b.start
    ends = begins + a.length - b.length
    if a.unit and b.unit:
        return begins * begins + ends * ends
    if a.unit and not b.unit and begins >= 0 and ends <= 0:
        return a.length * a.length
    if b.unit and not a.unit and begins <= 0 and ends >= 0:
        return b.length * b.length
    return 0


def _expected(
    sections: Sequence[Sequence[_Section]], units: Sequence[_Section], length: int
) -> float:
    gaps = [it.length for coder in sections for it in coder if not it.unit]
    total = 0.0
    for unit in units:
        size = unit.length
        overlapping = (len(units) - 1) * (2 * size**3 - 3 * size**2 + size) / 3
        inside = sum(gap - size + 1 for gap in gaps if gap >= size)
        total += overlapping + size * size * inside
    whole = len(sections) * length
    possible = whole * (whole - 1) - sum(it.length * (it.length - 1) for it in units)
    return 2 / length * total / possible if possible else 0.0
