"""The actors of a library that grows: what has nothing to do with what is new is not looked at.

Local actors that no way of shared names leads to (:mod:`.blocking`) are resolved apart, so that one
article has only those resolved again whom it may have to do with.  The outcome is that of all
articles together, in whatever order they came.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from ..types import Actor, ActorKind, Findings, LocalActor, NamedActors, Resolution
from .blocking import Blocks
from .ids import Ids
from .kinds import Kinds, says_of
from .register import Identity, Local, Place, Register, clarity


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
    library = ResolvedLibrary(known)
    for article, found in items:
        library.add(article, found if isinstance(found, NamedActors) else NamedActors.of(found))
    return library.resolution()


class ResolvedLibrary:
    """The articles of a library, kept up as they come and go, and who is who in them.

    ``known`` are actors found before, who keep their ids.  With ``aliases``, who stays inside an
    article is still the one person of the library who is called so elsewhere.
    """

    def __init__(self, known: Iterable[Actor] = (), aliases: bool = False) -> None:
        self._aliases = aliases
        self._named: dict[str, NamedActors] = {}
        self._places: defaultdict[LocalActor, dict[Place, tuple[int, int]]] = defaultdict(dict)
        self._changed: set[LocalActor] = set()
        self._kinds = Kinds()
        self._mended: dict[LocalActor, LocalActor] = {}
        self._blocks: Blocks | None = None  # nobody needs them before something changes
        self._ids = Ids(known)
        self._actors: dict[str, Actor] = {}
        self._who: dict[LocalActor, str | None] = {}
        self._of: dict[str, tuple[str | None, ...]] = {}

    def add(self, article: str, named: NamedActors) -> None:
        """Take in an article; one of the same id is replaced."""
        self.remove(article)
        self._named[article] = named
        counts = zip(named.actors, named.mentions, named.statements, strict=True)
        for number, (actor, mentions, statements) in enumerate(counts):
            self._places[actor][article, number] = mentions, statements
            self._kinds.count(actor, 1)
        self._changed.update(named.actors)

    def remove(self, article: str) -> None:
        """Forget an article; one that is not there is no error."""
        if article not in self._named:
            return
        named = self._named.pop(article)
        for number, actor in enumerate(named.actors):
            del self._places[actor][article, number]
            self._kinds.count(actor, -1)
        self._changed.update(named.actors)
        self._of.pop(article, None)

    def take(self, found: Resolution) -> None:
        """Take what was found of these very articles before, so that it is not found again."""
        self._begin()
        self._actors, self._of = dict(found.actors), dict(found.of)
        self._ids.hold(self._actors)
        for article, named in self._named.items():
            self._who.update(zip(named.actors, self._of[article], strict=True))

    def resolution(self) -> Resolution:
        """Return the actors that the articles name, and for each article who is who in it."""
        if self._changed:
            self._resolve(self._touched())
        for article in self._named.keys() - self._of.keys():
            self._tell(article)
        return Resolution(dict(self._actors), dict(self._of))

    def _tell(self, article: str) -> None:
        self._of[article] = tuple(map(self._who.__getitem__, self._named[article].actors))

    def _begin(self) -> None:
        self._changed.clear()
        there = (actor for actor, places in self._places.items() if places)
        self._mended = {actor: self._kinds.mended(actor) for actor in there}

    def _touched(self) -> Collection[LocalActor]:
        """Return the local actors who may be others by what has changed."""
        if self._blocks is None and not self._mended:
            self._begin()
            return self._mended
        changed, self._changed = self._changed, set()
        blocks = self._blocks = self._blocks or Blocks(self._mended)
        said = {name for actor in changed for name in says_of(actor)}
        resting = {it for name in said for it in blocks.resting_on(name)}
        changed |= {it for it in resting if self._kinds.mended(it) != self._mended[it]}
        touched = blocks.met(changed & self._mended.keys())
        self._forget(touched)
        for actor in changed:
            blocks.drop(actor)
            if self._places[actor]:
                self._mended[actor] = self._kinds.mended(actor)
                blocks.put(actor, self._mended[actor])
            else:
                self._mended.pop(actor, None)
                del self._places[actor]
        return blocks.met((touched | changed) & self._mended.keys())

    def _forget(self, touched: Iterable[LocalActor]) -> None:
        """Forget who local actors are; the ids of the actors wait for them."""
        for actor in touched:
            if found := self._actors.pop(self._who.pop(actor, None) or "", None):
                self._ids.leave(found)

    def _resolve(self, touched: Collection[LocalActor]) -> None:
        """Find who local actors are that nobody else has to do with."""
        self._forget(touched)
        local = {actor: self._local(actor) for actor in touched}
        register = Register()
        # The clearest names come first, so that what is short meets what is long.
        order = sorted(local, key=lambda it: (clarity(local[it].actor), min(local[it].places)))
        found = {actor: register.enter(local[actor]) for actor in order}
        if self._aliases:
            found |= _by_alias(register, {it: local[it] for it in order if not found[it]})
        ids = dict(zip(register.entries, self._ids.give(register.entries), strict=True))
        self._actors |= {key: entry.actor(key) for entry, key in ids.items()}
        self._who |= {actor: ids[entry] if entry else None for actor, entry in found.items()}
        for article in {article for actor in touched for article, _ in self._places[actor]}:
            self._tell(article)

    def _local(self, actor: LocalActor) -> Local:
        places = self._places[actor]
        mentions, said = map(sum, zip(*places.values(), strict=True))
        return Local(self._mended[actor], places, mentions, said)


def _by_alias(register: Register, inside: Mapping[LocalActor, Local]) -> dict[LocalActor, Identity]:
    """Return which of those that stay inside their articles are called as one person alone is."""
    alone = register.aliases()
    found = {}
    for actor, local in inside.items():
        entry = alone.get(local.actor.name.casefold())
        if entry and local.actor.kind is ActorKind.PERSON:
            entry.found_in(local)
            found[actor] = entry
    return found
