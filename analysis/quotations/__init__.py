"""Who said what: quotations, their cues, and their speakers as written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from ..types import Block, Quotation, QuotationKind, Span
from . import acts, certain, pairing, reranker, rules, speakers, stages, weights
from .stages import Round
from .token_features import TokenFeatures
from .token_table import Flags, Floats, Ints, TokenTable, lay_out
from .weights import Weights

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["ENCODED", "find"]

ENCODED = "onrecord_encoded"
"""A Doc whose ``user_data`` has something true under this key is read by the encoder."""

LEAST = 0.45
"""Candidates less likely than this are no quotations."""

CERTAIN = 0.5
"""The least probability of what is a quotation for certain (:mod:`.certain`)."""

LEAST_INNER = 0.6
"""Attributions inside others less likely than this are none."""

NAMED = 0.12
"""A quotation whose likeliest speaker is less likely than this has none."""


def find(doc: Doc, text: str, blocks: tuple[Block, ...], dateline: Span | None) -> list[Quotation]:
    """Find the quotations of one article.

    Args:
        doc: the article as :func:`analysis.pipeline.parse` gives it; offsets as in ``text``; what
            its ``user_data`` has under ``ENCODED`` says whether the encoder reads it.
        text: the stored text, with its real marks.
        blocks: its blocks.
        dateline: the span of its dateline, if it has one.

    Returns:
        Quotations in order of their start, with ``actor=None`` and an empty ``chain``; offsets
        are code points of ``text``, half-open.
    """
    learned = weights.load(weights.ACCURATE if doc.user_data.get(ENCODED) else weights.PATH)
    table = lay_out(doc, text, blocks, dateline, pairing.pairs(text, blocks, learned.marks))
    if not len(table):
        return []
    token_features = TokenFeatures(table, stages.find_cues(table, learned.cues))
    ready, chance = stages.compete(table, token_features, learned)
    chosen, chance = _choose(token_features, ready, chance)
    found = _attribute(token_features, ready, chosen, chance, learned)
    return acts.told(table, rules.mend(token_features, found))


def _choose(token_features: TokenFeatures, ready: Round, chance: Floats) -> tuple[Ints, Floats]:
    """Return the chosen candidates, inner attributions included, and their probabilities."""
    table = token_features.table
    sure = ready.marked & certain.quoted(token_features, ready.start, ready.end)
    chance = np.where(sure, np.maximum(chance, CERTAIN), chance)
    chance[certain.running_over(ready, sure, table)] = 0
    told = certain.told(token_features, ready, chance)
    chance[told] = np.maximum(chance[told], CERTAIN)
    outer = reranker.choose(table.letters, ready.start, ready.end, chance, LEAST)
    hosts = [k for k in outer if not ready.marked[k]]
    starts = np.array(table.start, np.int64)
    cue = np.where(ready.token >= 0, starts[ready.token], -1)
    inner = reranker.inner(
        table.letters, ready.start, ready.end, cue, ready.alone, hosts, LEAST_INNER
    )
    chance[inner] = ready.alone[inner]
    return np.array(sorted({*outer, *inner}), np.int64), chance


def _attribute(
    token_features: TokenFeatures, ready: Round, chosen: Ints, chance: Floats, learned: Weights
) -> list[Quotation]:
    """Make the chosen candidates quotations, each with its likeliest speaker."""
    table = token_features.table
    offered = stages.offer(token_features, ready, chosen, chance)
    phrases, given = offered.phrases, offered.offers
    likely = learned.speaker.probabilities(offered.evidence(learned.standing))
    found = []
    for number, k in enumerate(chosen.tolist()):
        start, end, token = int(ready.start[k]), int(ready.end[k]), int(ready.token[k])
        quotation = Quotation(
            start,
            end,
            kind_of(table, start, end),
            cue=(table.start[token], table.end[token]) if token >= 0 else None,
            confidence=float(chance[k]),
        )
        low, high = np.searchsorted(given.quotation, (number, number + 1))
        if low < high:
            heads = phrases.head[given.phrase[low:high]]
            likely[low:high][_in_other_piece(ready, chosen, number, heads)] = 0
            best = low + int(likely[low:high].argmax())
            if likely[best] >= NAMED:
                quotation = replace(
                    quotation,
                    speaker=speakers.span(table, phrases, int(given.phrase[best])),
                    confidence=_surety(learned.surety, float(chance[k]), float(likely[best])),
                )
        found.append(quotation)
    return found


def _in_other_piece(ready: Round, chosen: Ints, number: int, heads: Ints) -> Flags:
    """Tell which heads stand in the marks beside a quotation that have its cue."""
    inside = np.zeros(len(heads), bool)
    for other in chosen[[n for n in (number - 1, number + 1) if 0 <= n < len(chosen)]]:
        if ready.marked[other] and ready.token[other] == ready.token[chosen[number]]:
            inside |= (ready.first[other] <= heads) & (heads <= ready.last[other])
    return inside


def _surety(surety: Floats, content: float, speaker: float) -> float:
    """Return the calibrated probability that content and speaker are both right."""
    product = min(max(content * speaker, 1e-4), 1 - 1e-4)
    odds = float(surety[0]) * np.log(product / (1 - product)) + float(surety[1])
    return round(float(1 / (1 + np.exp(-odds))), 4)


def kind_of(table: TokenTable, start: int, end: int) -> QuotationKind:
    """Tell the kind of a span by how many of its words stand inside marks."""
    inside = total = 0
    for token in range(table.token_at(start), table.token_at(end)):
        if table.words[token].isalnum():
            total += 1
            inside += bool(table.pair[token] >= 0)
    if not inside:
        return QuotationKind.INDIRECT
    return QuotationKind.DIRECT if inside == total else QuotationKind.MIXED
