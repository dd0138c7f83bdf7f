"""A colleague's word on actors beside one's own: the same, another matter, or a contradiction."""

from __future__ import annotations

from typing import NamedTuple

from onrecord.store.notebook.records import ActorRef, Ruling, RulingKind


class RulingConflict(NamedTuple):
    """What two rulings say otherwise: what it is about, what theirs says, what one's own says."""

    what: str
    says: str
    mine: str


def same(own: Ruling, it: Ruling) -> bool:
    """Tell whether two rulings say the same of the same actors."""
    return _signature(own) == _signature(it)


def contradiction(own: Ruling, it: Ruling) -> RulingConflict | None:
    """Return what a colleague's ruling says against one's own, None where both can hold.

    Two names for one actor; an actor, and none; one actor, and two; the same articles given to
    two others.
    """
    if own.kind is it.kind is RulingKind.RENAME:
        if _whom(own.actors[0]) != _whom(it.actors[0]) or own.name == it.name:
            return None
        return RulingConflict("name", f"the name is {it.name}", f"the name is {own.name}")
    if not _opposed(own, it):
        return None
    return RulingConflict("actors", in_words(it), in_words(own))


def _opposed(own: Ruling, it: Ruling) -> bool:
    kinds = {own.kind, it.kind}
    if RulingKind.DISMISS in kinds and len(kinds) > 1:
        return not _actors(own).isdisjoint(_actors(it))
    if kinds == {RulingKind.MERGE, RulingKind.SPLIT}:
        merged, split = (own, it) if own.kind is RulingKind.MERGE else (it, own)
        two = {split.actors[0].name, split.name}
        return len(two) == 2 and two <= {ref.name for ref in merged.actors}
    if own.kind is it.kind is RulingKind.SPLIT:
        shared = not set(own.articles).isdisjoint(it.articles)
        return shared and own.name != it.name and not _actors(own).isdisjoint(_actors(it))
    return False


def in_words(it: Ruling) -> str:
    """Return what a ruling says, for a person."""
    name = it.actors[0].name
    if it.kind is RulingKind.MERGE:
        return f"{' and '.join(ref.name for ref in it.actors)} are one"
    if it.kind is RulingKind.SPLIT:
        return f"{name} is {it.name} in {', '.join(it.articles)}"
    return f"{name} is called {it.name}" if it.kind is RulingKind.RENAME else f"{name} is no actor"


def _actors(it: Ruling) -> set[tuple[str, str]]:
    return {_whom(ref) for ref in it.actors}


def _whom(ref: ActorRef) -> tuple[str, str]:
    return ref.name, str(ref.kind)


def _signature(it: Ruling) -> object:
    return it.kind, tuple(_whom(ref) for ref in it.actors), it.name, it.articles
