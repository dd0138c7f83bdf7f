"""The review queue: what needs a person's eye, one at a time, one key each."""

from __future__ import annotations

from store.layer import Quoted
from store.review import UNREADABLE

from ..actions.action import Pane
from ..widgets.article import ArticleView
from ..widgets.query import Line
from ..widgets.queue import Held, Queue
from ..widgets.roll import Roll
from ..widgets.shown import Shown
from .view import View

QUEUE, ROOMY = 12, 36
"""Lines for the queue in a tall terminal, and what counts as one."""
BELOW = 0.6
"""Quotations of less confidence are put before a person."""


class ReviewView(View):
    """Work that no longer applies, then the quotations the machine was least sure of.

    The article stands below, so that the words are seen in place.
    """

    HEADING = "review"
    pane_name = Pane.REVIEW

    def make_roll(self) -> Roll:
        """Return the queue."""
        self.queue = Queue(self.ink)
        self.queue.empty = "Nothing waits for review."
        self._settled = 0
        return self.queue

    def ready(self) -> None:
        """Put the article below the queue."""
        self.text = ArticleView(self.ink)
        self.text.can_focus = False
        self.text.add_class("words")
        self.mount(self.text, after=self.roll)
        self.roll.styles.height = QUEUE if self.size.height >= ROOMY else QUEUE // 2

    async def fill(self) -> None:
        """Find what needs an eye."""

        session, rows = self.session, self.reader_app.reader.rows
        found = session.stale()
        known = {it.id for it in found}

        def wanted(quoted: Quoted) -> bool:
            unsure = quoted.confidence < BELOW and not quoted.by_person
            return (bool(quoted.why) or unsure) and quoted.annotation not in known

        held = [
            Held(it, session.kept(it), rows[it.article].title if it.article in rows else it.article)
            for it in found
        ]
        lines = [line async for line in self.lines(wanted)]
        self.queue.line_up(held, sorted(lines, key=_urgency))
        self._show()

    def on_roll_moved(self) -> None:
        """Show the words in their place."""
        self._show()

    def _show(self) -> None:
        self.show_head()
        article, offset = self._place()
        row, session = self.reader_app.reader.rows.get(article), self.session
        if row is None:
            self.text.show(Shown("", ""), {}, 0)
            return
        shown = Shown(
            article,
            session.article(article).text,
            row.title,
            session.blocks(article),
            session.quotations(article),
            session.named(article),
        )
        self.text.show(shown, session.actors(), offset)
        self.text.moved(centre=True)

    def _place(self) -> tuple[str, int]:
        """Return the article and the offset of what is under the cursor; "" where it has none."""
        if line := self.queue.line:
            return line.quoted.article, line.quoted.start
        if (held := self.queue.held) and held.stale.why != UNREADABLE:
            return held.stale.article, held.stale.span[0] if held.stale.span else 0
        return "", 0

    def facts(self) -> str:
        """Return how many are left."""
        return f"{self.queue.left} left · {self._settled} settled"

    def chosen(self) -> list[Quoted]:
        """Return the quotation in question; of stale work, the one that it is shown on."""
        if held := self.queue.held:
            shown = self.session.quotations(held.stale.article) if held.stale.span else []
            return [quoted for quoted in shown if quoted.annotation == held.stale.id]
        return [self.queue.line.quoted] if self.queue.line else []

    def accept(self) -> None:
        """Say that it is right: the speaker found becomes a person's word, stale work stays."""
        if held := self.queue.held:
            self.did(self.session.keep_stale(held.stale))
            return
        for quoted in self.chosen():
            who = quoted.speaker_id or quoted.speaker_name
            self.did(self.session.correct_speaker([quoted], who))

    def drop(self) -> None:
        """Take the quotation out, or discard the stale work."""
        if held := self.queue.held:
            self.did(self.session.drop_stale(held.stale))
        elif chosen := self.chosen():
            self.did(self.session.reject(chosen))
        else:
            self.say("Nothing waits for review.")

    def did(self, text: str) -> None:
        """Count what is settled, and go on."""
        if text:
            self._settled += 1
        self.say(text)
        self.reload()

    def open(self) -> None:
        """Read the quotation in its article."""
        article, offset = self._place()
        if article:
            self.go_and_read(article, offset)


def _urgency(line: Line) -> tuple[bool, float]:
    return (not line.quoted.why, line.quoted.confidence)
