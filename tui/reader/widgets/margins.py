"""What stands beside the text: the bar of who is speaking, and their name where they begin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.cells import cell_len
from rich.segment import Segment

from onrecord.analysis.types import Actor
from onrecord.store.notebook.overlay import Quoted
from onrecord.tui.session.article.content import Spans
from onrecord.tui.session.article.layout import TextLayout
from onrecord.tui.session.article.speakers import bars_in, voice, who
from onrecord.tui.session.literal import cut
from onrecord.tui.session.notation import kind_signs, short_name

from ..themes import TextStyles


class Margins:
    """The two margins of an article: a bar at what somebody says, their name where it begins."""

    def __init__(
        self,
        quotations: Sequence[Quoted],
        spans: Spans,
        actors: Mapping[str, Actor],
        coloured: bool = True,
    ) -> None:
        """Take the quotations of an article, and ``spans``, where they are in its text."""
        self._quotations = quotations
        self._spans = spans
        self._actors = actors
        self._bars = bars_in(quotations, coloured)

    def on(self, layout: TextLayout, line: int) -> tuple[list[Quoted], list[Quoted]]:
        """Return the quotations that are on a line, and those of them that are named there.

        They are named where they begin; of two speakers who begin on one line, the second is named
        on the next one, where it has room.  On a blank line are those that are on both sides of it.
        """
        start, end = layout.reach(line)
        over = self._spans.over(start, end)
        if not layout.blank(line):
            there = [self._quotations[i] for i in over]
            begun = [quoted for quoted in there if quoted.start >= start]
            return there, begun or self._second(there, layout, line)
        spans = self._spans.spans
        return [
            self._quotations[i] for i in over if spans[i][0] <= start and spans[i][1] >= end
        ], []

    def _second(self, there: Sequence[Quoted], layout: TextLayout, line: int) -> list[Quoted]:
        """Return what goes on from the line before, where somebody else is named."""
        if not there or not line or layout.blank(line - 1):
            return []
        start, end = layout.reach(line - 1)
        before = [self._quotations[i] for i in self._spans.over(start, end)]
        named = next((quoted for quoted in before if quoted.start >= start), there[-1])
        second = there[-1].start >= start and who(there[-1]) != who(named)
        return [there[-1]] if second else []

    def bar(self, there: Sequence[Quoted], styles: TextStyles) -> Segment:
        """Return the sign at the left: that of the quotation on the line that begins first."""
        if not there:
            return Segment(" ")
        return Segment(self.bar_of(there[0]), styles.speaker(voice(there[0])))

    def bar_of(self, quoted: Quoted) -> str:
        """Return the bar of who says something in this article."""
        return self._bars[voice(quoted)]

    def name(self, begun: Sequence[Quoted], styles: TextStyles, width: int) -> list[Segment]:
        """Return who begins to speak on a line, in at most ``width`` cells."""
        if not begun or width < 6:
            return []
        first, *others = begun
        signs = kind_signs(first)
        for other in others:
            signs += f" {kind_signs(other)}" if who(other) == who(first) else " +"
        signs = cut(signs, width - 5)
        actor = self._actors.get(first.speaker_id or "")
        name = short_name(first.speaker_name, actor.kind if actor else None) or "—"
        name = cut(name, width - cell_len(signs) - 1)
        return [Segment(f"{name} ", styles.speaker(voice(first))), Segment(signs, styles.text)]
