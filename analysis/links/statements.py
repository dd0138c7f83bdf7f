"""Where else a thing was said: quotations of one utterance, and of one matter.

Candidates come from an inverted index of the words of quotations.  A pair is weighed by the part
of their words that they share, each word by its rarity among quotations, by the longest run of
words alike, the words that both put between quotation marks, the speakers, and the days between.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..types import Findings, QuotationKind, Span
from . import words
from .likeness import OCCASION, WEIGHTS, Features, longest_run, score
from .texts import IndexedText, Texts, apart

if TYPE_CHECKING:
    from .texts import Reals

_BACKGROUND = 5000
"""Quotations of everyday English that stand beside those of the library."""

_NOT = re.compile(
    r"\b(?:not|no|never|none|nothing|nobody|nowhere|nor|neither|cannot|without|hardly"
    r"|refus\w+|den(?:y|ies|ied)|reject\w*|rule[sd]? out|\w+n[’']t)\b",
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

_LEAST_WORDS = 2
_LEAST_SHARE = 0.3
_COMPARED = 16
_PROMISING = 6.5
"""What a candidate's row must promise before its words are read."""

_CANDIDATES = 12
_HEADLINE = 0.6
"""Where more of the words than this are written large, that says nothing: a headline."""

_ROW = 8
"""Article, start, end, first and last word, speaker, flags, confidence in thousandths."""

_BY, _SURE = 5, 7
_DIRECT = 4
_HELD = 10_000
"""Statements held in memory since what is compared with one article is often with the next."""

_LONG_LIST = 1500
"""A word in more quotations than this finds no candidates."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A quotation as it is compared.

    ``terms`` are its words in order, ``marked`` those that it puts between marks of its own,
    ``named`` those that stand only in names; ``denies`` that it holds a negation,
    ``replies`` that its sentence reports a reply;
    ``sure`` is the confidence in span and speaker.
    """

    number: int
    article: int
    span: Span
    actor: str | None
    sure: float
    terms: tuple[int, ...]
    marked: frozenset[int]
    named: frozenset[int]
    denies: bool
    replies: bool


@dataclass(frozen=True, slots=True)
class StatementPair:
    """Two statements, how much they share, and the rarest words that they do."""

    one: Statement
    other: Statement
    share: float
    shared: tuple[int, ...]
    marked: tuple[int, ...]
    score: float
    features: Features


