"""Prompts stand at the edge that is away from the passage they ask about."""

from __future__ import annotations

from typing import Any, cast

from textual.message_pump import MessagePump
from textual.screen import Screen

from ..widgets.article import ArticleView
from ..widgets.choices import Choices

LEAST, MARGIN = 14, 2
"""Rows that a prompt and its margin have at least; a passage that leaves fewer moves up."""
AROUND = 8
"""Rows of a prompt besides its choices."""


class Aside(MessagePump):
    """A prompt that covers nothing of what it is about; stands first among the bases."""

    def on_mount(self) -> None:
        """Stand above or below the passage, where there is more room."""
        here = cast("Screen[Any]", self)
        text = getattr(here.app.screen_stack[-2], "judged", None)
        if not isinstance(text, ArticleView):
            return
        top, bottom = _room(text)
        if max(top, bottom) < LEAST:
            text.scroll_to_row(text.top + text.rows_lit()[0])
            top, bottom = _room(text)
        here.set_class(bottom > top, "-below")
        room = max(top, bottom, LEAST) - MARGIN
        for sheet in here.query(".-prompt"):
            sheet.styles.max_height = room
        for choices in here.query(Choices):
            choices.styles.max_height = min(max(room - AROUND, 2), 12)


def _room(text: ArticleView) -> tuple[int, int]:
    """Return how many rows of the screen stand above the passage, and how many below it."""
    first, last = text.rows_lit()
    return text.region.y + first, text.app.size.height - text.region.y - last - 1
