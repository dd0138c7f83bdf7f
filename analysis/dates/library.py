"""Dates for articles without one, from the other articles of the library.

Every candidate day is weighed by what the article itself tells (:mod:`.likelihood`), by the dates
of the articles that it resembles, and by dated happenings that it shares with them.  A day, a
month or a year is claimed only where it holds nearly all of the probability.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from ..types import Article, Basis, Findings, Precision, Published, Span
from . import alone, clues, written
from .expressions import When, day_of

if TYPE_CHECKING:
    from .likelihood import Days, Scores

_WORD = re.compile(r"[^\W\d_][\w’'-]{2,}")
_COMMON = 0.1
"""Words that stand in a greater part of the dated articles tell nothing."""

_NEIGHBOURS = 12
_ALIKE = 0.1
"""The least cosine at which an article says anything about another's date."""

_SHARED_WORDS = 2
"""The rare words that two sentences of one date must share to tell of one happening."""


@dataclass(frozen=True, slots=True)
class _Dated:
    """An article with its day, and the happenings that it dates."""

    id: str
    day: int
    words: Counter[str]


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
    """The dated articles, their words, and the days of the happenings they tell of."""

    def __init__(
        self,
        items: Mapping[str, tuple[Article, Findings]],
        actors: Mapping[str, tuple[str | None, ...]],
        missing: list[str],
        today: date,
    ) -> None:
        self.items = items
        self.actors = actors
        self.today = today
        wanted = {key: words(items[key][0].text) for key in missing}
        known = set().union(*wanted.values())
        self.dated: list[_Dated] = []
        self.happenings: dict[tuple[int, int], list[tuple[date, str, Span]]] = defaultdict(list)
        spread: Counter[str] = Counter()
        for key, (article, found) in items.items():
            published = found.published
            if published.precision is not Precision.DAY or published.date is None:
                continue
            counted = words(article.text)
            spread.update(counted.keys())
            day = date.fromisoformat(published.date).toordinal()
            kept = Counter({word: n for word, n in counted.items() if word in known})
            self.dated.append(_Dated(key, day, kept))
            for event in found.events:
                if not event.date.startswith("--"):
                    at = date.fromisoformat(event.date)
                    self.happenings[at.month, at.day].append((at, key, (event.start, event.end)))
        size = len(self.dated) + len(missing)
        for counted in wanted.values():
            spread.update(counted.keys())
        self.idf = {
            word: math.log((1 + size) / spread[word])
            for word in known
            if spread[word] <= max(3, _COMMON * size)
        }
        self.wanted = wanted
        self.postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for index, entry in enumerate(self.dated):
            for word, weight in self._vector(entry.words, words(items[entry.id][0].text)).items():
                self.postings[word].append((index, weight))

    def _vector(self, counted: Counter[str], whole: Counter[str]) -> dict[str, float]:
        rare = math.log(1 + len(self.dated) + len(self.wanted))
        norm = math.sqrt(
            sum((1 + math.log(n)) ** 2 * self.idf.get(w, rare) ** 2 for w, n in whole.items())
        )
        return {
            word: (1 + math.log(n)) * self.idf[word] / norm
            for word, n in counted.items()
            if word in self.idf and norm
        }

    def neighbours(self, key: str) -> list[tuple[float, _Dated]]:
        """Return the dated articles that are most alike, with their cosines."""
        sums: dict[int, float] = defaultdict(float)
        for word, weight in self._vector(self.wanted[key], self.wanted[key]).items():
            for index, other in self.postings.get(word, ()):
                sums[index] += weight * other
        best = sorted(((s, i) for i, s in sums.items() if s >= _ALIKE), reverse=True)
        return [(s, self.dated[i]) for s, i in best[:_NEIGHBOURS]]

    def shared(self, key: str, read: clues.Reading) -> list[_Shared]:
        """Find the dates without a year that other articles give one, for the same happening."""
        text = self.items[key][0].text
        mine = {actor for actor in self.actors.get(key, ()) if actor}
        found = []
        for when in read.dates:
            if when.year or when.day is None or when.month is None:
                continue
            here = self._around(text, when)
            best: tuple[float, _Shared] | None = None
            for day, other, span in self.happenings.get((when.month, when.day), ()):
                there = words(self.items[other][0].text[slice(*span)])
                both = {w for w in here & there.keys() if w in self.idf or not self.idf}
                actors = mine & {actor for actor in self.actors.get(other, ()) if actor}
                weight = len(both) + min(len(actors), 3)
                if len(both) >= _SHARED_WORDS and (best is None or weight > best[0]):
                    best = weight, _Shared((when.start, when.end), day, other)
            if best:
                found.append(best[1])
        return found

    def _around(self, text: str, when: When) -> set[str]:
        start = max(text.rfind("\n", 0, when.start), when.start - 300, 0)
        end = text.find("\n", when.end)
        return set(words(text[start : min(when.end + 300, len(text) if end < 0 else end)]))

    def date(self, key: str) -> Published | None:
        """Date one article, or bound its date; ``None`` where nothing new is known."""
        import numpy as np

        article, found = self.items[key]
        read = clues.gather(article.text, found.blocks, found.dateline, self.today.year)
        shared = self.shared(key, read)
        near = self.neighbours(key)
        line = written.in_dateline(article.text, found.dateline)
        days = self._candidates(read, shared)
        if not near and not shared and line is None:
            return None
        scores = self._prior(days) + _likelihood(read, shared, days)
        scores += _resemblance(near, days)
        scores += _stated(found.published, line, days)
        weights = np.exp(scores - scores.max())
        weights /= weights.sum()
        claim = _claim(days, weights)
        return self._answer(key, claim, read, shared, near, line)

    def _candidates(self, read: clues.Reading, shared: list[_Shared]) -> Days:
        import numpy as np

        at = [entry.day for entry in self.dated] or [self.today.toordinal()]
        at += [day.day.toordinal() for day in shared]
        at += [date(year, 1, 1).toordinal() for year in read.clues.years[-1:]]
        low = min(at) - 1100
        high = min(max(at) + 1100, self.today.toordinal())
        return np.arange(min(low, high), high + 1, dtype=np.int64)

    def _prior(self, days: Days) -> Scores:
        """A library holds articles of one time: its own range is likely, and what follows it."""
        import numpy as np

        at = sorted(entry.day for entry in self.dated)
        if not at:
            return np.zeros(len(days))
        outside = np.maximum(np.maximum(at[0] - days, days - at[-1]), 0)
        return np.asarray(-outside / 150.0)

    def _answer(
        self,
        key: str,
        claim: tuple[str, Precision] | None,
        read: clues.Reading,
        shared: list[_Shared],
        near: list[tuple[float, _Dated]],
        line: When | None,
    ) -> Published | None:
        article, found = self.items[key]
        bound = alone.after(read, self.today)
        for entry in shared:
            when = next(w for w in read.dates if (w.start, w.end) == entry.span)
            iso = entry.day.isoformat()
            if when.tense <= 0 and (bound is None or (bound.not_before or "") < iso):
                bound = Published(evidence=entry.span, not_before=iso)
        why, evidence = [], bound.evidence if bound else None
        if line is not None:
            why.append("the dateline gives the day without a year")
            evidence = (line.start, line.end)
        for entry in shared[:2]:
            words_here = article.text[slice(*entry.span)]
            why.append(f"“{words_here}” is dated {entry.day.year} by {entry.other}")
        if not shared and near:
            _, other = near[0]
            why.append(f"it is most like {other.id} of {date.fromordinal(other.day)}")
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


