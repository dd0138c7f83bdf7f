"""Which body words for it mean: "the engine maker" is Brodin Engines, "the mission" the embassy.

A firm is called by what it makes, which its name often says, an airline by what it is; an embassy
is called a diplomatic mission.  All that only where one body of the article fits.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice

from onrecord.analysis import names

from ..types import ActorKind, MentionForm
from . import roles
from .local_actors import Member
from .speaker_candidates import Source, SpeakerCandidates, telling
from .speaker_limits import NAMESAKES
from .speaker_rules import TERRITORIES, Rules
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

_OF_A_KIND = names.words("bodies of a kind")

_GENERAL = names.words("common organisation words") | names.words("organisation words")

MISSIONS = frozenset({"embassy", "consulate"})

WITHIN = 200
"""So many words before a diplomatic mission its embassy stands."""


def point_out(
    tokens: Tokens, sources: Sequence[Source], candidates: SpeakerCandidates, rules: Rules
) -> None:
    """Set ``hint`` of the bodies that are sure, and make them ``certain``.

    A definite one may mean one told of before; one that a word tells from all others is itself.
    """
    behind = _behind_nouns(tokens, candidates)
    for source in sources:
        if source.certain or source.form != "body":
            continue
        meant = _told_of(tokens, source, candidates, rules, behind.get(source.lemma, {}))
        if meant is None and not source.hint and _is_of_its_own(tokens, source, candidates):
            meant = source.written
        if meant is not None:
            source.hint, source.certain = meant, True


def _told_of(
    tokens: Tokens,
    source: Source,
    candidates: SpeakerCandidates,
    rules: Rules,
    behind: Mapping[Member, int],
) -> Member | None:
    """Return the body told of before that a definite one means; ``behind`` stood by its noun."""
    first = source.inside.start
    if tokens.lower[first] not in roles.DEFINITE:
        return None
    bare = first + 1 == source.head and source.lemma not in TERRITORIES
    if bare and (meant := _introduced_so(source, behind)):
        return meant
    if source.lemma in FIRMS or source.lemma in KINDS:
        return _of_what_it_makes(tokens, source, candidates)
    if source.lemma == "mission" and tokens.lower[first + 1] == "diplomatic":
        return _embassy(tokens, source, rules)
    return None


def _behind_nouns(tokens: Tokens, candidates: SpeakerCandidates) -> dict[str, dict[Member, int]]:
    """Return the bodies whose names stand right behind a noun, by it: "the employers' union Forge".

    Each with the token where it does so first.
    """
    found: dict[str, dict[Member, int]] = {}
    for mention in candidates.mentions:
        named = mention.form is MentionForm.NAME and mention.first
        if named and mention.member.kind is ActorKind.ORGANISATION:
            before = mention.first - 1
            if tokens.word[before].islower():
                lemma = tokens.lemma[before].lower()
                found.setdefault(lemma, {}).setdefault(mention.member, before)
    return found


def _introduced_so(source: Source, bodies: Mapping[Member, int]) -> Member | None:
    """Return the one body that stood behind the noun of a source, before that source."""
    known = list(islice((m for m, at in bodies.items() if at < source.inside.start), 2))
    return known[0] if len(known) == 1 else None


def _is_of_its_own(tokens: Tokens, source: Source, candidates: SpeakerCandidates) -> bool:
    """Whether a body is told from all others by a word: "the presidential office" is no union."""
    if source.lemma not in _OF_A_KIND | roles.particular() or source.written is None:
        return False
    words = telling(tokens, range(source.inside.start, source.head))
    if not words:
        return False
    described = candidates.described
    fewest = min((described.by_word.get(word, {}) for word in words), key=len)
    return not any(
        words <= described.of.get(member, set()) | described.named.get(member, set())
        for member in islice(fewest, NAMESAKES)
        if member.kind is not ActorKind.PERSON and member is not source.written
    )


def _of_what_it_makes(
    tokens: Tokens, source: Source, candidates: SpeakerCandidates
) -> Member | None:
    """Return the one body with a word of what it makes or is in its name."""
    made = {_stem(tokens.lower[token]) for token in range(source.inside.start + 1, source.head)}
    made = KINDS[source.lemma] if source.lemma in KINDS else made - _GENERAL
    described = candidates.described
    fits = {
        member: None
        for word in (*made, *(f"{word}s" for word in made))
        for member in described.by_word.get(word, ())
        if member.kind is ActorKind.ORGANISATION and word in described.named[member]
    }
    one = next(iter(fits)) if len(fits) == 1 else None
    return one if one and candidates.before(one, source.inside.start) is not None else None


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
