"""Ids of actors: from the name that one is shown by when it is found, and kept from then on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from onrecord.analysis import names

from ..types import Actor, ActorKind
from .register import Identity


class Ids:
    """The ids that were given; that of an actor who is not found any more waits for it."""

    def __init__(self, known: Iterable[Actor]) -> None:
        self._given: set[str] = set()
        self._waiting: dict[str, Actor] = {}
        self._called: defaultdict[tuple[ActorKind, str], dict[str, None]] = defaultdict(dict)
        for actor in known:
            self.leave(actor)

    def leave(self, actor: Actor) -> None:
        """Have the id of an actor wait for who goes by the same names."""
        self._given.add(actor.id)
        self._waiting[actor.id] = actor
        for name in _folded(actor.name, *actor.names):
            self._called[actor.kind, name][actor.id] = None

    def hold(self, keys: Iterable[str]) -> None:
        """Take ids as given, and not waiting."""
        for key in keys:
            self._given.add(key)
            self._take(key)

    def give(self, entries: Sequence[Identity]) -> list[str]:
        """Return the ids of actors, new ones for those whom none has waited for.

        Of several who might have one, the likest has it.
        """
        ids = [""] * len(entries)
        pairs = (
            (likeness, -number, key)
            for number, entry in enumerate(entries)
            for key, likeness in self._like(entry)
        )
        for _, number, key in sorted(pairs, reverse=True):
            if not ids[-number] and key in self._waiting:
                ids[-number] = key
                self._take(key)
        return [key or self._new(entry) for key, entry in zip(ids, entries, strict=True)]

    def _like(self, entry: Identity) -> Iterator[tuple[str, tuple[float, int]]]:
        """Yield the ids that may be an actor's: the more, the more it has of names and articles."""
        called = [self._called.get((entry.kind, name), {}) for name in _folded(*entry.names)]
        for key in dict.fromkeys(key for ids in called for key in ids):
            before = self._waiting[key]
            both = (Counter(before.names) & entry.names).total()
            either = (Counter(before.names) | entry.names).total()
            yield key, (both / either, len(entry.articles.keys() & before.articles))

    def _take(self, key: str) -> None:
        if actor := self._waiting.pop(key, None):
            for name in _folded(actor.name, *actor.names):
                del self._called[actor.kind, name][key]

    def _new(self, entry: Identity) -> str:
        base = f"{entry.kind.value}:{slug(entry.name)}"
        chosen, number = base, 2
        while chosen in self._given:
            chosen, number = f"{base}-{number}", number + 1
        self._given.add(chosen)
        return chosen


def _folded(*called: str) -> set[str]:
    return set(map(names.fold, called))


def slug(name: str) -> str:
    """Return a name as it stands in an id: ``sergey-lavrov``."""
    words = [word.replace(".", "") for word in names.tokens(name)]
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return "-".join(words) or "unnamed"
