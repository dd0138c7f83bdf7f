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
from onrecord.store.notebook.disputes import Dispute
from onrecord.store.notebook.notebook import Notebook
from onrecord.store.notebook.overlay import place
from onrecord.store.notebook.records import (
    Annotation,
    LinkNote,
    Row,
    row_of,
    signed,
)
from onrecord.store.notebook.who import me
from onrecord.store.notebook.work_log import Change, SaidBy

from . import rulings
from .authors import Authors
from .one_quotation import same_work, united
from .paired import nearly, of_one_title
from .whose import Theirs, Whose, theirs


class ArticleText(NamedTuple):
    """An article's text here, and its version."""

    text: str
    version: str


class ListedArticle(NamedTuple):
    """An article as a library lists it: its text's version, its title, whether its file is gone."""

    version: str
    title: str
    away: bool = False


@dataclass(slots=True)
class Merge:
    """What a merge changes: how much of what, what contradicts, and what is not in this library.

    ``whose`` tells whose word the changes are; ``settled`` counts the contradictions that were
    decided before.
    """

    changes: list[Change] = field(default_factory=list)
    whose: list[SaidBy] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    disputes: list[Dispute] = field(default_factory=list)
    taken: int = 0
    known: int = 0
    settled: int = 0
    elsewhere: list[str] = field(default_factory=list)


def merge(
    ours: Notebook,
    theirs: Notebook,
    who: str,
    articles: Mapping[str, ListedArticle],
    listed: Mapping[str, ListedArticle],
    text_of: Callable[[str], ArticleText],
    called: str = "",
) -> Merge:
    """Return what taking over a colleague's notebook changes.

    Work goes to the article of the same text, else to that of the same id if its title agrees,
    else to the only one of its title if that has nearly its text.

    Args:
        ours: the notebook that takes.
        theirs: the colleague's, which is only read.
        who: their name, for work that bears none.
        articles: this library's articles, by their ids.
        listed: those of the colleague's, as far as they are known.
        text_of: gives an article's text; StoreError where it is not to be had.
        called: what this library is called where work bears no name.
    """
    made = Merge()
    own, other = (Authors(book.records()) for book in (ours, theirs))
    names = {me(), who, called, *names_in(ours), *names_in(theirs), *own.names, *other.names}
    here = _Here(ours, theirs, who, articles, listed, text_of, made, Whose(own, other, names, who))
    for article in sorted(theirs.annotated()):
        here.annotations(article)
        here.notes(article)
    here.codebook()
    here.actor_memos()
    here.rulings()
    here.links()
    here.searches()
    here.people()
    made.changes += ours.disputes.asking(made.disputes)
    return made


