"""Cues: the words that introduce what somebody said.

A multinomial logistic regression over hashed features tells for each verb, noun, preposition,
colon and dash how likely it introduces speech, or a thought or an intention, or nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from spacy.strings import get_string_id

from . import hashing
from .hashing import Buckets
from .token_table import Flags, Floats, Ints, TokenTable


@lru_cache(maxsize=512)
def word(string: str) -> np.uint64:
    """Return spaCy's hash of a word, tag or label."""
    return np.uint64(get_string_id(string))


@lru_cache(maxsize=512)
def _words(strings: str) -> tuple[np.uint64, ...]:
    return tuple(word(string) for string in strings.split())


@lru_cache(maxsize=512)
def _as_set(strings: str) -> frozenset[int]:
    return frozenset(map(int, _words(strings)))


_FEW = 32
"""Words and entries from which, and up to which, a look-up costs less than comparisons."""


def any_of(column: np.ndarray, strings: str) -> Flags:
    """Tell for each entry of a column whether it is one of the strings, parted by blanks."""
    codes = _words(strings)
    if len(codes) > _FEW and len(column) <= _FEW:
        wanted = _as_set(strings)
        return np.array([code in wanted for code in column.tolist()], np.bool_)
    # A few comparisons cost less than a sorted search.
    found = np.zeros(column.shape, np.bool_)
    for code in codes:
        found |= column == code
    return found


def neighbour(column: np.ndarray, by: int) -> np.ndarray:
    """Return the column moved so that each entry holds that of the token ``by`` places on."""
    moved = np.zeros_like(column)
    if by > 0:
        moved[:-by] = column[by:]
    else:
        moved[-by:] = column[:by]
    return moved


@dataclass(frozen=True, slots=True)
class Cues:
    """Tokens that may be cues, with the probabilities of speech and of thought for each."""

    token: Ints
    speech: Floats
    thought: Floats


def eligible(table: TokenTable) -> Ints:
    """Return the tokens that may be cues."""
    sign = any_of(table.lower, ": - – — --")
    return np.flatnonzero(any_of(table.pos, "VERB AUX NOUN ADP") | sign)


SUBJECTS = "nsubj nsubjpass csubj expl"


def features(table: TokenTable, tokens: Ints) -> Buckets:
    """Return the hashed features of tokens that may be cues."""
    lemma, lower, tag, pos, dep = table.familiar, table.lower, table.tag, table.pos, table.dep
    count = len(table)
    here = np.arange(count)
    head = table.head
    child = here[head != here]

    def child_of(labels: str, column: np.ndarray) -> np.ndarray:
        """For each token what ``column`` holds for its last child of one of these labels."""
        found = np.zeros(count, np.uint64)
        chosen = child[any_of(dep[child], labels)]
        found[head[chosen]] = column[chosen]
        return found

    one = np.ones(count, np.uint64)
    clause = np.zeros(count, np.uint64)
    for bit, labels in enumerate(("ccomp", "xcomp", "dobj", "prep", "acl relcl advcl")):
        clause |= child_of(labels, one) << np.uint64(bit)
    subject = child_of(SUBJECTS, lower)
    subject_kind = child_of(SUBJECTS, pos) ^ child_of(SUBJECTS, table.entity)
    marker = np.zeros(count, np.uint64)
    that = child[any_of(dep[child], "mark")]
    up = head[that]
    marker[head[up]] = lower[that]
    passive = child_of("auxpass aux neg", lower)
    particle = child_of("prt prep", lower)
    inside = table.pair >= 0
    quoted = _quote_distance(table)
    holds = _holds_marks(table)
    t = tokens
    lem, low = lemma[t], lower[t]

    def at(column: np.ndarray, by: int) -> np.ndarray:
        return neighbour(column, by)[t]

    cl, sk, mk = clause[t], subject_kind[t], marker[t]
    mark_near = quoted[t]
    return hashing.buckets(
        [
            [lem],
            [lem, pos[t]],
            [lem, tag[t]],
            [lem, cl],
            [lem, sk],
            [lem, mk],
            [lem, mark_near],
            [lem, dep[t]],
            [lem, particle[t]],
            [lem, passive[t]],
            [lem, child_of("dobj", lemma)[t]],
            [lem, child_of("dobj", pos)[t], cl],
            [lem, inside[t]],
            [lem, holds[t]],
            [cl, holds[t], dep[t]],
            [holds[t], pos[t], particle[t]],
            [lem, at(lower, 1)],
            [lem, at(lower, -1)],
            [lem, at(pos, 1), at(pos, 2)],
            [lem, at(pos, -1)],
            [at(lower, 1), at(lower, 2)],
            [at(lower, -1), at(lower, -2)],
            [low, at(lower, 1), at(lower, 2)],
            [low, at(lower, -1)],
            [at(lower, 2)],
            [at(lower, 3)],
            [at(lower, -2)],
            [at(lower, -3)],
            [dep[t], pos[t], cl],
            [dep[t], pos[t], sk],
            [cl, sk, mark_near],
            [cl, mk, pos[t]],
            [subject[t]],
            [subject[t], cl, pos[t]],
            [lemma[head[t]], dep[t]],
            [lemma[head[t]], dep[t], pos[t]],
            [tag[t], passive[t], cl],
            [mark_near, at(pos, 1), at(pos, -1)],
            [mark_near, inside[t], pos[t], dep[t]],
            [child_of("ccomp", lemma)[t], cl],
            [child_of("ccomp xcomp", tag)[t], lem],
            [at(tag, -1), tag[t], at(tag, 1)],
            [table.block[t] == table.block[0], low, pos[t]],
        ]
    )


def _quote_distance(table: TokenTable) -> Ints:
    """Code how near a mark is to each token of its sentence, on either side, up to six tokens."""
    count = len(table)
    pair = table.pair
    changed = np.flatnonzero(np.diff(pair, prepend=-1) != 0)
    here = np.arange(count)
    after = np.searchsorted(changed, here, side="right")
    following = np.append(changed, count + 99)[after] - here
    preceding = here - np.insert(changed, 0, -99)[after]
    steps = np.array([0, 1, 2, 3, 3, 4, 4, 5])
    near = steps[np.minimum(following, 7)] * 8 + steps[np.minimum(preceding, 7)]
    return np.asarray(near * 2 + (pair >= 0))


def _holds_marks(table: TokenTable) -> Ints:
    """Code whether marks open in a token's subtree, to its left and to its right."""
    opened = np.diff(table.pair, prepend=-1) != 0
    opened &= table.pair >= 0
    running = np.concatenate(([0], np.cumsum(opened)))
    here = np.arange(len(table))
    right = running[table.right + 1] > running[here + 1]
    left = running[here] > running[table.left]
    return np.asarray(left * 2 + right)


def probabilities(weights: Floats, found: Buckets) -> Floats:
    """Return the probabilities of none, speech and thought, one row a token."""
    raw = hashing.scores(weights, found)
    raw = np.exp(raw - raw.max(axis=1, keepdims=True))
    return np.asarray(raw / raw.sum(axis=1, keepdims=True), np.float32)
