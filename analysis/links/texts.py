"""The texts of a library as numbers: one vocabulary, one inverted index, one entry an article."""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from ..types import Article, Findings, Precision, Published, Span
from . import words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int32]
    Reals = NDArray[np.float64]

LEAD = 60
"""The first words of an article that tell what it is about."""

_MOST_WORDS = 20_000
"""Words of one article that are compared; what comes after them adds nothing."""

_QUERY_TERMS = 80
_COMMON = 0.1


@dataclass(slots=True)
class Entry:
    """One article of the library: its words as term numbers, in order, and where they start."""

    id: str
    number: int
    terms: Ints
    starts: Ints
    capital: NDArray[np.bool_]
    sentences: tuple[Span, ...]
    length: int
    day: int | None
    slack: int
    actors: dict[str, Span]
    events: tuple[tuple[str, Span], ...] = ()
    statements: range = field(default_factory=lambda: range(0))

    def within(self, span: Span) -> slice:
        """Return which of the article's words stand in a span."""
        return slice(
            int(np.searchsorted(self.starts, span[0])), int(np.searchsorted(self.starts, span[1]))
        )


@dataclass(frozen=True, slots=True)
class Profile:
    """How often each term stands in an article: anywhere, as a name, in the lead (1 + log n)."""

    terms: Ints
    anywhere: Reals
    names: Reals
    lead: Reals


