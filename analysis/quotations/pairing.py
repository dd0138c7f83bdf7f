"""Which marks of a paragraph open and which close, decided for all of them together.

A linear model tells for each site (:mod:`mark_sites`) how likely a quotation begins or ends
there, or one ends and the next begins; the best sequence in which what opens also closes is found
by dynamic programming (Viterbi, 1967).  So a mark that is missing, doubled or turned costs its own
piece only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from ..types import Block
from . import hashing, marks
from .mark_sites import Site, SiteKind, features, sites, tells
from .marks import MarkPair
from .token_table import Floats

NONE, OPENS, CLOSES, REOPENS = range(4)

STATES = ("", "D", "S", "G", "DD", "DS", "SD", "GS")
"""What is open: a double or a single mark, a gap where one is missing, and a mark inside it."""

MISSING = 1.5
"""How much less likely than it seems a mark is to be missing, in log odds: more are turned."""

NESTED = 0.5
"""How much less likely than it seems words are quoted in what is quoted, in log odds."""

TELLING_WITHIN = 60
"""Code points behind a pair within which the words end that tell who speaks."""

_LETTER = {SiteKind.DOUBLE: "D", SiteKind.SINGLE: "S", SiteKind.GAP: "G"}


class _Step(NamedTuple):
    label: int
    before: int
    after: int


def _steps(kind: SiteKind, last: bool) -> tuple[_Step, ...]:
    """Return what may happen at a site of a kind: a label leads from state to state.

    What a gap opens a double mark closes: one of the two marks has to be there.
    """
    found = [_Step(NONE, k, k) for k in range(len(STATES))]
    for k, state in enumerate(STATES):
        if (opened := state + _LETTER[kind]) in STATES:
            found.append(_Step(OPENS, k, STATES.index(opened)))
        if kind and state and _closes(kind, state[-1]):
            found.append(_Step(CLOSES, k, STATES.index(state[:-1])))
            if len(state) == 1:
                found.append(_Step(REOPENS, k, STATES.index(_LETTER[kind])))
        elif (not kind and state in ("D", "S")) or (last and state[:1] in ("D", "S")):
            found.append(_Step(CLOSES, k, 0))
    return tuple(found)


def _closes(kind: SiteKind, opened: str) -> bool:
    return _LETTER[kind] == opened or (kind is SiteKind.DOUBLE and opened == "G")


_STEPS = {(kind, last): _steps(kind, last) for kind in SiteKind for last in (False, True)}


def pairs(text: str, blocks: Sequence[Block], weights: Floats) -> list[MarkPair]:
    """Return the pairs of marks of an article, in order; a pair inside another follows it.

    Args:
        text: the article.
        blocks: its blocks; no pair crosses their edges.
        weights: what was learned, (buckets, 4).
    """
    taken: dict[int, list[MarkPair]] = {}
    asked = []
    for number, block in enumerate(blocks):
        simple = marks.regular(text, block)
        simple = marks.alike(text, block) if simple is None else simple
        simple = marks.nested(text, block) if simple is None else simple
        simple = simple or marks.directed(text, block) or simple
        if simple is None or _ends_before(text, simple):
            asked.append((number, *sites(text, block)))
        else:
            taken[number] = simple
    seen = [each for *_, rows in asked for each in rows]
    chances = likelihoods(weights, seen)
    at = 0
    for number, places, rows in asked:
        found = _paired(places, decide(places, chances[at : at + len(rows)]))
        found = [_told(text, pair, blocks[number]) for pair in _nested(text, found)]
        taken[number] = found
        at += len(rows)
    return [pair for number in range(len(blocks)) for pair in taken[number]]


def _ends_before(text: str, found: list[MarkPair]) -> bool:
    """Whether the last of the pairs stays open, and words in it tell who speaks: “No, he said."""
    return bool(found) and not found[-1].closed and tells(text, *found[-1].inner) is not None


def _told(text: str, pair: MarkPair, block: Block) -> MarkPair:
    """End a pair before the words in it that tell who speaks, where the next one begins amid its
    paragraph: "“No, he said. The hall was full. “Yes,” she said"."""
    if pair.closed or not pair.opened or pair.end >= block.end:
        return pair
    end = tells(text, pair.inner[0], min(block.end, pair.inner[1] + TELLING_WITHIN))
    return (
        pair
        if end is None or end > pair.inner[1]
        else replace(pair, end=end, inner=(pair.inner[0], end))
    )


def likelihoods(weights: Floats, seen: list[list[object]]) -> Floats:
    """Return log probabilities of the four labels, one row a site."""
    if not seen:
        return np.zeros((0, 4), np.float32)
    raw = hashing.scores(weights, features(seen))
    raw -= raw.max(axis=1, keepdims=True)
    return np.asarray(raw - np.log(np.exp(raw).sum(axis=1, keepdims=True)), np.float32)


def decide(places: list[Site], chances: Floats) -> list[int]:
    """Return the likeliest sequence of labels in which all that opens closes."""
    best = [0.0] + [-1e9] * (len(STATES) - 1)
    trail = []
    for number, (site, chance) in enumerate(zip(places, chances.tolist(), strict=True)):
        after = [-1e9] * len(STATES)
        came = [(NONE, 0)] * len(STATES)
        for label, before, state in _STEPS[site.kind, number == len(places) - 1]:
            worth = best[before] + chance[label]
            if label and not site.kind:
                worth -= MISSING * max(len(STATES[before]), 1)
            if label == OPENS and STATES[before]:
                worth -= NESTED
            if worth > after[state]:
                after[state], came[state] = worth, (label, before)
        best = after
        trail.append(came)
    state, labels = 0, []
    for came in reversed(trail):
        label, state = came[state]
        labels.append(label)
    return labels[::-1]


def _paired(places: list[Site], labels: list[int]) -> list[MarkPair]:
    """Return the pairs that a sequence of labels tells of, in order."""
    found: list[MarkPair] = []
    opened: list[Site] = []
    for site, label in zip(places, labels, strict=True):
        if label in (CLOSES, REOPENS) and opened:
            closed = site.kind is not SiteKind.GAP and label != REOPENS
            while opened:
                opening = opened.pop()
                if opening.kind is not SiteKind.SINGLE or not opened:
                    found += _between(opening, site, closed, len(opened))
                if closed:
                    break
        if label in (OPENS, REOPENS):
            opened.append(site)
    return sorted(found, key=lambda pair: (pair.start, -pair.end))


def _nested(text: str, found: list[MarkPair]) -> list[MarkPair]:
    """Put a pair into the one before it that ends amid a clause, as if both closed with one mark.

    "“My aunt told me, “Keep the boat,” said Lind": two marks open, one closes.
    """
    for k, (outer, inner) in enumerate(pairwise(found)):
        amid = not outer.closed and outer.opened and text[outer.end - 1].isalnum()
        between = text[outer.end : inner.start].rstrip()
        if amid and inner.opened and inner.closed and re.fullmatch(r"[^.?!…]*[,:]", between):
            whole = replace(
                outer, end=inner.end, inner=(outer.inner[0], inner.inner[1]), closed=True
            )
            return [*found[:k], whole, replace(inner, depth=1), *_nested(text, found[k + 2 :])]
    return found


def _between(opening: Site, closing: Site, closed: bool, depth: int) -> list[MarkPair]:
    """Return the pair from one site to another, if it holds anything."""
    end = closing.end if closed else closing.last
    inner = (opening.end, closing.start if closed else closing.last)
    if inner[0] >= inner[1]:
        return []
    return [MarkPair(opening.start, end, inner, closed, depth, opening.kind is not SiteKind.GAP)]
