"""Dates for articles without one, from the other articles of the library.

Every candidate day is weighed by what the article itself tells (:mod:`.likelihood`), by the dates
of the articles that it resembles, and by dated happenings that it shares with them.  A day, a
month or a year is claimed only where it holds nearly all of the probability.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from ..types import Article, Basis, Findings, Precision, Published, Span
from . import alone, clues, world, written
from .expressions import When
from .likeness import Likeness, Neighbour, resemblance, words

if TYPE_CHECKING:
    from .likelihood import Days, Scores

_SURE = {Precision.DAY: 0.93, Precision.MONTH: 0.97, Precision.YEAR: 0.88}
"""The probability from which a date of each precision is claimed, set on PolNeAR's train split."""

_TELLING = 1.0
"""How much better (log) the best days must fit an article than the library's days do on average."""

_NEWS = 400
"""Days: a happening further from the article that tells of it is history, not news."""

_SHARED_WORDS = 2
"""The rare words that two sentences of one date must share to tell of one happening."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A happening that a dated article tells of: its day, and the words of the sentence."""

    article: str
    day: date
    words: set[str]


@dataclass(frozen=True, slots=True)
class _Shared:
    """A happening that another article dates: where it stands here, its day, and that article."""

    span: Span
    day: date
    other: str


def infer(
    items: Mapping[str, tuple[Article, Findings]],
    resolution_of: Mapping[str, tuple[str | None, ...]],
    today: date | None = None,
) -> dict[str, Published]:
    """Date the articles that have no day yet, from those that have one.

    Args:
        items: every article of the library by its id, with its findings.
        resolution_of: the actor ids of each article's actors.
        today: the day of import (default: the current day); nothing is published after it.

    Returns:
        The new dates, all ``INFERRED``, of the articles about which something new is known.
    """
    today = today or date.today()
    missing = [key for key, (_, found) in items.items() if _open(found.published)]
    if not missing:
        return {}
    library = _Library(items, resolution_of, missing, today)
    made = {}
    for key in missing:
        if found := library.date(key):
            made[key] = found
    return made


def _open(published: Published) -> bool:
    return published.basis is not Basis.USER and published.precision is not Precision.DAY


class _Library:
    """The dated articles, their words, and the days of the happenings they tell of.

    Every article is read once: a library may fetch each from disk.
    """

    def __init__(
        self,
        items: Mapping[str, tuple[Article, Findings]],
        actors: Mapping[str, tuple[str | None, ...]],
        missing: list[str],
        today: date,
    ) -> None:
        self.actors = actors
        self.today = today
        self.undated = {key: items[key] for key in missing}
        self.read = {
            key: clues.gather(article.text, found.blocks, found.dateline, today.year)
            for key, (article, found) in self.undated.items()
        }
        self._open_days = {
            (when.month, when.day) for read in self.read.values() for when in _yearless(read)
        }
        self._told: dict[tuple[int, int], list[_Told]] = defaultdict(list)
        texts = ((key, article.text) for key, (article, _) in self.undated.items())
        self.likeness = Likeness(self._dated(items), texts)

    def _dated(
        self, items: Mapping[str, tuple[Article, Findings]]
    ) -> Iterator[tuple[str, int, str]]:
        """Yield the dated articles, and note the happenings of theirs that bear on the others."""
        for key, (article, found) in items.items():
            published = found.published
            if published.precision is not Precision.DAY or published.date is None:
                continue
            ordinal = date.fromisoformat(published.date).toordinal()
            for event in found.events:
                if event.date.startswith("--"):
                    continue
                day = date.fromisoformat(event.date)
                near = abs(day.toordinal() - ordinal) <= _NEWS
                if near and (day.month, day.day) in self._open_days:
                    told = set(words(article.text[event.start : event.end]))
                    self._told[day.month, day.day].append(_Told(key, day, told))
            yield key, ordinal, article.text

    def shared(self, key: str) -> list[_Shared]:
        """Find the dates without a year that other articles give one, for the same happening."""
        text = self.undated[key][0].text
        mine = {actor for actor in self.actors.get(key, ()) if actor}
        found = []
        for when in _yearless(self.read[key]):
            here = _around(text, when)
            best: tuple[int, _Shared] | None = None
            for told in self._told.get((when.month or 0, when.day or 0), ()):
                both = {word for word in here & told.words if self.likeness.rare(word)}
                actors = mine & {actor for actor in self.actors.get(told.article, ()) if actor}
                weight = len(both) + min(len(actors), 3)
                if len(both) >= _SHARED_WORDS and (best is None or weight > best[0]):
                    best = weight, _Shared((when.start, when.end), told.day, told.article)
            if best:
                found.append(best[1])
        return found

    def date(self, key: str) -> Published | None:
        """Date one article, or bound its date; ``None`` where nothing new is known."""
        import numpy as np

        article, found = self.undated[key]
        read = self.read[key]
        shared = self.shared(key)
        near = self.likeness.neighbours(key)
        line = written.in_dateline(article.text, found.dateline)
        days = self._candidates(read, shared)
        prior = self._prior(days)
        evidence = _likelihood(read, shared, days) + self.likeness.score(key, days)
        evidence += resemblance(near, days) + _stated(found.published, line, days)
        claim = None
        if _tells(prior, evidence):
            weights = np.exp(prior + evidence - (prior + evidence).max())
            claim = _claim(days, weights / weights.sum())
        return self._answer(key, claim, read, shared, near, line)

    def _candidates(self, read: clues.DateClues, shared: list[_Shared]) -> Days:
        import numpy as np

        at = list(self.likeness.days) or [self.today.toordinal()]
        at += [day.day.toordinal() for day in shared]
        at += [date(year, 1, 1).toordinal() for year in read.clues.years[-1:]]
        low = min(at) - 1100
        high = min(max(at) + 1100, self.today.toordinal())
        return np.arange(min(low, high), high + 1, dtype=np.int64)

    def _prior(self, days: Days) -> Scores:
        """A library holds articles of one time: its own range is likely, and what follows it."""
        import numpy as np

        at = self.likeness.days
        if not at:
            return np.zeros(len(days))
        first, last = min(at), max(at)
        outside = np.maximum(np.maximum(first - days, days - last), 0)
        beyond = 30 + (last - first) / (len(at) + 1)
        return np.log(np.exp(-outside / beyond) + 0.0005)

    def _answer(
        self,
        key: str,
        claim: tuple[str, Precision] | None,
        read: clues.DateClues,
        shared: list[_Shared],
        near: list[Neighbour],
        line: When | None,
    ) -> Published | None:
        article, found = self.undated[key]
        bound = alone.after(read, self.today)
        for entry in shared:
            when = next(w for w in read.dates if (w.start, w.end) == entry.span)
            iso = entry.day.isoformat()
            if when.tense < 0 and (bound is None or (bound.not_before or "") < iso):
                bound = Published(evidence=entry.span, not_before=iso)
        why, evidence = [], bound.evidence if bound else None
        if line is not None:
            why.append("the dateline gives the day without a year")
            evidence = (line.start, line.end)
        for entry in shared[:2]:
            words_here = article.text[slice(*entry.span)]
            why.append(f"“{words_here}” is dated {entry.day.year} by {entry.other}")
        if not shared and near:
            like = near[0]
            why.append(f"it is most like {like.id} of {date.fromordinal(like.day)}")
        if line is not None and not shared and not near:
            why.append("the year is that of the library's articles")
        if not why:
            why.append("its words are those of the library's articles of that time")
        if claim is None:
            if bound is None or bound.not_before == found.published.not_before:
                return None
            return replace(bound, basis=Basis.INFERRED, why=_sentence(why) if shared else bound.why)
        made, precision = claim
        if found.published.date and len(found.published.date) >= len(made):
            return None
        not_before = bound.not_before if bound else None
        if not_before and not_before[: len(made)] > made:
            return None
        return Published(
            made,
            precision,
            Basis.INFERRED,
            evidence,
            _sentence(why),
            not_before if not_before and precision is not Precision.DAY else None,
        )


