"""How usual each way of writing a word is: "nato", "Nato" and "NATO".

A pipeline with word vectors knows them in the order of their frequency in a very large corpus,
each way of writing by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from spacy.vocab import Vocab

Ranks = NDArray[np.float64]
Hashes = NDArray[np.uint64]

UNKNOWN = 1_000_000.0
"""The rank of a way of writing that the corpus does not have; it has half a million."""


class Vocabulary:
    """The ranks of a pipeline's words: 1 is the most frequent."""

    def __init__(self, vocab: Vocab) -> None:
        keys = np.fromiter(vocab.vectors.key2row, np.uint64)
        self._rank = np.argsort(keys)
        self._keys = keys[self._rank]
        self._strings = vocab.strings

    def __len__(self) -> int:
        return len(self._keys)

    def hashes(self, words: Sequence[str]) -> Hashes:
        """Return the pipeline's own hash of each word, the same in every process."""
        return np.array([self._strings[word] for word in words], np.uint64)

    def ranks(self, words: Sequence[str]) -> Ranks:
        """Return the rank of each word as it is written, ``UNKNOWN`` for others."""
        if not len(self):
            return np.full(len(words), UNKNOWN)
        wanted = self.hashes(words)
        at = np.minimum(np.searchsorted(self._keys, wanted), len(self) - 1)
        return np.where(self._keys[at] == wanted, self._rank[at] + 1.0, UNKNOWN)


@lru_cache(maxsize=2)
def of(vocab: Vocab) -> Vocabulary:
    """Return the vocabulary of a pipeline, read once."""
    return Vocabulary(vocab)
