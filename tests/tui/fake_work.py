"""What a person does to the session of the tests: it stays in memory, and can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from canal import ACTORS

from onrecord.analysis.types import Actor, Basis, Precision, Published, QuotationKind
from onrecord.store.notebook.anchors import anchor
from onrecord.store.notebook.overlay import Quoted
from onrecord.store.notebook.records import Mark
from onrecord.store.notebook.stale import Stale
from onrecord.tui.session.marks import Marked
from onrecord.tui.session.session import Changed, Listener, Row, Session


class FakeWork(Session):
    """Every change that a session can make."""

    listen: Listener
    calls: list[str]
    held: list[Stale]
    _quoted: dict[str, list[Quoted]]
    _rows: dict[str, Row]
    _memos: dict[str, str]
    _keys: dict[int, str]
    _described: dict[str, dict[str, str]]
    _places: dict[str, int]
    _marks: dict[str, Marked]
    _kept: set[str]
    _undo: list[tuple[str, dict[str, list[Quoted]]]]
    _redo: list[tuple[str, dict[str, list[Quoted]]]]

    def _change(self, quoted: Quoted, **new: object) -> None:
        mine = self._quoted[quoted.article]
        index = next(
            i for i, q in enumerate(mine) if (q.start, q.end) == (quoted.start, quoted.end)
        )
        mine[index] = replace(mine[index], **new)  # type: ignore[arg-type]

    def _keep(self, what: str) -> str:
        self._undo.append((what, {name: list(all_) for name, all_ in self._quoted.items()}))
        self._redo.clear()
        self.calls.append(what)
        return what

    def _told(self, said: str) -> str:
        self.listen(Changed())
        return said

    # -- quotations, actors, tags -----------------------------------------------------------------

    def tag(self, quotations: Sequence[Quoted], tags: Sequence[str]) -> str:
        """Set the tags."""
        said = self._keep(f"Tagged with {' '.join(tags) or 'nothing'}.")
        for quoted in quotations:
            self._change(quoted, tags=tuple(tags))
        return self._told(said)

    def retag(self, quotations: Sequence[Quoted], add: Sequence[str], drop: Sequence[str]) -> str:
        """Add tags and take others off."""
        said = self._keep(f"+{' '.join(add)} -{' '.join(drop)} on {len(quotations)}")
        for quoted in quotations:
            kept = [tag for tag in quoted.tags if tag not in drop]
            self._change(quoted, tags=tuple(dict.fromkeys([*kept, *add])))
        return self._told(said)

    def memo(self, quotation: Quoted, text: str) -> str:
        """Set the memo."""
        said = self._keep("Memo saved.")
        self._change(quotation, memo=text)
        return self._told(said)

    def article_memo(self, article: str, text: str | None = None) -> str:
        """Set or return the article's memo."""
        if text is None:
            return self._memos.get(article, "")
        self._memos[article] = text
        self.calls.append("article memo")
        return self._told("Memo on the article saved.")

    def select(self, quotations: Sequence[Quoted], selected: bool) -> str:
        """Select or not."""
        said = self._keep("Selected." if selected else "Not selected any more.")
        for quoted in quotations:
            self._change(quoted, selected=selected)
        return self._told(said)

    def correct_speaker(self, quotations: Sequence[Quoted], speaker: str) -> str:
        """Set the speaker."""
        name = ACTORS[speaker][0] if speaker in ACTORS else speaker
        said = self._keep(f"Said by {name or 'nobody'}.")
        known = speaker if speaker in ACTORS else None
        for quoted in quotations:
            self._change(quoted, speaker_id=known, speaker_name=name, by_person=True)
        return self._told(said)

    def reject(self, quotations: Sequence[Quoted]) -> str:
        """Take quotations out."""
        said = self._keep("Rejected.")
        for quoted in quotations:
            mine = self._quoted[quoted.article]
            self._quoted[quoted.article] = [q for q in mine if q.start != quoted.start]
        return self._told(said)

    def mark_missed(
        self, article: str, start: int, end: int, kind: QuotationKind, speaker: str
    ) -> str:
        """Put a quotation in."""
        said = self._keep(f"Marked as {kind.value}.")
        name = ACTORS[speaker][0] if speaker in ACTORS else speaker
        new = Quoted(article, start, end, kind, speaker or None, name, by_person=True, confidence=1)
        self._quoted[article] = [*self._quoted[article], new]
        return self._told(said)

    def respan(
        self, quotation: Quoted, start: int, end: int, kind: QuotationKind | None = None
    ) -> str:
        """Give a quotation another span."""
        said = self._keep("Other boundaries.")
        self._change(quotation, start=start, end=end, by_person=True)
        return self._told(said)

    def rekind(self, quotations: Sequence[Quoted], kind: QuotationKind) -> str:
        """Set the kind."""
        said = self._keep(f"Of kind {kind}.")
        for quoted in quotations:
            self._change(quoted, kind=kind, by_person=True)
        return self._told(said)

    def accept(self, quotations: Sequence[Quoted]) -> str:
        """Say that they are right."""
        said = self._keep("Accepted.")
        for quoted in quotations:
            self._change(quoted, by_person=True, confidence=1.0, why="")
        return self._told(said)

    def redate(self, article: str, iso: str) -> str:
        """Set the date."""
        self._rows[article].published = Published(
            iso, Precision.DAY, Basis.USER, why="You said so."
        )
        self.calls.append(f"redate {iso}")
        return self._told(f"Dated {iso}.")

    def stale(self) -> list[Stale]:
        """Return what the test says is stale."""
        return list(self.held)

    def kept(self, it: Stale) -> bool:
        """Whether it is to stay."""
        return it.id in self._kept

    def keep_stale(self, it: Stale) -> str:
        """Keep it."""
        self._kept.add(it.id)
        return self._told("Kept as it is.")

    def drop_stale(self, it: Stale) -> str:
        """Discard it."""
        self.held.remove(it)
        return self._told("Discarded.")

    def merge_actors(self, actors: Sequence[Actor], name: str = "") -> str:
        """Remember that they are one."""
        self.calls.append(" ".join(["merge", *(actor.id for actor in actors), name]).strip())
        return self._told("Merged.")

    def split_actor(self, actor: Actor, articles: Sequence[str], name: str) -> str:
        """Remember where it is somebody else."""
        self.calls.append(f"split {actor.id} {' '.join(articles)} {name}")
        return self._told("Split.")

    def dismiss_actor(self, actor: Actor) -> str:
        """Remember that it is none."""
        self.calls.append(f"dismiss {actor.id}")
        return self._told("Not an actor.")

    def rename_actor(self, actor: Actor, name: str) -> str:
        """Remember the name."""
        self.calls.append(f"rename {actor.id} {name}")
        return self._told("Renamed.")

    def undo_last(self) -> str:
        """Undo the last change."""
        return self._step(self._undo, self._redo, "Undone: ")

    def redo_last(self) -> str:
        """Do it again."""
        return self._step(self._redo, self._undo, "Done again: ")

    def _step(self, source: list, target: list, word: str) -> str:  # type: ignore[type-arg]
        if not source:
            return ""
        what, state = source.pop()
        target.append((what, self._quoted))
        self._quoted = state
        return self._told(word + what)

    def tags(self) -> dict[str, int]:
        """Return the codebook."""
        used = [tag for all_ in self._quoted.values() for q in all_ for tag in q.tags]
        return {tag: used.count(tag) for tag in dict.fromkeys([*used, "threat/closure"])}

    def tag_memo(self, tag: str) -> str:
        """Return the memo on a tag."""
        return self._described.get(tag, {}).get("memo", "")

    def tag_colours(self) -> dict[str, str]:
        """Return the colours of tags."""
        return {tag: it["colour"] for tag, it in self._described.items() if it.get("colour")}

    def describe_tag(self, tag: str, memo: str) -> str:
        """Set the memo on a tag."""
        self._described.setdefault(tag, {})["memo"] = memo
        return self._told(f"memo on #{tag}")

    def recolour(self, tag: str, colour: str) -> str:
        """Set the colour of a tag."""
        self._described.setdefault(tag, {})["colour"] = colour
        return self._told(f"#{tag} is {colour}")

    def rename_tag(self, old: str, new: str) -> str:
        """Rename on every quotation."""
        return self._rewrite(f"renamed #{old} to #{new}", old, new)

    def move_tag(self, tag: str, under: str) -> str:
        """Put under another."""
        new = "/".join(part for part in (under, tag.rpartition("/")[2]) if part)
        return self._rewrite(f"moved #{tag} to #{new}", tag, new)

    def delete_tag(self, tag: str) -> str:
        """Take off every quotation."""
        return self._rewrite(f"deleted #{tag}", tag, "")

    def _rewrite(self, what: str, old: str, new: str) -> str:
        said = self._keep(what)
        for quoted in self.all_quotations():
            tags = []
            for tag in quoted.tags:
                inside = tag == old or tag.startswith(old + "/")
                tags.append((new + tag[len(old) :] if new else "") if inside else tag)
            self._change(quoted, tags=tuple(dict.fromkeys(tag for tag in tags if tag)))
        return self._told(said)

    def recent_tags(self) -> list[str]:
        """Return the tags used last."""
        return ["threat/closure", "trade"]

    def all_quotations(self, annotated: bool = False) -> list[Quoted]:
        """Return every quotation, the oldest article first."""
        return [q for row in self.rows(descending=False) for q in self.quotations(row.id)]

    def key_tag(self, key: int) -> str:
        """Return the tag on a key."""
        return self._keys.get(key, "")

    def set_key_tag(self, key: int, tag: str) -> str:
        """Put a tag on a key."""
        self._keys[key] = tag
        return self._told(f"#{tag} is on {key}.")

    def selection(self) -> list[Quoted]:
        """Return what is selected."""
        return [q for all_ in self._quoted.values() for q in all_ if q.selected]

    def marks(self) -> list[str]:
        """Return the letters of the marks."""
        return sorted(self._marks)

    def _held_mark(self, letter):
        """Return a mark as the notebook has it."""
        mark = self._marks.get(letter)
        if mark is None:
            return None
        text = self._texts[mark.article][3] if mark.article in self._texts else ""
        at = mark.offset
        held = (
            anchor(text, at, at + 80, "")
            if at is not None
            else anchor(mark.words, 0, len(mark.words), "x")
        )
        return Mark(letter, mark.article, held)

    def _anchored(self, article):
        if any(it.article == article and it.offset is None for it in self._marks.values()):
            raise KeyError(article)
        return self.article(article)

    def set_mark(self, letter: str, article: str, offset: int) -> str:
        """Set a mark."""
        words = self.passage(article, offset, offset + 80)
        self._marks[letter] = Marked(letter, article, offset, words)
        return self._told(f"Mark {letter}")

    def drop_mark(self, letter: str) -> str:
        """Take a mark away."""
        del self._marks[letter]
        return self._told(f"No mark {letter}")

    # -- reading state ----------------------------------------------------------------------------

    def place(self, article: str) -> int:
        """Return where reading stopped."""
        return self._places.get(article, 0)

    def remember(self, article: str, offset: int) -> None:
        """Remember where reading stopped."""
        self._places[article] = offset

    def opened(self, article: str) -> None:
        """Mark as read by opening it."""
        self._rows[article].read = True

    def mark_read(self, articles: Sequence[str], read: bool) -> str:
        """Mark as read or unread."""
        for name in articles:
            self._rows[name].read = read
        return self._told("Marked as read." if read else "Marked as unread.")

    def star(self, articles: Sequence[str], starred: bool) -> str:
        """Star or not."""
        for name in articles:
            self._rows[name].starred = starred
        return self._told("Starred." if starred else "The star is gone.")

    def export(
        self, quotations: Sequence[Quoted], to: Path, title: str, overwrite: bool = False
    ) -> str:
        """Write the words to the file."""
        words = [self.passage(q.article, q.start, q.end, 1000) for q in quotations]
        to.write_text("\n".join([title, *words]), encoding="utf-8")
        return f"Wrote {len(words)} quotations to {to}."
