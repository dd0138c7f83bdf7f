"""Roles: what somebody is called instead of a name, and which roles agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from onrecord.analysis import names

from ..types import ActorKind
from .shown_roles import shown
from .tokens import Tokens

if TYPE_CHECKING:
    from .antecedents import ResolvedMention
    from .local_actors import Member

DEFINITE = frozenset({"the", "this", "that"})
_MODIFIERS = frozenset({"amod", "compound", "nmod", "poss", "nummod", "advmod", "det", "case"})
_NOUNS = frozenset({"NOUN", "PROPN"})
TELLING = frozenset({"NOUN", "PROPN", "ADJ"})
"""The parts of speech whose words tell one role from another."""

DASHES = frozenset({"-", "--", "–", "—"})
BEARERS = 64
"""Members with one role that are all looked at."""

ROLES_PER_MEMBER = 12
"""Different roles kept of one local actor."""


def usual(word: str) -> str:
    """Return the word that one of a role is compared as: "governor" for "gov"."""
    return _LONG.get(word, word)


_LONG = {
    "gov": "governor", "sen": "senator", "rep": "representative", "gen": "general",
    "sgt": "sergeant", "lt": "lieutenant", "capt": "captain", "col": "colonel",
    "prof": "professor", "dr": "doctor", "det": "detective", "insp": "inspector",
    "supt": "superintendent", "amb": "ambassador", "atty": "attorney", "pres": "president",
    "sec": "secretary", "adm": "admiral", "rev": "reverend", "spokeswoman": "spokesman",
    "spokesperson": "spokesman", "congresswoman": "representative",
    "congressman": "representative", "chairwoman": "chairman", "chair": "chairman",
    "mogul": "businessman", "tycoon": "businessman", "lawmaker": "representative",
    "democratic": "democrat", "gop": "republican", "interlocutor": "source",
}  # fmt: skip
"""Words of roles as they are compared: short titles in full, one word for those that agree."""


OFFICE, BESIDE = 4, 7
"""Tokens before a name and after it in which words for what its bearer is are looked for."""


def around(tokens: Tokens, name: range) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words for what a person is before a name, and those behind its comma."""
    before: set[str] = set()
    token = name.start - 1
    if token > 0 and tokens.word[token] == "," and is_role(tokens.lower[token - 1]):
        token -= 1  # "the mayor, Ana Brodin"
    while token >= 0 and name.start - token <= OFFICE and tokens.pos[token] in TELLING:
        word = tokens.lower[token].rstrip(".")
        if is_role(word) or names.is_title(word):
            before.add(usual(word))
        token -= 1
    behind: set[str] = set()
    if tokens.word[name.stop : name.stop + 1] == [","]:
        for token in range(name.stop + 1, min(name.stop + BESIDE, len(tokens))):
            word = tokens.lower[token].rstrip(".")
            if tokens.pos[token] not in (*TELLING, "DET"):
                break
            if is_role(word):
                behind.add(usual(word))
    return frozenset(before), frozenset(behind)


@dataclass(frozen=True, slots=True)
class Role:
    """A role: the lemma of its head, and the other telling words."""

    head: str
    words: frozenset[str]
    definite: bool = False
    plural: bool = False

    @property
    def kind(self) -> ActorKind:
        """What the role is one of: a person, or a body."""
        return ActorKind.PERSON if is_role(self.head) else ActorKind.ORGANISATION

    def fits(self, member: Member) -> bool:
        """Whether it is a person's where the member is one, a body's where it is none."""
        return (member.kind is ActorKind.PERSON) == (self.kind is ActorKind.PERSON)


@cache
def _families() -> dict[str, frozenset[str]]:
    """Return for each head of a role the general words that may stand for it."""
    table: dict[str, set[str]] = {}
    for line in names.lines("roles.txt"):
        general, _, special = line.partition(":")
        for word in (*special.split(), *general.split()):
            table.setdefault(word, set()).update(general.split())
    return {word: frozenset(generals) for word, generals in table.items()}


@cache
def bodies() -> frozenset[str]:
    """Return the nouns that stand for a body: the company, the ministry."""
    return frozenset(word for line in names.lines("bodies.txt") for word in line.split())


@cache
def towards_others() -> frozenset[str]:
    """Return what somebody is towards others, as he has to be introduced: a judge, a landlord."""
    return names.words("parts towards others")


@cache
def told_by_name() -> frozenset[str]:
    """Return the public bodies whose names tell what they are: a court, the police."""
    return names.words("told by their names")


@cache
def particular() -> frozenset[str]:
    """Return the bodies whose names always say what they are: an embassy, a ministry."""
    return names.words("particular bodies")


@lru_cache(maxsize=65_536)
def is_role(lemma: str) -> bool:
    """Whether a noun is one that persons are called by."""
    if lemma in _families():
        return True
    return lemma not in bodies() and (lemma in names.persons() or names.is_title(lemma))


@lru_cache(maxsize=65_536)
def gender(head: str) -> str:
    """Return the gender that a noun for somebody tells: "f" for a wife or a spokeswoman."""
    if head in _FEMALE or head in _MALE:
        return "f" if head in _FEMALE else "m"
    return names.gender_of(f"{head} x x") if names.is_title(head) else ""


