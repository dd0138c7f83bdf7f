"""Every action in the command palette, under its title and help."""

from __future__ import annotations

from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider

from ..screens.keyed import Keyed
from .action import Action


class Actions(Provider):
    """Offers the actions of the view that the palette was opened from."""

    def _offered(self) -> list[tuple[Action, str]]:
        screen = self.screen
        if not isinstance(screen, Keyed):
            return []
        keymap = screen.keymap
        return [
            (one, f"{one.title}  {'  '.join(keymap.keys_of(one, screen.pane))}".rstrip())
            for one in keymap.of(screen.pane)
        ]

    async def discover(self) -> Hits:
        """Yield every action."""
        for one, title in self._offered():
            yield DiscoveryHit(title, partial(self._run, one), help=one.help)

    async def search(self, query: str) -> Hits:
        """Yield the actions whose title or help matches."""
        matcher = self.matcher(query)
        for one, title in self._offered():
            score = max(matcher.match(title), matcher.match(one.help) * 0.6)
            if score > 0:
                shown = matcher.highlight(title)
                yield Hit(score, shown, partial(self._run, one), text=title, help=one.help)

    def _run(self, one: Action) -> None:
        screen = self.screen
        if isinstance(screen, Keyed):
            screen.last_key = ""  # none of the action's own
            screen.run(one)
