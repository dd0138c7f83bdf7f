"""What kind a name is, by all articles: a person's in most of them, a body's in others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from onrecord.analysis import names

from ..types import ActorKind, LocalActor

_UNSURE = (ActorKind.PERSON, ActorKind.ORGANISATION)
"""Kinds that articles mistake for each other."""


class Kinds:
    """How often each name is a person's and a body's, and who bears a surname."""

    def __init__(self) -> None:
        self._votes: dict[str, Counter[ActorKind]] = {}
        self._bearers: dict[str, Counter[str]] = {}

    def count(self, actor: LocalActor, by: int) -> None:
        """Take in, or out, what an article has to say."""
        if actor.kind not in _UNSURE:
            return
        name = names.fold(actor.name)
        self._votes.setdefault(name, Counter())[actor.kind] += by
        if actor.kind is ActorKind.PERSON and names.is_full(actor.name):
            surname = names.fold(names.surname(actor.name))
            bearers = self._bearers.setdefault(surname, Counter())
            bearers[name] += by
            if not bearers[name]:
                del bearers[name]

    def mended(self, actor: LocalActor) -> LocalActor:
        """Return a local actor as the whole library sees it.

        A name has the kind that most articles give it.  A single word that an article takes for a
        body is a person where the library knows just one bearer of that surname and no such body.
        """
        if actor.kind not in _UNSURE:
            return actor
        if (name := _last_two(actor)) and self._is_person(names.fold(name)):
            return replace(actor, name=name, kind=ActorKind.PERSON, names=(name,))
        kind = self._kind(names.fold(actor.name)) or actor.kind
        return actor if kind is actor.kind else replace(actor, kind=kind)

    def _kind(self, name: str) -> ActorKind | None:
        """Return the kind of a folded name, None where as many say the one as the other."""
        votes = self._votes[name]
        people, bodies = votes[ActorKind.PERSON], votes[ActorKind.ORGANISATION]
        bearers = list(self._bearers.get(name, ()))
        if " " not in name and not people and len(bearers) == 1 and self._is_person(bearers[0]):
            return ActorKind.PERSON
        if people == bodies:
            return None
        return ActorKind.PERSON if people > bodies else ActorKind.ORGANISATION

    def _is_person(self, name: str) -> bool:
        votes = self._votes.get(name, Counter())
        return votes[ActorKind.PERSON] > votes[ActorKind.ORGANISATION]


def says_of(actor: LocalActor) -> Iterator[str]:
    """Yield the folded names whose kind may be another one without this local actor."""
    if actor.kind in _UNSURE:
        name = names.fold(actor.name)
        yield from {name, *name.split(), *name.replace(",", " ").split()}  # its surname is one


def rests_on(actor: LocalActor) -> Iterator[str]:
    """Yield the folded names on whose kind that of a local actor rests."""
    if actor.kind in _UNSURE:
        yield names.fold(actor.name)
        if name := _last_two(actor):
            yield names.fold(name)


def _last_two(actor: LocalActor) -> str:
    """Return who "Receptionist Ana Brodin" of a headline may be, if the library knows her."""
    words = actor.name.split()
    titled = len(words) > 2 and words[-3][:1].isupper()
    return " ".join(words[-2:]) if titled and actor.kind is ActorKind.ORGANISATION else ""
