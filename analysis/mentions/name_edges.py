"""Where a name begins and ends: halves, particles and "Jr." that the pipeline left outside."""

from __future__ import annotations

import re

from onrecord.analysis import names

from .tokens import Tokens

_SMALL = names.words("small particles")
_PARTICLES = names.PARTICLES - {"san", "santa", "st", "saint", "mac"}
"""Small words that stand between a given name and the surname: "Piet ten Kern", "Ana d'Ulm"."""

_ELIDED = re.compile(r"(?:d|l|dell|dall|nell|degl|all)['’][A-ZÀ-Þ]")
"""The beginning of a surname that is written small: "d'Ulm"."""

_APOSTROPHES = frozenset("'’‘`")

_PLAIN = frozenset({"ADV", "ADJ", "VERB", "ADP"})

PARTICLES_AT_MOST = 4
"""Particles that one surname has: "von und zu", "van 't"."""


def begin(tokens: Tokens, first: int) -> int:
    """Return the beginning of a name with the small particles before it: "al-Hamdi", "van Ulm"."""
    while first > 0:
        if (
            first > 1
            and is_hyphen(tokens, first - 1)
            and (tokens.lower[first - 2] in names.ARTICLES)
        ):
            first -= 2
        elif tokens.word[first - 1] in _SMALL:
            first -= 1
        elif first > 2 and tokens.word[first - 1] == "t" and _is_particle(tokens, first - 1):
            first -= 2 + (tokens.lower[first - 3] in names.BEFORE_T)
        else:
            break
    return first


def end(tokens: Tokens, first: int, last: int, label: str) -> int:
    """Return the end of a name with all of it that stands behind ``[first, last)``."""
    last = _hyphenated(tokens, last, label)
    if label != "PERSON":
        return last
    last = _with_surname(tokens, first, last)
    return with_suffix(tokens, last + _is_plain_surname(tokens, first, last))


def _hyphenated(tokens: Tokens, last: int, label: str) -> int:
    """Return the end of a name with the other halves of a hyphenated last word.

    The second half of a person's may be written small: "Choi Min-seok".
    """
    if label == "PERSON":
        last -= is_hyphen(tokens, last - 1)  # "Choi Min-", the pipeline says
    while last + 1 < len(tokens) and is_hyphen(tokens, last):
        half = tokens.word[last + 1]
        small = label == "PERSON" and half.isalpha() and not _is_ending(half)
        if not half[0].isupper() and not small:
            break
        last += 2
    return last


def _is_ending(word: str) -> bool:
    """Whether what stands after a hyphen makes an adjective of the name: "Brodin-led"."""
    return word in names.words("hyphen endings") or (len(word) > 4 and word.endswith(("ed", "ing")))


def _with_surname(tokens: Tokens, first: int, last: int) -> int:
    """Return the end of a person's name with the surname behind particles that ends it."""
    begins = last
    while begins > first + 1 and _is_particle(tokens, begins - 1):
        begins -= 1
    at = past_particles(tokens, begins)
    if at == len(tokens) or at < last or tokens.sentence[at] != tokens.sentence[first]:
        return last
    surname = tokens.word[at]
    led = at > begins and surname[:1].isupper() and surname[:1].isalpha()
    return at + 1 if led or is_elided(surname) else last


def past_particles(tokens: Tokens, begins: int) -> int:
    """Return the token behind the particles that begin at a token, itself where there are none."""
    at = begins
    while at < len(tokens) and at - begins < PARTICLES_AT_MOST and _is_particle(tokens, at):
        at += 1
    return at


def _is_plain_surname(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a given name alone is followed by a surname that looks like another word.

    "Nadine Prior found the door open": a capital amid words that have none.
    """
    if last - first > 1 or last + 1 >= len(tokens) or not names.is_given(tokens.word[first]):
        return False
    word, before = tokens.word[last], tokens.word[first - 1] if first else ""
    begins = not first or tokens.sentence[first - 1] != tokens.sentence[first]
    return (
        tokens.pos[last] in _PLAIN
        and word.istitle()
        and word.isalpha()
        and tokens.sentence[last] == tokens.sentence[first] == tokens.sentence[last + 1]
        and not tokens.word[last + 1][:1].isupper()
        and (begins or not before[:1].isupper())
    )


def _is_particle(tokens: Tokens, token: int) -> bool:
    """Whether a word is a particle, or the half of one: "van", and the two of "'t"."""
    word = tokens.word[token]
    if word in _APOSTROPHES:
        return tokens.word[token + 1 : token + 2] == ["t"]
    if word == "t":
        return token > 0 and tokens.word[token - 1] in _APOSTROPHES
    return word in _PARTICLES or word in ("'t", "’t")


def goes_on(tokens: Tokens, token: int) -> bool:
    """Whether a name goes on with a word that is written small."""
    word = tokens.word[token]
    return word in names.PARTICLES or is_hyphen(tokens, token) or is_elided(word)


def is_elided(word: str) -> bool:
    """Whether a word written small is a surname with its particle: "d'Ulm", "dell'Orto"."""
    return bool(_ELIDED.match(word))


def is_led(name: str) -> bool:
    """Whether a surname begins with a particle or an article: "al-Hamdi", "van Ulm"."""
    first = name.split()[0].lower()
    return first in _PARTICLES or first.partition("-")[0] in names.ARTICLES


def with_suffix(tokens: Tokens, last: int) -> int:
    """Return the end of a person's name with "Jr." after a comma."""
    comma = last < len(tokens) - 1 and tokens.word[last] == ","
    return last + 2 if comma and tokens.lower[last + 1].rstrip(".") in ("jr", "sr") else last


def is_hyphen(tokens: Tokens, token: int) -> bool:
    """Whether a token is a hyphen inside a word."""
    return (
        tokens.word[token] == "-"
        and 0 < token < len(tokens) - 1
        and tokens.end[token - 1] == tokens.start[token]
        and tokens.end[token] == tokens.start[token + 1]
    )
