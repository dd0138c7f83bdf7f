"""Who is meant by "the elder Brodin", of several bearers of a surname, or by "the elder sister"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.analysis import names

from ..types import ActorKind, MentionForm
from .antecedents import ResolvedMention
from .local_actors import Member
from .speaker_candidates import Source, SpeakerCandidates
from .speaker_limits import namesakes
from .tokens import Tokens

ELDER = frozenset({"elder", "older", "senior"})
YOUNGER = frozenset({"younger", "junior"})
_ELDER_KIN = names.words("elder kin")
_YOUNGER_KIN = names.words("children") | {"nephew", "niece"}
_KIN = names.words("kin") | _ELDER_KIN | _YOUNGER_KIN
_SIBLINGS = frozenset({"brother", "sister", "sibling", "twin"})


def point_out(
    tokens: Tokens,
    sources: Sequence[Source],
    candidates: SpeakerCandidates,
    at: Mapping[int, ResolvedMention],
    ages: Mapping[str, set[Member]],
) -> None:
    """Set ``hint`` of the sources that tell a generation, and that they are ``certain``.

    Args:
        tokens: the article.
        sources: its sources.
        candidates: who may be meant.
        at: the mentions, by their heads.
        ages: whose age is given, by the age.
    """
    years = {member: int(age) for age, members in ages.items() for member in members}
    siblings = _siblings(years)
    for source in sources:
        if siblings and not source.certain and (word := _of_siblings(tokens, source)):
            source.hint, source.certain = siblings[word in ELDER], True
        told = _told(tokens, source, at)
        if told is None:
            continue
        word, source.named = told
        meant = _of_generation(namesakes(source, tokens, candidates), word in YOUNGER, years)
        if meant is not None:
            source.form = "name"
            source.hint, source.certain, source.named.member = meant, True, meant


def _told(
    tokens: Tokens, source: Source, at: Mapping[int, ResolvedMention]
) -> tuple[str, ResolvedMention] | None:
    """Return the word for a generation that stands before a surname in a source, and the name."""
    begin = source.inside.start
    for token in range(max(begin - 1, 0), source.inside.stop - 1):
        mention = at.get(token + 1)
        named = mention is not None and mention.form is MentionForm.NAME
        if mention is not None and named and tokens.lower[token] in ELDER | YOUNGER:
            person = mention.member.kind is ActorKind.PERSON and mention.first == token + 1
            return (tokens.lower[token], mention) if person else None
    return None


def _of_siblings(tokens: Tokens, source: Source) -> str:
    """Return the word for a generation in "the elder sister", "" where it is somebody's sister."""
    words = [tokens.lower[token] for token in source.inside]
    said = len(words) == 3 and words[0] == "the" and words[2] in _SIBLINGS
    return words[1] if said and words[1] in ELDER | YOUNGER else ""


def _siblings(years: Mapping[Member, int]) -> list[Member]:
    """Return the younger and the elder of the only two of one surname whose ages are given."""
    families: dict[str, list[Member]] = {}
    for member in years:
        families.setdefault(names.surname(member.name), []).append(member)
    pairs = [them for them in families.values() if len(them) == 2]
    return sorted(pairs[0], key=years.__getitem__) if len(pairs) == 1 else []


def _of_generation(
    bearers: Sequence[Member], younger: bool, years: Mapping[Member, int]
) -> Member | None:
    """Return the one of some namesakes who is the younger, or the elder; None if nothing tells."""
    told = {member: _generation(member) for member in bearers}
    wanted = 1 if younger else -1
    fitting = [member for member in bearers if told[member] == wanted]
    left = [member for member in bearers if told[member] != -wanted]
    if len(fitting) != 1 and len(bearers) == 2 and len(left) == 1:
        fitting = left
    if len(fitting) != 1 and len(known := [m for m in bearers if m in years]) > 1:
        known.sort(key=years.__getitem__, reverse=not younger)
        fitting = known[:1]
    return fitting[0] if len(fitting) == 1 else None


def _generation(member: Member) -> int:
    """Tell whether somebody is the younger of a family (1), the elder (-1), or nothing says (0)."""
    suffix = {word for name in member.spellings for word in names.parse(name).suffix}
    kin = [words for role in member.roles if _KIN & {*(words := names.tokens(role))[-1:]}]
    roles = {word for words in kin for word in words[-2:]}
    if suffix & {"jr", "ii", "iii"} or member.child or roles & (_YOUNGER_KIN | YOUNGER):
        return 1
    return -1 if suffix & {"sr"} or roles & (_ELDER_KIN | ELDER) else 0
