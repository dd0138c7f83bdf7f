"""Learns which words have a capital (:mod:`analysis.casing`) from articles that have theirs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from onrecord.analysis import pipeline
from onrecord.analysis.casing import evidence, vocabulary, weights
from onrecord.analysis.casing.words import WrittenWord, read
from onrecord.analysis.quotations.hashing import Buckets
from onrecord.analysis.quotations.token_table import Floats
from train import linear

STRENGTH = 0.3
STEPS = 60
TITLE_CASE = 0.45
"""A line with a larger share of capitals inside it is a headline in title case, and left out."""


def fit(texts: Iterable[str], model: str = pipeline.MODEL) -> Floats:
    """Return the weights learned from the words inside the sentences of some texts."""
    known = vocabulary.of(pipeline.load(model).vocab)
    seen: list[Buckets] = []
    labels: list[str] = []
    for text in texts:
        words = list(read(text))
        kept = list(_telling(text, words))
        if kept:
            seen.append(evidence.features(text, words, known)[:, kept])
            labels.extend(text[words[k].start : words[k].end] for k in kept)
    capital = np.array([not word.islower() for word in labels], np.int64)
    return linear.fit(np.concatenate(seen, axis=1), capital, STRENGTH, STEPS)


def train(texts: Iterable[str], out: Path, model: str = pipeline.MODEL) -> None:
    """Learn from texts that have their capitals, and write ``casing.npz`` into a folder."""
    weights.save(fit(texts, model), out / "casing.npz")


def _telling(text: str, words: list[WrittenWord]) -> Iterator[int]:
    """Yield the words whose capitals tell something: inside sentences that have small ones too."""
    lines = np.searchsorted(
        [found.start() for found in re.finditer("\n", text)], [word.start for word in words]
    )
    large = np.array([text[word.start].isupper() for word in words])
    for line in np.unique(lines):
        mine = np.flatnonzero(lines == line)
        if large[mine].mean() <= TITLE_CASE:
            yield from (int(k) for k in mine if not words[k].begins)
