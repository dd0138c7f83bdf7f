"""Who stands behind a document: "a report by the ministry", then "the report says".

Its owner stands beside it, or beside the same word before ("the document" is any word's), or beside
the definite one right after ("an audit says ...  The report by the ministry"); where neither is so,
what speaks for somebody ("the statement") goes on from whoever spoke last.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping

from onrecord.analysis import names

from ..types import MentionForm
from . import roles
from .antecedents import ResolvedMention
from .local_actors import Member
from .speaker_candidates import DOCUMENTS, Source
from .tokens import Tokens

PAPERS = names.words("papers")
"""Documents that are known by their owner only: "a ministry audit"."""

UTTERANCES = names.words("utterances")
"""What is somebody's own: "according to Brodin's words", “...” was Brodin's reply."""

_VOICES = names.words("voices")
"""Documents that say what somebody wanted to say: a statement, a letter."""

_ISSUED = names.words("verbs of issuing")
_SUITS = frozenset({"lawsuit", "suit", "complaint", "filing", "petition"})
_OF_THINGS = frozenset({"poll", "survey", "study", "review", "analysis", "summary", "transcript"})
"""After these "of" tells what they are about: "a poll of voters"."""

_SPEECH = names.words("speech verbs")
PHRASE = 12
"""So many words on either side of its head a noun phrase goes."""

LAST = -1
"""In the place of the number of a source: the one before."""

EARLIER = 4
"""So many earlier places of a word are looked at."""

_ANY = frozenset({"document", "report", "paper", "text", "file"})
"""Words for any document that was told of just before."""

BESIDE = 60
"""So many words apart two documents of other words may be one."""

SUED = 120
"""So many words before a lawsuit somebody sues."""

Maker = Callable[[str, range, int], Member]

Gatherer = Callable[[range], Member]

Owner = Member | int
"""An actor, or the number of the source that says who it is."""


