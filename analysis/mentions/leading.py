"""Words before a name that are none of it: "Organizer Ana Brodin", "RB Tom Velde", "Ulmen Ana"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from onrecord.analysis import names

from . import roles
from .tokens import SUBJECT, Tokens

if TYPE_CHECKING:
    from .spelled import Spelled

SMALL = -3
"""A word that is so much more usual in small letters is no part of a person's name."""

_DOER = re.compile(r"(?:lete|ist|ian|er|or|man|woman|ess)$")
"""How words for what somebody does end: "Biathlete", "Goalkeeper"."""

_EASTERN = re.compile(r"[A-Z][a-z]+-[a-z]+")
"""A given name behind the surname: "Principal Park Mi-sook"."""

_HOLDS = frozenset({"of", "at", "for", "from", "in"})
"""Before a single name that is no person's: "the president of Ulmia"."""

SPEECH = names.words("speech verbs")
WEEKDAYS = names.words("weekdays")

TRADES = names.words("trades of firms")

FAR = 16
"""Tokens after a name within which a colon may lead to what is said."""

MOST = 3
"""So many words are cut off at most."""


def cut(tokens: Tokens, found: Iterable[Spelled]) -> Iterator[Spelled]:
    """Cut roles, adjectives and places off the names of persons; roles become titles.

    What is left begins with a given name, or is the surname of somebody whom the article names.
    """
    found = list(found)
    surnames = {
        names.fold(words[-1])
        for name in found
        if name.label == "PERSON"
        and len(words := name.name.split()) > 1
        and any(names.is_given(word) for word in words[:-1][:2])
    }
    places = {
        names.fold(name.name)
        for name in found
        if name.label == "GPE" and not _speaks(tokens, range(name.first, name.last))
    }
    bodies = {
        names.fold(name.name)
        for name in found
        if " " not in name.name and name.first and tokens.lower[name.first - 1] in _HOLDS
    }
    _give_titles(found)
    for name in found:
        if name.label == "ORG" and _is_called_by_trade(name.name):
            name.label = "PERSON"
        if _is_firm_behind_trade(tokens, name):
            name.name, name.first = name.name.partition(" ")[2], name.first + 1
        for _ in range(MOST):
            if not _leads(tokens, name, surnames, places, bodies):
                break
            word, _, name.name = name.name.partition(" ")
            name.first += 1
            if roles.is_role(word.lower()):
                name.title = f"{name.title} {word}".strip()
        yield name


def _give_titles(found: Iterable[Spelled]) -> None:
    """Read "Countess Brodin" as a person's title and surname where "Count Brodin" is named too."""
    found = list(found)
    titles: dict[str, set[str]] = {}
    for name in found:
        title, last = _gendered_title(name)
        titles.setdefault(names.fold(last), set()).add(title)
    for name in found:
        title, last = _gendered_title(name)
        apart = len(titles[names.fold(last)] - {""}) > 1
        if title and not name.title and " " not in last and apart:
            name.title, name.name, name.label = name.name.partition(" ")[0], last, "PERSON"
            name.first += 1


def _gendered_title(name: Spelled) -> tuple[str, str]:
    """Return the title of a name that tells man from woman, if it has one, and what it is of."""
    before, _, last = name.name.partition(" ")
    if not name.title and last and before.lower() in names.GENDERED_TITLES:
        return before.lower(), last
    given = names.tokens(name.title)
    gendered = [word for word in given if word in names.GENDERED_TITLES]
    return (gendered or [""])[-1], name.name.rpartition(" ")[2]


def _speaks(tokens: Tokens, name: range) -> bool:
    """Whether a name is the subject of a verb of saying."""
    head = tokens.head_of(name)
    return tokens.dep[head] in SUBJECT and tokens.lemma[tokens.head[head]] in SPEECH


def _is_called_by_trade(name: str) -> bool:
    """Whether a name is a person's behind what he does: "Grocer Ilmari Brodin"."""
    first, *rest = name.split()
    return (
        len(rest) == 2
        and roles.is_role(first.lower())
        and not names.is_given(first)
        and (names.is_given(rest[0]) or bool(_EASTERN.fullmatch(rest[1])))
        and not (names.words("organisation words") | names.LEGAL) & {rest[1].lower()}
    )


def _is_firm_behind_trade(tokens: Tokens, name: Spelled) -> bool:
    """Whether a firm's name at the head of a sentence follows its trade: "Retailer Brodex"."""
    first, *rest = name.name.split()
    opens = not name.first or tokens.sentence[name.first - 1] != tokens.sentence[name.first]
    whole = len(rest) + 1 == name.last - name.first
    trade = first.lower() in TRADES or (first.endswith("maker") and len(first) > len("maker"))
    return bool(rest) and opens and whole and trade and rest[0][:1].isupper()


def _leads(
    tokens: Tokens,
    name: Spelled,
    surnames: Collection[str],
    places: Collection[str],
    bodies: Collection[str],
) -> bool:
    """Whether the first word of a name is none of it."""
    first, *rest = name.name.split()
    if not rest or len(rest) >= name.last - name.first or name.label not in ("PERSON", ""):
        return False
    if first.lower() in WEEKDAYS and name.first and tokens.lower[name.first - 1] == "on":
        return True  # "On Sunday Brodin wrote"
    if first == "Said" and len(rest) > 1 and _leads_to_a_colon(tokens, name):
        return True
    if names.is_given(first) or not first.isalpha() or first.lower() in names.PARTICLES:
        return False
    named = names.is_given(rest[0]) and (len(rest) > 1 or name.label == "PERSON")
    opens = tokens.sentence[name.first - 1] != tokens.sentence[name.first] if name.first else True
    if len(rest) > 1:
        foreign = _is_place(first, places) or _is_short(first)
        if name.label == "PERSON" and names.fold(first) in bodies and len(rest) == 2:
            return True
        doer = _DOER.search(first) and tokens.leaning(first) < 0
        if opens and (roles.is_role(first.lower()) or doer):
            return True  # "Climber Oroyat Ubu", whose given name is rare
        return named and (foreign or _is_plain(tokens, first))
    if named and (roles.is_role(first.lower()) or _is_place(first, places)):
        return True
    known = names.fold(rest[0]) in surnames and tokens.leaning(rest[0]) >= 0
    doer = opens and bool(_DOER.search(first))
    return known and (_is_plain(tokens, first) or doer)


def _leads_to_a_colon(tokens: Tokens, name: Spelled) -> bool:
    """Whether nothing but more of a person follows a name up to a colon: "Said Ana Brodin: ..."."""
    for token in range(name.last, min(name.last + FAR, len(tokens))):
        if tokens.word[token] == ":":
            return True
        if tokens.pos[token] in ("VERB", "AUX", "SPACE") or tokens.word[token] == ".":
            return False
    return False


def _is_plain(tokens: Tokens, word: str) -> bool:
    """Whether a word is a role, or one that seldom has a capital."""
    return roles.is_role(word.lower()) or tokens.leaning(word) <= SMALL


def _is_place(word: str, places: Collection[str]) -> bool:
    return names.fold(word) in places or names.region(word) or names.country_of(word) is not None


def _is_short(word: str) -> bool:
    """Whether a word is a short form for what somebody is: "RB", "MP"."""
    return word.isupper() and 1 < len(word) < 4
