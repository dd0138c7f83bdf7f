"""Where a person is on the screen: the widths of panes, the way they came, the next start."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.store.library.ui_state import UiState
from onrecord.tui.session.session import Order, Status

from ..actions.action import READER, Pane

if TYPE_CHECKING:
    from .reader import Reader
    from .view import View

NARROWEST = 20
"""The least width of a list."""
TEXT = 54
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


class Stop(NamedTuple):
    """What was on the screen: an article, an offset in it, the pane with the keys, which of the
    links had the cursor, and the views that lay over all that, by the names they are kept under.
    """

    article: str
    offset: int
    pane: Pane = Pane.ARTICLE
    link: int = 0
    views: tuple[str, ...] = ()


LONGEST = 200


class Trail:
    """Places left behind and places come back from."""

    def __init__(self) -> None:
        self._back: list[Stop] = []
        self._forward: list[Stop] = []

    def leave(self, place: Stop) -> None:
        """Remember a place that is left for a new one; what was ahead is forgotten."""
        self._back = [*self._back, place][-LONGEST:]
        self._forward.clear()

    def back(self, here: Stop) -> Stop | None:
        """Return the last place left, or None."""
        return self._step(self._back, self._forward, here)

    def forward(self, here: Stop) -> Stop | None:
        """Return the place last come back from, or None."""
        return self._step(self._forward, self._back, here)

    @staticmethod
    def _step(source: list[Stop], target: list[Stop], here: Stop) -> Stop | None:
        if not source:
            return None
        target.append(here)
        return source.pop()


VIEWS = (
    Pane.QUOTATIONS,
    Pane.ACTORS,
    Pane.TIMELINE,
    Pane.CODEBOOK,
    Pane.REVIEW,
    Pane.MARKS,
)
"""The views that are opened again; each is opened by the action of the same name."""


def ui_state_of(reader: Reader) -> UiState:
    """Return where the person is now."""
    row = reader.articles.row
    views = [view for view in views_over(reader) if view.pane_name in VIEWS]
    shown = bool(reader.article_id)
    return UiState(
        article=reader.article_id if shown else row.id if row else "",
        offset=reader.view.cursor.point if shown else 0,
        pane=reader.front.value,
        order=reader.order.value,
        descending=reader.descending,
        list_width=reader.sizes.articles,
        links_width=reader.sizes.links,
        alone=reader.maximised,
        view=views[-1].pane_name.value if views else "",
        query=views[-1].query_text if views else "",
        digits_count=reader.reader_app.digits_count,
    )


def views_over(reader: Reader) -> list[View]:
    """Return the views that lie over the reader, the one in front last."""
    above = [screen for screen in reader.app.screen_stack if screen is not reader]
    if not above:
        return []
    from .view import View  # late, and only here: to open and leave the reader needs no view

    return [screen for screen in above if isinstance(screen, View)]


def arrange(reader: Reader, ui_state: UiState) -> None:
    """Give the list its order and the panes their widths, before anything is drawn."""
    if ui_state.order in list(Order):
        reader.order, reader.descending = Order(ui_state.order), ui_state.descending
    reader.sizes = Sizes(max(ui_state.list_width, 0), max(ui_state.links_width, 0))
    reader.maximised = ui_state.alone
    reader.reader_app.digits_count = ui_state.digits_count


def come_back(reader: Reader, ui_state: UiState) -> None:
    """Go to the article, the place and the view, as far as they are still there."""
    row = reader.rows.get(ui_state.article)
    if row is not None and row.status is not Status.VANISHED:
        reader.articles.go_to(row.id)
        if ui_state.pane in list(READER)[1:]:
            reader.show_article(row.id, max(ui_state.offset, 0))
            reader.go_to(Pane(ui_state.pane))
    if ui_state.view in VIEWS:
        from .view import View

        actions = {one.id: one for one in reader.keymap.actions}
        reader.run(actions[ui_state.view])
        if isinstance(view := reader.app.screen, View):
            view.query_text = ui_state.query
