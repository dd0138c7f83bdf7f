"""Which local actors are one by now; when some change, only those whom it may concern are entered.

What :mod:`.register` decides of a local actor rests on those that answer to the keys it asks for
(:mod:`.blocking`).  So who asks for a key of one that changed is a suspect, and entered again,
among all that answer to what the suspects ask for; of those it is known who they are.  Where a
suspect turns out to be another one, the groups that it left and joined count as changed as well,
and it is done again, until no other one has changed.  The outcome is that of all local actors
entered together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ..types import Actor, ActorKind, LocalActor
from .blocking import Blocks, Key
from .ids import Ids
from .register import Identity, Local, Register, clarity


@dataclass(slots=True)
class LocalGroup:
    """Local actors that are one.

    ``called`` are those of whom only their name says so: they lend the actor no names, and nobody
    else rests on them.
    """

    members: set[LocalActor] = field(default_factory=set)
    called: set[LocalActor] = field(default_factory=set)


@dataclass(slots=True)
class _Trial:
    """What came of entering local actors: ``suspects`` by what they are, others as is known.

    ``before`` are the groups that those of an entry were in.
    """

    register: Register
    suspects: set[LocalActor]
    local: dict[LocalActor, Local]
    nobodys: list[LocalActor] = field(default_factory=list)
    groups: dict[Identity, LocalGroup] = field(default_factory=dict)
    before: dict[Identity, set[str]] = field(default_factory=dict)


class Groups:
    """Who is who.

    ``ids`` are those of actors, ``local`` gives a local actor with all its places.  With
    ``aliases``, whom the register leaves nobody's is the one person who is called so.
    """

    def __init__(self, ids: Ids, local: Callable[[LocalActor], Local], aliases: bool) -> None:
        self.actors: dict[str, Actor] = {}
        self.who: dict[LocalActor, str | None] = {}
        self._groups: dict[str, LocalGroup] = {}
        self._unsure: set[str] = set()  # groups of which it is not known who is merely called so
        self._ids = ids
        self._local = local
        self._aliases = aliases

    def take(self, actors: Mapping[str, Actor], who: Mapping[LocalActor, str | None]) -> None:
        """Take what was found of all local actors before."""
        self.actors, self.who = dict(actors), dict(who)
        self._groups = {key: LocalGroup() for key in actors}
        for actor, key in who.items():
            if key is not None:
                self._groups[key].members.add(actor)
        self._unsure = set(actors) if self._aliases else set()
        self._ids.hold(actors)

    def change(
        self,
        changed: Iterable[LocalActor],
        gone: Collection[LocalActor],
        blocks: Blocks | None,
        keys: Iterable[Key],
    ) -> set[LocalActor]:
        """Find who local actors are when some came, changed or went.

        Args:
            changed: those that are there.
            gone: those that are not any more.
            blocks: all there are by their keys; None: all have changed.
            keys: what the changed and gone ones answer to, or did before.

        Returns:
            The local actors that are others now.
        """
        changed, keys = set(changed), set(keys)
        touched = {key for it in (*changed, *gone) if (key := self.who.get(it)) is not None}
        for actor in gone:
            if (key := self.who.pop(actor, None)) is not None:
                self._groups[key].members.discard(actor)
                self._groups[key].called.discard(actor)
        if blocks is None:
            return self._settle(self._tried(changed, set()), touched)
        keys |= blocks.answers(it for key in touched for it in self._groups[key].members)
        reach = self._reach(changed, touched, blocks, keys)
        while True:
            trial, tried = self._tried(*reach), reach
            others, moved = self._others(trial)
            touched |= others
            keys |= blocks.answers(moved)
            reach = self._reach(changed, touched, blocks, keys)
            if reach == tried:
                return self._settle(trial, touched)

    def _reach(
        self, changed: set[LocalActor], touched: set[str], blocks: Blocks, keys: set[Key]
    ) -> tuple[set[LocalActor], set[str]]:
        """Return who may be another one now, and the groups that they may have to do with.

        Groups of which it is not known who is merely called so are ``touched`` as well, and what
        they answer to is among the ``keys``.
        """
        while True:
            suspects = changed | blocks.asking(keys)
            for key in touched:
                suspects |= self._groups[key].members | self._groups[key].called
            near = suspects | blocks.answering(suspects)
            groups = touched | {at for it in near if (at := self.who.get(it)) is not None}
            unsure = {it for it in groups & self._unsure - touched if self._is_unsure(it)}
            if not unsure:
                return suspects, groups
            touched |= unsure
            keys |= blocks.answers(it for key in unsure for it in self._groups[key].members)

    def _is_unsure(self, key: str) -> bool:
        """Tell whether some may be in a group by their name alone: it has fewer names than they."""
        members = [self._local(it) for it in self._groups[key].members]
        names: Counter[str] = Counter()
        if any(clarity(it.actor) == 2 for it in members):
            for it in members:
                for name in it.actor.names or (it.actor.name,):
                    names[name] += len(it.places)
            if names != self.actors[key].names:
                return True
        self._unsure.discard(key)
        return False

    def _tried(self, suspects: set[LocalActor], groups: set[str]) -> _Trial:
        """Enter suspects among groups, the clearest names first, so that short meets long."""
        known = {it: key for key in groups for it in self._groups[key].members}
        local = {it: self._local(it) for it in known.keys() | suspects}
        trial = _Trial(Register(), suspects, local)
        entries: dict[str, Identity] = {}
        for it in sorted(local, key=lambda it: (clarity(local[it].actor), local[it].first)):
            if it in suspects:
                entry = trial.register.enter(local[it])
            else:
                entry = entries.get(known[it])
                entry = entries[known[it]] = trial.register.join(entry, local[it])
            if entry is None:
                trial.nobodys.append(it)
            else:
                trial.groups.setdefault(entry, LocalGroup()).members.add(it)
                trial.before.setdefault(entry, set()).update(self._was(it))
        return trial

    def _was(self, actor: LocalActor) -> Iterator[str]:
        """Yield the group that a local actor was in, if not by its name alone."""
        key = self.who.get(actor)
        if key is not None and actor in self._groups[key].members:
            yield key

    def _others(self, trial: _Trial) -> tuple[set[str], set[LocalActor]]:
        """Return the groups that are not as they were, and whom these have, and had."""
        others = {key for it in trial.nobodys for key in self._was(it)}
        moved: set[LocalActor] = set()
        for entry, group in trial.groups.items():
            before = trial.before[entry]
            if len(before) != 1 or group.members != self._groups[min(before)].members:
                others |= before
                moved |= group.members
        return others, moved.union(*(self._groups[key].members for key in others))

    def _settle(self, trial: _Trial, touched: set[str]) -> set[LocalActor]:
        """Have all be as it was found; return the local actors that are others now."""
        claims = Counter(key for keys in trial.before.values() for key in keys)
        kept = {
            entry: key
            for entry, keys in trial.before.items()
            if len(keys) == 1 and claims[key := min(keys)] == 1
        }
        self._call(trial, {key: entry for entry, key in kept.items()})
        made = [
            entry
            for entry, group in trial.groups.items()
            if (at := kept.get(entry)) is None or at in touched or group != self._groups[at]
        ]
        for key in touched.difference(kept.values()):
            self._ids.leave(self.actors.pop(key))
            del self._groups[key]
        nameless = [entry for entry in made if entry not in kept]
        kept.update(zip(nameless, self._ids.give(nameless), strict=True))
        who: dict[LocalActor, str | None] = dict.fromkeys(trial.nobodys)
        for entry, group in trial.groups.items():
            who.update(dict.fromkeys(group.called, kept[entry]))
        for entry in made:
            name, group = kept[entry], trial.groups[entry]
            self.actors[name], self._groups[name] = entry.actor(name), group
            self._unsure.discard(name)
            who.update(dict.fromkeys(group.members, name))
        others = {it for it, key in who.items() if it not in self.who or self.who[it] != key}
        self.who |= who
        return others

    def _call(self, trial: _Trial, entries: Mapping[str, Identity]) -> None:
        """Have those who are nobody's be the one person who is called so."""
        if not self._aliases:
            return
        alone = trial.register.aliases()
        for it in trial.nobodys:
            actor = trial.local[it].actor
            entry = alone.get(actor.name.casefold())
            if entry and actor.kind is ActorKind.PERSON:
                trial.groups[entry].called.add(it)
                entry.found_in(trial.local[it])
        for key, entry in entries.items():
            for it in self._groups[key].called - trial.suspects:
                trial.groups[entry].called.add(it)
                entry.found_in(self._local(it))
