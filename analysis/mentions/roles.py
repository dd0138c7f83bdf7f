"""Roles: what a person is called instead of a name, and which roles agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from .. import names
from ..types import ActorKind
from .tokens import Tokens

if TYPE_CHECKING:
    from .cast import Cast, Member
    from .references import Heard

ARTICLES = frozenset({"the", "this", "that", "these", "those"})
_MODIFIERS = frozenset({"amod", "compound", "nmod", "poss", "nummod", "advmod", "det"})


@dataclass(frozen=True, slots=True)
class Role:
    """A role: the lemma of its head, the other words that say something, as written."""

    head: str
    words: frozenset[str]
    text: str
    definite: bool = False
    plural: bool = False


@cache
def _families() -> dict[str, frozenset[str]]:
    """Return for each head of a role the general words that may stand for it."""
    table: dict[str, set[str]] = {}
    for line in names.lines("roles.txt"):
        general, _, special = line.partition(":")
        if special:
            for word in (*special.split(), *general.split()):
                table.setdefault(word, set()).update(general.split())
    return {word: frozenset(generals) for word, generals in table.items()}


@cache
def bodies() -> frozenset[str]:
    """Return the nouns that stand for a body: the company, the ministry."""
    return frozenset(word for line in names.lines("bodies.txt") for word in line.split())


def is_role(lemma: str) -> bool:
    """Whether a noun is one that persons are called by."""
    return lemma in _families() or names.is_title(lemma)


def phrase(tokens: Tokens, head: int) -> tuple[int, int]:
    """Return the range of a noun phrase: its head with what stands before it, and "of" phrases."""
    first = head
    while (
        first > 0
        and head - first < 12
        and tokens.sentence[first - 1] == tokens.sentence[head]
        and tokens.dep[first - 1] in (*_MODIFIERS, "punct", "case")
        and tokens.word[first - 1] not in (",", ";", ":", '"', "(", ")")
        and (tokens.head[first - 1] >= first)
    ):
        first -= 1
    while first < head and tokens.pos[first] in ("PUNCT", "SPACE"):
        first += 1
    last = head + 1
    for child in tokens.children[head]:
        if child == last and tokens.lower[child] in ("of", "for", "to", "in", "at"):
            last = max(last, tokens.edges(child, 12)[1])
    return first, last


def read(tokens: Tokens, first: int, last: int, head: int) -> Role | None:
    """Return the role that a noun phrase names, or None where it names none."""
    lemma = tokens.lemma[head].lower()
    if not (is_role(lemma) or lemma in bodies()):
        return None
    words = frozenset(
        tokens.lemma[i].lower()
        for i in range(first, last)
        if i != head and tokens.pos[i] in ("NOUN", "PROPN", "ADJ")
    )
    return Role(
        lemma,
        words,
        tokens.words(first, last),
        tokens.lower[first] in ARTICLES,
        tokens.tag[head] in ("NNS", "NNPS"),
    )


def of_members(tokens: Tokens, cast: Cast, named: Sequence[Heard]) -> dict[Member, list[Role]]:
    """Collect the roles that the article gives its members: titles, appositions, "is a"."""
    found: dict[Member, list[Role]] = {}
    for mention in named:
        member = mention.member
        for first, last, head in _beside(tokens, mention):
            text = tokens.words(first, last)
            words = frozenset(
                tokens.lemma[i].lower()
                for i in range(first, last)
                if i != head and tokens.pos[i] in ("NOUN", "PROPN", "ADJ")
            )
            if text not in member.roles and len(member.roles) < 12:
                member.roles[text] = tuple(words)
            found.setdefault(member, []).append(Role(tokens.lemma[head].lower(), words, text))
        for title in list(member.roles):
            parts = names.tokens(title)
            if parts and not any(role.text == title for role in found.get(member, ())):
                found.setdefault(member, []).append(Role(parts[-1], frozenset(parts[:-1]), title))
    return found


def _beside(tokens: Tokens, mention: Heard) -> list[tuple[int, int, int]]:
    """Return range and head of each role that stands beside a name."""
    found = []
    if mention.member.kind is ActorKind.PERSON:
        first = mention.first
        while (
            first > 0
            and mention.first - first < 12
            and tokens.sentence[first - 1] == tokens.sentence[mention.first]
            and tokens.pos[first - 1] in ("NOUN", "PROPN", "ADJ")
        ):
            first -= 1
        if first < mention.first and is_role(tokens.lemma[mention.first - 1].lower()):
            found.append((first, mention.first, mention.first - 1))
    for child in tokens.children[mention.head]:
        if tokens.dep[child] == "appos" and tokens.pos[child] in ("NOUN", "PROPN"):
            a, b = phrase(tokens, child)
            if mention.last <= a:
                found.append((a, b, child))
    head = tokens.head[mention.head]
    if tokens.dep[mention.head] == "appos" and tokens.pos[head] in ("NOUN", "PROPN"):
        a, b = phrase(tokens, head)
        b = min(b, mention.first)
        if a <= head < b:
            while b > a and tokens.pos[b - 1] == "PUNCT":
                b -= 1
            found.append((a, b, head))
    if tokens.dep[mention.head] == "nsubj" and tokens.lemma[head] == "be":
        found.extend(
            (*phrase(tokens, child), child)
            for child in tokens.children[head]
            if tokens.dep[child] == "attr" and tokens.pos[child] in ("NOUN", "PROPN")
        )
    return [
        (a, b, h)
        for a, b, h in found
        if is_role(tokens.lemma[h].lower()) or tokens.lemma[h].lower() in bodies()
    ]


def fit(role: Role, member: Member, known: Sequence[Role]) -> float:
    """Return how well a role agrees with a member, 0 where it does not."""
    if role.plural:
        return 0.0
    if role.head in bodies() and not _families().get(role.head):
        if member.kind is ActorKind.PERSON:
            return 0.0
        own = {word for name in member.spellings for word in names.tokens(name)}
        best = 1.0 if member.kind is ActorKind.ORGANISATION else 0.0
        if role.head in own:
            best += 3.0
        if any(role.head == other.head for other in known):
            best += 3.0
        return best + 0.5 * len(role.words & own) if best else 0.0
    if member.kind is not ActorKind.PERSON:
        return 0.0
    gender = names.gender_of(f"{role.head} x x")
    if gender and member.gender and gender != member.gender:
        return 0.0
    best = 0.0
    generals = _families()
    for other in known:
        shared = 0.6 * len(role.words & other.words)
        if role.head == other.head:
            best = max(best, 3.0 + shared)
        elif role.head in generals.get(other.head, ()):
            best = max(best, 1.5 + shared)
        elif role.head in other.words:
            best = max(best, 1.0 + shared)
    return best
