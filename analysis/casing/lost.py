"""Where a text has lost its capitals, or its small letters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from ..types import Block, Span
from .vocabulary import UNKNOWN, Vocabulary
from .words import forms

CAPITALS = 0.02
"""News has a capital on 4 to 40 of 100 words inside a sentence; below this share they are lost."""

WORDS = 6
"""Fewer words inside a sentence tell nothing by their small letters."""

_INSIDE = re.compile(r"(?<=[\w,;:’'] )(?!I\b)[^\W\d_]")
_BEGINS_SMALL = re.compile(r"\W*[a-zß-öø-ÿ]")
_ENDS = re.compile(r"[.!?…][”\"’')]*\s*$")
_LARGE = r"(?:[^\W\d_a-zß-öø-ÿ][.'’]?)+"
_SHOUTED = re.compile(rf"(?<![\w-]){_LARGE}(?:[]\[,.:;'’“”\"&()!? -]{{1,4}}{_LARGE})*(?![\w-])")
"""Words in capitals, as many as stand together."""

_HAS_CAPITALS = re.compile(r"[^\W\d_a-zß-öø-ÿ]{4}|[^\W\d_a-zß-öø-ÿ]{2} [^\W\d_a-zß-öø-ÿ]{2}")


def small(text: str, blocks: Iterable[Block]) -> list[Span]:
    """Return the spans of paragraphs that lack the capitals of names."""
    if _lack(text):
        return [(0, len(text))]
    return [
        (block.start, block.end)
        for block in blocks
        if _BEGINS_SMALL.match(text, block.start)
        and _ENDS.search(line := text[block.start : block.end])
        and _lack(line)
    ]


def _lack(text: str) -> bool:
    inside = _INSIDE.findall(text)
    return len(inside) >= WORDS and sum(map(str.isupper, inside)) <= CAPITALS * len(inside)


def may_shout(text: str) -> bool:
    """Whether there are words in capitals at all."""
    return bool(_HAS_CAPITALS.search(text))


def shouted(text: str, vocabulary: Vocabulary) -> Iterator[Span]:
    """Yield the spans of words that stand in capitals and usually do not.

    A word that stands in brackets somewhere is the short form of a body.
    """
    for found in _SHOUTED.finditer(text):
        run = words(found[0])
        is_short_form = len(run) == 1 and f"({found[0]})" in text
        if run and not is_short_form and _unusual(run, vocabulary):
            yield found.span()


_LETTERS = re.compile(r"[^\W\d_]{2,}")


def words(run: str) -> list[str]:
    """Return the words of a run in small letters, without single letters."""
    return _LETTERS.findall(run.lower())


LONG = 4
"""Words in capitals are taken for shouted ones if one has this length: "2 PM ET" has none."""

RARER = 4
"""So many times rarer in capitals a single word must be."""


def _unusual(run: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether most of the words of a run are usually written in another way."""
    usual = forms(run, vocabulary)
    if len(run) > 1 and min(map(len, run)) >= LONG and (usual.capitals == UNKNOWN).all():
        return True  # words that nobody writes so: the name of somebody little known
    best = np.minimum(usual.small, usual.large)
    rare = best * (RARER if len(run) == 1 else 1) < usual.capitals
    if not any(len(word) >= LONG and odd for word, odd in zip(run, rare, strict=True)):
        return False
    return bool(2 * (rare.sum() + 0.5 * (best == UNKNOWN).sum()) > len(run))
