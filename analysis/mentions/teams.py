"""Bodies that are called by a plural, sports teams above all: "the Harriers", "Ulmen" for short."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from onrecord.analysis import names

from ..types import ActorKind
from .tokens import Tokens

if TYPE_CHECKING:
    from .name_votes import Votes
    from .spelled import Spelled


def is_plural(word: str) -> bool:
    """Whether a word may be a plural: "Harriers"."""
    return len(word) > 3 and word.endswith("s") and not word.endswith("ss")


def is_surname(word: str) -> bool:
    """Whether what may be a plural is as well a surname made of a given name: "Williams"."""
    return names.is_given(word[:-1])


def decide(tokens: Tokens, found: Sequence[Spelled], votes: Mapping[str, Votes]) -> None:
    """Let teams be organisations, by whatever part of their names, where they are none yet.

    A plural is one that acts and has "the" before it somewhere in the article; so are the longer
    names that end with it.  A place is one where it plays, and where it acts and such a name
    begins with it.
    """
    families = {names.fold(n.name.split()[-1]) for n in found if n.kind is ActorKind.PERSON}
    alone = {key for key, vote in votes.items() if " " not in key and _is_team(key, vote)}
    alone -= {key for key in alone if key[:-1] in families or key[:-2] in families}
    full = {key for key, vote in votes.items() if _is_full(key, vote, alone)}
    alone |= {key.rpartition(" ")[2] for key in full}
    places = {key.rpartition(" ")[0] for key in full}
    places |= {names.fold(n.name) for n in found if n.label == "GPE" and _plays(tokens, n)}
    for name in found:
        key = names.fold(name.name)
        if name.kind is None and (
            key in alone or key in full or (key in places and _acts(tokens, name))
        ):
            name.kind = ActorKind.ORGANISATION


def _is_team(key: str, vote: Votes) -> bool:
    """Whether a name is a plural that acts, and that a people is not called by."""
    if not is_plural(key) or not vote.article or not vote.acts:
        return False
    persons = vote.share("PERSON") >= 0.5 and is_surname(key)
    return not persons and vote.share("NORP") < 0.5 and not names.adjective_country(key)


def _is_full(key: str, vote: Votes, alone: Collection[str]) -> bool:
    """Whether a name of several words ends with a team's."""
    before, _, last = key.rpartition(" ")
    named = _is_team(key, vote) and 2 * vote.labels.get("ORG", 0) >= vote.count
    return bool(before and is_plural(last) and (last in alone or named))


PLAYS = names.words("verbs of teams")


def _plays(tokens: Tokens, name: Spelled) -> bool:
    """Whether a name beats another, or is beaten."""
    head = tokens.head_of(range(name.first, name.last))
    dep, verb = tokens.dep[head], tokens.lemma[tokens.head[head]]
    return (dep == "nsubj" and verb in PLAYS) or (dep == "dobj" and verb in BEATS)


BEATS = frozenset({"beat", "defeat", "rout", "outscore"})


def _acts(tokens: Tokens, name: Spelled) -> bool:
    """Whether a name is what does something, has something, or is beaten."""
    head = tokens.head_of(range(name.first, name.last))
    return tokens.dep[head] in ("nsubj", "poss") or _plays(tokens, name)
