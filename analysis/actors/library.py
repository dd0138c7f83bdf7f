"""The actors of a library that grows: what has nothing to do with what is new is not looked at.

One article has only those resolved again whom it may concern (:mod:`.groups`).  The outcome is that
of all articles together, in whatever order they came.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from ..types import Actor, Findings, LocalActor, NamedActors, Resolution
from .blocking import Blocks, Key
from .groups import Groups
from .ids import Ids
from .kinds import Kinds, says_of
from .register import Local, Place


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


class _Places:
    """Where a local actor stands, with how often it is mentioned and says something there."""

    __slots__ = ("_at", "_first", "mentions", "quotations")

    def __init__(self) -> None:
        self._at: dict[Place, tuple[int, int]] = {}
        self._first: Place | None = None
        self.mentions = self.quotations = 0

    def add(self, place: Place, mentions: int, quotations: int) -> None:
        self._at[place] = mentions, quotations
        self.mentions += mentions
        self.quotations += quotations
        if self._first and place < self._first:
            self._first = place

    def remove(self, place: Place) -> None:
        mentions, quotations = self._at.pop(place)
        self.mentions -= mentions
        self.quotations -= quotations
        if place == self._first:
            self._first = None

    def __len__(self) -> int:
        return len(self._at)

    def articles(self) -> set[str]:
        return {article for article, _ in self._at}

    def as_local(self, actor: LocalActor) -> Local:
        """Return who stands in all of them, as the library has it."""
        self._first = self._first or min(self._at)
        return Local(actor, self._at.keys(), self._first, self.mentions, self.quotations)


class ResolvedLibrary:
    """The articles of a library, kept up as they come and go, and who is who in them.

    ``known`` are actors found before, who keep their ids.  With ``aliases``, who stays inside an
    article is still the one person of the library who is called so elsewhere.
    """

    def __init__(self, known: Iterable[Actor] = (), aliases: bool = False) -> None:
        self._named: dict[str, NamedActors] = {}
        self._places: defaultdict[LocalActor, _Places] = defaultdict(_Places)
        self._changed: set[LocalActor] = set()
        self._kinds = Kinds()
        self._mended: dict[LocalActor, LocalActor] = {}
        self._blocks: Blocks | None = None  # nobody needs them before something changes
        self._groups = Groups(Ids(known), self._local, aliases)
        self._of: dict[str, tuple[str | None, ...]] = {}

    def add(self, article: str, named: NamedActors) -> None:
        """Take in an article; one of the same id is replaced."""
        self.remove(article)
        self._named[article] = named
        counts = zip(named.actors, named.mentions, named.statements, strict=True)
        for number, (actor, mentions, statements) in enumerate(counts):
            self._places[actor].add((article, number), mentions, statements)
            self._kinds.count(actor, 1)
        self._changed.update(named.actors)

    def remove(self, article: str) -> None:
        """Forget an article; one that is not there is no error."""
        if article not in self._named:
            return
        named = self._named.pop(article)
        for number, actor in enumerate(named.actors):
            self._places[actor].remove((article, number))
            self._kinds.count(actor, -1)
        self._changed.update(named.actors)
        self._of.pop(article, None)

    def take(self, found: Resolution) -> None:
        """Take what was found of these very articles before, so that it is not found again."""
        self._begin()
        self._of = dict(found.of)
        who: dict[LocalActor, str | None] = {}
        for article, named in self._named.items():
            who.update(zip(named.actors, self._of[article], strict=True))
        self._groups.take(found.actors, who)

    def resolution(self) -> Resolution:
        """Return the actors that the articles name, and for each article who is who in it."""
        if self._changed:
            self._resolve()
        for article in self._named.keys() - self._of.keys():
            self._tell(article)
        return Resolution(dict(self._groups.actors), dict(self._of))

    def _tell(self, article: str) -> None:
        who = self._groups.who
        self._of[article] = tuple([who[actor] for actor in self._named[article].actors])

    def _begin(self) -> None:
        self._changed.clear()
        there = (actor for actor, places in self._places.items() if places)
        self._mended = {actor: self._kinds.mended(actor) for actor in there}

    def _resolve(self) -> None:
        """Find who is another one by what has changed."""
        if self._blocks is None and not self._mended:
            self._begin()
            self._groups.change(self._mended, (), None, ())
            return
        changed, self._changed = self._changed, set()
        blocks = self._blocks = self._blocks or Blocks(self._mended)
        said = {name for actor in changed for name in says_of(actor)}
        resting = {it for name in said for it in blocks.resting_on(name)}
        changed |= {it for it in resting if self._kinds.mended(it) != self._mended[it]}
        keys: set[Key] = blocks.answers(changed)
        gone = {actor for actor in changed if not self._places[actor]}
        for actor in gone:
            blocks.drop(actor)
            self._mended.pop(actor, None)
            del self._places[actor]
        for actor in changed - gone:
            self._mended[actor] = self._kinds.mended(actor)
            blocks.put(actor, self._mended[actor])
        keys |= blocks.answers(changed)
        others = self._groups.change(changed - gone, gone, blocks, keys)
        for article in {article for it in others for article in self._places[it].articles()}:
            self._tell(article)

    def _local(self, actor: LocalActor) -> Local:
        return self._places[actor].as_local(self._mended[actor])
