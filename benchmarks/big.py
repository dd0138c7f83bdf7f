"""A session with as many articles as asked for, so that the screen alone is measured."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from onrecord.analysis.types import (
    Actor,
    ActorKind,
    Article,
    Basis,
    Block,
    Findings,
    Link,
    Precision,
    Published,
    QuotationKind,
)
from onrecord.store.library.ui_state import UiState
from onrecord.store.notebook.overlay import Quoted
from onrecord.tui.session.events import Listener, Named, Order, Row, Status
from onrecord.tui.session.session import Session

WORDS, SPANS = 20_000, 2_000


class Big(Session):
    """A session with as many rows as asked for, and one long article behind all of them.

    The article is made when it is read: the list alone is painted without it.
    """

    name = "big"
    read_only = ""

    def __init__(self, rows: int) -> None:
        self._rows = [self._make(i) for i in range(rows)]

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

    def start(self, listen: Listener) -> None:
        """Nothing is to be analysed."""

    def key_tag(self, key: int) -> str:
        """Return nothing: no digit has a tag."""
        return ""

    def rows(self, order: Order = Order.DATE, descending: bool = True) -> list[Row]:
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

    def tag_colours(self) -> dict[str, str]:
        """Return none."""
        return {}

    def ui_state(self) -> UiState:
        """Return the beginning."""
        return UiState()

    def keep_ui_state(self, ui_state: UiState) -> None:
        """Forget it."""

    def links(self, article: str) -> list[Link]:
        """Return none."""
        return []

    def links_at(self, article: str, start: int, end: int) -> list[Link]:
        """Return none."""
        return []

    def place(self, article: str) -> int:
        """Return the beginning."""
        return 0

    def opened(self, article: str) -> None:
        """Forget it."""

    def mark_read(self, articles: Sequence[str], read: bool) -> str:
        """Forget it."""
        return ""

    def remember(self, article: str, offset: int) -> None:
        """Forget it."""
