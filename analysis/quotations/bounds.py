"""Where the content of a cue may begin and end.

For each cue every word of its unit (its sentence, and the whole of a quotation that runs over
the sentence's edge) is scored as a first and as a last word of the content: two logistic
regressions over hashed features.  The best few of each make the candidates.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from . import hashing
from .cues import any_of, neighbour, word
from .hashing import Buckets
from .token_table import Floats, Ints, TokenTable

REACH = 120
"""Tokens to either side of a cue beyond which no content begins or ends."""


@dataclass(frozen=True, slots=True)
class Edges:
    """Tokens that may begin or end the content of a cue: one entry a cue and token."""

    cue: Ints
    token: Ints


def units(table: TokenTable, cues: Ints) -> tuple[Ints, Ints]:
    """Return the first token and the one after the last of each cue's unit."""
    bounds = np.array(table.sentences, np.int64).reshape(-1, 2)
    first, last = bounds[:, 0].copy(), bounds[:, 1].copy()
    open_at = _pair_edges(table)
    pair = table.pair
    begins = first[table.sentence[cues]]
    stops = last[table.sentence[cues]]
    inside = pair[cues]
    for index, cue in enumerate(cues.tolist()):
        begin, stop = int(begins[index]), int(stops[index])
        if inside[index] >= 0:
            pair_first, pair_last = open_at[int(inside[index])]
            begin, stop = max(begin, pair_first), min(stop, pair_last + 1)
        else:
            if pair[begin] >= 0:
                begin = open_at[int(pair[begin])][0]
            stop = _over_break(table, stop)
            if pair[stop - 1] >= 0:
                stop = open_at[int(pair[stop - 1])][1] + 1
        begins[index] = max(begin, cue - REACH)
        stops[index] = min(stop, cue + REACH)
    return begins, stops


def _over_break(table: TokenTable, stop: int) -> int:
    """Return the end of the next sentence where a comma, a colon or a small letter leads into it.

    Machine translation and careless pasting break paragraphs in the middle of a sentence.
    """
    if stop >= len(table) or table.block[stop] == table.block[stop - 1]:
        return stop
    if table.words[stop - 1] in (",", ":") or table.words[stop][:1].islower():
        return table.sentences[int(table.sentence[stop])][1]
    return stop


def _pair_edges(table: TokenTable) -> dict[int, tuple[int, int]]:
    """Return the first and the last token of each outermost pair."""
    changed = np.flatnonzero(np.diff(table.pair, prepend=-1, append=-1) != 0)
    return {
        int(table.pair[a]): (a, b - 1)
        for a, b in zip(changed[:-1].tolist(), changed[1:].tolist(), strict=True)
        if table.pair[a] >= 0
    }


def edges(table: TokenTable, cues: Ints) -> tuple[Edges, Edges]:
    """Return the tokens that may begin, and those that may end, the content of each cue."""
    begins, stops = units(table, cues)
    lengths = stops - begins
    cue = np.repeat(cues, lengths)
    token = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    token += np.repeat(begins, lengths)
    pair = table.pair
    foreign = (pair[token] >= 0) & (pair[token] != pair[cue])
    first_in_pair = (pair != neighbour(pair, -1)) & (pair >= 0)
    last_in_pair = (pair != neighbour(pair, 1)) & (pair >= 0)
    if len(pair):
        first_in_pair[0], last_in_pair[-1] = pair[0] >= 0, pair[-1] >= 0
    blank = any_of(table.pos, "PUNCT SPACE")
    that = (table.lower == word("that")) & any_of(table.dep, "mark")
    may_begin = np.where(foreign, first_in_pair[token], ~(blank | that)[token]) & (token != cue)
    may_end = np.where(foreign, last_in_pair[token], ~blank[token]) & (token != cue)
    return (
        Edges(cue[may_begin], token[may_begin]),
        Edges(cue[may_end], token[may_end]),
    )


