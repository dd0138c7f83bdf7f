"""A list of what a search found, article by article: a head with the date, then a line a hit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from onrecord.analysis.types import Span
from onrecord.store.notebook.overlay import Quoted
from onrecord.tui.session.article.looks import Look
from onrecord.tui.session.counts import counted
from onrecord.tui.session.events import Row
from onrecord.tui.session.literal import Part, cut, fit, literal
from onrecord.tui.session.notation import KIND, MEMO, SELECTED, date_of

from ..themes import TextStyles
from .list_view import ListView

WHEN, WHO = 12, 16


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that was found: ``[start, end)`` of an article, words of it, spans marked in them.

    ``quoted`` is the quotation that was found, where quotations were asked for.
    """

    article: str
    start: int
    end: int
    snippet: str
    marks: tuple[Span, ...] = ()
    quoted: Quoted | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """An article with what was found in it."""

    row: Row
    hits: tuple[Hit, ...]


class HitList(ListView):
    """Hits under the titles of their articles; the cursor stands on hits only.

    Of hits that are drawn, ``said`` tells the quotation that one is in, if it is in one, and what
    its speaker is called; ``marks`` the words that were looked for, as spans of its snippet.
    """

    def __init__(
        self,
        styles: TextStyles,
        said: Callable[[Hit], tuple[Quoted, str] | None],
        marks: Callable[[Hit], Sequence[Span]],
    ) -> None:
        super().__init__(styles)
        self._said = said
        self._marks = marks
        self._rows: list[Hit | Group | None] = []
        self.found = self.articles = 0

    @property
    def count(self) -> int:
        """How many rows there are, heads and blank ones too."""
        return len(self._rows)

    @property
    def hit(self) -> Hit | None:
        """The hit under the cursor."""
        return self._hit(self.cursor)

    def _hit(self, index: int) -> Hit | None:
        row = self._rows[index] if 0 <= index < len(self._rows) else None
        return row if isinstance(row, Hit) else None

    def chosen(self) -> list[Hit]:
        """Return the marked hits, or the one under the cursor."""
        marked = [hit for index in sorted(self.marked) if (hit := self._hit(index))]
        return marked or ([self.hit] if self.hit else [])

    def of(self, article: str = "") -> list[Hit]:
        """Return the hits of an article, or all of them."""
        hits = (row for row in self._rows if isinstance(row, Hit))
        return [hit for hit in hits if article in ("", hit.article)]

    def put(self, groups: Sequence[Group]) -> None:
        """Show other hits; the cursor stays on its own, else goes to the first."""
        here = self.hit
        self._rows, self.found, self.articles = [], 0, 0
        self.marked.clear()
        self.cursor = 0
        self._take_in(groups)
        key = (here.article, here.start) if here else None
        same = (
            index
            for index, row in enumerate(self._rows)
            if isinstance(row, Hit) and (row.article, row.start) == key
        )
        self.measure()
        if key is None or (found := next(same, None)) is None:
            self.scroll_to(y=0, animate=False, force=True)
            found = 0
        self.go(found)

    def add(self, groups: Sequence[Group]) -> None:
        """Show more hits, below."""
        empty = not self._rows
        self._take_in(groups)
        self.measure()
        if empty:
            self.go(0)

    def _take_in(self, groups: Iterable[Group]) -> None:
        for group in groups:
            if self._rows:
                self._rows.append(None)
            self._rows += [group, *group.hits]
            self.found += len(group.hits)
            self.articles += 1

    # -- the cursor -------------------------------------------------------------------------------

    def go(self, index: int) -> None:
        """Put the cursor on the nearest hit in the direction it goes; its head stays in sight."""
        index = min(max(index, 0), self.count - 1)
        step = 1 if index >= self.cursor else -1
        if self._near(index, step) is None:
            step = -step
        found = self._near(index, step)
        if found is None:
            return
        super().go(found)
        head = self._rows[found - 1]
        if isinstance(head, Group) and found - 1 < self.scroll_offset.y:
            self.scroll_to(y=found - 1, animate=False, force=True)

    def _near(self, index: int, step: int) -> int | None:
        """Return the first hit from a row on, up or down."""
        while 0 <= index < self.count:
            if self._hit(index):
                return index
            index += step
        return None

    def mark_all(self) -> None:
        """Mark every hit, or none where all are."""
        every = {index for index, row in enumerate(self._rows) if isinstance(row, Hit)}
        self.marked = set() if self.marked == every else every
        self.measure()

    # -- drawing ----------------------------------------------------------------------------------

    def row_lines(self, index: int, width: int) -> list[list[Part]]:
        """Draw a row."""
        row = self._rows[index]
        if row is None:
            return [[]]
        return [self._head(row, width) if isinstance(row, Group) else self._line_of(row, width)]

    def _head(self, group: Group, width: int) -> list[Part]:
        styles, row = self.text_styles, group.row
        told = f"  {literal(row.source)}" if row.source else ""
        told = cut(told + f"  {counted(len(group.hits), 'hit')}", width // 3)
        title = cut(literal(row.title), width - WHEN - len(told))
        return [
            (
                fit(date_of(row.published), WHEN),
                styles.primary if row.published.inferred else styles.faint,
            ),
            (title, styles.strong),
            (told, styles.faint),
        ]

    def _line_of(self, hit: Hit, width: int) -> list[Part]:
        styles = self.text_styles
        parts = self._who(hit)
        words, at = cut(literal(hit.snippet), width - WHO - 2), 0
        for start, end in self._marks(hit):
            if start < at:
                continue
            parts += [(words[at:start], styles.text), (words[start:end], styles.look(Look.MATCH))]
            at = end
        return [*parts, (words[at:], styles.text)]

    def _who(self, hit: Hit) -> list[Part]:
        """Return who says it, as far as anybody does."""
        styles, said = self.text_styles, self._said(hit)
        if said is None:
            return [(" " * (WHO + 2), styles.text)]
        quoted, name = said
        signs = (SELECTED if quoted.selected else "") + (MEMO if quoted.memo else "")
        room = WHO - 1 - len(signs)
        return [
            (f"{KIND[quoted.kind]} ", styles.accent),
            (fit(literal(name) or "—", room), styles.strong),
            (signs + " ", styles.good),
        ]
