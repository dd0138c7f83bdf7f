"""A colleague's notebook taken over: what both did stays, what contradicts is put to the person.

Tags and selections are united, memos stand one below the other with the colleague's name,
corrections are taken where there is none of one's own.  All of it is one action.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from typing import NamedTuple

from onrecord.analysis.types import Span
from onrecord.store.notebook.anchors import find
from onrecord.store.notebook.base import new_key
from onrecord.store.notebook.disputes import Dispute, row_of_dispute
from onrecord.store.notebook.notebook import Notebook
from onrecord.store.notebook.overlay import OVERLAP, overlap, place
from onrecord.store.notebook.records import (
    Annotation,
    ArticleNotes,
    Row,
    Ruling,
    Verdict,
    row_of,
    signed,
)
from onrecord.store.notebook.work_log import Change


class ArticleText(NamedTuple):
    """An article's text here, and its version."""

    text: str
    version: str


@dataclass(slots=True)
class Merge:
    """What a merge changes: how much of what, what contradicts, and what is not in this library."""

    changes: list[Change] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    disputes: list[Dispute] = field(default_factory=list)
    taken: int = 0
    known: int = 0
    elsewhere: list[str] = field(default_factory=list)


def merge(
    ours: Notebook,
    theirs: Notebook,
    who: str,
    articles: Mapping[str, str],
    text_of: Callable[[str], ArticleText],
) -> Merge:
    """Return what taking over a colleague's notebook changes.

    Args:
        ours: the notebook that takes.
        theirs: the colleague's, which is only read.
        who: their name, for work that bears none.
        articles: the versions of this library's texts, by the ids of its articles.
        text_of: gives an article's text; StoreError where it is not to be had.
    """
    made = Merge()
    here = _Here(ours, theirs, who, articles, text_of, made)
    for article in sorted(theirs.annotated()):
        here.annotations(article)
        here.notes(article)
    here.codebook()
    here.actor_memos()
    here.rulings()
    here.links()
    here.searches()
    return made