def relation(table: TokenTable, node: Ints, cue: Ints) -> Ints:
    """Code how a node of the parse stands to a cue."""
    head, left, right = table.head, table.left, table.right
    above = (left[node] <= cue) & (cue <= right[node])
    below = (left[cue] <= node) & (node <= right[cue])
    code = np.where(above, 6, np.where(below, 5, 0))
    code = np.where(head[node] == head[cue], 4, code)
    code = np.where(head[head[node]] == cue, 3, code)
    code = np.where(head[cue] == node, 2, code)
    code = np.where(head[node] == cue, 1, code)
    return np.where(node == cue, 7, code)


def _steps(distance: Ints) -> Ints:
    """Code a distance in tokens in ever longer steps."""
    return np.minimum(
        np.where(distance < 6, distance, 4 + np.log2(np.maximum(distance, 1)).astype(np.int64)), 12
    )


def subjects(table: TokenTable) -> Ints:
    """Return for each token the head of its subject, -1 where it has none."""
    found = np.full(len(table), -1)
    chosen = np.flatnonzero(any_of(table.dep, "nsubj nsubjpass csubj agent"))
    found[table.head[chosen]] = chosen
    return found


def features(table: TokenTable, cue: Ints, token: Ints, ending: bool) -> Buckets:
    """Return the hashed features of edges; ``ending`` for the last words of a content."""
    lower, tag, dep, pos = table.lower, table.tag, table.dep, table.pos
    c, t = cue, token
    inward = -1 if ending else 1
    here = (table.closes if ending else table.opens)[t]
    out = np.clip(t - inward, 0, len(table) - 1)
    punctuation = any_of(pos, "PUNCT SPACE")
    beyond = np.where(punctuation[out], np.clip(out - inward, 0, len(table) - 1), out)
    there = (table.opens if ending else table.closes)[beyond]
    side = (t > c).astype(np.int64)
    rel, rel_there = relation(table, here, c), relation(table, there, c)
    label, label_there = dep[here], dep[there]
    far = _steps(np.abs(t - c))
    lemma = table.familiar[c]
    verbs = np.cumsum(any_of(pos, "VERB AUX"))
    between = np.minimum(np.abs(verbs[t] - verbs[c]), 5)
    subject = subjects(table)[c]
    in_subject = (subject >= 0) & (table.left[subject] <= t) & (t <= table.right[subject])
    beside = (subject >= 0) & ((table.left[subject] == beyond) | (table.right[subject] == beyond))
    quoted = (table.pair[t] >= 0) * 2 + (table.pair[out] >= 0)
    edge = (table.sentence[t] != table.sentence[beyond]) * 2 + (
        table.sentence[t] != table.sentence[c]
    )
    w, o, b = lower[t], lower[out], lower[beyond]
    inner = np.clip(t + inward, 0, len(table) - 1)
    state = side * 16 + in_subject * 8 + beside * 4 + edge
    return hashing.buckets(
        [
            [state, rel, label],
            [side, lemma, rel, label],
            [state, rel, rel_there, o],
            [side, rel_there, label_there, o],
            [side, lemma, rel_there, label_there],
            [side, rel, label, rel_there, label_there],
            [side, w, o],
            [side, w, b],
            [side, o, b, rel],
            [side, o, tag[t], tag[beyond]],
            [side, tag[t], tag[out], tag[inner], rel],
            [side, w, rel],
            [side, b, rel_there],
            [state, far, rel],
            [state, far, o],
            [side, lemma, o, far],
            [side, lemma, w],
            [side, lemma, b],
            [side, quoted, o, rel],
            [side, quoted, lemma],
            [state, between, rel],
            [state, between, rel_there],
            [side, between, edge, o],
            [side, pos[c], dep[c], rel, label],
            [side, table.depth[here] - table.depth[c], rel, label],
            [side, table.depth[there] - table.depth[c], rel_there, label_there],
            [side, label, dep[table.head[here]], rel],
            [side, label_there, dep[table.head[there]], rel_there],
            [side, table.head[there] == here, table.head[here] == there, label_there, label],
            [side, table.block[t] == 0, edge, o],
            [side, state, quoted, edge],
        ]
    )


def log_odds(weights: Floats, found: Buckets) -> Floats:
    """Return the log odds of each edge."""
    return hashing.scores(weights, found)[:, 0]
