"""Letters of PDFs whose fonts have numbers for letters, in the order that most fonts keep.

Some programs leave out what tells which letter a number draws.  In fonts of the usual order (that
of the first TrueType fonts) the number of a letter is its code less 29; where the words that come
out so are words, that is the order.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from typing import Any

_FIRST, _ASCII, _LAST = 3, 97, 225
"""The numbers of the blank, of the last letter of ASCII, and of the last of all."""

_PAGES = 30
"""Pages from which a font is known."""

_LEAST, _MANY = 20, 5000
"""Letters from which a font is known, and that are looked at."""

_LETTER = re.compile(r"[^\W\d_]")
_VOWEL = re.compile(r"[aeiouyäöüáéíóúàèìòùâêîôûåæø]", re.IGNORECASE)
_USUAL = re.compile(r"[^\W_]|[ .,;:!?()\"'„“”‘’»«–/-]")


def letter_of(number: int) -> str:
    """Return the letter of a number in the usual order, "" where there is none."""
    if _FIRST <= number <= _ASCII:
        return chr(number + 29)
    return bytes([number + 30]).decode("mac-roman") if _ASCII < number <= _LAST else ""


def numbered_fonts(document: Any) -> frozenset[str]:
    """Return the names of the fonts of a document that have numbers of the usual order."""
    written: dict[str, list[int]] = defaultdict(list)
    for page_number in range(min(len(document), _PAGES)):
        text_page = document[page_number].get_textpage()
        font_at = fonts_of(text_page)
        for index in range(text_page.count_chars()):
            name, code = font_at(index)
            if name and code and len(written[name]) < _MANY:
                written[name].append(code)
    return frozenset(name for name, codes in written.items() if _is_usual(codes))


def fonts_of(text_page: Any) -> Callable[[int], tuple[str, int]]:
    """Return what gives the name of the font of a sign of a page, and its code."""
    from ctypes import addressof, create_string_buffer

    from pypdfium2 import raw

    names: dict[int, str] = {}

    def font_at(index: int) -> tuple[str, int]:
        code = raw.FPDFText_GetUnicode(text_page.raw, index)
        writer = raw.FPDFText_GetTextObject(text_page.raw, index)
        if not writer or raw.FPDFText_IsGenerated(text_page.raw, index) == 1:
            return "", code
        key = addressof(writer.contents)
        if key not in names:
            held = create_string_buffer(200)
            font = raw.FPDFTextObj_GetFont(writer)
            raw.FPDFFont_GetBaseFontName(font, held, 200)
            names[key] = held.value.decode("utf-8", "replace")
        return names[key], code

    return font_at


def _is_usual(codes: list[int]) -> bool:
    """Tell whether codes are such numbers: there are blanks among them, and words come out."""
    if len(codes) < _LEAST or codes.count(_FIRST) <= codes.count(0x20):
        return False
    words = "".join(map(letter_of, codes))
    letters = len(_LETTER.findall(words))
    vowels = len(_VOWEL.findall(words))
    return len(_USUAL.findall(words)) > 0.85 * len(codes) and 0.2 < vowels / max(letters, 1) < 0.6