@dataclass(slots=True)
class _Here:
    ours: Notebook
    theirs: Notebook
    who: str
    articles: Mapping[str, str]
    text_of: Callable[[str], ArticleText]
    made: Merge

    def article(self, name: str, version: str = "") -> str | None:
        """Return which of our articles is theirs: the one of the same text, else of the same id."""
        if self.articles.get(name) == version and version:
            return name
        same = [key for key, held in self.articles.items() if version and held == version]
        return same[0] if same else name if name in self.articles else None

    # -- quotations ---------------------------------------------------------------------------

    def annotations(self, name: str) -> None:
        """Take over the work on the quotations of one of their articles."""
        work = self.theirs.quotations.of(name)
        if not work:
            return
        article = self.article(name, work[-1].anchor.version)
        if article is None:
            self.made.elsewhere.append(name)
            return
        text = self.text_of(article)
        placed = [(it, self._span(it, text)) for it in self.ours.quotations.of(article)]
        for it in work:
            signed_it = signed(replace(it, article=article), "" if it.who else self.who)
            self._annotation(signed_it, self._span(it, text), placed, text)

    def _span(self, it: Annotation, text: ArticleText) -> Span | None:
        ours = place(it, text.text, text.version, self.ours).span
        if ours is not None:
            return ours
        old = self.theirs.text(it.anchor.version)
        return find(it.anchor, text.text, text.version, old).span

    def _annotation(
        self,
        it: Annotation,
        span: Span | None,
        placed: list[tuple[Annotation, Span | None]],
        text: ArticleText,
    ) -> None:
        own = _same(it, span, placed)
        if own is None:
            self._keep_text(it, text)
            self._put("annotations", new_key(), row_of(it))
            return
        both, says = self._united(own, it)
        if row_of(both) == row_of(own):
            self.made.known += 1
        else:
            self._put("annotations", own.id, row_of(both))
        for said, followed in says:
            self._dispute(own, it, said, replace(followed, id=own.id))

    def _united(
        self, own: Annotation, it: Annotation
    ) -> tuple[Annotation, list[tuple[str, Annotation]]]:
        """Return both persons' work in one, and what of theirs contradicts our own."""
        name = it.who[-1] if it.who else self.who
        both = replace(
            own,
            tags=tuple(dict.fromkeys((*own.tags, *it.tags))),
            memo=with_memo(own.memo, it.memo, name),
            selected=own.selected or it.selected,
        )
        says: list[tuple[str, Annotation]] = []
        if it.verdict is Verdict.REJECTED and own.verdict is not Verdict.REJECTED:
            says.append(("it is not a quotation", replace(both, verdict=Verdict.REJECTED)))
        elif own.verdict is Verdict.REJECTED and it.verdict is not Verdict.REJECTED:
            says.append(("it is a quotation", replace(both, verdict=it.verdict)))
        if it.attributed and not own.attributed:
            both = replace(both, attributed=True, speaker=it.speaker, speaker_id=it.speaker_id)
        elif it.attributed and it.speaker != own.speaker:
            other = replace(both, speaker=it.speaker, speaker_id=it.speaker_id)
            says.append((f"the speaker is {it.speaker or 'nobody'}", other))
        moved = {"anchor": it.anchor, "kind": it.kind, "instead": it.instead or own.anchor}
        if it.respanned and not (own.respanned or own.verdict is Verdict.MARKED):
            both = replace(both, respanned=True, **moved)  # type: ignore[arg-type]
        elif it.respanned and it.anchor.exact != own.anchor.exact:
            other = replace(both, respanned=True, **moved)  # type: ignore[arg-type]
            says.append((f"the words are {' '.join(it.anchor.exact.split())}", other))
        if both != own or says:
            for one in it.who or (self.who,):
                both = signed(both, one)
        return both, says

    def _dispute(self, own: Annotation, it: Annotation, said: str, followed: Annotation) -> None:
        name = it.who[-1] if it.who else self.who
        key = blake2b(f"{own.id} {name} {said}".encode(), digest_size=8).hexdigest()
        made = Dispute(key, own.article, own.anchor.exact, name, said, own.id, followed)
        self.made.disputes.append(made)
        if key not in {it.id for it in self.ours.disputes.all()}:
            self.made.changes.append(("disputes", key, row_of_dispute(made)))

    def _keep_text(self, it: Annotation, text: ArticleText) -> None:
        version = it.anchor.version
        kept = text.text if version == text.version else self.theirs.text(version)
        if kept is not None:
            self.made.texts[version] = kept

    # -- the rest -----------------------------------------------------------------------------

    def notes(self, name: str) -> None:
        """Take over what they say of an article: the memo, the star, a date where we have none."""
        it = self.theirs.articles.notes(name)
        article = self.article(name)
        if it == ArticleNotes() or article is None:
            return
        own = self.ours.articles.notes(article)
        both = replace(
            own,
            memo=with_memo(own.memo, it.memo, self.who),
            date=own.date or it.date,
            starred=own.starred or it.starred,
        )
        if both != own:
            self._put("articles", article, row_of(both))

    def codebook(self) -> None:
        """Take over tags that are not ours, memos below ours, colours where we have none."""
        own, book = self.ours.codebook, self.theirs.codebook
        colours, mine, here = book.colours(), own.colours(), own.tags()
        for tag in book.tags():
            memo = with_memo(own.memo(tag), book.memo(tag), self.who)
            row = {"memo": memo, "colour": mine.get(tag, "") or colours.get(tag, "")}
            filled = {name: value for name, value in row.items() if value}
            before = {"memo": own.memo(tag), "colour": mine.get(tag, "")}
            if filled != {name: value for name, value in before.items() if value}:
                self._put("tags", tag, filled)
            elif tag not in here and not book.tags()[tag]:
                self._put("tags", tag, {})

    def actor_memos(self) -> None:
        """Take over memos on actors, below ours on those of the same name."""
        for name, theirs in self.theirs.actors.memos().values():
            key, before = self.ours.actors.memo_of(name)
            if (memo := with_memo(before, theirs, self.who)) != before:
                self._put("actors", key, {"name": name, "memo": memo})

    def rulings(self) -> None:
        """Take over their word on actors, after our own; ids of articles are told as ours."""
        known = {_signature(it) for it in self.ours.actors.rulings()}
        number = max((it.number for it in self.ours.actors.rulings()), default=0)
        for it in self.theirs.actors.rulings():
            if _signature(it) in known:
                self.made.known += 1
                continue
            number += 1
            self._put("rulings", new_key(), row_of(replace(it, number=number)))

    def links(self) -> None:
        """Take over what they say of links that we have said nothing of."""
        own = self.ours.links.notes()
        known = {_ends(it.a, it.a_anchor.exact, it.b, it.b_anchor.exact) for it in own}
        for it in self.theirs.links.notes():
            a = self.article(it.a, it.a_anchor.version)
            b = self.article(it.b, it.b_anchor.version)
            if a is None or b is None:
                self.made.elsewhere += [x for x, y in ((it.a, a), (it.b, b)) if y is None]
            elif _ends(a, it.a_anchor.exact, b, it.b_anchor.exact) in known:
                self.made.known += 1
            else:
                self._put("links", new_key(), row_of(replace(it, a=a, b=b)))

    def searches(self) -> None:
        """Take over searches of names that we have not given."""
        mine = self.ours.searches.all()
        for name, query in self.theirs.searches.all().items():
            if name not in mine:
                self._put("searches", name, {"query": query})

    def _put(self, table: str, key: str, row: Row) -> None:
        self.made.changes.append((table, key, row))
        self.made.taken += 1


def with_memo(own: str, their: str, who: str) -> str:
    """Return two memos, theirs below ours with their name; each once."""
    if not their.strip() or their.strip() in own:
        return own
    return f"{own}\n\n{who}: {their}" if own.strip() else their


def _same(
    it: Annotation, span: Span | None, placed: list[tuple[Annotation, Span | None]]
) -> Annotation | None:
    """Return our work on the quotation that theirs is on."""
    for own, at in placed:
        if (own.anchor.version, own.anchor.start, own.anchor.end) == (
            it.anchor.version,
            it.anchor.start,
            it.anchor.end,
        ):
            return own
        same = it.instead or own.instead
        if same and (own.instead == it.anchor or it.instead in (own.anchor, own.instead)):
            return own
        if span and at and overlap(span, at) >= OVERLAP:
            return own
    return None


def _signature(it: Ruling) -> object:
    refs = tuple((ref.name, str(ref.kind)) for ref in it.actors)
    return str(it.kind), refs, it.name, it.articles


def _ends(a: str, a_words: str, b: str, b_words: str) -> frozenset[tuple[str, str]]:
    return frozenset(((a, a_words), (b, b_words)))
