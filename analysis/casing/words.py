"""The words of a text as recasing looks at them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from onrecord.analysis import names

from .vocabulary import Ranks, Vocabulary

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]+)*")
_OWNER = re.compile(r"['’]s$", re.IGNORECASE)
_STOP = re.compile(r"[.!?…][”\"’')]*\s|\n")
_SHORT = names.words("abbreviations")


class WrittenWord(NamedTuple):
    """A word at ``[start, end)`` of the text, without "'s".

    ``begins`` tells that it begins a sentence, ``gap`` what stands between it and the word before.
    """

    start: int
    end: int
    begins: bool
    gap: str


def read(text: str) -> Iterator[WrittenWord]:
    """Yield the words of a text."""
    before, last = 0, ""
    for found in _WORD.finditer(text):
        start, end = found.span()
        owner = _OWNER.search(found[0])
        if owner and owner.start():
            end = start + owner.start()
        gap = text[before:start]
        begins = not last or (bool(_STOP.search(gap)) and not (gap == ". " and _is_short(last)))
        yield WrittenWord(start, end, begins, gap)
        before, last = found.end(), found[0]


def _is_short(word: str) -> bool:
    """Whether the stop after a word is the stop of an abbreviation: "j.", "gov."."""
    return len(word) == 1 or word.lower() in _SHORT or (len(word) < 5 and names.is_title(word))


class Forms(NamedTuple):
    """How usual the ways of writing each word are: small, with a capital, in capitals."""

    small: Ranks
    large: Ranks
    capitals: Ranks


def forms(words: Sequence[str], vocabulary: Vocabulary) -> Forms:
    """Return the ranks of the ways of writing some words, given in small letters."""
    ways = (words, [titled(word) for word in words], [word.upper() for word in words])
    return Forms(*map(vocabulary.ranks, ways))


def titled(word: str) -> str:
    """Return a name in small letters with its capitals: "o'brien" as "O'Brien", "mcneil"."""
    at = 2 if _PREFIX.match(word) else 0
    return word[:at].capitalize() + word[at : at + 1].upper() + word[at + 1 :]


_PREFIX = re.compile(r"(?:[^\W\d_]['’]|mc)(?=\w{3})")


def leaning(usual: Forms) -> Ranks:
    """Return how much more usual a capital is than a small letter, in steps from -12 to 12."""
    return np.clip(np.round(2 * np.log(usual.small / usual.large)), -12, 12)
