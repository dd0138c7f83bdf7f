"""Whom "they" means: the subject before it that is more than one."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.analysis import names

from ..types import MentionForm
from . import roles, together
from .antecedents import ResolvedMention, Stage
from .local_actors import LocalActors
from .tokens import SUBJECT, Tokens

SENTENCES = 2
"""So many sentences before its own are looked at."""

_PLURAL = frozenset({"NNS", "NNPS"})
SURE = 0.7
"""How often "they" are whom it is taken for."""


def before(stage: Stage, local_actors: LocalActors, token: int) -> ResolvedMention | None:
    """Return the mention of those whom "they" means, None where no subject is more than one.

    The nearest people or bodies, two persons that one verb has together among them ("Brodin and
    Velde met") and those who speak; where there are none, whatever else is plural.
    """
    tokens = stage.tokens
    first = tokens.sentences[max(0, tokens.sentence[token] - SENTENCES)][0]
    at = {m.head: m for m in reversed(stage.mentions[-24:])}
    other = None
    for head in range(token - 1, first - 1, -1):
        if (tokens.dep[head] not in SUBJECT and head not in stage.said) or stage.quoted[head]:
            continue
        if any(head in content for content in stage.said[token]):
            continue
        joint = _joint(tokens, local_actors, head, at)
        if joint is not None:
            return joint
        if tokens.tag[head] in _PLURAL:
            if head in at or _may_speak(tokens, head):
                return at.get(head) or _phrase(tokens, local_actors, head)
            other = head if other is None else other
    return None if other is None else _phrase(tokens, local_actors, other)


def _may_speak(tokens: Tokens, head: int) -> bool:
    """Whether a plural noun means people or bodies: "residents", "Germans", "the unions"."""
    lemma = tokens.lemma[head].lower()
    opens = head == tokens.sentences[tokens.sentence[head]][0]
    proper = tokens.tag[head] == "NNPS" or (tokens.word[head][:1].isupper() and not opens)
    return proper or roles.is_known(lemma) or names.country_of(lemma) is not None


def _phrase(tokens: Tokens, local_actors: LocalActors, head: int) -> ResolvedMention:
    first, last = roles.phrase(tokens, head)
    member = local_actors.group(tokens.words(first, last), first)
    return ResolvedMention(first, last, head, MentionForm.ROLE, member, confidence=SURE)


def _joint(
    tokens: Tokens, local_actors: LocalActors, head: int, at: Mapping[int, ResolvedMention]
) -> ResolvedMention | None:
    """Return two or more who are one subject: "Ana Brodin and Tom Velde", "she and her aides"."""
    found = together.read(tokens, at, head)
    if found is None or not found.people:
        return None
    member = local_actors.group(found.name, found.first)
    return ResolvedMention(found.first, found.last, head, MentionForm.ROLE, member, confidence=SURE)
