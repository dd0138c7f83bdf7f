"""What all kinds of work share: the ledger they are written to, and words that can be written."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from typing import TypeAlias

from .state import Row
from .undo_log import Change, UndoLog

TextOf: TypeAlias = Callable[[str], tuple[str, str]]
"""An article's text and the version of it, by its id."""


class Work:
    """Rows in a ledger, anchored in the texts that ``text_of`` gives."""

    _undo_log: UndoLog
    _text_of: TextOf

    def adopt(self, label: str, changes: Sequence[Change]) -> None:
        """Make changes that come from elsewhere, as one action."""
        self._undo_log.commit(label, changes)

    @staticmethod
    def key() -> str:
        """Return a key that no row has."""
        return secrets.token_hex(8)

    def _set(self, table: str, key: str, row: Row | None, label: str) -> str:
        self._undo_log.commit(label, [(table, key, row)])
        return label


def clean(text: str) -> str:
    """Return text that can be written as UTF-8: lone surrogates become ``\\ufffd``."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def clean_tag(tag: str) -> str:
    """Return a tag as it is kept: levels parted by ``/``, without blanks around or empty ones."""
    levels = (" ".join(level.split()) for level in clean(tag).split("/"))
    return "/".join(level for level in levels if level)


def count_articles(articles: Sequence[str]) -> str:
    """Return how many articles, in words."""
    return "1 article" if len(articles) == 1 else f"{len(articles)} articles"


def count_quotations(count: int) -> str:
    """Return how many quotations, in words."""
    return "1 quotation" if count == 1 else f"{count} quotations"
