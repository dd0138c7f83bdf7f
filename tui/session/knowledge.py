"""What is known of a library as a whole: who there is, and when its articles were published.

Both are worked out of all articles together, and kept: a start at which nothing has changed
works nothing out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from onrecord.analysis.types import Article, Findings, Published, Resolution
from onrecord.store.library import known_actors
from onrecord.store.library.conclusions import Conclusions, fingerprint
from onrecord.store.library.copies import Copies
from onrecord.store.library.library import Library
from onrecord.store.notebook.actor_overlay import lay_actors

Shelf = Mapping[str, tuple[Article, Findings]]
"""The analysed articles of a library that can be had."""


@dataclass(frozen=True)
class Knowledge:
    """What is known of a library as a whole; replaced, never altered.

    ``found`` are the actors as the analysis has them, ``resolution`` as the person sees them.
    ``copies`` are articles that are folded under the first of their text, which is named.
    """

    resolution: Resolution = field(default_factory=Resolution)
    found: Resolution = field(default_factory=Resolution)
    published: dict[str, Published] = field(default_factory=dict)
    copies: Copies = field(default_factory=dict)

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
    library: Library, shelf: Shelf, findings: Callable[[str], Findings | None], copies: Copies
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
    actors_mark = fingerprint(library.cache.maker, versions, sorted(twins))
    found = kept.actors(actors_mark)
    new = found is None
    if found is None:
        found = _actors(library, [name for name in shelf if name not in twins], findings)
    rulings = library.notebook.actors.rulings()
    resolution, _ = lay_actors(found, rulings, findings)
    found, resolution = _with(found, twins), _with(resolution, twins)
    stated = [_stated(library, name) for name in shelf]
    dates_mark = fingerprint(actors_mark, rulings, stated)
    published = kept.dates(dates_mark)
    if published is None:
        published, new = _dates(shelf, resolution), True
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


def _stated(library: Library, name: str) -> tuple[object, ...]:
    """Return what the source of an article states, as far as dates are worked out of it."""
    entry = library.entries[name]
    return entry.stated, entry.title if entry.titled else "", entry.source, entry.url


def _actors(
    library: Library, names: Sequence[str], findings: Callable[[str], Findings | None]
) -> Resolution:
    from onrecord.analysis.actors import resolve

    found = resolve(
        ((name, found) for name in names if (found := findings(name))),
        known_actors.known(library.home),
    )
    if not library.read_only:
        known_actors.keep(library.home, found.actors.values())
    return found


def _dates(shelf: Shelf, resolution: Resolution) -> dict[str, Published]:
    from onrecord.analysis.dates import infer

    return infer(shelf, resolution.of)