def _yearless(read: clues.DateClues) -> Iterator[When]:
    """Yield the days without a year, but for those that are named in any year."""
    for when in read.dates:
        day = when.month, when.day
        annual = day == (1, 1) or day in world.happenings()
        if when.year is None and None not in day and not annual:
            yield when


def _around(text: str, when: When) -> set[str]:
    """Return the words about a date, in its paragraph."""
    start = max(text.rfind("\n", 0, when.start), when.start - 300, 0)
    end = text.find("\n", when.end)
    return set(words(text[start : min(when.end + 300, len(text) if end < 0 else end)]))


def _sentence(clauses: list[str]) -> str:
    joined = "; ".join(clauses)
    return joined[:1].upper() + joined[1:] + "."


def _likelihood(read: clues.DateClues, shared: list[_Shared], days: Days) -> Scores:
    from .likelihood import likelihood

    spans = {entry.span for entry in shared}
    rest = tuple(w for w in read.clues.dated if (w.start, w.end) not in spans)
    tenses = {(when.start, when.end): when.tense for when in read.dates}
    told = ((entry.day.toordinal(), tenses[entry.span]) for entry in shared)
    known = (*read.clues.known, *told)
    return likelihood(replace(read.clues, dated=rest, known=known), days)


def _stated(published: Published, line: When | None, days: Days) -> Scores:
    """What the article itself states leaves few candidates."""
    import numpy as np

    allowed = np.ones(len(days), dtype=bool)
    for index, ordinal in enumerate(days):
        day = date.fromordinal(int(ordinal))
        if (line and line.day and (day.month, day.day) != (line.month, line.day)) or (
            published.date and not day.isoformat().startswith(published.date)
        ):
            allowed[index] = False
    return np.where(allowed, 0.0, -30.0)


def _tells(prior: Scores, evidence: Scores) -> bool:
    """Tell whether the article itself speaks for some of the days: the library alone must not."""
    import numpy as np

    likely = np.exp(prior - prior.max())
    level = evidence.max() + np.log(
        (likely * np.exp(evidence - evidence.max())).sum() / likely.sum()
    )
    return bool(evidence.max() - level >= _TELLING)


def _claim(days: Days, weights: Scores) -> tuple[str, Precision] | None:
    """Return the finest date that holds nearly all of the probability."""
    best: dict[tuple[Precision, str], float] = defaultdict(float)
    for ordinal, weight in zip(days, weights, strict=True):
        if weight > 1e-6:
            iso = date.fromordinal(int(ordinal)).isoformat()
            best[Precision.DAY, iso] += float(weight)
            best[Precision.MONTH, iso[:7]] += float(weight)
            best[Precision.YEAR, iso[:4]] += float(weight)
    for precision, sure in _SURE.items():
        share, made = max(
            (share, made) for (kind, made), share in best.items() if kind is precision
        )
        if share >= sure:
            return made, precision
    return None