_FEMALE = names.words("female kin") | {"woman", "girl"}
_MALE = names.words("male kin") | {"man", "boy"}


@lru_cache(maxsize=65_536)
def is_known(lemma: str) -> bool:
    """Whether a noun stands for a person or a body."""
    return is_role(lemma) or lemma in bodies()


def phrase(tokens: Tokens, head: int) -> tuple[int, int]:
    """Return the range of a noun phrase: its head, what stands before it, and an "of" after it."""
    first = head
    while (
        first > 0
        and head - first < 12
        and tokens.sentence[first - 1] == tokens.sentence[head]
        and (tokens.dep[first - 1] in _MODIFIERS or tokens.word[first - 1] in ("-", "'s", ","))
        and (first <= tokens.head[first - 1] <= head)
    ):
        first -= 1
    while first < head and tokens.pos[first] in ("PUNCT", "SPACE", "PART"):
        first += 1
    last = head + 1
    for child in tokens.children[head]:
        if child == last and tokens.lower[child] in ("of", "for", "to", "in", "at"):
            last = max(last, tokens.edges(child, 12)[1])
    while last > head + 1 and tokens.pos[last - 1] in ("PUNCT", "SPACE"):
        last -= 1
    return first, last


def read(tokens: Tokens, first: int, last: int, head: int) -> Role | None:
    """Return the role that a noun phrase names, or None where it names none."""
    lemma = tokens.lemma[head].lower()
    if not is_known(lemma):
        return None
    return Role(
        lemma,
        frozenset(
            tokens.lemma[i].lower()
            for i in range(first, last)
            if i != head and tokens.pos[i] in TELLING
        ),
        tokens.lower[first] in DEFINITE,
        tokens.tag[head] in ("NNS", "NNPS"),
    )


class Parts:
    """The roles that an article gives its members, and who may be meant by one."""

    def __init__(self, tokens: Tokens, named: Iterable[ResolvedMention]) -> None:
        """Collect titles, appositions and "is a" of every mention by name."""
        self.of: dict[Member, list[Role]] = {}
        self.first: dict[Member, ResolvedMention] = {}
        self._by_word: dict[str, dict[Member, None]] = {}
        for mention in named:
            member = mention.member
            if member not in self.first:
                self.first[member] = mention
                for words in member.roles.values():
                    if words:
                        self._add(member, Role(words[-1], frozenset(words[:-1])))
                if member.kind is not ActorKind.PERSON:
                    self._add_own_words(member)
            for first, last, head in _beside(tokens, mention):
                role = read(tokens, first, last, head)
                if role is None or not role.fits(member):
                    continue
                if len(member.roles) < ROLES_PER_MEMBER:
                    name = range(mention.first, mention.last)
                    if text := shown(tokens, first, last, head, name):
                        member.roles.setdefault(text, (*role.words, role.head))
                    self._add(member, role)

    def _add(self, member: Member, role: Role) -> None:
        known = self.of.setdefault(member, [])
        if role in known or len(known) >= ROLES_PER_MEMBER:
            return
        known.append(role)
        for word in {role.head, *_families().get(role.head, ())}:
            self._by_word.setdefault(word, {})[member] = None
        told = gender(role.head) if member.kind is ActorKind.PERSON else ""
        if told and not names.gender_of(member.name):
            member.gender, member.guessed = told, False

    def _add_own_words(self, member: Member) -> None:
        """A body's own name shows what it is: a ministry, a bank, a union."""
        for name in member.spellings:
            for word in names.tokens(name):
                if word in bodies():
                    self._add(member, Role(word, frozenset(names.tokens(name)) - {word}))

    def fitting(
        self, role: Role, lately: Iterable[Member], owners: frozenset[str] = frozenset()
    ) -> Iterator[tuple[Member, float]]:
        """Yield the members whose known roles agree with one, and how well they do.

        Where a role is very many members', only those mentioned ``lately`` are looked at; where
        it names its ``owners``, only known roles that have a word of theirs.
        """
        members: Iterable[Member] = self._by_word.get(role.head, {})
        if len(self._by_word.get(role.head, ())) > BEARERS:
            members = [member for member in lately if member in self._by_word[role.head]]
        for member in members:
            known_roles = [it for it in self.of[member] if not owners or owners & it.words]
            fit = max((agreement(role, known) for known in known_roles), default=0.0)
            if fit > 0 and self.may(member, role):
                yield member, fit

    def holders(self, heads: Iterable[str]) -> Iterator[Member]:
        """Yield the members who have a role with one of these heads, and no word that agrees."""
        for head in heads:
            for member in self._by_word.get(head, ()):
                if any(role.head == head for role in self.of[member]):
                    yield member

    def may(self, member: Member, role: Role) -> bool:
        """Whether nothing that is known of a member speaks against a role."""
        if not role.fits(member):
            return False
        told = gender(role.head)
        return not (told and member.gender and told != member.gender)


