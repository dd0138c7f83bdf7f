"""What copies of articles add to actors: all of it where each counts, else what they alone say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from onrecord.analysis import names
from onrecord.analysis.types import Actor, LocalActor

from .counts import most_first
from .identities import Whom
from .knowledge import Knowledge


@dataclass
class _Share:
    """What some articles have of an actor."""

    articles: dict[str, None] = field(default_factory=dict)
    names: Counter[str] = field(default_factory=Counter)
    roles: Counter[str] = field(default_factory=Counter)
    mentions: int = 0
    statements: int = 0

    def take(self, article: str, local: LocalActor, mentions: int, statements: int) -> None:
        self.articles[article] = None
        self.names.update(local.names or (local.name,))
        self.roles.update(role for role in local.roles if not names.is_address(role))
        self.mentions += mentions
        self.statements += statements


def unfolded(knowledge: Knowledge, named: Whom) -> dict[str, Actor]:
    """Return the actors as they are in every copy of an article.

    Args:
        knowledge: the actors; copies that name nobody else are not counted in them.
        named: gives whom an article names.
    """
    shares = _shares(knowledge, named, sorted(knowledge.twins), here_alone=False)
    return dict(knowledge.resolution.actors) | {
        key: replace(
            actor,
            articles=tuple(dict.fromkeys((*actor.articles, *share.articles))),
            names=most_first(Counter(actor.names) + share.names),
            roles=most_first(Counter(actor.roles) + share.roles),
            mentions=actor.mentions + share.mentions,
            quotations=actor.quotations + share.statements,
        )
        for key, share in shares.items()
        for actor in [knowledge.resolution.actors[key]]
    }


def folded(knowledge: Knowledge, named: Whom) -> dict[str, Actor]:
    """Return the actors without what copies have of those whom the first of the articles names.

    What they say is left as the analysis counted it, in each copy that names somebody else too.

    Args:
        knowledge: the actors.
        named: gives whom an article names.
    """
    more = sorted(knowledge.copies.keys() - knowledge.twins)
    shares = _shares(knowledge, named, more, here_alone=True)
    return dict(knowledge.resolution.actors) | {
        key: replace(
            actor,
            articles=tuple(it for it in actor.articles if it not in share.articles),
            names=most_first(Counter(actor.names) - share.names),
            roles=most_first(Counter(actor.roles) - share.roles),
            mentions=actor.mentions - share.mentions,
        )
        for key, share in shares.items()
        for actor in [knowledge.resolution.actors[key]]
    }


def _shares(
    knowledge: Knowledge, named: Whom, copies: list[str], here_alone: bool
) -> Mapping[str, _Share]:
    """Return what copies have of each actor, or of those that the first of the articles names."""
    resolution = knowledge.resolution
    shares: dict[str, _Share] = {}
    for copy in copies:
        found = named(copy)
        if found is None:
            continue
        there = set(resolution.of.get(knowledge.copies[copy], ()))
        numbers = zip(found.actors, found.mentions, found.statements, strict=True)
        ids = resolution.of.get(copy, ())
        for key, (local, mentions, statements) in zip(ids, numbers, strict=False):
            if key and (not here_alone or key in there):
                shares.setdefault(key, _Share()).take(copy, local, mentions, statements)
    return shares
