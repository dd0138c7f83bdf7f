"""Every action in the command palette: those of the view at once, those of others led to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider

from ..screens.keyed import Keyed
from ..widgets.footer import all_keys
from . import ways
from .action import Action, every

Offered = tuple[Action, str, Callable[[], None], float]
"""An action, what is shown of it, what it does, and what it weighs among others."""


class Actions(Provider):
    """Offers the actions of the view that the palette was opened from, then all others."""

    async def discover(self) -> Hits:
        for one, title, run, _ in self._offered():
            yield DiscoveryHit(title, run, help=one.help)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for one, title, run, weight in self._offered():
            score = weight * max(matcher.match(title), matcher.match(one.help) * 0.5)
            if score > 0:
                yield Hit(score, matcher.highlight(title), run, text=title, help=one.help)

    def _offered(self) -> Iterator[Offered]:
        screen = self.screen
        if not isinstance(screen, Keyed):
            return
        keymap = screen.keymap
        for one in keymap.of(screen.pane):
            keys = all_keys(keymap.keys_of(one, screen.pane))
            yield one, f"{one.title}  {keys}".rstrip(), partial(screen.run_without_key, one), 1.0
        for one in every() if screen.leads_on else ():
            if screen.pane not in one.panes:
                pane = one.panes[0]
                title = f"{one.title}  in {ways.name(pane)}"
                yield one, title, partial(ways.go, screen, one, pane), 0.9
