"""What all parts of a notebook share: the undo log they write to, and words that can be written."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from typing import TypeAlias
from unicodedata import normalize

from .shapes import Row
from .work_log import WorkLog

TextOf: TypeAlias = Callable[[str], tuple[str, str]]
"""An article's text and the version of it, by its id."""


class Part:
    """One kind of work: rows of an undo log, anchored in texts that ``text_of`` gives."""

    def __init__(self, undo_log: WorkLog, text_of: TextOf) -> None:
        self._undo_log = undo_log
        self._text_of = text_of

    def _set(self, table: str, key: str, row: Row | None, label: str) -> str:
        self._undo_log.commit(label, [(table, key, row)])
        return label


def new_key() -> str:
    """Return a key that no row has."""
    return secrets.token_hex(8)


def clean(text: str) -> str:
    """Return text that can be written as UTF-8: lone surrogates become ``\\ufffd``."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def composed(tag: str) -> str:
    """Return a tag with each accent in its letter: keyboards and files write é in two ways."""
    return tag if tag.isascii() else normalize("NFC", clean(tag))


def clean_tag(tag: str) -> str:
    """Return a tag as it is kept: levels separated by ``/``, no spaces around, no empty ones."""
    levels = (" ".join(level.split()) for level in composed(tag).split("/"))
    return "/".join(level for level in levels if level)


def count_articles(articles: Sequence[str]) -> str:
    """Return how many articles, in words."""
    return "1 article" if len(articles) == 1 else f"{len(articles)} articles"


def count_quotations(count: int) -> str:
    """Return how many quotations, in words."""
    return "1 quotation" if count == 1 else f"{count} quotations"
