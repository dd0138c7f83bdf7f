"""Speakers whose names nobody gives: "a ministry official said", then "the official", "he".

Whoever is brought in by a noun with "a" is meant by the pronouns and the definite nouns that
follow, up to the next person who is named.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from ..types import ActorKind, MentionForm
from . import roles
from .antecedents import ResolvedMention, Stage
from .local_actors import LocalActors, Member
from .speaker_candidates import Source, telling
from .tokens import SUBJECT, Tokens

SENTENCES = 4
"""A pronoun means an unnamed person of so many sentences before it, at most."""

PARAGRAPHS = 6
"""A definite noun does so over so many paragraphs."""

FAR = 10
"""Tokens after a noun within which "who" may stand after a comma."""

LATELY = 24
"""So many unnamed persons before a source are looked at."""

_SEXES = {"man": "m", "woman": "f"}
"""Nouns that may follow any other for one person, as pronouns do."""

_ASKING = frozenset({"agency", "publication"})
"""Whom somebody talks to, in translated copy: "the interlocutor of the agency"."""

_FIRST = frozenset({"a", "an", "one", "another"})
_PLAIN = frozenset({"NN"})
_FEMALE, _MALE = ("woman", "girl", "ess", "mother", "widow"), ("man", "boy", "father")


@dataclass(eq=False, slots=True)
class _Unnamed:
    """A person brought in without a name: where, the noun, its telling words, the range of it.

    A pronoun means one who ``speaks`` or is told of with "who", or who is the subject of the
    sentence before, and nobody who is only ``reported`` of by a person with a name; ``seen`` is
    where it was meant last.
    """

    head: int
    lemma: str
    words: frozenset[str]
    phrase: tuple[int, int]
    speaks: bool
    seen: int
    member: Member | None = None
    reported: bool = False

    def may_be(self, form: str) -> bool:
        """Whether a pronoun of a gender may mean it."""
        female = self.lemma.endswith(_FEMALE)
        male = self.lemma.endswith(_MALE) and not female
        return not (male if form == "f" else female)


_FOR_OTHERS = frozenset(
    {"spokesman", "spokeswoman", "spokesperson", "aide", "adviser", "diplomat", "envoy", "official"}
)
"""Who speaks for others, and is brought in as theirs: "the presidential aide"."""

_PRESS = frozenset({"journalist", "reporter", "interviewer", "moderator", "presenter"})
"""Who asks, and has no name where the article does not call somebody so."""


def point_out(
    stage: Stage,
    local_actors: LocalActors,
    sources: Sequence[Source],
    described: Mapping[str, Container[Member]],
) -> None:
    """Set ``hint`` of the sources that mean somebody unnamed, and that they are ``certain``.

    Args:
        stage: the article with its mentions.
        local_actors: its local actors, to which unnamed persons are added.
        sources: its sources; their ``hint`` is set.
        described: whom the article describes with a word, by that word.
    """
    people = sorted(filter(_is_person, stage.mentions), key=lambda m: m.head)
    alone: set[int] = set()
    for source in sources:
        if source.form != "role" or source.hint is not None:
            continue
        another = stage.tokens.lower[source.inside.start] == "another"
        if source.lemma in described and not another:
            continue
        if (
            another
            or source.lemma in _PRESS
            or (source.lemma in _FOR_OTHERS and _is_nobody_named(source, people))
        ):
            source.hint, source.certain = source.written, True
            alone |= {source.head} if source.lemma not in _PRESS else set()
    speaking = {source.head: source for source in sources}
    brought_in = [
        each for head in range(len(stage.tokens)) if (each := _read(stage, head, speaking, alone))
    ]
    if not brought_in:
        return
    reported = bytearray(len(stage.tokens))
    for source in sources:
        for content in source.contents if source.form == "name" else ():
            reported[content.start : content.stop] = b"\1" * len(content)
    for each in brought_in:
        each.reported = bool(reported[each.head])
    heads = [each.head for each in brought_in]
    named = [m for m in people if not stage.quoted[m.head]]
    for source in sources:
        before = bisect_left(heads, source.inside.start)
        if source.certain or not before:
            continue
        meant = _meant(stage, source, brought_in[max(0, before - LATELY) : before], named)
        if meant is not None and not _named_since(meant, source, named, described):
            source.hint, source.certain = _member(stage.tokens, local_actors, meant), True
            meant.seen = source.head


def _is_nobody_named(source: Source, people: Sequence[ResolvedMention]) -> bool:
    """Whether a role is told from others, and each person named before it in what it says as well.

    "Ana Brodin will resign, a fellow minister's spokesman said": reports hardly name who speaks.
    """
    if source.direct or not source.contents or source.words <= {roles.usual(source.lemma)}:
        return False
    before = _between(people, 0, source.inside.start)
    if len(before) > LATELY:
        return False
    told = {m.member for it in source.contents for m in _between(people, it.start, it.stop)}
    return {m.member for m in before} <= told


def _is_person(mention: ResolvedMention) -> bool:
    return mention.form is MentionForm.NAME and mention.member.kind is ActorKind.PERSON


def _read(
    stage: Stage, head: int, speaking: dict[int, Source], alone: Container[int]
) -> _Unnamed | None:
    """Return the unnamed person that a subject is, None where it is none or has a name."""
    tokens = stage.tokens
    if head in alone:
        first, last = roles.phrase(tokens, head)
        words = telling(tokens, range(first, last))
        own, lemma = speaking[head].written, tokens.lemma[head].lower()
        return _Unnamed(head, lemma, words, (first, last), True, head, own)
    one_of = tokens.lower[head] == "one" and tokens.lower[head + 1 : head + 2] == ["of"]
    if not (one_of or tokens.tag[head] in _PLAIN) or stage.quoted[head]:
        return None
    first, last = roles.phrase(tokens, head)
    lemma = tokens.lemma[last - 1 if one_of else head].lower()
    if tokens.lower[first] not in _FIRST:
        return None
    source = speaking.get(head)
    spoken = source is not None and source.form in ("role", "noun") and lemma not in roles.bodies()
    subject = tokens.dep[head] in SUBJECT
    with_who = subject and _has_who(tokens, head)
    acts = subject and roles.is_role(lemma) and tokens.dep[tokens.head[head]] == "ROOT"
    if not (spoken or acts or with_who) or (source is not None and source.certain):
        return None
    if any(tokens.dep[child] == "appos" for child in tokens.children[head]):
        return None
    member = source.written if source is not None else None
    if source is not None and source.hint is not None:
        return None
    words = telling(tokens, range(first, last))
    return _Unnamed(head, lemma, words, (first, last), spoken or with_who, head, member)


def _has_who(tokens: Tokens, head: int) -> bool:
    """Whether "who" follows a noun: "a man who", "an officer in the treasury, who"."""
    verb = tokens.head[head]
    return any(word == "who" for word in tokens.lower[head + 1 : head + 3]) or any(
        tokens.lower[token] == "who" and tokens.word[token - 1] == ","
        for token in range(head + 3, min(verb, head + FAR))
    )


def _meant(
    stage: Stage, source: Source, before: Sequence[_Unnamed], named: Sequence[ResolvedMention]
) -> _Unnamed | None:
    """Return the unnamed person whom a source means."""
    tokens, at = stage.tokens, source.inside.start
    sex = _SEXES.get(source.lemma, "") if tokens.lower[at] in ("the", "this") else source.form
    told = [each for each in before if not each.reported]
    if sex in ("m", "f") and not told:
        return None
    if sex in ("m", "f"):
        last = told[-1]
        # "A spokeswoman for Brodin ... she said": she is not he; "a friend of Brodin's" may be.
        since = last.phrase[1] if roles.gender(last.lemma) else last.head
        between = _between(named, since, at)
        away = stage.told[at] - stage.told[last.seen]
        near = away <= SENTENCES
        same = tokens.paragraph[at] == tokens.paragraph[last.head]
        pronoun = sex == source.form
        fits = not between and near and same and last.may_be(sex)
        if pronoun or fits:
            goes_on = away == 1 and _opens(stage, at)
            return last if fits and (last.speaks or goes_on or not pronoun) else None
    definite = source.form in ("role", "noun") and tokens.lower[at] == "the"
    if not definite or source.hint is not None:
        return None
    return next(
        (
            each
            for each in reversed(before)
            if roles.usual(each.lemma) == roles.usual(source.lemma)
            and (source.form == "role" or each.speaks)
            and source.words - _ASKING <= each.words
            and tokens.paragraph[at] - tokens.paragraph[each.head] <= PARAGRAPHS
        ),
        None,
    )


def _opens(stage: Stage, at: int) -> bool:
    """Whether a token begins its sentence, but for what is quoted: "“It is late,” she said"."""
    tokens = stage.tokens
    before = range(tokens.sentences[tokens.sentence[at]][0], at)
    return all(stage.quoted[token] or tokens.pos[token] == "PUNCT" for token in before)


def _between(named: Sequence[ResolvedMention], first: int, stop: int) -> Sequence[ResolvedMention]:
    begin, end = (bisect_left(named, token, key=lambda m: m.head) for token in (first, stop))
    return named[begin:end]


def _named_since(
    meant: _Unnamed,
    source: Source,
    named: Sequence[ResolvedMention],
    described: Mapping[str, Container[Member]],
) -> bool:
    """Whether somebody of that role has been named since: "an officer ... Officer Brodin"."""
    bearers = described.get(roles.usual(meant.lemma), ())
    since = _between(named, meant.phrase[1], source.inside.start)
    return any(mention.member in bearers for mention in since)


def _member(tokens: Tokens, local_actors: LocalActors, unnamed: _Unnamed) -> Member:
    if unnamed.member is None:
        first, last = unnamed.phrase
        unnamed.member = local_actors.group(tokens.words(first, last), first)
    return unnamed.member
