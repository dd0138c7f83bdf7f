"""The texts of a library as numbers: one vocabulary, one inverted index, one entry an article."""

from __future__ import annotations

import math
import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any
from zlib import crc32

import numpy as np

from ..types import Article, Findings, MentionForm, Precision, Published, Span
from . import words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int32]
    Counts = NDArray[np.uint8]
    Flags = NDArray[np.bool_]
    Reals = NDArray[np.float32]

LEAD = 60
"""The first words of an article that tell what it is about."""

_MARKED = re.compile(r"[\"“”„«»]([^\"“”„«»\n]{2,60})[\"“”„«»]")
"""A few words in quotation marks: their own, not a whole direct quotation."""

MOST_WORDS = 20_000
"""Words of one article that are compared; what comes after them adds nothing."""

_QUERY_TERMS = 80
_COMMON = 0.1


@dataclass(slots=True)
class IndexedText:
    """One article of the library: its words as term numbers, in order, and where they start.

    ``name`` and ``marked`` tell which words stand in a name (or are written as one) and which
    between quotation marks; ``mention_at`` and ``mention_of`` are the offsets of the mentions and
    the numbers of their actors; ``actors`` the first mention of each.
    """

    id: str
    number: int
    terms: Ints
    starts: Ints
    name: Flags
    marked: Flags
    profile: Profile
    sentences: Ints
    length: int
    day: int | None
    slack: int
    mention_at: Ints
    mention_of: Ints
    actors: dict[str, Span]
    events: tuple[tuple[str, Span], ...] = ()
    statements: range = field(default_factory=lambda: range(0))

    def within(self, span: Span) -> slice:
        """Return which of the article's words stand in a span."""
        return slice(*np.searchsorted(self.starts, span).tolist())

    def sentence(self, offset: int) -> Span:
        """Return the sentence at an offset."""
        index = int(np.searchsorted(self.sentences[:, 0], offset, side="right")) - 1
        if index >= 0 and offset < self.sentences[index, 1]:
            return int(self.sentences[index, 0]), int(self.sentences[index, 1])
        return offset, min(offset + 1, self.length)


@dataclass(frozen=True, slots=True)
class Profile:
    """How often each term stands in an article: anywhere, as a name, in the lead."""

    terms: Ints
    anywhere: Counts
    names: Counts
    lead: Counts


WEIGHT = np.concatenate(([0.0], 1 + np.log(np.arange(1, 256)))).astype(np.float32)
"""What a term counts that stands 0, 1, ... 255 times in a text: 1 + log n."""


