"""Which local actors may be one at all: only those that meet under a key (blocking).

What a name is looked up by, it asks for; what it is found by, it answers to.  Everything that
:mod:`.register` looks at when it enters a local actor stands under a key that both share, so that
what was decided of one holds as long as nothing changes that answers to what it asks for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, TypeAlias

from onrecord.analysis import names

from ..types import ActorKind, LocalActor
from .kinds import rests_on

Key: TypeAlias = tuple[str, object]
"""What kind of key it is, and the key."""


class Keys(NamedTuple):
    """What a local actor asks for, and what it answers to."""

    asked: frozenset[Key] = frozenset()
    answered: frozenset[Key] = frozenset()


def keys(actor: LocalActor, mended: LocalActor) -> Keys:
    """Return the keys of a local actor, given how its article has it and how the library does."""
    asked: set[Key] = {("kind", name) for name in rests_on(actor)}
    answered: set[Key] = set()
    both: set[Key] = set()
    called = {mended.name, *mended.names}
    if mended.kind is ActorKind.PERSON:
        both.update(_of_person(called))
        asked.add(("alias", mended.name.casefold()))
        answered.update(("alias", name.casefold()) for name in called)
    elif mended.kind is ActorKind.COUNTRY:
        both.update(("country", names.country(name) or name) for name in called)
        asked.add(("country", mended.name))
    elif mended.kind is ActorKind.ORGANISATION and names.is_proper(mended.name):
        both.update(("body", names.plain_key(name)) for name in called)
        asked.update(_short_of(mended.name))
        answered.update(key for name in called for key in _short_for(name))
    return Keys(frozenset(asked | both), frozenset(answered | both))


def _of_person(called: Iterable[str]) -> Iterator[Key]:
    for name in called:
        yield "name", names.fold(name)
        for word in names.parse(name).surname[-1:]:
            yield "surname", names.stem(word)


def _short_of(name: str) -> Iterator[Key]:
    """Yield what a body is looked up by that may be called so for short."""
    if letters := names.acronym(name):
        yield "letters", letters
    elif " " not in name and name.endswith("s"):
        yield "last", names.fold(name)


def _short_for(name: str) -> Iterator[Key]:
    """Yield what a body may be called for short."""
    key = names.body_key(name)
    if letters := names.acronym(name):
        yield "letters", letters
    if len(key) > 1 or "-" in name:
        yield "letters", names.initials(name)
    if len(key) > 1:
        yield "last", key[-1]


class Blocks:
    """Local actors by their keys; ``mended`` are those there are, each as the library has it."""

    def __init__(self, mended: Mapping[LocalActor, LocalActor]) -> None:
        self._keys: dict[LocalActor, Keys] = {}
        self._asking: defaultdict[Key, set[LocalActor]] = defaultdict(set)
        self._answering: defaultdict[Key, set[LocalActor]] = defaultdict(set)
        for actor, as_whole in mended.items():
            self.put(actor, as_whole)

    def put(self, actor: LocalActor, mended: LocalActor) -> None:
        """Take in a local actor, or its keys where they are others now."""
        self.drop(actor)
        mine = self._keys[actor] = keys(actor, mended)
        for key in mine.asked:
            self._asking[key].add(actor)
        for key in mine.answered:
            self._answering[key].add(actor)

    def drop(self, actor: LocalActor) -> None:
        """Forget a local actor; one that is not there is no error."""
        mine = self._keys.pop(actor, Keys())
        for key in mine.asked:
            self._asking[key].discard(actor)
        for key in mine.answered:
            self._answering[key].discard(actor)

    def resting_on(self, name: str) -> set[LocalActor]:
        """Return the local actors whose kind rests on that of a folded name."""
        return set(self._asking.get(("kind", name), ()))

    def answers(self, actors: Iterable[LocalActor]) -> set[Key]:
        """Return the keys that some local actors answer to, of those that are there."""
        return {key for it in actors if it in self._keys for key in self._keys[it].answered}

    def asking(self, answered: Iterable[Key]) -> set[LocalActor]:
        """Return the local actors that ask for one of some keys."""
        return {it for key in answered for it in self._asking.get(key, ())}

    def answering(self, actors: Iterable[LocalActor]) -> set[LocalActor]:
        """Return the local actors that answer to a key that one of some asks for."""
        asked = {key for it in actors for key in self._keys[it].asked}
        return {it for key in asked for it in self._answering.get(key, ())}
