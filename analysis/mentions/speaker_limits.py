"""Who cannot stand behind a source: of another kind, gender or country, or whose it is."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice

from onrecord.analysis import names

from ..types import ActorKind
from . import roles
from .antecedents import ResolvedMention
from .documents import PAPERS
from .kinds import PLACES
from .local_actors import Member
from .speaker_candidates import Described, Source, SpeakerCandidates, telling
from .tokens import Tokens

NAMESAKES = 12
"""Bearers of one surname that are weighed at most."""


def others(
    source: Source,
    tokens: Tokens,
    known: roles.Parts,
    candidates: SpeakerCandidates,
    at: Mapping[int, ResolvedMention],
) -> set[Member]:
    """Return who has the role or the noun of a source elsewhere, or is whose it is.

    "The Acme spokesman" is not the navy's, "the Acme union" no other one, "his wife" not he.
    """
    if source.form not in ("role", "body"):
        return set()
    owners = {
        at[token].member
        for token in source.inside
        if token in at and tokens.dep[token] == "poss" and tokens.head[token] == source.head
    }
    proper = telling(tokens, (i for i in source.inside if tokens.pos[i] == "PROPN"))
    described = candidates.described
    if source.form == "body":
        owners |= {
            mention.member
            for token in source.inside
            if (mention := at.get(token)) is not None
            and mention.first == token > source.head
            and tokens.lower[token - 1] in PLACES
        }  # "the embassy in Ulm" is not Ulm
        if not proper and source.lemma not in roles.told_by_name():
            return owners
        return owners | {
            m
            for m in candidates.of
            if m.kind is ActorKind.ORGANISATION
            and not (
                proper <= described.of.get(m, set()) | described.named.get(m, set())
                and may_be_called(m, source.lemma, described)
            )
        }
    if source.lemma in roles.towards_others():
        owners |= _introduced_otherwise(source, known, candidates)
    owners |= _of_another_part(source, known)
    found = source.named.member if source.named else None
    return owners | {
        member
        for member in described.by_word.get(source.lemma, {}).keys() - {found}
        for role in known.of.get(member, ())
        if role.head == source.lemma and role.words and role.words.isdisjoint(proper)
    }


def _introduced_otherwise(
    source: Source, known: roles.Parts, candidates: SpeakerCandidates
) -> set[Member]:
    """Return the persons whom nothing calls what a source is: "the judge" is no defendant."""
    role = roles.Role(roles.usual(source.lemma), frozenset())

    def so_called(member: Member) -> bool:
        words = candidates.described.of.get(member, ())
        own = (*known.of.get(member, ()), *(roles.Role(word, frozenset()) for word in words))
        return any(roles.agreement(role, each) > 0 for each in own)

    people = (m for m in candidates.of if m.kind is ActorKind.PERSON)
    return {m for m in people if m is not source.hint and not so_called(m)}


def _of_another_part(source: Source, known: roles.Parts) -> set[Member]:
    """Return who has another part in a trial: "the accused" is no judge."""
    if source.lemma in _TRIED:
        return set(known.holders(_COURT | _HARMED))
    return set(known.holders(_COURT | _TRIED)) if source.lemma in _HARMED else set()


_TRIED = names.words("who is tried")
_HARMED = names.words("who was harmed")
_COURT = names.words("who tries")


def may_be_called(member: Member, lemma: str, described: Described) -> bool:
    """Whether a body may be called by a noun: "the court" is none whose name does not say so."""
    if lemma not in roles.told_by_name():
        return True
    words = described.of.get(member, set()) | described.named.get(member, set())
    return lemma in words or any(map(_are_letters, member.spellings))


def _are_letters(name: str) -> bool:
    letters = name.replace(".", "")
    return letters.isupper() and " " not in letters


def may_be(source: Source, member: Member) -> bool:
    """Whether an actor is of a kind that can be meant by a source, and not another country."""
    if source.country and member.kind is ActorKind.COUNTRY:
        return names.country_of(member.name) in (source.country, None)
    if source.form in ("m", "f"):
        return member.kind is ActorKind.PERSON
    if source.form == "name":
        return source.named is not None and member.kind is source.named.member.kind
    paper = source.form == "document" or source.lemma in PAPERS
    if source.form in ("o", "body") or paper or source.several:
        return member.kind is not ActorKind.PERSON  # a document is somebody's only if it is told
    if source.personal and member.kind not in (ActorKind.PERSON, ActorKind.GROUP):
        return False
    if source.form == "role":
        told = roles.gender(source.lemma)
        unlike = told and member.gender not in ("", told) and not member.guessed
        return member.kind in (ActorKind.PERSON, ActorKind.GROUP) and not unlike
    return True


def namesakes(source: Source, tokens: Tokens, candidates: SpeakerCandidates) -> list[Member]:
    """Return the persons whom a source may name, the one it was taken for first."""
    named = source.named
    assert named is not None
    if named.member.kind is not ActorKind.PERSON:
        return [named.member]
    name = tokens.words(named.first, named.last)
    said = names.parse(name)
    titled = named.first and names.is_title(tokens.word[named.first - 1])
    bare = not (said.given or titled) and not _is_only_addressed(named.member)
    return [
        named.member,
        *islice(
            (
                m
                for m in candidates.of
                if m is not named.member
                and m.kind is ActorKind.PERSON
                and any(names.same_surname(names.parse(it), said) for it in m.spellings)
                and (not said.given or any(names.same_person(it, name) for it in m.spellings))
                and not (bare and _is_only_addressed(m))
            ),
            NAMESAKES,
        ),
    ]


def _is_only_addressed(member: Member) -> bool:
    """Whether somebody goes by "Mrs" and a surname alone: "Brodin" is then her husband."""
    full = any(names.parse(name).given for name in member.spellings)
    return not full and any(map(names.is_address, member.roles))
