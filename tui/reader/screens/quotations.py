"""All quotations of the library as one list: narrow it, order it, act on many at once."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.store.notebook.overlay import Quoted
from onrecord.tui.session.article.speakers import who
from onrecord.tui.session.quotation_query import FoldedLines, QuotationLine

from ..actions.action import Pane
from ..widgets.list_view import AnyList
from ..widgets.quotations import QuotationList, by_article
from .split import Split

ORDERS = ("date ↓", "date ↑", "speaker", "article", "kind", "unsure first")
GROUPS = {
    "date ↓": by_article,
    "date ↑": by_article,
    "article": by_article,
    "speaker": lambda line: (who(line.quoted), line.quoted.speaker_name),
    "kind": lambda line: (line.quoted.kind.value, line.quoted.kind.value),
}
"""What those that stand together in an order have in common; nothing where it is left out."""
NONE_YET = "No quotations yet: they come as articles are analysed."


def ordered(lines: list[QuotationLine], order: str) -> list[QuotationLine]:
    """Return quotations in an order; those that are equal in it stay by date."""
    if order == "date ↓":
        return lines[::-1]
    if order == "speaker":
        return sorted(lines, key=lambda line: line.quoted.speaker_name.casefold() or "\uffff")
    if order == "article":
        return sorted(lines, key=lambda line: line.title.casefold())
    if order == "kind":
        return sorted(lines, key=lambda line: line.quoted.kind.value)
    if order == "unsure first":
        return sorted(lines, key=lambda line: line.quoted.confidence)
    return lines


def _place(quoted: Quoted) -> tuple[str, int, int]:
    return quoted.article, quoted.start, quoted.end


class QuotationsView(Split):
    """The list of all quotations; one can be marked, so that a key is about many.

    ``among`` are those that it is about, where these are not all; ``told`` says what they are.
    """

    HEADING = "quotations"
    NARROW = "speaker:  kind:  tag:  date:2021-10..2021-12  source:  has:memo  or any words"
    pane_name = Pane.QUOTATIONS

    def __init__(
        self, query: str = "", among: Iterable[Quoted] | None = None, told: str = ""
    ) -> None:
        super().__init__(query)
        self._folded = FoldedLines()
        self._among = None if among is None else set(map(_place, among))
        self._told = told
        self.order = ORDERS[1]

    def make_list(self) -> AnyList:
        """Return the list."""
        self.quotations = QuotationList()
        self.quotations.empty = "Reading …"
        return self.quotations

    async def fill(self) -> None:
        """Read every quotation."""
        self._folded = await self.folded(self._is_meant)
        self.quotations.empty = (
            "No quotation fits." if self._folded.lines else self.none_yet(NONE_YET)
        )
        self.narrowed()
        self.show_head()

    def narrowed(self) -> None:
        """Show those that fit."""
        self.quotations.group = GROUPS.get(self.order)
        self.quotations.put(ordered(self.understood(self._fitting), self.order))
        self.at_rest("passage", self.show_passage)

    def _is_meant(self, quoted: Quoted) -> bool:
        return self._among is None or _place(quoted) in self._among

    def _fitting(self, query: str) -> list[QuotationLine]:
        return self._folded.fitting(query) if query.strip() else self._folded.lines

    def next_order(self) -> None:
        """Order them by the next thing."""
        self.order = ORDERS[(ORDERS.index(self.order) + 1) % len(ORDERS)]
        self.quotations.marked.clear()
        self.narrowed()
        self.show_head()

    def facts(self) -> str:
        """Return how many there are and in what order."""
        shown, total = self.quotations.count, len(self._folded.lines)
        of = f"{shown} of {total}" if shown != total else f"{total}"
        return " · ".join(part for part in (self._told, of, self.order) if part)

    def listed(self) -> list[Quoted]:
        """Return those that fit, where the list is narrowed."""
        narrowed = self.query_text.strip() or self._among is not None
        return [line.quoted for line in self.quotations.rows] if narrowed else []
