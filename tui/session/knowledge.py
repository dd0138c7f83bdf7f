"""What is known of a library as a whole: who there is, and when its articles were published.

Both are worked out of all articles together, and kept: a start at which nothing has changed
works nothing out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from onrecord.analysis.types import Article, Findings, Published, Resolution
from onrecord.store.library import known_actors
from onrecord.store.library.conclusions import Conclusions, fingerprint
from onrecord.store.library.library import Library
from onrecord.store.notebook.actor_overlay import lay_actors

Shelf = Mapping[str, tuple[Article, Findings]]
"""The analysed articles of a library that can be had."""


@dataclass(frozen=True)
class Knowledge:
    """What is known of a library as a whole; replaced, never altered.

    ``found`` are the actors as the analysis has them, ``resolution`` as the person sees them.
    """

    resolution: Resolution = field(default_factory=Resolution)
    found: Resolution = field(default_factory=Resolution)
    published: dict[str, Published] = field(default_factory=dict)

    @cached_property  # one table for all articles, not one for each
    def names(self) -> dict[str, str]:
        """The name of each actor, by id."""
        return {key: actor.name for key, actor in self.resolution.actors.items()}


def conclude(
    library: Library, shelf: Shelf, findings: Callable[[str], Findings | None]
) -> Knowledge:
    """Work out the actors and dates of a library, as far as they are not kept.

    Args:
        library: whose articles they are; it is told their dates.
        shelf: the articles that count, each read when it is asked for.
        findings: gives what was found in an article.

    Raises:
        Whatever ``shelf`` and ``findings`` raise for an article that is gone.
    """
    kept = Conclusions(library.cache.folder)
    versions = [(name, library.entries[name].version) for name in shelf]
    actors_mark = fingerprint(library.cache.maker, versions)
    found = kept.actors(actors_mark)
    new = found is None
    if found is None:
        found = _actors(library, shelf, findings)
    rulings = library.notebook.actors.rulings()
    resolution, _ = lay_actors(found, rulings, findings)
    stated = [_stated(library, name) for name in shelf]
    dates_mark = fingerprint(actors_mark, rulings, stated)
    published = kept.dates(dates_mark)
    if published is None:
        published, new = _dates(shelf, resolution), True
    for name, date in published.items():
        library.summarise(name, published=date)
    if new and not library.read_only:
        kept.keep((actors_mark, found), (dates_mark, published))
    return Knowledge(resolution, found, published)


def _stated(library: Library, name: str) -> tuple[object, ...]:
    """Return what the source of an article states, as far as dates are worked out of it."""
    entry = library.entries[name]
    return entry.stated, entry.title if entry.titled else "", entry.source, entry.url


def _actors(
    library: Library, shelf: Shelf, findings: Callable[[str], Findings | None]
) -> Resolution:
    from onrecord.analysis.actors import resolve

    found = resolve(
        ((name, found) for name in shelf if (found := findings(name))),
        known_actors.known(library.home),
    )
    if not library.read_only:
        known_actors.keep(library.home, found.actors.values())
    return found


def _dates(shelf: Shelf, resolution: Resolution) -> dict[str, Published]:
    from onrecord.analysis.dates import infer

    return infer(shelf, resolution.of)
