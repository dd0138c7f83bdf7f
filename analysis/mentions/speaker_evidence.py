"""What speaks for each candidate to be the one who stands behind a source."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from math import log1p

from onrecord.analysis import names

from ..types import ActorKind, MentionForm
from . import roles
from .antecedents import ResolvedMention, Stage
from .local_actors import Member
from .speaker_candidates import FORMS, Source, SpeakerCandidates, telling
from .tokens import SUBJECT, Tokens

FEATURES = (
    *(f"source is {form}" for form in FORMS),
    "source is definite", "source is indefinite", "source has an owner", "source is plural",
    "source has a name", "words of source", "source has a clause", "direct", "candidates",
    "as written", "person", "organisation", "country", "group",
    "gender agrees", "gender clashes", "gender unknown",
    "mentions before", "share of mentions", "never before",
    "sentences back", "paragraphs back", "same sentence", "actors between", "rank of its kind",
    "last by name", "last by role", "last by pronoun", "last subject", "last quoted",
    "first of its sentence", "sentences ahead", "named ahead",
    "ranker", "ranker's best", "resolved so", "hinted",
    "named so", "name agrees", "bearers",
    "in source before head", "in source after head", "in contents", "contents by name",
    "shares description", "shares name", "names unshared", "shares most",
    "head describes", "alone shares", "role agrees", "role agrees best",
    "same word before is its", "beside the same word", "subject beside the same word",
    "spoke last", "spoke before last", "spoken shares", "speaks next", "speaks after next",
    "spoke last in paragraph", "paragraphs since last", "in headline", "leads paragraph",
)  # fmt: skip
"""What each column is, in order; kept with the weights and compared when they are read."""

_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_INDEFINITE = frozenset({"a", "an", "one", "some", "another", "several", "many"})
_OWN = frozenset({"his", "her", "its", "their"})
NEVER = 9.0
SPELLINGS = 6
"""Spellings of a candidate that a name is compared with, at most."""

Columns = Sequence[Sequence[float]]
"""Some columns of the features, one entry a candidate."""


@dataclass
class SpeakerFeatures:
    """Makes the rows of features of the sources of one article."""

    stage: Stage
    known: roles.Parts
    candidates: SpeakerCandidates
    sources: Sequence[Source]

    def __post_init__(self) -> None:
        tokens = self.stage.tokens
        self.tokens: Tokens = tokens
        self._same: dict[str, list[int]] = {}
        wanted = {source.lemma for source in self.sources}
        for token, lemma in enumerate(tokens.lemma):
            if (key := lemma.lower()) in wanted:
                self._same.setdefault(key, []).append(token)
        self._total = len(self.candidates.mentions) or 1
        self._leads: dict[int, Member] = {}
        self._firsts: dict[int, Member] = {}
        for mention in self.candidates.mentions:
            self._leads.setdefault(tokens.paragraph[mention.head], mention.member)
            self._firsts.setdefault(tokens.sentence[mention.head], mention.member)
        self._headline = {m.member for m in self.candidates.mentions if tokens.sentence[m.head] < 1}

    def rows(
        self,
        number: int,
        members: Sequence[Member],
        decided: Sequence[Member | None],
    ) -> list[list[float]]:
        """Return one row of :data:`FEATURES` for each candidate of a source.

        Args:
            number: the source's.
            members: its candidates.
            decided: who is taken to stand behind each source of the article at present.
        """
        source = self.sources[number]
        shared = self._of_source(source, members)
        groups = (
            self._kinds(source, members),
            self._mentioned(source, members),
            self._resolved(source, members),
            self._named(source, members),
            self._around(source, members),
            self._words(source, members),
            self._same_word(source, number, decided, members),
            self._turns(source, number, decided, members),
        )
        return [[*shared, *chain.from_iterable(parts)] for parts in zip(*groups, strict=True)]

    def _kinds(self, source: Source, members: Sequence[Member]) -> Columns:
        """What the candidates are, and whether their gender goes with the source's."""
        gender = _gender(source)
        return [
            (
                m is source.written,
                m.kind is ActorKind.PERSON, m.kind is ActorKind.ORGANISATION,
                m.kind is ActorKind.COUNTRY, m.kind is ActorKind.GROUP,
                bool(gender) and m.gender == gender,
                bool(gender) and m.gender not in ("", gender),
                not m.gender,
            )
            for m in members
        ]  # fmt: skip

    def _mentioned(self, source: Source, members: Sequence[Member]) -> Columns:
        """How often, how lately and how the candidates are mentioned before, and soon after."""
        recent = self._recency(source, members, _gender(source))
        found = []
        for m in members:
            own = self.candidates.of.get(m, ())
            count = bisect_left(own, bisect_left(self.candidates.heads, source.head))
            between, rank = recent.get(m, (NEVER, NEVER))
            latest = self.candidates.before(m, source.head)
            back, how = self._latest(source.head, latest)
            found.append(
                (
                    log1p(count), len(own) / self._total, latest is None, *back,
                    log1p(between), rank, *how,
                    *self._ahead(source.head, self.candidates.after(m, source.head)),
                )
            )  # fmt: skip
        return found

    def _latest(
        self, at: int, latest: ResolvedMention | None
    ) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """How far back a candidate was mentioned last before a token, and how that was done."""
        if latest is None:
            return (NEVER, NEVER, False), (False,) * 6
        tokens, told, head = self.tokens, self.stage.told, latest.head
        back = (
            log1p(max(told[at] - told[head], 0)),
            log1p(max(0, tokens.paragraph[at] - tokens.paragraph[head])),
            tokens.sentence[head] == tokens.sentence[at],
        )
        how = (
            latest.form is MentionForm.NAME,
            latest.form is MentionForm.ROLE,
            latest.form is MentionForm.PRONOUN,
            tokens.dep[head] in SUBJECT,
            latest.quoted,
            self._firsts.get(tokens.sentence[head]) is latest.member,
        )
        return back, how

    def _ahead(self, at: int, ahead: ResolvedMention | None) -> tuple[float, ...]:
        if ahead is None:
            return NEVER, False
        turns = self.tokens.turn[ahead.head] - self.tokens.turn[at]
        return log1p(max(0, turns)), ahead.form is MentionForm.NAME

    def _resolved(self, source: Source, members: Sequence[Member]) -> Columns:
        """What the ranker of antecedents and the rules say of the candidates."""
        ranked = self.stage.ranked.get(source.head, {})
        top = max(ranked.values(), default=0.0)
        taken = _taken(source)
        return [
            (ranked.get(m, 0.0), ranked.get(m, 0.0) - top, m is taken, m is source.hint)
            for m in members
        ]

    def _named(self, source: Source, members: Sequence[Member]) -> Columns:
        """Whether the source is the name of a candidate, and how many could bear it."""
        agreeing: dict[Member, bool] = {}
        if source.form == "name" and source.named is not None:
            said = self.tokens.words(source.named.first, source.named.last)
            for m in members:
                agreeing[m] = m.kind is ActorKind.PERSON and any(
                    names.same_person(said, name) for name in list(m.spellings)[:SPELLINGS]
                )
        bearers = sum(agreeing.values())
        taken = _taken(source)
        return [
            (source.form == "name" and m is taken, agreeing.get(m, False), bearers) for m in members
        ]

    def _around(self, source: Source, members: Sequence[Member]) -> Columns:
        """Whether a candidate is mentioned inside the source, or in what is said."""
        inside, contents = self._inside(source), self._contents(source)
        return [
            (
                inside.get(m, 0) < 0, inside.get(m, 0) > 0,
                m in contents, contents.get(m, False),
            )
            for m in members
        ]  # fmt: skip

    def _words(self, source: Source, members: Sequence[Member]) -> Columns:
        """What the words of the source share with how the candidates are described and named."""
        described = self.candidates.described
        fits = self._fits(source)
        best_fit = max(fits.values(), default=0.0)
        proper = telling(self.tokens, (i for i in source.inside if self.tokens.pos[i] == "PROPN"))
        as_described = {m: described.of.get(m, set()) for m in members}
        as_named = {m: described.named.get(m, set()) for m in members}
        shared = {
            m: tuple(
                len(source.words & words) / (len(source.words) or 1)
                for words in (as_described[m], as_named[m], as_described[m] | as_named[m])
            )
            for m in members
        }
        alone = sum(1 for m in members if shared[m][0] + shared[m][1] > 0) == 1
        best, second = _two_best([both for _, _, both in shared.values()])
        found = []
        for m in members:
            description, name, both = shared[m]
            found.append(
                (
                    description, name, len(proper - as_described[m] - as_named[m]),
                    both - (second if both == best else best),
                    source.lemma in as_described[m] or source.lemma in as_named[m],
                    alone and description + name > 0,
                    fits.get(m, 0.0), fits.get(m, 0.0) - best_fit,
                )
            )  # fmt: skip
        return found

    def _turns(
        self,
        source: Source,
        number: int,
        decided: Sequence[Member | None],
        members: Sequence[Member],
    ) -> Columns:
        """Who speaks before and after, by the decisions as they are, and in whose paragraph."""
        paragraph = self.tokens.paragraph[source.head]
        last_paragraph = self.tokens.paragraph[self.sources[number - 1].head] if number else -9
        last, before_last = _at(decided, number - 1), _at(decided, number - 2)
        following, after_next = _at(decided, number + 1), _at(decided, number + 2)
        spoken = Counter(decided[:number])
        return [
            (
                m is last, m is before_last, spoken.get(m, 0) / (number or 1),
                m is following, m is after_next,
                m is last and last_paragraph == paragraph,
                min(paragraph - last_paragraph, NEVER),
                m in self._headline, self._leads.get(paragraph) is m,
            )
            for m in members
        ]  # fmt: skip

    def _of_source(self, source: Source, members: Sequence[Member]) -> list[float]:
        tokens = self.tokens
        first = tokens.lower[source.inside.start]
        return [
            *(float(source.form == form) for form in FORMS),
            first in _DEFINITE, first in _INDEFINITE,
            first in _OWN or any(tokens.tag[i] == "POS" for i in source.inside),
            tokens.tag[source.head] in ("NNS", "NNPS"),
            any(tokens.pos[i] == "PROPN" and i != source.head for i in source.inside),
            log1p(len(source.inside)),
            any(tokens.dep[i] == "relcl" for i in source.inside),
            source.direct, len(members),
        ]  # fmt: skip

    def _fits(self, source: Source) -> dict[Member, float]:
        if source.form not in ("role", "body", "noun"):
            return {}
        role = roles.read(self.tokens, source.inside.start, source.inside.stop, source.head)
        return dict(self.known.fitting(role, self.stage.lately())) if role else {}

    def _inside(self, source: Source) -> dict[Member, int]:
        """Return the actors named inside a source: -1 before its head, 1 after it."""
        found: dict[Member, int] = {}
        for mention in self._mentions(source.inside):
            if mention.head != source.head:
                found[mention.member] = -1 if mention.head < source.head else 1
        return found

    def _contents(self, source: Source) -> dict[Member, bool]:
        """Return the actors mentioned in what is said, and whether one is by name."""
        found: dict[Member, bool] = {}
        for content in source.contents:
            for mention in self._mentions(content):
                name = mention.form is MentionForm.NAME
                found[mention.member] = found.get(mention.member, False) or name
        return found

    def _mentions(self, inside: range) -> Sequence[ResolvedMention]:
        low = bisect_left(self.candidates.heads, inside.start)
        high = bisect_left(self.candidates.heads, inside.stop)
        return self.candidates.mentions[low:high]

    def _same_word(
        self,
        source: Source,
        number: int,
        decided: Sequence[Member | None],
        members: Sequence[Member],
    ) -> Columns:
        """Who goes with earlier occurrences of a source's noun.

        By earlier decisions about it; beside it in its sentence; as subject there.
        """
        if source.form not in ("document", "body", "role", "noun"):
            return [(0, 0, 0)] * len(members)
        found: dict[Member, list[float]] = {}
        for other in range(number - 1, max(-1, number - 30), -1):
            member = decided[other]
            if self.sources[other].lemma == source.lemma and member is not None:
                found.setdefault(member, [0, 0, 0])[0] = 1.0
                break
        tokens = self.tokens
        places = self._same.get(source.lemma, [])
        low = bisect_left(places, source.inside.start)
        for token in places[max(0, low - 3) : low]:
            span = tokens.sentences[tokens.sentence[token]]
            beside = self._mentions(range(*span))
            nearest = min(beside, key=lambda m: abs(m.head - token), default=None)
            for mention in beside:
                entry = found.setdefault(mention.member, [0, 0, 0])
                entry[1] = max(entry[1], 1.0 if mention is nearest else 0.5)
                entry[2] = max(entry[2], float(tokens.dep[mention.head] in SUBJECT))
        return [found.get(m, (0, 0, 0)) for m in members]

    def _recency(
        self, source: Source, members: Sequence[Member], gender: str
    ) -> dict[Member, tuple[float, float]]:
        """Return for each candidate how many actors, and how many of its kind, came later."""
        ahead = [
            (-latest.head, m)
            for m in members
            if (latest := self.candidates.before(m, source.head)) is not None
        ]
        ahead.sort(key=lambda pair: pair[0])
        counts: dict[object, int] = {}
        found = {}
        for between, (_, m) in enumerate(ahead):
            key = (m.kind, bool(gender) and m.gender not in ("", gender))
            found[m] = (float(between), float(counts.get(key, 0)))
            counts[key] = counts.get(key, 0) + 1
        return found


def _gender(source: Source) -> str:
    """Return the gender that a source tells, "" where it tells none."""
    return source.form if source.form in ("m", "f") else ""


def _taken(source: Source) -> Member | None:
    """Return whom a source is resolved to by itself."""
    return source.named.member if source.named is not None else None


def _at(decided: Sequence[Member | None], number: int) -> Member | None:
    return decided[number] if 0 <= number < len(decided) else None


def _two_best(values: Sequence[float]) -> tuple[float, float]:
    """Return the greatest and the second; of less than two, 0 stands for what is missing."""
    best, second, *_ = [*sorted(values, reverse=True)[:2], 0.0, 0.0]
    return best, second


__all__ = ["FEATURES", "SpeakerFeatures", "telling"]
