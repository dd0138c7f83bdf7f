"""The same statement wherever it stands: who had it first, who cut it, who changed a word."""

from __future__ import annotations

from onrecord.store.notebook.overlay import Quoted
from onrecord.tui.session.counts import counted
from onrecord.tui.session.statements import compare
from onrecord.tui.session.versions import Versions

from ..actions.action import Pane
from ..widgets.list_view import AnyList
from ..widgets.versions import VersionList
from .view import View

NOWHERE = "It stands nowhere else in this library, as far as is known."
FEW = "Nothing is linked to it; g d finds where so few words stand."


class VersionsView(View):
    """All versions of the statement that a quotation makes, oldest first."""

    HEADING = "the same statement"
    pane_name = Pane.VERSIONS

    def __init__(self, quoted: Quoted | None) -> None:
        super().__init__()
        self._quoted = quoted

    def make_list(self) -> AnyList:
        self.versions = VersionList()
        self.versions.empty = NOWHERE
        return self.versions

    async def fill(self) -> None:
        """Follow links and very words from statement to statement and compare what is found."""
        if self._quoted is None:
            return
        versions = Versions(self.session, self._quoted)
        for _ in versions.read():
            await self.give_way()
        self.versions.empty = FEW if versions.too_few(self._quoted) else NOWHERE
        found = versions.of(self._quoted)
        self.versions.put(compare(found) if len(found) > 1 else [], lost=0)
        self.show_head()

    def facts(self) -> str:
        if not self.versions.count:
            return "nothing linked" if self.versions.empty == FEW else "nowhere else"
        return f"{counted(self.versions.count, 'version')}, oldest first"

    def under_cursor(self) -> list[Quoted]:
        return [self.versions.line.quoted] if self.versions.line else []

    def open(self) -> None:
        if line := self.versions.line:
            self.go_and_read(line.quoted.article, line.quoted.start)
