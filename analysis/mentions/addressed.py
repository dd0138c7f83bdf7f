"""Who answers: “Where is it?” Brodin asked Haller. “In the bank,” he said.

Whoever is asked in the sentence before goes on to speak; whoever is told something there does where
the verb says that it is a reply.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..types import ActorKind, MentionForm
from .antecedents import ResolvedMention, Stage
from .local_actors import Member
from .speaker_candidates import Source

REPLIES = frozenset({"reply", "answer", "respond", "retort", "counter"})
"""Verbs of who speaks to somebody that has just spoken, by their lemmas."""

PARAGRAPHS = 1
"""So many paragraphs before the answer the question may stand."""

WORDS = 60
"""So many words before the answer a question is looked for."""


def who_answers(
    stage: Stage, at: Mapping[int, ResolvedMention], source: Source, last: int
) -> Member | None:
    """Return the person whom the sentence before a source's words asks.

    Args:
        stage: the article.
        at: its mentions by the token of their head.
        source: who answers.
        last: the last word before what is answered, below 0 for none.
    """
    tokens = stage.tokens
    if last < 0 or tokens.paragraph[source.head] - tokens.paragraph[last] > PARAGRAPHS:
        return None
    addressing = {"ask"}
    if tokens.lemma[tokens.head[source.head]] in REPLIES:
        addressing.add("tell")
    first = tokens.sentences[tokens.sentence[last]][0]
    for verb in range(last, max(first, last - WORDS) - 1, -1):
        told = tokens.tag[verb] in ("VBD", "VBZ") and not stage.quoted[verb]
        if told and tokens.lemma[verb] in addressing:
            return _object(stage, at, verb)
    return None


def _object(stage: Stage, at: Mapping[int, ResolvedMention], verb: int) -> Member | None:
    """Return the person named as the object of a verb, None where he is to do something."""
    tokens = stage.tokens
    own = tokens.children[verb]
    if any(tokens.dep[child] == "xcomp" for child in own):
        return None  # "asked Haller to leave"
    objects = (at.get(child) for child in own if tokens.dep[child] in ("dobj", "dative"))
    people = (
        mention.member
        for mention in objects
        if mention is not None
        and mention.form is MentionForm.NAME
        and mention.member.kind is ActorKind.PERSON
    )
    return next(people, None)
