"""A library that grows has the actors that it would have had all at once."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.analysis.actors import ResolvedLibrary
from onrecord.analysis.types import Actor, ActorKind, LocalActor, NamedActors, Resolution

KINDS = [ActorKind.PERSON, ActorKind.ORGANISATION]
NAMES = [
    *("Ana Brodin", "Ana", "A. Brodin", "Brodin", "BRODIN", "Jon Brodin", "Jon Brodin Jr.", "Jon"),
    *(
        "Brodin, Ana",
        "Brodin， Ana",
        "Brodin-Kern",
        "Ana Kern",
        "Minister Ana Kern",
        "Kern",
        "Neto",
        "Ana de Neto",
    ),
    *("Speaker Ana Kern", "Ana Brodin Kern", "João da Kern Neto", "Mr Kern", "minister Kern"),
    *("Harbour Safety Commission", "HSC", "H.S.C.", "Commission", "Health Service Council"),
    *("US Harbour Survey", "Harbour Survey Agency", "Harbour Survey", "Surveys", "the survey"),
    *(
        "Ulmen Harriers",
        "Alda Harriers",
        "Harriers",
        "Brodin Harriers",
        "Denmark",
        "Danish",
        "Alda",
    ),
]


@st.composite
def local_actors(draw: st.DrawFn) -> LocalActor:
    """Return a local actor that may have to do with any other one."""
    called = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=3))
    kind = draw(st.sampled_from([*KINDS, *KINDS, ActorKind.COUNTRY, ActorKind.GROUP]))
    role = draw(st.sampled_from(["", "", "", "minister", "harbour master"]))
    gender = draw(st.sampled_from(["", "", "f", "m"]))
    return LocalActor(called[0], kind, (role,) if role else (), gender, tuple(called))


@st.composite
def articles(draw: st.DrawFn) -> NamedActors:
    """Return whom an article names."""
    actors = draw(st.lists(local_actors(), max_size=4))
    said = [draw(st.integers(1, 3)) for _ in actors]
    return NamedActors(tuple(actors), tuple(said), tuple(said))


def who(found: Resolution) -> dict[frozenset[tuple[str, int]], Actor | None]:
    """Return for each actor, whatever its id, where it stands and what is known of it."""
    places: dict[str | tuple[str, int], set[tuple[str, int]]] = {}
    for article, ids in found.of.items():
        for number, key in enumerate(ids):
            places.setdefault(key or (article, number), set()).add((article, number))
    return {
        frozenset(at): _nameless(found.actors[key]) if isinstance(key, str) else None
        for key, at in places.items()
    }


def _nameless(actor: Actor) -> Actor:
    return Actor("", *(getattr(actor, name) for name in Actor.__slots__[1:]))


def scratch(there: Mapping[str, NamedActors], aliases: bool) -> Resolution:
    """Return what is found in all articles at once."""
    library = ResolvedLibrary(aliases=aliases)
    for article, named in there.items():
        library.add(article, named)
    return library.resolution()


@settings(deadline=None, max_examples=150)
@given(
    st.lists(articles(), min_size=2, max_size=9),
    st.booleans(),
    st.randoms(use_true_random=False),
)
def test_grown_is_as_from_scratch(items: list[NamedActors], aliases: bool, chance: Random) -> None:
    """Articles that come, go, change and are asked about in between leave no trace in actors."""
    grown = ResolvedLibrary(aliases=aliases)
    there: dict[str, NamedActors] = {}
    for _ in range(3 * len(items)):
        article = str(chance.randrange(len(items)))
        if article in there and chance.random() < 0.4:
            grown.remove(article)
            del there[article]
        else:
            there[article] = chance.choice(items)
            grown.add(article, there[article])
        if chance.random() < 0.2:
            again = ResolvedLibrary(grown.resolution().actors.values(), aliases)
            for name, named in there.items():
                again.add(name, named)
            again.take(grown.resolution())
            grown = again
        if chance.random() < 0.5:
            assert who(grown.resolution()) == who(scratch(there, aliases))
    found = grown.resolution()
    assert who(found) == who(scratch(there, aliases))
    assert all(actor.id == key for key, actor in found.actors.items())
