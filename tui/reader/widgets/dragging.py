"""Marking words with the mouse: dragging marks what is seen, as the keys for marking do."""

from __future__ import annotations

from textual.events import Click, MouseDown, MouseMove, MouseUp
from textual.message import Message

from onrecord.tui.session.article.cursor import Cursor

from .lines import Lines


class Dragging(Lines):
    """Lines of text in which words can be marked with the mouse.

    A drag marks from the sign where it began to the one where it ends, wherever it strays on the
    way; a double click marks a word.  The widget says which place is drawn in a cell.
    """

    # Textual's own selection knows whole widgets and lines, and none of our margins.
    ALLOW_SELECT = False
    _from: int | None = None
    _dragged = False

    class Marked(Message):
        """Words were marked with the mouse."""

    cursor: Cursor
    """Where the person is."""

    def place_at(self, x: int, y: int) -> int | None:
        """Return the offset of what is drawn in a cell, the nearest on its row; None off it."""
        raise NotImplementedError

    def moved(self, centre: bool = False) -> None:
        """Draw the cursor where it stands now."""
        raise NotImplementedError

    def on_mouse_down(self, event: MouseDown) -> None:
        """Remember where a drag may begin."""
        self._dragged = False
        self._from = self.place_at(event.x, event.y) if event.button == 1 else None
        if self._from is not None and self.can_focus:
            self.capture_mouse()  # also where its first move is out of the pane

    def on_mouse_move(self, event: MouseMove) -> None:
        """Mark up to where the mouse is; beyond an edge the text comes after it."""
        if self._from is None or not self.can_focus or event.button != 1:
            return
        if event.y < 0 or event.y >= self.size.height:
            self.scroll_relative(y=-1 if event.y < 0 else 1, animate=False, force=True)
        here = self.place_at(event.x, min(max(event.y, 0), self.size.height - 1))
        if here is None or (here == self._from and not self._dragged):
            return
        self._dragged = True
        self._mark(self._from, here)

    def on_mouse_up(self, event: MouseUp) -> None:
        """End the drag."""
        self._from = None
        self.release_mouse()
        if self._dragged:
            self.post_message(self.Marked())

    def clicked(self, event: Click) -> bool:
        """Mark the word at a double click, forget what was marked at a single one.

        Returns whether there is no more to do.
        """
        if self._dragged:  # the click that ends every drag
            self._dragged = False
            return True
        if self.cursor.anchor is not None and self.cursor.exact:
            self.cursor.anchor = None
        if event.chain == 2 and self.can_focus and self.place_at(event.x, event.y) is not None:
            self.cursor.mark_word()
            self.moved()
            self.post_message(self.Marked())
            return True
        return False

    def _mark(self, start: int, end: int) -> None:
        self.cursor.to(end)
        self.cursor.anchor, self.cursor.exact = start, True
        self.moved()
