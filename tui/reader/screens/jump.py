"""Hints over the screen: letters on everything that can be gone to; typing them goes there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from rich.segment import Segment
from rich.style import Style
from textual.events import Click, Key, Resize
from textual.screen import ModalScreen
from textual.strip import Strip

from ..textual_internals import Fronted
from ..themes import styles_of
from ..widgets.hints import Aimable, Hint, Target, hints, laid_over
from .keyed import Keyed


def in_sight(screen: Keyed) -> list[Target]:
    """Return what can be gone to on a screen; what has the keys comes first."""
    focused = screen.focused
    shown = [one for one in screen.query("*") if isinstance(one, Aimable) and one.focusable]
    shown.sort(key=lambda widget: widget is not focused)
    found: list[Target] = []
    for widget in shown:
        region = widget.content_region
        if region and widget.is_on_screen:
            found += [Target(one.at + region.offset, one.go) for one in widget.targets()]
    return found


class Jump(Fronted, ModalScreen[Hint | None]):
    """Takes the letters of one hint and answers with it; escape, or any other key, leaves."""

    DEFAULT_CSS = "Jump { background: transparent; }"
    typing = (("a … z", "go there"), ("escape", "leave"))

    def __init__(self, targets: Sequence[Target]) -> None:
        super().__init__()
        self._hints = hints(targets)
        self._typed = ""
        self._rows: dict[int, list[Hint]] = defaultdict(list)
        for hint in self._hints:
            self._rows[hint.at.y].append(hint)

    def render_line(self, y: int) -> Strip:
        """Draw the hints of a line over what the screen below shows there."""
        styles = styles_of(self.app)
        dimmed = styles.faint + Style(dim=True, bold=False, reverse=False)
        strip = Strip(
            Segment(words, (style or Style.null()) + dimmed)
            for words, style, _ in super().render_line(y)
        )
        if y in self._rows:
            # Turned round, so that it can be read without any colour.
            style = styles.accent + styles.base + Style(reverse=True)
            return laid_over(strip, self._rows[y], self._typed, style)
        return strip

    def _left(self) -> Iterator[Hint]:
        return (hint for hint in self._hints if hint.letters.startswith(self._typed))

    def on_key(self, event: Key) -> None:
        event.stop()
        event.prevent_default()
        if event.key == "backspace":
            self._typed = self._typed[:-1]
        else:
            self._typed += event.character or event.key
        left = list(self._left())
        if not left:
            self._leave(None)
        elif left[0].letters == self._typed:
            self._leave(left[0])
        else:
            self.refresh()

    def on_click(self, event: Click) -> None:
        """Leave: who takes the mouse needs no hints."""
        self._leave(None)

    def on_mount(self) -> None:
        """Know the size at which the hints stand where they belong."""
        self._room = self.app.size

    def on_resize(self, event: Resize) -> None:
        """Leave once nothing stands any more where it did."""
        if event.size != self._room:
            self._leave(None)

    def _leave(self, hint: Hint | None) -> None:
        """Answer once, however many events still come."""
        if self.is_current:
            self.dismiss(hint)
