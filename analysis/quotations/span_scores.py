"""What a net that reads an article in its context says of tokens and of spans.

It tags the tokens, and scores spans by the states at their edges, beyond them, inside them and at
their cue.  The nets are :mod:`.tagger` and, slower and better, :mod:`.encoder`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from .bounds import relation
from .candidates import SpanCandidates
from .naming import named, stacked
from .token_features import TokenFeatures
from .token_table import Floats, Ints

Net: TypeAlias = dict[str, Floats]

CONTENT, BEGIN, END, CUE, THOUGHT, SOURCE = range(6)
"""The tags: in what is said, its first and last token, its cue; in a thought; in who said it."""

KINDS = ("contents", "quoted")
"""The spans that are scored: contents of cues, and pairs of marks."""


@dataclass(frozen=True, slots=True)
class SpanBatch:
    """Spans to score: first, last and cue token (0 for none), and features, one row each."""

    first: Ints
    last: Ints
    cue: Ints
    rows: Floats


@dataclass(frozen=True, slots=True)
class NetReading:
    """What the net makes of the tokens: ``states`` and the log odds of the ``tags``."""

    states: Floats
    tags: Floats


def log_odds(chance: Floats) -> Floats:
    """Return log odds, those of next to nothing as 0."""
    chance = np.clip(chance, 1e-3, 1 - 1e-3)
    return np.asarray((np.log(chance / (1 - chance)) + 6.9) / 5, np.float32)


def content_spans(token_features: TokenFeatures, found: SpanCandidates) -> SpanBatch:
    """Return the contents of cues as spans, with little beside their places.

    What the trees see of a candidate is kept from the net: the less it knows of that, the more
    what it says adds to it.
    """
    table, cue = token_features.table, token_features.cues.token[found.cue]
    first, last = found.first, found.last
    words = token_features.word[last + 1] - token_features.word[first]
    quoted = (token_features.quoted[last + 1] - token_features.quoted[first]) / np.maximum(words, 1)
    right = first > cue
    columns: list[NDArray[Any]] = [
        found.begin_odds,
        found.end_odds,
        found.begin_rank,
        found.end_rank,
        log_odds(token_features.speech[cue]),
        log_odds(token_features.thought[cue]),
        words,
        right,
        np.abs(np.where(right, first, last) - cue),
        quoted,
        quoted == 1,
        quoted > 0,
    ]
    for related in (table.opens[first], table.closes[last]):
        columns += list(relation(table, related, cue) == np.arange(8)[:, None])
    return SpanBatch(first, last, cue, row_each(columns))


def quoted_spans(token_features: TokenFeatures, found: SpanCandidates, cue: Ints) -> SpanBatch:
    """Return the pairs of marks as spans; ``cue`` is the cue token of each, -1 for none."""
    first, last, at = found.first, found.last, np.maximum(cue, 0)
    columns: list[NDArray[Any]] = [
        cue >= 0,
        token_features.speech[at],
        token_features.word[last + 1] - token_features.word[first],
        token_features.verbs[last + 1] > token_features.verbs[first],
        np.array([pair.closed for pair in found.pairs], bool),
    ]
    return SpanBatch(first, last, at, row_each(columns))


def row_each(columns: list[NDArray[Any]]) -> Floats:
    """Return columns as one array, a row an entry."""
    return np.stack([np.asarray(column, np.float32) for column in columns], axis=1)


def normal(state: Floats, net: Net, name: str) -> Floats:
    """Normalise each token's state (Ba, Kiros, Hinton, "Layer Normalization", 2016)."""
    found = state - state.mean(axis=1, keepdims=True)
    spread = np.einsum("ij,ij->i", found, found) / state.shape[1]
    found /= np.sqrt(spread + 1e-5)[:, None]
    found *= net[f"{name}.gain"]
    found += net[f"{name}.shift"]
    return np.asarray(found, np.float32)


def scaled(net: Net, kind: str, rows: Floats) -> Floats:
    """Return the features of spans on one scale: logarithm, mean 0, spread 1."""
    rows = np.sign(rows) * np.log1p(np.abs(rows))
    return np.asarray(
        np.clip((rows - net[f"{kind}.mean"]) / net[f"{kind}.spread"], -4, 4), np.float32
    )


