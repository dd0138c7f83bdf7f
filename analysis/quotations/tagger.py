"""A small neural tagger that reads an article's tokens in their context.

A convolution over the sequence and over the parse: each layer sees a token, two neighbours that
are further off from layer to layer (Yu, Koltun, "Multi-Scale Context Aggregation by Dilated
Convolutions", ICLR 2016), and the token's head (Marcheggiani, Titov, "Encoding Sentences with
Graph Convolutional Networks", EMNLP 2017).  What it says of tokens and spans tells
:mod:`.span_scores`.  Trained elsewhere; here NumPy reads it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .hashing import Buckets
from .span_scores import Net, NetReading, log_odds, normal, row_each
from .token_features import TokenFeatures
from .token_table import Floats, Ints, TokenTable

STEPS = (1, 2, 4, 8, 1)
"""How far off the neighbours are that each layer sees."""

TABLES = {
    "lower": (13, 24),
    "lemma": (12, 24),
    "head lemma": (12, 16),
    "tag": (8, 12),
    "head tag": (8, 8),
    "dep": (8, 12),
    "head dep": (8, 8),
    "entity": (6, 6),
}
"""The hashed columns that are looked up: bits of the bucket, and size of the vector."""

PIECE = 4096
"""Tokens read at once, to bound memory."""

_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class Page:
    """What the net reads of an article, one column or row a token.

    ``codes`` are the buckets of the columns of :data:`TABLES`, ``numbers`` the rest.
    """

    codes: Buckets
    numbers: Floats
    head: Ints


def page(token_features: TokenFeatures) -> Page:
    """Return what the net reads of an article."""
    table, head = token_features.table, token_features.table.head
    columns = {
        "lower": table.lower,
        "lemma": table.familiar,
        "head lemma": table.familiar[head],
        "tag": table.tag,
        "head tag": table.tag[head],
        "dep": table.dep,
        "head dep": table.dep[head],
        "entity": table.entity,
    }
    codes = np.empty((len(TABLES), len(table)), np.int32)
    for row, (name, (bits, _)) in zip(codes, TABLES.items(), strict=True):
        row[:] = (columns[name] * _MULTIPLIER) >> np.uint64(64 - bits)
    return Page(codes, np.concatenate((_numbers(token_features), table.tensor), axis=1), head)


def _numbers(token_features: TokenFeatures) -> Floats:
    table = token_features.table
    head, pair, block = table.head, table.pair, table.block
    here = np.arange(len(table))
    closed = np.array([*(each.closed for each in table.pairs), True], bool)[pair]
    columns: list[NDArray[Any]] = [
        pair >= 0,
        (pair >= 0) & (np.append(-1, pair[:-1]) != pair),
        (pair >= 0) & (np.append(pair[1:], -1) != pair),
        (pair >= 0) & ~closed,
        np.append(-2, block[:-1]) != block,
        np.append(block[1:], -2) != block,
        token_features.sentence_first == here,
        token_features.sentence_last == here,
        block == 0,
        token_features.is_blank,
        np.fromiter((word[:1].isupper() for word in table.words), bool, len(table)),
        token_features.speech,
        token_features.thought,
        log_odds(token_features.speech),
        log_odds(token_features.thought),
        table.depth / 6,
        np.clip((head - here) / 8, -2, 2),
        np.minimum((table.right - table.left) / 16, 3),
        here > table.left,
        head == here,
        token_features.speech[head],
        token_features.speech[head[head]],
        token_features.subject >= 0,
        token_features.block_kind == 0,
    ]
    return row_each(columns)


def read(net: Net, table: TokenTable, seen: Page) -> NetReading:
    """Read an article, piece by piece if it is long."""
    states = np.empty((len(table), len(net["input.bias"])), np.float32)
    for begin, stop in _pieces(table):
        states[begin:stop] = _states(net, seen, begin, stop)
    return NetReading(states, states @ net["tags"] + net["tags.bias"])


def _pieces(table: TokenTable) -> Iterator[tuple[int, int]]:
    """Cut an article into pieces, between sentences where they are not too long."""
    starts = np.array([first for first, _ in table.sentences] + [len(table)])
    begin = 0
    while begin < len(table):
        stop = int(starts[np.searchsorted(starts, begin + PIECE, side="right") - 1])
        stop = stop if stop > begin else begin + PIECE
        yield begin, stop
        begin = stop


def _states(net: Net, seen: Page, begin: int, stop: int) -> Floats:
    size = stop - begin
    head = seen.head[begin:stop] - begin
    head = np.where((head >= 0) & (head < size), head, np.arange(size))
    looked_up = [net[name][row[begin:stop]] for name, row in zip(TABLES, seen.codes, strict=True)]
    state = np.concatenate((*looked_up, seen.numbers[begin:stop]), axis=1) @ net["input"]
    state += net["input.bias"]
    width = state.shape[1]
    seen_by = np.zeros((size, 4 * width), np.float32)
    for number, step in enumerate(STEPS):
        name = f"layer {number}"
        here = normal(state, net, name)
        seen_by[:, :width] = here
        seen_by[:step, width : 2 * width] = 0
        seen_by[step:, width : 2 * width] = here[:-step]
        seen_by[-step:, 2 * width : 3 * width] = 0
        seen_by[:-step, 2 * width : 3 * width] = here[step:]
        seen_by[:, 3 * width :] = here[head]
        change = seen_by @ net[name]
        change += net[f"{name}.bias"]
        state += np.maximum(change, 0, out=change)
    return normal(state, net, "last")
