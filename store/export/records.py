"""What leaves: quotations with their articles, speakers, links and tags, as plain typed records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, TypeAlias

from onrecord.analysis.types import UNDATED, Actor, Link, Published
from onrecord.store.notebook.overlay import Quoted
from onrecord.store.notebook.people import TRAITS, ListedPerson

Row: TypeAlias = dict[str, Any]

KINDS = {
    "direct": "direct quotation",
    "indirect": "reported",
    "mixed": "reported, with quoted words",
}
"""What each kind of quotation is called in a document."""


@dataclass(frozen=True, slots=True)
class Cited:
    """An article that something is quoted from.

    ``id`` is the library's, ``file`` the path of its file in the folder; ``version`` is the hash
    of the text (:func:`onrecord.store.notebook.anchors.version_of`); ``author`` may be several,
    parted by semicolons; ``text`` the whole of it,
    empty where the format has no use for it; ``memo`` the person's.
    """

    id: str
    title: str = ""
    source: str = ""
    url: str = ""
    published: Published = UNDATED
    language: str = ""
    version: str = ""
    file: str = ""
    memo: str = ""
    text: str = ""
    author: str = ""

    @property
    def place(self) -> str:
        """The file, and which of its records it is: ``news.jsonl#3``."""
        return self.id if self.id.startswith(f"{self.file}#") else self.file


@dataclass(frozen=True, slots=True)
class Evidence:
    """One quotation with its article.

    ``content`` is the text of its span, ``before`` and ``after`` the characters around it
    (:data:`onrecord.store.notebook.anchors.CONTEXT` of them at most); ``cue`` and ``speaker``
    are the words that introduce it and name who speaks, as written; ``names`` the ids of the
    actors that it names; ``sentence`` the whole of the sentences that it stands in; ``person``
    is who the speaker is on the person's own list. ``id`` stays the same when the article is
    edited elsewhere, and is unique in a library; ``earlier`` are those that it had while the
    article's file was called otherwise.
    """

    quotation: Quoted
    content: str
    article: Cited
    cue: str = ""
    speaker: str = ""
    before: str = ""
    after: str = ""
    id: str = ""
    names: tuple[str, ...] = ()
    person: ListedPerson | None = None
    sentence: str = ""
    earlier: tuple[str, ...] = ()

    @property
    def doubt(self) -> str:
        """What an editor is warned of as the screen warns, in words; "" where there is nothing."""
        if not self.quotation.unsure:
            return ""
        name = self.quotation.speaker_name
        told = "speaker unsure" if name else "unsure"
        named = name and name.casefold() in self.speaker.casefold()
        return told if named or not self.speaker else f"{told}; written as “{self.speaker}”"


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag of the codebook; ``name`` holds its levels, parted by ``/``."""

    name: str
    memo: str = ""
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Memo:
    """A memo; ``about`` says on what it is, ``id`` and ``name`` on which or on whom."""

    about: str
    id: str
    name: str
    memo: str


@dataclass(frozen=True, slots=True)
class Export:
    """All that one export is made of, in the order it is to be shown.

    ``actors`` are by id; ``links`` lie between any articles, of which ``articles`` knows those
    that are quoted or linked; ``people`` are the actors on the person's own list, by their ids;
    ``memos`` are those on its articles and actors; ``made`` is the time in ISO 8601, ``by`` the
    person's name.
    """

    title: str
    evidence: Sequence[Evidence] = ()
    articles: Mapping[str, Cited] = field(default_factory=dict)
    actors: Mapping[str, Actor] = field(default_factory=dict)
    links: Sequence[Link] = ()
    tags: Sequence[Tag] = ()
    made: str = ""
    by: str = ""
    people: Mapping[str, ListedPerson] = field(default_factory=dict)
    memos: Sequence[Memo] = ()

    @property
    def ids_now(self) -> Mapping[str, str]:
        """The ids of its quotations by those that these had earlier."""
        return {old: it.id for it in self.evidence for old in it.earlier}


def quotation_id(article: str, text: str, start: int, end: int) -> str:
    """Return a quotation's id: of its article, its words, and how often they stand before it.

    Offsets take no part, so that the id outlives edits of the article elsewhere.
    """
    words = text[start:end]
    parts = (article, words, str(text.count(words, 0, start) if words else 0))
    digest = blake2b(digest_size=6)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(4, "big") + data)
    return f"q-{digest.hexdigest()}"


def export_of(title: str, evidence: Iterable[Evidence]) -> Export:
    """Return an export of quotations alone, with the articles that they are from."""
    items = list(evidence)
    return Export(title, items, {it.article.id: it.article for it in items})


def quotation_row(it: Evidence) -> Row:
    """Return a quotation flat, by the names that JSON lines and the heads of CSV files have."""
    q, article = it.quotation, it.article
    published = article.published
    return {
        "id": it.id,
        "article": article.id,
        "title": article.title,
        "source": article.source,
        "url": article.url,
        "file": article.file,
        "article_memo": article.memo or None,
        "language": article.language,
        "version": article.version,
        "published": published.date,
        "precision": str(published.precision),
        "date_basis": str(published.basis),
        "date_why": published.why,
        "not_before": published.not_before,
        "not_after": published.not_after,
        "start": q.start,
        "end": q.end,
        "kind": str(q.kind),
        "content": it.content,
        "before": it.before,
        "after": it.after,
        "sentence": it.sentence or None,
        "speaker": q.speaker_id,
        "speaker_name": q.speaker_name or None,
        "speaker_text": it.speaker or None,
        "cue_text": it.cue or None,
        "confidence": round(q.confidence, 4),
        "attributed_by": "person" if q.attributed else "machine",
        "altered": q.why or None,
        "tags": list(q.tags),
        "memo": q.memo or None,
        "selected": q.selected,
        **{f"speaker_{name}": value for name, value in _traits(it.person).items()},
    }


def _traits(person: ListedPerson | None) -> Row:
    """Return what the person's own list says of somebody; None where it says nothing."""
    return {trait: getattr(person, trait, "") or None for trait in TRAITS}


