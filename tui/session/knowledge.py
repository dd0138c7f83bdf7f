"""What is known of a library as a whole: who there is, and when its articles were published.

Both are worked out of all articles together, and kept: a start at which nothing has changed
works nothing out, one at which articles have come finds who is who in them alone.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import count
from typing import TYPE_CHECKING, TypeVar

from onrecord.analysis.types import (
    Actor,
    ActorKind,
    Basis,
    Findings,
    Published,
    Resolution,
)
from onrecord.store.library import known_actors
from onrecord.store.library.conclusions import Conclusions, Twins, fingerprint
from onrecord.store.library.copies import Copies
from onrecord.store.library.together import OpenLibrary
from onrecord.store.notebook.actor_overlay import lay_actors

from .analysed import Analysed, ProgramEnds
from .dating import Dating
from .identities import Identities, Whom
from .seldom import Seldom

if TYPE_CHECKING:
    from onrecord.analysis.types import NamedActors
    from onrecord.store.library.findings_codec import Columns

T = TypeVar("T")


@dataclass(frozen=True)
class Knowledge:
    """What is known of a library as a whole; replaced, never altered.

    ``found`` are the actors as the analysis has them, ``resolution`` as the person sees them.
    ``copies`` are articles that are folded under the first of their text, which is named;
    ``twins`` are those that name nobody else, and are counted in no actor.
    ``number`` tells it from what was known before: what rests on it holds as long as that is the
    same. (An address in memory would not do: it is given to the next one.)
    """

    resolution: Resolution = field(default_factory=Resolution)
    found: Resolution = field(default_factory=Resolution)
    published: dict[str, Published] = field(default_factory=dict)
    copies: Copies = field(default_factory=dict)
    twins: Collection[str] = ()
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


class Concluder:
    """Works out what is known of a library.

    What it takes out of an article, and what it has worked out of that, it holds as long as the
    article stays the same: one that comes costs what it costs.  At a start at which nothing has
    changed, nothing is taken out of any.  ``ended`` tells when the program ends.
    """

    def __init__(self, library: OpenLibrary, ended: Callable[[], bool]) -> None:
        self._library = library
        self._ended = ended
        self._identities = Identities(library, self._part)
        self._dating = Dating(library, self._part)
        self._keeping = Seldom()
        self._actors_mark = ""
        self._inferred: Collection[str] | None = None  # what was dated by the last conclusion
        self._found: tuple[Resolution, Twins] = Resolution(), {}

    def conclude(
        self, shelf: Analysed, findings: Callable[[str], Findings | None], copies: Copies
    ) -> Knowledge:
        """Work out the actors and dates of a library, as far as they are not kept.

        Args:
            shelf: the articles that count, each read when it is asked for; the library is told
                their dates.
            findings: gives what was found in an article.
            copies: what counts with the first of its text alone; all of these are on the shelf.

        Raises:
            Unavailable: an article that is on the shelf is gone.
            ProgramEnds: the program ends meanwhile.
        """
        library = self._library
        kept = Conclusions(library.cache.folder)
        versions = list(self._identities.versions(shelf).items())
        actors_mark = fingerprint(library.cache.makers, versions, sorted(copies.items()))
        new = self._find(shelf, actors_mark, kept, copies)
        found, twins = self._found
        resolution = self._as_ruled(found, findings)
        stated = [_stated(library, name) for name in shelf]
        dates_mark = fingerprint(library.cache.makers, versions, stated, sorted(copies.items()))
        published = None if self._dating.begun else kept.dates(dates_mark)
        if published is None:
            twice = [name in copies for name in shelf]
            marks = dict(zip(shelf, zip(versions, stated, twice, strict=True), strict=True))
            published, new = self._dating.of(shelf, marks, copies), True
            for name in self._withdrawn(shelf, published):
                library.note_findings(name, shelf.findings(name))
        for name, day in published.items():
            library.summarise(name, published=day)
        self._inferred = published.keys()
        if new and not library.read_only:
            self._keeping.do(
                lambda: self._keep((actors_mark, found, twins), (dates_mark, published), versions)
            )
        return Knowledge(_with(resolution, twins), _with(found, twins), published, copies, twins)

    def _withdrawn(self, shelf: Analysed, published: Mapping[str, Published]) -> list[str]:
        """Return the articles of which the list has a date that nothing speaks for any more.

        It was inferred when there were fewer articles, or others, perhaps before this start.
        """
        before = self._inferred
        found = []
        for name in shelf:
            entry = self._library.entries[name]
            dated = name in before if before is not None else entry.published != entry.stated
            if dated and name not in published and entry.published.basis is Basis.INFERRED:
                found.append(name)
        return found

    def _find(self, shelf: Analysed, mark: str, kept: Conclusions, copies: Copies) -> bool:
        """Have the actors of a library, and whom copies name; return whether that is new."""
        if mark == self._actors_mark:
            return False
        begun = self._identities.begun
        known = None if begun else kept.actors(mark)
        if known is not None and all(it in known[0].of or it in known[1] for it in shelf):
            self._identities.keep(known[0], self._identities.versions(known[0].of))
            self._found = known
        else:
            if not begun and (before := kept.before(self._library.cache.makers)):
                self._identities.keep(*before)
            twins = _twins(copies, self._identities.named)
            self._found = self._identities.of([it for it in shelf if it not in twins]), twins
        self._actors_mark = mark
        return self._found is not known

    def _keep(
        self,
        actors: tuple[str, Resolution, Twins],
        dates: tuple[str, dict[str, Published]],
        versions: Sequence[tuple[str, str]],
    ) -> None:
        cache = self._library.cache
        known_actors.keep(self._library.home, actors[1].actors.values())
        Conclusions(cache.folder).keep(actors, dates, cache.makers, dict(versions))

    def close(self) -> None:
        """Keep what is not kept yet."""
        self._keeping.finish()
        self._dating.close()

    def _as_ruled(
        self, found: Resolution, findings: Callable[[str], Findings | None]
    ) -> Resolution:
        """Return the actors as the person sees them."""
        rulings = self._library.notebook.actors.rulings()
        resolution, _ = lay_actors(found, rulings, findings)
        open_names = {ref.name.casefold() for it in rulings for ref in it.actors if not ref.id}
        if not open_names:
            return resolution
        bearers = aliases(resolution.actors).items()
        theirs = {name: key for name, key in bearers if name in open_names}
        return with_aliases(resolution, self._identities.named, theirs)

    def _part(self, version: str, made_of: Callable[[Columns], T]) -> T | None:
        if self._ended():
            raise ProgramEnds
        return self._library.cache.part(version, made_of)


def _twins(copies: Copies, named: Whom) -> Twins:
    """Return the copies whose actors are all named in the first, which speaks for them."""
    found: Twins = {}
    for copy, first in copies.items():
        here, there = named(copy), named(first)
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
    return Resolution(resolution.actors, ChainMap(theirs, of))  # type: ignore[arg-type]


def _stated(library: OpenLibrary, name: str) -> tuple[object, ...]:
    """Return what the source of an article states, as far as dates are worked out of it."""
    entry = library.entries[name]
    return entry.stated, entry.title if entry.titled else "", entry.source, entry.url


def aliases(actors: Mapping[str, Actor]) -> dict[str, str]:
    """Return the actor of each name that one person alone bears, in small letters."""
    bearers: dict[str, set[str]] = {}
    for key, actor in actors.items():
        if actor.kind is ActorKind.PERSON:
            for name in {actor.name, *actor.names}:
                bearers.setdefault(name.casefold(), set()).add(key)
    return {name: next(iter(keys)) for name, keys in bearers.items() if len(keys) == 1}


def with_aliases(resolution: Resolution, named: Whom, known: Mapping[str, str]) -> Resolution:
    """Return a resolution in which who is named as just one person is, is that person.

    The analysis leaves such a name open where it might be somebody's who is named in full
    elsewhere; a reader who sees the name among a person's names takes it for theirs.
    """
    actors, of = dict(resolution.actors), dict(resolution.of)
    for article, ids in resolution.of.items():
        if None not in ids or (found := named(article)) is None:
            continue
        whole = list(ids)
        for number, local in enumerate(found.actors):
            key = known.get(local.name.casefold()) if ids[number] is None else None
            if key is not None and local.kind is ActorKind.PERSON:
                whole[number] = key
                actors[key] = _with_local(actors[key], article, number, found)
        of[article] = tuple(whole)
    return Resolution(actors, of)


def _with_local(actor: Actor, article: str, number: int, found: NamedActors) -> Actor:
    """Return an actor who is also one of those that an article names."""
    return replace(
        actor,
        articles=tuple(dict.fromkeys((*actor.articles, article))),
        mentions=actor.mentions + found.mentions[number],
        quotations=actor.quotations + found.statements[number],
    )
