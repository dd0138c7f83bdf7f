"""Where else: the links of an article with the others of its library.

Nothing compares all pairs: every kind of link has its candidates from an inverted index.  Links
are made when they are asked for, from what the library holds then.
"""

from __future__ import annotations

import math
from collections import defaultdict

from ..types import ActorKind, Article, Findings, Link, LinkType, Place, Published, Span
from . import duplicates, events, kinds
from .duplicates import Duplicates
from .events import Events
from .happenings import Happenings
from .statements import StatementPair, Statements
from .texts import IndexedText, Texts, apart, moment

MOST = {
    LinkType.NEAR_DUPLICATE: 20,
    LinkType.SAME_STATEMENT: 200,
    LinkType.ANSWERS: 15,
    LinkType.SAME_EVENT: 25,
    LinkType.CHANGED_POSITION: 10,
    LinkType.SAME_ACTORS: 5,
}
"""How many links of each type an article shows, and the order of the types."""

_NEAREST, _COPIES = 60, 12
"""The nearest articles in which happenings, and copies, are looked for."""

_SHOWN = 4
"""Words that are shown as evidence."""

_COMMON_ACTOR, _KNOWN_ACTOR = 0.1, 12
"""Actors in a greater part, or in more of the articles, tie none of them together (two may be)."""


