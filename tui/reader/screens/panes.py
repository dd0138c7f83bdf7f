"""The reader's three panes: how they are laid out, folded, headed, and which has the keys."""

from __future__ import annotations

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.css.scalar import Scalar
from textual.events import DescendantFocus
from textual.geometry import Size

from onrecord.tui.session.counts import counted
from onrecord.tui.session.literal import FACT, Part
from onrecord.tui.session.notation import MEMO, SELECTED, date_of, state_of
from onrecord.tui.session.search import AllFound
from onrecord.tui.session.session import Order, Progress, Row

from ..actions.action import READER, Pane
from ..widgets.article import ArticleView
from ..widgets.articles import ArticleList
from ..widgets.bars import Bar, crumbs, meter
from ..widgets.containers import FOLD, Column, Columns
from ..widgets.elsewhere import LinksView
from ..widgets.input_line import Field
from .keyed import Keyed
from .ui_state import Sizes

THREE = 130
"""Below this width the article is shown with one of the others, below :data:`FOLD` one pane."""
LEAST = (50, 14)
"""Below this size there is no room for anything."""


class Panes(Keyed):
    """What the reader looks like; what it knows, it is told by :class:`.reader.Reader`."""

    typing = (("enter", "from match to match"), ("escape", "stop searching"))

    def __init__(self) -> None:
        super().__init__()
        self.order, self.descending = Order.DATE, True
        self.rows: dict[str, Row] = {}
        # Articles that have a text (a file that cannot be read has a row all the same),
        # quotations in all of them, and selected ones.
        self.texts = self.said = self.selected = 0
        self.progress = Progress(0, 0, 0, "")
        self.front = Pane.ARTICLES
        self.sizes, self.maximised = Sizes(), False
        self.article_id = ""
        self.found: AllFound | None = None  # by the last search everywhere that led here
        self.articles: ArticleList
        self.view: ArticleView
        self.elsewhere: LinksView

    def compose(self) -> ComposeResult:
        self.top = Bar(classes="top")
        self.list_head, self.title_bar, self.facts_bar = Bar("head"), Bar("title"), Bar("head")
        yield self.top
        with Columns(id="panes"):
            with Column(id="articles-pane"):
                yield self.list_head
                self.articles = ArticleList()
                yield self.articles
            with Column(id="article-pane"):
                yield self.title_bar
                yield self.facts_bar
                self.view = ArticleView()
                yield self.view
                yield self.view.details
                self.search_line = Field(placeholder="search in the article", id="search")
                yield self.search_line
            with Column(id="links-pane"):
                self.elsewhere = LinksView()
                yield self.elsewhere
        self.cramped = Bar("cramped")
        yield self.cramped
        yield self.footer

    def on_mount(self) -> None:
        """Give the list the keys, and follow the theme."""
        need = f"onrecord needs {LEAST[0]} x {LEAST[1]} characters"
        self.cramped.put((need, self.text_styles.strong))
        self.search_line.display = False
        self.go_to(self.front)

    def redraw(self) -> None:
        super().redraw()
        self.show_top()
        self.show_title()

    @property
    def pane(self) -> Pane:
        return self.front

    @property
    def judged(self) -> ArticleView | ArticleList | None:
        """The article, where it is the pane in front, or a quotation of it is in sight."""
        beside = self.view.current is not None and self.view.region
        if self.front is Pane.ARTICLE or beside:
            return self.view
        return self.articles if self.front is Pane.ARTICLES else None

    def go_to(self, pane: Pane) -> None:
        """Bring a pane to the front and give it the keys."""
        if pane is not Pane.ARTICLE:
            self.remove_class("-alone")
        self.front = pane
        if pane is not Pane.ARTICLE:
            self.set_class(pane is Pane.LINKS, "-links")
        for one in READER:
            self.query_one(f"#{PANES[one]}").set_class(one is pane, "-front")
        self.attend(self._widget(pane))
        self.show_keys()
        self.show_top()

    @property
    def half_page(self) -> int:  # type: ignore[override]
        if self.front is Pane.ARTICLES:
            return max(self.articles.page_rows // 2, 1)
        return max(self.view.size.height // 2, 1) if self.front is Pane.ARTICLE else 4

    def move(self, lines: int) -> None:
        if self.front is Pane.ARTICLES:
            self.articles.go(self.articles.cursor + lines)
        elif self.front is Pane.LINKS:
            self.elsewhere.go(self.elsewhere.cursor + lines)
        else:
            self.view.cursor.down(lines)
            self.view.moved()

    def to_end(self, last: bool) -> None:
        if self.front is Pane.ARTICLE:
            self.view.cursor.to_end(last)
            self.view.moved()
        else:
            self.move(
                len(self.rows) + len(self.elsewhere.shown) if last else -len(self.rows) - 10_000
            )

    def _widget(self, pane: Pane) -> ArticleList | ArticleView | LinksView:
        if pane is Pane.ARTICLES:
            return self.articles
        return self.view if pane is Pane.ARTICLE else self.elsewhere

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Follow the focus, which the mouse may have moved."""
        for pane in READER:
            here = event.widget is self._widget(pane) is self.focused
            if here and pane is not self.front:
                self.go_to(pane)

    def fit(self, size: Size) -> None:
        """Leave out panes where there is no room for three."""
        width, height = size
        was_cramped = self.has_class("-cramped")
        self.set_class(width < LEAST[0] or height < LEAST[1], "-cramped")
        self.fold()
        if was_cramped and not self.has_class("-cramped"):  # what is not shown loses the focus
            self.attend(self.search_line if self.search_line.display else self._widget(self.front))

    def fold(self) -> None:
        """Show one pane, where there is no room for three or a person wants but one."""
        width = self.app.size.width
        folded = width < FOLD or self.maximised
        self.set_class(folded, "-folded")
        self.set_class(not folded and width < THREE, "-two")
        sizes = Sizes() if folded else self.sizes.with_room(width)
        for pane, columns in ((Pane.ARTICLES, sizes.articles), (Pane.LINKS, sizes.links)):
            styles = self.query_one(f"#{PANES[pane]}").styles
            wanted = Scalar.from_number(columns) if columns else None
            if styles.inline.get_rules().get("width") != wanted:  # to set it asks for a layout
                styles.width = styles.min_width = styles.max_width = columns or None
        self.show_title()
        self.show_top()

    def widen(self, columns: int) -> bool:
        """Make the pane in front wider, or narrower; return whether there was room."""
        shown = Sizes(*(self.query_one(f"#{PANES[p]}").outer_size.width for p in READER[::2]))
        wanted = shown.wider(self.front, columns).with_room(self.app.size.width)
        self.sizes = Sizes(
            wanted.articles if wanted.articles != shown.articles else self.sizes.articles,
            wanted.links if wanted.links != shown.links else self.sizes.links,
        )
        self.fold()
        return wanted != shown

    # -- the lines above --------------------------------------------------------------------------

    def show_top(self) -> None:
        """Draw the top line and the head of the list."""
        styles, name = self.text_styles, self.session.name
        right: list[Part] = meter(self.progress, styles)
        if self.selected:
            right.append((f"  {SELECTED} {self.selected} selected", styles.good))
        if stranded := self.session.review.stranded():
            right.append((f"  ! {stranded} stranded: g r", styles.bad))
        if self.session.read_only:
            right.append(("  ! read only", styles.warning))
        row = self.rows.get(self.article_id)
        if self.has_class("-folded") and self.front is not Pane.ARTICLES and row:
            linked = f"where else {len(self.elsewhere.shown)}".removesuffix(" 0")
            taken = sum(cell_len(words) for words, _ in right)
            here = READER.index(self.front)
            left = crumbs((name, row.title, linked), here, self.app.size.width - taken - 3, styles)
        else:
            left = [*self.brand(), (name, styles.text)]
            left.append((f"  │  {counted(self.texts, 'article')}", styles.faint))
            left.append((f"{FACT}{counted(self.said, 'quotation')}", styles.faint))
        self.top.put(*left, right=tuple(right))
        arrow = "↓" if self.descending else "↑"
        self.list_head.put(
            (" ARTICLES", styles.strong), right=((f"{self.order.value} {arrow}  ", styles.faint),)
        )

    def show_title(self) -> None:
        """Draw the head of the article: its title, where the text does not begin with it."""
        if row := self.rows.get(self.article_id):
            title = self.title_bar
            title.put((f"   {row.title}", self.text_styles.strong))
            begun = self.view.index.begins_with(row.title)
            title.display = not (self.has_class("-folded") or begun)
            self.show_facts()

    def show_facts(self) -> None:
        """Draw the line below the title: date, source, words, where the cursor is."""
        row, styles = self.rows.get(self.article_id), self.text_styles
        if row is None:
            return
        style = styles.primary if row.published.inferred else styles.faint
        facts = [row.source]
        if state := state_of(row):
            facts.append(state)
        elif row.quotations:
            facts.append(self._place_among(row.quotations))
        else:
            facts.append(row.problem)
        if matches := self.view.matches:
            facts.append(f"match {self.view.match + 1} of {len(matches)}")
            if found := self.found_here():
                facts.append(found.place_of(row.id))
        memo = " ".join(self.notebook.articles.notes(row.id).memo.split())
        if not memo:
            facts.append(counted(row.words, "word"))  # last: where room ends, it is missed least
        self.facts_bar.put(
            (f"   {date_of(row.published)}", style),
            *((f"{FACT}{fact}", styles.faint) for fact in facts if fact),
            # In two parts, so that as much of it is shown as there is room for.
            *(((FACT, styles.faint), (f"{MEMO} {memo}", styles.memo)) if memo else ()),
            gives=1 if row.source else -1,
        )

    def found_here(self) -> AllFound | None:
        """Return what a search everywhere found, while its matches in this article are shown."""
        matches = self.view.matches and not self.view.query_text
        found = self.found if matches else None
        return found if found and self.article_id in found.articles else None

    def _place_among(self, total: int) -> str:
        """Return which of the quotations that count is under the cursor; an act is none."""
        current, counts = self.view.current, self.session.counting.counts
        if current is None:
            return counted(total, "quotation")
        if not counts(current):
            return f"an act, told beside {counted(total, 'quotation')}"
        before = sum(map(counts, self.view.quotations[: self.view.current_index]))
        return f"quotation {before + 1} of {total}"


PANES = {
    Pane.ARTICLES: "articles-pane",
    Pane.ARTICLE: "article-pane",
    Pane.LINKS: "links-pane",
}
