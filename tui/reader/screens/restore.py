"""Sitting down where one left off: the list's order, article, pane, widths, view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.store.library.ui_state import UiState
from onrecord.tui.session.session import Order, Status

from ..actions.action import READER, Pane
from .sizes import Sizes

if TYPE_CHECKING:
    from .reader import Reader
    from .view import View

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
    views = _views(reader)
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


def _views(reader: Reader) -> list[View]:
    """Return the views that lie over the reader."""
    above = [screen for screen in reader.app.screen_stack if screen is not reader]
    if not above:
        return []
    from .view import View  # late, and only here: to open and leave the reader needs no view

    return [s for s in above if isinstance(s, View) and s.pane_name in VIEWS]


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
