"""Every action in the command palette, under its title and help."""

from __future__ import annotations

from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider

from ..screens.keyed import Keyed
from .action import Action, Pane, every

OPENED_BY = {
    Pane.QUOTATIONS: "quotations",
    Pane.ACTORS: "actors",
    Pane.REVIEW: "review",
    Pane.CODEBOOK: "codebook",
    Pane.TIMELINE: "timeline",
    Pane.MARKS: "marks",
    Pane.SEARCH: "search_library",
    Pane.SEARCHES: "saved_searches",
}
"""The views that an action opens from everywhere, and which one it is."""


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
        for one, pane, title in self._elsewhere():
            score = max(matcher.match(title) * 0.9, matcher.match(one.help) * 0.3)
            if score > 0:
                shown = matcher.highlight(title)
                yield Hit(score, shown, partial(self._go, one, pane), text=title, help=one.help)

    def _elsewhere(self) -> list[tuple[Action, Pane, str]]:
        """Return the actions of other views, each with one that has it and can be opened."""
        screen = self.screen
        if not isinstance(screen, Keyed):
            return []
        found = []
        for one in every():
            views = [pane for pane in one.panes if pane in OPENED_BY]
            if views and screen.pane not in one.panes:
                found.append((one, views[0], f"{one.title}  in {views[0].value}"))
        return found

    def _go(self, one: Action, pane: Pane) -> None:
        """Open the view that has an action, and tell its key there."""
        screen = self.screen
        if isinstance(screen, Keyed):
            opener = next(action for action in every() if action.id == OPENED_BY[pane])
            screen.run(opener)
            keys = "  ".join(screen.keymap.keys_of(one, pane))
            screen.app.call_after_refresh(_tell, screen, f"Here {keys} does it: {one.help}")

    def _run(self, one: Action) -> None:
        screen = self.screen
        if isinstance(screen, Keyed):
            screen.last_key = ""  # none of the action's own
            screen.run(one)


def _tell(screen: Keyed, text: str) -> None:
    """Say something on the view that is shown now."""
    top = screen.app.screen
    if isinstance(top, Keyed):
        top.say(text)
