"""What tells bodies apart, and what they are called for short: the words of a name, its letters."""

from __future__ import annotations

from functools import lru_cache

from .data import words
from .keys import together, tokens
from .lexicon import country, organisation

LEGAL = words("legal forms")
_ARTICLES = frozenset({"the", "a", "an", "its", "his", "her", "their", "our"})
_GENERAL = words("general ends of bodies")


def is_proper(name: str) -> bool:
    """Whether a body has a name of its own: "the Danish navy" has, "the navy" has none."""
    parts = name.split()
    return any(word[:1].isupper() for word in parts[parts[0].lower() in _ARTICLES :])


@lru_cache(maxsize=65_536)
def body_key(name: str) -> tuple[str, ...]:
    """Return the words of a body's name that tell it apart."""
    parts = tokens(organisation(name) or together(name))
    kept = tuple(word.replace(".", "") for word in parts if word not in LEGAL and word != "the")
    return kept or parts


@lru_cache(maxsize=65_536)
def plain_key(name: str) -> tuple[str, ...]:
    """Return the same without what news leaves out: "US" before it, "of Ulmia" after it."""
    key = body_key(name)
    for opening in (("us",), ("united", "states")):
        if key[: len(opening)] == opening and len(key) > len(opening) + 1:
            key = key[len(opening) :]
    if "of" in key[2:] and country(" ".join(key[key.index("of", 2) + 1 :])):
        key = key[: key.index("of", 2)]
    while len(key) > 2 and key[-1] in _GENERAL:
        key = key[:-1]
    return tuple(word[:-1] if len(word) > 4 and word.endswith("s") else word for word in key)


def acronym(name: str) -> str:
    """Return the small letters of a name that is an acronym itself, else an empty string."""
    letters = together(name).replace(".", "")
    return letters.lower() if letters.isupper() and 2 <= len(letters) <= 6 else ""
