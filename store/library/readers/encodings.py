"""Which older encoding a text is of: the one in which its words look like words.

Of what stands in an English text in other letters, most are names.  Each encoding is tried on the
words that are not ASCII; one in which a word has punctuation inside, mixes scripts, or has capitals
in its middle is not the right one.  Where two fit, the more common one is taken: the text of
another language is left to charset-normalizer, which knows the letters of many.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from onrecord.store.errors import Unreadable

_USUAL = (
    *("cp1252", "cp1250", "cp1251", "koi8-r", "cp1253", "cp1255", "cp1254", "mac-roman"),
    *("iso8859-2", "cp850", "gb18030", "shift_jis", "big5", "euc-kr"),
)
"""The encodings that are tried, the usual one first."""

_ENGLISH = frozenset(
    (
        *("the", "of", "and", "to", "in", "a", "is", "was", "that", "said", "for", "on", "it"),
        *("its", "he", "she", "they", "with", "as", "at", "by", "from", "not"),
    )
)
_ITS_ALONE = frozenset(("the", "of", "and", "that", "said", "its", "she", "they", "with", "from"))
"""Those that are no words of other languages, as "a", "in", "for" and "was" are."""

_WORDS = 400
"""Words that are looked at, at most."""

_UNLIKELY = 0.9
"""What a word in small letters of another script counts: most such words are names."""

_LEAST = 0.5
"""The share of the words that have to look like words."""

_SURE = 0.9
"""The share of the words from which one encoding is taken without a look at the others."""

_GROUP = re.compile(r"[^\W\d_]+")
_SPACED = re.compile(rb"[^\s]*[\x80-\xff][^\s]*")
_PLAIN = re.compile(rb"(?<![\x80-\xff])[A-Za-z]+")
"""Words of ASCII; behind another byte a letter may be half of a sign."""

_INNER = re.compile(r"(?<=[^\W\d_])[^\w\s'’\-–—.,;:!?…\"“”‘’/()\[\]«»&·‐]|[ªº](?=[^\W\d_])")
_SIGNS = frozenset(("So", "Sm", "Sk", "No", "Lm", "Sc"))
_NORTHERN, _SOUTHERN = re.compile("[øåæ]", re.I), re.compile("[áàíìúùóòýâãõçðï]", re.I)


def guess(data: bytes) -> tuple[str, str]:
    """Return the most likely encoding of a text, and the text.

    Raises:
        Unreadable: none fits.
    """
    words = _SPACED.findall(data)[:_WORDS]
    old_mac = b"\r" in data and b"\n" not in data
    if old_mac and _fit(words, "mac-roman") > max(_SURE, _fit(words, "cp1252")):
        return "mac-roman", data.decode("mac-roman")
    if _is_english(data):
        scored = [(_fit(words, encoding), encoding) for encoding in _USUAL]
        best = max(score for score, _ in scored)
        if best >= _LEAST:
            encoding = next(encoding for score, encoding in scored if score == best)
            return encoding, data.decode(encoding, "replace")
    return _guess_of_any_language(data)


def _guess_of_any_language(data: bytes) -> tuple[str, str]:
    from charset_normalizer import from_bytes

    from .alphabets import encoding_of

    if encoding := encoding_of(data):
        return encoding, data.decode(encoding, "replace")
    best = from_bytes(data).best()
    if best is None:
        raise Unreadable("its encoding is unknown; save it as UTF-8, or name it")
    return best.encoding.replace("_", "-"), str(best)


def _is_english(data: bytes) -> bool:
    words = _PLAIN.findall(data[:100_000])
    known = [name for word in words if (name := word.lower().decode()) in _ENGLISH]
    return len(known) > 0.1 * len(words) and not _ITS_ALONE.isdisjoint(known)


def _fit(words: list[bytes], encoding: str) -> float:
    """Return the share of words that look like words in an encoding."""
    good = 0.0
    for word in words:
        try:
            text = word.decode(encoding)
        except UnicodeDecodeError:
            continue
        if all(test(text) for test in _TESTS):
            good += 1.0 if _is_capitalised(text) else _UNLIKELY
    return good / len(words)


def _is_capitalised(word: str) -> bool:
    """Tell whether a word is no name in small letters: in another script it would be one."""
    group = _GROUP.search(word)
    return not (group and group[0].islower() and _script(group[0][0]) in ("CYRILLIC", "GREEK"))


def _has_no_signs_inside(word: str) -> bool:
    kinds = [unicodedata.category(sign) for sign in word]
    if "Cc" in kinds or "Co" in kinds or "Cn" in kinds or _INNER.search(word):
        return False
    signs = [
        at
        for at, (sign, kind) in enumerate(zip(word, kinds, strict=True))
        if kind in _SIGNS and not sign.isascii()
    ]
    return len(signs) < 2 and not any(_at_a_letter(word, at) for at in signs)


def _at_a_letter(word: str, at: int) -> bool:
    """Tell whether a sign stands before a letter, or behind one where punctuation seldom stand."""
    before, after = word[:at][-1:], word[at + 1 :][:1]
    return after.isalpha() or (before.isalpha() and word[at] not in "©®™°")


def _is_of_one_script(word: str) -> bool:
    return all(len({_script(c) for c in group}) == 1 for group in _GROUP.findall(word))


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


def _has_capitals_in_place(word: str) -> bool:
    groups = [group for group in _GROUP.findall(word) if not group.isascii()]
    return all(
        group.islower() or group.isupper() or group[1:].islower() or group.lower() == group
        for group in groups
    )


def _is_spelt(word: str) -> bool:
    """Tell whether Latin letters are not all accented, nor with accents of far countries."""
    for group in _GROUP.findall(word):
        if _script(group[0]) == "LATIN" and len(group) > 2:
            if sum(not c.isascii() for c in group) > 0.8 * len(group):
                return False
            if _NORTHERN.search(group) and _SOUTHERN.search(group):
                return False
    return True


_TESTS: tuple[Callable[[str], bool], ...] = (
    _has_no_signs_inside,
    _is_of_one_script,
    _has_capitals_in_place,
    _is_spelt,
)
