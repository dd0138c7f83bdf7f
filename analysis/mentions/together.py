"""Those who speak together: "Ana Brodin and Tom Velde", "Brodin and her clerks", "he and Velde"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..types import ActorKind, MentionForm
from . import roles
from .antecedents import ResolvedMention
from .tokens import Tokens

_OPENING = frozenset({"his", "her", "their", "its", "other", "several", "some", "fellow", "the"})
_PLURAL = frozenset({"NNS", "NNPS"})
MOST = 6
"""So many are listed at most."""


@dataclass(frozen=True, slots=True)
class Joint:
    """Two or more as one: their names in full, the tokens ``[first, last)``, their last head."""

    name: str
    first: int
    last: int
    head: int
    people: bool


def read(
    tokens: Tokens, at: Mapping[int, ResolvedMention], head: int, inside: range | None = None
) -> Joint | None:
    """Return those whom a noun and what is joined to it name, None where one of them is unclear.

    Args:
        tokens: the article.
        at: the mentions by their tokens.
        head: the first of them, a name or a pronoun.
        inside: the tokens that they must stand in, if that is known.
    """
    heads = _joined(tokens, head)
    if not 2 <= len(heads) <= MOST or (inside is not None and heads[-1] not in inside):
        return None
    first_of_all = at.get(head)
    if first_of_all is None or first_of_all.form is MentionForm.ROLE:
        return None
    parts = [_part(tokens, at, token) for token in heads]
    if not all(parts) or len(set(parts)) < len(parts):
        return None
    named = [at[token] for token in heads if token in at]
    *most, last = [part for part in parts if part]
    end = roles.phrase(tokens, heads[-1])[1]
    return Joint(
        f"{', '.join(most)} and {last}",
        first_of_all.first,
        max(end, heads[-1] + 1),
        heads[-1],
        all(mention.member.kind is ActorKind.PERSON for mention in named),
    )


def _joined(tokens: Tokens, head: int) -> list[int]:
    """Return a noun and those that "and" joins to it, in order."""
    found: list[int] = []
    waiting = [head]
    while waiting and len(found) <= MOST:
        token = waiting.pop()
        found.append(token)
        words = {tokens.lower[c] for c in tokens.children[token] if tokens.dep[c] == "cc"}
        if words <= {"and"}:
            waiting += [c for c in tokens.children[token] if tokens.dep[c] == "conj"]
    return sorted(found)


def _part(tokens: Tokens, at: Mapping[int, ResolvedMention], head: int) -> str | None:
    """Return the name of one of them: in full, or as written for people without one."""
    if any(tokens.tag[child] == "POS" for child in tokens.children[head]):
        return None  # "Brodin and the Gazette's Tom Velde"
    beside = (c for c in tokens.children[head] if tokens.dep[c] == "appos")
    named = (at[each] for each in (head, *beside) if each in at)
    mention = next((m for m in named if m.form is not MentionForm.ROLE), None)
    if mention is not None:
        return mention.member.name
    first, last = roles.phrase(tokens, head)
    several = tokens.tag[head] in _PLURAL and roles.is_known(tokens.lemma[head].lower())
    return tokens.words(first, last) if several and tokens.lower[first] in _OPENING else None