@dataclass(slots=True)
class _Here:
    ours: Notebook
    theirs: Notebook
    who: str
    articles: Mapping[str, ListedArticle]
    listed: Mapping[str, ListedArticle]
    text_of: Callable[[str], ArticleText]
    made: Merge
    whose: Whose

    def article(self, name: str, version: str = "") -> str | None:
        """Return which of our articles is theirs: the one of the same text, else of the same id.

        An id alone may have gone to another article: then the title is another one as well.  One
        that was renamed and edited is told by its title and what is left of its text.
        """
        own, their = self.articles.get(name), self.listed.get(name)
        version = version or (their.version if their else "")
        if own is not None and own.version == version:
            return name
        same = [key for key, held in self.articles.items() if version and held.version == version]
        edited = own is not None and (their is None or their.title == own.title)
        return same[0] if same else name if edited else self._renamed(name, version)

    def _renamed(self, name: str, version: str) -> str | None:
        their, text = self.listed.get(name), self.theirs.text(version)
        if their is None or text is None or name not in of_one_title(self.listed).values():
            return None
        own = of_one_title(self.articles).get(their.title)
        return own if own and nearly(text, self.text_of(own).text) else None

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
        own = same_work(it, span, placed)
        if own is None:
            self._keep_text(it, text)
            self._put("annotations", new_key(), row_of(it), theirs(it))
            return
        memo = self.whose.memo(own.memo, "annotations", theirs(it))
        both, against = united(own, it, memo, it.who or (self.who,))
        if row_of(both) == row_of(own):
            self.made.known += 1
        else:
            self._put("annotations", own.id, row_of(both), theirs(it))
        for what, says, mine, followed in against:
            words, at = own.anchor.exact, own.anchor.start
            about = _About("annotations", own.id, own.article, words, at)
            self._dispute(about, theirs(it), what, says, mine, row_of(followed))

    def _dispute(
        self, about: _About, work: Theirs, what: str, says: str, mine: str, followed: Row
    ) -> None:
        """Note a contradiction, if it is no word of our own that comes back.

        One that was decided before is only counted.
        """
        own = self.ours.row(about.table, about.work)
        if self.whose.own_word(about.table, about.work, own, work, what):
            return
        who = self.whose.name(about.table, work, what)
        named = f"{about.work} {who} {says}"
        it = Dispute(
            blake2b(named.encode(), digest_size=8).hexdigest(),
            about.article,
            about.words,
            who,
            says,
            about.work,
            followed,
            what,
            about.table,
            about.at,
            mine,
        )
        if self.ours.disputes.settled(it):
            self.made.settled += 1
        else:
            self.made.disputes.append(it)

    def _keep_text(self, it: Annotation, text: ArticleText) -> None:
        version = it.anchor.version
        kept = text.text if version == text.version else self.theirs.text(version)
        if kept is not None:
            self.made.texts[version] = kept

    # -- the rest -----------------------------------------------------------------------------

    def notes(self, name: str) -> None:
        """Take over what they say of an article: the memo, the star, a date where we have none."""
        it = self.theirs.articles.notes(name)
        if not (it.memo or it.date or it.starred):
            return
        article = self.article(name, self._version(name))
        if article is None:
            self.made.elsewhere.append(name)
            return
        own, work = self.ours.articles.notes(article), Theirs(name, row_of(it))
        both = replace(
            own,
            memo=self.whose.memo(own.memo, "articles", work),
            date=own.date or it.date,
            starred=own.starred or it.starred,
        )
        if both != own:
            self._put("articles", article, row_of(both), work)
        if own.date and it.date and own.date != it.date:
            about = _About("articles", article, article, "", 0)
            says, mine = (f"the article is of {one.date}" for one in (it, own))
            followed = row_of(replace(both, date=it.date))
            self._dispute(about, work, "date", says, mine, followed)

    def codebook(self) -> None:
        """Take over tags that are not ours, memos below ours, colours where we have none."""
        own, book = self.ours.codebook, self.theirs.codebook
        colours, mine, here = book.colours(), own.colours(), own.tags()
        theirs, rejected = book.tags(), book.rejected()
        for tag in theirs:
            work = Theirs(tag, {"memo": book.memo(tag)})
            memo = self.whose.memo(own.memo(tag), "tags", work)
            row = {"memo": memo, "colour": mine.get(tag, "") or colours.get(tag, "")}
            filled = {name: value for name, value in row.items() if value}
            before = {"memo": own.memo(tag), "colour": mine.get(tag, "")}
            if filled != {name: value for name, value in before.items() if value}:
                self._put("tags", tag, filled, work)
            elif tag not in here and not (theirs[tag] or rejected[tag]):
                self._put("tags", tag, {}, work)

    def actor_memos(self) -> None:
        """Take over memos on actors, below ours on those of the same name."""
        for name, said_of in self.theirs.actors.memos().values():
            key, before = self.ours.actors.memo_of(name)
            work = Theirs(name, {"memo": said_of})
            if (memo := self.whose.memo(before, "actors", work)) != before:
                self._put("actors", key, {"name": name, "memo": memo}, work)

    def rulings(self) -> None:
        """Take over their word on actors, after our own; ids of articles are told as ours."""
        ours = self.ours.actors.rulings()
        number = max((it.number for it in ours), default=0)
        for they in self.theirs.actors.rulings():
            here = {name: self.article(name, self._version(name)) for name in they.articles}
            absent = [name for name, own in here.items() if own is None]
            self.made.elsewhere += absent
            if absent and len(absent) == len(here):
                continue  # of no article it would be of all
            it = replace(they, number=number + 1, articles=tuple(filter(None, here.values())))
            against = ((own, rulings.contradiction(own, it)) for own in ours)
            opposed = next(((own, said) for own, said in against if said), None)
            if any(rulings.same(own, it) for own in ours):
                self.made.known += 1
            elif opposed:
                own, (what, says, mine) = opposed
                about = _About("rulings", own.id, "", own.actors[0].name, 0)
                row = row_of(replace(own, name=it.name) if what == "name" else it)
                self._dispute(about, theirs(they), what, says, mine, row)
            else:
                number += 1
                self._put("rulings", new_key(), row_of(it), theirs(they))

    def _version(self, name: str) -> str:
        """Return the version of one of their articles' texts, as far as their work tells."""
        work = self.theirs.quotations.of(name)
        return work[-1].anchor.version if work else ""

    def links(self) -> None:
        """Take over what they say of links that we have said nothing of."""
        own = self.ours.links.notes()
        known = {_ends(it.a, it.a_anchor.exact, it.b, it.b_anchor.exact): it for it in own}
        for it in self.theirs.links.notes():
            a = self.article(it.a, it.a_anchor.version)
            b = self.article(it.b, it.b_anchor.version)
            if a is None or b is None:
                self.made.elsewhere += [x for x, y in ((it.a, a), (it.b, b)) if y is None]
            elif ours := known.get(_ends(a, it.a_anchor.exact, b, it.b_anchor.exact)):
                self._link(ours, it)
            else:
                self._put("links", new_key(), row_of(replace(it, a=a, b=b)), theirs(it))

    def _link(self, own: LinkNote, it: LinkNote) -> None:
        if (own.verdict, own.type) == (it.verdict, it.type):
            self.made.known += 1
            return
        about = _About("links", own.id, own.a, own.a_anchor.exact, own.a_anchor.start)
        says, mine = (f"the link ({one.type}) is {one.verdict}" for one in (it, own))
        other = replace(own, verdict=it.verdict, type=it.type, note=it.note)
        self._dispute(about, theirs(it), "link", says, mine, row_of(other))

    def searches(self) -> None:
        """Take over searches of names that we have not given."""
        mine = self.ours.searches.all()
        for name, query in self.theirs.searches.all().items():
            if name not in mine:
                self._put("searches", name, {"query": query})

    def people(self) -> None:
        """Take over those of their list of people whom ours does not have."""
        mine = {it.name for it in self.ours.people.all()}
        for _, name, row in self.ours.people.changes(self.theirs.people.all()):
            if name not in mine and row is not None:
                self._put("people", name, row)

    def _put(self, table: str, key: str, row: Row, work: Theirs | None = None) -> None:
        self.made.changes.append((table, key, row))
        self.made.taken += 1
        if work is not None:
            before = self.ours.row(table, key)
            self.made.whose += self.whose.taken(table, key, before, row, work)


def names_in(notebook: Notebook) -> set[str]:
    """Return whose work a notebook holds, as far as it bears names."""
    annotated = notebook.annotated()
    return {name for it in annotated for row in notebook.quotations.of(it) for name in row.who}


class _About(NamedTuple):
    """What a contradiction is about: our work on it, and where its words stand."""

    table: str
    work: str
    article: str
    words: str
    at: int


def _ends(a: str, a_words: str, b: str, b_words: str) -> frozenset[tuple[str, str]]:
    return frozenset(((a, a_words), (b, b_words)))
