"""Who is quoted how much: quotations, words, articles and speakers by what they have in common."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from .shares import Matrix, together, wilson

UNKNOWN = "(unknown)"
NOBODY = "(no person)"
"""What stands for a trait that is not known, and for the gender of a body."""

BY = (
    "speaker",
    "gender",
    "role",
    "party",
    "organisation",
    "country",
    "kind",
    "source",
    "tag",
    "month",
    "year",
)
"""What quotations can be counted by."""


@dataclass(frozen=True, slots=True)
class CountedQuotation:
    """A quotation as it is counted; ``traits`` are those of its speaker, by their names."""

    article: str
    words: int
    speaker: str = ""
    kind: str = ""
    source: str = ""
    date: str = ""
    tags: tuple[str, ...] = ()
    traits: Mapping[str, str] = field(default_factory=dict)

    def values(self, by: str) -> tuple[str, ...]:
        """Return what it is counted under: one value, or each of its tags."""
        if by == "tag":
            return self.tags or ("(no tag)",)
        if by in ("month", "year"):
            size = 7 if by == "month" else 4
            return (self.date[:size] if len(self.date) >= size else UNKNOWN,)
        plain = {"speaker": self.speaker, "kind": self.kind, "source": self.source}
        return (plain.get(by, "") or self.traits.get(by, "") or UNKNOWN,)


@dataclass(frozen=True, slots=True)
class Figure:
    """One row: a name, its counts, and its share of the quotations with a 95 per cent interval.

    ``step`` is the month or year where figures are told over time, else "".
    """

    name: str
    quotations: int
    words: int
    articles: int
    speakers: int
    share: float
    low: float
    high: float
    step: str = ""


def figures(said: Iterable[CountedQuotation], by: str, over: str = "") -> list[Figure]:
    """Return the figures, the most quoted first; in the order of time where that is asked for.

    The share is of all quotations (of the step), those too of whom nothing is known; a quotation
    with several tags counts in each of them.
    """
    steps: dict[str, list[CountedQuotation]] = defaultdict(list)
    for it in said:
        steps[it.values(over)[0] if over else ""].append(it)
    rows = []
    for step in sorted(steps):
        rows += list(_rows(steps[step], by, step))
    return rows


def _rows(said: Sequence[CountedQuotation], by: str, step: str) -> Iterator[Figure]:
    groups: dict[str, list[CountedQuotation]] = defaultdict(list)
    for it in said:
        for value in it.values(by):
            groups[value].append(it)
    order = (
        sorted(groups)
        if by in ("month", "year")
        else sorted(groups, key=lambda name: (-len(groups[name]), name))
    )
    for name in order:
        items = groups[name]
        low, high = wilson(len(items), len(said))
        yield Figure(
            name,
            len(items),
            sum(it.words for it in items),
            len({it.article for it in items}),
            len({it.speaker for it in items if it.speaker}),
            len(items) / len(said),
            low,
            high,
            step,
        )


def among_known(rows: Sequence[Figure]) -> list[tuple[str, float, float, float]]:
    """Return the shares of those of whom it is known, with their intervals."""
    known = [row for row in rows if row.name not in (UNKNOWN, NOBODY)]
    total = sum(row.quotations for row in known)
    return [
        (row.name, row.quotations / total, *wilson(row.quotations, total)) for row in known if total
    ]


def cross(said: Iterable[CountedQuotation], rows: str, columns: str) -> Matrix[str]:
    """Return how often values stand together on a quotation; a thing never with itself."""
    return together(
        (row, column)
        for it in said
        for row in it.values(rows)
        for column in it.values(columns)
        if rows != columns or row != column
    )
