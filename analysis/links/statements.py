"""Where else a thing was said: quotations of one utterance, and of one matter.

Candidates come from an inverted index of the words of quotations.  A pair is weighed by the part
of their words that they share, each word by its rarity among quotations, by the longest run of
words alike, the words that both put between quotation marks, the speakers, and the days between.
"""

from __future__ import annotations

import math
import re
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from ..types import Findings, MentionForm, QuotationKind, Span
from .texts import Entry, Texts, apart

if TYPE_CHECKING:
    from .texts import Reals

SAME = 0.5
"""The score from which two quotations give one statement."""

WEIGHTS = (2.8, 3.6, 1.8, 0.7, 0.5, 1.0, -4.5, 3.5, 1.2)
BIAS = -12.2
"""Logistic regression on rewritten articles of PolNeAR's train split, then tempered by hand: there
every speaker is known for certain, and every rewrite is of the same days."""

_BACKGROUND = 5000
"""Quotations of everyday English that stand beside those of the library."""

_OCCASION = 10
"""Days within which one statement is reported."""

_INNER = re.compile(r"[\"“”„«»]([^\"“”„«»]{2,200})[\"“”„«»]")
_NOT = re.compile(
    r"\b(?:not|no|never|none|nothing|nor|neither|cannot|without|refus\w+|den(?:y|ies|ied)|reject\w*"
    r"|rule[sd]? out|\w+n[’']t)\b",
    re.IGNORECASE,
)
_REPLY = re.compile(
    r"\b(?:respon(?:d|ded|ding|se)\b|repl(?:y|ied|ying)\b|react(?:ed|ing|ion)?\b|in turn\b|answer"
    r"(?:ed|ing)?\b|comment(?:ed|ing) on|reject(?:ed|ing|s)?\b|dismiss(?:ed|ing|es)?\b"
    r"|rebuff|rebuk|rebut|retort|hit back|fired back|pushed back|shot back|disagree|agree"
    r"|counter(?:ed|ing)\b|criticis|criticiz|accus|contradict|denounc|remarks|statements?\b)",
    re.IGNORECASE,
)
_NAME = 0.4
"""What a word of a name counts beside another one."""

_LEAST_WORDS = 3
_LEAST_SHARE = 0.3
_CANDIDATES = 12
_LONG_LIST = 4000
"""A word in more quotations than this finds no candidates."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A quotation as it is compared.

    ``terms`` are its words in order, ``marked`` those that it puts between marks of its own,
    ``named`` those that stand only in the names of actors;
    ``denies`` tells an odd number of negations, ``replies`` that its sentence reports a reply;
    ``names`` are the actors that its sentence names besides its speaker.
    """

    number: int
    article: int
    span: Span
    actor: str | None
    kind: QuotationKind
    terms: tuple[int, ...]
    marked: frozenset[int]
    named: frozenset[int]
    denies: bool
    replies: bool
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Features:
    """What speaks for one statement: see :data:`WEIGHTS`."""

    share: float  # the part of the shorter one's words that the other shares, by rarity
    whole: float  # the part of both's words that they share
    run: int  # the longest run of words alike
    mass: float  # the rarity of the shared words that are not names
    marked: bool  # both put one word between quotation marks
    speaker: int  # 1 one speaker, -1 two, 0 not known
    near: float  # 1 reported within some days, 0 not, a half where it is not known

    def row(self) -> tuple[float, ...]:
        """Return the values as they are weighed."""
        return (
            self.share,
            self.whole,
            math.log1p(self.run),
            math.log1p(self.mass),
            float(self.marked),
            float(self.speaker > 0),
            float(self.speaker < 0),
            self.near,
            self.near * (self.speaker > 0),
        )


@dataclass(frozen=True, slots=True)
class Pair:
    """Two statements, how much they share, and the rarest words that they do."""

    one: Statement
    other: Statement
    share: float
    shared: tuple[int, ...]
    marked: tuple[int, ...]
    score: float
    features: Features


