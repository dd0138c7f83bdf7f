"""Words out of a value as programs and people write it: a name, a list of names, an object."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

_NOTHING = frozenset(
    (
        *("", "null", "none", "nan", "nat", "n/a", "<na>", "undefined", "[removed]", "[deleted]"),
        *("-", "--", "–", "—", "[]", "{}"),
    )
)
"""What programs and people write where there is nothing to write."""

_PAID = re.compile(r"only available (?:in|for|to|with) [\w ]{1,40}(?:plans?|users|subscribers)\.?")
"""What services write in the place of what they sell."""

_NAMED = (
    "name", "displayName", "display_name", "title", "value", "legalName", "literal", "original",
    "@id", "byline", "rendered", "url",
)  # fmt: skip
_GIVEN = ("first", "firstname", "first_name", "given")
_FAMILY = ("last", "lastname", "last_name", "family")
_DEEPEST = 6
_LINKED = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]+)\]\]")
_INVERTED = re.compile(r"([^,\d]{2,40}), ([^,\d]{2,40})")
_BY = re.compile(r"by:?\s+(?=[^\W\d_])", re.IGNORECASE)


def name_of(value: Any, line: Callable[[str], str], depth: int = 0) -> str:
    """Return a value as words: an object by its name, a list joined, "" where it is none.

    ``line`` makes one line of a string, as the format asks for it.
    """
    if isinstance(value, str):
        return _written(line(value))
    if isinstance(value, bool) or value is None or value != value or depth > _DEEPEST:
        return ""
    if isinstance(value, int | float):
        return str(value)

    def inner(it: Any) -> str:
        return name_of(it, line, depth + 1)

    if isinstance(value, Mapping):
        if str(value.get("@id", "")).startswith(("#", "_:")) and len(value) == 1:
            return ""  # leads to what stands elsewhere
        parts = [inner(value.get(name)) for name in (*_GIVEN, *_FAMILY)]
        whole = " ".join(filter(None, parts))
        return whole or next((words for n in _NAMED if (words := inner(value.get(n)))), "")
    if isinstance(value, list):
        if value and all(isinstance(it, Mapping) and "value" in it for it in value):
            return inner(main_of(value))
        return "; ".join(filter(None, map(inner, value)))
    return ""


def main_of(values: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    """Return what is meant for readers, of the headlines or bodies of one article."""
    return next((it for it in values if str(it.get("role", "")).lower() == "main"), values[0])


def _written(words: str) -> str:
    words = _LINKED.sub(r"\1", words)  # a link of a program for notes
    if words.casefold() in _NOTHING:
        return ""
    if words[:1] == "[" and words[-1:] == "]":  # a list of Python, as tables hold it
        names = re.findall(r"'([^']+)'|\"([^\"]+)\"", words)
        return "; ".join(a or b for a, b in names)
    return words


def says_nothing(words: str) -> bool:
    """Tell whether words are what programs write where there is nothing: ``NaN``, ``None``."""
    plain = words.strip().casefold()
    return plain in _NOTHING or bool(_PAID.fullmatch(plain))


def author_of(words: str) -> str:
    """Return who wrote it, without the “By” that a line of it begins with."""
    return _BY.sub("", words, count=1) if _BY.match(words) else words


def in_order(words: str) -> str:
    """Return names as they are said: ``Brodin, Ana; Lind, Vera`` is ``Ana Brodin; Vera Lind``."""
    names = (_INVERTED.fullmatch(name.strip()) for name in words.split(";"))
    parts = zip(names, words.split(";"), strict=True)
    return "; ".join(f"{it[2]} {it[1]}" if it else name.strip() for it, name in parts)


def is_address(words: str) -> bool:
    """Tell whether words are an address of the web."""
    return words.startswith(("http://", "https://")) and " " not in words


def host_of(url: str) -> str:
    """Return whose an address is: its host without ``www.``, or "" where it is none."""
    from urllib.parse import urlsplit

    try:
        return (urlsplit(url).hostname or "").removeprefix("www.") if url else ""
    except ValueError:
        return ""
