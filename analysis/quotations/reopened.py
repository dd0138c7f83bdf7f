"""Quotations over several paragraphs, each of which a mark opens anew.

“The pier was old.               left open
“It was also rotten.             goes on, and so does its speaker
“Nobody looked,” she said.       and closes
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from itertools import pairwise

from ..layout import outside
from ..types import Quotation, QuotationKind
from .marks import MarkPair
from .token_table import TokenTable

REOPENED = 0.9
"""How much surer the paragraph that closes a quotation is than the ones it reopens."""

CUE_BEFORE = 80
"""Code points between a cue and the quotation that goes on after it."""


def whole(table: TokenTable, found: list[Quotation]) -> list[Quotation]:
    """Return the quotations with the paragraphs that were missing, each run with one speaker."""
    return _of_one_speaker(table, found + _missing(table, found))


def _of_one_speaker(table: TokenTable, found: list[Quotation]) -> list[Quotation]:
    """Give paragraphs of a run that tell no speaker themselves to whom one of them tells."""
    known = {q.start: q for q in found if q.kind is QuotationKind.DIRECT}
    given: dict[int, Quotation] = {}
    for run in _runs(table):
        pieces = [known[pair.start] for pair in run if pair.start in known]
        if len(pieces) < len(run):
            continue
        told = [piece for piece in pieces if _tells(table, piece)]
        speaker = told[-1].speaker if told else pieces[0].speaker
        given.update(
            (piece.start, replace(piece, speaker=speaker)) for number, piece in enumerate(pieces)
            if speaker and piece not in told and (number or piece.speaker is None)
        )  # fmt: skip
    return [given[q.start] if known.get(q.start) is q and q.start in given else q for q in found]


def _tells(table: TokenTable, piece: Quotation) -> bool:
    """Whether the speaker of a piece is named in its own paragraph."""
    if piece.speaker is None or piece.start <= piece.speaker[0] < piece.end:
        return False  # nor does "I asked" inside the words
    own, other = (table.block[table.token_at(at)] for at in (piece.start, piece.speaker[0]))
    return bool(own == other)


def _missing(table: TokenTable, found: list[Quotation]) -> list[Quotation]:
    """Return the paragraphs of a quotation over several that were not found with the others.

    A pair of marks that is left open at the end of its paragraph, before one that opens with a
    mark, goes on there. Where one piece is a quotation all are, of one speaker.
    """
    known = {quotation.start: quotation for quotation in found}
    direct = sorted((q for q in found if q.kind is QuotationKind.DIRECT), key=lambda q: q.end)
    added = []
    for run in _runs(table):
        pieces = [known.get(pair.start) for pair in run]
        sure = max(filter(None, pieces), key=lambda q: q.speaker is not None, default=None)
        sure = sure or _before(direct, run[0])
        if sure is None:
            continue
        added += [
            replace(
                sure,
                start=pair.start,
                end=pair.end,
                kind=QuotationKind.DIRECT,
                confidence=round(sure.confidence * REOPENED, 4),
            )
            for pair, piece in zip(run, pieces, strict=True)
            if piece is None and any(map(str.isalnum, table.text[pair.start : pair.end]))
        ]
    free = outside([(q.start, q.end) for q in found])
    return [quotation for quotation in added if free(quotation.start, quotation.end)]


def _runs(table: TokenTable) -> list[list[MarkPair]]:
    """Return the pairs that go on in the next paragraph, each run with the one that closes it."""
    outer = [pair for pair in table.pairs if not pair.depth]
    begins = {pair.start: pair for pair in outer}
    open_at = {pair.end: pair for pair in outer if not pair.closed}
    runs: list[list[MarkPair]] = []
    for block, following in pairwise(table.blocks):
        pair, goes_on = open_at.get(block.end), begins.get(following.start)
        if pair is None or goes_on is None:
            continue
        if runs and runs[-1][-1] is pair:
            runs[-1].append(goes_on)
        else:
            runs.append([pair, goes_on])
    return runs


def _before(direct: list[Quotation], pair: MarkPair) -> Quotation | None:
    """Return the direct quotation just before a pair, where its cue stands between the two."""
    place = bisect_right(direct, pair.start, key=lambda q: q.end) - 1
    if place < 0 or not (cue := direct[place].cue):
        return None
    near = direct[place].end <= cue[0] < pair.start < cue[0] + CUE_BEFORE
    return direct[place] if near else None
