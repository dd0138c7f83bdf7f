"""How the words at the edges of a content go with its cue: a linear model over hashed features.

Trees split on numbers; which words go with which cue is learned here and handed to them as one.
"""

from __future__ import annotations

import numpy as np

from . import hashing
from .candidates import SpanCandidates
from .hashing import Buckets
from .token_features import TokenFeatures


def features(token_features: TokenFeatures, found: SpanCandidates) -> Buckets:
    """Return the hashed features of contents of cues, one column a candidate."""
    table = token_features.table
    lower, tag = table.lower, table.tag
    cue = token_features.cues.token[found.cue]
    first, last = found.first, found.last
    before, after = np.maximum(first - 1, 0), np.minimum(last + 1, len(table) - 1)
    side = first > cue
    words = token_features.word[last + 1] - token_features.word[first]
    quoted = (
        4 * (token_features.quoted[last + 1] - token_features.quoted[first]) // np.maximum(words, 1)
    )
    length = np.minimum(np.log2(words + 1).astype(np.int64), 7)
    sure = np.minimum((token_features.speech[cue] * 5).astype(np.int64), 4)
    lemma = table.familiar[cue]
    opens, closes = table.opens[first], table.closes[last]
    opening, closing = table.dep[opens], table.dep[closes]
    return hashing.buckets(
        [
            [lemma, side, quoted],
            [lemma, opening, side],
            [lemma, closing, side],
            [lemma, lower[first], side],
            [lemma, lower[after], side],
            [lemma, lower[before], side],
            [lemma, length, side],
            [lemma, opening, closing, side, sure],
            [lower[before], lower[first], side],
            [lower[last], lower[after], side],
            [lower[before], lower[after], side, opening],
            [lemma, lower[before], lower[after]],
            [tag[first], tag[last], side, length],
            [table.familiar[first], quoted, side],
            [lemma, table.dep[cue], opening],
            [lemma, tag[cue], opening, quoted],
            [lower[first], lower[last]],
            [lemma, tag[first], tag[before]],
            [opening, closing, sure, quoted],
            [opens == closes, opening, lemma],
        ]
    )
