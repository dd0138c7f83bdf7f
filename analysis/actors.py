"""One identity across the library: which local actors of many articles are the same.

Everything goes through indexes (a person's surname, a body's words and initials), never through
all pairs, so that time grows with the number of local actors.  No spaCy, no text: findings only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain, islice

from onrecord.analysis import names

from .types import Actor, ActorKind, Findings, LocalActor, NamedActors, Resolution

COMPARED = 12
"""Names of one actor that a new one is compared with at most."""

BEARERS = 100
"""Bearers of one surname that a name is compared with at most; the same name is always found."""


@dataclass(eq=False, slots=True)
class _Entry:
    """An actor in the making."""

    id: str
    kind: ActorKind
    names: Counter[str] = field(default_factory=Counter)
    roles: Counter[str] = field(default_factory=Counter)
    articles: dict[str, None] = field(default_factory=dict)
    known: tuple[str, ...] = ()
    indexed: set[str] = field(default_factory=set)
    mentions: int = 0
    quotations: int = 0
    gender: str = ""

    def spellings(self) -> Iterator[str]:
        """Return the names that it is known by, the known ones first."""
        return islice(chain(self.known, self.names), COMPARED)


@dataclass(frozen=True, slots=True)
class _Local:
    """A local actor with its article and its number there."""

    article: str
    number: int
    actor: LocalActor
    mentions: int
    quotations: int


def resolve(
    items: Iterable[tuple[str, Findings | NamedActors]], known: Iterable[Actor] = ()
) -> Resolution:
    """Find the actors of a library.

    Args:
        items: every article's id with its findings, or what matters of them, in any order.
        known: actors found before; they keep their ids, and lend nothing else.

    Returns:
        The actors that the articles name, and for each article which of them its local actors
        are.  The result depends on what is given, not on the order it is given in.  A person
        named by a surname alone joins the one known bearer of it; where there are several, and
        neither gender nor role tells them apart, the local actor stays inside its article.
    """
    register = _Register()
    for actor in known:
        register.remember(actor)
    articles = sorted(items, key=lambda item: item[0])
    waiting: list[_Local] = []
    of: dict[str, list[_Entry | None]] = {}
    for article, found in articles:
        named = found if isinstance(found, NamedActors) else NamedActors.of(found)
        of[article] = [None] * len(named.actors)
        waiting.extend(
            _Local(article, number, actor, named.mentions[number], named.statements[number])
            for number, actor in enumerate(named.actors)
        )
    mended = _mended_kinds(waiting, register)
    # The clearest names come first, so that what is short meets what is long.
    for local in sorted(mended, key=lambda local: _clarity(local.actor)):
        of[local.article][local.number] = register.enter(local)
    register.name_new_ones()
    return Resolution(
        actors={entry.id: _actor(entry) for entry in register.entries if entry.articles},
        of={
            article: tuple(entry.id if entry else None for entry in entries)
            for article, entries in of.items()
        },
    )


def _mended_kinds(waiting: list[_Local], register: _Register) -> list[_Local]:
    """Give a name that is a person's in most articles, and a body's in others, one kind.

    A single word that an article takes for a body is a person where the library knows just one
    bearer of that surname and no such body.
    """
    votes: dict[str, Counter[ActorKind]] = {}
    surnames: dict[str, set[str]] = {}
    for local in waiting:
        name, kind = local.actor.name, local.actor.kind
        if kind in (ActorKind.PERSON, ActorKind.ORGANISATION):
            votes.setdefault(names.fold(name), Counter())[kind] += 1
            if kind is ActorKind.PERSON and _is_full(name):
                surnames.setdefault(names.fold(names.surname(name)), set()).add(names.fold(name))

    def kind_of(actor: LocalActor) -> ActorKind:
        if actor.kind not in (ActorKind.PERSON, ActorKind.ORGANISATION):
            return actor.kind
        key = names.fold(actor.name)
        people, bodies = votes[key][ActorKind.PERSON], votes[key][ActorKind.ORGANISATION]
        if " " not in key and not people and len(surnames.get(key, ())) == 1:
            (bearer,) = surnames[key]
            if votes[bearer][ActorKind.PERSON] > votes[bearer][ActorKind.ORGANISATION]:
                people = bodies + 1
        if people == bodies:
            return actor.kind
        return ActorKind.PERSON if people > bodies else ActorKind.ORGANISATION

    def mended(actor: LocalActor) -> LocalActor:
        words = actor.name.split()
        if actor.kind is ActorKind.ORGANISATION and len(words) > 2 and words[-3][:1].isupper():
            # "Receptionist Ana Brodin", a headline's: the library knows an Ana Brodin.
            name = " ".join(words[-2:])
            count = votes.get(names.fold(name), Counter())
            if count[ActorKind.PERSON] > count[ActorKind.ORGANISATION]:
                return replace(actor, name=name, kind=ActorKind.PERSON, names=(name,))
        kind = kind_of(actor)
        return actor if kind is actor.kind else replace(actor, kind=kind)

    return [replace(local, actor=mended(local.actor)) for local in waiting]


def _clarity(actor: LocalActor) -> int:
    """Return 0 for names that stand alone, more for those that need others."""
    if actor.kind is ActorKind.PERSON:
        first = names.parse(actor.name).given[:1]
        return 2 if not first else 1 if len(first[0]) == 1 else 0
    if actor.kind is ActorKind.ORGANISATION:
        return 1 if _initials(actor.name) or " " not in actor.name else 0
    return 0


def _actor(entry: _Entry) -> Actor:
    return Actor(
        id=entry.id,
        name=_display(entry),
        kind=entry.kind,
        names=dict(sorted(entry.names.items(), key=lambda pair: (-pair[1], pair[0]))),
        roles=dict(sorted(entry.roles.items(), key=lambda pair: (-pair[1], pair[0]))),
        articles=tuple(sorted(entry.articles)),
        mentions=entry.mentions,
        quotations=entry.quotations,
    )


def _display(entry: _Entry) -> str:
    """Return the name to show: of the fullest kind of name, the most frequent one."""
    if entry.kind is ActorKind.PERSON:
        full = {n: c for n, c in entry.names.items() if _is_full(n)}
        counts = full or entry.names
        return max(counts, key=lambda name: (counts[name], len(name)))
    if entry.kind is ActorKind.COUNTRY:
        known = (c for n in entry.names if (c := names.country_of(n)))
        return next(known, next(iter(entry.names)))
    usual = next((o for n in entry.names if (o := names.organisation(n))), None)
    return usual or max(entry.names, key=lambda n: (entry.names[n], not _initials(n), len(n)))


def _is_full(name: str) -> bool:
    given = names.parse(name).given
    return bool(given) and len(given[0]) > 1


def _is_proper(name: str) -> bool:
    """Whether a body has a name of its own: "the Danish navy" has, "the navy" has none."""
    words = name.split()
    return any(word[:1].isupper() for word in words[words[0].lower() in _ARTICLES :])


_ARTICLES = frozenset({"the", "a", "an", "its", "his", "her", "their", "our"})


def _initials(name: str) -> str:
    """Return the letters of a name that is an acronym, else an empty string."""
    letters = names.together(name).replace(".", "")
    return letters.lower() if letters.isupper() and 2 <= len(letters) <= 6 else ""


def slug(name: str) -> str:
    """Return a name as it stands in an id: ``sergey-lavrov``."""
    words = [word.replace(".", "") for word in names.tokens(name)]
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return "-".join(words) or "unnamed"


class _Register:
    """The actors found so far and the indexes they are found by."""

    def __init__(self) -> None:
        self.entries: list[_Entry] = []
        self._ids: set[str] = set()
        self._people: dict[str, dict[_Entry, None]] = {}
        self._full: dict[str, dict[_Entry, None]] = {}
        self._countries: dict[str, _Entry] = {}
        self._bodies: dict[tuple[str, ...], _Entry] = {}
        self._acronyms: dict[str, dict[_Entry, None]] = {}
        self._plain: dict[tuple[str, ...], dict[_Entry, None]] = {}
        self._teams: dict[str, dict[_Entry, None]] = {}

    def remember(self, actor: Actor) -> None:
        """Take an actor known from before: its id and its names."""
        entry = _Entry(actor.id, actor.kind, known=tuple(dict.fromkeys((actor.name, *actor.names))))
        self._ids.add(actor.id)
        self.entries.append(entry)
        for name in entry.known:
            self._index(entry, name)

    def enter(self, local: _Local) -> _Entry | None:
        """Return the actor that a local one is, making it where there is none yet."""
        actor = local.actor
        if actor.kind is ActorKind.GROUP or not names.tokens(actor.name):
            return None
        if actor.kind is ActorKind.ORGANISATION and not _is_proper(actor.name):
            return None
        if actor.kind is ActorKind.PERSON:
            entry = self._person(actor)
            if entry is None:
                return None
        elif actor.kind is ActorKind.COUNTRY:
            entry = self._countries.get(actor.name) or self._new(actor)
        else:
            entry = self._body(actor) or self._new(actor)
        for name in (actor.name, *actor.names):
            self._index(entry, name)
        for name in actor.names or (actor.name,):
            entry.names[name] += 1
        for role in actor.roles:
            entry.roles[role] += 1
        entry.articles[local.article] = None
        entry.mentions += local.mentions
        entry.quotations += local.quotations
        entry.gender = entry.gender or actor.gender
        return entry

    def _new(self, actor: LocalActor) -> _Entry:
        entry = _Entry("", actor.kind, gender=actor.gender)
        self.entries.append(entry)
        return entry

    def name_new_ones(self) -> None:
        """Give every new actor an id, from the name that it is shown by."""
        for entry in self.entries:
            if not entry.id:
                base = f"{entry.kind.value}:{slug(_display(entry))}"
                chosen, number = base, 2
                while chosen in self._ids:
                    chosen, number = f"{base}-{number}", number + 1
                self._ids.add(chosen)
                entry.id = chosen

    def _index(self, entry: _Entry, name: str) -> None:
        """Have an actor be found by a name of its; each is indexed once."""
        if name in entry.indexed:
            return
        found = True
        if entry.kind is ActorKind.PERSON:
            if _is_full(name):
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
            key = _body_key(name)
            self._bodies.setdefault(key, entry)
            if len(key) > 1 or "-" in name:
                self._acronyms.setdefault(names.initials(name), {})[entry] = None
            if len(key) > 1:
                self._plain.setdefault(_plain_key(key), {})[entry] = None
                self._teams.setdefault(key[-1], {})[entry] = None
            if letters := _initials(name):
                self._acronyms.setdefault(letters, {})[entry] = None
        if found:
            entry.indexed.add(name)

    @staticmethod
    def _bears(entry: _Entry, name: str) -> bool:
        """Whether a name's last word is the entry's surname, not its given name alone."""
        full = [n for n in entry.spellings() if names.parse(n).given]
        return (
            bool(names.parse(name).given)
            or not full
            or any(names.same_surname(names.parse(n), names.parse(name)) for n in full)
        )

    def _person(self, actor: LocalActor) -> _Entry | None:
        person = names.parse(actor.name)
        if not person.surname:
            return None
        if person.given:
            for name in (actor.name, *filter(_is_full, actor.names)):
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

    def _body(self, actor: LocalActor) -> _Entry | None:
        for name in (actor.name, *actor.names):
            key = _body_key(name)
            if (len(key) > 1 or _initials(name)) and key in self._bodies:
                return self._bodies[key]
        if entry := self._bodies.get(_body_key(actor.name)):
            return entry
        if letters := _initials(actor.name):
            spelled_out = self._acronyms.get(letters, {})
            if len(spelled_out) == 1:
                return next(iter(spelled_out))
        elif " " not in actor.name and actor.name.endswith("s"):
            # A team, a party: "the Harriers" are the one "Ulmen Harriers" of the library.
            return _usual(self._teams.get(names.fold(actor.name), {}))
        elif len(key := _plain_key(_body_key(actor.name))) > 1:
            return _usual(self._plain.get(key, {}))
        return None


def _same_first(entry: _Entry, given: str) -> bool:
    return any(
        first and names.sound(first[0]) == names.sound(given)
        for name in entry.spellings()
        if (first := names.parse(name).given)
    )


def _same_but_generation(entry: _Entry, actor: LocalActor) -> bool:
    """Whether a name differs by "Jr." only and the roles are the same: no father and son."""
    plain = names.without_suffix(actor.name)
    if not any(names.same_person(names.without_suffix(name), plain) for name in entry.spellings()):
        return False
    own = {names.fold(role) for role in actor.roles}
    return any(" " in role and names.fold(role) in own for role in entry.roles)


def _told_apart(bearers: list[_Entry], actor: LocalActor) -> list[_Entry]:
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


def _share(entry: _Entry, words: set[str]) -> float:
    """Return in how many of its articles an actor has roles with one of the words."""
    found = sum(n for role, n in entry.roles.items() if not words.isdisjoint(names.tokens(role)))
    return found / max(1, len(entry.articles))


def _body_key(name: str) -> tuple[str, ...]:
    from .mentions.local_actors import body_key

    return body_key(name)


def _plain_key(key: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a body without those that news leaves out: "US", "of Ulmia"."""
    for opening in (("us",), ("united", "states")):
        if key[: len(opening)] == opening and len(key) > len(opening) + 1:
            key = key[len(opening) :]
    if "of" in key[2:] and names.country(" ".join(key[key.index("of", 2) + 1 :])):
        key = key[: key.index("of", 2)]
    while len(key) > 2 and key[-1] in _GENERAL:
        key = key[:-1]
    return tuple(word[:-1] if len(word) > 4 and word.endswith("s") else word for word in key)


_GENERAL = names.words("general ends of bodies")


def _usual(entries: Iterable[_Entry]) -> _Entry | None:
    """Return the one of some bodies that is in thrice as many articles as any other, or None."""
    ranked = sorted(entries, key=lambda entry: -len(entry.articles))[:2]
    if len(ranked) > 1 and len(ranked[0].articles) < 3 * len(ranked[1].articles):
        return None
    return ranked[0] if ranked else None
