"""What speaks for a capital: how a word is usually written, its lists, and the words beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.analysis import names

from ..quotations.hashing import Buckets, buckets
from .vocabulary import Vocabulary
from .words import WrittenWord, forms, leaning

_OPENS = re.compile(r"(?:^|[\s(\[—–-])[“\"‘']$")
_SIGNS = " ,.-:;—–)”\"’'(/"
_BODIES = names.words("organisation words") | names.words("place words")
NAMES = (
    "leaning, commonness", "leaning, shouted", "leaning, lists", "leaning, leaning before",
    "leaning, leaning and lists after", "leaning, leanings beside", "leaning, lists before, sign",
    "leaning, lists after, sign", "leaning, word before", "leaning, word after",
    "lists, word before", "leaning, ending", "ending", "leaning, signs",
    "leaning, leaning before, second word before", "words beside", "leaning, two leanings after",
    "leaning, two leanings before", "leaning, second word after", "leaning, beginning",
    "leaning, length", "leaning, leaning after, word before", "leaning, leaning before, word after",
    "leaning, ending before", "leaning, ending after",
)  # fmt: skip
"""The templates of :func:`features`, in order."""


def features(text: str, words: Sequence[WrittenWord], vocabulary: Vocabulary) -> Buckets:
    """Return the buckets of what is seen at each word, one column a word."""
    written = [text[word.start : word.end].lower() for word in words]
    number = {word: k for k, word in enumerate(dict.fromkeys(written))}
    of = np.array([number[word] for word in written], np.int64)
    usual = forms(list(number), vocabulary)
    best = np.minimum(usual.small, usual.large)
    lean = leaning(usual).astype(np.int64)[of]
    common = np.round(np.log(best)).astype(np.int64)[of]
    shout = np.clip(np.round(2 * np.log(best / usual.capitals)), -4, 4).astype(np.int64)[of]
    lists = np.array([_lists(word) for word in number], np.int64)[of]
    word, ending, beginning = (
        vocabulary.hashes([each[part] for each in number])[of]
        for part in (slice(None), slice(-3, None), slice(3))
    )
    length = np.array([min(len(each), 8) for each in number])[of]
    sign = np.array([_sign(each.gap) for each in words], np.int64)
    after = _beside(sign, 1)
    lean_1, lean_2, lean1, lean2 = (_beside(lean, k) for k in (-1, -2, 1, 2))
    word_1, word_2, word1, word2 = (_beside(word, k) for k in (-1, -2, 1, 2))
    lists_1, lists1 = _beside(lists, -1), _beside(lists, 1)
    return buckets(
        (
            (lean, common), (lean, shout), (lean, lists), (lean, lean_1, lists_1 > 0),
            (lean, lean1, lists1 > 0), (lean, lean_1, lean1), (lean, lists_1, sign),
            (lean, lists1, after), (lean, word_1), (lean, word1),
            (lists, word_1, lean > 0), (lean, ending), (ending,), (lean, sign, after),
            (lean, lean_1, word_2), (word_1, word1), (lean, lean1, lean2),
            (lean, lean_1, lean_2), (lean, lean1, word2), (lean, beginning),
            (lean, length), (lean, lean1, word_1), (lean, lean_1, word1),
            (lean, _beside(ending, -1)), (lean, _beside(ending, 1)),
        )
    )  # fmt: skip


def _beside(column: NDArray[Any], by: int) -> NDArray[Any]:
    """Return for each word the value of the one ``by`` places on, -99 or the like beyond."""
    found = np.full(len(column), 99, column.dtype)
    if by > 0:
        found[:-by] = column[by:]
    else:
        found[-by:] = column[:by]
    return found


def _lists(word: str) -> int:
    """Return on which lists a word stands, as a sum of powers of two."""
    on = (
        names.is_given(word),
        names.country_of(word) is not None,
        names.region(word),
        names.is_title(word),
        word in _BODIES,
    )
    return sum(1 << k for k, is_on in enumerate(on) if is_on)


def _sign(gap: str) -> int:
    """Return what stands between two words, as a number; an opening mark before all else."""
    return 20 if _OPENS.search(gap) else _SIGNS.find(gap.strip()[:1] or " ")
