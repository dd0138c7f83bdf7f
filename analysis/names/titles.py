"""Words that stand before a name and are none of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from .data import words
from .keys import fold

FEMALE_TITLES = words("female titles")
MALE_TITLES = words("male titles")
GENDERED_TITLES = FEMALE_TITLES | MALE_TITLES
_TITLES = GENDERED_TITLES | words("titles")


def is_title(word: str, following: Sequence[str] = ()) -> bool:
    """Whether a word at the head of a name is a title, given the words that follow it.

    "Justice Brodin" has a title; "Justin Brodin" has none; in "Dean Brodin" Dean is a name.
    """
    return _is_title(word) and (len(following) > 1 or word.lower() != "dean")


@lru_cache(maxsize=65_536)
def _is_title(word: str) -> bool:
    key = fold(word).rstrip(".,")
    if key in _TITLES:
        return True
    return word[:1].isupper() and key.startswith(("vice-", "deputy-", "ex-", "co-"))


def is_address(title: str) -> bool:
    """Whether a title only addresses somebody: "Mr." tells nothing of what he is."""
    return fold(title).rstrip(".,") in _ADDRESSES


_ADDRESSES = words("forms of address")
