"""What may be a quotation: the contents of cues, and the pairs of marks."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

import numpy as np

from . import bounds
from .bounds import Edges
from .cues import Cues
from .marks import MarkPair
from .token_table import Floats, Ints, TokenTable

BEST = 5
"""How many first and last words of each cue and side make its candidates."""

WIDEST = 4
"""The second best word to begin with has rank 1; candidates of a higher sum of ranks are none."""


@dataclass
class SpanCandidates:
    """Spans of text that may be quotations, one entry each.

    ``start`` and ``end`` are code points, ``first`` and ``last`` tokens; ``cue`` indexes the
    cues, -1 for pairs of marks; ``pairs`` are those, empty for the contents of cues;
    ``begin_odds`` and ``end_odds`` are the log odds of the two edges, and ``begin_rank`` and
    ``end_rank`` their places among those of the same cue and side.
    """

    start: Ints
    end: Ints
    first: Ints
    last: Ints
    cue: Ints
    pairs: list[MarkPair]
    begin_odds: Floats = field(default_factory=lambda: np.zeros(0, np.float32))
    end_odds: Floats = field(default_factory=lambda: np.zeros(0, np.float32))
    begin_rank: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    end_rank: Ints = field(default_factory=lambda: np.zeros(0, np.int64))

    def __len__(self) -> int:
        return len(self.start)


def contents(
    table: TokenTable, cues: Cues, begins: Edges, begin_odds: Floats, ends: Edges, end_odds: Floats
) -> SpanCandidates:
    """Combine the best first and last words of each cue and side."""
    group_b, rank_b, kept_b = _best(begins, begin_odds)
    group_e, rank_e, kept_e = _best(ends, end_odds)
    # Both lists are sorted by group: walk each first word through the last words of its group.
    low = np.searchsorted(group_e, group_b, side="left")
    high = np.searchsorted(group_e, group_b, side="right")
    lengths = high - low
    b = np.repeat(np.arange(len(group_b)), lengths)
    e = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    e += np.repeat(low, lengths)
    first, last = begins.token[kept_b][b], ends.token[kept_e][e]
    letters = table.letters
    begins_at, ends_at = np.array(table.start, np.int64), np.array(table.end, np.int64)
    fits = (first <= last) & (rank_b[b] + rank_e[e] <= WIDEST)
    fits &= letters[ends_at[last]] > letters[begins_at[first]]
    b, e, first, last = b[fits], e[fits], first[fits], last[fits]
    token = begins.cue[kept_b][b]
    return SpanCandidates(
        begins_at[first],
        ends_at[last],
        first,
        last,
        np.searchsorted(cues.token, token),
        [],
        begin_odds[kept_b][b],
        end_odds[kept_e][e],
        rank_b[b],
        rank_e[e],
    )


def _best(found: Edges, odds: Floats) -> tuple[Ints, Ints, Ints]:
    """Return group (cue and side), rank and index of the best edges of each group."""
    group = found.cue * 2 + (found.token > found.cue)
    order = np.lexsort((-odds, group))
    group = group[order]
    rank = np.arange(len(group)) - np.searchsorted(group, group)
    kept = (rank < BEST) & (odds[order] > -6)
    return group[kept], rank[kept], order[kept]


def quoted(table: TokenTable) -> SpanCandidates:
    """Return each outermost pair of marks."""
    pairs = [
        pair
        for pair in table.pairs
        if not pair.depth and table.letters[pair.inner[1]] > table.letters[pair.inner[0]]
    ]
    first = [table.token_at(pair.start) for pair in pairs]
    last = [
        max(bisect_left(table.start, pair.end) - 1, token)
        for pair, token in zip(pairs, first, strict=True)
    ]
    kept = [k for k, token in enumerate(first) if token < len(table)]
    none = np.zeros(len(kept), np.int64)
    return SpanCandidates(
        np.array([pairs[k].start for k in kept], np.int64),
        np.array([pairs[k].end for k in kept], np.int64),
        np.array([first[k] for k in kept], np.int64),
        np.array([last[k] for k in kept], np.int64),
        none - 1,
        [pairs[k] for k in kept],
        none.astype(np.float32),
        none.astype(np.float32),
        none,
        none,
    )


def content_candidates(
    table: TokenTable, cues: Cues, begin_weights: Floats, end_weights: Floats
) -> SpanCandidates:
    """Score the edges of each cue and combine the best."""
    begins, ends = bounds.edges(table, cues.token)
    begin_odds = bounds.log_odds(
        begin_weights, bounds.features(table, begins.cue, begins.token, False)
    )
    end_odds = bounds.log_odds(end_weights, bounds.features(table, ends.cue, ends.token, True))
    return contents(table, cues, begins, begin_odds, ends, end_odds)