def worth(net: Net, kind: str, reading: NetReading, spans: SpanBatch) -> Floats:
    """Return the log odds that each span is a quotation.

    Args:
        net: the weights.
        kind: one of :data:`KINDS`.
        reading: what the net made of the article.
        spans: the spans.
    """
    first, last, count = spans.first, spans.last, len(reading.states)
    if not len(first):
        return np.zeros(0, np.float32)
    begins, ends, before, after, cue, inside = np.split(net[f"{kind}.places"], 6, axis=1)
    states = reading.states
    running = np.zeros((count + 1, inside.shape[1]))
    np.cumsum(states @ inside, axis=0, out=running[1:])
    mean = (running[last + 1] - running[first]) / (last + 1 - first)[:, None]
    hidden = mean.astype(np.float32)
    hidden += _at(states, begins, first)
    hidden += _at(states, ends, last)
    hidden += _at(states, cue, spans.cue)
    hidden += _at(states, before, first - 1) * (first > 0)[:, None]
    hidden += _at(states, after, np.minimum(last + 1, count - 1)) * (last + 1 < count)[:, None]
    hidden += scaled(net, kind, spans.rows) @ net[f"{kind}.rows"] + net[f"{kind}.bias"]
    hidden = np.maximum(hidden, 0)
    hidden += np.maximum(hidden @ net[f"{kind}.middle"] + net[f"{kind}.middle.bias"], 0)
    return np.asarray((hidden @ net[f"{kind}.out"] + net[f"{kind}.out.bias"])[:, 0], np.float32)


def _at(states: Floats, weights: Floats, token: Ints) -> Floats:
    """Return the states of some tokens times a matrix; each token is multiplied once."""
    wanted, back = np.unique(token, return_inverse=True)
    return np.asarray((states[wanted] @ weights)[back], np.float32)


FEATURES = named(
    """
    tagger, mean content, least content, content before, content after, second content before,
    second content after, begin tag, end tag, cue tag, content, mean thought, source inside, tagger
    below best, content below best
    """
)
"""The features that the net adds to those of a span."""


def evidence(net: Net, kind: str, reading: NetReading, spans: SpanBatch) -> Floats:
    """Return what the net says of spans, as features for the boosted trees; see :func:`worth`."""
    first, last, cue = spans.first, spans.last, spans.cue
    odds = worth(net, kind, reading, spans)
    tags = reading.tags
    content = np.clip(tags[:, CONTENT], -8, 8)
    end = len(content) - 1
    length = last + 1 - first

    def within(column: NDArray[Any]) -> Floats:
        running = np.append(0, np.cumsum(column, dtype=np.float64))
        return np.asarray(running[last + 1] - running[first], np.float32)

    edges = np.stack((first, last + 1), axis=1).ravel()
    least = np.minimum.reduceat(np.append(content, 9), edges)[::2] if len(first) else odds
    likelihood = within(content)
    columns = {
        "tagger": odds,
        "mean content": likelihood / length,
        "least content": least,
        "content before": content[np.maximum(first - 1, 0)],
        "content after": content[np.minimum(last + 1, end)],
        "second content before": content[np.maximum(first - 2, 0)],
        "second content after": content[np.minimum(last + 2, end)],
        "begin tag": tags[first, BEGIN],
        "end tag": tags[last, END],
        "cue tag": tags[cue, CUE],
        "content": likelihood,
        "mean thought": within(tags[:, THOUGHT]) / length,
        "source inside": within(1 / (1 + np.exp(-np.clip(tags[:, SOURCE], -30, 30)))),
        "tagger below best": _below_best(cue, odds),
        "content below best": _below_best(cue, likelihood),
    }
    return stacked(columns, FEATURES)


def _below_best(cue: Ints, odds: Floats) -> Floats:
    """Return how far each span falls short of the best one of its cue."""
    best = np.full(int(cue.max(initial=0)) + 1, -np.inf, np.float32)
    np.maximum.at(best, cue, odds)
    return np.asarray(best[cue] - odds)
