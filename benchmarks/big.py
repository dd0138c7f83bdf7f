"""A session with as many articles as asked for, so that the screen alone is measured."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from onrecord.analysis.pipeline import MODEL
from onrecord.analysis.types import (
    Actor,
    ActorKind,
    Article,
    Basis,
    Block,
    Findings,
    Precision,
    Published,
    QuotationKind,
)
from onrecord.store.notebook.overlay import Quoted
from onrecord.store.notebook.records import ArticleNotes
from onrecord.tui.session.events import Listener, Named, Order, Row, Status
from onrecord.tui.session.session import Session

WORDS, SPANS = 20_000, 2_000
NO_NOTES = ArticleNotes()


class Big(Session):
    """A session with as many rows as asked for, and one long article behind all of them.

    The article is made when it is read: the list alone is painted without it.
    """

    name = "big"
    read_only = ""

    def __init__(self, rows: int) -> None:
        self._rows = [self._make(i) for i in range(rows)]
        none: Any = SimpleNamespace(
            **dict.fromkeys(("of", "at", "colours", "known"), lambda *_: {})
        )
        self.links = none
        book: Any = SimpleNamespace(
            codebook=SimpleNamespace(colours=dict, on_key=lambda digit: ""),
            articles=SimpleNamespace(place=lambda article: 0, notes=lambda article: NO_NOTES),
        )
        self.notebook = book
        review: Any = SimpleNamespace(stranded=lambda: 0)
        self.review = review
        counting: Any = SimpleNamespace(counts=lambda quoted: True)
        self.counting = counting
        search: Any = SimpleNamespace(wait=lambda seconds: True, close=lambda: None)
        self.search = search
        changes: Any = SimpleNamespace(do=lambda change: "", by_the_way=lambda change: "")
        self.changes = changes
        nowhere = Path(os.devnull)
        library: Any = SimpleNamespace(data_dir=nowhere, folder=nowhere, model=MODEL)
        self.library = library

    @cached_property
    def _text(self) -> str:
        sentence = "The minister told the house that no ship would pass the canal in spring. "
        count = WORDS // len(sentence.split())
        paragraphs = [sentence * 8 for _ in range(count // 8)]
        return "\n\n".join(paragraph.strip() for paragraph in paragraphs)

    @cached_property
    def _blocks(self) -> tuple[Block, ...]:
        from onrecord.analysis import layout

        return layout.blocks(self._text)

    @cached_property
    def _starts(self) -> range:
        step = len(self._text) // (SPANS // 2)
        return range(10, len(self._text) - step, step)

    @cached_property
    def _said(self) -> list[Quoted]:
        half = self._starts.step // 2
        return [
            Quoted("", at, at + half, QuotationKind.DIRECT, "a", "Ann Bell", confidence=0.9)
            for at in self._starts
        ]

    @cached_property
    def _named(self) -> list[Named]:
        half = self._starts.step // 2
        return [
            Named(at + half + 2, at + half + 12, "a", "Ann Bell", ActorKind.PERSON, True)
            for at in self._starts
        ]

    @staticmethod
    def _make(number: int) -> Row:
        day = Published(
            f"20{number % 30:02d}-01-{number % 28 + 1:02d}", Precision.DAY, Basis.HEADER
        )
        title = f"Article {number}: the canal will stay open to every ship, says the minister"
        return Row(str(number), title, "Wire", "", day, 300, Status.READY, quotations=number % 40)

    def start(self, listen: Listener, links_late: bool = False) -> None:
        """Nothing is to be analysed."""

    def watch(self, busy: Callable[[], bool] = lambda: False) -> None:
        """No file changes."""

    def rows(
        self, order: Order = Order.DATE, descending: bool = True, copies: bool = False
    ) -> list[Row]:
        """Return all rows."""
        return self._rows

    def article(self, article: str) -> Article:
        """Return the long article."""
        return Article(article, self._text)

    def blocks(self, article: str) -> tuple[Block, ...]:
        """Return its blocks."""
        return self._blocks

    def findings(self, article: str) -> Findings | None:
        """Return nothing: what is drawn comes from the other methods."""
        return None

    def quotations(self, article: str) -> list[Quoted]:
        """Return its quotations."""
        return self._said

    def named(self, article: str) -> list[Named]:
        """Return its names."""
        return self._named

    def actors(self) -> dict[str, Actor]:
        """Return one actor."""
        return {"a": Actor("a", "Ann Bell", ActorKind.PERSON)}
