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
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ..types import Article, Basis, Findings, Precision, Published, Span
from . import alone, clues, world, written
from .counted_words import counted, words
from .dated_text import DatedText, MonthDay, News, is_open
from .expressions import When
from .likeness import Likeness, Neighbour, resemblance

if TYPE_CHECKING:
    from .likelihood import Days, Scores

_SURE = {Precision.DAY: 0.93, Precision.MONTH: 0.97, Precision.YEAR: 0.88}
"""The probability from which a date of each precision is claimed, set on PolNeAR's train split."""

_TELLING = 1.0
"""How much better (log) the best days must fit an article than the library's days do on average."""

_EPOCH = date(1970, 1, 1).toordinal()

_HELD = 150
"""Undated articles of which it is held how well days fit what they tell: 50 kB each."""

_SHARED_WORDS = 2
"""The rare words that two sentences of one date must share to tell of one happening."""


@dataclass(frozen=True, slots=True)
class _Shared:
    """A happening that another article dates: where it stands here, its day, and that article."""

    span: Span
    day: date
    other: str


@dataclass(frozen=True, slots=True)
class _Undated:
    """An article without a day of its own, and what it tells of it."""

    text: str
    published: Published
    line: When | None
    read: clues.DateClues
    yearless: tuple[tuple[When, frozenset[int]], ...]


@dataclass(frozen=True, slots=True)
class _Answer:
    """What was concluded of an article, and the ids of those that it was most like."""

    published: Published | None
    near: tuple[str, ...]


def infer(
    items: Mapping[str, tuple[Article, Findings]], today: date | None = None
) -> dict[str, Published]:
    """Date the articles that have no day yet, from those that have one.

    Args:
        items: every article of the library by its id, with its findings.
        today: the day of import (default: the current day); nothing is published after it.

    Returns:
        The new dates, all ``INFERRED``, of the articles about which something new is known.
    """
    library = DatedLibrary(today)
    for article, findings in items.values():
        library.add(article, findings)
    return library.inferred()


