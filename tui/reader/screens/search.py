"""Search in every text of the library: hits while a person types, article by article."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from functools import partial
from itertools import groupby

from textual.message import Message
from textual.worker import Worker

from onrecord.analysis.types import Span
from onrecord.store.notebook.overlay import Quoted
from onrecord.store.search import (
    ExpressionError,
    Passage,
    Query,
    QueryError,
    Shelved,
    parse,
    places,
)
from onrecord.tui.session.counts import counted
from onrecord.tui.session.events import Changed, Event, Indexed, Row
from onrecord.tui.session.quotation_query import FoldedLines, QuotationLine, of_traits
from onrecord.tui.session.search import AllFound, Group, Hit, quoted_in

from ..actions.action import Pane
from ..widgets.hits import HitList
from ..widgets.input_line import Field
from ..widgets.list_view import AnyList
from .split import NOWHERE, Split, Spot

MOST = 10_000
"""Hits after which a search stops: nobody reads more of them."""
SOON, LATER = 0.02, 0.1
"""Seconds after which what has been found is shown: at first, and then again and again."""
SETTLED = 0.3
"""Seconds after which what has come into the library meanwhile is looked through."""
NOTHING_ASKED = (
    "Type what you look for: words, “words in this order”, begin*, /expression/, AND OR NOT ( ) -, "
    "date:2021-10..2021-12 source: title: is:unread for articles; speaker: kind: tag: has: for "
    "quotations."
)


class ResultsFound(Message):
    """More of what the search ``number`` finds; ``done`` with the last of it."""

    def __init__(
        self,
        number: int,
        found: list[list[Passage]],
        done: bool,
        wrong: QueryError | None = None,
    ) -> None:
        super().__init__()
        self.number = number
        self.found = found
        self.done = done
        self.wrong = wrong


class SearchView(Split):
    """A query and its hits, which come while the texts are looked through in a thread."""

    HEADING = "search"
    NARROW = "words  “in this order”  begin*  AND OR NOT  /expression/  speaker:  date:  …"
    pane_name = Pane.SEARCH
    typing = (("enter", "to the hits"),)

    def __init__(self, query: str = "") -> None:
        super().__init__(query)
        self._query: Query = parse("")
        self._asked = 0  # the number of the search under way
        self._begun = 0  # that of the search whose hits are shown
        self._renewal = 0  # that of a search for what there is by now, if it is one
        self._gathered: list[Group] = []  # what it has found so far
        self._done = True
        self._shelf: list[Shelved] | None = None
        self._folded: FoldedLines | None = None  # made when quotations are asked for first

    def make_list(self) -> AnyList:
        self.hits = HitList(self._quoted_at, self._marks)
        self.hits.empty = NOTHING_ASKED
        return self.hits

    def ready(self) -> None:
        """Ask, where nothing is asked yet, beginning with what was asked last."""
        box = self.narrow
        box.display = True
        if not self.query_text:
            box.value = self.reader_app.last_query
            box.select_all()  # for what is typed to replace it
            self.attend(box)

    def written(self, field: Field) -> None:
        """Look for something else, whose hits are others."""
        self.hits.unmark()
        super().written(field)

    def typed_enough(self) -> None:
        """Go to the hits, the query as it is."""
        self.attend(self.list_view)

    async def fill(self) -> None:
        """Look through the library as it is by now."""
        self._shelf = None
        if self._folded:
            self._folded = await self.folded()
        self._renewal = self._asked + 1 if self.hits.count else 0
        self.narrowed()

    # -- asking -----------------------------------------------------------------------------------

    def narrowed(self) -> None:
        """Begin to look for what is asked; what was found before stays until there is more."""
        self.reader_app.last_query = self.query_text
        try:
            query = parse(self.query_text)
        except QueryError as error:
            self._wrong(error)
            return
        if self._complaint and self.footer.message == self._complaint:
            self.footer.quiet()
        self._complaint = ""
        self._query, self._gathered = query, []
        self._asked += 1
        self._done = not query
        if not query:
            self._begun = self._asked
            self._show_none(NOTHING_ASKED)
            return
        if query.of_quotations:
            _: Worker[None] = self.run_worker(
                partial(self._find_quotations, self._asked), group="search", exclusive=True
            )
        else:
            look = partial(self._find_passages, query, self._asked)
            _ = self.run_worker(look, group="search", exclusive=True, thread=True)

    def _wrong(self, error: QueryError) -> None:
        """Say what is wrong; hits of before would look like those of a wrong expression."""
        self._complaint = str(error)
        self.say(self._complaint, "warning")
        if isinstance(error, ExpressionError):
            self._query, self._done = parse(""), True
            self._begun = self._asked = self._asked + 1
            self._show_none(self._complaint)
            self.show_head()

    def _show_none(self, why: str) -> None:
        """Show neither hits nor the passage of one."""
        self.hits.empty = why
        self.hits.show([])
        self.show_passage()

    async def _find_quotations(self, number: int) -> None:
        if self._folded is None:
            self._folded = await self.folded()
        if of_traits(self.query_text):
            await self.who_they_are()
        try:
            lines = self._folded.fitting(self.query_text)
        except QueryError as error:
            self._wrong(error)
            return
        if number == self._asked:
            self._begun, self._done = number, True
            self.hits.show(self._quoted_groups(lines[: -MOST - 1 : -1]))
            self._told()

    def _quoted_groups(self, lines: Sequence[QuotationLine]) -> list[Group]:
        rows = self.reader_app.reader.rows
        groups = []
        for article, of_it in groupby(lines, key=lambda line: line.article):
            hits = [
                Hit(article, line.quoted.start, line.quoted.end, line.text, (), line.quoted)
                for line in of_it
            ]
            if row := rows.get(article):
                groups.append(Group(row, tuple(hits[::-1])))
        return groups

    def _find_passages(self, query: Query, number: int) -> None:
        """Look through the texts; runs in a thread, and tells what it finds."""
        shelf = self._shelf
        if shelf is None:
            shelf = self._shelf = self.session.search.shelf()
        found: list[list[Passage]] = []
        count, due, wrong = 0, time.monotonic() + SOON, None
        try:
            for passages in self.session.search.passages(
                query, shelf, lambda: number == self._asked
            ):
                found.append(passages)
                count += len(passages)
                if count >= MOST:
                    break
                if time.monotonic() > due:
                    self.post_message(ResultsFound(number, found, done=False))
                    found, due = [], time.monotonic() + LATER
        except QueryError as error:
            wrong = error
        self.post_message(ResultsFound(number, found, done=True, wrong=wrong))

    def on_results_found(self, message: ResultsFound) -> None:
        """Show what has been found."""
        if message.number != self._asked:
            return
        if message.wrong:
            self._wrong(message.wrong)
            return
        rows = self.reader_app.reader.rows
        groups = [
            Group(row, tuple(Hit(p.article, p.start, p.end, p.snippet, p.marks) for p in found))
            for found in message.found
            if (row := rows.get(found[0].article))
        ]
        if message.number == self._renewal:  # hits that are read do not go and come again
            self._gathered += groups
            if not message.done:
                return
            groups, self._gathered = self._gathered, []
        self._done = message.done
        if self._begun == message.number:
            self.hits.add(groups)
        elif groups or message.done:
            self._begun = message.number
            self.hits.show(groups)
        self._told()

    def _told(self) -> None:
        ready = self.session.search.wait(0)
        self.hits.empty = "Nothing fits." if ready else "Nothing in what can be searched so far."
        self.show_head()
        self.hits.refresh()
        self.show_passage()

    def facts(self) -> str:
        """Return how much was found, and whether more is to come."""
        hits, indexed = self.hits, self.session.search.progress
        if not self._query:
            told = counted(indexed.total, "article") if indexed.total else ""
        else:
            told = f"{counted(hits.count, 'hit')} in {counted(len(hits.groups), 'article')}"
            if hits.count >= MOST:
                told += ", and more"
            elif not self._done:
                told += " …"
        if indexed.done < indexed.total:
            told += f" · {indexed.done} of {indexed.total} articles can be searched"
        return told

    def on_session_event(self, event: Event) -> None:
        """Look again when there is something new; a flood of it is taken in now and then."""
        if isinstance(event, Indexed):
            self.soon("settled", partial(self.renew, event, "fill", self.reload), SETTLED)
        elif isinstance(event, Changed):
            if self._matters(event):
                self.renew(event, "fill", self.reload)
            # The quotations that hits are in may look different by now.
            self.renew(event, "hits", self.hits.measure)

    def _matters(self, event: Changed) -> bool:
        """Whether a change may alter what is found, not only how it looks."""
        return not event.articles or self._query.of_quotations

    # -- the hits ---------------------------------------------------------------------------------

    def _quoted_at(self, hit: Hit) -> Quoted | None:
        """Return the quotation that a hit is in, if it is in one."""
        return hit.quoted or quoted_in(self.session.quotations(hit.article), hit.start, hit.end)

    def _marks(self, hit: Hit) -> Sequence[Span]:
        """Return the words of a hit that are looked for."""
        return hit.marks if hit.quoted is None else self._places(hit.snippet)

    def _places(self, text: str) -> list[Span]:
        """Return the words of a text that are looked for; none where that takes too long."""
        try:
            return places(parse(self._query.text), text)  # with new patience
        except QueryError:
            return []

    def chosen(self) -> list[Quoted]:
        """Return the quotations that the marked hits are in, or the hit under the cursor."""
        return self._quoted(self.hits.chosen())

    def under_cursor(self) -> list[Quoted]:
        return self._quoted([self.hits.row] if self.hits.row else [])

    def listed(self) -> list[Quoted]:
        """Return the quotations that hits are in."""
        return self._quoted(self.hits.of())

    def _quoted(self, hits: Iterable[Hit]) -> list[Quoted]:
        found = map(self._quoted_at, hits)
        return list({(q.article, q.start, q.end): q for q in found if q}.values())

    def here(self) -> Row | None:
        return self.reader_app.reader.rows.get(self.hits.row.article) if self.hits.row else None

    def spot(self) -> Spot:
        """Return the hit under the cursor, and the other places that fit in its article."""
        hit = self.hits.row
        return (
            Spot(hit.article, (hit.start, hit.end), self._matches(hit.article)) if hit else NOWHERE
        )

    def _matches(self, article: str) -> Sequence[Span]:
        if self._query.of_quotations:
            return [(one.start, one.end) for one in self.hits.of(article)]
        return self._places(self.session.article(article).text)

    def open(self) -> None:
        """Read the hit in its article; n and N go on to the other places, there and elsewhere."""
        super().open()
        hit, reader = self.hits.row, self.reader_app.reader
        if hit and reader.article_id == hit.article:
            articles = (group.row.id for group in self.hits.groups)
            reader.go_through(AllFound(tuple(dict.fromkeys(articles)), self._matches))
