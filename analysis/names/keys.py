"""Keys under which two spellings of one name meet."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_APOSTROPHES = re.compile(r"[’‘ʼ`´']")
_WORD = re.compile(r"[a-z0-9&]+(?:[-.][a-z0-9]+)*\.?")

_SOUNDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.MULTILINE), sound)
    for pattern, sound in (
        (r"gu(?=[ei])", "g"),  # Serguei
        (r"^(?:iou|yu|iu|ju|you)", "u"),  # Iouri, Yuri, Juri
        (r"^(?:ye|je|ie)", "e"),  # Yevgeny
        (r"(?:shch|stch|schtsch)", "sh"),
        (r"(?:tsch|tch|cz)", "ch"),
        (r"sch", "sh"),
        (r"(?:tz|cz)", "ts"),
        (r"dzh", "j"),
        (r"kh", "h"),
        (r"ph", "f"),
        (r"(?:ks|cs)", "x"),
        (r"ck|q", "k"),
        (r"w|ff$", "v"),
        (r"ou", "u"),
        (r"(?:ya|ja)", "ia"),
        (r"(?:yo|jo)", "io"),
        (r"[yj]", "i"),
        (r"ie", "e"),
        (r"([a-z])\1+", r"\1"),
        (r"(?<=[dt])er$", "r"),  # Alexander, Aleksandr
        (r"(?<=[^aeiou])ei$", "ei"),
        (r"(?<=.)ii$", "i"),
    )
)


@lru_cache(maxsize=65_536)
def fold(name: str) -> str:
    """Return a name in lower case ASCII, without apostrophes, blanks made single.

    Any script is transliterated (by anyascii), so that a name in Cyrillic meets its Latin form.
    """
    plain = _APOSTROPHES.sub("", name)
    if not plain.isascii():
        from anyascii import anyascii

        plain = _APOSTROPHES.sub("", anyascii(plain))
    return " ".join(plain.lower().split())


@lru_cache(maxsize=65_536)
def together(name: str) -> str:
    """Return a body's or a country's name with the blanks between initials taken out: "U. S."."""
    return _APART.sub(r"\1.", name)


@lru_cache(maxsize=65_536)
def initials(name: str) -> str:
    """Return the small initials of a body's capitalised words: "usgs", of Hewlett-Packard "hp"."""
    words = together(name).replace("-", " ").split()
    large = (word for word in words if word[:1].isupper())
    return "".join(w.replace(".", "") if _DOTTED.fullmatch(w) else w[0] for w in large).lower()


_DOTTED = re.compile(r"(?:[A-Z]\.){2,}")
_APART = re.compile(r"(?<![\w.])((?:[A-Za-z]\.)*[A-Za-z])\. (?=[A-Za-z]\.(?!\w))")


@lru_cache(maxsize=65_536)
def tokens(name: str) -> tuple[str, ...]:
    """Return the folded words of a name, stops and commas stripped."""
    return tuple(word.rstrip(".") for word in _WORD.findall(fold(name)))


@lru_cache(maxsize=65_536)
def sound(word: str) -> str:
    """Return a key that the usual transliterations of one word share.

    ``Sergei``, ``Sergey`` and ``Serguei`` give one key; so do ``Aleksandr`` and ``Alexander``.
    The rules follow the common romanisations of Russian and Ukrainian (BGN/PCGN, ISO 9, the
    French and German ones); they are meant for comparing within a surname, not for indexing.
    """
    return sounds([fold(word)])[0]


def sounds(folded: Iterable[str]) -> list[str]:
    """Return the sounds of folded words; of many in a tenth of the time."""
    keys = "\n".join(folded).replace("-", "").replace(".", "")
    for pattern, by in _SOUNDS:
        keys = pattern.sub(by, keys)
    return keys.split("\n")


@lru_cache(maxsize=65_536)
def loose(word: str) -> str:
    """Return the sound of a long surname without what transliterations differ in, else nothing.

    ``Verhun`` and ``Vergun`` meet, so do other names that are two: for surnames of one article.
    """
    key = sound(word)
    if len(key) < RESPELLED:
        return ""
    return key[0] + key[1:].replace("g", "h").replace("o", "a").replace("e", "i")


RESPELLED = 6
"""Letters that a surname has at least to be known in another transliteration."""


@lru_cache(maxsize=65_536)
def stem(surname: str) -> str:
    """Return the sound of a surname without its last vowels, for indexing bearers.

    ``Lukashenko`` and ``Lukashenka`` meet; so do ``Zelensky`` and ``Zelenskyy``.
    """
    key = sound(surname)
    return key.rstrip("aeiou") if len(key) > 4 else key
