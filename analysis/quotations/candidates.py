"""What may be a quotation: the contents of cues, and the pairs of marks."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

import numpy as np

from . import bounds
from .bounds import Edges
from .cues import Cues
from .sheet import Floats, Ints, Sheet

BEST = 5
"""How many first and last words of each cue and side make its candidates."""


@dataclass
class Candidates:
    """Spans of text that may be quotations, one entry each.

    ``start`` and ``end`` are code points, ``first`` and ``last`` tokens; ``cue`` indexes the
    cues, -1 where a pair of marks stands without one; ``pair`` indexes the sheet's pairs, -1 for
    the content of a cue; ``begin_odds`` and ``end_odds`` are the log odds of the two edges, and
    ``begin_rank`` and ``end_rank`` their places among those of the same cue and side.
    """

    start: Ints
    end: Ints
    first: Ints
    last: Ints
    cue: Ints
    pair: Ints
    begin_odds: Floats = field(default_factory=lambda: np.zeros(0, np.float32))
    end_odds: Floats = field(default_factory=lambda: np.zeros(0, np.float32))
    begin_rank: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    end_rank: Ints = field(default_factory=lambda: np.zeros(0, np.int64))

    def __len__(self) -> int:
        return len(self.start)


def contents(
    sheet: Sheet, cues: Cues, begins: Edges, begin_odds: Floats, ends: Edges, end_odds: Floats
) -> Candidates:
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
    fits = begins.token[kept_b][b] <= ends.token[kept_e][e]
    b, e = b[fits], e[fits]
    first, last = begins.token[kept_b][b], ends.token[kept_e][e]
    token = begins.cue[kept_b][b]
    start = np.array(sheet.start, np.int64)[first]
    end = np.array(sheet.end, np.int64)[last]
    return Candidates(
        start,
        end,
        first,
        last,
        np.searchsorted(cues.token, token),
        np.full(len(first), -1),
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


def quoted(sheet: Sheet, cues: Cues) -> Candidates:
    """Return each outermost pair of marks with the cue that stands nearest by."""
    rows = []
    for index, pair in enumerate(sheet.pairs):
        if pair.depth or sheet.letters[pair.inner[1]] == sheet.letters[pair.inner[0]]:
            continue
        first = sheet.token_at(pair.start)
        last = max(bisect_left(sheet.start, pair.end) - 1, first)
        if first < len(sheet):
            rows.append((pair.start, pair.end, first, last, -1, index))
    table = np.array(rows, np.int64).reshape(-1, 6)
    count = len(table)
    return Candidates(
        *table.T,
        np.zeros(count, np.float32),
        np.zeros(count, np.float32),
        np.zeros(count, np.int64),
        np.zeros(count, np.int64),
    )


def content_candidates(
    sheet: Sheet, cues: Cues, begin_weights: Floats, end_weights: Floats
) -> Candidates:
    """Score the edges of each cue and combine the best."""
    begins, ends = bounds.edges(sheet, cues.token)
    begin_odds = bounds.log_odds(
        begin_weights, bounds.features(sheet, begins.cue, begins.token, False)
    )
    end_odds = bounds.log_odds(end_weights, bounds.features(sheet, ends.cue, ends.token, True))
    return contents(sheet, cues, begins, begin_odds, ends, end_odds)
