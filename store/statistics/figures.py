"""Who is quoted how much: quotations, words, articles and speakers by what they have in common."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from .shares import Matrix, together, wilson

UNKNOWN = "(unknown)"
NOBODY = "(no person)"
"""What stands for a trait that is not known, and for the gender of a body."""

NO_TAG = "(no tag)"
"""What quotations without a tag are counted under."""

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

COUNTS = ("quotations", "words", "articles")
"""What can be counted."""


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
            return self.tags or (NO_TAG,)
        if by in ("month", "year"):
            size = 7 if by == "month" else 4
            return (self.date[:size] if len(self.date) >= size else UNKNOWN,)
        plain = {"speaker": self.speaker, "kind": self.kind, "source": self.source}
        return (plain.get(by, "") or self.traits.get(by, "") or UNKNOWN,)


@dataclass(frozen=True, slots=True)
class Figure:
    """One row: a name, its counts, and its share of what is counted with a 95 per cent interval.

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


def figures(
    said: Iterable[CountedQuotation], by: str, over: str = "", count: str = "quotations"
) -> list[Figure]:
    """Return the figures, the most quoted first; in the order of time where that is asked for.

    The share is of all that is counted (in the step): of the quotations, of their words, or of the
    articles that quote anybody; those too of whom nothing is known.  A quotation with several tags
    counts in each of them, an article in all that it quotes.
    """
    steps: dict[str, list[CountedQuotation]] = defaultdict(list)
    for it in said:
        steps[it.values(over)[0] if over else ""].append(it)
    rows = []
    for step in sorted(steps):
        rows += list(_rows(steps[step], by, step, count))
    return rows


def _rows(said: Sequence[CountedQuotation], by: str, step: str, count: str) -> Iterator[Figure]:
    groups: dict[str, list[CountedQuotation]] = defaultdict(list)
    for it in said:
        for value in it.values(by):
            groups[value].append(it)
    amounts = {name: _amount(items, count) for name, items in groups.items()}
    whole = _amount(said, count)
    order = (
        sorted(groups)
        if by in ("month", "year")
        else sorted(groups, key=lambda name: (-amounts[name], name))
    )
    effective = _effective(said) if count == "words" else whole
    for name in order:
        items, share = groups[name], amounts[name] / whole if whole else 0.0
        low, high = wilson(share * effective, effective)
        yield Figure(
            name,
            len(items),
            sum(it.words for it in items),
            len({it.article for it in items}),
            len({it.speaker for it in items if it.speaker}),
            share,
            low,
            high,
            step,
        )


def _amount(said: Sequence[CountedQuotation], count: str) -> int:
    if count == "words":
        return sum(it.words for it in said)
    return len({it.article for it in said}) if count == "articles" else len(said)


def _effective(said: Sequence[CountedQuotation]) -> float:
    """Return how many quotations of one length would tell as much about a share of the words.

    Words come by the quotation, not one by one: L. Kish, "Survey Sampling" (1965), (sum w)^2 / sum
    w^2; with it Wilson's interval holds (C. Franco et al., "Comparative study of confidence
    intervals for proportions in complex sample surveys", Journal of Survey Statistics and
    Methodology 7 (2019), 334-364).
    """
    squares = sum(it.words * it.words for it in said)
    return sum(it.words for it in said) ** 2 / squares if squares else 0.0


def among_known(
    said: Iterable[CountedQuotation], by: str, count: str = "quotations"
) -> list[Figure]:
    """Return the figures of those alone of whom it is known, bodies left out."""
    unknown = {UNKNOWN, NOBODY}
    return figures((it for it in said if not unknown & {*it.values(by)}), by, "", count)


def cross(said: Iterable[CountedQuotation], rows: str, columns: str) -> Matrix[str]:
    """Return how often values stand together on a quotation; a thing never with itself."""
    return together(
        (row, column)
        for it in said
        for row in it.values(rows)
        for column in it.values(columns)
        if rows != columns or row != column
    )
