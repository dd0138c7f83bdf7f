"""The local actors of an article, and which of them each name is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from onrecord.analysis import names

from ..types import ActorKind, LocalActor
from . import roles, teams
from .spelled import Spelled


@dataclass(eq=False)
class Member:
    """A local actor in the making.

    ``guessed`` tells that the gender rests on one pronoun; ``kin`` that the article names it as
    somebody's relative, ``child`` as somebody's child; ``office`` and ``beside`` are what stands
    before and behind the full name (as in :class:`Spelled`); ``aliases`` are names that it is only
    known by; ``first`` is the token of its first mention.
    """

    kind: ActorKind
    spellings: Counter[str] = field(default_factory=Counter)
    roles: dict[str, tuple[str, ...]] = field(default_factory=dict)
    gender: str = ""
    guessed: bool = False
    kin: bool = False
    child: bool = False
    office: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    aliases: set[str] = field(default_factory=set)
    first: int = 0

    @property
    def name(self) -> str:
        """The fullest name of its own: most words, then most often, then first."""

        def fullness(name: str) -> tuple[bool, bool, int, int]:
            count = self.spellings[name]
            return name not in self.aliases, count > 0, len(name.split()), count

        return max(self.spellings, key=fullness)

    def frozen(self) -> LocalActor:
        """Return it as the types of the house have it."""
        name = self.name
        if self.kind is ActorKind.COUNTRY:
            return LocalActor(
                names.country_of(name) or name, self.kind, names=tuple(self.spellings)
            )
        if self.kind is ActorKind.ORGANISATION:
            name = names.organisation(name) or without_legal_form(name)
        gender = "" if self.guessed else self.gender
        return LocalActor(name, self.kind, tuple(self.roles), gender, tuple(self.spellings))


class LocalActors:
    """The local actors of an article, and the one that each name belongs to."""

    def __init__(self, spelled: list[Spelled]) -> None:
        """Take the names of an article in order."""
        self.members: list[Member] = []
        self.of: list[Member] = [None] * len(spelled)  # type: ignore[list-item]
        self._groups: dict[str, Member] = {}
        self._named: Counter[Member] = Counter()
        self._latest: dict[Member, int] = {}
        self._by_loose: dict[str, list[tuple[str, Member]]] = {}
        self._by_first_surname: dict[str, list[tuple[str, Member]]] = {}
        self._people(spelled)
        self._bodies(spelled)
        for name, member in zip(spelled, self.of, strict=True):
            member.spellings[_clean(name.name)] += 1
            if name.nickname:
                member.spellings.setdefault(_called(name), 0)  # never the name it goes by
            if name.title:
                member.roles.setdefault(name.title, names.tokens(name.title))
                member.gender = member.gender or names.gender_of(f"{name.title} {name.name}")

    def add(self, kind: ActorKind, name: str, first: int) -> Member:
        """Add a member that no name of the text brought in."""
        member = self._new(kind, first)
        member.spellings[name] += 1
        return member

    def group(self, name: str, first: int) -> Member:
        """Return the group of a name ("two officials"), adding it where it is new."""
        key = names.fold(name)
        if key not in self._groups:
            self._groups[key] = self.add(ActorKind.GROUP, name, first)
        return self._groups[key]

    def _new(self, kind: ActorKind, first: int) -> Member:
        member = Member(kind, first=first)
        self.members.append(member)
        return member

    def _people(self, spelled: list[Spelled]) -> None:
        people = [i for i, name in enumerate(spelled) if name.kind is ActorKind.PERSON]
        by_surname: dict[str, list[tuple[str, Member]]] = {}
        by_given: dict[str, list[Member]] = {}
        exact: dict[str, Member] = {}
        for i in people:
            name = _clean(spelled[i].name)
            person = names.parse(name)
            if not person.given:
                continue
            bearers = by_surname.setdefault(names.sound(person.surname[-1]), [])
            member = exact.get(names.fold(name)) or _run_together(person, by_surname)
            if member is None:
                near = bearers[-BEARERS:]
                member = next((m for known, m in near if names.same_person(known, name)), None)
                if member is None:
                    member = self._new(ActorKind.PERSON, spelled[i].first)
                    member.gender = names.gender_of(f"{spelled[i].title} {name}") or _of_kin(
                        spelled[i]
                    )
                    by_given.setdefault(names.sound(person.given[0]), []).append(member)
                exact[names.fold(name)] = member
                for last in {*names.called_by(person), "".join(person.surname)}:
                    by_surname.setdefault(names.sound(last), []).append((name, member))
                if first := names.first_surname(person):
                    self._by_first_surname.setdefault(names.sound(first), []).append((name, member))
                if alias := spelled[i].alias:
                    member.aliases.add(alias)
                    exact[names.fold(alias)] = member
                    by_surname.setdefault(names.sound(alias), []).append((name, member))
                if spelled[i].nickname:
                    bearers.append((_called(spelled[i]), member))
            if title := spelled[i].title:
                member.roles.setdefault(title, names.tokens(title))
            member.office |= spelled[i].office | _office(spelled[i].title)
            member.beside |= spelled[i].beside
            member.kin = member.kin or spelled[i].kin
            member.child = member.child or spelled[i].child
            self.of[i] = member
            self._named[member] += 1
        for last, known in by_surname.items():
            if loose := names.loose(last):
                self._by_loose.setdefault(loose, []).extend(known)
        seen: dict[str, Member] = {}
        before = self._bare_before(spelled, people)
        for i in people:
            if self.of[i] is not None:
                person = names.parse(_clean(spelled[i].name))
                for word in person.surname[-1:]:
                    seen[names.sound(word)] = self.of[i]
                for word in person.given[:1]:
                    seen[f"{names.sound(word)} "] = self.of[i]
                self._latest[self.of[i]] = spelled[i].first
                continue
            self.of[i] = self._single(spelled[i], by_surname, by_given, seen, before)
            seen[names.sound(names.parse(spelled[i].name).surname[-1])] = self.of[i]

    def _single(
        self,
        name: Spelled,
        by_surname: dict[str, list[tuple[str, Member]]],
        by_given: dict[str, list[Member]],
        seen: dict[str, Member],
        before: dict[Member, int],
    ) -> Member:
        """Return the person of a name without a given name."""
        surname = names.parse(name.name).surname
        key = names.sound(surname[-1])
        known = by_surname.get(key) or self._by_first_surname.get(key) or self._respelled(key)
        bearers = list(dict.fromkeys(member for _, member in known[-BEARERS:]))
        titled = name.title or name.office
        if not bearers and titled and len(by_given.get(key, ())) > 1:
            # "Representative Kim" of Kim Do-hyun and Kim Seo-yeon, whose surname comes first
            bearers, key = by_given[key][-BEARERS:], f"{key} "
        gender = names.gender_of(f"{name.title} x {name.name}") if name.title else ""
        alike = [m for m in bearers if gender and m.gender == gender]
        fitting = alike or [m for m in bearers if not gender or not m.gender]
        if len(fitting) > 1:
            # Children are called by their given names; the surname alone is their parent's.
            fitting = [m for m in fitting if not m.child] or fitting
            fitting = _so_called(name, fitting)
            last = seen.get(key)
            usual = max(fitting, key=lambda m: (self._named[m], -m.first))
            if last in fitting and name.first - self._latest.get(last, -LATELY) < LATELY:
                return last
            return usual
        if fitting and not _someone_else(name, fitting[0], before[fitting[0]]):
            return fitting[0]
        if not bearers and len(by_given.get(key, ())) == 1:
            return by_given[key][0]
        if not bearers and not titled and (longer := _of_short_name(name, by_given)):
            return longer
        member = self._new(ActorKind.PERSON, name.first)
        member.gender = gender
        by_surname.setdefault(key, []).append((name.name, member))
        return member

    def _respelled(self, key: str) -> list[tuple[str, Member]]:
        """Return the bearer of a surname whose letters another transliteration gives otherwise.

        "Verhun" is "Vergun", where nobody else in the article sounds so.
        """
        found = self._by_loose.get(names.loose(key), [])
        return found if len({member for _, member in found}) == 1 else []

    def _bare_before(self, spelled: list[Spelled], people: list[int]) -> Counter[Member]:
        """Count for each person how often the bare surname stands before the full name."""
        bare: Counter[str] = Counter()
        before: Counter[Member] = Counter()
        for i in people:
            person, member = names.parse(_clean(spelled[i].name)), self.of[i]
            key = names.sound(person.surname[-1]) if person.surname else ""
            if member is None:
                bare[key] += 1
            elif member not in before:
                before[member] = bare[key]
        return before

    def _bodies(self, spelled: list[Spelled]) -> None:
        """Cluster countries by country, organisations by name, short form and initials.

        A short form counts as one only after the full name: news gives the full name first, and
        a body whose short name stands before it is another one ("Acme", then "Acme Research"),
        but for initials and for teams ("the Harriers" in a headline).
        """
        countries: dict[str, Member] = {}
        bodies: dict[tuple[str, ...], Member] = {}
        short: dict[tuple[str, ...], Member | None] = {}
        first: dict[tuple[str, ...], int] = {}
        rest = [i for i, name in enumerate(spelled) if name.kind is not ActorKind.PERSON]
        for i in rest:
            first.setdefault(names.body_key(spelled[i].name), i)
        for i in sorted(rest, key=lambda i: (-len(spelled[i].name.split()), i)):
            name = spelled[i]
            if name.kind is ActorKind.COUNTRY:
                country = names.country_of(name.name) or name.name
                if country not in countries:
                    countries[country] = self._new(ActorKind.COUNTRY, name.first)
                self.of[i] = countries[country]
                continue
            key = names.body_key(name.name)
            member = bodies.get(key)
            bare = len(key) > 1 or names.tokens(name.name) == key
            if member is None and bare and (longer := short.get(key)) is not None:
                initials = len(key) == 1 and name.name.replace(".", "").isupper()
                always = initials or (len(key) == 1 and teams.is_plural(key[0]))
                member = longer if always or longer.first <= spelled[first[key]].first else None
            if member is None:
                member = self._new(ActorKind.ORGANISATION, spelled[first[key]].first)
            if key not in bodies:
                bodies[key] = member
                for part in _short_forms(name.name, key):
                    # A short form of two bodies is neither's.
                    short[part] = member if short.get(part, member) is member else None
            self.of[i] = member


def _run_together(
    person: names.Person, by_surname: dict[str, list[tuple[str, Member]]]
) -> Member | None:
    """Return the bearer of a surname that a name of two words is: "Abu Zayd", "Abuzayd"."""
    whole = "".join((*person.given, *person.surname))
    if len(person.given) != 1 or len(whole) < TOGETHER or names.is_given(person.given[0]):
        return None
    members = {member for _, member in by_surname.get(names.sound(whole), ())}
    return members.pop() if len(members) == 1 else None


def _of_short_name(name: Spelled, by_given: dict[str, list[Member]]) -> Member | None:
    """Return the one person before a name whose given name it may be: "Jim" is James Brodin."""
    forms = names.variants(names.parse(name.name).surname[-1])
    found = {member for form in forms for member in by_given.get(form, ())}
    fits = len(found) == 1 and next(iter(found)).first < name.first
    return found.pop() if fits else None


def _so_called(name: Spelled, bearers: list[Member]) -> list[Member]:
    """Return the bearers of a surname who hold what stands before it, else those who hold nothing.

    "Representative Kim" is the one who was introduced so; "Chairwoman Kim" is not.
    """
    office = name.office | _office(name.title)
    if not office:
        return bearers
    return (
        [bearer for bearer in bearers if office & (bearer.office | bearer.beside)]
        or [bearer for bearer in bearers if not bearer.office]
        or bearers
    )


def _office(title: str) -> frozenset[str]:
    """Return the words of a title that say more than "Mrs", as they are compared."""
    return frozenset(roles.usual(word) for word in names.tokens(title)) - _EMPTY_TITLES


def _someone_else(name: Spelled, bearer: Member, before: int) -> bool:
    """Whether a bare surname is not that of its one bearer, but of somebody never named in full.

    So it is where the bearer is introduced as a relative and the bare surname has a title that
    says more than "Mrs" or came first ("President Brodin", "the president's wife, Ana Brodin");
    where it stands again and again before the full name; where its title is another one than the
    bearer's and comes first.
    """
    title = [word for word in names.tokens(name.title) if word not in _EMPTY_TITLES]
    if bearer.kin and (title or before):
        return True
    if before >= BARE_BEFORE:
        return True
    own = {word for words in bearer.roles.values() for word in words} - _EMPTY_TITLES
    return bearer.first > name.first and bool(title and own) and own.isdisjoint(title)


BARE_BEFORE = 4
"""So often a surname stands alone before the full name only if it is another bearer's."""

