"""Whom a pronoun means: a linear ranker over the members mentioned before it.

The features are those of the literature on pronouns (Lappin and Leass 1994; Ge, Hale and
Charniak 1998): nearness, subjects before objects, how often and how lately a member was
mentioned.  Gender is no feature: it filters, and in training it tells the answer.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from math import exp, log
from operator import mul

from ..types import ActorKind, MentionForm
from .local_actors import Member
from .tokens import SUBJECT, Tokens

REACH = 40
"""Mentions looked back at for an antecedent: bounds the time for any text."""

FEATURES = (
    "same sentence", "one sentence back", "two sentences back", "sentences back", "nearest",
    "mentions between", "subject", "subject of last sentence", "first of its sentence",
    "object", "possessive", "spoke last", "quoted, pronoun not", "both quoted", "by pronoun",
    "by role", "by name", "mentions so far", "share of mentions", "same paragraph",
    "paragraph before", "mentioned twice lately", "both subjects", "subject of the same verb",
    "other clause of the same sentence", "gender unknown",
)  # fmt: skip
"""What each weight is for, in order."""


@dataclass(eq=False, slots=True)
class ResolvedMention:
    """A mention in the making: tokens ``[first, last)``, its head, and how it was resolved.

    ``antecedent`` is the earlier mention that it was tied to; ``confidence`` is the probability
    that it is right.
    """

    first: int
    last: int
    head: int
    form: MentionForm
    member: Member
    antecedent: ResolvedMention | None = None
    confidence: float = 1.0
    quoted: bool = False


@dataclass
class Stage:
    """Who has been mentioned so far, the latest last.

    ``said`` has for the head token of each speaker the contents attributed to it, as ranges of
    tokens; ``quoted`` tells for each token whether it stands inside quotation marks; ``spoken``
    has the token after each content attributed so far, with its speaker.
    """

    tokens: Tokens
    said: Mapping[int, Sequence[range]]
    quoted: bytearray
    mentions: list[ResolvedMention] = field(default_factory=list)
    spoken: list[tuple[int, Member]] = field(default_factory=list)
    counts: dict[Member, int] = field(default_factory=dict)
    latest: dict[Member, ResolvedMention] = field(default_factory=dict)
    ranked: dict[int, dict[Member, float]] = field(default_factory=dict)

    @cached_property
    def told(self) -> list[int]:
        """For each token the running number of its sentence, those that are all quoted left out.

        However long somebody is quoted, who was told of before the quotation is as near after it.
        """
        tokens = self.tokens
        plain = {
            turn
            for turn, pos, quoted in zip(tokens.turn, tokens.pos, self.quoted, strict=True)
            if not quoted and pos not in ("PUNCT", "SPACE")
        }
        numbers = sorted(plain)
        return [bisect_right(numbers, turn) for turn in tokens.turn]

    def last_speaker(self, token: int) -> Member | None:
        """Return who is quoted last before a token."""
        ended = [(end, member) for end, member in self.spoken[-REACH:] if end <= token]
        return max(ended, key=lambda pair: pair[0])[1] if ended else None

    def enter(self, mention: ResolvedMention) -> None:
        """Take a mention."""
        mention.quoted = bool(self.quoted[mention.head])
        self.mentions.append(mention)
        self.counts[mention.member] = self.counts.get(mention.member, 0) + 1
        self.latest[mention.member] = mention
        for content in self.said.get(mention.head, ()):
            self.spoken.append((content.stop, mention.member))

    def candidates(self, token: int, *kinds: ActorKind) -> Iterator[ResolvedMention]:
        """Yield the latest mention of each member of these kinds, nearest first.

        Where a sentence mentions somebody twice, the subject counts: "Brodin, the mayor, said".
        Mentions in what the token's own words are attributed to it are passed over: nobody
        speaks of himself by name.
        """
        latest: dict[Member, ResolvedMention] = {}
        said = self.said.get(token, ())
        turn, dep = self.tokens.turn, self.tokens.dep
        for mention in reversed(self.mentions[-REACH:]):
            if mention.member.kind not in kinds or any(mention.head in part for part in said):
                continue
            known = latest.setdefault(mention.member, mention)
            if (
                dep[known.head] not in SUBJECT
                and dep[mention.head] in SUBJECT
                and turn[known.head] == turn[mention.head]
            ):
                latest[mention.member] = mention
        yield from latest.values()

    def lately(self) -> list[Member]:
        """Return the members of the last mentions, the latest first."""
        return list(dict.fromkeys(mention.member for mention in reversed(self.mentions[-REACH:])))


@cache
def weights() -> list[float]:
    """Return the weight of each feature, as :mod:`train.coreference` learned them."""
    import numpy as np

    with files("onrecord.analysis").joinpath("weights", "antecedents.npz").open("rb") as file:
        return [float(weight) for weight in np.load(file, allow_pickle=False)["weights"]]


def rank(
    stage: Stage,
    token: int,
    candidates: Sequence[ResolvedMention],
    learned: Sequence[float] | None = None,
) -> list[tuple[float, ResolvedMention]]:
    """Return the candidates with the probability that each is meant, the likeliest first."""
    if not candidates:
        return []
    learned = learned or weights()
    scores = [sum(map(mul, learned, row)) for row in features(stage, token, candidates)]
    top = max(scores)
    shares = [exp(score - top) for score in scores]
    total = sum(shares)
    ranked = sorted(
        zip(shares, range(len(shares)), candidates, strict=True), key=lambda c: (-c[0], c[1])
    )
    return [(share / total, candidate) for share, _, candidate in ranked]


def features(stage: Stage, token: int, candidates: Sequence[ResolvedMention]) -> list[list[float]]:
    """Return one row of :data:`FEATURES` for each candidate, nearest first."""
    tokens = stage.tokens
    told = stage.told
    turn, paragraph = told[token], tokens.paragraph[token]
    speaker = stage.last_speaker(token)
    quoted = bool(stage.quoted[token])
    subject = tokens.dep[token] in SUBJECT
    verb = tokens.head[token]
    lately: dict[Member, int] = {}
    firsts: dict[int, ResolvedMention] = {}
    for mention in stage.mentions[-REACH:]:
        at = told[mention.head]
        if mention.member.kind is ActorKind.PERSON:
            firsts.setdefault(at, mention)
        if turn - at <= 2:
            lately[mention.member] = lately.get(mention.member, 0) + 1
    total = len(stage.mentions) or 1
    rows = []
    for between, candidate in enumerate(candidates):
        head, member = candidate.head, candidate.member
        away = turn - told[head]
        is_subject = tokens.dep[head] in SUBJECT
        paragraphs = paragraph - tokens.paragraph[head]
        count = stage.counts[member]
        same_verb = tokens.head[head] == verb and verb not in (head, token)
        rows.append(
            [
                float(away == 0),
                float(away == 1),
                float(away == 2),
                log(1 + max(away, 0)),
                float(between == 0),
                log(1 + between),
                float(is_subject),
                float(is_subject and away == 1),
                float(firsts.get(told[head]) is candidate),
                float(tokens.dep[head] in ("dobj", "pobj", "dative")),
                float(tokens.dep[head] == "poss"),
                float(member is speaker),
                float(candidate.quoted and not quoted),
                float(candidate.quoted and quoted),
                float(candidate.form is MentionForm.PRONOUN),
                float(candidate.form is MentionForm.ROLE),
                float(candidate.form is MentionForm.NAME),
                log(1 + count),
                count / total,
                float(paragraphs == 0),
                float(paragraphs == 1),
                float(lately.get(member, 0) > 1),
                float(is_subject and subject),
                float(same_verb and is_subject),
                float(away == 0 and not same_verb),
                float(not member.gender),
            ]
        )
    return rows
