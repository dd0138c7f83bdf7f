"""Words that stand before a name and are none of it."""

from __future__ import annotations

from collections.abc import Sequence

from .data import words
from .keys import fold

FEMALE_TITLES = words("female titles")
MALE_TITLES = words("male titles")
_TITLES = FEMALE_TITLES | MALE_TITLES | words("titles")


def is_title(word: str, following: Sequence[str] = ()) -> bool:
    """Whether a word at the head of a name is a title, given the words that follow it.

    "Justice Brodin" has a title; "Justin Brodin" has none; in "Dean Brodin" Dean is a name.
    """
    key = fold(word).rstrip(".,")
    if not word[:1].isupper() and key not in ("then",):
        return key in _TITLES
    if key == "dean":
        return len(following) > 1
    return key in _TITLES or any(
        key.startswith(part + "-") for part in ("vice", "deputy", "ex", "co")
    )