LATELY = 150
"""Tokens for which a surname alone stays the bearer's who was named in full last, although another
one is named in full more often."""

TOGETHER = 8
"""Letters that a surname has at least to be known in two words."""

BEARERS = 50
"""Bearers of one surname that a name is compared with at most, the latest."""

_EMPTY_TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr", "mx", "former", "ex", "the", "then"})


def _of_kin(name: Spelled) -> str:
    """Return the gender that a relative's noun before a name tells: "his wife Oroyat Ubu"."""
    return next(filter(None, map(roles.gender, sorted(name.office))), "") if name.kin else ""


def without_legal_form(name: str) -> str:
    """Return a body's name without ``Inc.``, ``Ltd`` and the like at its end.

    They stay where the body would have a person's name without them: "Ana Brodin Ltd".
    """
    words = name.split()
    person = len(words) == 3 and names.is_given(words[0])
    while len(words) > 1 and not person and names.fold(words[-1]).rstrip(".") in names.LEGAL:
        words.pop()
    return " ".join(words).rstrip(",")


def _short_forms(name: str, key: tuple[str, ...]) -> set[tuple[str, ...]]:
    """Return the keys of the short forms that a body's full name may have."""
    if len(key) < 2 and "-" not in name:
        return set()
    forms = {key[:n] for n in range(1, len(key))}
    if not name.split()[-1].isupper():
        forms.add(key[-1:])
    if len(letters := names.initials(name)) > 1:
        forms.add((letters,))
    return {form for form in forms if len("".join(form)) > 1 and not _COMMON.issuperset(form)}


_COMMON = names.words("common organisation words")


def _called(name: Spelled) -> str:
    """Return the name with the nickname that stands inside it in place of the given ones."""
    return f"{name.nickname} {names.surname(_clean(name.name))}"


def _clean(name: str) -> str:
    """Return a name without brackets and with single blanks."""
    return " ".join(name.replace("[", "").replace("]", "").split())
