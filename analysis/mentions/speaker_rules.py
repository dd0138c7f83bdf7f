"""What grammar and layout alone say of a source, before the learned choice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from onrecord.analysis import names

from ..types import ActorKind, MentionForm
from . import labels, roles, together
from .antecedents import ResolvedMention
from .documents import LAST, PAPERS, UTTERANCES, Documents, Owner
from .local_actors import LocalActors, Member
from .missed_names import PLURAL, MissedNames
from .name_votes import is_called_by_kind
from .speaker_candidates import Source
from .tokens import Tokens

TERRITORIES = frozenset({"city", "town", "county", "province", "municipality", "state", "region"})

_ARTICLES = frozenset({"the", "a", "an", "this", "that"})
_FIRST_PERSON = frozenset({"i", "me", "we", "us", "you", "myself", "ourselves"})


class Rules:
    """Reads the sources of one article.

    ``places`` are the names of towns and regions with the token they stand at; ``speaking`` has the
    number of the source that each of their heads is of.
    """

    def __init__(
        self,
        tokens: Tokens,
        local_actors: LocalActors,
        at: Mapping[int, ResolvedMention],
        places: Sequence[tuple[int, str]],
        speaking: Mapping[int, int],
    ) -> None:
        self.tokens, self.local_actors, self.at, self.places = tokens, local_actors, at, places
        self._bodies: dict[str, list[tuple[frozenset[str], Member]]] = {}
        self._countries: dict[str, str | None] = {}
        self._missed = MissedNames(tokens, local_actors, at)
        self._labels = labels.Labels(tokens, local_actors)
        self.documents = Documents(tokens, at, speaking, self.body_of, self._group)

    def read(self, source: Source) -> None:
        """Set what a source is by itself: ``hint`` and ``written``."""
        if labelled := self._labels.bearer(source):
            source.hint, source.certain = labelled, True
            return
        if source.form in ("name", "m", "f") and self._several(source):
            return
        if source.form == "name":
            return
        if source.form == "who":
            self._relative(source)
        elif source.form == "p":
            source.written = self._they(source)
        elif source.form == "pronoun":
            if self.tokens.lower[source.head] not in _FIRST_PERSON:
                source.written = self._group(source.inside)
        elif source.form not in ("m", "f", "o"):
            source.hint = (
                self._apposed(source) or self._missed.bearer(source) or self._set_beside(source)
            )
            source.certain = source.hint is not None
            if not source.certain:
                source.hint = self._hint(source)
                if source.form == "document" or source.lemma in PAPERS:
                    self._read_document(source)
                elif source.lemma in UTTERANCES:
                    self._read_utterance(source)
            source.written = self._written(source)
            source.country = self._country(source)
            if not source.hint and source.form == "role" and self._is_label(source):
                source.hint, source.certain = source.written, True
            if source.form == "body" and self._owned_by_person(source):
                source.hint, source.certain = source.written, True

    def _several(self, source: Source) -> bool:
        """Whether a source is more than one by name; set who that is: "Brodin and her aides"."""
        found = together.read(self.tokens, self.at, source.head, source.inside)
        if found is None:
            return False
        source.hint = self.local_actors.group(found.name, found.first)
        source.certain, source.named = True, None
        source.head = next(
            (token for token in (found.head, found.head - 1) if token not in self.at), source.head
        )
        return True

    def _read_document(self, source: Source) -> None:
        """Set who stands behind a document."""
        documents = self.documents
        found: Owner | None = documents.whose(source.inside, source.head)
        if isinstance(found, int):
            source.follows = found
        elif found is not None:
            source.hint, source.certain = found, True
        elif documents.goes_on(source):
            source.follows = LAST
        elif source.form == "document":
            source.hint = None

    def _read_utterance(self, source: Source) -> None:
        """Set whose words, reply or version a source is, if that stands beside it."""
        found = self.documents.owner(source.inside, source.head)
        if found is None:  # "the words of the head of the district Ana Brodin"
            ends = map(self.at.get, (source.inside.stop - 1, source.inside.stop))
            named = (m for m in ends if m is not None and m.form is MentionForm.NAME)
            found = next((m.member for m in named if m.member.kind is ActorKind.PERSON), None)
        if isinstance(found, Member):
            source.hint, source.certain = found, True

    def _country(self, source: Source) -> str | None:
        """Return the country whose body it is, "the embassy" being the one before."""
        tokens, head = self.tokens, source.head
        of = (names.adjective_country(tokens.word[i]) for i in range(source.inside.start, head))
        country = next(filter(None, of), None)
        if country is None and source.lemma in roles.particular():
            country = self._countries.get(source.lemma)
        self._countries[source.lemma] = country
        return country

    def _is_label(self, source: Source) -> bool:
        """Whether a source is the label of a turn: "Presiding Judge: ..."."""
        inside = source.inside
        capitals = all(self.tokens.word[token][0].isupper() for token in inside)
        return capitals and labels.is_label(self.tokens, inside)

    def _hint(self, source: Source) -> Member | None:
        """Return whom a noun phrase names, or who is written beside it."""
        tokens, inside, head = self.tokens, source.inside, source.head
        # "Finance Ministry spokeswoman Ana Brodin": the title may be taken for the head.
        one = tokens.tag[head] not in PLURAL  # "Ana Brodin supporters" are not she
        people = [m for m in self._people(inside) if m.first > head or (one and m.last == head)]
        if people:
            return people[-1].member
        return None

    def _apposed(self, source: Source) -> Member | None:
        """Return the actor that a source names beside its noun: "the mayor of Ulm, Ana Brodin"."""
        tokens, head = self.tokens, source.head
        if tokens.tag[head] in PLURAL:
            return None
        kinds = {ActorKind.ORGANISATION if source.form == "body" else ActorKind.PERSON}
        if source.lemma.endswith(("er", "or")):
            kinds.add(ActorKind.PERSON)  # "her publisher, Ana Brodin": no house
        if source.lemma in names.words("persons or bodies"):
            kinds.add(ActorKind.ORGANISATION)
        verb = False
        for token in range(head + 1, source.inside.stop):
            if tokens.lower[token] == "and":
                return None
            verb = verb or tokens.pos[token] in ("VERB", "AUX")
            mention = self.at.get(token)
            if (
                mention is not None
                and mention.first == token
                and mention.form is MentionForm.NAME
                and mention.member.kind in kinds
                and (self._stands_beside(mention, head) or self._ends(mention, source))
                # "the engineer who built it, Ana Brodin"
                and (not verb or self._set_off(mention, head, source.inside.stop))
            ):
                return mention.member
        return None

    def _ends(self, mention: ResolvedMention, source: Source) -> bool:
        """Whether a name beside a noun ends it: "the deputy of the guild Ana Brodin"."""
        tokens, before = self.tokens, mention.first - 1
        beside = tokens.dep[mention.head] == "appos" and tokens.head[mention.head] == source.head
        person = mention.member.kind is ActorKind.PERSON  # no guild is called so
        beside |= person and is_called_by_kind(tokens, mention.first)
        return beside and mention.last == source.inside.stop and before > source.head

    def _set_off(self, mention: ResolvedMention, head: int, stop: int) -> bool:
        """Whether a name after a comma ends a phrase that it stands beside."""
        tokens = self.tokens
        beside = tokens.dep[mention.head] == "appos" and tokens.head[mention.head] == head
        return beside and tokens.word[mention.first - 1] == "," and mention.last == stop

    def _stands_beside(self, mention: ResolvedMention, head: int) -> bool:
        """Whether nothing but titles stands between a name and a noun, or the comma after it."""
        tokens = self.tokens
        if tokens.dep[mention.head] == "poss" or tokens.lower[mention.last - 1] == "'s":
            return False
        before = mention.first - 1
        while before > head and tokens.pos[before] in (*roles.TELLING, "DET"):
            before -= 1
        return before == head or tokens.word[before] in (",", "--", "–", "—")

    def _owned_by_person(self, source: Source) -> bool:
        """Whether a body's noun follows a person's name: "the Brodin campaign"."""
        owner = self.at.get(source.head - 1)
        return (
            owner is not None
            and owner.form is MentionForm.NAME
            and owner.member.kind is ActorKind.PERSON
            and self.tokens.tag[source.head - 1] != "POS"
        )

    def _written(self, source: Source) -> Member:
        """Return the group or body that a noun phrase is where nobody else is meant."""
        tokens, inside, head = self.tokens, source.inside, source.head
        text = tokens.words(inside.start, inside.stop)
        if source.lemma in TERRITORIES and tokens.lower[inside.start] == "the":
            text = self._place_before(head) or text
        if source.form == "body":
            return self.body_of(text, inside, head)
        return self.local_actors.group(text, inside.start)

    def _owned(self, inside: range, text: str) -> str:
        """Return a body's name with its owner's in the place of a pronoun: "Brodin campaign"."""
        owner = self.at.get(inside.start)
        if owner is None or owner.form is not MentionForm.PRONOUN or len(inside) < 2:
            return text
        name = owner.member.name
        if owner.member.kind is ActorKind.PERSON:
            name = names.surname(name)
        return f"{name} {self.tokens.words(inside.start + 1, inside.stop)}"

    def body_of(self, text: str, inside: range, head: int) -> Member:
        """Return the body that a noun phrase is: "his campaign" is the "Brodin campaign"."""
        return self._body(self._owned(inside, text), inside, head)

    def _group(self, inside: range) -> Member:
        return self.local_actors.group(self.tokens.words(inside.start, inside.stop), inside.start)

    def _relative(self, source: Source) -> None:
        """Find whom a relative pronoun stands for: "Brodin, who said", "a woman who said"."""
        tokens = self.tokens
        verb = tokens.head[source.head]
        for _ in range(4):
            if tokens.dep[verb] == "relcl":
                head = tokens.head[verb]
                mention = self.at.get(head) or self._beside(head)
                if mention is not None:
                    source.hint = mention.member
                elif tokens.pos[head] in ("NOUN", "PROPN", "PRON"):
                    first, last = roles.phrase(tokens, head)
                    source.written = self._group(range(first, max(last, head + 1)))
                return
            verb = tokens.head[verb]

    def _they(self, source: Source) -> Member | None:
        """Return the group that "they" was taken for."""
        mention = self.at.get(source.head)
        group = mention is not None and mention.member.kind is ActorKind.GROUP
        return mention.member if mention is not None and group else None

    def _beside(self, head: int) -> ResolvedMention | None:
        """Return the name that a noun stands beside: "Brodin, the mayor, who said"."""
        tokens = self.tokens
        if tokens.dep[head] == "appos":
            return self.at.get(tokens.head[head])
        return next(
            (
                self.at[child]
                for child in tokens.children[head]
                if tokens.dep[child] == "appos" and child in self.at
            ),
            None,
        )

    def _set_beside(self, source: Source) -> Member | None:
        """Return whom a title after the name or a phrase after the comma is said of."""
        bearer = self._signed(source.inside, source.head) or self._described(source.inside)
        # "It was Ana Brodin, a spokeswoman said": who is named there is what is said.
        own = bearer is None or any(bearer.head in content for content in source.contents)
        return None if own or bearer is None else bearer.member

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
        """Return the body of a noun phrase: "the embassy" is the "Marenian embassy" of before.

        Or of after, where a standfirst speaks of it first.
        """
        tokens = self.tokens
        lemma = tokens.lemma[head].lower()
        before = (tokens.lemma[i].lower() for i in range(inside.start, head))
        words = frozenset(word for word in before if word not in _ARTICLES)
        bodies = self._bodies.setdefault(lemma, [])
        for known, member in reversed(bodies):
            if words <= known:
                return member
        name = text[4:] if text.lower().startswith("the ") and words else text
        if lemma in roles.particular() and len(bodies) == 1 and not bodies[0][0]:
            member = bodies[0][1]
            member.spellings[name] += 1
            bodies[0] = words, member
            return member
        member = self.local_actors.add(ActorKind.ORGANISATION, name, inside.start)
        self._bodies[lemma].append((words, member))
        return member

    def _people(self, inside: range) -> Iterator[ResolvedMention]:
        """Yield the persons named in a source, owners and complements left out."""
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

    def _place_before(self, token: int) -> str | None:
        """Return the town or region that was named most up to a token."""
        counts: dict[str, int] = {}
        for at, name in self.places:
            if at < token:
                counts[name] = counts.get(name, 0) + 1
        return max(counts, key=lambda name: counts[name], default=None)
