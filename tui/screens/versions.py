"""The same statement wherever it stands: who had it first, who cut it, who changed a word."""

from __future__ import annotations

from analysis.types import LinkType, Place
from store.layer import Quoted

from ..actions.action import Pane
from ..widgets.query import Line
from ..widgets.roll import Roll
from ..widgets.versions import VersionList, compare
from .view import WORDS, View


class VersionsView(View):
    """All versions of the statement that a quotation makes, oldest first."""

    HEADING = "the same statement"
    pane_name = Pane.VERSIONS

    def __init__(self, quoted: Quoted) -> None:
        super().__init__()
        self._quoted = quoted

    def make_roll(self) -> Roll:
        """Return the list of versions."""
        self.versions = VersionList(self.ink)
        self.versions.empty = "It stands nowhere else in this library, as far as is known."
        return self.versions

    async def fill(self) -> None:
        """Follow the links from statement to statement and compare what is found."""
        found = self._found()
        found.sort(key=lambda line: (line.date or "9999", line.quoted.article))
        self.versions.put(compare(found) if len(found) > 1 else [])
        self.show_head()

    def _found(self) -> list[Line]:
        rows = {row.id: row for row in self.session.rows()}
        start = Place(self._quoted.article, self._quoted.start, self._quoted.end)
        waiting, seen = [start], {start}
        lines: list[Line] = []
        while waiting:
            place = waiting.pop()
            row = rows.get(place.article)
            if row is None:
                continue
            quoted = self._at(place)
            words = self.session.passage(place.article, quoted.start, quoted.end, WORDS)
            lines.append(Line(quoted, words, row.published, row.title, row.source))
            for link in self.session.links_at(place.article, place.start, place.end):
                if link.type is LinkType.SAME_STATEMENT and link.b not in seen:
                    seen.add(link.b)
                    waiting.append(link.b)
        unique = {(q.quoted.article, q.quoted.start, q.quoted.end): q for q in lines}
        return list(unique.values())

    def _at(self, place: Place) -> Quoted:
        """Return the quotation at a place, or the place's own words where there is none."""
        for quoted in self.session.quotations(place.article):
            if quoted.start < place.end and quoted.end > place.start:
                return quoted
        return Quoted(place.article, place.start, place.end, self._quoted.kind)

    def facts(self) -> str:
        """Return how many versions there are."""
        return f"{self.versions.count} versions, oldest first"

    def chosen(self) -> list[Quoted]:
        """Return the version under the cursor."""
        return [self.versions.line.quoted] if self.versions.line else []

    def open(self) -> None:
        """Read the version in its article."""
        if line := self.versions.line:
            self.go_and_read(line.quoted.article, line.quoted.start)
