"""Work on articles: memos, dates, what was read and where."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace

from onrecord.analysis.types import Basis, Precision, Published
from onrecord.store.errors import StoreError

from .base import Part, clean, count_articles
from .records import ISO_DATE, ArticleNotes, article_notes, check_day, row_of
from .work_log import Change

_PRECISIONS = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}
"""How much of a date an ISO date of that length tells."""


class Articles(Part):
    """Notes on articles, and the places where the person stopped reading."""

    def notes(self, article: str) -> ArticleNotes:
        """Return what the person says about an article."""
        return article_notes(self._undo_log.rows("articles").get(article))

    def noted(self) -> list[str]:
        """Return the ids of the articles that have a memo."""
        return [name for name, row in self._undo_log.rows("articles").items() if row.get("memo")]

    def memo(self, article: str, text: str) -> str:
        """Set an article's memo; an empty one takes it away."""
        text = clean(text)
        memo = text if text.strip() else ""
        return self._note([article], "Memo on an article", lambda n: replace(n, memo=memo))

    def date(self, article: str) -> Published | None:
        """Return the date that the person gave an article, None for none."""
        iso = self.notes(article).date
        if not iso:
            return None
        precision = _PRECISIONS.get(len(iso), Precision.DAY)
        return Published(iso, precision, Basis.USER, why="You set this date.")

    def redate(self, article: str, iso: str) -> str:
        """Give an article another date (``2021``, ``2021-10`` or ``2021-10-20``), "" takes it back.

        Raises:
            ValueError: it is no such date.
        """
        iso = checked_date(iso)
        label = f"Date: {iso}" if iso else "Date as found"
        return self._note([article], label, lambda n: replace(n, date=iso))

    def mark_read(self, articles: Sequence[str], read: bool) -> str:
        """Mark articles as read or unread."""
        label = f"{count_articles(articles)} {'read' if read else 'unread'}"
        return self._note(articles, label, lambda n: replace(n, read=read))

    def opened(self, article: str) -> None:
        """Mark an article as read because it was opened: no step to undo."""
        notes = self.notes(article)
        if not (notes.read or self._undo_log.read_only):
            row = row_of(replace(notes, read=True))
            self._undo_log.set_quietly("articles", article, row)

    def star(self, articles: Sequence[str], starred: bool) -> str:
        """Star articles, or take the star away."""
        label = f"{count_articles(articles)} {'starred' if starred else 'without star'}"
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
        self._undo_log.commit(
            label, changes, texts=texts, article=articles[0] if len(articles) == 1 else ""
        )
        return label

    def place(self, article: str) -> int:
        """Return the offset where the person stopped reading."""
        return int(self._undo_log.rows("places").get(article, {}).get("offset", 0))

    def remember(self, article: str, offset: int) -> None:
        """Remember where they stopped; no step to undo, and nothing at all when read-only."""
        if not self._undo_log.read_only:
            self._undo_log.set_quietly("places", article, {"offset": offset} if offset else None)


def checked_date(iso: str) -> str:
    """Return an ISO date as it is kept, "" for none.

    Raises:
        ValueError: it is neither.
    """
    iso = iso.strip()
    with suppress(ValueError):
        if re.match(ISO_DATE, iso):  # what a row may hold: another one would be lost with it
            check_day(iso)
            return iso
    raise ValueError(f"“{iso}” is no date: write 2021, 2021-10 or 2021-10-20")
