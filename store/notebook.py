"""A person's own work: tags, memos, selections, corrections, reading state.

Every method that changes something makes it durable before it returns, as one action that can be
undone, and returns a line that says what was done.  Rows are anchored to the words they are
about (:mod:`store.anchors`), never to what the analyser happened to find.
"""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.types import Actor, Link, QuotationKind

from .anchors import anchor
from .backups import Backup, Backups
from .errors import StoreError
from .ledger import Change, Ledger, Step, now
from .records import (
    ActorRef,
    Annotation,
    ArticleNotes,
    LinkNote,
    LinkVerdict,
    Ruling,
    RulingKind,
    Verdict,
    annotation,
    article_notes,
    link_note,
    row_of,
    ruling,
)
from .state import Row

if TYPE_CHECKING:
    from .layer import Quoted

TextOf = Callable[[str], tuple[str, str]]
"""An article's text and the version of it, by its id."""


class Notebook:
    """The notebook of one library; ``text_of`` gives the texts that anchors are made in."""

    def __init__(
        self,
        folder: Path,
        text_of: TextOf,
        *,
        read_only: str = "",
        backups: Backups | None = None,
    ) -> None:
        self._text_of = text_of
        self._in: dict[str, set[str]] = {}
        self._decoded: dict[str, list[Annotation]] = {}
        self._ledger = Ledger(folder, read_only=read_only, backups=backups, watch=self._changed)
        for key, row in self._ledger.rows("annotations").items():
            self._in.setdefault(row["article"], set()).add(key)

    def _changed(self, table: str, key: str, before: Row | None, after: Row | None) -> None:
        if table != "annotations":
            return
        if before:
            self._in[before["article"]].discard(key)
            self._decoded.pop(before["article"], None)
        if after:
            self._in.setdefault(after["article"], set()).add(key)
            self._decoded.pop(after["article"], None)

    @property
    def read_only(self) -> str:
        """Why nothing can be changed, or ""."""
        return self._ledger.read_only

    @property
    def notices(self) -> list[str]:
        """What had to be mended when it was opened."""
        return self._ledger.notices

    def checkpoint(self) -> None:
        """Write the snapshot now; :meth:`close` does it as well."""
        self._ledger.checkpoint()

    def close(self) -> None:
        """Write the snapshot and close."""
        self._ledger.close()

    # -- undo ---------------------------------------------------------------------------------
    def undo(self) -> str:
        """Take back the last action, in whatever article; "" when there is nothing to undo."""
        label = self._ledger.undo()
        return f"Undone: {label}" if label else ""

    def redo(self) -> str:
        """Do again what was undone last; "" when there is nothing to redo."""
        label = self._ledger.redo()
        return f"Done again: {label}" if label else ""

    def history(self) -> Iterator[Step]:
        """Yield all actions, the oldest first."""
        return self._ledger.history()

    def restore(self, backup: Backup) -> str:
        """Make everything as it was in a backup; this can be undone as well."""
        label = f"Restored the backup of {backup.at:%Y-%m-%d %H:%M} UTC"
        self._ledger.restore(backup.read(), label)
        return label

    # -- quotations ---------------------------------------------------------------------------
    def annotations(self, article: str) -> Sequence[Annotation]:
        """Return the annotations of an article, the oldest first."""
        keys = self._in.get(article)
        if not keys:
            return ()
        if article not in self._decoded:
            rows = self._ledger.rows("annotations")
            found = [annotation(key, rows[key]) for key in keys]
            self._decoded[article] = sorted(found, key=lambda it: (it.at, it.id))
        return self._decoded[article]

    def annotated(self) -> set[str]:
        """Return the ids of the articles that have annotations or notes."""
        return {a for a, keys in self._in.items() if keys} | set(self._ledger.rows("articles"))

    def kept(self, version: str) -> str | None:
        """Return the text of a version that annotations were made in, or None."""
        return self._ledger.text(version)

    def tag(self, quotations: Sequence[Quoted], tags: Sequence[str]) -> str:
        """Make these the tags of each quotation."""
        clean = tuple(dict.fromkeys(tag for tag in map(clean_tag, tags) if tag))
        label = (
            f"{', '.join(clean)} on {_count(quotations)}"
            if clean
            else f"no tags on {_count(quotations)}"
        )
        changes = self._annotate(quotations, lambda it: replace(it, tags=clean))
        if clean:
            uses = self._recency(clean)
            self._commit(label, [*changes[0], uses], changes[1], quotations)
        else:
            self._commit(label, *changes, quotations)
        return label

    def memo(self, quotation: Quoted, text: str) -> str:
        """Set a quotation's memo; an empty one takes it away."""
        text = clean(text)
        label = "Memo on a quotation" if text.strip() else "No memo on a quotation"
        self._commit(
            label,
            *self._annotate([quotation], lambda it: replace(it, memo=text if text.strip() else "")),
            [quotation],
        )
        return label

    def select(self, quotations: Sequence[Quoted], selected: bool) -> str:
        """Pick quotations for export, or drop them from it."""
        label = f"{'Selected' if selected else 'Not selected'}: {_count(quotations)}"
        self._commit(
            label,
            *self._annotate(quotations, lambda it: replace(it, selected=selected)),
            quotations,
        )
        return label

    def attribute(self, quotations: Sequence[Quoted], actor: str | None, name: str) -> str:
        """Give quotations another speaker: an actor of the library, or a name; "" is nobody."""
        name = clean(name).strip()
        label = f"Speaker of {_count(quotations)}: {name or 'nobody'}"
        self._commit(
            label,
            *self._annotate(
                quotations,
                lambda it: replace(it, attributed=True, speaker_id=actor or "", speaker=name),
            ),
            quotations,
        )
        return label

    def reject(self, quotations: Sequence[Quoted]) -> str:
        """Say that these are no quotations; what the person had marked is taken away."""
        label = f"Not a quotation: {_count(quotations)}"
        self._commit(
            label,
            *self._annotate(
                quotations,
                lambda it: (
                    replace(
                        it,
                        tags=(),
                        memo="",
                        selected=False,
                        verdict=Verdict.NONE,
                        attributed=False,
                        respanned=False,
                    )
                    if it.verdict is Verdict.MARKED
                    else replace(it, verdict=Verdict.REJECTED)
                ),
            ),
            quotations,
        )
        return label

    def mark(
        self, article: str, start: int, end: int, kind: QuotationKind, actor: str | None, name: str
    ) -> str:
        """Add a quotation that the machine missed."""
        text, version = self._text_of(article)
        if not 0 <= start < end <= len(text):
            raise ValueError(f"no such passage: {start}-{end}")
        made = Annotation(
            id=self.key(),
            article=article,
            anchor=anchor(text, start, end, version),
            kind=kind,
            speaker_id=actor or "",
            speaker=clean(name).strip(),
            verdict=Verdict.MARKED,
            at=now(),
        )
        label = f"Marked a quotation of {made.speaker or 'nobody'}"
        self._ledger.commit(
            label, [("annotations", made.id, row_of(made))], article=article, texts={version: text}
        )
        return label

    def respan(
        self, quotation: Quoted, start: int, end: int, kind: QuotationKind | None = None
    ) -> str:
        """Give a quotation another span, and another kind if one is given."""
        text, version = self._text_of(quotation.article)
        if not 0 <= start < end <= len(text):
            raise ValueError(f"no such passage: {start}-{end}")
        label = "Other span of a quotation"
        moved = anchor(text, start, end, version)
        self._commit(
            label,
            *self._annotate(
                [quotation],
                lambda it: replace(
                    it,
                    anchor=moved,
                    kind=kind or it.kind,
                    respanned=True,
                    instead=it.instead or (None if it.verdict else it.anchor),
                ),
            ),
            [quotation],
        )
        return label

    def confirm(self, quotation: Quoted) -> str:
        """Say that altered words are still the ones that this work is about."""
        text, version = self._text_of(quotation.article)
        held = anchor(text, quotation.start, quotation.end, version)
        label = "Confirmed altered words"
        changes, _ = self._annotate([quotation], lambda it: replace(it, anchor=held))
        self._commit(label, changes, {version: text}, [quotation])
        return label

    def discard(self, annotation_id: str) -> str:
        """Take back all the work on one quotation, as where its words are gone for good."""
        return self._set("annotations", annotation_id, None, "Discarded the notes on a quotation")

    def _annotate(
        self, quotations: Sequence[Quoted], change: Callable[[Annotation], Annotation]
    ) -> tuple[list[Change], dict[str, str]]:
        changes: list[Change] = []
        texts: dict[str, str] = {}
        for quotation in quotations:
            it = self._annotation_of(quotation)
            if it is None:
                text, version = self._text_of(quotation.article)
                texts[version] = text
                it = Annotation(
                    id=self.key(),
                    article=quotation.article,
                    anchor=anchor(text, quotation.start, quotation.end, version),
                    kind=quotation.kind,
                    speaker_id=quotation.speaker_id or "",
                    speaker=quotation.speaker_name,
                    at=now(),
                )
            it = change(it)
            changes.append(("annotations", it.id, None if it.empty else row_of(it)))
        return changes, texts

    def _annotation_of(self, quotation: Quoted) -> Annotation | None:
        """Return the work on a quotation, also where it was shown before that work was done."""
        rows = self._ledger.rows("annotations")
        if quotation.annotation in rows:
            return annotation(quotation.annotation, rows[quotation.annotation])
        version = ""
        for key in sorted(self._in.get(quotation.article, ())):
            held = rows[key]["anchor"]
            if (held["start"], held["end"]) == (quotation.start, quotation.end):
                version = version or self._text_of(quotation.article)[1]
                if held["version"] == version:
                    return annotation(key, rows[key])
        return None

    def _commit(
        self,
        label: str,
        changes: Sequence[Change],
        texts: dict[str, str],
        quotations: Sequence[Quoted],
    ) -> None:
        articles = {quotation.article for quotation in quotations}
        self._ledger.commit(
            label, changes, texts=texts, article=articles.pop() if len(articles) == 1 else ""
        )

    # -- articles -----------------------------------------------------------------------------
    def notes(self, article: str) -> ArticleNotes:
        """Return what the person says about an article."""
        return article_notes(self._ledger.rows("articles").get(article))

    def article_memo(self, article: str, text: str) -> str:
        """Set an article's memo; an empty one takes it away."""
        text = clean(text)
        memo = text if text.strip() else ""
        return self._note([article], "Memo on an article", lambda n: replace(n, memo=memo))

    def redate(self, article: str, iso: str) -> str:
        """Give an article another date, cut to what is known; "" takes the correction back."""
        label = f"Date: {iso}" if iso else "Date as found"
        return self._note([article], label, lambda n: replace(n, date=iso))

    def mark_read(self, articles: Sequence[str], read: bool) -> str:
        """Mark articles as read or unread."""
        label = f"{_articles(articles)} {'read' if read else 'unread'}"
        return self._note(articles, label, lambda n: replace(n, read=read))

    def star(self, articles: Sequence[str], starred: bool) -> str:
        """Star articles, or take the star away."""
        label = f"{_articles(articles)} {'starred' if starred else 'without star'}"
        return self._note(articles, label, lambda n: replace(n, starred=starred))

    def _note(
        self, articles: Sequence[str], label: str, change: Callable[[ArticleNotes], ArticleNotes]
    ) -> str:
        changes: list[Change] = []
        texts: dict[str, str] = {}
        for article in articles:
            notes = change(self.notes(article))
            changes.append(("articles", article, row_of(notes) or None))
            if notes.memo or notes.date:
                # Where the text is nowhere to be had any more, the note is kept without it.
                with suppress(StoreError, KeyError):
                    text, version = self._text_of(article)
                    texts[version] = text
        self._ledger.commit(
            label, changes, texts=texts, article=articles[0] if len(articles) == 1 else ""
        )
        return label

    def place(self, article: str) -> int:
        """Return the offset where the person stopped reading."""
        return int(self._ledger.rows("places").get(article, {}).get("offset", 0))

    def remember(self, article: str, offset: int) -> None:
        """Remember where they stopped; no step to undo, and nothing at all when read-only."""
        if not self.read_only:
            self._ledger.set_quietly("places", article, {"offset": offset} if offset else None)

    # -- the codebook -------------------------------------------------------------------------
    def tags(self) -> dict[str, int]:
        """Return all tags in use or in the codebook, with how many quotations bear them."""
        counts: Counter[str] = Counter(dict.fromkeys(self._ledger.rows("tags"), 0))
        for row in list(self._ledger.rows("annotations").values()):
            counts.update(row.get("tags", ()))
        return dict(sorted(counts.items()))

    def recent_tags(self) -> list[str]:
        """Return the tags in the order of their last use, the latest first."""
        row = self._ledger.rows("recent").get("tags")
        return list(row["tags"]) if row else []

    def _recency(self, tags: Sequence[str]) -> Change:
        recent = list(dict.fromkeys([*tags, *self.recent_tags()]))[:100]
        return ("recent", "tags", {"tags": recent})

    def codebook(self, tag: str) -> tuple[str, str]:
        """Return the memo and the colour of a tag."""
        row = self._ledger.rows("tags").get(tag, {})
        return row.get("memo", ""), row.get("colour", "")

    def describe_tag(self, tag: str, memo: str, colour: str = "") -> str:
        """Set the memo and the colour of a tag."""
        row = {
            name: value
            for name, value in (("memo", clean(memo)), ("colour", clean(colour)))
            if value
        }
        return self._set("tags", clean_tag(tag), row or None, f"Codebook: {clean_tag(tag)}")

    def key_tag(self, key: int) -> str:
        """Return the tag on one of the keys 1 to 9, or ""."""
        return str(self._ledger.rows("keys").get(str(key), {}).get("tag", ""))

    def set_key_tag(self, key: int, tag: str) -> str:
        """Put a tag on one of the keys 1 to 9; "" frees the key."""
        tag = clean_tag(tag)
        return self._set(
            "keys", str(key), {"tag": tag} if tag else None, f"Key {key}: {tag or 'free'}"
        )

    # -- searches and actors ------------------------------------------------------------------
    def searches(self) -> dict[str, str]:
        """Return the saved searches by name."""
        return {name: row["query"] for name, row in sorted(self._ledger.rows("searches").items())}

    def save_search(self, name: str, query: str) -> str:
        """Save a search under a name; an empty query forgets it."""
        name = clean(name).strip()
        row = {"query": clean(query)} if query else None
        return self._set("searches", name, row, f"Saved search: {name}")

    def actor_memo(self, actor: str) -> str:
        """Return the memo on an actor."""
        return str(self._ledger.rows("actors").get(actor, {}).get("memo", ""))

    def set_actor_memo(self, actor: Actor, text: str) -> str:
        """Set the memo on an actor; an empty one takes it away."""
        text = clean(text)
        row = {"memo": text, "name": clean(actor.name)} if text.strip() else None
        return self._set("actors", actor.id, row, f"Memo on {clean(actor.name)}")

    def rulings(self) -> list[Ruling]:
        """Return the person's word on actors, in the order it was given."""
        found = [ruling(key, row) for key, row in self._ledger.rows("rulings").items()]
        return sorted(found, key=lambda it: it.number)

    def same_actors(self) -> dict[str, str]:
        """Return the ids of merged actors, each with the id that it goes by now."""
        same: dict[str, str] = {}
        for it in self.rulings():
            if it.kind is RulingKind.MERGE:
                ids = [_last(same, ref.id) for ref in it.actors]
                same.update({id: ids[0] for id in ids[1:] if id != ids[0]})
        return {id: _last(same, id) for id in same}

    def merge(self, actors: Sequence[Actor], name: str = "") -> str:
        """Say that these are one actor: the first of them, called by ``name`` if given."""
        label = f"One actor: {', '.join(actor.name for actor in actors)}"
        return self._rule(RulingKind.MERGE, actors, clean(name).strip(), (), clean(label))

    def split(self, actor: Actor, articles: Sequence[str], name: str) -> str:
        """Say that in these articles the actor is somebody else, called ``name``."""
        name = clean(name).strip() or actor.name
        label = f"Another {actor.name} in {_articles(articles)}"
        return self._rule(RulingKind.SPLIT, [actor], name, tuple(articles), clean(label))

    def rename(self, actor: Actor, name: str) -> str:
        """Call an actor by another name."""
        name = clean(name).strip()
        return self._rule(
            RulingKind.RENAME, [actor], name, (), clean(f"{actor.name} is called {name}")
        )

    def dismiss(self, actor: Actor) -> str:
        """Say that this is not an actor at all."""
        return self._rule(RulingKind.DISMISS, [actor], "", (), clean(f"Not an actor: {actor.name}"))

    def withdraw(self, ruling_id: str) -> str:
        """Take a ruling on actors back."""
        return self._set("rulings", ruling_id, None, "A ruling on actors is withdrawn")

    def _rule(
        self,
        kind: RulingKind,
        actors: Sequence[Actor],
        name: str,
        articles: tuple[str, ...],
        label: str,
    ) -> str:
        number = (
            max((row["number"] for row in self._ledger.rows("rulings").values()), default=0) + 1
        )
        made = Ruling(
            id=self.key(),
            number=number,
            kind=kind,
            actors=tuple(ActorRef(actor.id, clean(actor.name), actor.kind) for actor in actors),
            name=name,
            articles=articles,
        )
        return self._set("rulings", made.id, row_of(made), label)

    # -- links --------------------------------------------------------------------------------
    def link_notes(self) -> list[LinkNote]:
        """Return the person's word on links."""
        return [link_note(key, row) for key, row in self._ledger.rows("links").items()]

    def judge_link(self, link: Link, verdict: LinkVerdict, note: str = "") -> str:
        """Confirm or reject a link, or draw one."""
        texts: dict[str, str] = {}
        anchors = []
        for place in (link.a, link.b):
            text, version = self._text_of(place.article)
            texts[version] = text
            anchors.append(anchor(text, place.start, place.end, version))
        made = LinkNote(
            id=self.key(),
            type=link.type,
            verdict=verdict,
            a=link.a.article,
            a_anchor=anchors[0],
            b=link.b.article,
            b_anchor=anchors[1],
            note=clean(note),
        )
        label = f"Link {verdict}: {link.type}"
        self._ledger.commit(
            label, [("links", made.id, row_of(made))], article=link.a.article, texts=texts
        )
        return label

    def adopt(self, label: str, changes: Sequence[Change]) -> None:
        """Make changes that come from elsewhere, as one action."""
        self._ledger.commit(label, changes)

    @staticmethod
    def key() -> str:
        """Return a key that no row has."""
        return secrets.token_hex(8)

    def _set(self, table: str, key: str, row: Row | None, label: str) -> str:
        self._ledger.commit(label, [(table, key, row)])
        return label


def clean(text: str) -> str:
    """Return text that can be written as UTF-8: lone surrogates become ``\\ufffd``."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def clean_tag(tag: str) -> str:
    """Return a tag as it is kept: levels parted by ``/``, without blanks around or empty ones."""
    levels = (" ".join(level.split()) for level in clean(tag).split("/"))
    return "/".join(level for level in levels if level)


def _last(same: dict[str, str], id: str) -> str:
    while id in same:
        id = same[id]
    return id


def _count(quotations: Sequence[Quoted]) -> str:
    return "1 quotation" if len(quotations) == 1 else f"{len(quotations)} quotations"


def _articles(articles: Sequence[str]) -> str:
    return "1 article" if len(articles) == 1 else f"{len(articles)} articles"
