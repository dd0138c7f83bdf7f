"""Learns which marks open and close (:mod:`analysis.quotations.pairing`) from corrupted articles.

Where an article is printed with care its marks tell which belong together; its copies with other
marks, and with marks taken away, are learned from with that knowledge.
"""

from __future__ import annotations

import random
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

import numpy as np

from onrecord.analysis import layout
from onrecord.analysis.edits import Edited, apply
from onrecord.analysis.quotations import marks
from onrecord.analysis.quotations.mark_sites import Site, SiteKind, features, sites
from onrecord.analysis.quotations.marks import MarkPair
from onrecord.analysis.quotations.pairing import CLOSES, NONE, OPENS, REOPENS
from onrecord.analysis.quotations.token_table import Floats
from onrecord.analysis.types import Block
from train import corruption, linear
from train.corruption import Row

STRENGTH = 0.3
STEPS = 60
COPIES = 3
JOINED = 0.15
"""The share of copies whose paragraphs are run together."""

GAPS = 0.34
"""The share of plain gaps that are learned from, beside all others."""


_OPENING = re.compile(r"(?<!\w)['‘`‚‹](?=[^\W\d_])(?!(?:em|tis|twas|til|cause|bout|n)\b)")
"""A single mark that may open, before a word that is not known to begin with an apostrophe."""


def fit(rows: Iterable[Row], copies: int = COPIES) -> Floats:
    """Return the weights learned from annotated articles; only their text is looked at."""
    seen, labels = [], []
    for number, row in enumerate(rows):
        chance = random.Random(f"sites {row['id']}")
        for copy in range(copies + 1):
            for site, each, label in lessons(row, number * 10 + copy, altered=copy > 0):
                if site.kind or label or chance.random() < GAPS:
                    seen.append(each)
                    labels.append(label)
    found = np.concatenate(
        [features(seen[k : k + 100_000]) for k in range(0, len(seen), 100_000)], axis=1
    )
    return linear.fit(found, np.array(labels, np.int64), STRENGTH, STEPS)


def lessons(row: Row, seed: int, altered: bool) -> Iterator[tuple[Site, list[object], int]]:
    """Yield the sites of an article or of an altered copy, what is seen there, and the label."""
    text: str = row["text"]
    chance = random.Random(f"{seed} {row['id']}")
    known = [
        (block, pairs)
        for block in layout.blocks(text)
        if (pairs := _careful(text, block)) is not None
    ]
    truth = [pair for _, pairs in known for pair in pairs]
    blocks = [block for block, _ in known]
    changes = [corruption.habit(row, seed)] if altered else []
    if altered and chance.random() < JOINED:
        changes.append(apply(changes[0].text, corruption.joined(changes[0].text)))
    for change in changes:
        truth = [_moved(pair, change) for pair in truth]
        blocks = [Block(*change.forward(b.start, b.end)) for b in blocks]
        text = change.text
    if len(changes) > 1:
        blocks = [b for b in layout.blocks(text) if sum(_inside(x, b) for x in blocks) > 1]
    truth.sort(key=lambda pair: pair.start)
    starts = [pair.start for pair in truth]
    for block in blocks:
        low, high = bisect_left(starts, block.start), bisect_left(starts, block.end)
        places, seen = sites(text, block)
        pairs = truth[low:high]
        for site, each, label in zip(places, seen, labelled(places, pairs), strict=True):
            if label or site.kind != SiteKind.SINGLE or not _is_within(site, pairs):
                yield site, each, label


def _is_within(site: Site, pairs: list[MarkPair]) -> bool:
    """Whether a site stands inside a pair: a single mark there may quote, nobody says."""
    return any(pair.start < site.start < pair.end for pair in pairs)


def _inside(inner: Block, outer: Block) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _careful(text: str, block: Block) -> list[MarkPair] | None:
    """Return the pairs of a paragraph where they are beyond doubt; single ones quote nothing.

    None for a paragraph of which nothing can be learned: without any mark, or with single ones
    that may enclose words.
    """
    double = marks.regular(text, block)
    if double is None and not marks.double(text, block):
        quoting = _OPENING.search(text, block.start, block.end)
        return [] if marks.single(text, block) and not quoting else None
    return double or None


def _moved(pair: MarkPair, edited: Edited) -> MarkPair:
    """Return a pair where its words are in an edited text; its marks may be gone."""
    inner = edited.forward(*pair.inner)
    return MarkPair(inner[0], inner[1], inner, pair.closed, pair.depth, pair.opened)


def labelled(places: list[Site], truth: list[MarkPair]) -> list[int]:
    """Return the label of each site, by the words that pairs of marks enclose."""
    labels = [NONE] * len(places)
    for pair in truth:
        opening = _nearest([s.end for s in places], pair.inner[0], places)
        closing = _nearest([s.start if s.kind else s.last for s in places], pair.inner[1], places)
        if opening is not None:
            labels[opening] = REOPENS if labels[opening] == CLOSES else OPENS
        if closing is not None:
            labels[closing] = CLOSES
    return labels


def _nearest(edges: list[int], at: int, places: list[Site]) -> int | None:
    """Return the site whose edge is within two code points, a mark before a gap."""
    near = [k for k, edge in enumerate(edges) if abs(edge - at) <= 2]
    return min(
        near, key=lambda k: (places[k].kind == SiteKind.GAP, abs(edges[k] - at)), default=None
    )
