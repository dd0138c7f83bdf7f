"""One identity across the library."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from onrecord.analysis.actors import resolve
from onrecord.analysis.types import ActorKind, Findings, LocalActor, Mention, MentionForm

PERSON, BODY = ActorKind.PERSON, ActorKind.ORGANISATION


def article(*actors: LocalActor) -> Findings:
    """Return findings that mention each actor once."""
    spots = (Mention(i, i + 1, MentionForm.NAME, i) for i in range(len(actors)))
    return Findings(actors=actors, mentions=tuple(spots))


def person(name: str, *roles: str, gender: str = "") -> LocalActor:
    """Return a person as an article shows one."""
    return LocalActor(name, PERSON, roles, gender, (name,))


def test_transliterations_meet() -> None:
    """Spellings of one name are one actor, with every variant counted."""
    found = resolve(
        [("1", article(person("Sergei Kadrin"))), ("2", article(person("Sergey Kadrin")))]
    )
    (actor,) = found.actors.values()
    assert actor.id == "person:sergei-kadrin"
    assert actor.names == {"Sergei Kadrin": 1, "Sergey Kadrin": 1}
    assert actor.articles == ("1", "2")
    assert actor.mentions == 2


def test_a_surname_joins_its_one_bearer() -> None:
    """A surname alone is the one known bearer's, in whatever order the articles come."""
    items = [("1", article(person("Brodin"))), ("2", article(person("Maria Brodin")))]
    assert list(resolve(items).actors) == ["person:maria-brodin"]
    assert resolve(items) == resolve(items[::-1])


def test_a_surname_of_two_stays_in_its_article() -> None:
    """Nothing is merged on a surname alone when the library knows two bearers."""
    items = [
        ("1", article(person("Maria Brodin"), person("Peter Brodin"))),
        ("2", article(person("Brodin"))),
    ]
    assert resolve(items).of["2"] == (None,)


def test_gender_and_role_tell_bearers_apart() -> None:
    """Where two bear a surname, gender or a usual role decides."""
    items = [
        ("1", article(person("Maria Brodin", "Minister", gender="f"))),
        ("2", article(person("Peter Brodin", "Admiral", gender="m"))),
        ("3", article(person("Brodin", gender="m"))),
        ("4", article(person("Brodin", "Minister"))),
    ]
    found = resolve(items).of
    assert found["3"] == ("person:peter-brodin",)
    assert found["4"] == ("person:maria-brodin",)


def test_father_and_son_stay_two() -> None:
    """A suffix tells two generations apart."""
    items = [("1", article(person("Jon Brodin"))), ("2", article(person("Jon Brodin Jr.")))]
    assert len(resolve(items).actors) == 2


def test_the_library_mends_kinds() -> None:
    """A person whom one article takes for a body is a person where the others say so."""
    body = LocalActor("Vish Subran", BODY, names=("Vish Subran",))
    items = [
        ("1", article(person("Vish Subran"))),
        ("2", article(person("Vish Subran"))),
        ("3", article(body)),
        ("4", article(LocalActor("Subran", BODY, names=("Subran",)))),
    ]
    assert list(resolve(items).actors) == ["person:vish-subran"]


def test_initials_of_a_body() -> None:
    """An acronym is the one body of the library that has these initials."""
    full = LocalActor("Harbour Safety Commission", BODY, names=("Harbour Safety Commission",))
    items = [("1", article(full)), ("2", article(LocalActor("HSC", BODY, names=("HSC",))))]
    assert len(resolve(items).actors) == 1


def body(name: str, *more: str) -> LocalActor:
    """Return a body as an article shows one."""
    return LocalActor(name, BODY, names=(name, *more))


def test_a_body_is_one_with_and_without_what_news_leaves_out() -> None:
    """The country before or after it, a general last word, plurals inside, dotted initials."""
    ways = ["U.S. Harbour Survey", "US Harbour Survey", "U. S. Harbour Survey", "Harbour Survey"]
    ways += ["United States Harbour Survey", "Harbour Surveys Agency", "USHS", "U.S.H.S."]
    found = resolve([(str(n), article(body(way))) for n, way in enumerate(ways)])
    assert len(found.actors) == 1


def test_bodies_of_two_countries_stay_two() -> None:
    """Another country's body is another, and so is one with a word that tells it apart."""
    ways = ["Danish Harbour Survey", "Norwegian Harbour Survey", "Harbour Survey Union"]
    found = resolve([(str(n), article(body(way))) for n, way in enumerate(ways)])
    assert len(found.actors) == 3


def test_a_hyphenated_body_has_initials() -> None:
    """Two names of a company with a hyphen are called by their first letters."""
    found = resolve([("1", article(body("Brodin-Velde"))), ("2", article(body("BV")))])
    assert len(found.actors) == 1


def test_groups_stay_in_their_article() -> None:
    """Sources without a name, and bodies without one, are nobody across articles."""
    group = LocalActor("two officials", ActorKind.GROUP, names=("two officials",))
    nameless = LocalActor("the company", BODY, names=("the company",))
    found = resolve([("1", article(group, nameless))])
    assert found.of["1"] == (None, None)
    assert not found.actors


def test_known_actors_keep_their_ids() -> None:
    """Adding articles never renumbers, even where a name grows fuller."""
    first = resolve([("5", article(person("Brodin")))])
    assert list(first.actors) == ["person:brodin"]
    second = resolve(
        [("5", article(person("Brodin"))), ("1", article(person("Maria Brodin")))],
        first.actors.values(),
    )
    assert list(second.actors) == ["person:brodin"]
    assert second.actors["person:brodin"].name == "Maria Brodin"


NAMES = st.lists(
    st.sampled_from(["Ana", "A.", "Jon", "Brodin", "Kern", "de", "Jr.", "HSC", "the", "Ministry"]),
    min_size=1,
    max_size=4,
).map(" ".join)
ACTORS = st.builds(
    lambda name, kind: LocalActor(name, kind, names=(name,)), NAMES, st.sampled_from(ActorKind)
)


@given(st.lists(st.lists(ACTORS, max_size=4), max_size=6), st.integers())
def test_any_library_resolves(library: list[list[LocalActor]], seed: int) -> None:
    """Every id stands for an actor, order does not matter, and known ids survive."""
    items = [(str(i), article(*actors)) for i, actors in enumerate(library)]
    found = resolve(items)
    shuffled = items[:]
    random.Random(seed).shuffle(shuffled)
    assert resolve(shuffled) == found
    for name, findings in items:
        assert len(found.of[name]) == len(findings.actors)
        assert all(actor is None or actor in found.actors for actor in found.of[name])
    again = resolve(items, found.actors.values())
    assert set(again.actors) <= set(found.actors)


def test_time_grows_with_the_library() -> None:
    """Two thousand articles about a thousand bearers of five surnames resolve."""
    surnames = ["Brodin", "Kern", "Alder", "Kadrin", "Verholt"]
    items = [
        (str(i), article(person(f"Given{i % 1000} {surnames[i % 5]}"), person(surnames[i % 5])))
        for i in range(2000)
    ]
    assert len(resolve(items).actors) == 1000
