"""Which marks of a paragraph open and which close, decided for all of them together.

A linear model tells for each site (:mod:`mark_sites`) how likely a quotation begins or ends
there, or one ends and the next begins; the best sequence in which what opens also closes is found
by dynamic programming (Viterbi, 1967).  So a mark that is missing, doubled or turned costs its own
piece only.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from ..types import Block
from . import hashing, marks
from .mark_sites import Site, SiteKind, features, sites
from .marks import MarkPair
from .token_table import Floats

NONE, OPENS, CLOSES, REOPENS = range(4)

STATES = ("", "D", "S", "DD", "DS", "SD")
"""What is open: a double or a single mark, and one inside it."""

MISSING = 1.5
"""How much less likely than it seems a mark is to be missing, in log odds."""

_LETTER = {SiteKind.DOUBLE: "D", SiteKind.SINGLE: "S"}


class _Step(NamedTuple):
    label: int
    before: int
    after: int


def _steps(kind: SiteKind, last: bool) -> tuple[_Step, ...]:
    """Return what may happen at a site of a kind: a label leads from state to state."""
    found = [_Step(NONE, k, k) for k in range(len(STATES))]
    for k, state in enumerate(STATES):
        opened = state + (_LETTER[kind] if kind else "D")
        if opened in STATES and (kind or not state):
            found.append(_Step(OPENS, k, STATES.index(opened)))
        if kind and state.endswith(_LETTER[kind]):
            found.append(_Step(CLOSES, k, STATES.index(state[:-1])))
            if len(state) == 1:
                found.append(_Step(REOPENS, k, k))
        elif not kind and state and (last or len(state) == 1):
            found.append(_Step(CLOSES, k, 0))
    return tuple(found)


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
        if simple is None:
            asked.append((number, *sites(text, block)))
        else:
            taken[number] = simple
    seen = [each for *_, rows in asked for each in rows]
    chances = likelihoods(weights, seen)
    at = 0
    for number, places, rows in asked:
        taken[number] = _paired(places, decide(places, chances[at : at + len(rows)]))
        at += len(rows)
    return [pair for number in range(len(blocks)) for pair in taken[number]]


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
                worth -= MISSING
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
    """Return the pairs that a sequence of labels tells of."""
    found: list[MarkPair] = []
    opened: list[Site] = []
    for site, label in zip(places, labels, strict=True):
        if label in (CLOSES, REOPENS) and opened:
            missing = site.kind == SiteKind.GAP or label == REOPENS
            while opened:
                opening = opened.pop()
                end = site.last if missing else site.end
                inner = (opening.end, site.last if missing else site.start)
                if inner[0] < inner[1]:
                    double = opening.kind != SiteKind.SINGLE or not opened
                    if double:
                        found.append(
                            MarkPair(
                                opening.start,
                                end,
                                inner,
                                closed=not missing,
                                depth=len(opened),
                                opened=opening.kind != SiteKind.GAP,
                            )
                        )
                if not missing:
                    break
        if label in (OPENS, REOPENS):
            opened.append(site)
    return sorted(found, key=lambda pair: (pair.start, -pair.end))