class Documents:
    """Finds the owners of the documents of one article.

    ``speaking`` has the number of the source that each of their heads is of; ``body`` makes the
    body that a phrase is, ``group`` the people.
    """

    def __init__(
        self,
        tokens: Tokens,
        at: Mapping[int, ResolvedMention],
        speaking: Mapping[int, int],
        body: Maker,
        group: Gatherer,
    ) -> None:
        self.tokens, self.at, self.speaking = tokens, at, speaking
        self.body, self.group = body, group
        self._places: dict[str, list[int]] = {}
        self._all: list[int] = []
        for token, lemma in enumerate(tokens.lemma):
            if (key := lemma.lower()) in DOCUMENTS or key in PAPERS:
                self._places.setdefault(key, []).append(token)
                self._all.append(token)

    def whose(self, inside: range, head: int) -> Owner | None:
        """Return whose a document is by all that the article tells of it."""
        found = self.owner(inside, head)
        for further in (self._issuer, self._before, self._after):
            found = further(head) if found is None else found
        return found

    def owner(self, inside: range, head: int) -> Owner | None:
        """Return who stands beside a document: "her statement", "figures from the ministry"."""
        tokens = self.tokens
        of = () if tokens.lemma[head].lower() in _OF_THINGS else ("of",)
        for token in tokens.children[head]:
            if tokens.dep[token] in ("poss", "compound", "nmod") and token in self.at:
                return self.at[token].member
            if tokens.lower[token] in ("from", "by", *of) and token in inside:
                for child in tokens.children[token]:
                    if child in self.at:
                        return self.at[child].member
                    if (beside := self._named_beside(head, child)) is not None:
                        return beside
                    by = tokens.lower[token] == "by"
                    if by and not of and (named := self._strange(child)) is not None:
                        return named
                    if by and (maker := self._as_written(child)) is not None:
                        return maker
        return None

    def _strange(self, noun: int) -> Member | None:
        """Return the body of a name that nothing else tells of: "a poll by Lusia Insight"."""
        tokens = self.tokens
        first, last = roles.phrase(tokens, noun)
        proper = all(tokens.pos[token] == "PROPN" for token in range(first, last))
        several = last - first > 1 and proper and first not in self.at
        return self.body(tokens.words(first, last), range(first, last), noun) if several else None

    def _as_written(self, noun: int) -> Member | None:
        """Return the body or the people that a phrase after "by" is.

        "The ferry operator Transmar", "the heirs of a painter", "a former teacher"; one definite
        person may be somebody named elsewhere.
        """
        tokens = self.tokens
        first, last = roles.phrase(tokens, noun)
        beside = noun + 1
        while beside < min(len(tokens), noun + PHRASE) and tokens.pos[beside] == "PROPN":
            beside += 1
        name = last = max(last, beside)
        while name > first and tokens.pos[name - 1] == "PROPN":
            name -= 1
        kind = (tokens.lemma[token].lower() for token in range(first, name))
        if first < name < last and any(word in roles.bodies() for word in kind):
            return self.body(tokens.words(name, last), range(name, last), last - 1)
        several = tokens.tag[noun] == "NNS" or tokens.lower[first] in ("a", "an")
        lemma = tokens.lemma[noun].lower()
        people = roles.is_role(lemma) and lemma not in roles.bodies()
        return self.group(range(first, last)) if several and people else None

    def _named_beside(self, head: int, noun: int) -> Member | None:
        """Return who is named beside a noun: "a letter from the head, Ana Brodin"."""
        tokens = self.tokens
        for token in (*tokens.children[noun], *tokens.children[head]):
            mention = self.at.get(token) if tokens.dep[token] == "appos" else None
            if mention is not None and mention.form is MentionForm.NAME and token > noun:
                return mention.member
        return None

    def _issuer(self, head: int) -> Owner | None:
        tokens = self.tokens
        issued = [c for c in tokens.children[head] if tokens.lemma[c].lower() in _ISSUED]
        verb = tokens.head[head]
        if tokens.dep[head] == "nsubjpass" and tokens.lemma[verb].lower() in _ISSUED:
            issued.append(verb)  # "the report was written by"
        for by in (each for child in issued for each in tokens.children[child]):
            if tokens.lower[by] == "by":
                for noun in tokens.children[by]:
                    member = self._actor(noun)
                    if member is None:
                        member = self._as_written(noun)
                    if member is not None:
                        return member
        return None

    def _before(self, head: int) -> Owner | None:
        """Return whose a definite document is by the places where its word stood before."""
        if not self._is_definite(head):
            return None
        lemma = self.tokens.lemma[head].lower()
        places = self._places.get(lemma, [])
        here = bisect_left(places, head)
        for place in reversed(places[max(0, here - EARLIER) : here]):
            if (found := self._told_at(place)) is not None:
                return found
        if lemma in _SUITS:
            return self._suitor(head)
        if lemma in _ANY:
            here = bisect_left(self._all, head)
            near = [place for place in self._all[max(0, here - 1) : here] if head - place < BESIDE]
            return self._told_at(near[0]) if near else None
        return None

    def _after(self, head: int) -> Owner | None:
        """Return whose a new document is by the definite one that comes next."""
        if self._determiner(head) not in ("a", "an"):
            return None
        here = bisect_left(self._all, head + 1)
        for place in self._all[here : here + EARLIER]:
            near = place - head < BESIDE and self._is_definite(place)
            if near and (found := self._told_at(place)) is not None:
                return found
        return None

    def _told_at(self, head: int) -> Owner | None:
        """Return whose a document is by what stands beside one of its places."""
        found = self.owner(range(*self.tokens.edges(head, PHRASE)), head)
        for further in (self._issuer, self._maker):
            found = further(head) if found is None else found
        return found

    def _determiner(self, head: int) -> str:
        """Return the first word of a document's phrase, in small letters."""
        first = roles.phrase(self.tokens, head)[0]
        return self.tokens.lower[first]

    def _is_definite(self, head: int) -> bool:
        return self._determiner(head) in roles.DEFINITE

    def goes_on(self, source: Source) -> bool:
        """Whether a document speaks for whoever spoke last: "..., the statement said"."""
        definite = self.tokens.lower[source.inside.start] in roles.DEFINITE
        return definite and source.lemma in _VOICES and len(source.inside) == 2

    def _maker(self, head: int) -> Owner | None:
        """Return who issues a document, or says something in it: "Brodin wrote in a letter"."""
        tokens = self.tokens
        verb, known = tokens.head[head], _ISSUED
        if tokens.dep[head] == "pobj" and tokens.lower[verb] == "in":
            verb, known = tokens.head[verb], _SPEECH
        elif tokens.dep[head] != "dobj":
            return None
        return self._subject(verb) if tokens.lemma[verb].lower() in known else None

    def _suitor(self, start: int) -> Owner | None:
        """Return who sued: "Brodin sued the port. The lawsuit says ..."."""
        tokens = self.tokens
        for token in range(start - 1, max(-1, start - 1 - SUED), -1):
            if tokens.lemma[token].lower() == "sue" and tokens.pos[token] == "VERB":
                return self._subject(token)
        return None

    def _subject(self, verb: int) -> Owner | None:
        subjects = (c for c in self.tokens.children[verb] if self.tokens.dep[c] == "nsubj")
        return next((it for it in map(self._actor, subjects) if it is not None), None)

    def _actor(self, noun: int) -> Owner | None:
        """Return the actor of a noun: named, one who speaks, or a body as written."""
        mention = self.at.get(noun)
        if mention is not None and mention.form is MentionForm.NAME:
            return mention.member
        if noun in self.speaking:
            return self.speaking[noun]
        if mention is not None:
            return mention.member
        if self.tokens.lemma[noun].lower() not in roles.bodies():
            return None
        first, last = roles.phrase(self.tokens, noun)
        named = [self.at[i] for i in range(first, noun) if i in self.at]
        if any(m.form is not MentionForm.NAME for m in named) and len(named) > 1:
            return None
        return self.body(self.tokens.words(first, last), range(first, last), noun)
