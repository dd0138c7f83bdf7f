"""Work on actors: who is who."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.analysis.types import Actor

from .base import Part, clean, count_articles, new_key
from .records import ActorRef, Ruling, RulingKind, row_of, ruling
from .work_log import Change

BY_NAME = "name:"
"""What the ids of speakers begin with who are no actors: only a name is known of them."""


class Rulings(Part):
    """Rulings on actors, in the order they were made."""

    def rulings(self) -> list[Ruling]:
        """Return the person's word on actors, in the order it was given."""
        found = [ruling(key, row) for key, row in self._undo_log.rows("rulings").items()]
        return sorted(found, key=lambda it: it.number)

    def same(self) -> dict[str, str]:
        """Return the ids of merged actors, each with the id that it goes by now."""
        same: dict[str, str] = {}
        for it in self.rulings():
            if it.kind is RulingKind.MERGE:
                ids = [_last(same, ref.id) for ref in it.actors if ref.id]
                same.update({id: ids[0] for id in ids[1:] if id != ids[0]})
        return {id: _last(same, id) for id in same}

    def merges(self, actor: str) -> list[Ruling]:
        """Return the merges by which the actor of an id is one, the latest first."""
        same = self.same()
        return [
            it
            for it in reversed(self.rulings())
            if it.kind is RulingKind.MERGE
            and any(same.get(ref.id, ref.id) == actor for ref in it.actors if ref.id)
        ]

    def memos(self) -> dict[str, tuple[str, str]]:
        """Return the memos on actors with their names, by the ids that these go by now."""
        same = self.same()
        found: dict[str, tuple[str, str]] = {}
        for key, row in sorted(self._undo_log.rows("actors").items()):
            now = same.get(key, key)
            name, before = found.get(now, (row.get("name", ""), ""))
            found[now] = (name, f"{before}\n\n{row['memo']}" if before else row["memo"])
        return found

    def memo_of(self, name: str) -> tuple[str, str]:
        """Return the key under which a memo on somebody of a name stands, or would, and the memo.

        Ids are a library's own: what comes from another is told by name.
        """
        for key, (called, memo) in self.memos().items():
            if called == name:
                return key, memo
        return f"{BY_NAME}{name}", ""

    def note(self, actor: str, name: str, text: str) -> str:
        """Set the memo on an actor, told by id and name; an empty one takes it away."""
        memo, name = clean(text) if text.strip() else "", clean(name).strip()
        # What was written on those that are one by now, or came by name, is one memo from here on.
        same = {key for key, now in self.same().items() if now == actor} | {f"{BY_NAME}{name}"}
        gone: list[Change] = [
            ("actors", key, None) for key in same & self._undo_log.rows("actors").keys()
        ]
        label = f"{'Memo' if memo else 'No memo'} on {name}"
        row = {"name": name, "memo": memo} if memo else None
        self._undo_log.commit(label, [*gone, ("actors", actor, row)])
        return label

    def merge(self, actors: Sequence[Actor], name: str = "") -> str:
        """Say that these are one actor: the first of them, called by ``name`` if given."""
        label = f"One actor: {', '.join(actor.name for actor in actors)}"
        return self._rule(RulingKind.MERGE, actors, clean(name).strip(), (), clean(label))

    def split(self, actor: Actor, articles: Sequence[str], name: str) -> str:
        """Say that in these articles the actor is somebody else, called ``name``."""
        name = clean(name).strip() or actor.name
        label = f"Another {actor.name} in {count_articles(articles)}"
        return self._rule(RulingKind.SPLIT, [actor], name, tuple(articles), clean(label))

    def part(self, merge: Ruling) -> str:
        """Take back that some are one actor, whatever was done since."""
        label = f"No longer one actor: {', '.join(ref.name for ref in merge.actors)}"
        return self._set("rulings", merge.id, None, label)

    def rename(self, actor: Actor, name: str) -> str:
        """Call an actor by another name."""
        name = clean(name).strip()
        return self._rule(
            RulingKind.RENAME, [actor], name, (), clean(f"{actor.name} is called {name}")
        )

    def dismiss(self, actor: Actor) -> str:
        """Say that this is not an actor at all."""
        return self._rule(RulingKind.DISMISS, [actor], "", (), clean(f"Not an actor: {actor.name}"))

    def withdraw(self, ruling_id: str) -> str:
        """Take a ruling on actors back."""
        return self._set("rulings", ruling_id, None, "A ruling on actors is withdrawn")

    def _rule(
        self,
        kind: RulingKind,
        actors: Sequence[Actor],
        name: str,
        articles: tuple[str, ...],
        label: str,
    ) -> str:
        number = (
            max((row["number"] for row in self._undo_log.rows("rulings").values()), default=0) + 1
        )
        made = Ruling(
            id=new_key(),
            number=number,
            kind=kind,
            actors=tuple(ActorRef(id_of(actor), clean(actor.name), actor.kind) for actor in actors),
            name=name,
            articles=articles,
        )
        return self._set("rulings", made.id, row_of(made), label)


def id_of(actor: Actor) -> str:
    """Return the id of an actor, "" for a speaker who is none but by name."""
    return "" if actor.id.startswith(BY_NAME) else actor.id


def _last(same: dict[str, str], id: str) -> str:
    while id in same:
        id = same[id]
    return id
