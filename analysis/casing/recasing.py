"""A copy of a text in which names have capitals and other words have none."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from ..quotations.hashing import scores
from ..types import Block, Span
from . import evidence, lost, vocabulary, weights
from .vocabulary import Vocabulary
from .words import WrittenWord, forms, read, titled

if TYPE_CHECKING:
    from spacy.vocab import Vocab

Test = Callable[[int], bool]


def recased(text: str, blocks: Iterable[Block], vocab: Vocab) -> str:
    """Return a text with capitals where they are lost, of the same length.

    Args:
        text: any text.
        blocks: its paragraphs and headings.
        vocab: the words of the pipeline that is to read it.

    Returns:
        The text itself where it has its capitals, or where the pipeline has no word vectors.
    """
    blocks = tuple(blocks)
    small = lost.small(text, blocks)
    if not small and not lost.may_shout(text):
        return text
    known = vocabulary.of(vocab)
    shouted = list(lost.shouted(text, known))
    if not len(known) or not (small or shouted):
        return text
    return _written(text, small, shouted, known, blocks)


def _written(
    text: str,
    small: Sequence[Span],
    shouted: Sequence[Span],
    known: Vocabulary,
    blocks: Sequence[Block],
) -> str:
    """Return the text with its small paragraphs and its shouted words written anew."""
    in_small, in_shouted = _inside(small), _inside(shouted)
    letters = list(text)
    for start, end in shouted:
        letters[start:end] = map(_small, text[start:end])
    elsewhere = _elsewhere(text, shouted, in_shouted)
    for start, end in _stretches(blocks, small, shouted, in_small):
        words = list(read(text[start:end]))
        for word, form in _forms(text[start:end], words, elsewhere, known):
            at = start + word.start
            if len(form) == word.end - word.start and (
                in_shouted(at) or (in_small(at) and text[at : start + word.end].islower())
            ):
                letters[at : start + word.end] = form
    return "".join(letters)


def _stretches(
    blocks: Sequence[Block], small: Sequence[Span], shouted: Sequence[Span], in_small: Test
) -> Iterator[Span]:
    """Yield what is read: what stands in small letters, and the blocks where words are shouted."""
    yield from small
    starts = [start for start, _ in shouted]
    for block in blocks:
        within = bisect_left(starts, block.start) < bisect_left(starts, block.end)
        if within and not in_small(block.start):
            yield block.start, block.end


def _forms(
    text: str, words: Sequence[WrittenWord], elsewhere: dict[str, str], known: Vocabulary
) -> Iterator[tuple[WrittenWord, str]]:
    """Yield the words of a stretch and how they should be written."""
    lower = [text[word.start : word.end].lower() for word in words]
    likely = scores(weights.load(), evidence.features(text, words, known))[:, 0] > 0
    usual = forms(lower, known)
    for number, (word, small) in enumerate(zip(words, lower, strict=True)):
        acronym = usual.capitals[number] < min(usual.small[number], usual.large[number])
        form = elsewhere.get(small) or (
            small if not likely[number] else small.upper() if acronym else titled(small)
        )
        yield word, form[:1].upper() + form[1:] if word.begins else form


def _small(letter: str) -> str:
    lower = letter.lower()
    return lower if len(lower) == 1 else letter


def _inside(spans: Sequence[Span]) -> Test:
    """Return a test whether an offset lies in one of some spans, which are in order."""
    starts = [start for start, _ in spans]

    def test(offset: int) -> bool:
        at = bisect_right(starts, offset) - 1
        return at >= 0 and offset < spans[at][1]

    return test


def _elsewhere(text: str, shouted: Sequence[Span], in_shouted: Test) -> dict[str, str]:
    """Return how the shouted words stand inside sentences that have their capitals."""
    wanted = {word for span in shouted for word in lost.words(text[slice(*span)])}
    counts: dict[str, Counter[str]] = {}
    for found in _INSIDE.finditer(text) if wanted else ():
        if found[0].lower() in wanted and not in_shouted(found.start()):
            counts.setdefault(found[0].lower(), Counter())[found[0]] += 1
    return {word: count.most_common(1)[0][0] for word, count in counts.items()}


_INSIDE = re.compile(r"(?<=[\w,;:’'] )[^\W\d_]{2,}")
