"""Views that were left, kept as they were: to be opened again, and to be gone back to."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..app import OnrecordApp
    from .view import View

MOST = 12
"""Views that are kept; of more, those go that were left longest ago."""


class KeptViews:
    """The views that were left last, each with its query, its cursor and its marks.

    They are known by names, so that whoever remembers one holds nothing of what is gone.
    """

    def __init__(self, app: OnrecordApp) -> None:
        self._app = app
        self._views: dict[str, View] = {}  # the one that was left last comes last
        self._opened: dict[type[View], str] = {}  # those that a key opened, by what it opens
        self._numbers = count()

    def open(self, kind: type[View]) -> None:
        """Open a view: as it was left, where it is one that stays."""
        kept = self._views.get(self._opened.get(kind, ""))
        view = kept or kind()
        if kept:
            kept.attend(kept.list_view)  # what is typed next are its keys
            kept.narrow.select_all()  # and what is typed after / replaces what was asked
        if kind.stays:
            self._opened[kind] = self._keep(view)
        if view in self._app.screen_stack:
            while self._app.screen is not view:
                self._app.pop_screen()
        else:
            self._app.push_screen(view)

    def keep(self, views: Iterable[View]) -> tuple[str, ...]:
        """Keep views, and return by what names they are known."""
        return tuple(map(self._keep, views))

    def lay(self, names: Iterable[str]) -> None:
        """Put views over the reader again, as many of them as are still kept."""
        for name in names:
            if name in self._views:
                self._app.push_screen(self._keep_on(name))

    def unseen(self) -> list[View]:
        """Return those that lie nowhere just now."""
        return [view for view in self._views.values() if view not in self._app.screen_stack]

    def _keep(self, view: View) -> str:
        for name, kept in self._views.items():
            if kept is view:
                self._keep_on(name)
                return name
        name = f"{view.pane_name} {next(self._numbers)}"
        self._app.install_screen(view, name)  # by which it outlives being left
        self._views[name] = view
        self._let_go()
        return name

    def _let_go(self) -> None:
        unseen = self.unseen()
        for name, view in list(self._views.items())[:-MOST]:
            if view in unseen:
                del self._views[name]
                self._app.uninstall_screen(name)
                view.remove()

    def _keep_on(self, name: str) -> View:
        view = self._views[name] = self._views.pop(name)
        return view
