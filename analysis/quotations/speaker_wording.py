"""How the words of a noun phrase go with being a source: a linear model over hashed features.

Trees see where a phrase stands; that a spokesman, a report or "critics" speak and a morning, a
position or a total do not is learned here and handed to them as one number.
"""

from __future__ import annotations

import numpy as np

from . import hashing
from .bounds import relation
from .hashing import Buckets
from .token_features import TokenFeatures
from .token_table import Flags, Floats, Ints

TEMPLATES = 20


def features(
    token_features: TokenFeatures,
    phrase: tuple[Ints, Ints, Ints],
    quotation: tuple[Ints, Ints, Ints, Flags],
    subject: Ints,
) -> Buckets:
    """Return the hashed features of phrases offered as speakers, one column an offer.

    Args:
        token_features: the article's columns.
        phrase: head, first and last token of each phrase.
        quotation: first, last and cue token (-1 for none) of the quotation it is offered to, and
            whether that is a pair of marks.
        subject: the head of the subject of that cue, -1 for none.
    """
    table = token_features.table
    if not len(phrase[0]):
        return np.zeros((TEMPLATES, 0), np.int32)
    head, first, last = phrase
    begin, end, cue, marked = quotation
    final = len(table) - 1
    at, cued = np.maximum(cue, 0), cue >= 0
    verb = np.where(cued, table.familiar[at], np.uint64(0))
    rel = np.where(cued, relation(table, head, at), -1)
    own = head == subject
    side = (head < begin) * 2 + marked
    lemma, lower, dep, pos, entity = table.familiar, table.lower, table.dep, table.pos, table.entity
    governor = table.head[head]
    before, after = lower[np.maximum(first - 1, 0)], lower[np.minimum(last + 1, final)]
    opening, closing = lower[np.maximum(begin - 1, 0)], lower[np.minimum(end + 1, final)]
    length = np.minimum(last - first, 6)
    return hashing.buckets(
        [
            [lemma[head]],
            [lower[head], entity[head]],
            [lemma[head], own, cued],
            [pos[head], entity[head], own, side],
            [lower[first], lemma[head]],
            [lower[first], pos[head], own],
            [lemma[governor], dep[head]],
            [lemma[governor], dep[head], own, rel],
            [verb, rel, side],
            [verb, lemma[head]],
            [verb, rel, entity[head]],
            [verb, dep[head], own],
            [before, side, rel],
            [after, side, rel],
            [closing, opening, side, own],
            [before, after],
            [dep[head], dep[governor], own, side],
            [table.tag[head], dep[head], table.tag[governor], rel],
            [lower[governor], before, dep[head]],
            [length, pos[head], pos[first], own],
        ]
    )


def beside_rivals(quotation: Ints, worth: Floats) -> Floats:
    """Return the worth of each offer, how far it is below its quotation's best, and its place.

    Args:
        quotation: the index of the quotation of each offer, in order.
        worth: the log odds of each offer.
    """
    if not len(worth):
        return np.zeros((0, 3), np.float32)
    best = np.full(int(quotation.max()) + 1, -np.inf, np.float32)
    np.maximum.at(best, quotation, worth)
    order = np.lexsort((-worth, quotation))
    place = np.empty(len(worth), np.float32)
    place[order] = np.arange(len(worth)) - np.searchsorted(quotation, quotation)
    return np.stack((worth, worth - best[quotation], place), axis=1)