class DatedLibrary:
    """The articles of a library, kept up as they come and go, and what they tell of their dates.

    What is inferred is the same in whatever order they came, and whatever was asked between:
    an answer is kept as long as nothing that it is made of has changed.
    """

    def __init__(self, today: date | None = None) -> None:
        self.today = today or date.today()
        self._undated: dict[str, _Undated] = {}
        self._told: dict[str, dict[MonthDay, list[News]]] = {}
        self._asking: dict[MonthDay, set[str]] = defaultdict(set)
        self._likeness = Likeness()
        self._answers: dict[str, _Answer] = {}
        self._likely: dict[str, tuple[object, Scores]] = {}
        self._retold: set[MonthDay] = set()
        self._gone: set[str] = set()

    def add(self, article: Article, findings: Findings) -> None:
        """Take in an article; one of the same id is replaced."""
        self.remove(article.id)
        key, published = article.id, findings.published
        if told := DatedText.of(article, findings):
            self.add_told(key, told)
        elif is_open(published):
            read = clues.gather(article.text, findings.blocks, findings.dateline, self.today.year)
            asked = tuple((it, _around(article.text, it)) for it in _yearless(read))
            line = written.in_dateline(article.text, findings.dateline)
            self._undated[key] = _Undated(article.text, published, line, read, asked)
            for when, _ in asked:
                self._asking[when.month or 0, when.day or 0].add(key)
            self._likeness.add(key, counted(article.text), None)

    def add_told(self, key: str, told: DatedText) -> None:
        """Take in a dated article, of which it is known what it tells; its id is ``key``."""
        self.remove(key)
        self._likeness.add(key, told.words, told.day)
        self._told[key] = told.news
        self._retold |= told.news.keys()

    def remove(self, key: str) -> None:
        """Forget an article; one that is not there is no error."""
        if undated := self._undated.pop(key, None):
            for when, _ in undated.yearless:
                self._asking[when.month or 0, when.day or 0].discard(key)
            self._answers.pop(key, None)
            self._likely.pop(key, None)
            self._likeness.remove(key)
        elif key in self._told:
            self._retold |= self._told.pop(key).keys()
            self._gone.add(key)
            self._likeness.remove(key)

    def inferred(self) -> dict[str, Published]:
        """Return the new dates, all ``INFERRED``, of what something new is known about."""
        if not self._undated:
            return {}
        self._forget_changed()
        for key in self._undated.keys() - self._answers.keys():
            self._answers[key] = self._date(key)
        answers = ((key, self._answers[key].published) for key in sorted(self._undated))
        return {key: published for key, published in answers if published}

    def _forget_changed(self) -> None:
        """Forget the answers that what came and went since may change."""
        touched = self._likeness.settle()
        retold, gone = self._retold, self._gone
        self._retold, self._gone = set(), set()
        if touched is None:
            self._answers.clear()
            return
        for day in retold:
            touched |= self._asking.get(day, set())
        touched |= {key for key, it in self._answers.items() if not gone.isdisjoint(it.near)}
        for key in touched:
            self._answers.pop(key, None)

    def _shared(self, undated: _Undated) -> list[_Shared]:
        """Find the dates without a year that other articles give one, for the same happening."""
        found = []
        for when, around in undated.yearless:
            here = self._likeness.rare(around)
            best: tuple[int, _Shared] | None = None
            for other in self._likeness.sharing(here, _SHARED_WORDS):
                for told in self._told[other].get((when.month or 0, when.day or 0), ()):
                    both = len(here & told.words)
                    if both >= _SHARED_WORDS and (best is None or both > best[0]):
                        best = both, _Shared((when.start, when.end), told.day, other)
            if best:
                found.append(best[1])
        return found

    def _date(self, key: str) -> _Answer:
        """Date one article, or bound its date."""
        import numpy as np

        undated = self._undated[key]
        shared = self._shared(undated)
        near = self._likeness.neighbours(key)
        days = self._candidates(undated.read, shared, near)
        prior, likely = self._prior(days)
        evidence = self._likelihood(key, shared, days) + self._likeness.score(key, days)
        evidence += resemblance(near, days)
        if undated.line or undated.published.date:
            evidence += _stated(undated.published, undated.line, days)
        claim = None
        if _tells(likely, evidence):
            both = prior + evidence
            weights = np.exp(both - both.max())
            claim = _claim(days, weights / weights.sum())
        published = self._published(undated, claim, shared, near)
        return _Answer(published, tuple(it.id for it in near))

    def _likelihood(self, key: str, shared: list[_Shared], days: Days) -> Scores:
        """Return what the article itself tells; of the first undated ones it is held."""
        made_of = shared, _ends(days)
        held = self._likely.get(key)
        if held is None or held[0] != made_of:
            held = made_of, _likelihood(self._undated[key].read, shared, days)
            if key in self._likely or len(self._likely) < _HELD:
                self._likely[key] = held
        return held[1]

    def _candidates(
        self, read: clues.DateClues, shared: list[_Shared], near: list[Neighbour]
    ) -> Days:
        import numpy as np

        at = self._likeness.range() or [self.today.toordinal()]
        at += [it.day for it in near]
        at += [day.day.toordinal() for day in shared]
        at += [date(year, 1, 1).toordinal() for year in read.clues.years[-1:]]
        low = max(1, min(at) - 1100)
        high = min(max(at) + 1100, self.today.toordinal())
        return np.arange(min(low, high), high + 1, dtype=np.int64)

    def _prior(self, days: Days) -> tuple[Scores, Scores]:
        """Return how likely the days are as such, as logarithms and as parts of the greatest."""
        return _prior(tuple(self._likeness.range()), len(self._likeness.days), *_ends(days))

    def _published(
        self,
        undated: _Undated,
        claim: tuple[str, Precision] | None,
        shared: list[_Shared],
        near: list[Neighbour],
    ) -> Published | None:
        read, line = undated.read, undated.line
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
            words_here = undated.text[slice(*entry.span)]
            why.append(f"“{words_here}” is dated {entry.day.year} by {entry.other}")
        if not shared and near:
            like = near[0]
            why.append(f"it is most like {like.id} of {date.fromordinal(like.day)}")
        if line is not None and not shared and not near:
            why.append("the year is that of the library's articles")
        if not why:
            why.append("its words are those of the library's articles of that time")
        if claim is None:
            if bound is None or bound.not_before == undated.published.not_before:
                return None
            return replace(bound, basis=Basis.INFERRED, why=_sentence(why) if shared else bound.why)
        made, precision = claim
        if undated.published.date and len(undated.published.date) >= len(made):
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


