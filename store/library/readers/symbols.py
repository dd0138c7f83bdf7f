"""Signs of the fonts Symbol and Wingdings, as office programs keep them, and what they show.

They stand in a text as characters for private use (U+F020 to U+F0FF), which no screen can show
without that font: most are the marks of lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.analysis.edits import Edit, apply

_ANY = r"[\ue000-\uf8ff]"
_NONE = r"[\x01-\x08\x0b-\x1f\x7f-\x9f]"
_PRIVATE = re.compile(
    rf"(?m)(?P<mark>^[ \t]*{_ANY}[ \t]*)(?=(?!{_ANY})\S)|{_ANY}|^{_NONE}+[ \t]*|{_NONE}"
)
"""Such signs, the first of a paragraph with the blanks beside it; and what is no sign at all."""


_GREEK = dict(
    zip(
        (*range(0x41, 0x5B), *range(0x61, 0x7B)),
        "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖαβχδεφγηιϕκλμνοπθρστυϖωξψζ",
        strict=True,
    )
)
"""The letters of Symbol: Greek ones, where the Latin ones are in other fonts."""

_SYMBOL = _GREEK | {
    0xA3: "≤", 0xAB: "↔", 0xAC: "←", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×",
    0xB7: "•", 0xB9: "≠", 0xBB: "≈", 0xBC: "…", 0x2D: "−", 0xD7: "·", 0xDE: "⇒", 0xD4: "™",
}  # fmt: skip
_DINGBATS = {0x4A: "☺", 0x4C: "☹", 0xE0: "→", 0xDF: "←", 0xFC: "✓", 0xF0: "⇨"}
_EITHER = {0xB7: "•", 0xE0: "→", 0x4A: "☺", 0xFC: "✓", 0xD4: "™", 0xB0: "°", 0xB1: "±"}
"""What is likeliest where nothing tells the font."""


def symbol(code: str, font: str) -> str:
    """Return the sign of a font for signs, "" for one that is of no use in a text.

    Args:
        code: its place in the font, in figures of base 16.
        font: the name of the font.
    """
    try:
        place = int(code, 16)
    except ValueError:
        return ""
    if place > 0xFF and not 0xF000 <= place <= 0xF0FF:
        return chr(place) if place < 0xD800 else ""
    return (_SYMBOL if font.casefold() == "symbol" else _DINGBATS).get(place & 0xFF, "")


def shown(
    text: str, places: Sequence[tuple[int, str]] = ()
) -> tuple[str, tuple[tuple[int, str], ...]]:
    """Return a text with signs that any screen shows, and the places that lead back from it.

    A sign for private use that begins a paragraph is the mark of a list; others that are unknown
    are left out, and so are characters of control.
    """
    edited = apply(text, _edits(text))
    return edited.text, tuple((edited.forward(at, at)[0], what) for at, what in places)


def _edits(text: str) -> Iterator[Edit]:
    for found in _PRIVATE.finditer(text):
        sign = "• " if found["mark"] else _EITHER.get(ord(found[0][0]) - 0xF000, "")
        yield Edit(found.start(), found.end(), sign)