class Texts:
    """The articles, their terms, and for each term the articles that use it.

    What is asked of them depends on which articles there are, not on the order in which they came:
    terms and articles that weigh the same are taken in the order of hashes and of ids.
    """

    def __init__(self) -> None:
        self.entries: list[IndexedText | None] = []
        self.number: dict[str, int] = {}
        self.forms: list[str] = []
        self.stems: list[str] = []
        self.actors: list[str] = []
        self._actors: dict[str, int] = {}
        self._terms: dict[str, int] = {}
        self._postings: list[array[int]] = []
        self._spread = np.zeros(1024, dtype=np.int32)
        self._numeric = np.zeros(1024, dtype=np.bool_)
        self._hashes = np.zeros(1024, dtype=np.uint32)
        self._norms = np.ones(0, dtype=np.float32)
        self._ranks = np.zeros(0, dtype=np.int32)
        self._changed = False

    def __len__(self) -> int:
        return len(self.number)

    def entry(self, number: int) -> IndexedText:
        """Return the entry of an article that is there."""
        found = self.entries[number]
        if found is None:
            raise KeyError(number)
        return found

    def alive(self) -> Iterable[IndexedText]:
        """Yield the articles that are there."""
        return (entry for entry in self.entries if entry is not None)

    def add(
        self, article: Article, findings: Findings, actors: Sequence[str | None]
    ) -> IndexedText:
        """Take in an article; one with the same id must have been removed."""
        found = list(islice(words.words(article.text), MOST_WORDS))
        number = len(self.entries)
        terms = np.array([self.term(word) for word in found], dtype=np.int32)
        starts = np.array([word.start for word in found], dtype=np.int32)
        capital = np.array([word.form[0].isupper() for word in found], dtype=np.bool_)
        names = [(m.start, m.end) for m in findings.mentions if m.form is MentionForm.NAME]
        mentions = sorted(
            (m.start, self.actor(actor))
            for m in findings.mentions
            if m.actor < len(actors) and (actor := actors[m.actor])
        )
        self._grow()
        profile = _profile(terms, capital)
        day, slack = moment(findings.published)
        entry = IndexedText(
            id=article.id,
            number=number,
            terms=terms,
            starts=starts,
            name=capital | _covered(starts, names),
            marked=_covered(starts, [m.span(1) for m in _MARKED.finditer(article.text)]),
            profile=profile,
            sentences=np.array(findings.sentences, dtype=np.int32).reshape(-1, 2),
            length=len(article.text),
            day=day,
            slack=slack,
            mention_at=np.array([at for at, _ in mentions], dtype=np.int32),
            mention_of=np.array([actor for _, actor in mentions], dtype=np.int32),
            actors=_named(findings, actors),
            events=tuple((event.date, (event.start, event.end)) for event in findings.events),
        )
        self.entries.append(entry)
        self.number[article.id] = number
        self._spread[profile.terms] += 1
        self._changed = True
        for term in profile.terms.tolist():
            self._postings[term].append(number)
        return entry

    def remove(self, number: int) -> None:
        """Forget an article."""
        entry = self.entry(number)
        self._spread[entry.profile.terms] -= 1
        self._changed = True
        for term in entry.profile.terms.tolist():
            posting = self._postings[term]
            del posting[bisect_left(posting, number)]
        del self.number[entry.id]
        self.entries[number] = None

    def actor(self, actor: str) -> int:
        """Return the number of an actor, a new one if it is new."""
        number = self._actors.setdefault(actor, len(self.actors))
        if number == len(self.actors):
            self.actors.append(actor)
        return number

    def term(self, word: words.StemmedWord) -> int:
        """Return the number of a word's stem, a new one if it is new."""
        number = self._terms.get(word.stem)
        if number is None:
            number = self._terms[word.stem] = len(self.forms)
            self.forms.append(word.form)
            self.stems.append(word.stem)
            self._postings.append(array("i"))
            if number >= len(self._numeric):
                self._numeric = np.resize(self._numeric, 2 * number)
                self._hashes = np.resize(self._hashes, 2 * number)
            self._numeric[number] = word.number
            self._hashes[number] = crc32(word.stem.encode("utf-8", "surrogatepass"))
        elif (form := word.form) != (shown := self.forms[number]):
            # Small letters first, else the first of the alphabet: whichever article comes first.
            self.forms[number] = min(form, shown, key=lambda it: (not it.islower(), it))
        return number

    def known(self, stem: str) -> int | None:
        """Return the number of a stem that some article uses."""
        return self._terms.get(stem)

    def numeric(self, terms: Ints) -> Flags:
        """Tell which terms count or date something."""
        return self._numeric[terms]

    def rarity(self, terms: Ints) -> Reals:
        """Return the inverse document frequency of terms."""
        spread = np.maximum(self._spread[terms], 1).astype(np.float32)
        return np.asarray(np.log(np.float32(len(self) + 1) / spread))

    def rarity_of(self, term: int) -> float:
        """Return the inverse document frequency of one term."""
        return math.log((len(self) + 1) / max(float(self._spread[term]), 1.0))

    def _grow(self) -> None:
        self._spread = _wider(self._spread, len(self.forms))

    def settle(self) -> bool:
        """Weigh the articles anew if some came or went since; return whether that is so."""
        if not self._changed:
            return False
        self._changed = False
        self._norms = np.ones(len(self.entries), dtype=np.float32)
        self._ranks = np.zeros(len(self.entries), dtype=np.int32)
        for rank, (_, number) in enumerate(sorted(self.number.items())):
            profile = self.entry(number).profile
            norm = np.linalg.norm(WEIGHT[profile.anywhere] * self.rarity(profile.terms))
            self._norms[number] = norm or 1.0
            self._ranks[number] = rank
        return True

    def rank(self, number: int) -> int:
        """Return the place of an article in the order of ids."""
        return int(self._ranks[number])

    def ranks(self, numbers: Ints) -> Ints:
        """Return the places of articles in the order of ids."""
        return self._ranks[numbers]

    def nearest(self, number: int, most: int) -> list[int]:
        """Return the articles whose rarer words are most like an article's (TF-IDF cosine)."""
        mine = self.entry(number).profile
        rare = self.rarity(mine.terms)
        spread = self._spread[mine.terms]
        weights = WEIGHT[mine.anywhere] * rare
        telling = (spread > 1) & (spread <= max(50, _COMMON * len(self)))
        worth = -np.where(telling, weights, -1.0).round(4)
        order = np.lexsort((self._hashes[mine.terms], worth))[:_QUERY_TERMS]
        chosen = order[telling[order]]
        if not len(chosen):
            return []
        lists = [self._postings[term] for term in mine.terms[chosen].tolist()]
        others = np.concatenate([np.frombuffer(posting, dtype=np.int32) for posting in lists])
        values = np.repeat((weights * rare)[chosen], [len(posting) for posting in lists])
        totals = np.bincount(others, weights=values, minlength=number + 1)
        totals[number] = 0.0
        cosines = totals / self._norms[: len(totals)]
        found = np.flatnonzero(cosines)
        if len(found) > 4 * most:
            found = found[np.argpartition(-cosines[found], 2 * most)[: 2 * most]]
        order = np.lexsort((self._ranks[found], -cosines[found].round(6)))[:most]
        return [int(other) for other in found[order]]


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


def apart(one: IndexedText, other: IndexedText) -> int | None:
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


def _profile(terms: Ints, capital: Flags) -> Profile:
    unique, inverse = np.unique(terms, return_inverse=True)
    lead = np.arange(len(terms)) < LEAD

    def counted(which: NDArray[np.intp]) -> Counts:
        return np.minimum(np.bincount(which, minlength=len(unique)), 255).astype(np.uint8)

    return Profile(unique, counted(inverse), counted(inverse[capital]), counted(inverse[lead]))


def _covered(starts: Ints, spans: Sequence[Span]) -> Flags:
    """Tell which words start inside one of some spans."""
    steps = np.zeros(len(starts) + 1, dtype=np.int32)
    if spans:
        edges = np.searchsorted(starts, np.array(spans, dtype=np.int64))
        np.add.at(steps, edges[:, 0], 1)
        np.add.at(steps, edges[:, 1], -1)
    return np.cumsum(steps)[:-1] > 0


def _wider(values: Any, size: int) -> Any:
    """Return an array with room for a number of values, the new ones as numpy fills them."""
    if size <= len(values):
        return values
    wider = np.zeros(max(size, 2 * len(values)), dtype=values.dtype)
    wider[: len(values)] = values
    return wider
