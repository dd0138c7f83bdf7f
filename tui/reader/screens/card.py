"""One actor: names, roles, who quotes them, their statements in time, and where those differ."""

from __future__ import annotations

from asyncio import sleep
from collections import Counter
from itertools import islice

from onrecord.analysis.types import Actor, LinkType
from onrecord.store.notebook.overlay import Quoted
from onrecord.tui.session.counts import counted, most_first
from onrecord.tui.session.literal import Part, facts
from onrecord.tui.session.memos import actor_memo
from onrecord.tui.session.notation import LINK, MEMO
from onrecord.tui.session.quotation_query import QuotationLine, fitting
from onrecord.tui.session.roles import as_one
from onrecord.tui.session.statements import Contradiction, changes_of, differing

from ..actions.action import Pane
from ..widgets.bars import Bar
from ..widgets.lines import Lines
from ..widgets.list_view import AnyList
from ..widgets.quotations import QuotationList
from ..widgets.side_by_side import Beside
from .split import Split

NONE_YET = "Nothing said in this library."
NAMES = 8
"""Names, roles and sources that a card tells."""


class StatementList(QuotationList):
    """Statements, a sign with those that differ from another one."""

    differs: frozenset[tuple[str, int, int]] = frozenset()
    """Where those that do stand: article, start, end."""

    def line_parts(self, line: QuotationLine, width: int) -> list[Part]:
        if not self.differs:
            return super().line_parts(line, width)
        sign = LINK[LinkType.CHANGED_POSITION] if _place(line) in self.differs else " "
        return [(f"{sign} ", self.text_styles.memo), *super().line_parts(line, width - 2)]


class CardView(Split):
    """What one actor said, the oldest first, below what is known of them."""

    HEADING = "statements"
    NARROW = "kind:  tag:  date:2021-10..2021-12  source:  has:memo  or any words of a statement"
    pane_name = Pane.CARD
    LEAST = (0, 36)

    def __init__(self, actor: str) -> None:
        super().__init__()
        self._actor = actor
        self._all: list[QuotationLine] = []
        self._said = 0  # how many of them count
        self._differing: list[Contradiction] = []
        self._pairs: list[Contradiction] = []  # those of them that are shown
        self._pair = -1

    def make_list(self) -> AnyList:
        self.quotations = self.statements = StatementList(speakers=False)
        self.quotations.empty = NONE_YET
        return self.quotations

    def ready(self) -> None:
        """Put names, roles and sources above the statements, the comparison below."""
        self._names, self._roles, self._sources = Bar("about -first"), Bar("about"), Bar("about")
        self._memo = Bar("about")
        bars = (self._names, self._roles, self._sources, self._memo)
        self.mount(*bars, before=self.list_view)
        self.beside = Beside()
        self.beside.put(None)
        self.mount(self.beside, after=self.list_view)

    async def fill(self) -> None:
        """Read what the actor said, the oldest first, and where that differs."""
        said = self.lines(lambda q: q.speaker_id == self._actor, acts=True)
        self._all = [line async for line in said]
        self.narrowed()
        found = self._fitting("")
        self._said = len(found)
        self._tell(Counter(line.source for line in found if line.source))
        self.show_head()
        links = []
        for line in found:
            links += changes_of(self.session, line)
            await sleep(0)
        self._differing = differing(self.session, found, links)
        both = (_place(line) for pair in self._differing for line in (pair.before, pair.after))
        self.statements.differs = frozenset(both)
        self.narrowed()
        self.show_head()

    def narrowed(self) -> None:
        found = self.understood(self._fitting)
        self.quotations.empty = self.none_yet(NONE_YET)
        self.quotations.show(found, among=self._all)
        shown = set(map(_place, found))
        self._pairs = [
            pair for pair in self._differing if {_place(pair.before), _place(pair.after)} <= shown
        ]
        self._compare()
        self.at_rest("passage", self.show_passage)

    def _fitting(self, query: str) -> list[QuotationLine]:
        return fitting(query, self._all, self.session.traits.now)

    def facts(self) -> str:
        """Return who it is, how much they said, and from when to when."""
        actor = self.session.actors().get(self._actor)
        if actor is None:
            return "an actor that is not known any more"
        dates = sorted(line.date for line in self.quotations.rows if line.date)
        span = f" · {dates[0]} to {dates[-1]}" if dates else ""
        self.HEADING = actor.name
        differ = f" · {counted(len(self._pairs), 'pair')} that differ" if self._pairs else ""
        said = counted(self._said, "statement")
        if self.query_text.strip():
            said = f"{self.quotations.count} of {said}"
        return f"{actor.kind.value} · {said}{span}{differ}"

    def _tell(self, quoting: dict[str, int]) -> None:
        """Tell by which names and in which roles the actor is known, and who quotes them."""
        actor = self.session.actors().get(self._actor)
        if actor is None:
            return
        memo = " ".join(actor_memo(self.session, actor).split())
        told = [f"named ×{actor.mentions} in {counted(len(actor.articles), 'article')}"]
        if by := _counts(quoting):
            told += [f"quoted by {by[0]}", *by[1:]]
        faint = self.text_styles.faint
        for bar, shown, style in (
            (self._names, _counts(actor.names), faint),
            (self._roles, _counts(as_one(actor.roles)), faint),
            (self._sources, told, faint),
            (self._memo, [f"{MEMO} {memo}"] if memo else [], self.text_styles.memo),
        ):
            bar.put(*facts(shown, style))
            bar.display = bool(shown)

    # -- where statements differ ------------------------------------------------------------------

    def cursor_moved(self, view: Lines) -> None:
        """Compare what is under the cursor with what it differs from."""
        super().cursor_moved(view)
        if view is self.list_view:
            self._compare()

    def _compare(self) -> None:
        line = self.quotations.line
        here = [i for i, pair in enumerate(self._pairs) if line in (pair.before, pair.after)]
        self.set_class(bool(here), "-compared")
        if not here:
            self._pair = -1
            self.beside.put(None)
            return
        self._pair = self._pair if self._pair in here else here[0]
        told = f"{self._pair + 1} of {len(self._pairs)}"
        self.beside.put(self._pairs[self._pair], told)

    def next_difference(self, steps: int) -> None:
        """Go to another pair of statements that differ, round the end."""
        if not self._pairs:
            self.say("No two of these statements are known to differ on the same matter.")
            return
        ahead = self._pair + steps if self._pair >= 0 or steps < 0 else steps - 1
        self._pair = ahead % len(self._pairs)
        self.quotations.go(self.quotations.rows.index(self._pairs[self._pair].before))
        self._compare()

    def actor(self) -> Actor | None:
        return self.session.actors().get(self._actor)

    def listed(self) -> list[Quoted]:
        return [line.quoted for line in self.quotations.rows]


def _counts(told: dict[str, int]) -> list[str]:
    """Return names with how often each occurs, the most frequent first."""
    return [f"{name} ×{count}" for name, count in islice(most_first(told).items(), NAMES)]


def _place(line: QuotationLine) -> tuple[str, int, int]:
    return line.quoted.article, line.quoted.start, line.quoted.end
