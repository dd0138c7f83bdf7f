"""What is known of a library as a whole: who there is, and when its articles were published.

Both are worked out of all articles together, and kept: a start at which nothing has changed
works nothing out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import count

from onrecord.analysis.types import Actor, ActorKind, Article, Findings, Published, Resolution
from onrecord.store.library import known_actors
from onrecord.store.library.conclusions import Conclusions, fingerprint
from onrecord.store.library.copies import Copies
from onrecord.store.library.together import OpenLibrary
from onrecord.store.notebook.actor_overlay import lay_actors

Shelf = Mapping[str, tuple[Article, Findings]]
"""The analysed articles of a library that can be had."""


@dataclass(frozen=True)
class Knowledge:
    """What is known of a library as a whole; replaced, never altered.

    ``found`` are the actors as the analysis has them, ``resolution`` as the person sees them.
    ``copies`` are articles that are folded under the first of their text, which is named.
    ``number`` tells it from what was known before: what rests on it holds as long as that is the
    same. (An address in memory would not do: it is given to the next one.)
    """

    resolution: Resolution = field(default_factory=Resolution)
    found: Resolution = field(default_factory=Resolution)
    published: dict[str, Published] = field(default_factory=dict)
    copies: Copies = field(default_factory=dict)
    number: int = field(default_factory=count().__next__)

    @cached_property
    def aliases(self) -> dict[str, str]:
        """The actor of each name that one person alone bears, in small letters."""
        return aliases(self.resolution.actors)

    @cached_property
    def also_in(self) -> dict[str, tuple[str, ...]]:
        """The copies of each article that has some, in the order of their names."""
        found: dict[str, list[str]] = {}
        for copy, first in sorted(self.copies.items()):
            found.setdefault(first, []).append(copy)
        return {first: tuple(copies) for first, copies in found.items()}

    @cached_property  # one table for all articles, not one for each
    def names(self) -> dict[str, str]:
        """The name of each actor, by id."""
        return {key: actor.name for key, actor in self.resolution.actors.items()}


def conclude(
    library: OpenLibrary, shelf: Shelf, findings: Callable[[str], Findings | None], copies: Copies
) -> Knowledge:
    """Work out the actors and dates of a library, as far as they are not kept.

    Args:
        library: whose articles they are; it is told their dates.
        shelf: the articles that count, each read when it is asked for.
        findings: gives what was found in an article.
        copies: what counts with the first of its text alone; all of these are on the shelf.

    Raises:
        Whatever ``shelf`` and ``findings`` raise for an article that is gone.
    """
    kept = Conclusions(library.cache.folder)
    versions = [(name, library.entries[name].version) for name in shelf]
    twins = _twins(copies, findings)
    actors_mark = fingerprint(library.cache.makers, versions, sorted(twins))
    found = kept.actors(actors_mark)
    new = found is None
    if found is None:
        found = _actors(library, [name for name in shelf if name not in twins], findings)
    rulings = library.notebook.actors.rulings()
    resolution, _ = lay_actors(found, rulings, findings)
    named = {ref.name.casefold() for it in rulings for ref in it.actors if not ref.id}
    if named:
        known = {name: key for name, key in aliases(resolution.actors).items() if name in named}
        resolution = with_aliases(resolution, findings, known)
    found, resolution = _with(found, twins), _with(resolution, twins)
    stated = [_stated(library, name) for name in shelf]
    dates_mark = fingerprint(library.cache.makers, versions, stated)
    published = kept.dates(dates_mark)
    if published is None:
        published, new = _dates(shelf), True
    for name, date in published.items():
        library.summarise(name, published=date)
    if new and not library.read_only:
        kept.keep((actors_mark, found), (dates_mark, published))
    return Knowledge(resolution, found, published, copies)


Twins = dict[str, tuple[str, tuple[int, ...]]]
"""Copies that name nobody else: the first, and which of its actors those of the copy are."""


def _twins(copies: Copies, findings: Callable[[str], Findings | None]) -> Twins:
    """Return the copies whose actors are all named in the first, which speaks for them."""
    found: Twins = {}
    for copy, first in copies.items():
        here, there = findings(copy), findings(first)
        if here is None or there is None:
            continue
        numbers = {(it.name, it.kind): number for number, it in enumerate(there.actors)}
        same = tuple(numbers.get((it.name, it.kind), -1) for it in here.actors)
        if -1 not in same:
            found[copy] = first, same
    return found


def _with(resolution: Resolution, twins: Twins) -> Resolution:
    """Return a resolution that knows whom copies name as well; nobody counts twice."""
    if not twins:
        return resolution
    of = resolution.of
    theirs = {
        copy: tuple(of[first][number] for number in same)
        for copy, (first, same) in twins.items()
        if first in of
    }
    return Resolution(resolution.actors, {**of, **theirs})


def _stated(library: OpenLibrary, name: str) -> tuple[object, ...]:
    """Return what the source of an article states, as far as dates are worked out of it."""
    entry = library.entries[name]
    return entry.stated, entry.title if entry.titled else "", entry.source, entry.url


def _actors(
    library: OpenLibrary, names: Sequence[str], findings: Callable[[str], Findings | None]
) -> Resolution:
    from onrecord.analysis.actors import resolve

    found = resolve(
        ((name, found) for name in names if (found := findings(name))),
        known_actors.known(library.home),
    )
    if not library.read_only:
        known_actors.keep(library.home, found.actors.values())
    return with_aliases(found, findings, aliases(found.actors))


def aliases(actors: Mapping[str, Actor]) -> dict[str, str]:
    """Return the actor of each name that one person alone bears, in small letters."""
    bearers: dict[str, set[str]] = {}
    for key, actor in actors.items():
        if actor.kind is ActorKind.PERSON:
            for name in {actor.name, *actor.names}:
                bearers.setdefault(name.casefold(), set()).add(key)
    return {name: next(iter(keys)) for name, keys in bearers.items() if len(keys) == 1}


def with_aliases(
    resolution: Resolution,
    findings: Callable[[str], Findings | None],
    known: Mapping[str, str],
) -> Resolution:
    """Return a resolution in which who is named as just one person is, is that person.

    The analysis leaves such a name open where it might be somebody's who is named in full
    elsewhere; a reader who sees the name among a person's names takes it for theirs.
    """
    actors, of = dict(resolution.actors), dict(resolution.of)
    for article, ids in resolution.of.items():
        if None not in ids or (found := findings(article)) is None:
            continue
        whole = list(ids)
        for number, local in enumerate(found.actors):
            key = known.get(local.name.casefold()) if ids[number] is None else None
            if key is not None and local.kind is ActorKind.PERSON:
                whole[number] = key
                actors[key] = _with_local(actors[key], article, number, found)
        of[article] = tuple(whole)
    return Resolution(actors, of)


def _with_local(actor: Actor, article: str, number: int, found: Findings) -> Actor:
    """Return an actor who is also one of those that an article names."""
    return replace(
        actor,
        articles=tuple(dict.fromkeys((*actor.articles, article))),
        mentions=actor.mentions + sum(it.actor == number for it in found.mentions),
        quotations=actor.quotations + sum(it.actor == number for it in found.quotations),
    )


def _dates(shelf: Shelf) -> dict[str, Published]:
    from onrecord.analysis.dates import infer

    return infer(shelf)
