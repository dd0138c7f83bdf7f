"""Where else a thing was said: quotations of one utterance, and of one matter.

Candidates come from an inverted index of the words of quotations.  A pair is weighed by the part
of the shorter one's words that the other shares, each word by its rarity among quotations, by the
order in which they stand, the words that both put between quotation marks, the speakers, and the
days between.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from ..types import Findings, QuotationKind, Span
from .texts import Entry, Texts, apart

if TYPE_CHECKING:
    from .texts import Reals

SAME = 0.6
"""The score from which two quotations give one statement."""

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
_LEAST_WORDS = 3
_LEAST_SHARE = 0.3
_CANDIDATES = 12
_LONG_LIST = 4000
"""A word in more quotations than this finds no candidates."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A quotation as it is compared.

    ``terms`` are its words in order, ``marked`` those that it puts between marks of its own;
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
    denies: bool
    replies: bool
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two statements, how much they share, and the rarest words that they do."""

    one: Statement
    other: Statement
    share: float
    order: float
    shared: tuple[int, ...]
    marked: tuple[int, ...]
    score: float


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
        """Return how telling terms are among quotations."""
        spread = np.array([len(self._in.get(term, ())) for term in terms], dtype=np.float64)
        return np.log1p((self._count + 5) / (spread + 0.5))

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
        shared = sorted(both)
        rare = dict(zip(shared, self.rarity(shared).tolist(), strict=True))
        mass = sum(rare.values())
        lesser = min(float(self.rarity(here).sum()), float(self.rarity(there).sum()))
        share = mass / lesser if lesser else 0.0
        if share < _LEAST_SHARE:
            return None
        order = _in_order(one.terms, other.terms, both)
        marked = tuple(sorted(one.marked & other.marked & both, key=lambda t: -rare[t]))
        telling = tuple(sorted(shared, key=lambda t: -rare[t]))
        score = self._score(one, other, share, order, mass, len(both), bool(marked))
        return Pair(one, other, share, order, telling, marked, score)

    def _score(
        self,
        one: Statement,
        other: Statement,
        share: float,
        order: float,
        mass: float,
        count: int,
        marked: bool,
    ) -> float:
        """Weigh a pair: 0..1."""
        size = mass / (mass + 12.0)
        total = -6.0 + 6.0 * share + 3.0 * order + 3.0 * size + 0.5 * marked
        if count < 3:
            total -= 2.0
        if one.actor and other.actor:
            total += 1.5 if one.actor == other.actor else -3.0
        days = apart(self._texts.entry(one.article), self._texts.entry(other.article))
        if days is not None:
            total += 0.7 if days <= 10 else -min(2.0, days / 200)
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


def _in_order(one: Sequence[int], other: Sequence[int], both: set[int]) -> float:
    """Return the part of the shared words that stand in one order (longest increasing run)."""
    place = {term: i for i, term in reversed(list(enumerate(other)))}
    tails: list[int] = []
    seen = set()
    for term in one:
        if term in both and term not in seen:
            seen.add(term)
            at = bisect_left(tails, place[term])
            tails[at : at + 1] = [place[term]]
    return len(tails) / len(both) if both else 0.0
