"""A library's quotations as they are counted, with what is known of their speakers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from onrecord.analysis.types import ActorKind
from onrecord.store.notebook.people import TRAITS, ListedPerson, matched
from onrecord.store.statistics.figures import NOBODY, CountedQuotation

from .quotation_query import QuotationLine
from .session import Session

GENDERS = {"f": "women", "m": "men"}
"""How the genders are called in figures."""


def people(session: Session) -> dict[str, ListedPerson]:
    """Return who on the person's own list each actor is, by the actor's id."""
    listed = session.notebook.people.all()
    return matched(listed, session.actors()) if listed else {}


def said(session: Session, lines: Iterable[QuotationLine]) -> list[CountedQuotation]:
    """Return quotations as they are counted, in their order."""
    known = traits(session)
    return [
        CountedQuotation(
            it.article,
            len(it.text.split()),
            it.quoted.speaker_name,
            str(it.quoted.kind),
            it.source,
            it.date,
            it.quoted.tags,
            known.get(it.quoted.speaker_id or "", {}),
        )
        for it in lines
    ]


def traits(session: Session) -> Mapping[str, Mapping[str, str]]:
    """Return what is known of each actor: by the person's list, else by the machine.

    The machine's gender is the one that most articles show; its role the most frequent.
    """
    listed, genders = people(session), _genders(session)
    found = {}
    for key, actor in session.actors().items():
        own = listed.get(key)
        told = {trait: getattr(own, trait) for trait in TRAITS if own and getattr(own, trait)}
        machine = {"gender": genders.get(key, "")}
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


def _genders(session: Session) -> dict[str, str]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    resolution = session.indexer.knowledge.resolution
    for article, ids in resolution.of.items():
        findings = session.findings(article)
        for local, key in zip(findings.actors if findings else (), ids, strict=False):
            if key and local.gender:
                counts[key][local.gender] += 1
    return {key: seen.most_common(1)[0][0] for key, seen in counts.items()}
