"""Work on quotations: tags, memos, selection, and corrections of what the machine found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from onrecord.analysis.types import QuotationKind, Span
from onrecord.store.errors import StoreError

from .anchors import Anchor, anchor, find
from .base import Part, TextOf, clean, clean_tag, count_quotations, new_key
from .codebook import proper, recency
from .records import Annotation, Verdict, annotation, row_of, signed
from .shapes import Row
from .who import me
from .wording import kind_of
from .work_log import Change, WorkLog, now

if TYPE_CHECKING:
    from .overlay import Quoted


class Annotations(Part):
    """Annotations, each with its anchor, found by the article they are in."""

    def __init__(self, undo_log: WorkLog, text_of: TextOf) -> None:
        super().__init__(undo_log, text_of)
        self._in: dict[str, set[str]] = {}
        self._decoded: dict[str, list[Annotation]] = {}
        self._revisions: Counter[str] = Counter()
        for key, row in undo_log.rows("annotations").items():
            self._in.setdefault(row["article"], set()).add(key)
        undo_log.watch(self._changed)

    def _changed(self, table: str, key: str, before: Row | None, after: Row | None) -> None:
        if table != "annotations":
            return
        if before:
            self._in[before["article"]].discard(key)
        if after:
            self._in.setdefault(after["article"], set()).add(key)
        for article in {row["article"] for row in (before, after) if row}:
            self._decoded.pop(article, None)
            self._revisions[article] += 1

    def revision(self, article: str) -> int:
        """Return how often the annotations of an article have changed since it was opened.

        What was worked out from them holds as long as this is the same.
        """
        return self._revisions[article]

    def of(self, article: str) -> Sequence[Annotation]:
        """Return the annotations of an article, the oldest first."""
        keys = self._in.get(article)
        if not keys:
            return ()
        if article not in self._decoded:
            rows = self._undo_log.rows("annotations")
            found = [annotation(key, rows[key]) for key in keys]
            self._decoded[article] = sorted(found, key=lambda it: (it.at, it.id))
        return self._decoded[article]

    def articles(self) -> set[str]:
        """Return the ids of the articles that have annotations."""
        return {article for article, keys in self._in.items() if keys}

    def tag(self, quotations: Sequence[Quoted], tags: Sequence[str]) -> str:
        """Make these the tags of each quotation.

        Raises:
            NoTag: one of them is not written as a tag.
        """
        tags = self._proper(tags)
        label = f"{_hashed(tags) or 'no tags'} on {_count(quotations)}"
        return self._tagged(quotations, label, tags, lambda it: replace(it, tags=tags))

    def retag(self, quotations: Sequence[Quoted], add: Sequence[str], drop: Sequence[str]) -> str:
        """Add tags to quotations and take others off them; the rest of their tags stay.

        Raises:
            NoTag: one of those to add is not written as a tag.
        """
        add, drop = self._proper(add), tuple(map(clean_tag, drop))

        def change(it: Annotation) -> Annotation:
            kept = [tag for tag in it.tags if tag not in drop]
            return replace(it, tags=tuple(dict.fromkeys([*kept, *add])))

        told = [_hashed(add)] if add else []
        told += [f"no {_hashed(drop)}"] if drop else []
        label = f"{', '.join(told) or 'no other tags'} on {_count(quotations)}"
        return self._tagged(quotations, label, add, change)

    def _proper(self, tags: Sequence[str]) -> tuple[str, ...]:
        named = (proper(self._undo_log, tag) for tag in tags if clean_tag(tag))
        return tuple(dict.fromkeys(named))

    def _tagged(
        self,
        quotations: Sequence[Quoted],
        label: str,
        used: tuple[str, ...],
        change: Callable[[Annotation], Annotation],
    ) -> str:
        changes, texts = self._annotate(quotations, change)
        if used:
            changes.append(recency(self._undo_log, used))
        self._commit(label, changes, texts, quotations)
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
        label = f"{'Selected' if selected else 'No longer selected:'} {_count(quotations)}"
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
        label = f"Rejected {_count(quotations)}"
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
        """Add a quotation that the machine missed.

        Raises:
            StoreError: there is work on a quotation of these very words already.
        """
        text, version = self._passage(article, (start, end))
        made = Annotation(
            id=new_key(),
            article=article,
            anchor=anchor(text, start, end, version),
            kind=kind,
            speaker_id=actor or "",
            speaker=clean(name).strip(),
            verdict=Verdict.MARKED,
            at=now(),
            who=(me(),),
        )
        label = f"Marked a quotation of {made.speaker or 'nobody'}"
        self._undo_log.commit(
            label, [("annotations", made.id, row_of(made))], article=article, texts={version: text}
        )
        return label

    def respan(
        self, quotation: Quoted, start: int, end: int, kind: QuotationKind | None = None
    ) -> str:
        """Give a quotation another span, and the kind that is given or follows from its words.

        Raises:
            StoreError: there is work on another quotation of these very words already.
        """
        text, version = self._passage(quotation.article, (start, end), self.work_on(quotation).id)
        before = quotation.start, quotation.end
        kind = kind or kind_of(text, (start, end), quotation.kind, before)
        label = "Other boundaries of 1 quotation"
        moved = anchor(text, start, end, version)
        changes, texts = self._annotate([quotation], lambda it: _respanned(it, moved, kind))
        self._commit(label, changes, texts, [quotation])
        return label

    def _passage(self, article: str, span: Span, own: str = "") -> tuple[str, str]:
        """Return the text of an article in which a quotation is to have this span, and its version.

        Two quotations of one span would have one id, and nobody could tell them apart.

        Raises:
            StoreError: another quotation has it, by work that is not ``own``.
            ValueError: the text has no such passage.
        """
        text, version = self._text_of(article)
        if not 0 <= span[0] < span[1] <= len(text):
            raise ValueError(f"no such passage: {span[0]}-{span[1]}")
        for it in self.of(article):
            if it.id == own or it.verdict is Verdict.REJECTED:
                continue
            old = self._undo_log.text(it.anchor.version) if it.anchor.version != version else None
            if find(it.anchor, text, version, old).span == span:
                raise StoreError(f"{_told(it)}: reject that one first, or leave the words to it")
        return text, version

    def rekind(self, quotations: Sequence[Quoted], kind: QuotationKind) -> str:
        """Say of what kind quotations are; they keep the span at which they are shown."""
        return self._as_shown(
            quotations,
            f"Kind of {_count(quotations)}: {kind}",
            lambda shown, held: partial(_respanned, moved=held, kind=kind),
        )

    def accept(self, quotations: Sequence[Quoted]) -> str:
        """Say that quotations are right as they are shown: words, kind and speaker."""
        return self._as_shown(
            quotations,
            f"Accepted {_count(quotations)}",
            lambda shown, held: partial(_accepted, shown=shown, held=held),
        )

    def _as_shown(
        self,
        quotations: Sequence[Quoted],
        label: str,
        change: Callable[[Quoted, Anchor], Callable[[Annotation], Annotation]],
    ) -> str:
        """Change quotations, each held by the words at which it is shown now, in one step."""
        changes: list[Change] = []
        texts: dict[str, str] = {}
        for quotation in quotations:
            text, version = self._text_of(quotation.article)
            texts[version] = text
            held = anchor(text, quotation.start, quotation.end, version)
            made, _ = self._annotate([quotation], change(quotation, held))
            changes += made
        self._commit(label, changes, texts, quotations)
        return label

    def confirm(self, quotation: Quoted) -> str:
        """Say that altered words are still the ones that this work is about."""
        text, version = self._text_of(quotation.article)
        held = anchor(text, quotation.start, quotation.end, version)
        changes, _ = self._annotate([quotation], lambda it: replace(it, anchor=held))
        self._commit("Work taken over to altered words", changes, {version: text}, [quotation])
        return "Your work stands on the new words now"

    def discard(self, annotation_id: str) -> str:
        """Take back all the work on one quotation, as where its words are gone for good."""
        return self._set("annotations", annotation_id, None, "Discarded the notes on a quotation")

    def rework(
        self,
        label: str,
        work: Sequence[tuple[Quoted, Callable[[Annotation], Annotation]]],
        more: Sequence[Change] = (),
        texts: Mapping[str, str] | None = None,
    ) -> str:
        """Change the work on several quotations, each in its own way, as one action.

        ``more`` are changes that belong to it, ``texts`` the versions that they are anchored in.
        """
        changes: list[Change] = []
        kept = dict(texts or {})
        for quotation, change in work:
            made, versions = self._annotate([quotation], change)
            changes += made
            kept.update(versions)
        self._commit(label, [*changes, *more], kept, [quotation for quotation, _ in work])
        return label

    def _annotate(
        self, quotations: Sequence[Quoted], change: Callable[[Annotation], Annotation]
    ) -> tuple[list[Change], dict[str, str]]:
        changes: list[Change] = []
        texts: dict[str, str] = {}
        for quotation in quotations:
            it = self.work_on(quotation)
            if it.empty:
                text, version = self._text_of(quotation.article)
                texts[version] = text
            it = signed(change(it), me())
            changes.append(("annotations", it.id, None if it.empty else row_of(it)))
        return changes, texts

    def work_on(self, quotation: Quoted) -> Annotation:
        """Return the work on a quotation, or an empty one to begin it with."""
        if (found := self._annotation_of(quotation)) is not None:
            return found
        text, version = self._text_of(quotation.article)
        return Annotation(
            id=new_key(),
            article=quotation.article,
            anchor=anchor(text, quotation.start, quotation.end, version),
            kind=quotation.kind,
            speaker_id=quotation.speaker_id or "",
            speaker=quotation.speaker_name,
            at=now(),
        )

    def _annotation_of(self, quotation: Quoted) -> Annotation | None:
        """Return the work on a quotation, also where it was shown before that work was done."""
        rows = self._undo_log.rows("annotations")
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
        self._undo_log.commit(
            label, changes, texts=texts, article=articles.pop() if len(articles) == 1 else ""
        )


def _respanned(it: Annotation, moved: Anchor, kind: QuotationKind | None) -> Annotation:
    """Return work on a quotation that is shown with other words from now on."""
    instead = it.instead or (None if it.verdict else it.anchor)
    return replace(it, anchor=moved, kind=kind or it.kind, respanned=True, instead=instead)


def _accepted(it: Annotation, shown: Quoted, held: Anchor) -> Annotation:
    """Return work that makes what is shown a person's word; where only they know of it, marked."""
    return replace(
        it,
        anchor=held if shown.why else it.anchor,
        verdict=Verdict.MARKED if shown.why else it.verdict,
        attributed=True,
        speaker_id=shown.speaker_id or "",
        speaker=shown.speaker_name,
    )


def _told(it: Annotation) -> str:
    """Return whose quotation stands in the way of another, and what was noted on it."""
    words = " ".join(it.anchor.exact.split())
    said = [f"said by {it.speaker or 'nobody'}", _hashed(it.tags), "with a memo" if it.memo else ""]
    return f"these words are another quotation: {words} ({', '.join(filter(None, said))})"


def _count(quotations: Sequence[Quoted]) -> str:
    return count_quotations(len(quotations))


def _hashed(tags: Sequence[str]) -> str:
    return ", ".join(f"#{tag}" for tag in tags)
