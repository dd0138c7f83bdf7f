"""The words of the house: what goes into the analysis and what comes out.

Every span is half-open, ``[start, end)``, in Unicode code points of ``Article.text``, which is
never altered.  All types are immutable, hold no text of their own where offsets will do, and are
imported without spaCy.  Those that altered copies are made of are dataclasses, the others named
tuples, which take a fifth of the time to import.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, TypeAlias

Span: TypeAlias = tuple[int, int]


class Precision(StrEnum):
    """How much of a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


class Basis(StrEnum):
    """Where a date comes from, the most trustworthy first."""

    USER = "user"
    HEADER = "header"
    METADATA = "metadata"
    URL = "url"
    DATELINE = "dateline"
    FILENAME = "filename"
    INFERRED = "inferred"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Published:
    """A publication date with what it rests on.

    ``date`` is an ISO 8601 date cut to its precision: ``2021-10-20``, ``2021-10``, ``2021`` or
    ``None``.  ``not_before`` and ``not_after`` (ISO days) bound it where only bounds are known.
    ``basis`` is ``INFERRED`` as soon as any part of the date was not written in one place.
    ``evidence`` is the span of the article it was read from; ``why`` is one plain sentence.
    """

    date: str | None = None
    precision: Precision = Precision.UNKNOWN
    basis: Basis = Basis.NONE
    evidence: Span | None = None
    why: str = ""
    not_before: str | None = None
    not_after: str | None = None

    @property
    def inferred(self) -> bool:
        """Whether the date is to be marked with ``~``."""
        return self.basis is Basis.INFERRED


UNDATED = Published()


class Article(NamedTuple):
    """One text with what its source says about it.

    ``id`` is the path relative to the library's folder (or the feed entry's or JSON line's own
    id); ``title`` is empty where the source names none; ``published`` is only what the source's
    metadata or the file says, never an inference.
    """

    id: str
    text: str
    title: str = ""
    source: str = ""
    url: str = ""
    language: str = ""
    published: Published = UNDATED


class BlockKind(StrEnum):
    """What a block of text (about a paragraph) is."""

    HEAD = "head"  # "date 2021-06-06": metadata standing in the text
    TITLE = "title"
    HEADING = "heading"  # a heading inside the text, a navigation label, a standfirst
    PARAGRAPH = "paragraph"
    PULL_QUOTE = "pull quote"  # a quotation set alone, its speaker's name after it


class Block(NamedTuple):
    """A block of an article's text; blocks are in order, disjoint, and cut off outer blanks."""

    start: int
    end: int
    kind: BlockKind = BlockKind.PARAGRAPH


class ActorKind(StrEnum):
    """What an actor is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    COUNTRY = "country"
    GROUP = "group"  # "Russian diplomats", "two officials": a source without a name


class MentionForm(StrEnum):
    """How a mention names its actor."""

    NAME = "name"
    ROLE = "role"
    PRONOUN = "pronoun"


class Mention(NamedTuple):
    """A span of an article that names an actor; ``actor`` indexes ``Findings.actors``."""

    start: int
    end: int
    form: MentionForm
    actor: int


@dataclass(frozen=True, slots=True)
class LocalActor:
    """An actor as one article alone shows it.

    ``name`` is the fullest name in the article, without titles; ``roles`` are the titles and
    roles given to it there, as written; ``gender`` is ``f``, ``m`` or empty where unknown;
    ``names`` are the different names it has there, as written, without titles.
    """

    name: str
    kind: ActorKind
    roles: tuple[str, ...] = ()
    gender: str = ""
    names: tuple[str, ...] = ()


class QuotationKind(StrEnum):
    """Direct: inside quotation marks; indirect: reported; mixed: reported, with quoted words."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Act(StrEnum):
    """What somebody does with the words of a quotation."""

    STATES = "states"
    ASKS = "asks"
    ANNOUNCES = "announces"
    DENIES = "denies"
    DECLINES = "declines"
    THINKS = "thinks"


