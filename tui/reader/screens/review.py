"""The review queue: what needs a person's eye, one at a time, one key each."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from textual.content import Content
from textual.widgets import Static

from onrecord.store.notebook.overlay import Quoted, overlap
from onrecord.tui.session.counts import counted
from onrecord.tui.session.literal import literal
from onrecord.tui.session.quotation_query import QuotationLine
from onrecord.tui.session.review import (
    DISCARDED,
    KEPT,
    OUT,
    SETTLED,
    TAKEN_OVER,
    WAITS,
    Key,
    QueueItem,
    StrandedWork,
    came_of,
)
from onrecord.tui.session.session import Changed, Event
from onrecord.tui.session.stale import UNREADABLE
from onrecord.tui.session.statements import WORDS, asks, urgency

from ..actions.action import Pane
from ..widgets.list_view import AnyList
from ..widgets.review_queue import Queue
from .split import NOWHERE, Split, Spot


class ReviewView(Split):
    """The quotations that the machine was least sure of, then work that no longer applies.

    The order stays as it was at the beginning, so that one can go back to what was answered, and
    what is found meanwhile comes last; an answer is whatever makes a quotation a person's word,
    here or anywhere else.  Only what the person does moves the cursor.  The article stands below,
    so that the words are seen in place.
    """

    HEADING = "review"
    pane_name = Pane.REVIEW

    def make_list(self) -> AnyList:
        self.queue = Queue()
        self.queue.empty = "Reading …"
        self.ended = self._acted = False
        self._altered: set[str] = set()  # articles that are to be looked at again
        self._end = 0  # how many things there were when the end was reached
        return self.queue

    def ready(self) -> None:
        """Put what stale work was on below the queue, and what is shown after the last one."""
        self.was = Static(classes="was", markup=False)
        self.was.display = False
        self.end = Static(classes="end")
        self.end.display = False
        self.mount(self.was, self.end, after=self.list_view)

    # -- what is in the queue ---------------------------------------------------------------------

    async def fill(self) -> None:
        """Find what needs an eye; what was there before keeps its place."""
        session = self.session
        titles = {row.id: row.title for row in session.rows()}
        found = session.review.stale()
        known = {it.id for it in found}
        lines = [line async for line in self.lines(lambda q: asks(q, known))]
        held = [StrandedWork(it, titles.get(it.article, it.article)) for it in found]
        kept = [QueueItem(it, KEPT) for it in held if session.review.kept(it.stale)]
        asked = [QueueItem(it) for it in held if not session.review.kept(it.stale)]
        fresh = [*asked, *map(QueueItem, sorted(lines, key=urgency)), *kept]
        before = {item.key: item.answer for item in self.queue.rows}
        progress = self.reader_app.reader.progress
        so_far = " so far: not every article is analysed yet" * progress.under_way
        self.queue.empty = f"Nothing waits for review{so_far}."
        self.queue.put(self._merged(fresh))
        self._follow(before)
        self._acted = False

    def _merged(self, fresh: Sequence[QueueItem]) -> list[QueueItem]:
        """Return the queue in its old order, with what came of each thing, and what is new."""
        now = {item.key: item for item in fresh}
        old = list(self.queue.rows)
        for item in old:
            if it := now.pop(item.key, None):
                item.answer, item.thing = it.answer, it.thing
            else:
                item.answer, item.thing = self._came_of(item)
        return [*old, *now.values()]

    def _came_of(self, item: QueueItem) -> tuple[str, QuotationLine | StrandedWork]:
        """Return what came of a thing that is not asked about any more, and it as it is now."""
        line = item.line
        if line is None:
            assert item.held
            return self._came_of_work(item.held), item.thing
        was = line.quoted
        shown = self.session.quotations(was.article)
        spans = ((was.start, was.end), item.key[1:])
        same = (q for q in shown if (q.start, q.end) in spans)
        mended = (q for q in shown if q.by_person and overlap((q.start, q.end), spans[0]))
        now = next(same, None) or next(mended, None)
        if now is None:
            return OUT, item.thing
        words = self.session.passage(now.article, now.start, now.end, WORDS)
        answer = WAITS if asks(now) else SETTLED
        return answer, replace(line, quoted=now, text=words)

    def _came_of_work(self, held: StrandedWork) -> str:
        """Return what came of work that did not apply any more; undone it does not again."""
        review, it = self.session.review, held.stale
        now = next(
            (one for one in review.stale() if (one.table, one.id) == (it.table, it.id)), None
        )
        if now is None:
            return came_of(it, self.notebook)
        return KEPT if review.kept(now) else WAITS

    def on_session_event(self, event: Event) -> None:
        """Look at what changed again: at some articles alone, or at everything."""
        if isinstance(event, Changed) and event.articles:
            self._altered.update(event.articles)
            self.renew(event, "look", self._look_again)
        else:
            super().on_session_event(event)

    def _look_again(self) -> None:
        altered, self._altered = self._altered, set()
        self._look(altered)
        if not self.queue.held:  # what came of stale work is seen with all that is found anew
            self._acted = False

    def _look(self, articles: Collection[str]) -> None:
        """See what came of the quotations of some articles, and of the work on them."""
        before = {item.key: item.answer for item in self.queue.rows}
        for item in self.queue.rows:
            if item.article in articles:
                item.answer, item.thing = self._came_of(item)
        self.queue.measure()
        self._follow(before)

    def _follow(self, before: dict[Key, str]) -> None:
        """Go on from what was answered, or back to what waits again, where the person did it."""
        items = self.queue.rows
        again = [i for i, item in enumerate(items) if before.get(item.key) and not item.answer]
        here = self.queue.row if self._acted else None
        if again and self._acted:
            self._show_end(False)
            self.queue.go(again[0])
        elif here and here.answer and before.get(here.key, here.answer) == WAITS:
            ahead = self.queue.next_waiting()
            if ahead is None:
                self._show_end(True)
            else:
                self.queue.go(ahead)
        elif self.ended:
            self._show_end(True)
        self._show()

    # -- what is shown ----------------------------------------------------------------------------

    def _show(self) -> None:
        self.show_head()
        held = self.queue.held
        self.was.display = bool(held and held.stale.words and not self.ended)
        if held:
            words, what = (" ".join(it.split()) for it in (held.stale.words, held.stale.what))
            told = f"{held.stale.why}; {what}" if what else held.stale.why
            self.was.update(Content(f"What it was on:  {literal(words)}\n{literal(told)}"))
        self.show_passage()

    def spot(self) -> Spot:
        """Return the quotation, or where stale work stands now as far as anybody can tell."""
        if line := self.queue.line:
            return Spot(line.quoted.article, (line.quoted.start, line.quoted.end))
        held = self.queue.held
        if held and held.stale.article and held.stale.why != UNREADABLE:
            length = len(self.session.article(held.stale.article).text)
            at = min(held.stale.at, length)
            return Spot(held.stale.article, held.stale.span or (at, at))
        return NOWHERE

    def _show_end(self, ended: bool) -> None:
        """Show that there is nothing more, or the queue again."""
        if ended and not self.ended:
            self._end = self.queue.count
        self.ended = ended
        self.list_view.display = self.passage.display = not ended
        self.end.display = ended
        count, more = self._end, self.queue.count - self._end
        settled = sum(item.answer != WAITS for item in self.queue.rows[:count])
        left = counted(count - settled, "thing") + " left as it was"
        told = f"{settled} of {count} settled" + (f", {left}" if count > settled else "")
        lines = ["That was all.", f"{told}.", "p goes back to the last one, g g to the first."]
        if more:
            lines.insert(2, f"Found since then: {counted(more, 'thing')}; n goes on.")
        self.end.update(Content("\n\n".join(lines)))

    def facts(self) -> str:
        count = self.queue.count
        if not count:
            return ""
        here = self._end if self.ended else self.queue.cursor + 1
        return f"{here} of {count} · {self.queue.settled} settled"

    # -- what can be done -------------------------------------------------------------------------

    def move(self, lines: int) -> None:
        """Go on or back; beyond the last one is the end, and beyond that what came since then."""
        if self.ended:
            ahead = self._end + lines - (lines > 0)
            if ahead < self.queue.count:
                self._show_end(False)
                self.queue.go(ahead)
        elif self.queue.count and self.queue.cursor + lines >= self.queue.count:
            self._show_end(True)
        else:
            super().move(lines)
        self._show()

    def to_end(self, last: bool) -> None:
        """Go to the first or the last one."""
        self._show_end(False)
        super().to_end(last)
        self._show()

    def chosen(self) -> list[Quoted]:
        return self.under_cursor()

    def under_cursor(self) -> list[Quoted]:
        """Return the quotation in question; of stale work, the one that it is shown on."""
        item = None if self.ended else self.queue.row
        if item is None or item.answer in (OUT, DISCARDED):
            return []
        if held := item.held:
            shown = self.session.quotations(held.stale.article) if held.stale.span else []
            return [quoted for quoted in shown if quoted.annotation == held.stale.id]
        return [item.line.quoted] if item.line else []

    def accept(self) -> None:
        """Say that it is right: the speaker found becomes a person's word, stale work stays."""
        if held := self._to_decide():
            self.did(self.session.review.keep(held.stale))
        elif chosen := self.chosen():
            self.change(lambda notebook: notebook.quotations.accept(chosen))
        else:
            self.say("Nothing waits for review here.")

    def drop(self) -> None:
        """Take the quotation out, or discard the stale work."""
        if held := self._to_decide():
            self.did(self.session.review.drop(held.stale))
        elif chosen := self.chosen():
            self.change(lambda notebook: notebook.quotations.reject(chosen))
        else:
            self.say("Nothing waits for review here.")

    def _to_decide(self) -> StrandedWork | None:
        """Return the work under the cursor that no longer applies, as long as it is there."""
        item = self.queue.row
        there = item and not self.ended and item.answer not in (SETTLED, TAKEN_OVER, DISCARDED)
        return item.held if item and there else None

    def did(self, text: str) -> None:
        """Say what was done, and go on where that was an answer."""
        self.say(text)
        self._acted = True
        if text and (item := self.queue.row):
            if item.line:
                self._look([item.article])
            else:
                self.reload()

    def open(self) -> None:
        if not self.ended:
            super().open()
