"""Learns which marks open and close (:mod:`analysis.quotations.pairing`) from corrupted articles.

Where an article is printed with care its marks tell which belong together; its copies with other
marks, and with marks taken away, are learned from with that knowledge.
"""

from __future__ import annotations

import random
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from onrecord.analysis import layout
from onrecord.analysis.edits import Edited, apply
from onrecord.analysis.quotations import marks
from onrecord.analysis.quotations.hashing import Buckets
from onrecord.analysis.quotations.mark_sites import Site, SiteKind, features, pauses, sites
from onrecord.analysis.quotations.marks import MarkPair
from onrecord.analysis.quotations.pairing import CLOSES, NONE, OPENS, REOPENS
from onrecord.analysis.quotations.token_table import Flags, Floats, Ints
from onrecord.analysis.types import Block
from train import corruption, linear, translation
from train.corruption import Row

STRENGTH = 0.3
STEPS = 60
COPIES = 5
JOINED = 0.25
"""The share of copies whose paragraphs are run together."""

PAUSES, GAPS = 0.34, 0.06
"""The shares of plain gaps that are learned from, where a clause pauses and elsewhere; each counts
for those left out."""


_OPENING = re.compile(r"(?<!\w)['‘`‚‹](?=[^\W\d_])(?!(?:em|tis|twas|til|cause|bout|n)\b)")
"""A single mark that may open, before a word that is not known to begin with an apostrophe."""


@dataclass(frozen=True, slots=True)
class Examples:
    """Sites to learn from: their features, labels, how many each stands for, whose article's."""

    found: Buckets
    labels: Ints
    counts: Floats
    row: Ints


def examples(rows: Iterable[Row], copies: int = COPIES) -> Examples:
    """Return the sites of annotated articles and of their copies; only their text is looked at."""
    seen, found = [], []
    for number, row in enumerate(rows):
        chance = random.Random(f"sites {row['id']}")
        for copy in range(copies + 1):
            told = translation.retold(row, copy, translation.LEARNED) if copy % 2 else row
            for site, each, label in lessons(told, number * 10 + copy, altered=copy > 0):
                share = 1.0 if site.kind or label else PAUSES if pauses(each) else GAPS
                if chance.random() < share:
                    seen.append(each)
                    found.append((label, 1 / share, number))
    hashed = [features(seen[k : k + 100_000]) for k in range(0, len(seen), 100_000)]
    labels, counts, numbers = zip(*found, strict=True)
    return Examples(
        np.concatenate(hashed, axis=1),
        np.array(labels, np.int64),
        np.array(counts, np.float32),
        np.array(numbers, np.int64),
    )


def fit(material: Examples, kept: Flags | None = None) -> Floats:
    """Return the weights learned from examples, or from those of the articles that are kept."""
    mine = slice(None) if kept is None else kept[material.row]
    found, labels, counts = material.found[:, mine], material.labels[mine], material.counts[mine]
    return linear.fit(found, labels, STRENGTH, STEPS, counts)


def lessons(row: Row, seed: int, altered: bool) -> Iterator[tuple[Site, list[object], int]]:
    """Yield the sites of an article or of an altered copy, what is seen there, and the label."""
    text: str = row["text"]
    chance = random.Random(f"{seed} {row['id']}")
    known = [(block, _careful(text, block)) for block in layout.blocks(text)]
    truth = [pair for _, pairs in known for pair in pairs or ()]
    areas = [(b.start, b.end) for b, pairs in known if pairs is not None or _is_plain(text, b)]
    learned = [b for b, pairs in known if pairs is not None]
    changes = [corruption.habit(row, seed)] if altered else []
    if altered and chance.random() < JOINED:
        changes.append(apply(changes[0].text, corruption.joined(changes[0].text)))
    for change in changes:
        truth = [_moved(pair, change) for pair in truth]
        areas = [change.forward(*area) for area in areas]
        learned = [Block(*change.forward(b.start, b.end)) for b in learned]
        text = change.text
    blocks = layout.blocks(text) if len(changes) > 1 else learned
    truth.sort(key=lambda pair: pair.start)
    starts = [pair.start for pair in truth]
    for block in blocks:
        low, high = bisect_left(starts, block.start), bisect_left(starts, block.end)
        places, seen = sites(text, block)
        pairs = truth[low:high]
        for site, each, label in zip(places, seen, labelled(places, pairs), strict=True):
            sure = any(a <= site.start <= b for a, b in areas)
            if sure and (label or site.kind != SiteKind.SINGLE or not _is_within(site, pairs)):
                yield site, each, label


def _is_plain(text: str, block: Block) -> bool:
    """Whether a paragraph has no mark at all: no quotation begins or ends there."""
    return not marks.double(text, block) and not marks.single(text, block)


def _is_within(site: Site, pairs: list[MarkPair]) -> bool:
    """Whether a site stands inside a pair: a single mark there may quote, nobody says."""
    return any(pair.start < site.start < pair.end for pair in pairs)


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
