"""From the speaker as written to the actor: the last step of an attribution.

For each source (a speaker as written) every actor who may be meant is weighed, and the likeliest
is chosen; then all are decided once more, now that the speakers around each are known.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.analysis import names

from ..types import MentionForm, Quotation, QuotationKind, Span
from . import bodies_meant, generations, role_bearers, roles, speaker_choice, told_before, unnamed
from .antecedents import ResolvedMention, Stage
from .documents import LAST
from .local_actors import LocalActors, Member
from .speaker_candidates import Source, SpeakerCandidates, form_of, telling
from .speaker_evidence import SpeakerFeatures
from .speaker_limits import may_be, namesakes, others
from .speaker_rules import Rules
from .tokens import Tokens

STEPS = 6
"""Steps of a chain that are shown at most; the last is always the mention by name."""

FLOATING = 300
"""Code points between a quotation without a speaker and the one before it, at most."""

_TURN = re.compile(r"\n\s*(?:[-–—―]{1,2}|[QA][:.])\s*$")
"""Before a turn of a conversation, which does not go on from the one before it."""

ROUNDS = 2
"""So often every source is decided."""

LATELY = 12
"""Sources before one whose actors are always among its candidates."""


def attribute(
    stage: Stage,
    known: roles.Parts,
    local_actors: LocalActors,
    quotations: Sequence[Quotation],
    heads: Mapping[Span, int],
    places: Sequence[tuple[int, str]],
) -> list[tuple[Quotation, ResolvedMention | None]]:
    """Return each quotation with the mention that its speaker is.

    Mentions of speakers that are no local actor yet ("two officials", "the study") are added to
    ``stage.mentions``; ``places`` are the names of towns and regions with the token they stand at.
    """
    scene = set_up(stage, known, local_actors, quotations, heads, places)
    decided, sure = decide(scene)
    mentions = [
        _mention(scene, stage, source, member, share)
        for source, member, share in zip(scene.sources, decided, sure, strict=True)
    ]
    found: list[tuple[Quotation, ResolvedMention | None]] = []
    last: tuple[int, ResolvedMention] | None = None
    for quotation in quotations:
        mention: ResolvedMention | None = None
        if quotation.speaker is not None:
            if quotation.speaker in scene.of:
                mention = mentions[scene.of[quotation.speaker]]
        elif last is not None and _floats(quotation, last[0], stage.tokens.text):
            told = scene.told.of_words(stage.tokens.within((quotation.start, quotation.end)))
            mention = last[1] if told is None else replace(told, confidence=TOLD)
        if mention is not None:
            quotation = replace(
                quotation,
                chain=_chain(stage.tokens, mention, quotation.speaker),
                confidence=quotation.confidence * mention.confidence,
            )
            last = (quotation.end, mention)
        elif quotation.speaker is not None:
            last = None
        found.append((quotation, mention))
    return found


def decide(scene: SourcesOfArticle) -> tuple[list[Member | None], list[float]]:
    """Choose who stands behind each source; return with each choice its probability."""
    decided = list(scene.first)
    sure = [CERTAIN] * len(decided)
    for _ in range(ROUNDS):
        before = list(decided)
        for number, source in enumerate(scene.sources):
            if (whose := _followed(scene, number, decided)) is not None:
                decided[number], sure[number] = whose, ALONE
                continue
            members = offered(scene, number, decided)
            if len(members) < 2:
                if members and decided[number] not in (None, source.hint, *members):
                    decided[number] = members[0]
                known = source.form == "name" or source.certain
                sure[number] = CERTAIN if known else ALONE
                continue
            shares = speaker_choice.shares(scene.evidence.rows(number, members, decided))
            best = max(range(len(members)), key=shares.__getitem__)
            decided[number], sure[number] = members[best], shares[best]
        if decided == before:
            break
    return decided, sure


def _followed(
    scene: SourcesOfArticle, number: int, decided: Sequence[Member | None]
) -> Member | None:
    """Return who stands behind the source that another one goes back to."""
    follows = scene.sources[number].follows
    if follows is None:
        return None
    other = number - 1 if follows == LAST else follows
    return decided[other] if 0 <= other != number else None


TOLD = 0.7
"""How often words without a speaker are said to be those of who was told of before."""

CERTAIN, ALONE = 0.98, 0.85
"""How often a name with one bearer, and a source with one candidate, are resolved right."""


def _mention(
    scene: SourcesOfArticle, stage: Stage, source: Source, member: Member | None, share: float
) -> ResolvedMention | None:
    """Return the mention that a source is, now that it is known whose, made where there is none."""
    if member is None:
        return None
    antecedent = scene.candidates.before(member, source.inside.start) or scene.candidates.after(
        member, source.inside.stop - 1
    )
    mention = source.named
    if mention is None:
        return _written(scene, stage, source, member, antecedent, share)
    if mention.member is not member:
        mention.member, mention.antecedent = member, antecedent
    mention.confidence = share
    return mention


def _written(
    scene: SourcesOfArticle,
    stage: Stage,
    source: Source,
    member: Member,
    antecedent: ResolvedMention | None,
    share: float,
) -> ResolvedMention:
    """Add a mention by role over the free tokens of a source around its head.

    A source that names its actor is that mention: "Finance Ministry spokeswoman Ana Brodin".
    """
    for token in source.inside:
        inner = scene.at.get(token)
        if inner is not None and inner.member is member and inner.form is MentionForm.NAME:
            antecedent = inner
    first = last = source.head
    while first - 1 in source.inside and first - 1 not in scene.at:
        first -= 1
    while last + 1 in source.inside and last + 1 not in scene.at:
        last += 1
    form = MentionForm.PRONOUN if source.form == "who" else MentionForm.ROLE
    mention = ResolvedMention(first, last + 1, source.head, form, member, antecedent, share)
    stage.mentions.append(mention)
    scene.at.update(dict.fromkeys(range(first, last + 1), mention))
    return mention


def _floats(quotation: Quotation, end: int, text: str) -> bool:
    """Whether a quotation without a speaker goes on from the one that ended before it."""
    if not 0 <= quotation.start - end <= FLOATING:
        return False
    if quotation.kind is QuotationKind.DIRECT:
        return not _TURN.search(text[max(quotation.start - 12, 0) : quotation.start])
    plain = quotation.cue is None  # "delays were announced": a verb of its own, and nobody with it
    return plain and quotation.start - end < 60 and "\n" not in text[end : quotation.start]


def _chain(tokens: Tokens, mention: ResolvedMention, speaker: Span | None) -> tuple[Span, ...]:
    """Return the steps from a speaker as written to a mention by name, empty for none."""
    if mention.form is MentionForm.NAME or mention.antecedent is None:
        return () if speaker else (tokens.span(mention.first, mention.last),)
    steps = [mention]
    while (
        (before := steps[-1].antecedent) is not None
        and steps[-1].form is not MentionForm.NAME
        and before not in steps
        and before.member is mention.member
    ):
        steps.append(before)
    if len(steps) > STEPS:
        steps = [*steps[: STEPS - 1], steps[-1]]
    return tuple(tokens.span(step.first, step.last) for step in steps)


@dataclass
class SourcesOfArticle:
    """The sources of one article and what is known of them; ``several`` are groups of people."""

    tokens: Tokens
    sources: list[Source]
    of: dict[Span, int]
    evidence: SpeakerFeatures
    candidates: SpeakerCandidates
    at: dict[int, ResolvedMention]
    first: list[Member | None]
    several: frozenset[Member]
    told: told_before.Before


def set_up(
    stage: Stage,
    known: roles.Parts,
    local_actors: LocalActors,
    quotations: Sequence[Quotation],
    heads: Mapping[Span, int],
    places: Sequence[tuple[int, str]],
) -> SourcesOfArticle:
    """Read the sources of an article; arguments as for :func:`attribute`."""
    tokens = stage.tokens
    at: dict[int, ResolvedMention] = {}
    for each in stage.mentions:
        at.update(dict.fromkeys(range(each.first, each.last), each))
    sources: list[Source] = []
    of: dict[Span, int] = {}
    for q in sorted(quotations, key=lambda q: q.start):
        if q.speaker is None or q.speaker not in heads:
            continue
        if q.speaker not in of:
            of[q.speaker] = len(sources)
            head, inside = heads[q.speaker], tokens.within(q.speaker)
            named = at.get(head)
            form = form_of(tokens, head, named)
            sources.append(
                Source(
                    inside, head, form, tokens.lemma[head].lower(), telling(tokens, inside),
                    named=named,
                    several=form == "noun" and _is_plural(tokens, head),
                )
            )  # fmt: skip
        source = sources[of[q.speaker]]
        source.contents.append(tokens.within((q.start, q.end)))
        source.direct = source.direct or q.kind is QuotationKind.DIRECT
    speaking = {source.head: number for number, source in enumerate(sources)}
    rules = Rules(tokens, local_actors, at, places, speaking)
    for source in sources:
        rules.read(source)
    candidates = SpeakerCandidates(tokens, stage.mentions, sources)
    unnamed.point_out(stage, local_actors, sources, candidates.described.by_word)
    bodies_meant.point_out(tokens, sources, candidates, rules)
    told = told_before.Before(stage, sources, candidates, rules)
    generations.point_out(tokens, sources, candidates, told.at, told.ages)
    role_bearers.point_out(stage, known, sources, candidates)
    told_before.point_out(told, sources)
    first = [
        source.named.member
        if source.named is not None and not source.certain
        else source.hint or source.written
        for source in sources
    ]
    return SourcesOfArticle(
        tokens,
        sources,
        of,
        SpeakerFeatures(stage, known, candidates, sources),
        candidates,
        at,
        first,
        frozenset(source.written for source in sources if source.several and source.written),
        told,
    )


def _is_plural(tokens: Tokens, head: int) -> bool:
    """Whether a noun means several: "officials", "the couple"."""
    return tokens.tag[head] == "NNS" or tokens.lemma[head].lower() in _SEVERAL


_SEVERAL = names.words("several in one")


def offered(scene: SourcesOfArticle, number: int, decided: Sequence[Member | None]) -> list[Member]:
    """Return the candidates of a source."""
    source = scene.sources[number]
    if source.hint is not None and (source.certain or source.form == "who"):
        return [source.hint]
    if scene.tokens.lower[source.head] == "i" and not scene.evidence.stage.quoted[source.head]:
        return []  # whoever wrote the article
    if source.form == "name":
        return namesakes(source, scene.tokens, scene.candidates)
    found: dict[Member, None] = {}
    if source.named is not None:
        found[source.named.member] = None
    if source.hint is not None:
        found[source.hint] = None
    found.update(dict.fromkeys(scene.candidates.near(source)))
    found.update(dict.fromkeys(m for m in decided[max(0, number - LATELY) : number] if m))
    for other in range(number):
        if scene.sources[other].lemma == source.lemma and (m := decided[other]) is not None:
            found[m] = None
    if source.written is not None:
        found[source.written] = None
    barred = others(source, scene.tokens, scene.evidence.known, scene.candidates, scene.at)
    if source.form == "role" or source.personal:
        barred |= scene.several  # "the official" is not "her friends in the committee"
    return [m for m in found if may_be(source, m) and m not in barred]