_RANKS = frozenset({"prime", "vice", "deputy", "former", "ex", "assistant", "acting"})
"""Words that make another role of one: the deputy mayor is not the mayor."""


def agreement(role: Role, known: Role) -> float:
    """Return how well a role agrees with a known one: 0 for not at all, 3 or more for the same."""
    shared = 0.6 * len(role.words & known.words)
    # "prime minister" and "minister", "vice president" and "president" are two.
    if known.head != "premier" and _RANKS & role.words - known.words:
        return 0.0
    if role.head == known.head:
        unlike = _RANKS & known.words - role.words
        return 3.0 + shared - 1.5 * bool(unlike)
    if role.head in _families().get(known.head, ()):
        return 1.5 + shared
    return 0.0


def _beside(tokens: Tokens, mention: ResolvedMention) -> list[tuple[int, int, int]]:
    """Return range and head of each role that stands beside a name."""
    found = []
    name, last = mention.head, mention.last
    above = tokens.head[name]
    if mention.member.kind is ActorKind.PERSON:
        first, end = _run(tokens, mention.first), mention.first
        if first < end and is_role(tokens.lemma[end - 1].lower()):
            found.append((first, end, end - 1))
        elif first < end:
            found.extend((start, end, head) for start, head in _outermost(tokens, first, end))
    if tokens.dep[name] == "appos" and tokens.pos[above] in _NOUNS and above < mention.first:
        known = is_role if mention.member.kind is ActorKind.PERSON else is_known
        if tokens.dep[above] == "pobj" and not known(tokens.lemma[above].lower()):
            above = tokens.head[tokens.head[above]]  # "the mayor of Ulmen, Ana Brodin"
        first, end = phrase(tokens, above)
        end = min(end, mention.first)
        while end > above + 1 and tokens.pos[end - 1] in ("PUNCT", "SPACE"):
            end -= 1
        found.append((first, end, above))
    elif mention.member.kind is ActorKind.PERSON:
        found.extend(_before_comma(tokens, mention))
    found.extend(
        (*phrase(tokens, child), child)
        for child in tokens.children[name]
        if tokens.dep[child] == "appos"
        and tokens.pos[child] in _NOUNS
        and child >= last
        # "Talks calm Saren – the harbour board": a headline's dash names a source.
        and not any(tokens.word[i] in DASHES for i in range(last, child))
        and not _says_it(tokens, last, child)
    )
    # "Ana Brodin is the minister of trade", "the minister of trade is Ana Brodin".
    other = {"nsubj": "attr", "attr": "nsubj"}.get(tokens.dep[name])
    if other and tokens.lemma[above] in ("be", "become"):
        found.extend(
            (*phrase(tokens, child), child)
            for child in tokens.children[above]
            if tokens.dep[child] == other and tokens.pos[child] in _NOUNS
        )
    return found


def _says_it(tokens: Tokens, comma: int, noun: int) -> bool:
    """Whether a noun behind a comma has a verb right behind it: "Brodin, the mayor said".

    What is set beside a name is closed by a comma; this noun tells who says what was before.
    """
    last = phrase(tokens, noun)[1]
    return tokens.word[comma] == "," and last < len(tokens) and tokens.tag[last] in ("VBD", "VBZ")


def _run(tokens: Tokens, end: int) -> int:
    """Return where the words begin that stand before a name, or before "of", and tell of it."""
    first = end
    while (
        first > 0
        and end - first < 12
        and tokens.sentence[first - 1] == tokens.sentence[end]
        and (tokens.pos[first - 1] in TELLING or tokens.word[first - 1] == "'s")
    ):
        first -= 1
    while first < end and tokens.word[first] == "'s":
        first += 1
    return first


def _outermost(tokens: Tokens, first: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where a role begins that goes on to a name with "of", and its head.

    "the press secretary of the President of the Federation Ana Brodin": she is the secretary.
    """
    found: tuple[int, int] | None = None
    while end - first < 12:
        of = first - 1
        if of > 0 and tokens.lower[of] in DEFINITE:
            of -= 1
        head = of - 1
        if head < 0 or tokens.lower[of] != "of" or not is_role(tokens.lemma[head].lower()):
            break
        first = _run(tokens, of)
        found = first, head
    if found:
        yield found


def _before_comma(tokens: Tokens, mention: ResolvedMention) -> Iterator[tuple[int, int, int]]:
    """Yield the role that a name set in commas stands beside, where the parse has missed it.

    "According to the head of the port, Ana Brodin, it was late."
    """
    comma = mention.first - 1
    if not (
        comma > 0
        and mention.last < len(tokens)
        and tokens.word[comma] == tokens.word[mention.last] == ","
        and tokens.sentence[comma] == tokens.sentence[mention.head]
    ):
        return
    for head in range(comma - 1, max(comma - 12, tokens.sentences[tokens.sentence[comma]][0]), -1):
        if tokens.pos[head] in _NOUNS and is_role(tokens.lemma[head].lower()):
            first, last = phrase(tokens, head)
            if last == comma and tokens.lower[first] in DEFINITE:
                yield first, last, head
                return
