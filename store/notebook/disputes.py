"""What a colleague says otherwise, after a merge: to be decided, one by one."""

from __future__ import annotations

from typing import NamedTuple

from .base import Part
from .records import Annotation, annotation, row_of, signed
from .state import Row
from .work_log import Change


class Dispute(NamedTuple):
    """Work of a colleague that contradicts one's own on the same quotation.

    ``says`` is what they say, in words; ``work`` the key of one's own work, ``theirs`` what it
    would be if they were followed.
    """

    id: str
    article: str
    words: str
    who: str
    says: str
    work: str
    theirs: Annotation


class Disputes(Part):
    """The disputes that wait to be decided."""

    def all(self) -> list[Dispute]:
        """Return them, those of one article together."""
        rows = self._undo_log.rows("disputes").items()
        return sorted(map(_dispute, (key for key, _ in rows), (row for _, row in rows)), key=_place)

    def settle(self, key: str, *, theirs: bool) -> str:
        """Follow one's own work, or a colleague's; the dispute is over, as one action."""
        row = self._undo_log.get("disputes", key)
        if row is None:
            return ""
        it = _dispute(key, row)
        changes: list[Change] = [("disputes", key, None)]
        if theirs:
            now = self._undo_log.get("annotations", it.work)
            names = tuple(now.get("who", ())) if now else ()
            taken = it.theirs
            for name in (*names, it.who):
                taken = signed(taken, name)
            changes.append(("annotations", it.work, None if taken.empty else row_of(taken)))
        label = f"{it.who} followed" if theirs else f"Own work kept against {it.who}"
        self._undo_log.commit(label, changes, article=it.article)
        return label


def row_of_dispute(it: Dispute) -> Row:
    """Return a dispute as a row, without its key."""
    return {
        "article": it.article,
        "words": it.words,
        "who": it.who,
        "says": it.says,
        "work": it.work,
        "theirs": row_of(it.theirs),
    }


def _dispute(key: str, row: Row) -> Dispute:
    return Dispute(
        key,
        row["article"],
        row["words"],
        row["who"],
        row["says"],
        row["work"],
        annotation(row["work"], row["theirs"]),
    )


def _place(it: Dispute) -> tuple[str, int, str]:
    return (it.article, it.theirs.anchor.start, it.says)
