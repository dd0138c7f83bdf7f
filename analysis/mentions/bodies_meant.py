"""Which body words for it mean: "the engine maker" is Brodin Engines, "the mission" the embassy.

A firm is called by what it makes, which its name often says, an airline by what it is; an embassy
is called a diplomatic mission.  All that only where one body of the article fits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.analysis import names

from ..types import ActorKind
from . import roles
from .local_actors import Member
from .speaker_candidates import Source, SpeakerCandidates
from .speaker_rules import Rules
from .tokens import Tokens

FIRMS = frozenset(
    {"maker", "manufacturer", "producer", "company", "firm", "operator", "giant", "chain", "brand"}
)
"""Words for a body before which stands what it makes or runs."""

KINDS = {
    "airline": {"air", "airline", "airway"},
    "carrier": {"air", "airline", "airway"},
    "club": {"united", "rover", "athletic", "wanderer", "fc", "albion", "harrier"},
    "newspaper": {"post", "time", "gazette", "herald", "tribune", "courier", "chronicle"},
    "bank": {"bank", "bancorp"},
}
"""Words in the names of bodies that tell their kind."""

_GENERAL = names.words("common organisation words") | names.words("organisation words")

MISSIONS = frozenset({"embassy", "consulate"})

WITHIN = 200
"""So many words before a diplomatic mission its embassy stands."""


def point_out(
    tokens: Tokens, sources: Sequence[Source], candidates: SpeakerCandidates, rules: Rules
) -> None:
    """Set ``hint`` of the definite bodies that mean one told of before, and make them certain."""
    for source in sources:
        first = source.inside.start
        definite = tokens.lower[first] in roles.DEFINITE
        if source.certain or source.form != "body" or not definite:
            continue
        meant = None
        if source.lemma in FIRMS or source.lemma in KINDS:
            meant = _of_what_it_makes(tokens, source, candidates)
        elif source.lemma == "mission" and tokens.lower[first + 1] == "diplomatic":
            meant = _embassy(tokens, source, rules)
        if meant is not None:
            source.hint, source.certain = meant, True


def _of_what_it_makes(
    tokens: Tokens, source: Source, candidates: SpeakerCandidates
) -> Member | None:
    """Return the one body with a word of what it makes or is in its name."""
    made = {_stem(tokens.lower[token]) for token in range(source.inside.start + 1, source.head)}
    made = KINDS[source.lemma] if source.lemma in KINDS else made - _GENERAL
    fits = [
        member
        for member, words in candidates.described.named.items()
        if member.kind is ActorKind.ORGANISATION and made & set(_stems(words))
    ]
    one = len(fits) == 1 and candidates.before(fits[0], source.inside.start) is not None
    return fits[0] if one else None


def _stems(words: set[str]) -> Iterator[str]:
    return (_stem(word.lower()) for word in words)


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") else word


def _embassy(tokens: Tokens, source: Source, rules: Rules) -> Member | None:
    """Return the embassy that stands before a diplomatic mission."""
    start = source.inside.start
    for token in range(start - 1, max(-1, start - 1 - WITHIN), -1):
        if tokens.lemma[token].lower() in MISSIONS:
            first, last = roles.phrase(tokens, token)
            return rules.body_of(tokens.words(first, last), range(first, last), token)
    return None