def actor_row(actor: Actor, person: ListedPerson | None = None) -> Row:
    """Return an actor flat, with what the person's own list says of them."""
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": str(actor.kind),
        "names": actor.names,
        "roles": actor.roles,
        "articles": list(actor.articles),
        "mentions": actor.mentions,
        "quotations": actor.quotations,
        **_traits(person),
    }


def people_rows(export: Export) -> list[Row]:
    """Return who of those that leave is on the person's own list, by name, with what it says."""
    met: dict[str, ListedPerson] = {}
    for it in export.evidence:
        if it.person:
            met.setdefault(it.person.name, it.person)
    for key in export.actors:
        if person := export.people.get(key):
            met.setdefault(person.name, person)
    return [{"name": name, **_traits(met[name])} for name in sorted(met)]


def link_row(link: Link) -> Row:
    """Return a link flat."""
    return {
        "type": str(link.type),
        "a_article": link.a.article,
        "a_start": link.a.start,
        "a_end": link.a.end,
        "b_article": link.b.article,
        "b_start": link.b.start,
        "b_end": link.b.end,
        "score": round(link.score, 4),
        "evidence": list(link.evidence),
    }


def all_memos(export: Export) -> list[Memo]:
    """Return every memo of an export: on its quotations, articles and actors, and on its tags."""
    said = [
        Memo("quotation", it.id, it.content, it.quotation.memo)
        for it in export.evidence
        if it.quotation.memo
    ]
    tags = [Memo("tag", tag.name, f"#{tag.name}", tag.memo) for tag in export.tags if tag.memo]
    return [*said, *export.memos, *tags]


def memo_row(memo: Memo) -> Row:
    """Return a memo flat."""
    return {"about": memo.about, "id": memo.id, "name": memo.name, "memo": memo.memo}


def tag_row(tag: Tag, counts: Mapping[str, int]) -> Row:
    """Return a tag flat, with how many of the quotations that leave bear it."""
    return {
        "name": tag.name,
        "memo": tag.memo or None,
        "colour": tag.colour or None,
        "quotations": counts.get(tag.name, 0),
    }
