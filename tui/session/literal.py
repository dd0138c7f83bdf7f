"""Text from outside, made harmless for a terminal without moving a single offset."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rich.cells import cell_len
from rich.style import Style

_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f"  # C0, DEL, C1: the terminal's orders
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidi: text that lies about its order
    "\u2028\u2029\ufff9-\ufffb"  # line separators, annotations
    "\ud800-\udfff\U000e0000-\U000e007f]"  # halves of surrogates, invisible tags
    "|\u200d(?=[\x00-\x7f\u200d]|\\Z)|(?:(?<=[\x00-\x7f\u200d])|(?<=\\A))\u200d"  # joins nothing
)
_BLANKS = "\t\n\v\f\r\x85\u2028\u2029"
REPLACED = "\ufffd"
"""Stands for a sign that has no picture of its own."""

Part = tuple[str, Style]
"""Literal text and how it is shown."""
FACT = " · "
APART = (FACT, "  ")
"""How parts of a line begin that are shown whole or not at all: a piece of a fact tells nothing."""
WORD = 12
"""Cells of a word that are given up, so that none is cut in two."""


def literal(text: str) -> str:
    """Return ``text`` of the same length in code points, controls replaced by visible signs.

    Line ends and tabs become blanks, C0 controls their Unicode pictures (``␛``), C1 and bidi
    controls ``REPLACED``.  What comes back can be written to any terminal.
    """
    return _UNSAFE.sub(_picture, text)


def _picture(found: re.Match[str]) -> str:
    sign = found[0]
    if sign in _BLANKS:
        return " "
    if sign < " ":
        return chr(0x2400 + ord(sign))
    return "␡" if sign == "\x7f" else REPLACED


def cut(text: str, cells: int) -> str:
    """Return literal ``text`` cut to at most ``cells`` cells, with ``…`` where it is cut.

    Words stay whole, unless that would cost more than :data:`WORD` cells or half of the text.
    """
    if cells <= 0:
        return ""
    if cell_len(text) <= cells:
        return text
    kept = text[:cells]
    while kept and cell_len(kept) > cells - 1:
        kept = kept[:-1]
    blank = kept.rfind(" ")
    inside = kept[-1:].isalnum() and text[len(kept)].isalnum()
    if inside and blank >= max(len(kept) - WORD, len(kept) // 2, 1):
        kept = kept[:blank]
    return kept.rstrip() + "…"


def cut_parts(parts: Iterable[Part], cells: int) -> tuple[list[Part], int]:
    """Return as much of a line in parts as ``cells`` cells hold, and how many cells are left.

    Nothing comes after what had to be cut, or was left out whole (:data:`APART`).
    """
    shown: list[Part] = []
    for words, style in parts:
        kept = cut(words, cells)
        if shown and kept != words and (words.startswith(APART) or _cut_twice(shown, kept)):
            break
        cells -= cell_len(kept)
        shown.append((kept, style))
        if kept != words:
            break
    return shown, cells


def _cut_twice(shown: list[Part], kept: str) -> bool:
    """Return whether all that is kept of a part says what the end of the one before says."""
    return kept.strip() == "…" and shown[-1][0].rstrip().endswith("…")


def facts(told: Iterable[str], style: Style) -> list[Part]:
    """Return facts as parts of a line, each of which is whole or left out."""
    return [(FACT * bool(number) + literal(fact), style) for number, fact in enumerate(told)]


def fit(text: str, cells: int) -> str:
    """Return ``text`` cut or filled up with blanks to exactly ``cells`` cells."""
    shown = cut(text, cells)
    return shown + " " * (cells - cell_len(shown))
