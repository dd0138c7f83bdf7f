"""Two coders on the same articles: which quotations both have seen, and what tags each gave."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.analysis.types import Span
from onrecord.store.notebook.overlay import OVERLAP, overlap

from .agreement import alpha, interval, kappa, percent
from .unitising import Spans, alpha_unitising

NO_TAG = "(no tag)"


@dataclass(frozen=True, slots=True)
class CodedPassage:
    """A quotation as one coder has it: where it stands, and the tags that it bears."""

    article: str
    start: int
    end: int
    tags: frozenset[str]
    words: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """A quotation that is compared: what each coder has of it, None where it is not one to them."""

    a: CodedPassage | None
    b: CodedPassage | None

    @property
    def passage(self) -> CodedPassage:
        """What either of them has of it."""
        return self.a or self.b  # type: ignore[return-value]

    @property
    def tags(self) -> tuple[frozenset[str], frozenset[str]]:
        """The tags of the first and of the second coder."""
        nothing: frozenset[str] = frozenset()
        return (self.a.tags if self.a else nothing, self.b.tags if self.b else nothing)


@dataclass(frozen=True, slots=True)
class Agreed:
    """How far two coders agree on one tag, or on all of them together.

    ``both``, ``first``, ``second`` and ``neither`` count quotations (for all tags: decisions);
    the statistics are nan where the data do not decide them, intervals hold 95 per cent.
    """

    tag: str
    both: int
    first: int
    second: int
    neither: int
    percent: float
    kappa: float
    kappa_interval: tuple[float, float]
    alpha: float
    alpha_interval: tuple[float, float]
    unitising: float = math.nan


def units(a: Sequence[CodedPassage], b: Sequence[CodedPassage]) -> list[Unit]:
    """Return the quotations of both coders, those that share most paired first."""
    found: list[Unit] = []
    there: dict[str, list[CodedPassage]] = defaultdict(list)
    for it in b:
        there[it.article].append(it)
    pairs = sorted(
        (
            (-overlap((one.start, one.end), (other.start, other.end)), i, one, other)
            for i, one in enumerate(a)
            for other in there[one.article]
            if overlap((one.start, one.end), (other.start, other.end)) >= OVERLAP
        ),
        key=lambda pair: pair[:2],
    )
    taken: set[int] = set()
    for _, _, one, other in pairs:
        if id(one) not in taken and id(other) not in taken:
            taken |= {id(one), id(other)}
            found.append(Unit(one, other))
    found += [Unit(it, None) for it in a if id(it) not in taken]
    found += [Unit(None, it) for it in b if id(it) not in taken]
    return sorted(found, key=lambda it: (it.passage.article, it.passage.start))


def agreement(found: Sequence[Unit], lengths: Mapping[str, int] | None = None) -> list[Agreed]:
    """Return the agreement on each tag in use, and first on all together (tag ``""``).

    ``lengths`` are those of the articles in code points; without them nothing is said on
    unitising.
    """
    tags = sorted({tag for unit in found for side in unit.tags for tag in side})
    tables = {tag: _table(found, tag) for tag in tags}
    pooled = [[sum(t[i][j] for t in tables.values()) for j in (0, 1)] for i in (0, 1)]
    spans = {tag: _spans(found, tag, lengths or {}) for tag in tags}
    whole = sum((lengths or {}).values())
    rows = [_agreed("", pooled, alpha_unitising(spans, whole) if whole else math.nan)]
    for tag, table in tables.items():
        one = alpha_unitising({tag: spans[tag]}, whole) if whole else math.nan
        rows.append(_agreed(tag, table, one))
    return rows


def confusion(found: Sequence[Unit]) -> Counter[tuple[str, str]]:
    """Return how often the first coder's tag met which of the second's on the same quotation.

    Tags that both gave meet themselves; each left over meets each left over on the other side, or
    :data:`NO_TAG`.
    """
    counts: Counter[tuple[str, str]] = Counter()
    for unit in found:
        a, b = unit.tags
        counts.update((tag, tag) for tag in a & b)
        left, right = sorted(a - b) or [NO_TAG], sorted(b - a) or [NO_TAG]
        if (a - b or b - a) or not a | b:
            counts.update((one, other) for one in left for other in right)
    return counts


def disagreements(found: Sequence[Unit]) -> Iterator[Unit]:
    """Yield the quotations that bear other tags to one coder than to the other."""
    return (unit for unit in found if unit.tags[0] != unit.tags[1])


def _table(found: Sequence[Unit], tag: str) -> list[list[int]]:
    table = [[0, 0], [0, 0]]
    for unit in found:
        a, b = unit.tags
        table[tag not in a][tag not in b] += 1
    return table


def _agreed(tag: str, table: Sequence[Sequence[int]], unitising: float) -> Agreed:
    return Agreed(
        tag,
        table[0][0],
        table[0][1],
        table[1][0],
        table[1][1],
        percent(table),
        kappa(table),
        interval(table, kappa),
        alpha(table),
        interval(table, alpha),
        unitising,
    )


def _spans(found: Sequence[Unit], tag: str, lengths: Mapping[str, int]) -> list[Spans]:
    """Return where each coder put a tag, in all articles laid end to end."""
    starts: dict[str, int] = {}
    at = 0
    for article, length in lengths.items():
        starts[article] = at
        at += length
    coders: list[Spans] = []
    for side in (0, 1):
        marked: list[Span] = []
        for unit in found:
            passage = (unit.a, unit.b)[side]
            if passage and tag in passage.tags and passage.article in starts:
                first = starts[passage.article]
                marked.append((first + passage.start, first + passage.end))
        coders.append(sorted(marked))
    return coders