def _sentence(clauses: list[str]) -> str:
    joined = "; ".join(clauses)
    return joined[:1].upper() + joined[1:] + "."


def words(text: str) -> Counter[str]:
    """Count the words of a text in lower case."""
    return Counter(_WORD.findall(text.lower()))


def _likelihood(read: clues.Reading, shared: list[_Shared], days: Days) -> Scores:
    from .likelihood import likelihood

    spans = {entry.span for entry in shared}
    rest = tuple(w for w in read.clues.dated if (w.start, w.end) not in spans)
    known = (*read.clues.known, *(entry.day.toordinal() for entry in shared))
    return likelihood(replace(read.clues, dated=rest, known=known), days)


def _resemblance(near: list[tuple[float, _Dated]], days: Days) -> Scores:
    """Articles that resemble each other are of one time, the more so the more they do."""
    import numpy as np

    total = np.zeros(len(days))
    for score, other in near:
        lag = np.abs(days - other.day)
        close = min(0.9, max(0.0, (score - _ALIKE) * 1.5))
        chance = (
            close * np.exp(-lag / 4) / 8
            + (1 - close) * 0.7 * np.exp(-lag / 90) / 180
            + (1 - close) * 0.3 / 2000
        )
        total += np.log(chance)
    return np.asarray(total / math.sqrt(max(len(near), 1)))


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


def _claim(days: Days, weights: Scores) -> tuple[str, Precision] | None:
    """Return the finest date that holds nearly all of the probability."""
    best: dict[tuple[Precision, str], float] = defaultdict(float)
    for ordinal, weight in zip(days, weights, strict=True):
        if weight > 1e-6:
            iso = date.fromordinal(int(ordinal)).isoformat()
            best[Precision.DAY, iso] += float(weight)
            best[Precision.MONTH, iso[:7]] += float(weight)
            best[Precision.YEAR, iso[:4]] += float(weight)
    for precision in (Precision.DAY, Precision.MONTH, Precision.YEAR):
        share, made = max(
            (share, made) for (kind, made), share in best.items() if kind is precision
        )
        if share >= alone.SURE:
            return made, precision
    return None


__all__ = ["day_of", "infer", "words"]