@dataclass(frozen=True, slots=True)
class Quotation:
    """One contiguous piece of what somebody said.

    ``[start, end)`` is the content, quotation marks included where the content is all inside
    them.  ``speaker`` is the mention that it is attributed to, as written ("he"); ``actor``
    indexes ``Findings.actors`` where that mention resolves to one; ``chain`` leads from
    ``speaker`` to a mention by name, the steps a person can check.  Pieces of one utterance that
    its cue interrupts share ``group`` (unique within the article).  ``confidence`` is the
    probability that span and speaker are both right.  ``act`` is what the speaker does;
    ``reported`` marks an act that is told without a clause of its own ("announced a merger").
    """

    start: int
    end: int
    kind: QuotationKind
    cue: Span | None = None
    speaker: Span | None = None
    actor: int | None = None
    chain: tuple[Span, ...] = ()
    confidence: float = 0.0
    group: int | None = None
    act: Act = Act.STATES
    reported: bool = False


class DatedEvent(NamedTuple):
    """Words that tell of a happening on a date: the span of the sentence, the ISO date as known.

    ``date`` may lack its year (``--10-18``, as in ISO 8601) until the article's own is known.
    """

    start: int
    end: int
    date: str


@dataclass(frozen=True, slots=True)
class Findings:
    """All that the analysis finds in one article, by itself."""

    blocks: tuple[Block, ...] = ()
    dateline: Span | None = None
    sentences: tuple[Span, ...] = ()
    actors: tuple[LocalActor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    published: Published = UNDATED
    events: tuple[DatedEvent, ...] = ()

    @property
    def statements(self) -> tuple[Quotation, ...]:
        """The quotations that are more than an act merely told ("declined to comment")."""
        return tuple(it for it in self.quotations if not it.reported)


@dataclass(frozen=True, slots=True)
class NamedActors:
    """Whom an article names, and how often each is mentioned and says something.

    ``statements`` leaves out acts that are merely told.
    """

    actors: tuple[LocalActor, ...]
    mentions: tuple[int, ...]
    statements: tuple[int, ...]

    @classmethod
    def of(cls, findings: Findings) -> NamedActors:
        """Take out of findings what actors are found by."""
        numbers = range(len(findings.actors))
        mentions = Counter(it.actor for it in findings.mentions)
        statements = Counter(it.actor for it in findings.statements)
        return cls(
            findings.actors,
            tuple(map(mentions.__getitem__, numbers)),
            tuple(map(statements.__getitem__, numbers)),
        )


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, organisation or country: one identity across the whole library.

    ``id`` is stable: adding articles never renumbers.  ``names`` counts every variant as
    written, ``roles`` every title; ``articles`` are the ids of those that mention it.
    """

    id: str
    name: str
    kind: ActorKind
    names: dict[str, int] = field(default_factory=dict)
    roles: dict[str, int] = field(default_factory=dict)
    articles: tuple[str, ...] = ()
    mentions: int = 0
    quotations: int = 0


@dataclass(frozen=True, slots=True)
class Resolution:
    """The actors of a library, and which of them each article's local actors are.

    ``of[article_id][i]`` is the actor id of ``Findings.actors[i]``, or ``None`` where the local
    actor stays inside its article (groups such as "two officials").
    """

    actors: Mapping[str, Actor] = field(default_factory=dict)
    of: Mapping[str, tuple[str | None, ...]] = field(default_factory=dict)


class LinkType(StrEnum):
    """How two passages belong together."""

    NEAR_DUPLICATE = "near duplicate"
    SAME_STATEMENT = "same statement"
    ANSWERS = "answers"  # directed: ``a`` answers ``b``
    SAME_EVENT = "same event"
    CHANGED_POSITION = "changed position"  # a suggestion, never a verdict
    SAME_ACTORS = "same actors"


@dataclass(frozen=True, slots=True)
class Place:
    """A passage of an article of the library."""

    article: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Link:
    """A tie between two passages, with a score in 0..1 and evidence that a person can check."""

    type: LinkType
    a: Place
    b: Place
    score: float
    evidence: tuple[str, ...] = ()
