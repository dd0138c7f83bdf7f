"""Where else: the links of the quotation under the cursor, and below them the article's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.events import Click
from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip

from onrecord.analysis.types import Link, LinkType
from onrecord.store.notebook.records import LinkVerdict
from onrecord.tui.session.literal import FACT, Part, cut, cut_parts, facts, literal
from onrecord.tui.session.notation import CONFIRMED, DRAWN, LINK
from onrecord.tui.session.shown_links import ShownLink
from onrecord.tui.session.wrap import first_lines, wrap

from .hints import Target
from .lines import Lines

SOURCE = 12
"""Cells of a source that are worth to be shown beside who said it; with fewer it stands below."""
NONE_YET = "Nothing found yet."
TITLES = {
    LinkType.SAME_STATEMENT: "same statement",
    LinkType.ANSWERS: "answers",
    LinkType.CHANGED_POSITION: "changed position?",
    LinkType.SAME_EVENT: "same event",
    LinkType.SAME_ACTORS: "same actors",
    LinkType.NEAR_DUPLICATE: "near duplicate",
}
VERDICT: dict[LinkVerdict | None, str] = {
    LinkVerdict.CONFIRMED: f"{CONFIRMED} confirmed",
    LinkVerdict.DRAWN: f"{DRAWN} yours",
}


class LinksView(Lines, can_focus=True):
    """Links under the names of their types.  ``cursor`` is the index of the link under it."""

    class Followed(Message):
        """The link is to be followed to the other passage."""

        def __init__(self, link: Link) -> None:
            super().__init__()
            self.link = link

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[ShownLink] = []
        self.cursor = 0
        self.empty = NONE_YET
        self._groups: list[tuple[str, Sequence[ShownLink]]] = []
        self._rows: list[tuple[int | None, list[Part]]] = []
        self._first: list[int] = []

    @property
    def chosen_link(self) -> ShownLink | None:
        """The link under the cursor."""
        return self.shown[self.cursor] if self.shown else None

    def show(self, here: Sequence[ShownLink], article: Sequence[ShownLink]) -> None:
        """Show the links of the quotation under the cursor, and those of its article."""
        groups = [("for this quotation", here), ("for this article", article)]
        if groups == self._groups:
            return
        self._groups = groups
        self.cursor = 0
        self._build()
        self.scroll_to_row(0)

    def tell_none(self, empty: str) -> None:
        """Say so where there is nothing to show."""
        if empty != self.empty:
            self.empty = empty
            if not self.shown:
                self._build()

    def _build(self) -> None:
        """Turn the links into rows of text."""
        styles, width = self.text_styles, max(self.size.width - 4, 8)
        self.shown, self._rows, self._first = [], [], []
        for heading, group in self._groups:
            if not group:
                continue
            self._rows.append((None, [("ELSEWHERE ", styles.strong), (heading, styles.faint)]))
            self._rows.append((None, []))
            last: LinkType | None = None
            for shown in group:
                kind = shown.link.type
                if kind is not last:
                    title = f"{LINK[kind]} {TITLES[kind]}"
                    self._rows.append((None, [(title, self._colour(kind))]))
                    last = kind
                self._add(shown, width)
        if not self.shown:
            self._rows.append((None, [("ELSEWHERE", styles.strong)]))
            self._rows.append((None, []))
            spans = wrap(self.empty, 0, len(self.empty), width)
            self._rows += [(None, [(self.empty[a:b], styles.faint)]) for a, b in spans]
        self.cursor = min(self.cursor, max(len(self.shown) - 1, 0))
        self.set_height(len(self._rows))
        self.refresh()

    def _add(self, shown: ShownLink, width: int) -> None:
        """Add the rows of a link: what it leads to, the words there, why they belong together."""
        styles, index = self.text_styles, len(self.shown)
        self.shown.append(shown)
        self._first.append(len(self._rows))
        self._rows += [(index, line) for line in self._head(shown, width)]
        said = styles.text + Style(italic=True)
        self._rows += [(index, [(it, said)]) for it in first_lines(literal(shown.words), width)]
        why = " · ".join(literal(piece) for piece in shown.link.evidence)
        spans = wrap(why, 0, len(why), width)
        for number, (start, end) in enumerate(spans[:2]):
            line = why[start:] if number == 1 else why[start:end]
            told, _ = cut_parts(facts(line.split(FACT), styles.faint), width)
            self._rows.append((index, told))
        self._rows.append((None, []))

    def _head(self, shown: ShownLink, width: int) -> list[list[Part]]:
        """Return when, who, where and how sure; what the line has no room for stands below it."""
        styles, date, source = self.text_styles, literal(shown.date), literal(shown.source)
        score = VERDICT.get(shown.verdict, f"{shown.link.score:.2f}")
        room = width - cell_len(date) - cell_len(score) - 3
        names = (literal(shown.who), literal(shown.short))
        who = next((name for name in names if cell_len(name) <= room), "")
        # Of one or two words of a title nothing is known.
        below = [(line, styles.text) for line in first_lines(names[1], width) if not who]
        room -= cell_len(who) + 2 * bool(who)
        where = cut(source, room) if room >= min(cell_len(source), SOURCE) else ""
        if not where:
            below.append((cut(source, width), styles.faint))
        what = f"{who}{'  ' * bool(who and where)}"
        gap = " " * max(width - sum(map(cell_len, (date, what, where, score))) - 1, 1)
        sure = styles.good if shown.verdict else styles.faint
        inferred = styles.primary if date.startswith("~") else styles.faint
        head = [(f"{date} ", inferred), (what, styles.text), (where + gap, styles.faint)]
        return [[*head, (score, sure)], *([part] for part in below)]

    def _colour(self, kind: LinkType) -> Style:
        colours = {
            LinkType.SAME_STATEMENT: self.text_styles.accent,
            LinkType.ANSWERS: self.text_styles.bars[2],
            LinkType.CHANGED_POSITION: self.text_styles.memo,
            LinkType.SAME_EVENT: self.text_styles.good,
        }
        return colours.get(kind, self.text_styles.primary) + Style(bold=True)

    def go(self, index: int) -> None:
        """Put the cursor on a link, the nearest there is."""
        if not self.shown:
            return
        self.cursor = min(max(index, 0), len(self.shown) - 1)
        first = self._first[self.cursor]
        last = (
            self._first[self.cursor + 1] if self.cursor + 1 < len(self.shown) else len(self._rows)
        )
        top, height = self.scroll_offset.y, self.size.height
        if first - 3 < top:
            self.scroll_to_row(max(first - 3, 0))
        elif last > top + height:
            self.scroll_to_row(last - height)
        self.refresh()

    def follow(self) -> None:
        """Follow the link under the cursor."""
        if self.chosen_link:
            self.post_message(self.Followed(self.chosen_link.link))

    def targets(self) -> Iterator[Target]:
        top = self.scroll_offset.y
        for index, row in enumerate(self._first):
            if top <= row < top + self.size.height:
                yield Target(Offset(1, row - top), partial(self._take, index))

    def _take(self, index: int) -> None:
        self.go(index)
        self.follow()

    def render_line(self, y: int) -> Strip:
        row, width = y + self.scroll_offset.y, self.size.width
        if row >= len(self._rows):
            return Strip.blank(width, self.text_styles.base)
        index, parts = self._rows[row]
        here = index is not None and index == self.cursor and self.has_focus
        ground = self.text_styles.raise_ if here else Style.null()
        mark = " › " if here and row == self._first[self.cursor] else "   "
        shown, room = cut_parts(parts, width - 3)
        segments = [Segment(mark, self.text_styles.accent + ground)]
        segments += [Segment(words, style + ground) for words, style in shown]
        segments.append(Segment(" " * max(room, 0), ground))
        return Strip(segments).crop_extend(0, width, None).apply_style(self.text_styles.base)

    def redraw(self) -> None:
        super().redraw()
        self._build()

    def fit(self) -> None:
        self._build()

    def on_click(self, event: Click) -> None:
        """Go to the link that the mouse points at; a second click follows it."""
        row = event.y + self.scroll_offset.y
        if row < len(self._rows) and (index := self._rows[row][0]) is not None:
            self.go(index)
            if event.chain > 1:
                self.follow()
