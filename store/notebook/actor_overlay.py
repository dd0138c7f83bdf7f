"""The person's word on actors over the machine's: merged, split, renamed, dismissed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import NamedTuple

from onrecord.analysis.types import Actor, Findings, Resolution

from .records import ActorRef, Ruling, RulingKind

FindingsOf = Callable[[str], Findings | None]


class Unapplied(NamedTuple):
    """A ruling that no longer fits what the analysis found, and why."""

    ruling: Ruling
    why: str


def lay_actors(
    resolution: Resolution, rulings: Iterable[Ruling], findings_of: FindingsOf
) -> tuple[Resolution, list[Unapplied]]:
    """Return the actors as the person sees them, and the rulings that no longer apply.

    The resolution itself is left as it is.  A merged actor keeps the id of the first one, so that
    what refers to it goes on to; the part that is split off gets an id of its own.
    """
    rulings = list(rulings)
    if not rulings:
        return resolution, []
    overlay = _Overlay(resolution, findings_of)
    unapplied = [Unapplied(ruling, why) for ruling in rulings if (why := overlay.apply(ruling))]
    return overlay.resolution(), unapplied


class _Overlay:
    """A copy of the actors that rulings are applied to, one after the other."""

    def __init__(self, resolution: Resolution, findings_of: FindingsOf) -> None:
        self.actors = dict(resolution.actors)
        self.of = dict(resolution.of)
        self.findings_of = findings_of
        self.into: dict[str, str | None] = {}

    def resolution(self) -> Resolution:
        """Return the outcome."""
        if not self.into:
            return Resolution(self.actors, self.of)
        return Resolution(
            self.actors,
            {article: tuple(map(self._now, ids)) for article, ids in self.of.items()},
        )

    def _now(self, actor: str | None) -> str | None:
        while actor is not None and actor in self.into:
            actor = self.into[actor]
        return actor

    def _find(self, ref: ActorRef) -> Actor | None:
        """Return the actor meant: by id if it still bears the name, else by name alone.

        An id that has come to mean somebody else, as in another library, is no reason to rule.
        """
        name = ref.name.casefold()
        actor = self.actors.get(self._now(ref.id) or "")
        if actor and (ref.id in self.into or name in _names(actor)):
            return actor
        if self._now(ref.id) is None:
            return None
        like = [
            actor
            for actor in self.actors.values()
            if actor.kind is ref.kind and actor.name.casefold() == name
        ]
        return like[0] if len(like) == 1 else None

    def apply(self, ruling: Ruling) -> str:
        """Apply one ruling; return why it does not apply, or ""."""
        found = [self._find(ref) for ref in ruling.actors]
        missing = [
            ref.name
            for ref, actor in zip(ruling.actors, found, strict=True)
            if not (actor or (ruling.kind is RulingKind.MERGE and not ref.id))
        ]
        actors = list({actor.id: actor for actor in found if actor}.values())
        if not actors:
            return f"not found any more: {', '.join(missing)}"
        if ruling.kind is RulingKind.MERGE:
            names = [ref.name for ref in ruling.actors if not ref.id]
            actors[0] = self.actors[actors[0].id] = replace(
                actors[0], names={**dict.fromkeys(names, 0), **actors[0].names}
            )
            if len(actors) > 1:
                self._merge(actors, ruling.name)
            elif ruling.name and not missing:
                self.actors[actors[0].id] = replace(actors[0], name=ruling.name)
            return f"not found any more: {', '.join(missing)}" if missing else ""
        actor = actors[0]
        if ruling.kind is RulingKind.RENAME:
            self.actors[actor.id] = replace(actor, name=ruling.name)
        elif ruling.kind is RulingKind.DISMISS:
            del self.actors[actor.id]
            self.into[actor.id] = None
        else:
            return self._split(actor, ruling)
        return ""

    def _merge(self, actors: list[Actor], name: str) -> None:
        first, *others = actors
        self.actors[first.id] = Actor(
            id=first.id,
            name=name or first.name,
            kind=first.kind,
            names=_sum(actor.names for actor in actors),
            roles=_sum(actor.roles for actor in actors),
            articles=tuple(dict.fromkeys(a for actor in actors for a in actor.articles)),
            mentions=sum(actor.mentions for actor in actors),
            quotations=sum(actor.quotations for actor in actors),
        )
        for actor in others:
            del self.actors[actor.id]
            self.into[actor.id] = first.id

    def _split(self, actor: Actor, ruling: Ruling) -> str:
        articles = [article for article in actor.articles if article in ruling.articles]
        if not articles:
            return f"{actor.name} is not in these articles any more"
        made = f"{actor.id}~{ruling.id}"
        names: Counter[str] = Counter()
        roles: Counter[str] = Counter()
        quotations = 0
        for article in articles:
            findings = self.findings_of(article)
            ids = tuple(map(self._now, self.of[article]))
            self.of[article] = tuple(made if id == actor.id else id for id in ids)
            mine = {i for i, id in enumerate(ids) if id == actor.id}
            if findings:
                for mention in findings.mentions:
                    if mention.actor in mine:
                        names[findings.actors[mention.actor].name] += 1
                roles.update(role for i in mine for role in findings.actors[i].roles)
                quotations += sum(q.actor in mine for q in findings.quotations)
        self.actors[made] = Actor(
            id=made,
            name=ruling.name,
            kind=actor.kind,
            names=dict(names),
            roles=dict(roles),
            articles=tuple(articles),
            mentions=names.total(),
            quotations=quotations,
        )
        self.actors[actor.id] = replace(
            actor,
            names=dict(Counter(actor.names) - names) or actor.names,
            roles=dict(Counter(actor.roles) - roles),
            articles=tuple(a for a in actor.articles if a not in articles),
            mentions=max(0, actor.mentions - names.total()),
            quotations=max(0, actor.quotations - quotations),
        )
        return ""


def _names(actor: Actor) -> set[str]:
    return {name.casefold() for name in (actor.name, *actor.names)}


def _sum(counts: Iterable[dict[str, int]]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for count in counts:
        total.update(count)
    return dict(total)
