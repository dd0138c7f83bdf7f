"""Mentions without a name: roles ("the minister") and pronouns, and whom they mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import log

from ..types import ActorKind, MentionForm
from . import roles
from .cast import Cast, Member
from .tokens import SUBJECT, Tokens

PRONOUNS = {
    "he": "m", "him": "m", "his": "m", "himself": "m",
    "she": "f", "her": "f", "hers": "f", "herself": "f",
    "it": "o", "its": "o", "itself": "o",
    "they": "p", "them": "p", "their": "p", "theirs": "p", "themselves": "p",
}  # fmt: skip
"""Pronouns of the third person: masculine, feminine, of a thing, plural."""

REACH = 40
"""Mentions looked back at for an antecedent: bounds the time for any text."""


@dataclass(eq=False, slots=True)
class Heard:
    """A mention in the making: tokens ``[first, last)``, its head, and how it was resolved.

    ``antecedent`` is the earlier mention that it was tied to; ``confidence`` is the probability
    that the tie is right.
    """

    first: int
    last: int
    head: int
    form: MentionForm
    member: Member
    antecedent: Heard | None = None
    confidence: float = 1.0
    quoted: bool = False


@dataclass
class Stage:
    """Who has been mentioned so far, the latest last."""

    tokens: Tokens
    heard: list[Heard] = field(default_factory=list)
    counts: dict[Member, int] = field(default_factory=dict)

    def enter(self, mention: Heard) -> None:
        """Let a mention be heard."""
        self.heard.append(mention)
        self.counts[mention.member] = self.counts.get(mention.member, 0) + 1

    def candidates(self) -> Iterator[Heard]:
        """Yield the latest mention of each member, nearest first."""
        seen: set[Member] = set()
        for mention in reversed(self.heard[-REACH:]):
            if mention.member not in seen:
                seen.add(mention.member)
                yield mention


def resolve(
    tokens: Tokens, cast: Cast, named: list[Heard], quoted: bytearray, sought: set[int]
) -> list[Heard]:
    """Return all mentions of an article in order: the named ones, roles and pronouns.

    Args:
        tokens: the article.
        cast: its members.
        named: the mentions by name, in order.
        quoted: for each token, whether it stands inside quotation marks.
        sought: heads of speakers of quotations, which are resolved even where they name no person.
    """
    stage = Stage(tokens)
    known = roles.of_members(tokens, cast, named)
    covered = bytearray(len(tokens))
    begin = {mention.first: mention for mention in named}
    for name in named:
        covered[name.first : name.last] = b"\1" * (name.last - name.first)
    found: list[Heard] = []
    for token, word in enumerate(tokens.lower):
        mention: Heard | None = begin.get(token)
        if mention is None and not covered[token]:
            if word in PRONOUNS:
                mention = _pronoun(
                    stage, token, PRONOUNS[word], bool(quoted[token]), token in sought
                )
            elif tokens.pos[token] in ("NOUN", "PROPN"):
                mention = _role(stage, cast, token, known, covered, token in sought)
        if mention is not None:
            mention.quoted = bool(quoted[token])
            stage.enter(mention)
            found.append(mention)
    return sorted(found, key=lambda mention: mention.first)


def _pronoun(stage: Stage, token: int, gender: str, quoted: bool, sought: bool) -> Heard | None:
    if gender in ("o", "p") and not sought:
        return None
    scored = []
    for candidate in stage.candidates():
        member = candidate.member
        if gender in ("m", "f"):
            if member.kind is not ActorKind.PERSON or member.gender not in ("", gender):
                continue
        elif member.kind is ActorKind.PERSON:
            continue
        scored.append((_salience(stage, token, candidate, quoted), candidate))
    if not scored:
        return None
    scored.sort(key=lambda pair: -pair[0])
    best = scored[0]
    margin = best[0] - scored[1][0] if len(scored) > 1 else 3.0
    if gender in ("m", "f") and not best[1].member.gender:
        best[1].member.gender = gender
    return Heard(
        token, token + 1, token, MentionForm.PRONOUN, best[1].member, best[1],
        confidence=0.6 + 0.35 * min(1.0, margin / 2),
    )  # fmt: skip


def _salience(stage: Stage, token: int, candidate: Heard, quoted: bool) -> float:
    """Return how likely a pronoun at a token means the member last mentioned so."""
    tokens = stage.tokens
    distance = tokens.sentence[token] - tokens.sentence[candidate.head]
    score = -0.7 * min(distance, 8)
    if tokens.dep[candidate.head] in SUBJECT:
        score += 1.2
    if candidate.quoted and not quoted:
        score -= 1.5
    if tokens.block[token] == tokens.block[candidate.head]:
        score += 0.5
    score += 0.4 * log(1 + stage.counts[candidate.member])
    return score


def _role(
    stage: Stage,
    cast: Cast,
    token: int,
    known: dict[Member, list[roles.Role]],
    covered: bytearray,
    sought: bool,
) -> Heard | None:
    tokens = stage.tokens
    first, last = roles.phrase(tokens, token)
    if any(covered[first:last]) and not sought:
        return None
    role = roles.read(tokens, first, last, token)
    if role is None or not (role.definite or sought):
        return None
    best: tuple[float, Heard] | None = None
    for candidate in stage.candidates():
        score = roles.fit(role, candidate.member, known.get(candidate.member, []))
        if score > 0:
            distance = tokens.sentence[token] - tokens.sentence[candidate.head]
            score -= 0.15 * min(distance, 10) + (0.5 if candidate.quoted else 0.0)
            if best is None or score > best[0]:
                best = (score, candidate)
    if best is None or not role.definite:
        return None
    return Heard(
        first, last, token, MentionForm.ROLE, best[1].member, best[1],
        confidence=min(0.9, 0.5 + 0.1 * best[0]),
    )  # fmt: skip
