"""The person's side of a session: every way to change something, with undo.

Each method makes the change durable, tells that it happened, and returns a line that says what
was done; where it cannot be done a notice says why, and "" is returned.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from onrecord.analysis.types import Actor, Link, Precision, QuotationKind
from onrecord.store.errors import StoreError
from onrecord.store.library.library import Library
from onrecord.store.notebook.notebook import Notebook
from onrecord.store.notebook.overlay import Quoted
from onrecord.store.notebook.records import LinkVerdict
from onrecord.store.notebook.stale import ALTERED, Stale

from .events import Changed, Listener, Notice
from .indexer import Indexer

PRECISIONS = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}
"""How much of a date an ISO date of that length tells."""


class Work:
    """What a person does to the library of a session."""

    _library: Library
    _indexer: Indexer
    _listen: Listener
    _edits: int

    def actors(self) -> dict[str, Actor]:
        """Return the actors of the library by id, as far as it is analysed."""
        return self._indexer.knowledge.resolution.actors

    @property
    def _notebook(self) -> Notebook:
        return self._library.notebook

    def _do(self, work: Callable[[], str], *articles: str, actors: bool = False) -> str:
        try:
            said = work()
        except (StoreError, ValueError) as error:
            self._tell(error)
            return ""
        self._edits += 1
        if actors:
            self._indexer.relay()
        if said:
            self._listen(Changed(articles))
        return said

    def _tell(self, error: Exception) -> None:
        self._listen(Notice(str(error), "error"))

    def tag(self, quotations: Sequence[Quoted], tags: Sequence[str]) -> str:
        """Make these the tags of each quotation."""
        return self._do(lambda: self._notebook.tag(quotations, tags), *_of(quotations))

    def retag(self, quotations: Sequence[Quoted], add: Sequence[str], drop: Sequence[str]) -> str:
        """Add tags to quotations and take others off them."""
        return self._do(lambda: self._notebook.retag(quotations, add, drop), *_of(quotations))

    def memo(self, quotation: Quoted, text: str) -> str:
        """Set a quotation's memo."""
        return self._do(lambda: self._notebook.memo(quotation, text), quotation.article)

    def article_memo(self, article: str, text: str | None = None) -> str:
        """Set the article's memo; with ``None`` only return it."""
        if text is None:
            return self._notebook.notes(article).memo
        return self._do(lambda: self._notebook.article_memo(article, text), article)

    def select(self, quotations: Sequence[Quoted], selected: bool) -> str:
        """Pick quotations for export, or drop them from it."""
        return self._do(lambda: self._notebook.select(quotations, selected), *_of(quotations))

    def correct_speaker(self, quotations: Sequence[Quoted], speaker: str) -> str:
        """Attribute to an actor id of the library, or to a name as typed; "" means nobody."""
        actor = self.actors().get(speaker)
        name = actor.name if actor else speaker
        return self._do(
            lambda: self._notebook.attribute(quotations, actor.id if actor else None, name),
            *_of(quotations),
        )

    def reject(self, quotations: Sequence[Quoted]) -> str:
        """Say that these are no quotations."""
        return self._do(lambda: self._notebook.reject(quotations), *_of(quotations))

    def mark_missed(
        self, article: str, start: int, end: int, kind: QuotationKind, speaker: str
    ) -> str:
        """Add a quotation that the analysis missed; ``speaker`` as in correct_speaker."""
        actor = self.actors().get(speaker)
        name = actor.name if actor else speaker
        key = actor.id if actor else None
        return self._do(lambda: self._notebook.mark(article, start, end, kind, key, name), article)

    def respan(
        self, quotation: Quoted, start: int, end: int, kind: QuotationKind | None = None
    ) -> str:
        """Give a quotation another span."""
        return self._do(
            lambda: self._notebook.respan(quotation, start, end, kind), quotation.article
        )

    def rekind(self, quotations: Sequence[Quoted], kind: QuotationKind) -> str:
        """Say of what kind quotations are."""
        return self._do(lambda: self._notebook.rekind(quotations, kind), *_of(quotations))

    def accept(self, quotations: Sequence[Quoted]) -> str:
        """Say that quotations are right as they are shown."""
        return self._do(lambda: self._notebook.accept(quotations), *_of(quotations))

    def redate(self, article: str, iso: str) -> str:
        """Give an article another date (``2021``, ``2021-10`` or ``2021-10-20``), "" takes it back.

        What is no such date is told as a notice.
        """
        return self._do(lambda: self._redate(article, iso.strip()), article)

    def _redate(self, article: str, iso: str) -> str:
        from dateutil.parser import isoparse

        if iso:
            try:
                if len(iso) not in PRECISIONS:
                    raise ValueError
                isoparse(iso)
            except ValueError:
                raise ValueError(f"“{iso}” is no date: write 2021, 2021-10 or 2021-10-20") from None
        return self._notebook.redate(article, iso)

    def merge_actors(self, actors: Sequence[Actor], name: str = "") -> str:
        """Say that these are one actor, the first of them."""
        return self._do(lambda: self._notebook.merge(actors, name), actors=True)

    def split_actor(self, actor: Actor, articles: Sequence[str], name: str) -> str:
        """Say that in these articles the actor is somebody else."""
        return self._do(lambda: self._notebook.split(actor, articles, name), actors=True)

    def rename_actor(self, actor: Actor, name: str) -> str:
        """Call an actor by another name."""
        return self._do(lambda: self._notebook.rename(actor, name), actors=True)

    def dismiss_actor(self, actor: Actor) -> str:
        """Say that this is no actor."""
        return self._do(lambda: self._notebook.dismiss(actor), actors=True)

    def judge_link(self, link: Link, verdict: LinkVerdict, note: str = "") -> str:
        """Confirm, reject or draw a link."""
        return self._do(
            lambda: self._notebook.judge_link(link, verdict, note), link.a.article, link.b.article
        )

    def kept(self, it: Stale) -> bool:
        """Whether the person has said that this piece of work is to stay although it is stale."""
        return self._notebook.settled().get(it.id) == it.why

    def keep_stale(self, it: Stale) -> str:
        """Keep stale work as it is; altered words become the ones it is on."""
        if it.why == ALTERED and it.span is not None:
            # What confirms altered words asks only where they stand and which work is on them.
            now = Quoted(it.article, *it.span, QuotationKind.DIRECT, annotation=it.id)
            return self._do(lambda: self._notebook.confirm(now), it.article)
        return self._do(lambda: self._notebook.settle(it.id, it.why))

    def drop_stale(self, it: Stale) -> str:
        """Discard stale work: the notes on a quotation, a link, or a ruling on actors."""
        if it.table == "rulings":
            return self._do(lambda: self._notebook.withdraw(it.id), actors=True)
        if it.table == "links":
            return self._do(lambda: self._notebook.withdraw_link(it.id))
        return self._do(lambda: self._notebook.discard(it.id), it.article)

    def undo(self) -> str:
        """Take back the last action, in whatever article; "" when there is nothing to undo."""
        return self._do(self._notebook.undo, actors=True)

    def redo(self) -> str:
        """Do again what was undone last."""
        return self._do(self._notebook.redo, actors=True)

    def tags(self) -> dict[str, int]:
        """Return the codebook with counts."""
        return self._notebook.tags()

    def recent_tags(self) -> list[str]:
        """Return tags, the latest used first."""
        return self._notebook.recent_tags()

    def tag_memo(self, tag: str) -> str:
        """Return the memo on a tag, or ""."""
        return self._notebook.codebook(tag)[0]

    def tag_colours(self) -> dict[str, str]:
        """Return the tags that have a colour, each with the name of it."""
        return self._notebook.tag_colours()

    def describe_tag(self, tag: str, memo: str) -> str:
        """Set the memo on a tag."""
        return self._do(lambda: self._notebook.describe_tag(tag, memo))

    def recolour(self, tag: str, colour: str) -> str:
        """Give a tag one of the colours by name; "" takes it away."""
        return self._do(lambda: self._notebook.recolour(tag, colour))

    def rename_tag(self, old: str, new: str) -> str:
        """Call a tag and those below it something else; the name of another one merges them."""
        return self._do(lambda: self._notebook.rename_tag(old, new))

    def move_tag(self, tag: str, under: str) -> str:
        """Put a tag and those below it under another one; "" is the top."""
        return self._do(lambda: self._notebook.move_tag(tag, under))

    def delete_tag(self, tag: str) -> str:
        """Take a tag and those below it off everything."""
        return self._do(lambda: self._notebook.delete_tag(tag))

    def key_tag(self, key: int) -> str:
        """Return the tag on one of the keys 1 to 9, or ""."""
        return self._notebook.key_tag(key)

    def set_key_tag(self, key: int, tag: str) -> str:
        """Put a tag on one of the keys 1 to 9."""
        return self._do(lambda: self._notebook.set_key_tag(key, tag))

    # -- reading state ------------------------------------------------------------------------

    def place(self, article: str) -> int:
        """Return the offset where they stopped reading."""
        return self._notebook.place(article)

    def remember(self, article: str, offset: int) -> None:
        """Remember where they stopped."""
        try:
            self._notebook.remember(article, offset)
        except StoreError as error:
            self._tell(error)

    def opened(self, article: str) -> None:
        """Mark an article as read because it was opened; undo passes over it."""
        try:
            self._notebook.opened(article)
        except StoreError as error:
            self._tell(error)
        else:
            self._listen(Changed((article,)))

    def mark_read(self, articles: Sequence[str], read: bool) -> str:
        """Mark articles as read or unread."""
        return self._do(lambda: self._notebook.mark_read(articles, read), *articles)

    def star(self, articles: Sequence[str], starred: bool) -> str:
        """Star articles, or take the star away."""
        return self._do(lambda: self._notebook.star(articles, starred), *articles)


def _of(quotations: Sequence[Quoted]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(quoted.article for quoted in quotations))