class Statements:
    """The quotations of a library, and for each word those that use it."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._all: list[Statement | None] = []
        self._count = 0
        self._in: dict[int, array[int]] = defaultdict(lambda: array("i"))
        self.by: dict[str, list[int]] = defaultdict(list)

    def add(
        self, entry: Entry, text: str, findings: Findings, actors: Sequence[str | None]
    ) -> None:
        """Take in the quotations of an article."""
        first = len(self._all)
        named = sorted(
            (m.start, actor)
            for m in findings.mentions
            if m.actor < len(actors) and (actor := actors[m.actor])
        )
        names = sorted((m.start, m.end) for m in findings.mentions if m.form is MentionForm.NAME)
        for quotation in findings.quotations:
            span = quotation.start, quotation.end
            inside = entry.within(span)
            terms = tuple(entry.terms[inside].tolist())
            if not terms:
                continue
            local = quotation.actor
            actor = actors[local] if local is not None and local < len(actors) else None
            words = text[slice(*span)]
            around = self._texts.sentence(entry, span[0])
            start, end = min(around[0], span[0]), max(around[1], span[1])
            among = named[bisect_left(named, (start, "")) : bisect_left(named, (end, ""))]
            statement = Statement(
                number=len(self._all),
                article=entry.number,
                span=span,
                actor=actor,
                kind=quotation.kind,
                terms=terms,
                marked=_marked(entry, span, words, quotation.kind),
                named=_only(entry, span, names),
                denies=len(_NOT.findall(words)) % 2 == 1,
                replies=bool(_REPLY.search(text[start : span[0]] + " " + text[span[1] : end])),
                names=frozenset(name for _, name in among if name != actor),
            )
            self._all.append(statement)
            self._count += 1
            for term in set(terms):
                self._in[term].append(statement.number)
            if actor:
                self.by[actor].append(statement.number)
        entry.statements = range(first, len(self._all))

    def remove(self, entry: Entry) -> None:
        """Forget the quotations of an article."""
        for statement in self.of(entry):
            for term in set(statement.terms):
                self._in[term].remove(statement.number)
            if statement.actor:
                self.by[statement.actor].remove(statement.number)
            self._all[statement.number] = None
            self._count -= 1

    def of(self, entry: Entry) -> Iterable[Statement]:
        """Yield the statements of an article."""
        return (found for i in entry.statements if (found := self._all[i]) is not None)

    def get(self, number: int) -> Statement:
        """Return a statement that is there."""
        found = self._all[number]
        if found is None:
            raise KeyError(number)
        return found

    def rarity(self, terms: Iterable[int]) -> Reals:
        """Return how telling terms are among quotations.

        A small library does not know which words are rare: it is counted as if it held some
        thousands of quotations more, in which everyday words are as frequent as usual.
        """
        everyday = self._texts.everyday
        spread = np.array(
            [len(self._in.get(term, ())) + _BACKGROUND * everyday[term] for term in terms],
            dtype=np.float64,
        )
        return np.log1p((self._count + _BACKGROUND) / (spread + 0.5))

    def pairs(self, entry: Entry) -> list[Pair]:
        """Return the statements of other articles that share telling words with an article's."""
        found: list[Pair] = []
        for statement in self.of(entry):
            if len(set(statement.terms)) >= _LEAST_WORDS:
                found += self._matches(statement)
        return sorted(found, key=lambda pair: (-pair.score, pair.one.number, pair.other.number))

    def _matches(self, one: Statement) -> list[Pair]:
        terms = sorted(set(one.terms))
        rare = self.rarity(terms)
        lists = [self._in[term] for term in terms]
        short = [i for i, posting in enumerate(lists) if 1 < len(posting) <= _LONG_LIST]
        if not short:
            return []
        sizes = [len(lists[i]) for i in short]
        others = np.fromiter(chain.from_iterable(lists[i] for i in short), dtype=np.int64)
        numbers, inverse = np.unique(others, return_inverse=True)
        totals = np.bincount(inverse, weights=np.repeat(rare[short], sizes))
        good = np.flatnonzero(np.bincount(inverse) >= 2)
        best = good[np.argsort(-totals[good], kind="stable")][: 4 * _CANDIDATES]
        pairs = []
        for index in best:
            other = self.get(int(numbers[index]))
            if other.article != one.article and (pair := self._compare(one, other)):
                pairs.append(pair)
        return sorted(pairs, key=lambda pair: -pair.score)[:_CANDIDATES]

    def _compare(self, one: Statement, other: Statement) -> Pair | None:
        here, there = set(one.terms), set(other.terms)
        both = here & there
        if len(both) < 2 or len(there) < _LEAST_WORDS:
            return None
        named = one.named | other.named
        plain = both - named
        if len(plain) < 2:
            return None
        weight = self._weights(here | there, named)
        mass = sum(weight[term] for term in both)
        lesser = min(sum(weight[term] for term in side) for side in (here, there))
        share = mass / lesser if lesser else 0.0
        if share < _LEAST_SHARE:
            return None
        marked = tuple(sorted(one.marked & other.marked & both, key=lambda t: -weight[t]))
        telling = tuple(sorted(both, key=lambda t: (-weight[t], t)))
        days = apart(self._texts.entry(one.article), self._texts.entry(other.article))
        features = Features(
            share=share,
            whole=mass / sum(weight[term] for term in here | there),
            run=_longest_run(one.terms, other.terms),
            mass=sum(weight[term] for term in plain),
            marked=bool(marked),
            speaker=_speaker(one, other),
            near=0.5 if days is None else float(days <= _OCCASION),
        )
        return Pair(one, other, share, telling, marked, _score(features, days), features)

    def _weights(self, terms: set[int], named: frozenset[int]) -> dict[int, float]:
        """Weigh words by their rarity; the words of names say whom, not what."""
        order = sorted(terms)
        rare = self.rarity(order).tolist()
        return {
            term: value * (_NAME if term in named else 1.0)
            for term, value in zip(order, rare, strict=True)
        }


