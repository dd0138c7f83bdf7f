"""One-line widgets of literal text: the top line, the heads of the panes."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from onrecord.tui.session.eta import told
from onrecord.tui.session.events import LINKED, Progress
from onrecord.tui.session.literal import Part, cut, cut_parts, literal

from ..textual_internals import SizedInLayout
from ..themes import TextStyles
from .lines import filtered

CRUMB = " › "
SHORTEST = 8
"""Cells that a step keeps, at least."""

GIVEN = 16
"""Cells that a part which gives way keeps, at least."""


class Bar(SizedInLayout, Widget):
    """A line of words at the left and at the right; the left ones are cut where room ends."""

    DEFAULT_CSS = "Bar { height: 1; }"

    def __init__(self, classes: str = "") -> None:
        super().__init__(classes=classes)
        self._left: list[Part] = []
        self._right: list[Part] = []
        self._gives = -1

    def put(self, *left: Part, right: tuple[Part, ...] = (), gives: int = -1) -> None:
        """Show other words, made literal; where room ends, the part ``gives`` is cut first."""
        left_, right_ = [(literal(w), s) for w, s in left], [(literal(w), s) for w, s in right]
        if (left_, right_, gives) != (self._left, self._right, self._gives):
            self._left, self._right, self._gives = left_, right_, gives
            self.refresh()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the line between its blanks, past Textual's cache of styled lines."""
        blanks, ground = self.styles.padding, Style(bgcolor=self.rich_style.bgcolor)
        before, after = (Segment(" " * cells, ground) for cells in (blanks.left, blanks.right))
        whole = Strip(part for part in (before, *self.render_line(0), after) if part.text)
        return [strip.crop(*crop.column_span) for strip in filtered(self, [whole])]

    def render_line(self, y: int) -> Strip:
        end = sum(cell_len(words) for words, _ in self._right)
        room = self.size.width - (end + 1 if end else 0)
        shown, room = cut_parts(self._giving(room), room)
        segments = [Segment(words, style) for words, style in shown]
        segments.append(Segment(" " * (room + 1 if end else max(room, 0))))
        segments += [Segment(words, style) for words, style in self._right]
        return Strip(segments).crop_extend(0, self.size.width, None).apply_style(self.rich_style)

    def _giving(self, room: int) -> list[Part]:
        """Return the left, of which one part gives way to those after it."""
        left = list(self._left)
        over = sum(cell_len(words) for words, _ in left) - room
        if over > 0 and self._gives >= 0:
            words, style = left[self._gives]
            left[self._gives] = (cut(words, max(cell_len(words) - over, GIVEN)), style)
        return left


def crumbs(way: Sequence[str], here: int, width: int, styles: TextStyles) -> list[Part]:
    """Return the way to a place as one line of at most ``width`` cells: ``library › article``.

    ``here`` is the index of the step a person stands on.  Where there is too little room, the
    longest step is cut, then the next, so that all of them can be seen.
    """
    shown = [literal(step) for step in way]
    for _ in way:
        over = sum(cell_len(step) + len(CRUMB) for step in shown) - len(CRUMB) - width
        if over <= 0:
            break
        longest = max(range(len(shown)), key=lambda step: cell_len(shown[step]))
        shown[longest] = cut(shown[longest], max(cell_len(shown[longest]) - over, SHORTEST))
    words: list[Part] = []
    for number, step in enumerate(shown):
        words += [(CRUMB, styles.line)] if number else []
        words.append((step, styles.strong if number == here else styles.faint))
    return words


def meter(progress: Progress, styles: TextStyles, cells: int = 10) -> list[Part]:
    """Return a progress bar with its figures; nothing when all is done and well."""
    done, total, failed = progress.done, progress.total, progress.failed
    words: list[Part] = []
    if done < total:
        full = cells * done // max(total, 1)
        held = "linking paused at" if progress.doing == LINKED else "paused at"
        state = held if progress.paused else progress.doing
        words = [
            (f"{state} {done}/{total} ", styles.warning if progress.paused else styles.faint),
            ("━" * full, styles.accent),
            ("─" * (cells - full), styles.faint),
        ]
        if progress.left is not None:
            words.append((f" {told(progress.left)} left", styles.faint))
    if failed:
        words.append((f" ✗ {failed} failed", styles.bad))
    return words
