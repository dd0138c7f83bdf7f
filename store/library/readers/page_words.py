"""Words and ends of sentences, in scripts that put no blank between words too."""

from __future__ import annotations

import re

_UNPARTED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
)
"""Letters of Thai, Lao, Burmese, Khmer, Japanese and Chinese."""

_LETTERS_A_WORD = 2

ENDS = ".!?…。！？।॥۔؟။"
"""What ends a sentence, in the scripts of news."""


def is_unparted(text: str) -> bool:
    """Tell whether a text is in a script that puts no blank between words."""
    return not text.isascii() and len(_UNPARTED.findall(text)) > len(text) // 3


def words_in(text: str) -> int:
    """Return how many words there are in a text, about so many where nothing parts them."""
    parted = len(text.split())
    if text.isascii():
        return parted
    return parted + len(_UNPARTED.findall(text)) // _LETTERS_A_WORD
