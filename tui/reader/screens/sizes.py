"""How wide the panes of the reader are: what a person chose, as far as there is room."""

from __future__ import annotations

from typing import NamedTuple

from ..actions.action import Pane

NARROWEST = 20
"""The least width of a list."""
TEXT = 44
"""What the article keeps of the screen, at least."""
STEP = 4
"""Columns that a key moves an edge, where no number was typed."""


class Sizes(NamedTuple):
    """The widths of the panes at the sides, in columns; 0 where the usual ones hold."""

    articles: int = 0
    links: int = 0

    def with_room(self, width: int) -> Sizes:
        """Return the sizes cut so that the article keeps its own in a screen of ``width``."""
        room = max(width - TEXT, 2 * NARROWEST)
        articles = self.articles and min(max(self.articles, NARROWEST), room - NARROWEST)
        taken = articles or NARROWEST
        links = self.links and min(max(self.links, NARROWEST), room - taken)
        return Sizes(articles, links)

    def wider(self, pane: Pane, columns: int) -> Sizes:
        """Return sizes that give a pane more columns, or fewer; the article takes them of both."""
        if pane is Pane.ARTICLES:
            return self._replace(articles=self.articles + columns)
        if pane is Pane.LINKS:
            return self._replace(links=self.links + columns)
        half = columns // 2
        return Sizes(self.articles - (columns - half), self.links - half)
