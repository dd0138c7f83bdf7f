"""Whose a role is, where the words of the article tell: "the Ulmian leader" is who is Ulmian."""

from __future__ import annotations

from collections.abc import Sequence

from ..types import ActorKind, MentionForm
from . import roles
from .antecedents import Stage
from .local_actors import Member
from .speaker_candidates import Source, SpeakerCandidates, telling

_GOES_ON = frozenset({"add", "continue", "conclude"})
"""Verbs of who goes on speaking."""

SAME_ROLE = 3.0
"""Roles that agree so well have one head, see :func:`roles.agreement`."""


def point_out(
    stage: Stage, known: roles.Parts, sources: Sequence[Source], candidates: SpeakerCandidates
) -> None:
    """Set ``hint`` of the roles whose bearer is told, and make them ``certain``.

    Args:
        stage: the article.
        known: the roles that its actors are given.
        sources: its sources; those that are certain already are left as they are.
        candidates: its mentions, and the words that it describes its actors with.
    """
    for source in sources:
        if source.form != "role" or source.certain:
            continue
        bearer = _sole_bearer(source, stage, known, candidates)
        bearer = bearer or _described(source, stage, candidates)
        if bearer is None and _is_of_nobody_known(source, stage, candidates):
            bearer = source.written
        if bearer is not None:
            source.hint, source.certain = bearer, True


def _sole_bearer(
    source: Source, stage: Stage, known: roles.Parts, candidates: SpeakerCandidates
) -> Member | None:
    """Return the one actor who was given a definite role in the article, names in it included."""
    tokens = stage.tokens
    role = roles.read(tokens, source.inside.start, source.inside.stop, source.head)
    if role is None or role.plural or not role.definite:
        return None
    fits = sorted(known.fitting(role, stage.lately()), key=lambda pair: -pair[1])
    if not fits or fits[0][1] < SAME_ROLE or (len(fits) > 1 and fits[1][1] > fits[0][1] - 1):
        return None
    member = fits[0][0]
    proper = telling(tokens, (i for i in source.inside if tokens.pos[i] == "PROPN"))
    words = candidates.described.of.get(member, set()) | candidates.described.named.get(
        member, set()
    )
    before = candidates.before(member, source.head)
    return member if proper <= words and before is not None else None


def _described(source: Source, stage: Stage, candidates: SpeakerCandidates) -> Member | None:
    """Return the one person before a definite role who is described with all of its words."""
    tokens, first = stage.tokens, source.inside.start
    if tokens.lower[first] not in roles.DEFINITE or tokens.tag[source.head] not in ("NN", "NNP"):
        return None
    described = candidates.described
    words = source.words - {"leader"} or source.words  # "the Ulmian leader" is who is Ulmian
    found = [
        member
        for member in described.alike(words)
        if member.kind is ActorKind.PERSON and words <= described.of.get(member, set())
    ]
    before = candidates.before(found[0], source.head) if len(found) == 1 else None
    # "in a letter to Ana Brodin – the senator says": the words are the source's own
    return found[0] if before is not None and first - before.last > 2 else None


def _is_of_nobody_known(source: Source, stage: Stage, candidates: SpeakerCandidates) -> bool:
    """Whether a role has an owner of whose nobody is described so: "the hospice's manager".

    Or "the manager of Ulmen Hospice".
    """
    tokens = stage.tokens
    if tokens.lemma[tokens.head[source.head]].lower() in _GOES_ON:
        return False  # "“...,” the captain of the Sturgeon added": it is who has just spoken
    owned = any(tokens.tag[token] == "POS" for token in range(source.inside.start, source.head))
    if not (owned or _has_owner_named(source, stage)) or source.hint is not None:
        return False
    own = [m for m in candidates.mentions if m.head in source.inside]
    named = (m.member.kind for m in own if m.form is MentionForm.NAME)
    if not owned and ActorKind.PERSON in named:
        return False  # "the Speaker of the House, Ana Brodin"
    inside = {m.member for m in own}
    alike = (m for m in candidates.described.alike(source.words) if m not in inside)
    return not any(member.kind is ActorKind.PERSON for member in alike)


def _has_owner_named(source: Source, stage: Stage) -> bool:
    """Whether a name follows "of" right behind a role."""
    tokens, of = stage.tokens, source.head + 1
    if of + 1 not in source.inside or tokens.lower[of] != "of":
        return False
    return any(
        tokens.pos[token] == "PROPN" for token in range(of + 1, min(of + 3, source.inside.stop))
    )
