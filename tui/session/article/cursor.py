"""Where a person is in an article, and how they get about: no drawing, offsets only."""

from __future__ import annotations

import re
from typing import NamedTuple

from onrecord.analysis.types import Span

from ..cells import sign_end
from .content import Spans
from .layout import TextLayout

_WORD = re.compile(r"\S+")


class Cursor:
    """A point in the text, perhaps an anchor where marking began.

    ``quotation`` is the index of the quotation under the point: the one that holds it, else the
    first on its line; none where it was let go.  All offsets are code points of the article's text.
    """

    def __init__(
        self, layout: TextLayout, quotations: Spans, actors: Spans, sentences: Spans, point: int = 0
    ) -> None:
        self.text_layout = layout
        self.quotations = quotations
        self.actors = actors
        self.sentences = sentences
        self.anchor: int | None = None
        self.exact = False
        self.on_actor = self.on_word = False
        self.point = 0
        self._column = 0
        self._chosen: int | None = None
        self.let_go = False
        self.to(point)

    def stand_on(self, layout: TextLayout) -> None:
        """Stay where it is, on the same text set at another width."""
        self.text_layout = layout
        self._column = (
            self.point - layout.lines[layout.line_of(self.point)][0] if layout.lines else 0
        )

    @property
    def quotation(self) -> int | None:
        """The index of the quotation under the point."""
        if self._chosen is not None or self.let_go or not self.text_layout.lines:
            return self._chosen
        at = self.quotations.at(self.point)
        if at is not None or self.on_actor:
            return at
        start, end = self.text_layout.lines[self.text_layout.line_of(self.point)]
        return next(iter(self.quotations.over(start, end)), None) if start < end else None

    @property
    def word(self) -> Span | None:
        """The word under the point, where it is words that are gone along."""
        here = _WORD.match(self.text_layout.text, self.point) if self.on_word else None
        return here.span() if here else None

    @property
    def marked(self) -> Span:
        """The span from the anchor to the end of the word at the point, whichever is first.

        Where the marking is ``exact``, as the mouse marks, it ends with the sign there.
        """
        if self.anchor is None:
            return self.point, self.point
        low, high = sorted((self.anchor, self.point))
        if self.exact:
            return low, sign_end(self.text_layout.text, high)
        word = _WORD.match(self.text_layout.text, high)
        return low, word.end() if word else high + 1

    def to(self, point: int, on_actor: bool = False) -> None:
        """Go to an offset; one that is not drawn goes to the nearest that is."""
        lines = self.text_layout.lines
        self._leave(on_actor)
        if not lines:
            self.point = 0
            return
        start, end = lines[self.text_layout.line_of(point)]
        self.point = min(max(point, start), max(end - 1, start))
        self._column = self.point - start

    def down(self, lines: int) -> None:
        """Go down by lines (up where negative), over blank ones, keeping the column."""
        layout = self.text_layout
        if not layout.lines:
            return
        index, step = layout.line_of(self.point), 1 if lines > 0 else -1
        for _ in range(abs(lines)):
            ahead = index + step
            while 0 <= ahead < len(layout.lines) and layout.blank(ahead):
                ahead += step
            if not 0 <= ahead < len(layout.lines):
                break
            index = ahead
        start, end = layout.lines[index]
        self.point = min(start + self._column, max(end - 1, start))
        self._leave()

    def to_end(self, last: bool) -> None:
        """Go to the first line or the last."""
        self._column = 0
        self.down(len(self.text_layout.lines) if last else -len(self.text_layout.lines))

    def words(self, count: int) -> None:
        """Go on by words (back where negative)."""
        text = self.text_layout.text
        for _ in range(abs(count)):
            if count > 0:
                here = _WORD.match(text, self.point)
                ahead = _WORD.search(text, here.end() if here else self.point)
                target = ahead.start() if ahead else self.point
            else:
                before = text[: self.point].rstrip()
                target = max(before.rfind(" "), before.rfind("\n")) + 1
            if not self._goes(target, count):
                break
        self.on_word = True

    def sentence(self, step: int) -> None:
        """Go to the next sentence's beginning, or the last one's.

        Behind the anchor of what is marked it is the sentences' ends that are gone to.
        """
        spans = self.sentences
        if self.anchor is not None and (self.point > self.anchor or step > 0):
            ends = [end - 1 for _, end in spans.spans]
            ahead = [end for end in ends if (end > self.point if step > 0 else end < self.point)]
            if ahead and (target := ahead[0] if step > 0 else ahead[-1]) > self.anchor:
                self.to(target)
                return
        index = spans.after(self.point) if step > 0 else spans.before(self.point)
        if index is not None:
            self.to(spans.spans[index][0])

    def next_quotation(self, step: int) -> bool:
        """Go to the next quotation or the one before; False where there is none.

        That is the one beside what is lit, wherever on its line the point stands: to go to what is
        lit already would look as if the key were dead.
        """
        index: int | None
        if (here := self.quotation) is not None:
            index = here + step
        elif step > 0:
            index = self.quotations.after(self.point - 1)
        else:
            index = self.quotations.before(self.point)
        if index is None or not 0 <= index < len(self.quotations.spans):
            return False
        self.to_quotation(index)
        return True

    def to_quotation(self, index: int) -> None:
        """Go to a quotation, also where another one begins at the same place."""
        self.to(self.quotations.spans[index][0])
        self._chosen = index

    def stay_on(self, index: int | None) -> None:
        """Be on a quotation wherever the point stands, or on none of those near, until it moves."""
        if index is None:
            self._chosen, self.let_go = None, True
        elif index != self.quotation:
            self.to_quotation(index)

    def next_actor(self, step: int) -> bool:
        """Go to the next actor named or the one before; False where there is none."""
        spans = self.actors
        here = self.point if self.on_actor else self.point - 1
        index = spans.after(here) if step > 0 else spans.before(self.point)
        if index is None:
            return False
        self.to(spans.spans[index][0], on_actor=True)
        return True

    def mark(self) -> None:
        """Begin to mark at the sentence under the point, or stop marking."""
        if self.anchor is not None:
            self.anchor = None
            return
        self.exact = False
        held = self.sentences.at(self.point)
        self.anchor = self.sentences.spans[held][0] if held is not None else self.point
        if held is not None:
            self.to(self.sentences.spans[held][1] - 1)

    def mark_word(self) -> None:
        """Mark the word at the point, or the next one on its line."""
        start, end = self.text_layout.lines[self.text_layout.line_of(self.point)]
        words = (m.span() for m in _WORD.finditer(self.text_layout.text, start, end))
        if word := next((span for span in words if span[1] > self.point), None):
            self.to(word[1] - 1)
            self.anchor, self.exact = word[0], True

    def stand_as(self, other: Cursor) -> None:
        """Mark what another cursor marks, and be on an actor or a word as it, at the same point."""
        self.anchor, self.exact = other.anchor, other.exact
        if self.point == other.point:
            self.on_actor, self.on_word = other.on_actor, other.on_word

    def swap(self) -> None:
        """Go to the other end of what is marked."""
        if self.anchor is not None:
            anchor, self.anchor = self.anchor, self.point
            self.to(anchor)

    def _leave(self, on_actor: bool = False) -> None:
        """Be on nothing but what the next point comes to."""
        self.on_actor, self.on_word = on_actor, False
        self._chosen, self.let_go = None, False

    def _goes(self, target: int, step: int) -> bool:
        """Go to a word; one that is not drawn (metadata) is passed over."""
        was = self.point
        self.to(target)
        return (self.point > was) if step > 0 else (self.point < was)


class CursorRows(NamedTuple):
    """What the cursor has to do with how an article is drawn; rows count from the first.

    ``layout`` and ``matches`` are compared by identity.  ``lit`` are the rows over which something
    lies: the quotation under the cursor, what is marked, the actor.
    """

    layout: object
    matches: object
    match: int
    row: int
    lit: tuple[range, ...]


def touched(was: CursorRows | None, now: CursorRows) -> list[Span] | None:
    """Return the rows, as half-open spans, that look otherwise than before; None for all."""
    if was is None or was.layout is not now.layout:
        return None
    if was.matches is not now.matches or was.match != now.match:
        return None
    rows = [(was.row, was.row + 1), (now.row, now.row + 1)]
    if was.lit != now.lit:
        rows += [(one.start, one.stop) for one in (*was.lit, *now.lit)]
    return rows
