"""A view over the whole library: a head, perhaps a line to narrow it, a list, the keys."""

from __future__ import annotations

from asyncio import sleep
from collections.abc import AsyncIterator, Callable, Sequence
from itertools import compress
from time import monotonic
from typing import ClassVar

from textual.app import ComposeResult
from textual.worker import Worker

from onrecord.store.notebook.overlay import Quoted
from onrecord.tui.session.literal import FACT
from onrecord.tui.session.offers import Offer, list_offer
from onrecord.tui.session.quotation_query import (
    ExpressionError,
    FoldedLines,
    QueryError,
    QuotationLine,
    of_traits,
)
from onrecord.tui.session.session import Changed, Event, Row

from ..process import MANY, rest_from_collecting
from ..widgets.article import ArticleView
from ..widgets.bars import Bar
from ..widgets.input_line import Field
from ..widgets.lines import Lines
from ..widgets.list_view import AnyList, ListView
from .keyed import Keyed

BREATH, PAINTED = 0.004, 0.04
"""Seconds of reading before keys are looked at again, and until one that came is painted."""


class View(Keyed):
    """The base of the views; one of them fills :meth:`make_list` and :meth:`fill`."""

    CSS_PATH: ClassVar[str] = "view.tcss"
    typing: Sequence[tuple[str, str]] = (
        ("enter", "to the list"),
        ("escape", "show everything again"),
    )
    HEADING = ""
    NARROW = ""
    """What the line that narrows the list asks for; empty where there is none."""
    stays = False
    """Whether the key that opens it shows it as it was left; the others begin anew."""

    def __init__(self, query: str = "") -> None:
        super().__init__()
        self.query_text = query
        self._good_query = self._complaint = ""
        self._stale = self._filling = False
        self._breath = 0.0  # when it was last looked at keys
        self.top_bar = Bar("top")
        self.narrow: Field
        self.list_view: AnyList

    def compose(self) -> ComposeResult:
        self.list_view = self.make_list()
        yield self.top_bar
        self.narrow = Field(self.query_text, placeholder=self.NARROW, id="narrow")
        yield self.narrow
        yield from self.body()
        yield self.footer

    def body(self) -> ComposeResult:
        """Lay out what stands between the head and the keys."""
        yield self.list_view

    def on_mount(self) -> None:
        """Give the list the keys and fill it."""
        self.reader_app.lines.tidy()
        self.narrow.display = bool(self.query_text)
        self.attend(self.list_view)
        self.show_keys()
        self.show_head()
        self.ready()
        self.reload()

    def on_resize(self) -> None:
        """Fit the head to the width."""
        self.show_head()

    def redraw(self) -> None:
        super().redraw()
        self.show_head()
        self.reload()

    # -- what a view says -------------------------------------------------------------------------

    def make_list(self) -> AnyList:
        """Return the list of the view."""
        return ListView()

    def ready(self) -> None:
        """Do what is to be done once, when the view is there."""

    async def fill(self) -> None:
        """Fill the list from the session, giving way to keys now and then."""

    def narrowed(self) -> None:
        """Show what fits ``query_text``."""

    def facts(self) -> str:
        """Return what the head tells besides the name of the view."""
        return f"{self.list_view.count}"

    # -- what views share -------------------------------------------------------------------------

    def none_yet(self, told: str) -> str:
        """Return what an empty list says: ``told``, where nothing narrows it and articles are."""
        if self.query_text.strip():
            return self._complaint or "Nothing fits."
        return told if self.reader_app.reader.rows else "There are no articles in this folder yet."

    def fits(self, *told: str) -> bool:
        """Return whether all words of the line that narrows are in what is told of a row."""
        row = " ".join(told).casefold()
        return all(word in row for word in self.query_text.casefold().split())

    def reload(self) -> None:
        """Fill the list anew; where it is being filled, once more after that."""
        self._stale = True
        if not self._filling:
            self._filling = True
            _: Worker[None] = self.run_worker(self._fill, group="fill")

    async def _fill(self) -> None:
        try:
            while self._stale:
                self._stale = False
                begun = self._breath = monotonic()
                await self.fill()
                self.took("fill", monotonic() - begun)
        finally:
            self._filling = False

    def show_head(self) -> None:
        """Draw the head."""
        styles = self.text_styles
        left = [*self.brand(), (f"{self.session.name} › {self.HEADING}", styles.text)]
        for number, fact in enumerate(self.facts().split(FACT)):
            left.append((f"{FACT if number else '   '}{fact}", styles.faint))
        marked, hidden = len(self.front.marked), self.front.hidden
        told = f"• {marked} marked, {hidden} not shown " if hidden else f"• {marked} marked "
        right = ((told, styles.accent),) if marked else ()
        self.top_bar.put(*left, right=right)

    def on_session_event(self, event: Event) -> None:
        """Fill the list anew when something changed."""
        if isinstance(event, Changed):
            self.renew(event, "fill", self.reload)

    def written(self, field: Field) -> None:
        """Narrow the list while a person types."""
        if field.id != "narrow":
            return
        self.query_text = field.value
        self.narrowed()
        self.show_head()

    def understood(self, find: Callable[[str], list[QuotationLine]]) -> list[QuotationLine]:
        """Return what is found by the query, or by the last one that could be read, saying why.

        Nothing is found by a wrong expression: hits of before would look like its own.
        Where it asks who the speakers are and that is not known yet, it is found out first.
        """
        if of_traits(self.query_text) and not self.session.traits.ready:
            self.say("Reading who the speakers are …")
            _: Worker[None] = self.run_worker(self._told_who, group="traits", exclusive=True)
            return find("" if of_traits(self._good_query) else self._good_query)
        try:
            found = find(self.query_text)
        except QueryError as error:
            self._complaint = str(error)
            self.say(self._complaint, "warning")
            if isinstance(error, ExpressionError):
                return []
            try:
                return find(self._good_query)
            except QueryError:  # good no longer: there is more to look through now
                return find("")
        if self._complaint and self.footer.message == self._complaint:
            self.footer.quiet()
        self._good_query, self._complaint = self.query_text, ""
        return found

    def entered(self, field: Field) -> None:
        """Go on in the list."""
        self.attend(self.list_view)

    def typed_enough(self) -> None:
        """Show everything again."""
        self.attend(self.list_view)
        self.narrow.value = ""
        self.narrow.display = False

    def cursor_moved(self, view: Lines) -> None:
        """Keep the head true."""
        if view is self.list_view:
            self.show_head()

    def on_list_view_opened(self) -> None:
        """Open what the mouse points at."""
        self.open()

    def open(self) -> None:
        """Open the row under the cursor."""

    @property
    def front(self) -> AnyList:
        """The list that has the keys."""
        return self.focused if isinstance(self.focused, ListView) else self.list_view

    @property
    def judged(self) -> ArticleView | AnyList:
        """The list, for its row."""
        return self.front

    @property
    def half_page(self) -> int:  # type: ignore[override]
        return max(self.front.page_rows // 2, 1)

    def move(self, lines: int) -> None:
        self.front.go(self.front.cursor + lines)

    def to_end(self, last: bool) -> None:
        self.front.go(self.front.count if last else 0)

    def listed(self) -> list[Quoted]:
        """Return the quotations of the list, where these are not simply all there are."""
        return []

    def offered(self) -> list[Offer]:
        """Return what is marked, and what is listed."""
        marked = self.chosen() if self.front.marked else []
        shown = (("what is marked", "", marked), ("this list", self.query_text, self.listed()))
        return [list_offer(title, told, found) for title, told, found in shown if found]

    def here(self) -> Row | None:
        """Return the article of the quotation under the cursor."""
        found = self.under_cursor()
        return self.reader_app.reader.rows.get(found[0].article) if found else None

    def go_and_read(self, article: str, offset: int) -> None:
        """Leave all views for a passage in the reader."""
        self.reader_app.reader.jump(article, offset)

    async def folded(self, wanted: Callable[[Quoted], bool] = lambda q: True) -> FoldedLines:
        """Return all quotations, or the wanted ones, as queries go through them.

        Each is folded when it is read: to fold all of them at once would hold up the keys.
        """
        found: list[QuotationLine] = []
        texts: list[str] = []
        async for row, lines in self._by_article(acts=True):
            folded = self.reader_app.lines.folded(row.id)
            fit = [wanted(line.quoted) for line in lines]
            if len(found) // MANY < (len(found) + len(lines)) // MANY:
                rest_from_collecting()
            found += compress(lines, fit)
            texts += compress(folded, fit)
        return FoldedLines(found, texts, self.session.traits.now)

    async def who_they_are(self) -> None:
        """Read what is known of the speakers, giving way to keys now and then."""
        for _ in self.session.traits.reading():
            await self.give_way()

    async def _told_who(self) -> None:
        await self.who_they_are()
        self.footer.quiet()
        self.narrowed()
        self.show_head()

    async def lines(
        self,
        wanted: Callable[[Quoted], bool] = lambda q: True,
        acts: bool = False,
        annotated: bool = False,
    ) -> AsyncIterator[QuotationLine]:
        """Yield the quotations of the library, or of articles with notes, the oldest first.

        ``acts`` lets acts that are merely told through, for a query that may ask for them.
        """
        async for _, lines in self._by_article(acts, annotated):
            for line in lines:
                if wanted(line.quoted):
                    yield line

    async def _by_article(
        self, acts: bool, annotated: bool = False
    ) -> AsyncIterator[tuple[Row, list[QuotationLine]]]:
        for row, quotations in self.session.counted(acts, annotated):
            await self.give_way()
            yield row, self.reader_app.lines.of(row, quotations)

    async def give_way(self) -> None:
        """Let keys be looked at now and then while much is read, and painted where one came."""
        if monotonic() < self._breath + BREATH:
            return
        await sleep(PAINTED if self.last_typed > self._breath else 0)
        self._breath = monotonic()
