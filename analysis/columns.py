"""A parsed article's attributes, a column each: spaCy's tokens are never met one by one.

Making a Token object costs more than most of what is then asked of it.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

from .types import Block, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

Column: TypeAlias = NDArray[np.uint64]

DEEPEST = 64
"""How many arcs deep a tree is climbed at once; a deeper one is asked token by token."""


def read(doc: Doc, *names: str) -> list[Column]:
    """Return spaCy's attributes of these names ("LEMMA", "IDX", ...), one entry a token."""
    columns = doc.to_array(list(names)).reshape(len(doc), len(names))
    return list(np.ascontiguousarray(columns.T.astype(np.uint64)))


KEPT = 200_000
"""Strings that are kept beside their hashes, which are the same in every process and pipeline."""

_known: dict[int, str] = {}


def strings(doc: Doc, column: Column) -> list[str]:
    """Return the strings whose hashes (or symbols) a column holds."""
    hashes = column.tolist()
    if len(_known) > KEPT:
        _known.clear()
    for each in set(hashes).difference(_known):
        _known[each] = doc.vocab.strings[each]
    return [_known[each] for each in hashes]


def heads(offsets: Column) -> NDArray[np.int64]:
    """Return the index of each token's head from spaCy's attribute "HEAD"."""
    return np.arange(len(offsets)) + offsets.view(np.int64)


def edges(doc: Doc, head: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the first and the last token of each token's subtree."""
    first = last = np.arange(len(head))
    for _ in range(DEEPEST):
        lower, upper = first.copy(), last.copy()
        np.minimum.at(lower, head, first)
        np.maximum.at(upper, head, last)
        if (lower == first).all() and (upper == last).all():
            return first, last
        first, last = lower, upper
    tokens = list(doc)
    return (
        np.array([token.left_edge.i for token in tokens], np.int64),
        np.array([token.right_edge.i for token in tokens], np.int64),
    )


def sentences(doc: Doc, blocks: tuple[Block, ...], start: list[int]) -> list[Span]:
    """Return the sentences as ranges of tokens; the blocks, where the Doc has none."""
    if doc.has_annotation("SENT_START"):
        return [(sentence.start, sentence.end) for sentence in doc.sents]
    bounds = sorted({0, len(start), *(bisect_left(start, block.start) for block in blocks)})
    return [(a, b) for a, b in pairwise(bounds) if a < b]