class Linker:
    """The links between the articles of a library, kept up as articles come and go."""

    def __init__(self) -> None:
        self._texts = Texts()
        self._events = Events(self._texts)
        self._duplicates = Duplicates(self._texts)
        self._statements = Statements(self._texts)
        self._happenings = Happenings(self._texts)
        self._naming: dict[str, set[int]] = defaultdict(set)
        self._names: dict[str, str] = {}

    def __len__(self) -> int:
        return len(self._texts)

    def add(self, article: Article, findings: Findings, actors: tuple[str | None, ...]) -> None:
        """Take in an article; one of the same id is replaced.

        Args:
            article: its text and id.
            findings: what the analysis found in it.
            actors: the library's actor id of each of ``findings.actors``.
        """
        self.remove(article.id)
        entry = self._texts.add(article, findings, actors)
        self._statements.add(entry, article.text, findings, actors)
        countries = {
            actor_id
            for local, actor_id in zip(findings.actors, actors, strict=False)
            if local.kind is ActorKind.COUNTRY
        }
        for actor in entry.actors.keys() - countries:  # that both name Spain says nothing
            self._naming[actor].add(entry.number)
        for local, actor_id in zip(findings.actors, actors, strict=False):
            if actor_id:
                both = local.name, self._names.get(actor_id, "")
                self._names[actor_id] = max(both, key=lambda name: (len(name), name))

    def remove(self, article_id: str) -> None:
        """Forget an article; one that is not there is no error."""
        number = self._texts.number.get(article_id)
        if number is None:
            return
        entry = self._texts.entry(number)
        self._statements.remove(entry)
        self._duplicates.remove(number)
        for actor in entry.actors:
            self._naming[actor].discard(number)
        self._texts.remove(number)

    def published(self, article_id: str, published: Published) -> None:
        """Correct the date of an article; one that is not there is no error."""
        number = self._texts.number.get(article_id)
        if number is not None:
            entry = self._texts.entry(number)
            entry.day, entry.slack = moment(published)
            self._events.forget()

    def links(self, article_id: str) -> list[Link]:
        """Return the links whose ``a`` lies in an article: the best first within each type.

        An article that is not there has none.
        """
        number = self._texts.number.get(article_id)
        if number is None:
            return []
        self._settle()
        entry = self._texts.entry(number)
        related = self._events.related(number)
        nearest = self._texts.nearest(number, _NEAREST)
        copies = {
            other: share
            for other in {other for other, _ in related} | set(nearest[:_COPIES])
            if (share := self._duplicates.share(number, other)) >= duplicates.SAME
        }
        found = [self._copy(entry, other, share) for other, share in copies.items()]
        pairs = self._statements.pairs(entry)
        found += self._said(pairs)
        found += self._happened(entry, related, copies, nearest)
        found += self._shared_actors(entry, {link.b.article for link in found})
        order = {kind: index for index, kind in enumerate(MOST)}
        found.sort(key=lambda link: (order[link.type], -link.score, _at(link.b), _at(link.a)))
        taken: dict[LinkType, int] = defaultdict(int)
        kept = []
        for link in found:
            taken[link.type] += 1
            if taken[link.type] <= MOST[link.type]:
                kept.append(link)
        return kept

    def _settle(self) -> None:
        """Take account of all that came and went since links were asked for."""
        if self._texts.settle():
            self._statements.settle()
            self._events.forget()

    def same_event(self, one: str, other: str) -> float:
        """Return how surely two articles tell of one event: 0..1, ``events.SAME`` is the bar."""
        self._settle()
        numbers = self._texts.number
        return self._events.score(numbers[one], numbers[other])

    def _copy(self, entry: IndexedText, other: int, share: float) -> Link:
        there = self._texts.entry(other)
        days = self._days(entry, there)
        return Link(
            LinkType.NEAR_DUPLICATE,
            Place(entry.id, 0, entry.length),
            Place(there.id, 0, there.length),
            round(min(1.0, share), 3),
            (f"{share:.0%} of the shorter text runs alike", *days),
        )

    def _said(self, pairs: list[StatementPair]) -> list[Link]:
        """Make links of statements: each passage once for every other article and type."""
        found: dict[tuple[LinkType, Span, int], Link] = {}
        for pair in pairs:
            kind, score, note = self._kind(pair)
            if kind is None:
                continue
            key = kind, pair.one.span, pair.other.article
            if key not in found or found[key].score < score:
                found[key] = self._statement_link(pair, kind, score, note)
        return list(found.values())

    def _kind(self, pair: StatementPair) -> tuple[LinkType | None, float, str]:
        opposed, note = kinds.changed(pair, self._texts)
        if kinds.same(pair) and not note:
            return LinkType.SAME_STATEMENT, pair.score, ""
        if (reply := kinds.answers(pair, self._texts, self._statements)) >= kinds.ANSWER:
            return LinkType.ANSWERS, reply, "reported as a reply" if pair.one.replies else ""
        if opposed >= kinds.CHANGED:
            return LinkType.CHANGED_POSITION, opposed, note
        return None, 0.0, ""

    def _statement_link(self, pair: StatementPair, kind: LinkType, score: float, note: str) -> Link:
        here = self._texts.entry(pair.one.article)
        there = self._texts.entry(pair.other.article)
        marked = [f"“{self._texts.forms[term]}”" for term in pair.marked[:_SHOWN]]
        plain = [self._texts.forms[t] for t in pair.shared if t not in pair.marked]
        evidence = ["both: " + ", ".join((marked + plain)[: _SHOWN + 1])]
        one, other = self._name(pair.one.actor), self._name(pair.other.actor)
        if kind is LinkType.ANSWERS:
            evidence.append(f"{one or 'the speaker'} names {other}")
        elif one and one == other:
            evidence.append(one)
        if note:
            evidence.append(note)
        if kind is LinkType.CHANGED_POSITION:
            evidence.append(f"this one is the {'earlier' if _before(here, there) else 'later'}")
        evidence += self._days(here, there)
        return Link(
            kind,
            Place(here.id, *pair.one.span),
            Place(there.id, *pair.other.span),
            round(score, 3),
            tuple(evidence),
        )

    def _name(self, actor: str | None) -> str:
        return self._names.get(actor, "") if actor else ""

    def _days(self, here: IndexedText, there: IndexedText) -> tuple[str, ...]:
        days = apart(here, there)
        if days is None:
            return ()
        if here.slack or there.slack:
            return ("about the same time",) if days == 0 else (f"at least {days} days apart",)
        if days == 0:
            return ("same day",)
        return ("1 day apart",) if days == 1 else (f"{days} days apart",)

    def _happened(
        self,
        entry: IndexedText,
        related: list[tuple[int, float]],
        copies: dict[int, float],
        nearest: list[int],
    ) -> list[Link]:
        """Make links of events: between whole articles, and between dated passages."""
        found = []
        dated = self._happenings.shared(entry, nearest)
        for other, score in related:
            if score < events.SAME or other in copies:
                continue
            there = self._texts.entry(other)
            here_at, there_at, shared = self._happenings.meeting(entry, there)
            words = [self._texts.forms[term] for term in shared[:_SHOWN]]
            evidence = ["both: " + ", ".join(words)] if words else []
            found.append(
                Link(
                    LinkType.SAME_EVENT,
                    Place(entry.id, *here_at),
                    Place(there.id, *there_at),
                    round(min(1.0, score), 3),
                    (*evidence, *self._days(entry, there)),
                )
            )
        for meeting in dated:
            there = self._texts.entry(meeting.other)
            words = [self._texts.forms[term] for term in meeting.shared[:_SHOWN]]
            found.append(
                Link(
                    LinkType.SAME_EVENT,
                    Place(entry.id, *meeting.here),
                    Place(there.id, *meeting.there),
                    round(meeting.score, 3),
                    (f"both date it {meeting.day}", "both: " + ", ".join(words)),
                )
            )
        return found

    def _shared_actors(self, entry: IndexedText, linked: set[str]) -> list[Link]:
        """Tie an article to those that name the same rare actors."""
        size = len(self._texts)
        sums: dict[int, float] = defaultdict(float)
        rare: dict[int, list[tuple[int, str]]] = defaultdict(list)
        for actor in entry.actors:
            naming = self._naming[actor]
            if 1 < len(naming) <= max(2, min(_COMMON_ACTOR * size, _KNOWN_ACTOR)):
                for other in naming:
                    if other != entry.number:
                        sums[other] += math.log(size / len(naming))
                        rare[other].append((len(naming), actor))
        found = []
        rank = self._texts.rank
        best = sorted(sums.items(), key=lambda item: (-round(item[1], 6), rank(item[0])))
        for other, total in best[: 3 * MOST[LinkType.SAME_ACTORS]]:
            there = self._texts.entry(other)
            if there.id in linked:
                continue
            actors = sorted(rare[other])
            named = [
                f"{self._name(actor) or actor} ({n} of {size} articles)" for n, actor in actors
            ]
            first = actors[0][1]
            found.append(
                Link(
                    LinkType.SAME_ACTORS,
                    Place(entry.id, *entry.actors[first]),
                    Place(there.id, *there.actors[first]),
                    round(total / (total + 4.0), 3),
                    ("both name " + ", ".join(named[:3]), *self._days(entry, there)),
                )
            )
        return found


def _before(here: IndexedText, there: IndexedText) -> bool:
    return (here.day or 0) < (there.day or 0)


def _at(place: Place) -> tuple[str, int, int]:
    return place.article, place.start, place.end
