"""The person's tags, and the tree of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from .base import Part, clean, clean_tag, composed, count_quotations
from .records import Verdict, annotation
from .tag_tree import Branch, NoTag, new_tag, tree
from .work_log import Change, WorkLog

COLOURS = ("orange", "sky", "rose", "green", "violet", "yellow", "vermilion")
"""The names of the colours that a tag can have; a theme says what each looks like."""

Renamed = Callable[[str], str]
"""What a tag is called afterwards; "" where it is gone."""


class Codebook(Part):
    """Tags with memos and colours, tags on keys.

    What is done to a tag is done to those below it too, as one action.
    """

    def tags(self) -> dict[str, int]:
        """Return all tags in use or in the codebook, with how many quotations bear them.

        What was rejected is no quotation; a tag that only such bear is there all the same.
        """
        return _counts(self._undo_log)

    def rejected(self) -> Counter[str]:
        """Return of how many rejected quotations a tag still hangs, for the tags that do."""
        return Counter(tag for tags in _worn(self._undo_log, rejected=True) for tag in set(tags))

    def tree(self) -> list[Branch]:
        """Return all tags and those above them, in the order of the tree, with their counts."""
        return tree(_counts(self._undo_log), _worn(self._undo_log))

    def recent(self) -> list[str]:
        """Return the tags in the order of their last use, the latest first."""
        return _recent(self._undo_log)

    def memo(self, tag: str) -> str:
        """Return the memo on a tag, or ""."""
        return str(self._undo_log.rows("tags").get(tag, {}).get("memo", ""))

    def colours(self) -> dict[str, str]:
        """Return the tags that were given a colour, each with its name."""
        return {
            tag: row["colour"]
            for tag, row in self._undo_log.rows("tags").items()
            if row.get("colour") in COLOURS
        }

    def proper(self, name: str) -> str:
        """Return a tag as it is kept, be it new or known.

        Raises:
            NoTag: it is not written as a tag; the error proposes how it would be.
        """
        return proper(self._undo_log, name)

    def add(self, names: Sequence[str]) -> str:
        """Put new tags into the codebook, worn by nothing yet; those that it has are left alone.

        Raises:
            NoTag: one of them is not written as a tag.
        """
        known = self.tags()
        new = [tag for tag in dict.fromkeys(map(self.proper, names)) if tag not in known]
        if not new:
            return ""
        label = f"new {'tag' if len(new) == 1 else 'tags'} {', '.join(f'#{tag}' for tag in new)}"
        self._undo_log.commit(label, [("tags", tag, {}) for tag in new])
        return label

    def describe(self, tag: str, memo: str) -> str:
        """Set the memo of a tag; an empty one takes it away."""
        memo = clean(memo) if memo.strip() else ""
        label = f"{'memo' if memo else 'no memo'} on #{clean_tag(tag)}"
        return self._describe(tag, "memo", memo, label)

    def recolour(self, tag: str, colour: str) -> str:
        """Give a tag one of :data:`COLOURS`; "" takes its colour away.

        Raises:
            ValueError: there is no such colour.
        """
        if colour and colour not in COLOURS:
            raise ValueError(f"there is no colour “{colour}”: choose one of {', '.join(COLOURS)}")
        return self._describe(tag, "colour", colour, f"#{clean_tag(tag)} is {colour or 'plain'}")

    def _describe(self, tag: str, name: str, value: str, label: str) -> str:
        tag = self.proper(tag)
        before = self._undo_log.rows("tags").get(tag)
        row = {k: v for k, v in {**(before or {}), name: value}.items() if v}
        kept = row if row or before is not None else None  # a tag that was made stays
        return self._set("tags", tag, kept, label)

    def rename(self, old: str, new: str) -> str:
        """Call a tag, and with it those below it, something else.

        Where there is a tag of that name already, the two become one: it keeps its colour, and
        the memos of both.

        Raises:
            NoTag: the new name is not written as a tag.
        """
        old, new = clean_tag(old), self.proper(new)
        if new == old:
            return ""
        word = "merged" if new in self.tags() else "renamed"
        into = "into" if word == "merged" else "to"
        return self._rewrite(f"{word} #{old} {into} #{new} on", lambda tag: _moved(tag, old, new))

    def move(self, tag: str, under: str) -> str:
        """Put a tag, and with it those below it, under another one; "" is the top.

        Raises:
            ValueError: the other one is the tag itself, stands below it, or is no tag.
        """
        tag, under = clean_tag(tag), self.proper(under) if under else ""
        if under == tag or under.startswith(tag + "/"):
            raise ValueError(f"#{tag} cannot be put under #{under}, which is a part of it")
        new = "/".join(part for part in (under, tag.rpartition("/")[2]) if part)
        if new == tag:
            return ""
        where = f"under #{under}" if under else "to the top"
        return self._rewrite(f"moved #{tag} {where} on", lambda one: _moved(one, tag, new))

    def delete(self, tag: str) -> str:
        """Take a tag, and those below it, out of the codebook and off all quotations."""
        tag = clean_tag(tag)
        return self._rewrite(f"deleted #{tag} from", lambda one: _moved(one, tag, ""))

    def _rewrite(self, label: str, renamed: Renamed) -> str:
        """Give every tag the name that ``renamed`` tells, wherever it stands, as one action."""
        worn = self._on_quotations(renamed)
        label = f"{label} {count_quotations(len(worn))}"
        self._undo_log.commit(label, [*worn, *self._besides(renamed)])
        return label

    def unite(self) -> None:
        """Make one of tags that differ in how their accents are written: no step to undo.

        Older work may hold both; what there is of either stays.
        """
        if all(tag == composed(tag) for tag in self.tags()):
            return
        changes = [*self._on_quotations(composed), *self._besides(composed)]
        for change in sorted(changes, key=lambda it: it[2] is None):  # what goes, once it stands
            self._undo_log.set_quietly(*change)

    def _besides(self, renamed: Renamed) -> list[Change]:
        """Return what changes in the codebook, on the keys, and of the tags used last."""
        changes = self._in_codebook(renamed)
        for key, row in self._undo_log.rows("keys").items():
            if (after := renamed(row["tag"])) != row["tag"]:
                changes.append(("keys", key, {"tag": after} if after else None))
        if recent := self._undo_log.rows("recent").get("tags"):
            after_all = _each(recent["tags"], renamed)
            changes.append(("recent", "tags", {"tags": after_all}))
        return changes

    def _on_quotations(self, renamed: Renamed) -> list[Change]:
        changes: list[Change] = []
        for key, row in self._undo_log.rows("annotations").items():
            tags = row.get("tags", ())
            if tags and (after := _each(tags, renamed)) != list(tags):
                kept = {name: value for name, value in row.items() if name != "tags"}
                new = {**kept, "tags": after} if after else kept
                empty = annotation(key, new).empty
                changes.append(("annotations", key, None if empty else new))
        return changes

    def _in_codebook(self, renamed: Renamed) -> list[Change]:
        rows = self._undo_log.rows("tags")
        moved = {tag: after for tag in rows if (after := renamed(tag)) != tag}
        made = {tag: rows[tag] for tag in rows if tag not in moved}
        for tag, after in moved.items():
            if after:
                there = made.get(after, {})
                memos = [row["memo"] for row in (there, rows[tag]) if row.get("memo")]
                both = {**rows[tag], **there}
                made[after] = {**both, "memo": "\n\n".join(dict.fromkeys(memos))} if memos else both
        gone: list[Change] = [("tags", tag, None) for tag in moved if tag not in made]
        return gone + [("tags", tag, row) for tag, row in made.items() if rows.get(tag) != row]

    def on_key(self, key: int) -> str:
        """Return the tag on one of the keys 1 to 9, or ""."""
        return str(self._undo_log.rows("keys").get(str(key), {}).get("tag", ""))

    def set_key(self, key: int, tag: str) -> str:
        """Put a tag on one of the keys 1 to 9; "" frees the key."""
        tag = self.proper(tag) if tag else ""
        label = f"key {key} gives #{tag}" if tag else f"key {key} is free"
        return self._set("keys", str(key), {"tag": tag} if tag else None, label)


def proper(undo_log: WorkLog, name: str) -> str:
    """Return a tag as it is kept, be it new or known; see :meth:`Codebook.proper`."""
    tag = clean_tag(name)
    if tag in undo_log.rows("tags"):
        return tag
    try:
        return new_tag(name)
    except NoTag:
        if tag in _counts(undo_log):  # given when blanks were let through
            return tag
        raise


def _counts(undo_log: WorkLog) -> dict[str, int]:
    counts: Counter[str] = Counter(dict.fromkeys(undo_log.rows("tags"), 0))
    for tags in _worn(undo_log, rejected=True):
        counts.update(dict.fromkeys(tags, 0))
    for tags in _worn(undo_log):
        counts.update(tags)
    return dict(sorted(counts.items()))


def _worn(undo_log: WorkLog, rejected: bool = False) -> Iterator[Sequence[str]]:
    """Yield the tags of each quotation, or of each that was rejected."""
    for row in list(undo_log.rows("annotations").values()):
        if (row.get("verdict") == Verdict.REJECTED) is rejected:
            yield row.get("tags", ())


def recency(undo_log: WorkLog, tags: Sequence[str]) -> Change:
    """Return the change that makes tags the latest used."""
    recent = list(dict.fromkeys([*tags, *_recent(undo_log)]))[:100]
    return ("recent", "tags", {"tags": recent})


def _recent(undo_log: WorkLog) -> list[str]:
    row = undo_log.rows("recent").get("tags")
    return list(row["tags"]) if row else []


def _moved(tag: str, old: str, new: str) -> str:
    """Return what a tag is called when ``old``, and all below it, is ``new``, or gone for ""."""
    if tag == old:
        return new
    if tag.startswith(old + "/"):
        return new + tag[len(old) :] if new else ""
    return tag


def _each(tags: Sequence[str], renamed: Renamed) -> list[str]:
    """Return tags by their new names, none twice."""
    return list(dict.fromkeys(name for name in map(renamed, tags) if name))
