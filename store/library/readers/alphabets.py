"""Which older encoding the text of another language is of, by the letters of its alphabet.

One language has few letters besides those of English; in the wrong encoding their bytes are letters
of no one language, or signs.  Of scripts that are written with two bytes a sign the most frequent
signs tell.
"""

from __future__ import annotations

import codecs
import unicodedata
from itertools import pairwise

_LATIN = (
    *("cp1252", "cp1250", "iso8859-2", "cp1254", "cp1257", "mac-roman", "mac-latin2"),
    *("cp852", "cp850"),
)
"""The encodings that are tried, the usual one first: where two fit, it is that."""

_ALPHABETS = tuple(
    map(
        frozenset,
        (
            *("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "ăâîşţșț", "čćžšđ"),
            *("äöüß", "àâæçéèêëîïôœùûüÿ", "áéíóúüñçàèòï", "áâãàçéêíóôõúü", "àèéìíòóùú"),
            *("åäöæøé", "çğıiöşüâîû̇", "ąčęėįšųūž", "āčēģīķļņšūž", "äõöüšž", "áðéíóúýþæö"),
        ),
    )
)
_MARKS = frozenset("“”„‚‘’«»‹›–—…·•°©®€§№¿¡\xa0")
_FITS = 0.95
"""The part of the signs besides ASCII that have to be of one alphabet, or marks."""

_FOREIGN = 0.4
"""The part of the letters above which they are of no Latin script."""

_SAMPLE = 100_000
_FREQUENT = frozenset(
    "的一是不了在人有我他这個们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里"
    "這們來為國說時會對過發後裡與於"
)
_COMMON = 0.06
"""The part of the signs of a Chinese text that are among the most frequent, at least."""


def encoding_of(data: bytes) -> str:
    """Return the encoding in which a text is one of a language that is known here, or ""."""
    sample = data[:_SAMPLE]
    best, found = 0.0, ""
    for encoding in _LATIN:
        text = _decoded(sample, encoding)
        if text is not None and (fit := _latin_fit(text)) > best:
            best, found = fit, encoding
    return found if best >= _FITS else _wide(sample)


def _decoded(sample: bytes, encoding: str) -> str | None:
    """Return a sample as text, or None where it is none; a sign that is cut off ends it."""
    try:
        return codecs.getincrementaldecoder(encoding)().decode(sample, len(sample) < _SAMPLE)
    except UnicodeDecodeError:
        return None


def _latin_fit(text: str) -> float:
    """Return the part of the signs besides ASCII that are of one alphabet, or marks."""
    signs = [sign.lower() for sign in text if not sign.isascii()]
    letters = [sign for sign in signs if sign not in _MARKS]
    plain = sum(sign.isascii() and sign.isalpha() for sign in text)
    if not letters or len(letters) > _FOREIGN * (plain + len(letters)):
        return 0.0
    of_one = max(sum(sign in alphabet for sign in letters) for alphabet in _ALPHABETS)
    inside = sum(a.islower() and b.isupper() for a, b in pairwise(text))
    return (of_one - inside) / len(letters)


def _wide(sample: bytes) -> str:
    """Return which encoding of two bytes a sign fits, or ""."""
    for encoding in ("cp932", "euc_jp", "euc_kr", "big5", "gb18030"):
        signs = [sign for sign in _decoded(sample, encoding) or "" if not sign.isascii()]
        kinds = [unicodedata.name(sign, "").partition(" ")[0] for sign in signs]
        count = max(len(signs), 1)
        if encoding in ("cp932", "euc_jp"):
            fits = kinds.count("HIRAGANA") > 0.2 * count and "HALFWIDTH" not in kinds
        elif encoding == "euc_kr":
            fits = kinds.count("HANGUL") > 0.6 * count
        else:
            fits = sum(sign in _FREQUENT for sign in signs) > _COMMON * count
        if fits:
            return encoding.replace("_", "-")
    return ""
