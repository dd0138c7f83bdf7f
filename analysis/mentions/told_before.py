"""Whom the sentence before tells of: "Ana Brodin laughed. “No,” she said."

What is told goes on with its subject: a pronoun, or words that say no more of somebody than how
old or from where ("the 43-year-old", "the Norwegian"), mean whoever the sentence before has as its
subject, by name.  Of the pronouns of the resolved train articles that stand so, 85 of 88 do.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

from onrecord.analysis import names

from ..types import ActorKind, MentionForm
from . import addressed, ages_and_peoples, roles
from .antecedents import ResolvedMention, Stage
from .documents import PAPERS, PHRASE, Owner
from .local_actors import Member
from .speaker_candidates import DOCUMENTS, Source, SpeakerCandidates
from .speaker_limits import may_be_called, namesakes
from .speaker_rules import Rules

_AGE = re.compile(r"^(?:the|this) (\d{1,3})[- ]year[- ]old\b", re.IGNORECASE)
_PARENT = re.compile(
    r"^(?:the|this) (mother|mum|mom|father|dad|grandmother|grandfather|parent)[- ]of[- ]\w+",
    re.IGNORECASE,
)
_OF_TWO = {"the former": 0, "the latter": 1}

SENTENCES = 4
"""So many sentences before what is said the two may be named in."""

_STOP = re.compile(r"[.!?]\s+$")

PARAGRAPHS = 1
"""So many paragraphs before what is said the sentence may stand."""

WORDS = 60
"""So many words of that sentence are looked at."""

OWN_WITHIN = 40
"""So many tokens of what is said are searched for "I" and its like."""

_OWN = frozenset({"i", "me", "my", "mine", "we", "us", "our"})

_NO_PERSON = frozenset({"o", "p", "body", "document"})
"""Forms of sources that no "he" or "she" goes on from."""


def point_out(before: Before, sources: Sequence[Source]) -> None:
    """Set ``hint`` of the sources that mean who was told of before, and that they are ``certain``.

    A pronoun that goes on from a source ``follows`` that one.

    Args:
        before: who is told of in the article.
        sources: its sources; those that are certain already are left as they are.
    """
    for source in sources:
        if source.certain:
            continue
        if source.form == "o":
            before.thing(source)
            continue
        read = {
            "m": before.pronoun, "f": before.pronoun, "p": before.they, "name": before.namesake,
            "body": before.body,
        }  # fmt: skip
        meant = read.get(source.form, before.described_as)(source)
        if meant is not None:
            source.hint, source.certain = meant, True
        elif source.form in ("m", "f"):
            source.follows = before.unnamed_source(source)


class Before:
    """Who the sentence before each source of one article tells of.

    Args:
        stage: the article.
        sources: its sources.
        candidates: its mentions, and the words that it describes its actors with.
        rules: what tells whose a document is and which body a phrase.
    """

    def __init__(
        self,
        stage: Stage,
        sources: Sequence[Source],
        candidates: SpeakerCandidates,
        rules: Rules,
    ) -> None:
        self.stage, self.tokens, self.rules, self.sources = stage, stage.tokens, rules, sources
        self.candidates = candidates
        self.mentions, self.heads = candidates.mentions, candidates.heads
        self.described = candidates.described
        self.at = {m.head: m for m in self.mentions}
        self.speaking = {source.head: number for number, source in enumerate(sources)}
        self.ages = ages_and_peoples.ages(self.tokens, [m for m in self.mentions if _is_person(m)])
        self._of_age = {member for members in self.ages.values() for member in members}

    @cached_property
    def _of_country(self) -> dict[str, dict[Member, None]]:
        """The persons whom the article describes with a word for a country or its people."""
        found: dict[str, dict[Member, None]] = {}
        for word, members in self.described.by_word.items():
            if (country := names.country_of(word) or ages_and_peoples.people_of(word)) is not None:
                people = (m for m in members if m.kind is ActorKind.PERSON)
                found.setdefault(country, {}).update(dict.fromkeys(people))
        return found

    def pronoun(self, source: Source) -> Member | None:
        """Return whom "he" or "she" means."""
        asked = addressed.who_answers(self.stage, self.at, source, self._last_before(source))
        if asked is not None and _may_be(asked, source.form):
            return asked
        before = self._person(source)
        if before is None or not _may_be(before.member, source.form):
            return None
        # Where nobody knows the gender of one, another one of it may be meant.
        unknown = not before.member.gender or before.member.guessed
        near = self.tokens.paragraph[self._begin(source)] == self.tokens.paragraph[before.head]
        doubtful = unknown and self._others(before, source.form, sure=near)
        return None if doubtful else before.member

    def unnamed_source(self, source: Source) -> int | None:
        """Return the number of the source that a pronoun goes on from.

        It is the subject of the sentence before, and no name ("The driver said that he was late.
        “It rained,” he added"), or follows "according to" there.
        """
        subject = self._subject(source)
        number = self.speaking.get(subject)
        if number is None or self.sources[number].form == "name":
            number = self._accorded(source)
        if number is None:
            return None
        other = self.sources[number]
        if other.several or other.form in _NO_PERSON:
            return None
        gender = other.form if other.form in ("m", "f") else roles.gender(other.lemma)
        if other.named is not None and other.form == "name":
            gender = other.named.member.gender
        return number if gender in ("", source.form) else None

    def _accorded(self, source: Source) -> int | None:
        """Return the one source of the sentence before if it follows "according to"."""
        tokens, last = self.tokens, self._last_before(source)
        near = last >= 0 and tokens.paragraph[last] == tokens.paragraph[source.head]
        if not near or tokens.sentence[last] == tokens.sentence[source.head]:
            return None
        first, end = tokens.sentences[tokens.sentence[last]]
        found = [self.speaking[head] for head in range(first, end) if head in self.speaking]
        if len(found) != 1:
            return None
        begin = self.sources[found[0]].inside.start
        return found[0] if tokens.lower[max(0, begin - 2) : begin] == ["according", "to"] else None

    def of_words(self, content: range) -> ResolvedMention | None:
        """Return who says words that nobody is named beside, told of in the sentence before.

        The words have to speak of whoever says them, and not to name him: "Brodin had rung him
        up. “I said no.”"

        Args:
            content: the tokens of the words.
        """
        own = any(self.tokens.lower[token] in _OWN for token in content[:OWN_WITHIN])
        if not own:
            return None
        at = range(content.start, content.start)
        return self._person(
            Source(at, content.start, "pronoun", "", frozenset(), contents=[content])
        )

    def they(self, source: Source) -> Member | None:
        """Return the one person whom "they" means where nothing is plural: of no told gender."""
        before = self._person(source) if source.named is None else None
        return before.member if before is not None and not before.member.gender else None

    def namesake(self, source: Source) -> Member | None:
        """Return whom a surname means: the one of its bearers whom the sentence before tells of.

        "The chairwoman smiled. “No,” Brodin said": not her brother.
        """
        mention = self.at.get(self._subject(source))
        if mention is None or _is_name(mention) or mention.member.kind is not ActorKind.PERSON:
            return None
        said = (
            names.parse(self.tokens.words(source.named.first, source.named.last))
            if source.named
            else None
        )
        if said is None or said.given:
            return None  # "Ulf Brodin" is not his sister
        meant = mention.member
        return meant if meant in namesakes(source, self.tokens, self.candidates) else None

    def described_as(self, source: Source) -> Member | None:
        """Return whom words that say an age, children or a people mean, or which of two."""
        inside = source.inside
        text = self.tokens.words(inside.start, min(inside.stop, inside.start + 8))
        if (place := _OF_TWO.get(text.lower())) is not None:
            return self._of_two(source, place)
        age, parent = _AGE.match(text), _PARENT.match(text)
        country = ages_and_peoples.people(self.tokens, source)
        source.personal = bool(age or parent or country)
        if age:
            known = self.ages.get(age[1], ())
            if len(known) == 1:
                return next(iter(known))
            before = self._person(source)
            return before.member if before and before.member not in self._of_age else None
        if parent:
            before = self._person(source)
            fits = before is not None and _may_be(before.member, roles.gender(parent[1].lower()))
            return before.member if before and fits else None
        return self._compatriot(source, country) if country else None

    def _of_two(self, source: Source, place: int) -> Member | None:
        """Return the first or the second of the two persons whom the last sentence of two names."""
        begin = self._begin(source)
        first = self.tokens.sentence[begin]
        for sentence in range(first - 1, max(first - 1 - SENTENCES, -1), -1):
            named = filter(_is_person, self._mentions(*self.tokens.sentences[sentence]))
            people = list(dict.fromkeys(mention.member for mention in named))
            if len(people) == len(_OF_TWO):
                return people[place]
        return None

    def _compatriot(self, source: Source, country: str) -> Member | None:
        """Return whom "the Norwegian" means."""
        people = self._of_country.get(country, {})
        if len(people) == 1:
            return next(iter(people))
        before = self._person(source)
        if before is None or people:
            return None
        foreign = any(before.member in members for members in self._of_country.values())
        return None if foreign else before.member

    def thing(self, source: Source) -> None:
        """Set what "it" goes on from: "The company was sold. It said ..."."""
        subject = self._subject(source)
        if subject in self.speaking:
            source.follows = self.speaking[subject]
            return
        meant = self._meant_by_it(subject) if subject >= 0 else None
        meant = self._owner_told_of(source) if meant is None else meant
        if isinstance(meant, int):
            source.follows = meant
        elif meant is not None:
            source.hint, source.certain = meant, True

    def _owner_told_of(self, source: Source) -> Member | None:
        """Return the body of whose thing the words before "it said" tell: "Brask's aim is high"."""
        tokens = self.tokens
        for content in source.contents:
            before = content[:WORDS] if content.stop <= source.inside.start else ()
            for token in before:
                mention = self.at.get(token)
                owns = tokens.dep[token] == "poss" and tokens.dep[tokens.head[token]] == "nsubj"
                body = mention is not None and mention.member.kind is ActorKind.ORGANISATION
                if mention is not None and body and owns and _is_name(mention):
                    return mention.member
        return None

    def body(self, source: Source) -> Member | None:
        """Return which body "the airline" means: the one that the sentence before tells of."""
        bare = self.tokens.lower[source.inside.start] == "the" and len(source.inside) == 2
        mention = self.at.get(self._subject(source)) if bare and source.hint is None else None
        if mention is None or not _is_name(mention):
            return None
        body = mention.member.kind is ActorKind.ORGANISATION
        fits = body and may_be_called(mention.member, source.lemma, self.described)
        return mention.member if fits else None

    def _meant_by_it(self, subject: int) -> Owner | None:
        """Return the body that a subject is, or whose document."""
        lemma = self.tokens.lemma[subject].lower()
        first, last = self.tokens.edges(subject, PHRASE)
        if lemma in DOCUMENTS or lemma in PAPERS:
            return self.rules.documents.whose(range(first, last), subject)
        owned = any(self.tokens.tag[token] == "POS" for token in range(first, subject))
        owned |= self.tokens.lower[first : first + 1] == ["the"]
        mention = self.at.get(subject)
        if owned and lemma in roles.bodies() and (mention is None or not _is_name(mention)):
            return self.rules.body_of(self.tokens.words(first, last), range(first, last), subject)
        if mention is None or mention.form is MentionForm.PRONOUN:
            return None
        return mention.member if mention.member.kind is ActorKind.ORGANISATION else None

    def _person(self, source: Source) -> ResolvedMention | None:
        """Return the person who is the subject, by name, of the sentence before.

        None where it is one of several, or is named in what the source says.
        """
        token = self._subject(source)
        beside = (c for c in self.tokens.children[token] if self.tokens.dep[c] == "appos")
        named = (self.at[t] for t in (token, *beside) if t in self.at)
        mention = next(filter(_is_person, named), None)
        if mention is None:
            return None
        if any(self.tokens.dep[child] == "conj" for child in self.tokens.children[mention.head]):
            return None
        spoken_of = any(
            m.member is mention.member and m.form is MentionForm.NAME
            for content in source.contents
            for m in self._mentions(content.start, content.stop)
        )
        return None if spoken_of else mention

    def _others(self, before: ResolvedMention, gender: str, sure: bool) -> bool:
        """Whether the sentence of a subject names somebody else whom a pronoun may mean.

        Where ``sure``, only those count of whom one knows that they are of the gender.
        """
        span = self.tokens.sentences[self.tokens.sentence[before.head]]
        others = (m.member for m in self._mentions(*span) if _is_person(m))
        return any(
            member is not before.member
            and (_may_be(member, gender) if not sure else member.gender == gender)
            for member in others
        )

    def _mentions(self, first: int, stop: int) -> Sequence[ResolvedMention]:
        return self.mentions[bisect_left(self.heads, first) : bisect_left(self.heads, stop)]

    def _begin(self, source: Source) -> int:
        """Return the first token of what a source says, or of the source."""
        return min(source.inside.start, *(content.start for content in source.contents))

    def _last_before(self, source: Source) -> int:
        """Return the last word before what a source says, -1 for none."""
        last = self._begin(source) - 1
        while last >= 0 and self.tokens.pos[last] in ("PUNCT", "SPACE"):
            last -= 1
        return last

    def _subject(self, source: Source) -> int:
        """Return the head of the subject of the sentence before what a source says, -1 for none.

        There is none where somebody else's words stand there.
        """
        tokens = self.tokens
        begin, last = self._begin(source), self._last_before(source)
        at = tokens.start[begin]
        stops = bool(_STOP.search(tokens.text, max(0, at - 4), at))  # the parse may run on
        if last < 0 or (tokens.sentence[last] == tokens.sentence[source.head] and not stops):
            return -1
        near = tokens.paragraph[begin] - tokens.paragraph[last] <= PARAGRAPHS
        if self.stage.quoted[last] or not near:
            return -1
        first, end = tokens.sentences[tokens.sentence[last]]
        for token in range(first, min(end, begin, first + WORDS)):
            root = tokens.head[token]
            highest = tokens.head[root] == root or (end > begin and root < begin)
            told = not self.stage.quoted[token]  # "“He is ill,” ... said": he is somebody else
            if tokens.dep[token] in ("nsubj", "nsubjpass") and highest and told:
                return token
        return -1


def _is_name(mention: ResolvedMention) -> bool:
    return mention.form is MentionForm.NAME


def _is_person(mention: ResolvedMention) -> bool:
    return _is_name(mention) and mention.member.kind is ActorKind.PERSON


def _may_be(member: Member, gender: str) -> bool:
    return not gender or member.guessed or member.gender in ("", gender)
