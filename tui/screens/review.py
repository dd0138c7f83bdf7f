"""The review queue: quotations that need a person's eye, one at a time, one key each."""

from __future__ import annotations

from store.layer import Quoted

from ..actions.action import Pane
from ..widgets.article import ArticleView
from ..widgets.query import Line
from ..widgets.quotations import QuotationList
from ..widgets.roll import Roll
from ..widgets.shown import Shown
from .view import View

QUEUE, ROOMY = 12, 36
"""Lines for the queue in a tall terminal, and what counts as one."""
BELOW = 0.6
"""Quotations of less confidence are put before a person."""


class ReviewView(View):
    """The least sure first; the article stands below, so that the words are seen in place."""

    HEADING = "review"
    pane_name = Pane.REVIEW

    def make_roll(self) -> Roll:
        """Return the queue."""
        self.queue = QuotationList(self.ink)
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

        def wanted(quoted: Quoted) -> bool:
            return bool(quoted.why) or (quoted.confidence < BELOW and not quoted.by_person)

        found = [line async for line in self.lines(wanted)]
        self.queue.put(sorted(found, key=_urgency))
        self._show()

    def on_roll_moved(self) -> None:
        """Show the words in their place."""
        self._show()

    def _show(self) -> None:
        self.show_head()
        line = self.queue.line
        if line is None:
            self.text.show(Shown("", ""), {}, 0)
            return
        article, session = line.quoted.article, self.session
        shown = Shown(
            article,
            session.article(article).text,
            line.title,
            session.blocks(article),
            session.quotations(article),
            session.named(article),
        )
        self.text.show(shown, session.actors(), line.quoted.start)
        self.text.moved(centre=True)

    def facts(self) -> str:
        """Return how many are left."""
        left = self.queue.count
        return f"{left} left · {self._settled} settled"

    def chosen(self) -> list[Quoted]:
        """Return the quotation in question."""
        return [line.quoted for line in self.queue.chosen()]

    def accept(self) -> None:
        """Say that the machine is right: the speaker it found becomes a person's word."""
        for quoted in self.chosen():
            who = quoted.speaker_id or quoted.speaker_name
            self.did(self.session.correct_speaker([quoted], who))

    def did(self, text: str) -> None:
        """Count what is settled, and go on."""
        if text:
            self._settled += 1
        self.say(text)
        self.reload()

    def open(self) -> None:
        """Read the quotation in its article."""
        if line := self.queue.line:
            self.go_and_read(line.quoted.article, line.quoted.start)


def _urgency(line: Line) -> tuple[bool, float]:
    return (not line.quoted.why, line.quoted.confidence)