def _score(features: Features, days: int | None) -> float:
    total = float(np.dot(WEIGHTS, features.row())) + BIAS
    if days is not None and days > _OCCASION:
        total -= min(2.0, days / 200)
    return float(1 / (1 + np.exp(-total)))


def _marked(entry: Entry, span: Span, words: str, kind: QuotationKind) -> frozenset[int]:
    """Return the terms that stand between quotation marks inside a reported statement."""
    if kind is QuotationKind.DIRECT:
        found = [(m.start(1), m.end(1)) for m in _INNER.finditer(words, 1)]
        found = [(a, b) for a, b in found if b - a < 60]
    else:
        found = [(m.start(1), m.end(1)) for m in _INNER.finditer(words)]
    terms: set[int] = set()
    for start, end in found:
        terms.update(entry.terms[entry.within((span[0] + start, span[0] + end))].tolist())
    return frozenset(terms)


def _speaker(one: Statement, other: Statement) -> int:
    if not one.actor or not other.actor:
        return 0
    return 1 if one.actor == other.actor else -1


def _longest_run(one: Sequence[int], other: Sequence[int]) -> int:
    """Return the length of the longest run of terms that both hold."""
    best = 0
    before: dict[int, int] = {}
    places: dict[int, list[int]] = defaultdict(list)
    for index, term in enumerate(other):
        places[term].append(index)
    for term in one:
        here = {index: before.get(index - 1, 0) + 1 for index in places.get(term, ())}
        best = max(best, *here.values(), 0) if here else best
        before = here
    return best


def _only(entry: Entry, span: Span, names: Sequence[Span]) -> frozenset[int]:
    """Return the terms of a span that stand nowhere in it but in names, or as names do."""
    inside = entry.within(span)
    among = entry.capital[inside].copy()
    if len(among):
        among[0] = False  # the first word is written large anyway
    first = max(0, bisect_left(names, (span[0], 0)) - 1)
    for name in names[first : bisect_left(names, (span[1], 0))]:
        if name[1] <= span[0]:
            continue
        part = entry.within((max(name[0], span[0]), min(name[1], span[1])))
        among[part.start - inside.start : part.stop - inside.start] = True
    terms = entry.terms[inside]
    return frozenset(terms[among].tolist()) - frozenset(terms[~among].tolist())
