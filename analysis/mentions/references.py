"""Mentions without a name: roles ("the minister") and pronouns, and whom they mean."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from ..types import ActorKind, MentionForm
from . import antecedents, plurals, roles
from .antecedents import ResolvedMention, Stage
from .local_actors import LocalActors, Member
from .tokens import PRONOUNS, Tokens


def resolve(
    tokens: Tokens,
    local_actors: LocalActors,
    named: list[ResolvedMention],
    quoted: bytearray,
    said: Mapping[int, Sequence[range]],
    watch: Callable[[Stage, int, str], None] | None = None,
) -> tuple[Stage, roles.Parts]:
    """Return all mentions of an article in order: the named ones, roles and pronouns.

    Args:
        tokens: the article.
        local_actors: its local actors.
        named: the mentions by name, in order.
        quoted: for each token, whether it stands inside quotation marks.
        said: what is attributed to each head of a speaker, as ranges of tokens; these heads are
            resolved where others are let be.
        watch: called with the stage, the token and its gender before each pronoun (for training).
    """
    stage = Stage(tokens, said, quoted)
    _learn_genders(tokens, named, quoted)
    parts = roles.Parts(tokens, named)
    covered = bytearray(len(tokens))
    for name in named:
        covered[name.first : name.last] = b"\1" * (name.last - name.first)
    begin = {name.first: name for name in named}
    for token, pos in enumerate(tokens.pos):
        mention = begin.get(token)
        if mention is None and not covered[token]:
            shouted = len(tokens.word[token]) > 1 and tokens.word[token].isupper()
            if (pos == "PRON" or shouted) and (gender := PRONOUNS.get(tokens.lower[token])):
                if watch is not None:
                    watch(stage, token, gender)
                mention = pronoun(stage, local_actors, token, gender)
            elif pos in ("NOUN", "PROPN"):
                mention = role(stage, parts, token, covered)
        if mention is not None:
            stage.enter(mention)
    return stage, parts


def _learn_genders(tokens: Tokens, named: list[ResolvedMention], quoted: bytearray) -> None:
    """Set the gender of persons whose names do not show it, by the pronouns that follow.

    Only sentences that name a single person count.
    """
    unknown = {m.member for m in named if m.member.kind is ActorKind.PERSON and not m.member.gender}
    if not unknown:
        return
    alone: dict[int, ResolvedMention | None] = {}
    for mention in named:
        if mention.member.kind is ActorKind.PERSON:
            number = tokens.sentence[mention.head]
            other = alone.setdefault(number, mention)
            if other is not None and other.member is not mention.member:
                alone[number] = None
    votes: dict[Member, dict[str, int]] = {}
    for number, only in alone.items():
        if only is None or only.member not in unknown or quoted[only.head]:
            continue
        after = range(only.last, tokens.sentences[number][1])
        genders = {_gender(tokens, token) for token in after if not quoted[token]} - {""}
        if len(genders) == 1:
            count = votes.setdefault(only.member, {})
            gender = genders.pop()
            count[gender] = count.get(gender, 0) + 1
    for member, count in votes.items():
        best = max(count, key=lambda gender: count[gender])
        if count[best] > sum(count.values()) - count[best]:
            member.gender, member.guessed = best, count[best] < 2


def _gender(tokens: Tokens, token: int) -> str:
    """Return the gender of a pronoun that may mean the subject, not "her" in "remembered her"."""
    word = tokens.lower[token]
    if word == "him" or (word == "her" and tokens.dep[token] != "poss"):
        return ""
    gender = PRONOUNS.get(word, "")
    return gender if gender in ("m", "f") else ""


def pronoun(
    stage: Stage, local_actors: LocalActors, token: int, gender: str
) -> ResolvedMention | None:
    """Return the mention that a pronoun is, None where nobody fits or it is not looked for."""
    if gender in ("m", "f"):
        fitting = [
            candidate
            for candidate in stage.candidates(token, ActorKind.PERSON)
            if candidate.member.gender in ("", gender)
        ]
    elif token not in stage.said:
        return None
    elif gender == "o":
        fitting = list(stage.candidates(token, ActorKind.ORGANISATION, ActorKind.COUNTRY))
    else:
        return _plural(stage, local_actors, token)
    ranked = antecedents.rank(stage, token, fitting)
    if not ranked:
        return None
    stage.ranked[token] = {mention.member: share for share, mention in ranked}
    probability, best = ranked[0]
    if gender in ("m", "f") and not best.member.gender and probability > 0.6:
        best.member.gender, best.member.guessed = gender, True
    return ResolvedMention(
        token, token + 1, token, MentionForm.PRONOUN, best.member, best, probability
    )


def _plural(stage: Stage, local_actors: LocalActors, token: int) -> ResolvedMention | None:
    """Return the mention that "they" is: the nearest plural subject, else a body."""
    known = plurals.before(stage, local_actors, token)
    if known is not None:
        return ResolvedMention(
            token, token + 1, token, MentionForm.PRONOUN, known.member, known, plurals.SURE
        )
    ranked = antecedents.rank(
        stage, token, list(stage.candidates(token, ActorKind.ORGANISATION, ActorKind.GROUP))
    )
    if not ranked:
        return None
    probability, best = ranked[0]
    return ResolvedMention(
        token, token + 1, token, MentionForm.PRONOUN, best.member, best, probability / 2
    )


def role(
    stage: Stage, parts: roles.Parts, token: int, covered: bytearray
) -> ResolvedMention | None:
    """Return the mention that a noun phrase with a role is, None where it is nobody's."""
    tokens = stage.tokens
    lemma = tokens.lemma[token].lower()
    if not roles.is_known(lemma):
        return None
    first, last = roles.phrase(tokens, token)
    found = roles.read(tokens, first, last, token)
    sought = token in stage.said
    if found is None or found.plural or not found.definite or covered[token]:
        return None
    # "the Compact's secretary": a name inside the phrase is a mention of its own, and whoever is
    # meant must be known by that name's words.
    inside = [i for i in range(first, token) if covered[i]]
    owners = frozenset(tokens.lemma[i].lower() for i in inside if tokens.pos[i] in roles.TELLING)
    first = inside[-1] + 1 if inside else first
    if any(covered[i] for i in range(token + 1, last)):
        last = token + 1  # so is one behind it: "the secretary of the Compact"
    best: tuple[float, ResolvedMention] | None = None
    for member, fit in parts.fitting(found, stage.lately(), owners):
        latest = stage.latest.get(member)
        if latest is None:
            continue
        away = tokens.sentence[token] - tokens.sentence[latest.head]
        score = fit - 0.12 * min(away, 12) - 0.6 * latest.quoted
        if best is None or score > best[0]:
            best = (score, latest)
    if best is not None and best[0] > 0.5:
        return ResolvedMention(
            first, last, token, MentionForm.ROLE, best[1].member, best[1],
            min(0.95, 0.45 + 0.12 * best[0]),
        )  # fmt: skip
    if not sought or inside:
        return None
    return _fallback(stage, parts, found, first, last, token)


