"""The last line: the keys that matter now, or a message, or the beginning of a sequence."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.cells import cell_len
from textual.events import Click
from textual.message import Message

from onrecord.tui.session.literal import Part

from ..actions.action import ANYWHERE, Action, Pane
from ..actions.keys import Keymap
from ..themes import styles_of
from .bars import Bar

SIGNS = {"information": "", "warning": "! ", "error": "✗ "}
HELP = "help"
FEW = 4
"""Panes of an action that is shown where it was declared; those of fewer come before it."""
GAP = 2
"""Cells between two keys."""
SHOWN = {"enter": "⏎", "escape": "esc", "up": "↑", "down": "↓", "left": "←", "right": "→"}


class Footer(Bar):
    """One line; ``more`` is the rest of the last message, for the key that asks."""

    DEFAULT_CSS = """
    Footer { dock: bottom; height: 1; background: $sheet; padding: 0 1; }
    """

    class Clicked(Message):
        """A key of the last line was clicked."""

        def __init__(self, keys: str) -> None:
            super().__init__()
            self.keys = keys

    def __init__(self) -> None:
        super().__init__()
        self.more = ""
        self.last = ""
        self.message = ""
        self._severity = "information"
        self._news: list[tuple[str, str]] = []  # told since the last key, each with the rest of it
        self._keys: list[tuple[str, str]] = []
        self._pending = ""

    def tell(
        self,
        keymap: Keymap,
        pane: Pane,
        codes: Sequence[tuple[str, str]] = (),
        offered: Callable[[Action], bool] = lambda one: bool(one.footer),
        title: Callable[[Action], str] = lambda one: one.title,
    ) -> None:
        """Show the keys of a pane, and before those of all panes the keys that give tags there.

        ``offered`` tells of an action whether its key is shown, ``title`` what it does just now.
        """
        # What only this pane can do comes first, the key that tells all the others last.
        own: list[tuple[str, str]] = []
        common: list[tuple[str, str]] = []
        actions = keymap.of(pane)
        for one in sorted(actions, key=lambda it: (it.id == HELP, min(len(it.panes), FEW))):
            if offered(one) and (keys := keymap.keys_of(one, pane)):
                told = own if len(one.panes) < len(ANYWHERE) else common
                told.append((keys[0], title(one)))
        self._keys = [*own, *codes, *common]
        self._draw()

    def tell_only(self, keys: Sequence[tuple[str, str]]) -> None:
        """Show these keys, each with what it does: those of a line of input, or of a prompt."""
        self._keys = list(keys)
        self._draw()

    def say(self, text: str, severity: str = "information", more: str = "") -> None:
        """Show a message instead of the keys."""
        self.last = self.message = text
        self._severity, self.more = severity, more
        self._news.clear()
        self._draw()

    def tell_news(self, text: str, severity: str = "information", more: str = "") -> None:
        """Show a message that nobody asked for; those that no key has followed yet are kept."""
        news = [*self._news, (text, more)]
        if len(news) > 1:
            severity = max(severity, self._severity, key=list(SIGNS).index)
            text = f"{text} (and {len(news) - 1} more)"
            more = "\n".join(part for one in news for part in one if part)
        self.say(text, severity, more)
        self._news = news

    def quiet(self) -> None:
        """Take the message away again."""
        self._news.clear()
        if self.message:
            self.message = ""
            self._draw()

    def pending(self, strokes: str) -> None:
        """Show the strokes that wait for more."""
        if strokes != self._pending:
            self._pending = strokes
            self._draw()

    def fit(self) -> None:
        """Show as many keys as there is room for."""
        self._draw()

    def _draw(self) -> None:
        styles = styles_of(self.app)
        if self._pending:
            self.put((self._pending + "…", styles.accent))
        elif self.message:
            by_severity = {"warning": styles.warning, "error": styles.bad}
            style = by_severity.get(self._severity, styles.text)
            told = SIGNS.get(self._severity, "") + self.message
            more = self.more or cell_len(told) > self.size.width
            self.put((told, style), right=(("  M: more", styles.faint),) if more else ())
        else:
            parts: list[Part] = []
            for key, title in fitting(self._keys, self.size.width):
                gap = " " * GAP if parts else ""
                parts += [(gap + shown_keys(key), styles.key), (f" {title}", styles.faint)]
            self.put(*parts)

    def on_click(self, event: Click) -> None:
        """Take a click on a key, or on what it does, as that key."""
        at = event.x - self.styles.padding.left
        for key, title in () if self.message else fitting(self._keys, self.size.width):
            wide = _cells((key, title)) - GAP
            if 0 <= at < wide:
                self.post_message(self.Clicked(key))
            at -= wide + GAP


def fitting(keys: Sequence[tuple[str, str]], width: int) -> list[tuple[str, str]]:
    """Return as many of the keys with their titles as ``width`` cells hold; the last one stays."""
    if not keys:
        return []
    *others, last = keys
    room = width - _cells(last) + GAP
    shown = []
    for one in others:
        room -= _cells(one)
        if room < 0:
            break
        shown.append(one)
    return [*shown, last]


def _cells(one: tuple[str, str]) -> int:
    return cell_len(shown_keys(one[0])) + 1 + cell_len(one[1]) + GAP


def shown_keys(keys: str) -> str:
    """Return keys as the footer and the help write them: ``^d``, ``⏎``, ``g g``."""
    told = (key.rpartition("ctrl+") for key in keys.split())
    return " ".join(f"{'^' if held else ''}{SHOWN.get(key, key)}" for _, held, key in told)


def all_keys(keys: Sequence[str]) -> str:
    """Return all keys of an action as the help writes them, nine digits in a row as ``1 … 9``."""
    if len(keys) == 9 and all(key.endswith(str(digit)) for digit, key in enumerate(keys, 1)):
        return f"{shown_keys(keys[0])} … 9"
    return "  ".join(map(shown_keys, keys))
