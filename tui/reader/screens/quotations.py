"""All quotations of the library as one list: narrow it, order it, act on many at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.store.notebook.overlay import Quoted
from onrecord.tui.session.counts import counted
from onrecord.tui.session.quotation_orders import GROUPS, ORDERS, ordered
from onrecord.tui.session.quotation_query import FoldedLines, QuotationLine

from ..actions.action import Pane
from ..widgets.list_view import AnyList
from ..widgets.quotations import QuotationList
from .split import Split

NONE_YET = "No quotations yet: they come as articles are analysed."


def _place(quoted: Quoted) -> tuple[str, int, int]:
    return quoted.article, quoted.start, quoted.end


def _counts(lines: Sequence[QuotationLine]) -> tuple[int, int]:
    """Return how many are quotations, as the list of articles counts them, and how many acts."""
    acts = sum(line.quoted.is_mere_act for line in lines)
    return len(lines) - acts, acts


class QuotationsView(Split):
    """The list of all quotations; one can be marked, so that a key is about many.

    ``among`` are those that it is about, where these are not all; ``told`` says what they are.
    """

    HEADING = "quotations"
    NARROW = "speaker:  kind:  tag:  date:2021-10..2021-12  source:  has:memo  or any words"
    pane_name = Pane.QUOTATIONS
    stays = True

    def __init__(
        self, query: str = "", among: Iterable[Quoted] | None = None, told: str = ""
    ) -> None:
        super().__init__(query)
        self._folded = FoldedLines()
        self._among = None if among is None else set(map(_place, among))
        self._told = told
        self._all = self._shown = (0, 0)  # as _counts has them
        self.order = ORDERS[1]

    def make_list(self) -> AnyList:
        self.quotations = QuotationList()
        self.quotations.empty = "Reading …"
        return self.quotations

    async def fill(self) -> None:
        self._folded = await self.folded(self._is_meant)
        self._all = _counts(self._folded.lines)
        self.narrowed()
        self.show_head()

    def narrowed(self) -> None:
        found = self.understood(self._fitting)
        self.quotations.empty = self.none_yet(NONE_YET)
        self.quotations.group = GROUPS.get(self.order)
        self.quotations.show(ordered(found, self.order), among=self._folded.lines)
        self._shown = _counts(self.quotations.rows)
        self.at_rest("passage", self.show_passage)

    def _is_meant(self, quoted: Quoted) -> bool:
        return self._among is None or _place(quoted) in self._among

    def _fitting(self, query: str) -> list[QuotationLine]:
        return self._folded.fitting(query) if query.strip() else self._folded.lines

    def order_quotations(self) -> None:
        """Order them by the next thing."""
        self.order = ORDERS[(ORDERS.index(self.order) + 1) % len(ORDERS)]
        self.narrowed()
        self.show_head()

    def facts(self) -> str:
        (shown, acts), (total, _) = self._shown, self._all
        of = f"{shown}" if self._shown == self._all else f"{shown} of {total}"
        beside = f" and {counted(acts, 'act')}" if acts else ""
        return " · ".join(part for part in (self._told, of + beside, self.order) if part)

    def listed(self) -> list[Quoted]:
        """Return those that fit, where the list is narrowed."""
        narrowed = self.query_text.strip() or self._among is not None
        return [line.quoted for line in self.quotations.rows] if narrowed else []
