"""Words of TeX as they are printed, as far as lists of references use it."""

from __future__ import annotations

import re
import unicodedata

_ACCENTS = dict(
    zip(
        "\"'`^~=.cvHukrd",
        "\u0308\u0301\u0300\u0302\u0303\u0304\u0307\u0327\u030c\u030b\u0306\u0328\u030a\u0323",
        strict=True,
    )
)
_ACCENT = re.compile(
    r"\\(?:(?P<mark>[\"'`^~=.]) ?\{?|(?P<name>[cvHukrd])(?:\s+|\{))\\?(?P<letter>[A-Za-z])"
)
_LETTERS = {
    "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ",
    "OE": "Œ", "aa": "å", "AA": "Å", "i": "i", "j": "j", "dj": "đ", "DJ": "Đ", "dh": "ð",
    "th": "þ", "TH": "Þ", "S": "§", "P": "¶", "pounds": "£", "euro": "€", "texteuro": "€",
    "copyright": "©", "ldots": "…", "dots": "…", "textellipsis": "…", "textendash": "–",
    "textemdash": "—", "textquoteright": "’", "textquoteleft": "‘", "textquotedblleft": "“",
    "textquotedblright": "”", "slash": "/", "par": "\n\n", "LaTeX": "LaTeX", "TeX": "TeX",
}  # fmt: skip
_COMMAND = re.compile(r"\\(?P<name>[A-Za-z]+)\*?(?P<blank>\s*)(?:\{\})?")
_SAID = re.compile(r"\\(?:mkbibquote|enquote)\*?\s*\{(?P<words>(?:[^{}]|\{[^{}]*\})*)\}")
_SIGN = re.compile(r"\\([&%$#_{}])")
_BLANK = re.compile(r"\\(?:[,;:!/ ]|\\|-)")
_BRACE = re.compile(r"(?<!\\)[{}]")
_PRINTED = (("``", "“"), ("''", "”"), ("~", " "), ("---", "—"), ("--", "–"))
_BLANKS = re.compile(r"\s+")
_EMPTY_LINE = re.compile(r"\n[ \t]*\n\s*")


def printed(words: str) -> str:
    """Return words of TeX without its commands: letters with accents, signs, quotation marks.

    Paragraphs are parted by empty lines; other ends of lines are blanks.
    """
    if "\\" in words:
        words = _SAID.sub("“\\g<words>”", _ACCENT.sub(_accented, words))
        words = _BLANK.sub(_space, _COMMAND.sub(_shown, words))
    words = _SIGN.sub(r"\1", _BRACE.sub("", words))
    for written, shown in _PRINTED:
        words = words.replace(written, shown)
    return "\n\n".join(_BLANKS.sub(" ", part) for part in _EMPTY_LINE.split(words))


def _accented(found: re.Match[str]) -> str:
    mark = _ACCENTS[found["mark"] or found["name"]]
    return unicodedata.normalize("NFC", found["letter"] + mark)


def _space(found: re.Match[str]) -> str:
    return "" if found[0][1] in "-/!" else " "


def _shown(found: re.Match[str]) -> str:
    """Return what a command prints by itself: a letter or nothing."""
    name = found["name"]
    if name in _LETTERS:
        return _LETTERS[name]
    size = "CAPITAL" if name[0].isupper() else "SMALL"
    try:
        return unicodedata.lookup(f"GREEK {size} LETTER {name}") + found["blank"]
    except KeyError:
        return ""
