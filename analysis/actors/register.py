"""Which local actors of many articles are the same: each is entered, the clearest names first.

Everything goes through indexes (a person's surname, a body's words and initials), never through
all pairs, so that time grows with the number of local actors.  No spaCy, no text: findings only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple, TypeAlias

from onrecord.analysis import names

from ..types import Actor, ActorKind, LocalActor

COMPARED = 12
"""Names of one actor that a new one is compared with at most."""

BEARERS = 100
"""Bearers of one surname that a name is compared with at most; the same name is always found."""

Place: TypeAlias = tuple[str, int]
"""An article, and the number of a local actor in it."""


@dataclass(eq=False, slots=True)
class Identity:
    """An actor in the making."""

    kind: ActorKind
    names: Counter[str] = field(default_factory=Counter)
    roles: Counter[str] = field(default_factory=Counter)
    articles: dict[str, None] = field(default_factory=dict)
    indexed: set[str] = field(default_factory=set)
    mentions: int = 0
    quotations: int = 0
    gender: str = ""

    @property
    def name(self) -> str:
        """The name to show: of the fullest kind of name, the most frequent one."""
        if self.kind is ActorKind.PERSON:
            counts = {n: c for n, c in self.names.items() if names.is_full(n)} or self.names
            return max(counts, key=lambda name: (counts[name], len(name)))
        if self.kind is ActorKind.COUNTRY:
            known = (c for n in self.names if (c := names.country_of(n)))
            return next(known, next(iter(self.names)))
        usual = next((o for n in self.names if (o := names.organisation(n))), None)
        return usual or max(self.names, key=lambda n: (self.names[n], not names.acronym(n), len(n)))

    def spellings(self) -> Iterator[str]:
        """Return the names that it is compared by."""
        return islice(self.names, COMPARED)

    def found_in(self, local: Local) -> None:
        """Count a local actor that is this one."""
        self.articles.update((article, None) for article, _ in local.places)
        self.mentions += local.mentions
        self.quotations += local.quotations

    def actor(self, key: str) -> Actor:
        """Return what has been found, under an id."""
        return Actor(
            id=key,
            name=self.name,
            kind=self.kind,
            names=_most_first(self.names),
            roles=_most_first(
                {role: n for role, n in self.roles.items() if not names.is_address(role)}
            ),
            articles=tuple(sorted(self.articles)),
            mentions=self.mentions,
            quotations=self.quotations,
        )


def _most_first(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


class Local(NamedTuple):
    """A local actor, and all that stand just like it in other articles.

    ``places`` are articles with the number that it has there, ``first`` is the least of them;
    ``mentions`` and ``quotations`` are those of all places.
    """

    actor: LocalActor
    places: Collection[Place]
    first: Place
    mentions: int
    quotations: int


def clarity(actor: LocalActor) -> int:
    """Return 0 for names that stand alone, more for those that need others."""
    if actor.kind is ActorKind.PERSON:
        first = names.parse(actor.name).given[:1]
        return 2 if not first else 1 if len(first[0]) == 1 else 0
    if actor.kind is ActorKind.ORGANISATION:
        return 1 if names.acronym(actor.name) or " " not in actor.name else 0
    return 0


class Register:
    """The actors found so far and the indexes they are found by.

    What is looked up here stands among the keys of :mod:`.blocking`.
    """

    def __init__(self) -> None:
        self.entries: list[Identity] = []
        self._people: dict[str, dict[Identity, None]] = {}
        self._full: dict[str, dict[Identity, None]] = {}
        self._countries: dict[str, Identity] = {}
        self._bodies: dict[tuple[str, ...], Identity] = {}
        self._acronyms: dict[str, dict[Identity, None]] = {}
        self._plain: dict[tuple[str, ...], dict[Identity, None]] = {}
        self._teams: dict[str, dict[Identity, None]] = {}

    def enter(self, local: Local) -> Identity | None:
        """Return the actor that a local one is, made where there is none yet.

        None stands for one that stays inside its article.
        """
        entry = self._entry(local.actor)
        return self.join(entry, local) if entry else None

    def join(self, entry: Identity | None, local: Local) -> Identity:
        """Enter a local actor of whom it is known that it is an actor, None: one of its own."""
        actor = local.actor
        entry = entry or self._new(actor)
        for name in (actor.name, *actor.names):
            self._index(entry, name)
        for name in actor.names or (actor.name,):
            entry.names[name] += len(local.places)
        for role in actor.roles:
            entry.roles[role] += len(local.places)
        entry.found_in(local)
        entry.gender = entry.gender or actor.gender
        return entry

    def aliases(self) -> dict[str, Identity]:
        """Return who alone of all persons bears a name, by the name in small letters."""
        bearers: dict[str, set[Identity]] = {}
        for entry in self.entries:
            for name in entry.names if entry.kind is ActorKind.PERSON else ():
                bearers.setdefault(name.casefold(), set()).add(entry)
        return {name: them.pop() for name, them in bearers.items() if len(them) == 1}

    def _entry(self, actor: LocalActor) -> Identity | None:
        if actor.kind is ActorKind.GROUP or not names.tokens(actor.name):
            return None
        if actor.kind is ActorKind.ORGANISATION and not names.is_proper(actor.name):
            return None
        if actor.kind is ActorKind.PERSON:
            return self._person(actor)
        if actor.kind is ActorKind.COUNTRY:
            return self._countries.get(actor.name) or self._new(actor)
        return self._body(actor) or self._new(actor)

    def _new(self, actor: LocalActor) -> Identity:
        entry = Identity(actor.kind, gender=actor.gender)
        self.entries.append(entry)
        return entry

    def _index(self, entry: Identity, name: str) -> None:
        """Have an actor be found by a name of its; each is indexed once."""
        if name in entry.indexed:
            return
        found = True
        if entry.kind is ActorKind.PERSON:
            if names.is_full(name):
                self._full.setdefault(names.fold(name), {})[entry] = None
            for word in names.parse(name).surname[-1:]:
                bucket = self._people.setdefault(names.stem(word), {})
                if entry not in bucket:
                    found = self._bears(entry, name)  # with names that come it may later on
                    if found:
                        bucket[entry] = None
        elif entry.kind is ActorKind.COUNTRY:
            country = names.country(name) or name
            self._countries.setdefault(country, entry)
        else:
            key = names.body_key(name)
            self._bodies.setdefault(key, entry)
            if len(key) > 1 or "-" in name:
                self._acronyms.setdefault(names.initials(name), {})[entry] = None
            if len(key) > 1:
                self._plain.setdefault(names.plain_key(name), {})[entry] = None
                self._teams.setdefault(key[-1], {})[entry] = None
            if letters := names.acronym(name):
                self._acronyms.setdefault(letters, {})[entry] = None
        if found:
            entry.indexed.add(name)

    @staticmethod
    def _bears(entry: Identity, name: str) -> bool:
        """Whether a name's last word is the entry's surname, not its given name alone."""
        full = [n for n in entry.spellings() if names.parse(n).given]
        return (
            bool(names.parse(name).given)
            or not full
            or any(names.same_surname(names.parse(n), names.parse(name)) for n in full)
        )

    def _person(self, actor: LocalActor) -> Identity | None:
        person = names.parse(actor.name)
        if not person.surname:
            return None
        if person.given:
            for name in (actor.name, *filter(names.is_full, actor.names)):
                if len(known := self._full.get(names.fold(name), {})) == 1:
                    return next(iter(known))
        bearers = self._people.get(names.stem(person.surname[-1]), {})
        bucket = list(islice(bearers, BEARERS))
        fitting = [
            entry
            for entry in bucket
            if all(
                names.same_person(name, actor.name)
                for name in entry.spellings()
                if names.same_surname(names.parse(name), person)
            )
        ]
        if person.given:
            same = [e for e in fitting if _same_first(e, person.given[0])]
            fitting = same or fitting
            if len(fitting) > 1:
                fitting = [e for e in fitting if e.gender in ("", actor.gender)]
            if not fitting:
                fitting = [e for e in bucket if _same_but_generation(e, actor)]
            return fitting[0] if len(fitting) == 1 else self._new(actor)
        if len(fitting) > 1:
            fitting = _told_apart(fitting, actor)
        elif fitting and actor.gender and fitting[0].gender not in ("", actor.gender):
            return self._new(actor)  # "Lord Brodin", "Lady Brodin"
        if len(fitting) == 1:
            return fitting[0]
        # A given name alone ("Ana, 12, said") is nobody's in other articles.
        lonely = names.is_given(actor.name) and not actor.roles
        return None if fitting or lonely else self._new(actor)

    def _body(self, actor: LocalActor) -> Identity | None:
        for name in (actor.name, *actor.names):
            key = names.body_key(name)
            if (len(key) > 1 or names.acronym(name)) and key in self._bodies:
                return self._bodies[key]
        if entry := self._bodies.get(names.body_key(actor.name)):
            return entry
        if letters := names.acronym(actor.name):
            spelled_out = self._acronyms.get(letters, {})
            if len(spelled_out) == 1:
                return next(iter(spelled_out))
        elif " " not in actor.name and actor.name.endswith("s"):
            # A team, a party: "the Harriers" are the one "Ulmen Harriers" of the library.
            return _usual(self._teams.get(names.fold(actor.name), {}))
        elif len(key := names.plain_key(actor.name)) > 1:
            return _usual(self._plain.get(key, {}))
        return None


def _same_first(entry: Identity, given: str) -> bool:
    return any(
        first and names.sound(first[0]) == names.sound(given)
        for name in entry.spellings()
        if (first := names.parse(name).given)
    )


def _same_but_generation(entry: Identity, actor: LocalActor) -> bool:
    """Whether a name differs by "Jr." only and the roles are the same: no father and son."""
    plain = names.without_suffix(actor.name)
    if not any(names.same_person(names.without_suffix(name), plain) for name in entry.spellings()):
        return False
    own = {names.fold(role) for role in actor.roles}
    return any(" " in role and names.fold(role) in own for role in entry.roles)


def _told_apart(bearers: list[Identity], actor: LocalActor) -> list[Identity]:
    """Return the bearers of a surname that gender and role leave.

    A role decides where its words are three times as usual for one bearer as for the next.
    """
    left = [e for e in bearers if not actor.gender or e.gender in ("", actor.gender)]
    if len(left) < 2 or not actor.roles:
        return left
    own = {word for role in actor.roles for word in names.tokens(role)} - _EMPTY
    usual = sorted(((_share(entry, own), n) for n, entry in enumerate(left)), reverse=True)
    if usual[0][0] > 3 * usual[1][0]:
        return [left[usual[0][1]]]
    return left


_EMPTY = frozenset({"the", "a", "an", "of", "and", "former", "mr", "mrs", "ms", "miss", "dr"})


def _share(entry: Identity, words: set[str]) -> float:
    """Return in how many of its articles an actor has roles with one of the words."""
    found = sum(n for role, n in entry.roles.items() if not words.isdisjoint(names.tokens(role)))
    return found / max(1, len(entry.articles))


def _usual(entries: Iterable[Identity]) -> Identity | None:
    """Return the one of some bodies that is in thrice as many articles as any other, or None."""
    ranked = sorted(entries, key=lambda entry: -len(entry.articles))[:2]
    if len(ranked) > 1 and len(ranked[0].articles) < 3 * len(ranked[1].articles):
        return None
    return ranked[0] if ranked else None
