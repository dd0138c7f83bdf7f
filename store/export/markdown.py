"""Text of articles and people as Markdown, so that it shows as it stands.

Nothing in it can make a heading, a link, a list or HTML (CommonMark 0.31, sections 2.4 and 4),
nor what Obsidian and GFM add: tags, callouts, block ids, comments, mathematics.
"""

from __future__ import annotations

import re
from functools import lru_cache

_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_ESCAPES = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_[]<>&~|$^{}"})
_ACTIVE = re.compile(r"[\\`*_\[\]<>&~|$^{}]")
_OPENING = re.compile(r"([#+=:%@>-]|\d+(?=[.)]))")
_INSIDE = re.compile(r"(?<=\s)#|%(?=%)")
_ADDRESS = re.compile(r"(?i)\b(https?|ftp|mailto|www)([:.])")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_LINES = re.compile(r"[\r\n\x0b\x0c\x85\u2028\u2029]+")
APART = re.compile(r"\n[^\S\n]*\n\s*")
"""What parts paragraphs."""

_URL = re.compile(
    r"https?://[^\s<>\"`\\^{}|\x00-\x20\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+"
)


def plain(text: str) -> str:
    """Return text as one line, without what cannot be seen."""
    if text.isprintable():  # most texts are, and two expressions cost ten times as much
        return " ".join(text.split())
    return " ".join(_HIDDEN.sub("", _LINES.sub(" ", text)).split())


def visible(text: str) -> str:
    """Return text with its lines, without what cannot be seen."""
    if text.isprintable():
        return text
    return _HIDDEN.sub("", _LINES.sub("\n", text))


def seen(text: str) -> str:
    """Return text with its lines and blanks as they are, without what cannot be seen."""
    return text if text.isprintable() else _HIDDEN.sub("", text)


@lru_cache(1024)
def inline(text: str) -> str:
    """Return text as one line of Markdown that shows just as it stands."""
    line = plain(text)
    if _ACTIVE.search(line):
        line = line.translate(_ESCAPES)
    if "#" in line or "%" in line:
        line = _INSIDE.sub(r"\\\g<0>", line)
    if ":" in line or "." in line:
        line = _ADDRESS.sub(r"\1\\\2", line)
    opening = _OPENING.match(line)
    return _escape_opening(opening[0]) + line[opening.end() :] if opening else line


def _escape_opening(opening: str) -> str:
    # A number opens a list by the sign after it, which is what has to be escaped.
    return f"{opening}\\" if opening.isdigit() else f"\\{opening}"


def shown(markdown: str) -> str:
    """Return what one line that :func:`inline` made shows: the text, plain."""
    return _ESCAPED.sub(r"\1", markdown)


def lines_of(text: str) -> list[str]:
    """Return the lines of a text as Markdown, without empty ones."""
    return [line for line in map(inline, _LINES.split(text)) if line]


def paragraphs(text: str) -> str:
    """Return text as Markdown with its paragraphs, and the lines in them."""
    found = (lines_of(paragraph) for paragraph in APART.split(text))
    return "\n\n".join("  \n".join(lines) for lines in found if lines)


def quoted(text: str, opening: str = "") -> str:
    """Return text as a block quote, a paragraph a line; ``opening`` is a line before it."""
    said = "\n>\n".join(f"> {line}" for line in lines_of(text))
    return f"> {opening}\n{said}" if opening else said


def address(url: str) -> str:
    """Return an address as a link, where it is one that can be opened; else as words."""
    return f"<{url}>" if is_address(url) else inline(url)


def is_address(url: str) -> bool:
    """Return whether it is an address on the web, and nothing besides."""
    return _URL.fullmatch(url) is not None
