"""What a colleague says otherwise: to be decided one by one, and not asked again once it is.

What was decided against a colleague is remembered with what one's own work said then.  The same
contradiction is asked again only where that has changed since; where they say something else now,
it is another contradiction.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

import orjson

from .base import Part, new_key
from .records import Annotation, annotation, article_notes, link_note, row_of, ruling, signed
from .shapes import Row
from .work_log import Change, SaidBy

FIELDS = {
    "verdict": ("verdict",),
    "speaker": ("attributed", "speaker", "speaker_id"),
    "words": ("respanned", "anchor", "kind", "instead"),
    "tags": ("tags",),
    "memo": ("memo",),
    "date": ("date",),
    "link": ("verdict", "type", "note"),
    "name": ("name",),
    "actors": ("kind", "actors", "name", "articles"),
}
"""What a contradiction can be about, and the fields of a row that say it."""

_SAY = {**FIELDS, "speaker": ("attributed", "speaker"), "link": ("verdict", "type")}
"""Those of them by which one can tell that a person says something else."""

_TABLES = ("annotations", "articles", "links", "rulings")


class Dispute(NamedTuple):
    """Work of a colleague that contradicts one's own.

    ``says`` is what they say, in words; ``what`` one of :data:`FIELDS`, "" in older notebooks.
    ``work`` is the key of one's own work in ``table``, ``theirs`` its row if they were followed;
    ``words`` are those it is about, and ``at`` is where they stand in the article.  ``mine`` is
    what one's own work says, in words.
    """

    id: str
    article: str
    words: str
    who: str
    says: str
    work: str
    theirs: Row
    what: str = ""
    table: str = "annotations"
    at: int = 0
    mine: str = ""

    @property
    def key(self) -> str:
        """The key of one's own work; an article's notes go with the article wherever it moves."""
        return self.article if self.table == "articles" else self.work


class Disputes(Part):
    """The disputes that wait to be decided, and what was decided."""

    def all(self) -> list[Dispute]:
        """Return those that wait, those of one article together."""
        rows = self._undo_log.rows("disputes").items()
        found = [_dispute(key, row) for key, row in rows]
        return sorted(found, key=lambda it: (it.article, it.at, it.says))

    def settled(self, it: Dispute) -> bool:
        """Whether this was decided, and one's own work says what it said then."""
        row = self._undo_log.get("settled", it.id)
        return row is not None and row["mine"] == standing(self._now(it), it.what)

    def asking(self, disputes: Iterable[Dispute]) -> list[Change]:
        """Return what puts disputes among those that wait, without those that do or are settled."""
        waiting = self._undo_log.rows("disputes")
        new = {it.id: it for it in disputes if it.id not in waiting and not self.settled(it)}
        return [("disputes", it.id, row_of_dispute(it)) for it in new.values()]

    def settle(self, key: str, *, theirs: bool) -> str:
        """Follow one's own work, or a colleague's; the dispute is over, as one action."""
        row = self._undo_log.get("disputes", key)
        if row is None:
            return ""
        it = _dispute(key, row)
        now = self._now(it)
        changes: list[Change] = [("disputes", key, None)]
        if theirs and it.what == "actors":
            changes.append((it.table, new_key(), self._afterwards(it)))
        elif theirs:
            changes.append((it.table, it.key, self._followed(it, now)))
        elif it.what:
            decided = {"article": it.article, "who": it.who, "says": it.says}
            changes.append(("settled", key, {**decided, "mine": standing(now, it.what)}))
        label = f"{it.who} followed" if theirs else f"Own work kept against {it.who}"
        whose = [SaidBy(it.table, it.key, it.what, standing(it.theirs, it.what), it.who)]
        self._undo_log.commit(
            label, changes, article=it.article, whose=whose if theirs and it.what else ()
        )
        return label

    def _now(self, it: Dispute) -> Row | None:
        return self._undo_log.get(it.table, it.key)

    def _afterwards(self, it: Dispute) -> Row:
        """Return a colleague's word on actors as the last: it holds over one's own, which stays."""
        numbers = (row["number"] for row in self._undo_log.rows("rulings").values())
        return row_of(replace(ruling(it.work, it.theirs), number=max(numbers, default=0) + 1))

    def _followed(self, it: Dispute, now: Row | None) -> Row | None:
        """Return one's own work as it is now, but for what the dispute is about."""
        row = it.theirs if now is None or not it.what else dict(now)
        if row is not it.theirs:
            for name in FIELDS[it.what]:
                row.pop(name, None)
                if name in it.theirs:
                    row[name] = it.theirs[name]
        if it.table == "rulings":
            return row_of(ruling(it.work, row))
        if it.table == "articles":
            return row_of(article_notes(row))
        if it.table == "links":
            return row_of(link_note(it.work, row))
        taken: Annotation = annotation(it.work, {**row, "article": it.article})
        for name in (*(now or {}).get("who", ()), it.who):
            taken = signed(taken, name)
        return None if taken.empty else row_of(taken)


def row_of_dispute(it: Dispute) -> Row:
    """Return a dispute as a row, without its key."""
    row = it._asdict()
    row.pop("id")
    return row


def _dispute(key: str, row: Row) -> Dispute:
    what, table = row.get("what", ""), row.get("table", "annotations")
    known = what in FIELDS and table in _TABLES
    return Dispute(
        key,
        row["article"],
        row["words"],
        row["who"],
        row["says"],
        row["work"],
        row["theirs"],
        what if known else "",
        table if known else "annotations",
        row.get("at", 0),
        row.get("mine", ""),
    )


def standing(row: Row | None, what: str) -> str:
    """Return what a row says of a matter, one of :data:`FIELDS`, to be compared."""
    held = row or {}
    if what == "words":
        return str(held.get("anchor", {}).get("exact", ""))
    said = [held.get(name) or "" for name in _SAY.get(what, ())]
    return orjson.dumps(
        [sorted(it, key=str) if isinstance(it, list | tuple) else it for it in said]
    ).decode()
