"""From the speaker as written to the actor: the last step of an attribution."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.analysis import names

from ..types import ActorKind, MentionForm, Quotation, QuotationKind, Span
from . import roles
from .antecedents import ResolvedMention
from .local_actors import LocalActors, Member
from .references import PRONOUNS
from .tokens import Tokens

STEPS = 6
"""Steps of a chain that are shown at most; the last is always the mention by name."""

FLOATING = 300
"""Code points between a quotation without a speaker and the one before it, at most."""

DOCUMENTS = names.words("documents")
"""What speaks for whoever wrote it: "her statement said"."""

RELATIVE = frozenset({"who", "which", "that"})

_ARTICLES = frozenset({"the", "a", "an", "this", "that"})

TERRITORIES = frozenset({"city", "town", "county", "province", "municipality", "state", "region"})


def attribute(
    tokens: Tokens,
    local_actors: LocalActors,
    mentions: list[ResolvedMention],
    quotations: Sequence[Quotation],
    heads: dict[Span, int],
    places: Sequence[tuple[int, str]],
) -> list[tuple[Quotation, ResolvedMention | None]]:
    """Return each quotation with the mention that its speaker is.

    Mentions of speakers that are no local actor yet ("two officials", "the study") are added to
    ``mentions``; ``places`` are the names of towns and regions with the token they stand at.
    """
    at: dict[int, ResolvedMention] = {}
    for each in mentions:
        at.update(dict.fromkeys(range(each.first, each.last), each))
    desk = _Desk(tokens, local_actors, mentions, at, places)
    found: list[tuple[Quotation, ResolvedMention | None]] = []
    last: tuple[int, ResolvedMention] | None = None
    for quotation in quotations:
        mention: ResolvedMention | None = None
        if quotation.speaker is not None:
            if quotation.speaker in heads:
                mention = desk.mention(quotation.speaker, heads[quotation.speaker])
        elif last is not None and _floats(quotation, last[0], tokens.text):
            mention = last[1]
        if mention is not None:
            quotation = replace(
                quotation,
                chain=_chain(tokens, mention, quotation.speaker),
                confidence=quotation.confidence * mention.confidence,
            )
            last = (quotation.end, mention)
        elif quotation.speaker is not None:
            last = None
        found.append((quotation, mention))
    return found


def _floats(quotation: Quotation, end: int, text: str) -> bool:
    """Whether a quotation without a speaker goes on from the one that ended before it."""
    if not 0 <= quotation.start - end <= FLOATING:
        return False
    if quotation.kind is QuotationKind.DIRECT:
        return True
    return quotation.start - end < 60 and "\n" not in text[end : quotation.start]


class _Desk:
    """Where speakers are looked up, and those that are no local actor yet are written down."""

    def __init__(
        self,
        tokens: Tokens,
        local_actors: LocalActors,
        mentions: list[ResolvedMention],
        at: dict[int, ResolvedMention],
        places: Sequence[tuple[int, str]],
    ) -> None:
        self.tokens, self.local_actors, self.mentions, self.at = tokens, local_actors, mentions, at
        self.places = places
        self._bodies: dict[str, list[tuple[frozenset[str], Member]]] = {}
        self._heads: dict[str, Member] = {}

    def mention(self, speaker: Span, head: int) -> ResolvedMention | None:
        """Return the mention that a speaker's span is."""
        tokens = self.tokens
        if (mention := self.at.get(head)) is not None:
            return mention
        if tokens.lower[head] in RELATIVE:
            return self._antecedent(head)
        if tokens.lower[head] in PRONOUNS or tokens.pos[head] == "PRON":
            return None
        inside = tokens.within(speaker)
        lemma = tokens.lemma[head].lower()
        if lemma in DOCUMENTS and (owner := self._owner(inside, head)):
            return self._write(inside, head, owner.member, owner, 0.8)
        # "Finance Ministry spokeswoman Ana Brodin": the title may be taken for the head.
        one = tokens.tag[head] not in ("NNS", "NNPS")  # "Ana Brodin supporters" are not she
        if people := [
            m for m in self._people(inside) if m.first > head or (one and m.last == head)
        ]:
            return people[-1]
        if bearer := self._signed(inside, head):
            return bearer
        if bearer := self._described(inside):
            return bearer
        text = tokens.words(inside.start, inside.stop)
        if lemma in TERRITORIES and tokens.lower[inside.start] == "the":
            text = self._place_before(head) or text
        body = lemma in roles.bodies() and tokens.tag[head] not in ("NNS", "NNPS")
        if not body:
            return self._write(inside, head, self._group(text, inside, lemma), None, 0.85)
        return self._write(inside, head, self._body(text, inside, head), None, 0.75)

    def _antecedent(self, head: int) -> ResolvedMention | None:
        """Return whom a relative pronoun stands for: "Brodin, who said"."""
        tokens = self.tokens
        verb = tokens.head[head]
        for _ in range(4):
            if tokens.dep[verb] == "relcl":
                return self.at.get(tokens.head[verb])
            verb = tokens.head[verb]
        return None

    def _signed(self, inside: range, head: int) -> ResolvedMention | None:
        """Return who signs with a title after the name: "Ana Brodin Deputy Minister of Trade"."""
        tokens, bearer = self.tokens, next(self._people(inside), None)
        if bearer is None or bearer.first != inside.start or bearer.last - bearer.first < 2:
            return None
        title = range(bearer.last, head + 1)
        signs = len(title) and all(tokens.word[i][:1].isupper() for i in title)
        return bearer if signs and roles.is_role(tokens.lower[head]) else None

    def _described(self, inside: range) -> ResolvedMention | None:
        """Return the person whom a phrase set off by a comma describes: "Ana Brodin, D-Ulm."."""
        comma = inside.start - 1
        if comma < 1 or self.tokens.word[comma] != ",":
            return None
        bearer = self.at.get(comma - 1)
        if bearer is None or bearer.member.kind is not ActorKind.PERSON:
            return None
        word = self.tokens.word[inside.start]
        bare = word.lower() in ("a", "an", "one") or not word[:1].islower()
        return bearer if bare and word.lower() != "the" else None

    def _body(self, text: str, inside: range, head: int) -> Member:
        """Return the body of a noun phrase: "the embassy" is the "Marenian embassy" of before."""
        tokens = self.tokens
        lemma = tokens.lemma[head].lower()
        before = (tokens.lemma[i].lower() for i in range(inside.start, head))
        words = frozenset(word for word in before if word not in _ARTICLES)
        for known, member in reversed(self._bodies.setdefault(lemma, [])):
            if words <= known:
                return member
        name = text[4:] if text.lower().startswith("the ") and words else text
        member = self.local_actors.add(ActorKind.ORGANISATION, name, inside.start)
        self._bodies[lemma].append((words, member))
        return member

    def _group(self, text: str, inside: range, lemma: str) -> Member:
        """Return the group of a noun phrase: "the officials" are the "two officials" of before."""
        if self.tokens.lower[inside.start] in ("the", "these", "those") and lemma in self._heads:
            return self._heads[lemma]
        self._heads[lemma] = self.local_actors.group(text, inside.start)
        return self._heads[lemma]

    def _people(self, inside: range) -> Iterator[ResolvedMention]:
        """Yield the persons named in a speaker's span, owners and complements left out."""
        tokens = self.tokens
        for token in inside:
            mention = self.at.get(token)
            if (
                mention is not None
                and mention.head == token
                and mention.member.kind is ActorKind.PERSON
                and mention.form is MentionForm.NAME
                and tokens.dep[token] not in ("poss", "pobj")
            ):
                yield mention

    def _owner(self, inside: range, head: int) -> ResolvedMention | None:
        """Return who stands behind a document: "her statement", "figures from the ministry"."""
        tokens = self.tokens
        for token in tokens.children[head]:
            if tokens.dep[token] in ("poss", "compound", "nmod") and token in self.at:
                return self.at[token]
            if tokens.lower[token] in ("from", "by", "of") and token in inside:
                for child in tokens.children[token]:
                    if child in self.at:
                        return self.at[child]
        return None

    def _place_before(self, token: int) -> str | None:
        """Return the town or region that was named most up to a token."""
        counts: dict[str, int] = {}
        for at, name in self.places:
            if at < token:
                counts[name] = counts.get(name, 0) + 1
        return max(counts, key=lambda name: counts[name], default=None)

    def _write(
        self,
        inside: range,
        head: int,
        member: Member,
        antecedent: ResolvedMention | None,
        sure: float,
    ) -> ResolvedMention | None:
        """Add a mention by role over the free tokens of a span around its head."""
        first = last = head
        while first - 1 in inside and first - 1 not in self.at:
            first -= 1
        while last + 1 in inside and last + 1 not in self.at:
            last += 1
        mention = ResolvedMention(first, last + 1, head, MentionForm.ROLE, member, antecedent, sure)
        self.mentions.append(mention)
        self.at.update(dict.fromkeys(range(first, last + 1), mention))
        return mention


def _chain(tokens: Tokens, mention: ResolvedMention, speaker: Span | None) -> tuple[Span, ...]:
    """Return the steps from a speaker as written to a mention by name, empty for none."""
    if mention.form is MentionForm.NAME or mention.antecedent is None:
        return () if speaker else (tokens.span(mention.first, mention.last),)
    steps = [mention]
    while (before := steps[-1].antecedent) is not None and steps[-1].form is not MentionForm.NAME:
        steps.append(before)
    if len(steps) > STEPS:
        steps = [*steps[: STEPS - 1], steps[-1]]
    return tuple(tokens.span(step.first, step.last) for step in steps)
