"""From the speaker as written to the actor: the last step of an attribution."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..types import ActorKind, MentionForm, Quotation, QuotationKind, Span
from . import roles
from .cast import Cast, Member
from .references import PRONOUNS, Heard
from .tokens import Tokens

STEPS = 6
"""Steps of a chain that are shown at most; the last is always the mention by name."""


def attribute(
    tokens: Tokens,
    cast: Cast,
    heard: list[Heard],
    quotations: Sequence[Quotation],
    heads: dict[Span, int],
) -> list[tuple[Quotation, Heard | None]]:
    """Return each quotation with the mention that its speaker is, adding mentions where needed."""
    at: dict[int, Heard] = {}
    for each in heard:
        at.update(dict.fromkeys(range(each.first, each.last), each))
    groups: dict[str, Member] = {}
    found: list[tuple[Quotation, Heard | None]] = []
    last: Heard | None = None
    for quotation in quotations:
        mention: Heard | None = None
        if quotation.speaker is not None and quotation.speaker in heads:
            mention = _mention(tokens, cast, heard, at, groups, quotation.speaker, heads)
        elif quotation.speaker is None and quotation.kind is QuotationKind.DIRECT and found:
            before = found[-1][0]
            if last is not None and quotation.start - before.end < 300:
                mention = last
        if mention is not None:
            chain = _chain(tokens, mention)
            quotation = replace(
                quotation, chain=chain, confidence=quotation.confidence * mention.confidence
            )
            last = mention
        found.append((quotation, mention))
    return found


def _mention(
    tokens: Tokens,
    cast: Cast,
    heard: list[Heard],
    at: dict[int, Heard],
    groups: dict[str, Member],
    speaker: Span,
    heads: dict[Span, int],
) -> Heard | None:
    """Return the mention that a speaker's span is."""
    head = heads[speaker]
    inside = tokens.within(speaker)
    if (mention := at.get(head)) is not None:
        return mention
    if tokens.lower[head] in PRONOUNS or tokens.pos[head] == "PRON":
        return None
    # "Finance Ministry spokeswoman Ana Brodin": the head may be taken for the title.
    people = [
        mention
        for token in inside
        if (mention := at.get(token)) is not None
        and mention.member.kind is ActorKind.PERSON
        and mention.form is MentionForm.NAME
        and tokens.dep[mention.head] not in ("poss", "pobj")
    ]
    if people:
        return people[-1]
    text = tokens.words(inside.start, inside.stop)
    lemma = tokens.lemma[head].lower()
    body = lemma in roles.bodies() and tokens.tag[head] not in ("NNS", "NNPS")
    key = text.lower()
    member = groups.get(key)
    if member is None:
        kind = ActorKind.ORGANISATION if body else ActorKind.GROUP
        member = groups[key] = cast.add(kind, text, inside.start)
    free = [token for token in inside if token not in at]
    if head not in free:
        return None
    first = last = head
    while first - 1 in free:
        first -= 1
    while last + 1 in free:
        last += 1
    mention = Heard(first, last + 1, head, MentionForm.ROLE, member, confidence=0.8)
    heard.append(mention)
    for token in range(first, last + 1):
        at[token] = mention
    return mention


def _chain(tokens: Tokens, mention: Heard) -> tuple[Span, ...]:
    """Return the mentions from one to the first by name, empty where it is by name itself."""
    if mention.form is MentionForm.NAME or mention.antecedent is None:
        return ()
    steps = [mention]
    while steps[-1].antecedent is not None and steps[-1].form is not MentionForm.NAME:
        steps.append(steps[-1].antecedent)
    if len(steps) > STEPS:
        steps = [*steps[: STEPS - 1], steps[-1]]
    return tuple(tokens.span(step.first, step.last) for step in steps)
