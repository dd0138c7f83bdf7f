"""What speaks for each candidate to be the one who stands behind a source."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from math import log1p

from onrecord.analysis import names

from ..types import ActorKind, MentionForm
from . import roles
from .antecedents import ResolvedMention, Stage
from .local_actors import Member
from .speaker_candidates import FORMS, Candidates, Source, telling
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


@dataclass
class Evidence:
    """Makes the rows of features of the sources of one article."""

    stage: Stage
    known: roles.Parts
    candidates: Candidates
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
        tokens, stage, at = self.tokens, self.stage, source.head
        shared = self._of_source(source, members)
        told = stage.told[at]
        paragraph = tokens.paragraph[at]
        sentence = tokens.sentence[at]
        ranked = stage.ranked.get(at, {})
        top = max(ranked.values(), default=0.0)
        gender = source.form if source.form in ("m", "f") else ""
        taken = source.named.member if source.named is not None else None
        fits = self._fits(source)
        best_fit = max(fits.values(), default=0.0)
        last = decided[number - 1] if number else None
        before_last = decided[number - 2] if number > 1 else None
        following = decided[number + 1] if number + 1 < len(decided) else None
        after_next = decided[number + 2] if number + 2 < len(decided) else None
        last_paragraph = tokens.paragraph[self.sources[number - 1].head] if number else -9
        spoken: dict[Member | None, int] = {}
        for member in decided[:number]:
            spoken[member] = spoken.get(member, 0) + 1
        inside = self._inside(source)
        contents = self._contents(source)
        same = self._same_word(source, number, decided)
        described = self.candidates.described
        sharing = {
            m: len(source.words & described.of.get(m, set())) / (len(source.words) or 1)
            for m in members
        }
        naming = {
            m: len(source.words & described.named.get(m, set())) / (len(source.words) or 1)
            for m in members
        }
        both = {
            m: len(source.words & (described.of.get(m, set()) | described.named.get(m, set())))
            / (len(source.words) or 1)
            for m in members
        }
        proper = telling(tokens, (i for i in source.inside if tokens.pos[i] == "PROPN"))
        top_two = sorted(both.values(), reverse=True)[:2]
        alone = sum(1 for m in members if sharing[m] + naming[m] > 0) == 1
        recent = self._recency(source, members, gender)
        bearers = 0
        agreeing: dict[Member, bool] = {}
        if source.form == "name" and source.named is not None:
            said = tokens.words(source.named.first, source.named.last)
            for m in members:
                agreeing[m] = m.kind is ActorKind.PERSON and any(
                    names.same_person(said, name) for name in list(m.spellings)[:6]
                )
            bearers = sum(agreeing.values())
        found = []
        for m in members:
            latest = self.candidates.before(m, at)
            ahead = self.candidates.after(m, at)
            head = latest.head if latest is not None else -1
            away = max(told - stage.told[head], 0) if latest is not None else 0
            own = self.candidates.of.get(m, ())
            count = bisect_left(own, bisect_left(self.candidates.heads, at))
            written = m is source.written
            between, rank = recent.get(m, (NEVER, NEVER))
            found.append(
                [
                    *shared,
                    written, m.kind is ActorKind.PERSON, m.kind is ActorKind.ORGANISATION,
                    m.kind is ActorKind.COUNTRY, m.kind is ActorKind.GROUP,
                    bool(gender) and m.gender == gender,
                    bool(gender) and m.gender not in ("", gender),
                    not m.gender,
                    log1p(count), len(own) / self._total, latest is None,
                    log1p(away) if latest is not None else NEVER,
                    log1p(max(0, paragraph - tokens.paragraph[head]))
                    if latest is not None else NEVER,
                    latest is not None and tokens.sentence[head] == sentence,
                    log1p(between), rank,
                    latest is not None and latest.form is MentionForm.NAME,
                    latest is not None and latest.form is MentionForm.ROLE,
                    latest is not None and latest.form is MentionForm.PRONOUN,
                    latest is not None and tokens.dep[head] in SUBJECT,
                    latest is not None and latest.quoted,
                    latest is not None and self._firsts.get(tokens.sentence[head]) is m,
                    log1p(max(0, tokens.turn[ahead.head] - tokens.turn[at]))
                    if ahead is not None else NEVER,
                    ahead is not None and ahead.form is MentionForm.NAME,
                    ranked.get(m, 0.0), ranked.get(m, 0.0) - top,
                    m is taken,
                    m is source.hint,
                    source.form == "name" and m is taken,
                    agreeing.get(m, False), bearers,
                    inside.get(m, 0) < 0, inside.get(m, 0) > 0,
                    m in contents, contents.get(m, False),
                    sharing[m], naming[m],
                    len(proper - described.of.get(m, set()) - described.named.get(m, set())),
                    both[m] - (top_two[1] if both[m] == top_two[0] else top_two[0]),
                    source.lemma in described.of.get(m, ())
                    or source.lemma in described.named.get(m, ()),
                    alone and sharing[m] + naming[m] > 0,
                    fits.get(m, 0.0), fits.get(m, 0.0) - best_fit,
                    same.get(m, (0, 0, 0))[0], same.get(m, (0, 0, 0))[1],
                    same.get(m, (0, 0, 0))[2],
                    m is last, m is before_last, spoken.get(m, 0) / (number or 1),
                    m is following, m is after_next,
                    m is last and last_paragraph == paragraph,
                    min(paragraph - last_paragraph, NEVER),
                    m in self._headline, self._leads.get(paragraph) is m,
                ]
            )  # fmt: skip
        return found

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
        self, source: Source, number: int, decided: Sequence[Member | None]
    ) -> dict[Member, tuple[float, float, float]]:
        """Return who goes with earlier occurrences of a source's noun, and how.

        By earlier decisions about it; beside it in its sentence; as subject there.
        """
        if source.form not in ("document", "body", "role", "noun"):
            return {}
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
        return {member: (a, b, c) for member, (a, b, c) in found.items()}

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


__all__ = ["FEATURES", "Evidence", "telling"]
