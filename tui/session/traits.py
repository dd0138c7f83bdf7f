"""What is known of the speakers: by a person's own list, else by the machine."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from onrecord.analysis.types import ActorKind
from onrecord.store.notebook.people import TRAITS, ListedPerson, matched
from onrecord.store.statistics.figures import NOBODY

if TYPE_CHECKING:
    from .session import Session

GENDERS = {"f": "women", "m": "men"}
"""How the genders are called in figures and queries."""

TraitsOf = Mapping[str, Mapping[str, str]]
"""What is known of each actor, by its id; what is not known is missing."""


def people(session: Session) -> dict[str, ListedPerson]:
    """Return who on the person's own list each actor is, by the actor's id."""
    listed = session.notebook.people.all()
    return matched(listed, session.actors()) if listed else {}


class SpeakerTraits:
    """What is known of each actor, worked out when it is asked for, and kept until it changes.

    The machine's gender is the one that most articles show, so that the findings of all have to
    be read; its role is the most frequent one.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._genders: tuple[int, Mapping[str, str]] = (-1, {})
        self._shown: dict[str, tuple[object, tuple[str, ...]]] = {}  # by each article's actors
        self._told: tuple[object, TraitsOf] = (None, {})

    @property
    def ready(self) -> bool:
        """Whether they can be told without reading any article."""
        return self._genders[0] == self._session.indexer.knowledge.number

    def reading(self) -> Iterator[None]:
        """Read what is needed, an article a step, so that whoever waits can do other things."""
        knowledge = self._session.indexer.knowledge
        if self.ready:
            return
        met: dict[str, Counter[str]] = defaultdict(Counter)
        for article, keys in list(knowledge.resolution.of.items()):
            for gender, key in zip(self._genders_in(article), keys, strict=False):
                if key and gender:
                    met[key][gender] += 1
            yield
        found = {key: counts.most_common(1)[0][0] for key, counts in met.items()}
        self._genders = (knowledge.number, found)

    def _genders_in(self, article: str) -> tuple[str, ...]:
        """Return the gender that an article shows of each of its actors, "" where it shows none."""
        entry, indexer = self._session.library.entries.get(article), self._session.indexer
        made_of = (entry.version, indexer.kept(entry.version)) if entry else None
        known = self._shown.get(article)
        if known is None or known[0] != made_of:
            findings = self._session.findings(article)
            genders = tuple(one.gender for one in findings.actors) if findings else ()
            known = self._shown[article] = made_of, genders
        return known[1]

    def now(self) -> TraitsOf:
        """Return them, after reading whatever is not read yet."""
        for _ in self.reading():
            pass
        state = (self._session.changes.edits, self._genders[0])
        if self._told[0] != state:
            self._told = (state, self._tell())
        return self._told[1]

    def _tell(self) -> TraitsOf:
        listed = people(self._session)
        found = {}
        for key, actor in self._session.actors().items():
            own = listed.get(key)
            told = {trait: getattr(own, trait) for trait in TRAITS if own and getattr(own, trait)}
            machine = {"gender": self._genders[1].get(key, "")}
            if actor.roles:
                machine["role"] = max(actor.roles, key=lambda role: actor.roles[role])
            if actor.kind is ActorKind.ORGANISATION:
                machine |= {"organisation": actor.name, "gender": NOBODY}
            elif actor.kind is ActorKind.COUNTRY:
                machine |= {"country": actor.name, "gender": NOBODY}
            both = {**machine, **told}
            both["gender"] = GENDERS.get(both["gender"], both["gender"])
            found[key] = both
        return found
