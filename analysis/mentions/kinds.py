"""What a name names: a person, a body, a country, or nothing that acts.

The pipeline's label of one occurrence errs; all occurrences in the article together with what
stands around them (a title, an age, a verb of saying) and the form of the name seldom do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from onrecord.analysis import names

from ..types import ActorKind
from . import leading, roles, teams
from .name_votes import HONORIFICS, MARKS, Votes, count_votes
from .tokens import SUBJECT, Tokens

if TYPE_CHECKING:
    from .spelled import Spelled

ORGANISATION_WORDS = names.words("organisation words")
LEGAL = names.words("legal forms")
SURNAMES = names.words("titles that are surnames")
PLACE_WORDS = names.words("place words")
PLACE_OPENINGS = names.words("place openings")
PLACES = frozenset(
    {"in", "at", "from", "near", "outside", "across", "around", "into", "to", "inside", "through"}
)
NUMERAL = re.compile(r"[IVX]+")
"""What tells a monarch from another: "King Brodin II"."""

CAPITALS = 6
"""Letters of a word in capitals from which on it is a surname: "Ana BRODIN"."""

MONARCHS = frozenset({"king", "queen", "prince", "princess", "duke", "duchess", "pope", "emperor"})
STORMS = names.words("storms")
WEEKDAYS = names.words("weekdays")
_PARTY_AND_STATE = re.compile(r"[DRI]-[A-Z][\w.]*")
"""``D-Mich.`` after the name of a member of the American Congress."""

_INITIALS = re.compile(r"(?:[A-Z]\.?){1,3}")
_NOT_PERSON = {"ORG": 0.8, "GPE": 1.0, "NORP": 1.5, "LOC": 1.2, "FAC": 1.0, "EVENT": 1.0,
               "WORK_OF_ART": 0.4, "PRODUCT": 0.4, "": 0.4}  # fmt: skip
"""How much each label speaks against a person."""


def decide(tokens: Tokens, found: list[Spelled], speakers: frozenset[int]) -> None:
    """Set ``kind`` of every name; it stays None where the name is no actor's."""
    votes = count_votes(tokens, found, speakers)
    common = {
        w for w, pos in zip(tokens.word, tokens.pos, strict=True) if w.islower() and pos != "PROPN"
    }
    scores = {
        key: _score(key, name, vote, common) + _plainness(tokens, name, vote)
        for key, (name, vote) in votes.items()
    }
    speaking = {tokens.lower[token] for token in speakers if tokens.pos[token] != "PROPN"}
    for key in scores:
        # Persons are called by their last word afterwards; few bodies are.
        if " " in key and (alone := votes.get(key.rpartition(" ")[2])) is not None:
            scores[key] += 1.6 * alone[1].share("PERSON") if alone[1].share("PERSON") else 0.8
        given = key.partition(" ")[0]
        if " " in key and given in speaking and names.is_given(given):
            scores[key] += 0.8  # "Will Brodin", "Will said"
    storms = {key.rpartition(" ")[2] for key in votes if key.partition(" ")[0] in STORMS}
    for key in storms & scores.keys():
        scores[key] -= 9.0  # "Ana" of "Hurricane Ana"
    people = _shortened(
        tokens, found, [key for key, score in scores.items() if " " in key and score > 0]
    )
    georgia = any(sign in votes for sign in names.words("signs of the country georgia"))
    parsed = [names.parse(key) for key in people]
    surnames = {word for person in parsed for word in person.surname[-1:]}
    surnames |= set(map(names.first_surname, parsed)) - {""}
    respelled = {names.loose(word) for word in surnames} - {""}
    surnames |= {names.sound(word) for word in surnames}
    givens = {person.given[0] for person in parsed if person.given}
    endings = {ending for key in people for ending in _endings(key)}
    for name in found:
        key = names.fold(name.name)
        score = scores[key]
        parts = names.parse(key)
        last = parts.surname[-1] if parts.surname and not parts.given else ""
        bearer = bool(last) and (
            last in surnames or names.sound(last) in surnames or names.loose(last) in respelled
        )
        if bearer:
            score += 6.0
        elif key in givens:
            score += 6.0 if votes[key][1].share("PERSON") else 4.0
        elif key in endings:
            score += 4.0
        speaks = tokens.head_of(range(name.first, name.last)) in speakers
        name.kind = _kind(tokens, name, key, score, votes[key][1], speaks)
        if key == "georgia" and not georgia:
            name.kind = None  # the state of the USA
        if key in MONARCHS and votes[key][1].article:
            name.kind = None  # "the Queen" is a role
    _initials_of_bodies(found)
    _people_in_general(tokens, found)
    teams.decide(tokens, found, {key: vote for key, (_, vote) in votes.items()})


