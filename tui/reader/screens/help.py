"""What the keys of a place do: to be looked through, searched, and done from there."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len
from textual.geometry import Size

from onrecord.tui.session.literal import Part, fit
from onrecord.tui.session.wrap import wrap

from ..actions import ways
from ..actions.action import Action, Pane
from ..widgets.footer import all_keys
from ..widgets.list_view import AnyList
from ..widgets.plain_list import ListRow, PlainList
from .view import View

KEYS, MOST_KEYS = 17, 30
"""The cells for keys, at least and at most."""
LEAST, MOST = 30, 100
"""The cells for what they do, at least and at most: longer lines are hard to follow."""
BEFORE, AFTER = 5, 3
"""The cells around the keys, and those kept free at the end of a line, also for a scrollbar."""


class HelpView(View):
    """The keys of a pane by group; answers with the action that is to be done, or None."""

    NARROW = "any words of what you want to do"
    pane_name = Pane.HELP

    def __init__(self, of: Pane) -> None:
        super().__init__()
        self._of = of
        self._room = 0  # the cells that the lines were broken for
        self.HEADING = f"keys in {ways.name(of)}"

    def make_list(self) -> AnyList:
        """Return the list of lines, each of some action or a heading."""
        self.keys: PlainList[Action | None] = PlainList()
        self.keys.empty = "No key does that here: ctrl+p looks in all views."
        return self.keys

    def fit(self, size: Size) -> None:
        """Break the lines anew where there is another width."""
        if self._room and size.width != self._room:
            self.narrowed()

    async def fill(self) -> None:
        self.narrowed()
        self.show_head()

    def narrowed(self) -> None:
        self._room = self.app.size.width
        groups: dict[str, list[Action]] = {}
        for one in self.keymap.of(self._of):
            if self.fits(one.title, one.help, one.group):
                groups.setdefault(one.group, []).append(one)
        keys = [self._keys_of(one) for of_it in groups.values() for one in of_it]
        self._column = min(max(KEYS, *map(cell_len, keys), 0) + 1, MOST_KEYS)
        shown = (self._rows_of(group, of_it) for group, of_it in groups.items())
        self.keys.put([line for lines in shown for line in lines][:-1])
        self.keys.go(1)  # the first below the first heading

    def _rows_of(self, group: str, of_it: list[Action]) -> Iterator[ListRow[Action | None]]:
        styles = self.text_styles
        width = min(max(self._room - BEFORE - self._column - AFTER, LEAST), MOST)
        yield ListRow(None, ((group, styles.strong),))
        for one in of_it:
            keys = self._keys_of(one)
            for a, b in wrap(one.help, 0, len(one.help), width):
                yield ListRow(one, (self._head(keys), (one.help[a:b], styles.text)))
                keys = ""
        yield ListRow(None, ())

    def _keys_of(self, one: Action) -> str:
        return all_keys(self.keymap.keys_of(one, self._of)) or "(palette)"

    def _head(self, keys: str) -> Part:
        return f"  {fit(keys, self._column - 1)} ", self.text_styles.key

    def facts(self) -> str:
        """Return what else there is to know of keys."""
        return "a number before a movement repeats it: 5j"

    def open(self) -> None:
        """Do what is under the cursor, where the help was asked for."""
        if one := self.keys.value:
            self.dismiss(one)
