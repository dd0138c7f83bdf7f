"""How the words at the edges of a content go with its cue: a linear model over hashed features.

Trees split on numbers; which words go with which cue is learned here and handed to them as one.
"""

from __future__ import annotations

import numpy as np

from . import hashing
from .candidates import SpanCandidates
from .evidence import TokenFeatures
from .hashing import Buckets


def features(ground: TokenFeatures, found: SpanCandidates) -> Buckets:
    """Return the hashed features of contents of cues, one column a candidate."""
    sheet = ground.sheet
    lower, tag = sheet.lower, sheet.tag
    cue = ground.cues.token[found.cue]
    first, last = found.first, found.last
    before, after = np.maximum(first - 1, 0), np.minimum(last + 1, len(sheet) - 1)
    side = first > cue
    words = ground.word[last + 1] - ground.word[first]
    quoted = 4 * (ground.quoted[last + 1] - ground.quoted[first]) // np.maximum(words, 1)
    length = np.minimum(np.log2(words + 1).astype(np.int64), 7)
    sure = np.minimum((ground.speech[cue] * 5).astype(np.int64), 4)
    lemma = sheet.lemma[cue]
    opens, closes = sheet.opens[first], sheet.closes[last]
    opening, closing = sheet.dep[opens], sheet.dep[closes]
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
            [sheet.lemma[first], quoted, side],
            [lemma, sheet.dep[cue], opening],
            [lemma, tag[cue], opening, quoted],
            [lower[first], lower[last]],
            [lemma, tag[first], tag[before]],
            [opening, closing, sure, quoted],
            [opens == closes, opening, lemma],
        ]
    )
