"""Persons whose name follows that of what they hold: "the Minister of Shipping Ana Brodin".

English puts a comma there; copy translated from other languages does not, and the pipeline takes
office and name for one body.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.analysis import names

from . import roles
from .leading import SMALL
from .tokens import Tokens

if TYPE_CHECKING:
    from .spelled import Spelled

ORGANISATION_WORDS = names.words("organisation words")
_PORTFOLIOS = names.words("portfolios")
_MINISTERS = frozenset({"minister", "secretary", "undersecretary", "commissioner"})
"""Who is of a portfolio."""

LONGEST_OFFICE = 14
"""Tokens between a role and the name of its holder, at most."""

_DEPUTY = frozenset({"deputy", "vice", "acting", "chief"})
"""What makes a holder of an office of any noun after it: "the deputy akim of"."""

_SEATED = frozenset({"mayor", "governor", "prefect", "bishop", "archbishop", "emir", "akim"})
"""Who heads a place that is named right after "of"."""

_SKIPPED = frozenset({"the", "a", "an", "this", "our", "its", "their"})


def cut(tokens: Tokens, found: Iterable[Spelled]) -> Iterator[Spelled]:
    """Part what somebody holds from the name that follows it without a comma."""
    for name in found:
        count = len(name.name.split())
        if _is_office_alone(tokens, name):
            continue
        if count == name.last - name.first and (at := _after_seat(name)):
            words = name.name.split()[at:]
            yield replace(name, first=name.first + at, label="PERSON", name=" ".join(words))
            continue
        at = _begins(tokens, name) if count == name.last - name.first > 2 else 0
        if at:
            middle = name.first + at
            words = name.name.split()
            office = replace(name, last=middle, label="ORG", name=" ".join(words[:at]))
            if not _is_office_alone(tokens, office):
                yield office
            yield replace(name, first=middle, label="PERSON", name=" ".join(words[at:]), title="")
        else:
            yield name


def _begins(tokens: Tokens, name: Spelled) -> int:
    """Return the word of a name at which a person's begins, 0 where none does.

    The person's has a known given name, or two words that are no usual ones; the word before it
    is usually written small.
    """
    words = name.name.split()
    if (at := _after_portfolio(tokens, name)) > 0:
        return at
    if name.label == "PERSON" and len(words) == 3 and _runs_into(tokens, name):
        return 1
    if name.label not in ("ORG", "PERSON", "") or not is_held(tokens, name.first):
        return 0
    held = tokens.lower[name.first - 2]
    if name.label == "PERSON" and len(words) == 3 and (held in _SEATED or _is_deputy(tokens, name)):
        return int(not names.is_given(words[0]) and words[0].isalpha())
    for at in range(1, len(words) - 1):
        rest = words[at:]
        if not all(word[:1].isupper() and word.isalpha() and not word.isupper() for word in rest):
            continue
        if names.is_given(words[at - 1]) or len(rest) > 3 or _is_usual(tokens, rest[-1]):
            continue
        if names.is_given(rest[0]) and not names.country(rest[0]):
            return at
        strange = len(rest) == 2 and not _is_usual(tokens, rest[0])
        if strange and _is_common(tokens, words[at - 1]):
            return at
    return 0


def _after_portfolio(tokens: Tokens, name: Spelled) -> int:
    """Return the word at which a person begins: "Agriculture [Ana Brodin]", 0 where none does."""
    words = name.name.split()
    at = next((k for k, word in enumerate(words) if not is_portfolio(word)), 0)
    person = words[at:]
    named = len(person) in (2, 3) and all(word.istitle() for word in person)
    other = {word.lower() for word in person} & (_PORTFOLIOS | ORGANISATION_WORDS)
    return at if at and named and not other and ends_portfolio(tokens, name.first + at) else 0


def _is_office_alone(tokens: Tokens, name: Spelled) -> bool:
    """Whether a name is nothing but what a minister is of: "Secretary of Labor"."""
    words = name.name.split()
    return all(map(is_portfolio, words)) and ends_portfolio(tokens, name.last)


def is_portfolio(word: str) -> bool:
    """Whether ministers are of what a word says: "Agriculture"."""
    return word.lower() in _PORTFOLIOS


def ends_portfolio(tokens: Tokens, end: int) -> bool:
    """Whether a token ends what a minister is of: "Minister of Culture and Sport"."""
    at, least = end - 1, max(end - LONGEST_OFFICE, 0)
    while at > least and (is_portfolio(tokens.lower[at]) or tokens.lower[at] in ("and", ",")):
        at -= 1
    told = 0 < at < end - 1 and tokens.lower[at] in ("of", "for")
    return told and tokens.lower[at - 1] in _MINISTERS


def _after_seat(name: Spelled) -> int:
    """Return the word at which a person begins: "Regent of Ulm [Ana Brodin]", 0 where none does."""
    words = name.name.split()
    if name.label != "ORG" or len(words) < 5 or words[1] != "of":
        return 0
    if not roles.is_role(words[0].lower()):
        return 0
    at = next((k for k in range(3, len(words) - 1) if names.is_given(words[k])), 0)
    person = words[at:]
    named = all(word[:1].isupper() and word.isalpha() for word in person)
    return at if named and not any(word.lower() in ORGANISATION_WORDS for word in person) else 0


def _runs_into(tokens: Tokens, name: Spelled) -> bool:
    """Whether a name begins with the end of an office: "Roads and [Bridges Ana Brodin]"."""
    apart = not name.first <= tokens.head[name.first] < name.last
    given = names.is_given(tokens.word[name.first])
    return apart and not given and follows_office(tokens, name.first + 1)


def is_held(tokens: Tokens, first: int) -> bool:
    """Whether a role and "of" stand before a name: "president of the"."""
    at = first - 1
    while at > 0 and tokens.lower[at] in _SKIPPED:
        at -= 1
    if at <= 0 or tokens.lower[at] not in ("of", "for"):
        return False
    return roles.is_role(tokens.lower[at - 1]) or (at > 1 and tokens.lower[at - 2] in _DEPUTY)


def _is_deputy(tokens: Tokens, name: Spelled) -> bool:
    """Whether "deputy", a noun and "of" stand before a name: "the deputy akim of"."""
    return name.first > 2 and tokens.lower[name.first - 3] in _DEPUTY


def follows_office(tokens: Tokens, first: int) -> bool:
    """Whether a name follows what somebody heads without a comma: "president of the Union", Ana."""
    at = first - 1
    while at > 0 and first - at < LONGEST_OFFICE and tokens.sentence[at] == tokens.sentence[first]:
        small = tokens.lower[at] in _SKIPPED or tokens.lower[at] in ("of", "for", "and")
        if tokens.pos[at] != "PROPN" and not small:
            break
        if at < first - 1 and tokens.pos[at + 1] == "PROPN" and is_held(tokens, at + 1):
            return tokens.pos[first - 1] == "PROPN"
        at -= 1
    return False


def _is_common(tokens: Tokens, word: str) -> bool:
    """Whether a word is none of a person's name: "Shipping", "Federation"."""
    return tokens.leaning(word) < 0 or word.lower() in ORGANISATION_WORDS


def _is_usual(tokens: Tokens, word: str) -> bool:
    """Whether a word is more usual in small letters."""
    return tokens.leaning(word) <= SMALL
