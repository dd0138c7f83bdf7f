"""Sources, the speakers as written, and the actors who may stand behind each of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from onrecord.analysis import names

from ..types import MentionForm
from . import headlines, roles
from .antecedents import ResolvedMention
from .local_actors import Member
from .tokens import PRONOUNS, Tokens

DOCUMENTS = names.words("documents")
"""What speaks for whoever wrote it: "her statement said"."""

RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})

BEFORE, AFTER, FREQUENT, DESCRIBED = 40, 8, 6, 4
"""Mentions before and after a source whose actors are candidates, the most frequent actors of the
article, and those described alike: bounds the time for any text."""

GAP = 2
"""Tokens at most between what is said and who says it after that: a comma, a mark."""

FORMS = ("name", "m", "f", "o", "p", "who", "pronoun", "document", "body", "role", "noun")
"""How a source may be written: by name; by a pronoun, masculine, feminine, of a thing, plural,
relative, another one; as a document, a body, a role, any other noun."""

_PLURAL = frozenset({"NNS", "NNPS"})


@dataclass(eq=False, slots=True)
class Source:
    """A speaker as written, and what is attributed to it.

    ``inside`` are its tokens, ``head`` the token that the others hang on, ``form`` one of
    :data:`FORMS`; ``words`` are the lemmas that tell it from others; ``written`` is the group or
    body that it is where nobody named stands behind it; ``named`` is the mention found at its
    head; ``hint`` the actor that grammar or layout alone points to,
    which is ``certain`` where the source names its actor itself; ``follows`` is the
    number of the source that says who it is; ``country`` is the one that the noun of a body says it
    is of; ``several`` tells that it means more than one,
    ``personal`` that it means a person.
    """

    inside: range
    head: int
    form: str
    lemma: str
    words: frozenset[str]
    contents: list[range] = field(default_factory=list)
    direct: bool = False
    written: Member | None = None
    named: ResolvedMention | None = None
    hint: Member | None = None
    certain: bool = False
    follows: int | None = None
    country: str | None = None
    several: bool = False
    personal: bool = False


def form_of(tokens: Tokens, head: int, named: ResolvedMention | None) -> str:
    """Return how a source with this head is written."""
    word, lemma = tokens.lower[head], tokens.lemma[head].lower()
    if named is not None and named.form is MentionForm.NAME:
        return "name"
    if word in RELATIVE:
        return "who"
    if word in PRONOUNS:
        return PRONOUNS[word]
    if tokens.pos[head] == "PRON":
        return "pronoun"
    if lemma in DOCUMENTS:
        return "document"
    if tokens.tag[head] in _PLURAL:
        return "noun"
    if lemma in roles.bodies():
        return "body"
    return "role" if roles.is_role(lemma) else "noun"


def telling(tokens: Tokens, inside: Iterable[int]) -> frozenset[str]:
    """Return the lemmas of the words that tell one phrase from another."""
    words = (tokens.lemma[i].lower().strip(".'’") for i in inside if tokens.pos[i] in roles.TELLING)
    return frozenset(map(roles.usual, words))


class Described:
    """The words that an article describes its actors with.

    They stand beside the names: before ("Utah Gov. Ana Brodin") and after ("Ana Brodin of Utah",
    "Ana Brodin, R-Utah, ...").
    """

    def __init__(
        self, tokens: Tokens, mentions: Iterable[ResolvedMention], apart: Container[int]
    ) -> None:
        """Take the mentions of an article; at the tokens ``apart`` begins who says what was before.

        "There were no talks with Ana Brodin, the spokesman said": she is none.
        """
        self.of: dict[Member, set[str]] = {}
        self.named: dict[Member, set[str]] = {}
        self.by_word: dict[str, dict[Member, None]] = {}
        for mention in mentions:
            if mention.form is MentionForm.NAME:
                words = self.of.setdefault(mention.member, set())
                own = telling(tokens, range(mention.first, mention.last))
                self.named.setdefault(mention.member, set()).update(own)
                if len(words) < 60:
                    words.update(_beside(tokens, mention, apart))
        for member, words in self.of.items():
            for word in words | self.named[member]:
                self.by_word.setdefault(word, {})[member] = None

    def alike(self, words: Iterable[str]) -> list[Member]:
        """Return the actors that share the rarest words, the most of them first."""
        shared: dict[Member, float] = {}
        for word in sorted(words):  # sums of fractions depend on their order
            members = self.by_word.get(word, ())
            for member in members if len(members) <= 20 else ():
                shared[member] = shared.get(member, 0.0) + 1 / len(members)
        return sorted(shared, key=lambda member: -shared[member])[:DESCRIBED]


_PARTIES = {"r": "republican", "d": "democrat", "i": "independent"}


def _beside(tokens: Tokens, mention: ResolvedMention, apart: Container[int]) -> set[str]:
    """Return the telling words on both sides of a name, as far as its phrase may go."""
    sentence = tokens.sentence[mention.head]
    found: set[str] = set()
    first = mention.first - 1
    while first >= 0 and mention.first - first <= 8 and tokens.sentence[first] == sentence:
        if tokens.pos[first] not in ("NOUN", "PROPN", "ADJ", "PART", "DET", "ADP", "PUNCT"):
            break
        found |= telling(tokens, (first,))
        first -= 1
    last, end = mention.last, min(mention.last + 14, len(tokens))
    if last < end and tokens.lower[last] in (",", "of", "(", "-", "for", "from", "–", "—", "is"):
        while last < end and tokens.sentence[last] == sentence:
            if tokens.pos[last] == "VERB" and tokens.tag[last] != "VBN":
                break
            if last in apart or headlines.names_source(tokens, last):
                break
            found |= telling(tokens, (last,))
            party = _PARTIES.get(tokens.lower[last].strip("."))
            if party and last - mention.last < 3:
                found.add(party)
            last += 1
    return found


class SpeakerCandidates:
    """Who is a candidate for each source of an article."""

    def __init__(
        self, tokens: Tokens, mentions: Sequence[ResolvedMention], sources: Iterable[Source]
    ) -> None:
        """Take the mentions and the sources of an article."""
        self.tokens = tokens
        self.mentions = sorted(mentions, key=lambda mention: mention.head)
        self.heads = [mention.head for mention in self.mentions]
        self.of: dict[Member, list[int]] = {}
        for number, mention in enumerate(self.mentions):
            self.of.setdefault(mention.member, []).append(number)
        self.frequent = sorted(self.of, key=lambda member: -len(self.of[member]))[:FREQUENT]
        apart = {
            source.inside.start
            for source in sources
            if any(0 <= source.inside.start - it.stop <= GAP for it in source.contents)
        }
        self.described = Described(tokens, self.mentions, apart)

    def near(self, source: Source) -> Iterator[Member]:
        """Yield the actors mentioned near a source, the nearest before it first."""
        at = bisect_left(self.heads, source.head)
        for number in range(at - 1, max(-1, at - 1 - BEFORE), -1):
            yield self.mentions[number].member
        for number in range(at, min(len(self.mentions), at + AFTER)):
            yield self.mentions[number].member
        yield from self.frequent
        yield from self.described.alike(source.words)

    def before(self, member: Member, token: int) -> ResolvedMention | None:
        """Return the last mention of an actor before a token."""
        own = self.of.get(member, ())
        low = bisect_left(own, bisect_left(self.heads, token))
        return self.mentions[own[low - 1]] if low else None

    def after(self, member: Member, token: int) -> ResolvedMention | None:
        """Return the first mention of an actor after a token."""
        own = self.of.get(member, ())
        low = bisect_left(own, bisect_left(self.heads, token + 1))
        return self.mentions[own[low]] if low < len(own) else None