class Statements:
    """The quotations of a library, and for each word those that use it.

    A quotation is kept as a row of numbers, and read from its article when it is compared.
    """

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._rows = array("i")
        self._words = array("i")
        self._firsts = array("i")
        self._count = 0
        self._rare = np.zeros(0, dtype=np.float32)
        self._mass = np.zeros(0, dtype=np.float32)
        self._read: dict[int, Statement] = {}
        self._in: list[array[int]] = []
        self._spread = np.zeros(1024, dtype=np.float32)
        self._everyday = np.zeros(1024, dtype=np.float32)
        self._known = 0

    def add(
        self, entry: IndexedText, text: str, findings: Findings, actors: Sequence[str | None]
    ) -> None:
        """Take in the quotations of an article."""
        self._grow()
        first = self._size()
        for quotation in findings.quotations:
            span = quotation.start, quotation.end
            inside = entry.within(span)
            if inside.start == inside.stop:
                continue
            local = quotation.actor
            actor = actors[local] if local is not None and local < len(actors) else None
            around = entry.sentence(span[0])
            start, end = min(around[0], span[0]), max(around[1], span[1])
            denies = bool(_NOT.search(text, *span))
            replies = bool(_REPLY.search(text[start : span[0]] + " " + text[span[1] : end]))
            flags = denies + 2 * replies + 4 * (quotation.kind is QuotationKind.DIRECT)
            sure = round(1000 * min(1.0, max(0.0, quotation.confidence)))
            number = self._size()
            by = self._texts.actor(actor) if actor else -1
            self._rows.extend((entry.number, *span, inside.start, inside.stop, by, flags, sure))
            self._count += 1
            terms = np.unique(entry.terms[inside])
            self._spread[terms] += 1
            self._firsts.append(len(self._words))
            self._words.extend(terms.tolist())
            for term in terms.tolist():
                self._in[term].append(number)
        entry.statements = range(first, self._size())

    def remove(self, entry: IndexedText) -> None:
        """Forget the quotations of an article."""
        for statement in self.of(entry):
            terms = sorted(set(statement.terms))
            self._spread[terms] -= 1
            for term in terms:
                posting = self._in[term]
                del posting[bisect_left(posting, statement.number)]
            self._count -= 1
        entry.statements = range(0)

    def settle(self) -> None:
        """Weigh all words and quotations anew, since some came or went."""
        self._read.clear()
        if not self._firsts:
            return
        self._rare = self._rarity(np.arange(self._known))
        words = np.frombuffer(self._words, dtype=np.int32)
        firsts = np.frombuffer(self._firsts, dtype=np.int32)
        self._mass = np.add.reduceat(self._rare[words], firsts)

    def _size(self) -> int:
        return len(self._rows) // _ROW

    def _grow(self) -> None:
        """Make room for the words that are new."""
        size = len(self._texts.forms)
        if size > len(self._spread):
            self._spread = np.concatenate((self._spread, np.zeros(size, dtype=np.float32)))
            self._everyday = np.concatenate((self._everyday, np.zeros(size, dtype=np.float32)))
        common = words.common()
        for term in range(self._known, size):
            self._in.append(array("i"))
            self._everyday[term] = _BACKGROUND * common.get(self._texts.stems[term], 0.0)
        self._known = size

    def of(self, entry: IndexedText) -> Iterable[Statement]:
        """Yield the statements of an article."""
        return (self.get(number) for number in entry.statements)

    def get(self, number: int) -> Statement:
        """Return a statement that is there; those that were read last are held."""
        read = self._read.get(number)
        if read is None:
            if len(self._read) >= _HELD:
                self._read.clear()
            read = self._read[number] = self._made(number)
        return read

    def _made(self, number: int) -> Statement:
        at = number * _ROW
        article, start, end, first, stop, by, flags, sure = self._rows[at : at + _ROW]
        entry = self._texts.entry(article)
        terms = entry.terms[first:stop]
        name = entry.name[first:stop].copy()
        name[0] = False  # the first word is written large anyway
        if name.mean() > _HEADLINE:
            name[:] = False
        marked = entry.marked[first:stop]
        if flags & _DIRECT and marked.all():
            marked = np.zeros_like(marked)
        return Statement(
            number=number,
            article=article,
            span=(start, end),
            actor=self._texts.actors[by] if by >= 0 else None,
            sure=sure / 1000,
            terms=tuple(terms.tolist()),
            marked=frozenset(terms[marked].tolist()),
            named=frozenset(terms[name].tolist()) - frozenset(terms[~name].tolist()),
            denies=bool(flags & 1),
            replies=bool(flags & 2),
        )

    def names(self, statement: Statement) -> set[str]:
        """Return the actors that a statement's sentence names, but for its speaker."""
        entry = self._texts.entry(statement.article)
        around = entry.sentence(statement.span[0])
        start = min(around[0], statement.span[0])
        end = max(around[1], statement.span[1])
        among = slice(*np.searchsorted(entry.mention_at, (start, end)).tolist())
        named = {self._texts.actors[actor] for actor in set(entry.mention_of[among].tolist())}
        return named - {statement.actor or ""}

    def rarity(self, terms: Sequence[int]) -> Reals:
        """Return how telling terms are among quotations, as of the last :meth:`settle`.

        A small library does not know which words are rare: it is counted as if it held some
        thousands of quotations more, in which everyday words are as frequent as usual.
        """
        return self._rare[terms]

    def _rarity(self, terms: Any) -> Reals:
        spread = self._spread[terms] + self._everyday[terms]
        whole = np.float32(self._count + _BACKGROUND)
        return np.asarray(np.log1p(whole / (spread + np.float32(0.5))))

    def pairs(self, entry: IndexedText) -> list[StatementPair]:
        """Return the statements of other articles that share telling words with an article's."""
        found: list[StatementPair] = []
        for statement in self.of(entry):
            if len(set(statement.terms)) >= _LEAST_WORDS:
                found += self._matches(statement)
        return sorted(found, key=lambda pair: -round(pair.score, 9))  # else as they stand

    def _order(self, pair: StatementPair) -> tuple[float, int, int]:
        """Return what pairs are sorted by, the surest first."""
        other = pair.other
        return -round(pair.score, 9), self._texts.rank(other.article), other.number

    def _matches(self, one: Statement) -> list[StatementPair]:
        terms = sorted(set(one.terms))
        rare = self.rarity(terms)
        lists = [self._in[term] for term in terms]
        short = [i for i, posting in enumerate(lists) if 1 < len(posting) <= _LONG_LIST]
        if not short:
            return []
        sizes = [len(lists[i]) for i in short]
        others = np.concatenate([np.frombuffer(lists[i], dtype=np.int32) for i in short])
        numbers, inverse, counts = np.unique(others, return_inverse=True, return_counts=True)
        totals = np.bincount(inverse, weights=np.repeat(rare[short], sizes))
        some = counts >= 2
        best = self._promising(one, float(rare.sum()), numbers[some], totals[some], counts[some])
        own = self._texts.entry(one.article).statements
        pairs = [
            pair
            for number in best
            if number not in own and (pair := self._compare(one, self.get(number)))
        ]
        return sorted(pairs, key=self._order)[:_CANDIDATES]

    def _promising(
        self, one: Statement, mass: float, others: Any, totals: Any, counts: Any
    ) -> list[int]:
        """Return the candidates that may pass a comparison, by what their rows alone tell."""
        theirs = self._mass[others]
        share = totals / np.minimum(mass, theirs)
        whole = totals / (mass + theirs - totals).clip(1e-6)
        rows = np.frombuffer(self._rows, dtype=np.int32).reshape(-1, _ROW)[others]
        speaker, mine = rows[:, _BY], self._rows[one.number * _ROW + _BY]
        known = (speaker >= 0) & (mine >= 0)
        surety = np.minimum(rows[:, _SURE] / 1000, one.sure)
        guess = WEIGHTS[0] * share + WEIGHTS[1] * whole + WEIGHTS[2] * np.log1p(counts)
        guess += WEIGHTS[3] * np.log1p(totals)
        guess += np.where(known, np.where(speaker == mine, WEIGHTS[5], WEIGHTS[6] * surety), 0.0)
        likely = np.flatnonzero((guess > _PROMISING) | (share > _LEAST_SHARE))
        ranks = self._texts.ranks(rows[likely, 0])
        best = likely[np.lexsort((ranks, -guess[likely].round(6)))][:_COMPARED]
        return [int(number) for number in others[best]]

    def _compare(self, one: Statement, other: Statement) -> StatementPair | None:
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
        stems = self._texts.stems
        telling = tuple(sorted(both, key=lambda t: (-weight[t], stems[t])))
        marked = tuple(term for term in telling if term in one.marked & other.marked)
        days = apart(self._texts.entry(one.article), self._texts.entry(other.article))
        features = Features(
            share=share,
            whole=mass / sum(weight[term] for term in here | there),
            run=longest_run(one.terms, other.terms),
            mass=sum(weight[term] for term in plain),
            marked=bool(marked),
            speaker=_speaker(one, other),
            near=0.5 if days is None else float(days <= OCCASION),
        )
        return StatementPair(one, other, share, telling, marked, score(features, days), features)

    def _weights(self, terms: set[int], named: frozenset[int]) -> dict[int, float]:
        """Weigh words by their rarity; the words of names say whom, not what."""
        order = sorted(terms)
        rare = self.rarity(order).tolist()
        return {
            term: value * (_NAME if term in named else 1.0)
            for term, value in zip(order, rare, strict=True)
        }


def _speaker(one: Statement, other: Statement) -> float:
    if not one.actor or not other.actor:
        return 0.0
    return 1.0 if one.actor == other.actor else -min(one.sure, other.sure)