def _endings(key: str) -> Iterator[str]:
    """Yield the ends of several words that a full name may be called by: "Garcia Brodin"."""
    words = key.split()
    for first in range(1, len(words) - 1):
        yield " ".join(words[first:])


def _initials_of_bodies(found: Iterable[Spelled]) -> None:
    """Let a word of capitals be a body where it is the initials of one that is named in full."""
    initials = {
        names.initials(name.name).upper()
        for name in found
        if name.kind is ActorKind.ORGANISATION and " " in name.name
    }
    for name in found:
        letters = name.name.replace(".", "")
        if name.kind is None and len(letters) > 1 and letters.isupper() and letters in initials:
            name.kind = ActorKind.ORGANISATION


def _people_in_general(tokens: Tokens, found: Iterable[Spelled]) -> None:
    """Let plurals of what people are be no bodies if each opens a sentence: "Farmers waited"."""
    opening: dict[str, bool] = {}
    for name in found:
        key = names.fold(name.name)
        opens = name.first == tokens.sentences[tokens.sentence[name.first]][0]
        opens |= tokens.word[name.first - 1] in MARKS
        opening[key] = opening.get(key, True) and opens
    for name in found:
        key = names.fold(name.name)
        general = name.kind is ActorKind.ORGANISATION and opening[key] and teams.is_plural(key)
        if general and roles.is_role(key[:-1]):
            name.kind = None


def _shortened(tokens: Tokens, found: Iterable[Spelled], people: list[str]) -> list[str]:
    """Cut names that run on after or before a person's: "Ana Brodin Arrested" in a headline.

    Returns the people without those that were cut.
    """
    known = set(people)
    cut: set[str] = set()
    for name in found:
        words = name.name.split()
        if len(words) < 3 or len(words) != name.last - name.first:
            continue
        end = len(words)
        for first, last in ((0, end - 1), (0, 2), (1, end), (end - 2, end)):
            part = names.fold(" ".join(words[first:last]))
            if part in known and " " in part:
                rest = words[:first] + words[last:]
                if any(names.is_given(word) or len(word.strip(".")) == 1 for word in rest):
                    continue
                if first and _is_surname(tokens, part, rest):
                    continue
                cut.add(names.fold(name.name))
                name.first, name.last = name.first + first, name.first + last
                name.name = " ".join(words[first:last])
                break
    return [key for key in people if key not in cut]


def _is_surname(tokens: Tokens, part: str, rest: list[str]) -> bool:
    """Whether a name with a particle is the surname behind a rare given name: "Yitzhak ben Ami"."""
    led = any(word in names.PARTICLES for word in part.split())
    role = any(
        roles.is_role(word.lower()) or tokens.leaning(word) <= leading.SMALL for word in rest
    )
    return led and not role


