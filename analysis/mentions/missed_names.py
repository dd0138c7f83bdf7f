"""Names in sources that were not found as such: rare ones, in a byline, in marks, like words."""

from __future__ import annotations

from collections.abc import Container
from functools import cached_property

from onrecord.analysis import names

from ..types import ActorKind
from .leading import SMALL
from .local_actors import LocalActors, Member
from .name_votes import MARKS
from .offices import ORGANISATION_WORDS
from .speaker_candidates import Source
from .tokens import Tokens

PLURAL = frozenset({"NNS", "NNPS"})

LONGEST_NAME = 6
"""Tokens of a name in marks, at most."""


class MissedNames:
    """Finds, in the sources of one article, names at tokens that no mention is ``at``."""

    def __init__(self, tokens: Tokens, local_actors: LocalActors, at: Container[int]) -> None:
        self.tokens, self.local_actors, self.at = tokens, local_actors, at

    @cached_property
    def _bodies(self) -> dict[tuple[str, ...], Member]:
        """The bodies by the keys of their names; those whose names were missed are added."""
        members = reversed(self.local_actors.members)
        bodies = (member for member in members if member.kind is ActorKind.ORGANISATION)
        return {names.body_key(member.name): member for member in bodies}

    def bearer(self, source: Source) -> Member | None:
        """Return who has the name that a source gives, though it was not found; else None."""
        return (
            self._surname(source)
            or self._unknown(source)
            or self._unknown_beside(source)
            or self._body_beside(source)
            or self._in_marks(source)
        )

    def _unknown(self, source: Source) -> Member | None:
        """Return the person of a full name that was not found: in a byline, or a rare one."""
        tokens, inside = self.tokens, source.inside
        if tokens.word[inside.stop - 1].isdigit() and tokens.word[inside.stop - 2] == ",":
            inside = range(inside.start, inside.stop - 2)  # "giggled Oroyat Ubu, 9"
        words = [tokens.word[token] for token in inside]
        named = len(words) in (2, 3) and all(word[:1].isupper() for word in words)
        if not named or any(token in self.at for token in inside):
            return None
        proper = all(tokens.pos[token] == "PROPN" for token in inside)
        if not (proper and names.is_given(words[0])) and not self._is_strange(source, inside):
            return None
        name = tokens.words(inside.start, inside.stop)
        known = (m for m in self.local_actors.members if m.kind is ActorKind.PERSON)
        return next(
            (m for m in known if names.same_person(m.name, name)), None
        ) or self.local_actors.add(ActorKind.PERSON, name, inside.start)

    def _surname(self, source: Source) -> Member | None:
        """Return the person whose surname looks like another word: "Ana Waters", "Waters said".

        Or whose given name the pipeline does not know: "Oroyat Brodin", "Oroyat said".
        """
        tokens, word = self.tokens, self.tokens.word[source.head]
        if len(source.inside) != 1 or not word.istitle():
            return None
        bearers = [
            member
            for member in self.local_actors.members
            if member.kind is ActorKind.PERSON
            and names.is_full(member.name)
            and word in (names.surname(member.name), names.given(member.name))
        ]
        opens = source.head == tokens.sentences[tokens.sentence[source.head]][0]
        common = opens and word.lower() in tokens.word and not names.is_given(word)
        return bearers[0] if len(bearers) == 1 and not common else None

    def _unknown_beside(self, source: Source) -> Member | None:
        """Return the person of a name that was not found beside a role: "the mayor, Oroyat Ubu"."""
        tokens, inside = self.tokens, source.inside
        comma = next((i for i in inside[source.head - inside.start :] if tokens.word[i] == ","), -1)
        name = range(comma + 1, inside.stop)
        words = [tokens.word[token] for token in name if tokens.word[token] != "-"]
        if (
            source.form != "role"
            or comma < 0
            or tokens.tag[source.head] in PLURAL
            or len(words) not in (2, 3)
            or not all(word[:1].isupper() and word[1:].islower() for word in words)
            or any(token in self.at for token in name)
        ):
            return None
        return self.local_actors.add(
            ActorKind.PERSON, tokens.words(name.start, name.stop), name.start
        )

    def _is_strange(self, source: Source, inside: range) -> bool:
        """Whether words beside their verb are none that one knows: "grumbled Ana Brodin"."""
        tokens = self.tokens
        usual = (tokens.leaning(tokens.word[token]) <= SMALL for token in inside)
        known = any(tokens.lower[token] in ORGANISATION_WORDS for token in inside)
        before = inside.start - 1
        beside = before >= 0 and tokens.pos[before] == "VERB" and not tokens.word[before].istitle()
        return source.direct and beside and not known and not any(usual)

    def _body_beside(self, source: Source) -> Member | None:
        """Return the body whose name was not found beside its noun: "the operator, Ububan"."""
        tokens, comma = self.tokens, source.head + 1
        name = range(comma + 1, source.inside.stop)
        noun = source.form == "body" or source.lemma in names.words("persons or bodies")
        single = noun and tokens.tag[source.head] not in PLURAL and 0 < len(name) < 3
        if not single or tokens.word[comma] != "," or any(token in self.at for token in name):
            return None
        called = all(tokens.word[token].istitle() for token in name)
        return self._body(tokens.words(name.start, name.stop), name.start) if called else None

    def _body(self, name: str, first: int) -> Member:
        key = names.body_key(name)
        if key not in self._bodies:
            self._bodies[key] = self.local_actors.add(ActorKind.ORGANISATION, name, first)
        return self._bodies[key]

    def _in_marks(self, source: Source) -> Member | None:
        """Return the body whose name stands in marks behind its noun: "the paper “The Quay”"."""
        tokens, first = self.tokens, source.head + 2
        opens = tokens.word[source.head + 1 : first]
        if source.form != "body" or not opens or opens[0] not in MARKS or first >= len(tokens):
            return None
        stop = next(
            (k for k in range(first, min(first + LONGEST_NAME, len(tokens)))
             if tokens.word[k] in MARKS), first,
        )  # fmt: skip
        name = tokens.words(first, stop)
        return self._body(name, first) if name[:1].isupper() else None