def _around(text: str, when: When) -> frozenset[int]:
    """Return the words about a date, in its paragraph."""
    start = max(text.rfind("\n", 0, when.start), when.start - 300, 0)
    end = text.find("\n", when.end)
    return words(text[start : min(when.end + 300, len(text) if end < 0 else end)])


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
    if line and line.day:
        dates, months, years = _calendar_of(*_ends(days))
        first = months.astype("datetime64[D]")
        allowed &= (dates - first).astype(np.int64) + 1 == line.day
        allowed &= (months - years).astype(np.int64) + 1 == line.month
    if published.date:
        _, months, years = _calendar_of(*_ends(days))
        if len(published.date) > 4:
            allowed &= months == np.datetime64(published.date, "M")
        else:
            allowed &= years == np.datetime64(published.date, "Y")
    return np.where(allowed, 0.0, -30.0)


@lru_cache(4)
def _calendar_of(first: int, last: int) -> tuple[Any, Any, Any]:
    """Return the days between two proleptic ordinals as dates, months and years (NumPy's)."""
    import numpy as np

    days = np.arange(first, last + 1, dtype=np.int64)
    dates = (days - _EPOCH).astype("datetime64[D]")
    months = dates.astype("datetime64[M]")
    return dates, months, months.astype("datetime64[Y]")


def _tells(likely: Scores, evidence: Scores) -> bool:
    """Tell whether the article itself speaks for some of the days: the library alone must not."""
    import numpy as np

    most = evidence.max()
    level = most + np.log((likely * np.exp(evidence - most)).sum() / likely.sum())
    return bool(most - level >= _TELLING)


def _ends(days: Days) -> tuple[int, int]:
    return int(days[0]), int(days[-1])


@lru_cache(4)  # most articles of a library have the same days to choose from
def _prior(span: tuple[int, ...], size: int, low: int, high: int) -> tuple[Scores, Scores]:
    """A library holds articles of one time: its own range is likely, and what follows it."""
    import numpy as np

    days = np.arange(low, high + 1, dtype=np.int64)
    prior = np.zeros(len(days))
    if span:
        first, last = span
        outside = np.maximum(np.maximum(first - days, days - last), 0)
        beyond = 30 + (last - first) / (size + 1)
        prior = np.log(np.exp(-outside / beyond) + 0.0005)
    return prior, np.exp(prior - prior.max())


def _claim(days: Days, weights: Scores) -> tuple[str, Precision] | None:
    """Return the finest date that holds nearly all of the probability; of two, the later one."""
    import numpy as np

    periods = _periods(*_ends(days))
    for (precision, sure), (found, group) in zip(_SURE.items(), periods, strict=True):
        shares = np.bincount(group, weights=weights)
        best = len(shares) - 1 - int(shares[::-1].argmax())
        if shares[best] >= sure:
            return str(found[best]), precision
    return None


@lru_cache(4)
def _periods(first: int, last: int) -> list[tuple[Any, Any]]:
    """Return the days, months and years between two days, and of which each day is, by number."""
    import numpy as np

    return [np.unique(kind, return_inverse=True) for kind in _calendar_of(first, last)]