class Texts:
    """The articles, their terms, and for each term the articles that use it."""

    def __init__(self) -> None:
        self.entries: list[Entry | None] = []
        self.number: dict[str, int] = {}
        self.forms: list[str] = []
        self.everyday: list[float] = []
        self._terms: dict[str, int] = {}
        self._numeric = bytearray()
        self._postings: list[array[int]] = []
        self._profiles: dict[int, Profile] = {}
        self._spread = np.zeros(1024, dtype=np.int32)

    def __len__(self) -> int:
        return len(self.number)

    def entry(self, number: int) -> Entry:
        """Return the entry of an article that is there."""
        found = self.entries[number]
        if found is None:
            raise KeyError(number)
        return found

    def alive(self) -> Iterable[Entry]:
        """Yield the articles that are there."""
        return (entry for entry in self.entries if entry is not None)

    def add(self, article: Article, findings: Findings, actors: Sequence[str | None]) -> Entry:
        """Take in an article; one with the same id must have been removed."""
        found = []
        for word in words.words(article.text):
            found.append(word)
            if len(found) == _MOST_WORDS:
                break
        number = len(self.entries)
        terms = np.array([self.term(word) for word in found], dtype=np.int32)
        day, slack = moment(findings.published)
        entry = Entry(
            id=article.id,
            number=number,
            terms=terms,
            starts=np.array([word.start for word in found], dtype=np.int32),
            capital=np.array([word.form[0].isupper() for word in found], dtype=np.bool_),
            sentences=findings.sentences,
            length=len(article.text),
            day=day,
            slack=slack,
            actors=_named(findings, actors),
            events=tuple((event.date, (event.start, event.end)) for event in findings.events),
        )
        self.entries.append(entry)
        self.number[article.id] = number
        used = np.unique(terms)
        self._grow()
        self._spread[used] += 1
        for term in used.tolist():
            self._postings[term].append(number)
        return entry

    def remove(self, number: int) -> None:
        """Forget an article."""
        entry = self.entry(number)
        used = np.unique(entry.terms)
        self._spread[used] -= 1
        for term in used.tolist():
            posting = self._postings[term]
            del posting[bisect_left(posting, number)]
        del self.number[entry.id]
        self._profiles.pop(number, None)
        self.entries[number] = None

    def term(self, word: words.Word) -> int:
        """Return the number of a word's stem, a new one if it is new."""
        number = self._terms.get(word.stem)
        if number is None:
            number = self._terms[word.stem] = len(self.forms)
            self.forms.append(word.form)
            self.everyday.append(words.common().get(word.stem, 0.0))
            self._numeric.append(word.number)
            self._postings.append(array("i"))
        elif word.form.islower() and not self.forms[number].islower():
            self.forms[number] = word.form
        return number

    def known(self, stem: str) -> int | None:
        """Return the number of a stem that some article uses."""
        return self._terms.get(stem)

    def numeric(self, terms: Ints) -> NDArray[np.bool_]:
        """Tell which terms count or date something."""
        return np.frombuffer(bytes(self._numeric), dtype=np.uint8)[terms].astype(np.bool_)

    def rarity(self, terms: Ints) -> Reals:
        """Return the inverse document frequency of terms."""
        return np.log((len(self) + 1) / np.maximum(self._spread[terms], 1))

    def rarity_of(self, term: int) -> float:
        """Return the inverse document frequency of one term."""
        return math.log((len(self) + 1) / max(int(self._spread[term]), 1))

    def _grow(self) -> None:
        if len(self.forms) > len(self._spread):
            wider = np.zeros(max(len(self.forms), 2 * len(self._spread)), dtype=np.int32)
            wider[: len(self._spread)] = self._spread
            self._spread = wider

    def profile(self, number: int) -> Profile:
        """Count the terms of an article."""
        made = self._profiles.get(number)
        if made is None:
            entry = self.entry(number)
            terms, inverse = np.unique(entry.terms, return_inverse=True)
            size = len(terms)

            def counted(which: NDArray[np.bool_]) -> Reals:
                n = np.bincount(inverse[which], minlength=size)
                return np.where(n > 0, 1 + np.log(np.maximum(n, 1)), 0.0)

            whole = np.ones(len(inverse), dtype=np.bool_)
            lead = np.arange(len(inverse)) < LEAD
            made = Profile(terms, counted(whole), counted(entry.capital), counted(lead))
            if len(self._profiles) > 2000:
                self._profiles.clear()
            self._profiles[number] = made
        return made

    def nearest(self, number: int, most: int) -> list[int]:
        """Return the articles whose words are most like an article's (TF-IDF cosine)."""
        mine = self.profile(number)
        rare = self.rarity(mine.terms)
        weights = mine.anywhere * rare
        spread = self._spread[mine.terms]
        telling = (spread > 1) & (spread <= max(50, _COMMON * len(self)))
        order = np.argsort(-np.where(telling, weights, -1.0), kind="stable")[:_QUERY_TERMS]
        chosen = [int(i) for i in order if telling[i]]
        if not chosen:
            return []
        lists = [self._postings[int(mine.terms[i])] for i in chosen]
        others = np.fromiter(chain.from_iterable(lists), dtype=np.int64)
        values = np.repeat((weights * rare)[chosen], [len(posting) for posting in lists])
        totals = np.bincount(others, weights=values)
        totals[number] = 0.0
        best = np.argsort(-totals, kind="stable")[: 3 * most]
        near = [int(i) for i in best if totals[i] > 0]
        cosines = [self._cosine(mine, weights, self.profile(other)) for other in near]
        ranked = sorted(zip(cosines, near, strict=True), key=lambda pair: (-pair[0], pair[1]))
        return [other for _, other in ranked[:most]]

    def _cosine(self, mine: Profile, weights: Reals, other: Profile) -> float:
        theirs = other.anywhere * self.rarity(other.terms)
        _, here, there = np.intersect1d(
            mine.terms, other.terms, assume_unique=True, return_indices=True
        )
        norm = float(np.linalg.norm(weights) * np.linalg.norm(theirs))
        return float(weights[here] @ theirs[there]) / norm if norm else 0.0

    def sentence(self, entry: Entry, offset: int) -> Span:
        """Return the sentence at an offset."""
        index = bisect_right(entry.sentences, offset, key=lambda span: span[0]) - 1
        if index >= 0 and offset < entry.sentences[index][1]:
            return entry.sentences[index]
        return offset, min(offset + 1, entry.length)


def moment(published: Published) -> tuple[int | None, int]:
    """Return the day of publication as an ordinal and how many days it may be off."""
    if not published.date:
        return None, 0
    try:
        if published.precision is Precision.DAY:
            return date.fromisoformat(published.date).toordinal(), 0
        if published.precision is Precision.MONTH:
            return date.fromisoformat(published.date + "-15").toordinal(), 16
        return date.fromisoformat(published.date + "-07-01").toordinal(), 183
    except ValueError:
        return None, 0


def apart(one: Entry, other: Entry) -> int | None:
    """Return how many days lie at least between two articles; ``None`` where it is not known."""
    if one.day is None or other.day is None:
        return None
    return max(0, abs(one.day - other.day) - one.slack - other.slack)


def _named(findings: Findings, actors: Sequence[str | None]) -> dict[str, Span]:
    found: dict[str, Span] = {}
    for mention in findings.mentions:
        if mention.actor < len(actors) and (actor := actors[mention.actor]):
            found.setdefault(actor, (mention.start, mention.end))
    return found