def _score(key: str, name: Spelled, vote: Votes, common: set[str]) -> float:
    """Return above 0 where a name is a person's, by its form and by all its occurrences."""
    words = name.name.replace("[", "").replace("]", "").split()
    folded = names.tokens(name.name)
    against = sum(
        _NOT_PERSON.get(label, 0.5) * n for label, n in vote.labels.items() if label != "PERSON"
    )
    score = 1.5 * (vote.labels.get("PERSON", 0) - against) / vote.count
    score += 2.0 * bool(vote.title) + 3.0 * bool(vote.honour) + 1.5 * bool(vote.aside)
    score += 0.8 * bool(vote.speaks) + 1.5 * bool(vote.role) + 2.0 * bool(vote.apposed)
    score -= 1.5 * vote.article / vote.count
    if (
        len(key) < 2
        or key.rstrip(".") in HONORIFICS
        or key in WEEKDAYS
        or any(c.isdigit() or c in "&@#_/" for c in key)
        or len(words) > 5
    ):
        return -9.0
    if names.country(key) or names.adjective_country(key) or names.region(key):
        score -= 4.0
    elif names.seat_country(name.name) and not names.is_given(key):
        score -= 2.0  # "Lisbon has not replied"
    elif key in names.peoples() and not names.is_given(key):
        score -= 4.0  # "the Sicilian"
    if any(word in ORGANISATION_WORDS or word in LEGAL for word in folded[1:] or folded):
        score -= 4.0
    if any(word in PLACE_WORDS for word in folded[1:] or folded):
        score -= 1.0 if vote.share("PERSON") > 0.8 else 4.0  # "Ana Woods" is a person's name
    if folded[:1] and folded[0] in PLACE_OPENINGS and len(folded) > 1:
        score -= 4.0  # "Port Ulmen"
    if len(words) == 1 or NUMERAL.fullmatch(words[-1]):
        # "King Brodin", "King Brodin II", whom the pipeline does not know for a name
        reigns = not MONARCHS.isdisjoint(names.tokens(name.title)) and not vote.modifier
        score += 1.5 * reigns
    if names.is_title(words[-1]) and not (folded[-1] in SURNAMES and names.is_given(words[0])):
        score -= 4.0
    if len(words) > 2 and folded[-1] in names.SUFFIXES and names.is_given(words[0]):
        return score + 3.0  # "Ana Brodin III"
    if len(words) > 1:
        if len(words[-1]) > 1 and words[-1].isalpha() and words[-1].isupper():
            letters = len(words[-1]) < CAPITALS and not NUMERAL.fullmatch(words[-1])
            letters = letters or bool(names.organisation(words[-1]))
            score -= 4.0 * bool(letters and not words[0].isupper())  # "Ana PAC"
        acronym = words[0].isupper() and not words[-1].isupper()
        if names.is_given(words[0]) and not acronym and folded[0] not in names.PARTICLES:
            score += 1.2
        elif _INITIALS.fullmatch(words[0]) and len(words[0].replace(".", "")) < 3:
            score += 0.4
        else:
            score -= 0.4
        if not all(word[:1].isupper() or _is_small_part(word) for word in words):
            score -= 2.0
        if words[0].lower() in common or words[-1].lower() in common:
            score -= 0.6
    else:
        # One word alone: something has to speak for it beside the label.
        score -= 1.6
        score += 0.5 * names.is_given(key) + 0.4 * (vote.count > 1)
        score += 1.5 * (name.kin and names.is_given(key))  # "her brother, Lukas,"
        # "Wangi, a resident of Ulmen, stayed", whom the pipeline does not know for a name
        score += 0.5 * bool(vote.role and vote.acts and vote.labels.get("", 0) == vote.count)
        # and "Budi", whom it takes for a place, though he does nothing but speak
        speaks = 1 < vote.count == vote.speaks and not names.seat_country(key)
        score += 1.5 * (speaks and names.is_given(key))
        score -= 3.0 * (words[0].lower() in common)
        score -= 1.0 * vote.modifier / vote.count
        if words[0].isupper() and len(key) < 6:
            score -= 2.0
    return score


def _plainness(tokens: Tokens, name: Spelled, vote: Votes) -> float:
    """Return what speaks against a person in the words themselves and before them, 0 or less."""
    words = name.name.split()
    score = -3.0 * (vote.place + vote.work) / vote.count - 9.0 * bool(vote.vessel)
    if not names.is_given(words[0]):
        score -= 2.5 * vote.body / vote.count  # "the employers' union Brodin"
    if vote.article and len(words) > 1 and teams.is_plural(words[-1]):
        score -= 0.0 if teams.is_surname(words[-1]) else 2.5
    if all(len(word.strip(".")) == 1 for word in words):
        return score - 9.0  # "U. S."
    if names.is_given(words[0]):
        return score
    if len(words) < 2:
        return score - 2.0 * (tokens.leaning(words[0]) < leading.SMALL)  # "Turns"
    if not names.parse(name.name).given:
        score -= 1.2  # "La Brodina"
    sure = vote.count > 1 and vote.share("PERSON") == 1
    if not sure and all(tokens.leaning(word) < 0 for word in words):
        score -= 1.5  # "Burns Down", "Medical Examiner"
    elif tokens.leaning(words[0]) <= leading.SMALL:
        score -= 1.0  # "Morning Ana"
    if names.country_of(words[0]) or names.region(words[0]):
        score -= 2.0  # "Ulmia Telecom"
    return score