def _fallback(
    stage: Stage, parts: roles.Parts, found: roles.Role, first: int, last: int, token: int
) -> ResolvedMention | None:
    """Return a speaker's role as the likeliest member whose known roles do not speak against it."""
    later = [(fit, member) for member, fit in parts.fitting(found, stage.lately()) if fit >= 3.0]
    if later and found.kind is ActorKind.PERSON:
        # Named only further down: the role has to be the very same.
        member = max(later, key=lambda pair: pair[0])[1]
        return ResolvedMention(
            first, last, token, MentionForm.ROLE, member, parts.first[member], 0.7
        )
    if any(stage.tokens.pos[i] == "PROPN" for i in range(first, token)):
        return None  # "the Acme website": a name that is nobody's yet
    if found.head in roles.particular() | roles.told_by_name() | roles.towards_others():
        return None  # an embassy is not any body that was named before it, a judge no defendant
    fitting = [
        candidate
        for candidate in stage.candidates(token, found.kind)
        if parts.may(candidate.member, found)
    ]
    ranked = antecedents.rank(stage, token, fitting)
    if not ranked or ranked[0][0] < 0.4:
        return None
    probability, best = ranked[0]
    return ResolvedMention(
        first, last, token, MentionForm.ROLE, best.member, best, 0.6 * probability
    )
