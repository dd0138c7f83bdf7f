"""How many quotations there are, and whose, once the person's word is laid over: one source.

Of most articles the analysis has counted them.  Only where a person marked, rejected or
corrected some are they counted one by one, and again when that work changes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from onrecord.analysis.types import Actor, ActorKind, Findings, NamedActors
from onrecord.store.notebook.actors import BY_NAME
from onrecord.store.notebook.notebook import Notebook
from onrecord.store.notebook.overlay import Quoted

from . import copied_actors
from .copies import Counting
from .identities import Whom
from .knowledge import Knowledge

AT_ONCE = 200
"""Corrected articles that are read to count; of more, marks and rejections are just added up."""


class Tally:
    """The counts of a session, all of them from here."""

    def __init__(
        self,
        notebook: Notebook,
        knowledge: Callable[[], Knowledge],
        findings: Callable[[str], Findings | None],
        named: Whom,
        version: Callable[[str], str],
        counting: Counting,
    ) -> None:
        self._notebook = notebook
        self._knowledge = knowledge
        self._findings = findings
        self._whom = named
        self._version = version
        self._counting = counting
        self._known: dict[str, tuple[object, int]] = {}
        self._actors: tuple[object, Mapping[str, Actor]] = (None, {})
        self._copied: tuple[object, Mapping[str, Actor]] = (None, {})
        # Of texts, as long as they are the same, whatever else comes to the library:
        self._held: dict[str, NamedActors] = {}
        self._repeated: dict[tuple[str, ...], Counter[int]] = {}

    def corrected(self, article: str) -> bool:
        """Return whether a person's word changes what is counted in an article."""
        work = self._notebook.quotations.of(article)
        return any(it.verdict or it.attributed or it.respanned for it in work)

    def _moves_counts(self, article: str) -> bool:
        """Return whether a person's work changes what is counted in an article or a copy."""
        work = self._notebook.quotations.of(article)
        return self.corrected(article) or bool(work and len(self._counting.group(article)) > 1)

    def quotations(self, article: str, found: int | None) -> int | None:
        """Return how many quotations an article has; ``found`` is what the analysis counted."""
        of, group = self._notebook.quotations, self._counting.group(article)
        # With any work on it an act counts as well; what is rejected in a copy is none here.
        if found is None or not (self._counting.acts or any(map(of.of, group))):
            return found
        revisions = tuple(map(of.revision, group))
        counting = self._counting.acts, self._counting.unfolded
        state = (revisions, self._knowledge().number, counting)
        known = self._known.get(article)
        if known and known[0] == state:
            return known[1]
        if known is None and len(self._known) >= AT_ONCE:
            signs = {"marked": 1, "rejected": -1}
            return max(0, found + sum(signs.get(it.verdict, 0) for it in of.of(article)))
        count = sum(map(self._counting.counts, self._counting.standing(article)))
        self._known[article] = (state, count)
        return count

    def actors(self) -> Mapping[str, Actor]:
        """Return the actors by id, each with the number of quotations that are shown as theirs."""
        knowledge = self._knowledge()
        touched = (
            sorted(knowledge.resolution.of)  # the analysis counts no acts that are merely told
            if self._counting.acts
            else [name for name in sorted(self._notebook.annotated()) if self._moves_counts(name)]
        )
        state = (
            knowledge.number,
            self._counting.unfolded,
            self._counting.acts,
            tuple((name, self._notebook.quotations.revision(name)) for name in touched),
        )
        if self._actors[0] != state:
            self._actors = (state, self._counted(knowledge, touched))
        return self._actors[1]

    def _counted(self, knowledge: Knowledge, touched: list[str]) -> Mapping[str, Actor]:
        actors = self._with_copies(knowledge)
        again = {other for name in touched for other in self._counting.group(name)}
        more: Counter[str] = Counter()
        for name in sorted(again):
            more.subtract(self._in_actors(knowledge, name))
            more.update(self._said_in(name))
        if not self._counting.unfolded:
            for name in sorted(knowledge.copies.keys() - knowledge.twins - again):
                more.subtract(self._said_again(knowledge, name))
        if not any(more.values()):
            return actors
        return {
            key: replace(actor, quotations=actor.quotations + more[key]) if more[key] else actor
            for key, actor in actors.items()
        }

    def _with_copies(self, knowledge: Knowledge) -> Mapping[str, Actor]:
        """Return the actors, with what copies have of them where each counts, else without."""
        state = knowledge.number, self._counting.unfolded
        if self._copied[0] != state:
            counted = copied_actors.unfolded if self._counting.unfolded else copied_actors.folded
            actors = counted(knowledge, self._named) if knowledge.copies else None
            self._copied = state, actors or knowledge.resolution.actors
        return self._copied[1]

    def _said_again(self, knowledge: Knowledge, copy: str) -> Counter[str]:
        """Return what a copy that nobody worked on says as others of its text do before it."""
        first = knowledge.copies[copy]
        group = (first, *knowledge.also_in[first])
        texts = tuple(map(self._version, (copy, *group[: group.index(copy)])))
        if texts not in self._repeated:
            counted = {(it.start, it.end) for it in self._counting.quotations(copy)}
            findings = self._findings(copy)
            self._repeated[texts] = Counter(
                it.actor
                for it in (findings.statements if findings else ())
                if it.actor is not None and (it.start, it.end) not in counted
            )
        ids = knowledge.resolution.of.get(copy, ())
        said: Counter[str] = Counter()
        for number, statements in self._repeated[texts].items():
            if number < len(ids) and (key := ids[number]):
                said[key] += statements
        return said

    def _named(self, article: str) -> NamedActors | None:
        version = self._version(article)
        if version not in self._held and (found := self._whom(article)):
            self._held[version] = found
        return self._held.get(version)

    def _said_in(self, article: str) -> Counter[str]:
        return Counter(q.speaker_id for q in self._counting.quotations(article) if q.speaker_id)

    def _in_actors(self, knowledge: Knowledge, article: str) -> Counter[str]:
        """Return whose quotations in an article are counted in the actors already."""
        if article in knowledge.twins and not self._counting.unfolded:
            return Counter()
        said: Counter[str] = Counter()
        if named := self._named(article):
            ids = knowledge.resolution.of.get(article, ())
            for key, statements in zip(ids, named.statements, strict=False):
                if key:
                    said[key] += statements
        return said


def speakers_by_name(quotations: Iterable[Quoted]) -> list[Actor]:
    """Return those who speak and are no actors: a name each, with how much is said under it."""
    names: dict[str, list[Quoted]] = {}
    for it in quotations:
        if not it.speaker_id and it.speaker_name[:1].isupper():
            names.setdefault(it.speaker_name.casefold(), []).append(it)
    return [
        Actor(
            f"{BY_NAME}{name}",
            said[0].speaker_name,
            ActorKind.PERSON,
            articles=tuple(dict.fromkeys(it.article for it in said)),
            quotations=len(said),
        )
        for name, said in names.items()
    ]