def _is_small_part(word: str) -> bool:
    """Whether a word of a name is written small: "von", "al-Hamdi"."""
    article, hyphen, _ = word.partition("-")
    return word in names.PARTICLES or bool(hyphen and article in names.ARTICLES)


def _kind(
    tokens: Tokens, name: Spelled, key: str, score: float, vote: Votes, speaks: bool
) -> ActorKind | None:
    """Return the kind of one occurrence, None where it names no actor.

    ``speaks`` tells that it is given as a speaker: "according to Brodin" is no way to a place.
    """
    if _PARTY_AND_STATE.fullmatch(name.name):
        return None
    before = tokens.lower[name.first - 1] if name.first else ""
    person = name.label == "PERSON" or vote.speaks > 0
    if names.country(name.name) and not (score > 0 and person and before not in PLACES):
        return ActorKind.COUNTRY
    if score > 0:
        place = name.label in ("GPE", "LOC") and before in PLACES and " " not in key
        return None if place and not speaks else ActorKind.PERSON
    if country := names.adjective_country(name.name):
        noun = tokens.tag[name.last - 1] in ("NNPS", "NNS")
        return ActorKind.COUNTRY if country and (noun or _has_side(tokens, name)) else None
    if names.seat_country(name.name):
        return ActorKind.COUNTRY if _acts(tokens, name) else None
    if names.organisation(name.name):
        return ActorKind.ORGANISATION
    if names.region(name.name):
        return None
    if vote.speaks and name.label in ("PERSON", "PRODUCT"):
        return ActorKind.ORGANISATION  # a service, a brand
    if vote.body * 2 >= vote.count and name.label not in ("GPE", "LOC", "NORP"):
        return ActorKind.ORGANISATION  # "the charity Brodem"
    if name.label not in ("ORG", "FAC", ""):
        return None
    if key in names.words("platforms") and not (vote.speaks or vote.acts or speaks):
        return None  # "wrote in his Telegram channel"
    if vote.labels.get("ORG", 0) * 2 < vote.count or _is_fragment(tokens, name):
        return None
    return ActorKind.ORGANISATION


def _is_fragment(tokens: Tokens, name: Spelled) -> bool:
    """Whether an organisation's label fell on a piece of a title or of a role."""
    if all(names.is_title(word) for word in name.name.split()):
        return True
    following = tokens.word[name.last] if name.last < len(tokens) else ""
    words = names.tokens(name.name)
    part = names.is_title(words[-1]) or words[-1] in ORGANISATION_WORDS
    return part and len(words) == 1 and bool(following) and names.is_title(following)


def _has_side(tokens: Tokens, name: Spelled) -> bool:
    """Whether a country's adjective speaks for the country: "the Danish side"."""
    following = tokens.lower[name.last] if name.last < len(tokens) else ""
    return following in ("side", "government", "authorities", "leadership", "state")


def _acts(tokens: Tokens, name: Spelled) -> bool:
    """Whether a seat of government stands for the government rather than the place."""
    before = tokens.lower[name.first - 1] if name.first else ""
    if before == "the" and name.first > 1:
        before = tokens.lower[name.first - 2]
    if before in PLACES or before in ("of", "leave", "visit", "(", "downtown", "central"):
        return False
    head = tokens.head_of(range(name.first, name.last))
    if before == ",":  # "Meanwhile, Moscow said"; "the talks in Perm, Moscow"
        return tokens.dep[head] in SUBJECT
    return tokens.dep[head] in SUBJECT or tokens.dep[head] in ("poss", "pobj", "dobj", "conj")
