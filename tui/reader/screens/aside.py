"""Prompts fit the room there is, and stand at the edge away from the passage they ask about.

They close once what was asked for is done; till then they keep what was typed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widgets import TextArea

from onrecord.tui.session.changes import NotDone

from ..widgets.article import ArticleView
from ..widgets.choices import Choices
from ..widgets.containers import FOLD
from ..widgets.list_view import AnyList, ListView

WANTED, LEAST, MARGIN = 14, 12, 2
"""Rows for a prompt and its margin: a passage that leaves fewer moves up; what they have anyway."""
AROUND = 8
"""Rows of most prompts besides their choices, before they have been laid out."""
MOST = 12
"""Rows of choices, where there is room."""
WRITTEN = 2, 10
"""Rows of a memo that are seen while it is written, at least and at most."""


class Fitted(MessagePump):
    """A prompt whose last line is seen at every size; stands first among the bases.

    ``done_first`` is done with the answer before it closes.
    """

    done_first: Callable[[Any], object] | None = None

    @property
    def shown(self) -> Screen[Any]:
        """The prompt as what it is besides."""
        return cast("Screen[Any]", self)

    def close_with(self, answer: object) -> None:
        """Answer; where what is to be done is refused, stay with all that was typed and say why."""
        try:
            if self.done_first and answer is not None:
                self.done_first(answer)
        except NotDone as refused:
            self.refuse(str(refused))
            self.call_after_refresh(self.share)  # why may take several lines
        else:
            self.shown.dismiss(answer)

    def refuse(self, why: str) -> None:
        """Say why that cannot be."""
        raise NotImplementedError

    def room(self) -> int:
        """Return how many rows there are for the prompt."""
        return self.shown.app.size.height - MARGIN - 1

    def on_mount(self) -> None:
        """Have all of the width from the beginning, where there is little of it."""
        self._widen()

    def _widen(self) -> None:
        self.shown.set_class(self.shown.app.size.width < FOLD, "-narrow")

    def on_resize(self) -> None:
        """Take in a size, the first one as well, once everything has been laid out at it."""
        self.call_after_refresh(self.share)

    def share(self) -> None:
        """Give what is long the rows that the others leave."""
        self._widen()
        sheet, room = self.shown.query_one(".-prompt"), self.room()
        sheet.styles.max_height = room
        ends = sheet.children[-1].virtual_region.bottom + sheet.gutter.height
        self.give(room - ends)

    def give(self, rows: int) -> None:
        """Have rows more than are needed, or fewer."""
        for choices in self.shown.query(Choices):
            choices.styles.max_height = min(max(choices.size.height + rows, 1), MOST)
        for box in self.shown.query(TextArea):
            box.styles.height = _written(box.size.height + rows)


class Aside(Fitted):
    """A prompt that covers nothing of what it is about."""

    def on_mount(self) -> None:
        """Stand there from the beginning."""
        room = self.room()
        for choices in self.shown.query(Choices):
            choices.styles.max_height = min(max(room - AROUND, 2), MOST)
        for box in self.shown.query(TextArea):
            box.styles.height = _written(room - AROUND)

    def room(self) -> int:
        """Stand above or below the passage or the row, where there is more room."""
        here = self.shown
        text = getattr(here.app.screen_stack[-2], "judged", None)
        if not isinstance(text, ArticleView | ListView):
            return super().room()
        top, bottom = _room(text)
        if max(top, bottom) < WANTED:
            text.scroll_to_row(text.top + text.rows_lit()[0])
            top, bottom = _room(text)
        here.set_class(bottom > top, "-below")
        return max(top, bottom, LEAST) - MARGIN


def _written(rows: int) -> int:
    least, most = WRITTEN
    return min(max(rows, least), most)


def _room(text: ArticleView | AnyList) -> tuple[int, int]:
    """Return how many rows of the screen stand above what is lit, and how many below it."""
    first, last = text.rows_lit()
    return text.region.y + first, text.app.size.height - text.region.y - last - 1
