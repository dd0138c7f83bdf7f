"""The reader: articles at the left, the article, and where else it was said at the right."""

from __future__ import annotations

import time
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.events import DescendantFocus, Resize
from textual.timer import Timer
from textual.widgets import Input

from analysis.types import Link
from store.layer import Quoted

from ..actions.action import Pane
from ..session import Changed, Event, Notice, Order, Progress, Row, Status
from ..themes import Ink, ink_of
from ..widgets.article import ArticleView
from ..widgets.articles import ArticleList
from ..widgets.bars import Bar, Words, meter
from ..widgets.elsewhere import LinksView
from ..widgets.footer import Footer
from ..widgets.roll import Roll
from ..widgets.shown import NOTHING, Shown
from ..widgets.signs import SELECTED, date_of, state_of
from .keyed import Keyed
from .ties import ties
from .trail import Trail

FOLD = 110
"""Below this width one pane is shown at a time."""
LEAST = (50, 14)
"""Below this size there is no room for anything."""
EMPTY = (
    "No articles yet. onrecord reads .txt, .md and .jsonl files in the folder and below it: "
    "put some there and press r."
)
LOOKING = "Looking at the folder …"
PATIENCE = 3.0
"""Seconds after which a list that is still empty says what it looks for."""
PAUSE = 0.06
"""Seconds the cursor rests before what hangs on it is looked up: keys never wait."""


class Reader(Keyed):
    """See the module.  What keys do here is declared in ``tui/actions``."""

    CSS_PATH: ClassVar[str] = "reader.tcss"

    def __init__(self) -> None:
        super().__init__()
        self.order, self.descending = Order.DATE, True
        self.rows: dict[str, Row] = {}
        self.progress = Progress(0, 0, 0, "")
        self.trail = Trail()
        self.front = Pane.ARTICLES
        self.article_id = ""
        self._soon_due: dict[str, Timer] = {}
        self._cost = 0.0
        self.ink: Ink
        self.articles: ArticleList
        self.view: ArticleView
        self.elsewhere: LinksView

    def compose(self) -> ComposeResult:
        """Lay out the panes."""
        self.ink = ink = ink_of(self.app)
        yield Bar(classes="top")
        with Horizontal(id="panes"):
            with Vertical(id="articles-pane"):
                yield Bar(classes="head")
                self.articles = ArticleList(ink)
                yield self.articles
            with Vertical(id="article-pane"):
                yield Bar(classes="title")
                yield Bar(classes="head")
                self.view = ArticleView(ink)
                yield self.view
                yield Input(placeholder="search in the article", id="search")
            with Vertical(id="links-pane"):
                self.elsewhere = LinksView(ink)
                yield self.elsewhere
        yield Bar(classes="cramped")
        yield Footer()

    def on_mount(self) -> None:
        """Show what is known; the session begins once this has been painted."""
        self.articles.empty = LOOKING
        self.set_timer(PATIENCE, self._looked)
        self.load_rows()
        self.query_one(".cramped", Bar).put(
            (f"onrecord needs {LEAST[0]} x {LEAST[1]} signs", self.ink.strong)
        )
        self.query_one("#search").display = False
        self.articles.focus()
        self.app.theme_changed_signal.subscribe(self, lambda _: self._ink())

    def _ink(self) -> None:
        self.ink = ink = ink_of(self.app)
        self.show_top()
        self.show_title()
        self.show_keys()
        self.articles.redraw(ink)
        self.view.redraw(ink)
        self.elsewhere.redraw(ink)

    # -- the panes --------------------------------------------------------------------------------

    @property
    def pane(self) -> Pane:
        """The pane whose keys are in force."""
        return self.front

    def go_to(self, pane: Pane) -> None:
        """Bring a pane to the front and give it the keys."""
        if pane is not Pane.ARTICLE:
            self.remove_class("-alone")
        self.front = pane
        for one in (Pane.ARTICLES, Pane.ARTICLE, Pane.LINKS):
            self.query_one(f"#{PANES[one]}").set_class(one is pane, "-front")
        self._widget(pane).focus(scroll_visible=False)
        self.show_keys()
        self.show_top()

    @property
    def half_page(self) -> int:  # type: ignore[override]
        """How far half a page is in the pane in front."""
        if self.front is Pane.ARTICLES:
            return max(self.articles.page_rows // 2, 1)
        return max(self.view.size.height // 2, 1) if self.front is Pane.ARTICLE else 4

    def move(self, lines: int) -> None:
        """Move the cursor of the pane in front."""
        if self.front is Pane.ARTICLES:
            self.articles.go(self.articles.cursor + lines)
        elif self.front is Pane.LINKS:
            self.elsewhere.go(self.elsewhere.cursor + lines)
        else:
            self.view.cursor.down(lines)
            self.view.moved()

    def to_end(self, last: bool) -> None:
        """Move the cursor of the pane in front to an end."""
        if self.front is Pane.ARTICLE:
            self.view.cursor.to_end(last)
            self.view.moved()
        else:
            self.move(
                len(self.rows) + len(self.elsewhere.ties) if last else -len(self.rows) - 10_000
            )

    def chosen(self) -> list[Quoted]:
        """Return the quotation under the cursor."""
        return [self.view.current] if self.view.current else []

    def here(self) -> Row | None:
        """Return the article shown, or the one under the cursor in the list."""
        return self.articles.row if self.front is Pane.ARTICLES else self.rows.get(self.article_id)

    def did(self, text: str) -> None:
        """Say what a change did, and show it."""
        self.reload()
        self.say(text)

    def _widget(self, pane: Pane) -> ArticleList | ArticleView | LinksView:
        if pane is Pane.ARTICLES:
            return self.articles
        return self.view if pane is Pane.ARTICLE else self.elsewhere

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Follow the focus, which the mouse may have moved."""
        for pane in (Pane.ARTICLES, Pane.ARTICLE, Pane.LINKS):
            if event.widget is self._widget(pane) and pane is not self.front:
                self.go_to(pane)

    def on_resize(self, event: Resize) -> None:
        """Fold the panes where there is no room for three."""
        width, height = event.size
        self.set_class(width < FOLD, "-folded")
        self.set_class(width < LEAST[0] or height < LEAST[1], "-cramped")
        self.show_title()
        self.go_to(self.front)

    # -- the session ------------------------------------------------------------------------------

    def heard(self, event: Event) -> None:
        """Take in what the session tells; a flood of it is drawn now and then."""
        if isinstance(event, Progress):
            self.progress = event
            self._looked()
            self._soon("top", self.show_top, 0.1)
            self._soon("rows", self.load_rows, max(0.25, 10 * self._cost))
        elif isinstance(event, Changed):
            self._soon("rows", self.load_rows, max(0.03, 10 * self._cost))
            if not event.articles or self.article_id in event.articles:
                self._soon("article", self.reload, 0.03)
        elif isinstance(event, Notice):
            self.say(event.text, event.severity, event.more)

    def _looked(self) -> None:
        self.articles.empty = EMPTY
        self.articles.refresh()

    def _soon(self, name: str, do: object, seconds: float) -> None:
        """Do something once, a little later, however often it is asked for until then."""
        if name in self._soon_due:
            return

        def run() -> None:
            self._soon_due.pop(name, None)
            assert callable(do)
            do()

        self._soon_due[name] = self.set_timer(seconds, run)

    def load_rows(self) -> None:
        """Fetch the list anew."""
        begun = time.perf_counter()
        rows = self.session.rows(self.order, self.descending)
        self.rows = {row.id: row for row in rows}
        self.articles.set_rows(rows)
        self._cost = time.perf_counter() - begun
        self.show_top()
        self.show_title()

    # -- the article ------------------------------------------------------------------------------

    def on_roll_moved(self, event: Roll.Moved) -> None:
        """Show the article under the cursor, once the cursor rests."""
        self._soon("show", self._show_chosen, PAUSE)

    def on_roll_opened(self, event: Roll.Opened) -> None:
        """Read the article."""
        self.read()

    def _show_chosen(self) -> None:
        if (row := self.articles.row) and row.id != self.article_id:
            self.show_article(row.id)

    def read(self) -> None:
        """Go into the article under the cursor, which is read from then on."""
        self._show_chosen()
        row = self.rows.get(self.article_id)
        if row is None:
            return
        if not row.read and row.status is not Status.FAILED:
            self.session.mark_read([row.id], True)
        self.go_to(Pane.ARTICLE)

    def show_article(self, article: str, point: int | None = None) -> None:
        """Show an article, at ``point`` or where the person stopped reading it."""
        self.keep_place()
        self.article_id = article
        self.view.show(
            self._shown(article),
            self.session.actors(),
            self.session.place(article) if point is None else point,
        )
        if point is not None:
            self.view.moved(centre=True)
        self.show_title()

    def _shown(self, article: str) -> Shown:
        session, row = self.session, self.rows.get(article)
        if not article or row is None:
            return NOTHING
        found = session.findings(article)
        return Shown(
            article,
            session.article(article).text,
            row.title,
            session.blocks(article),
            session.quotations(article),
            session.named(article),
            found.dateline if found else None,
            found.sentences if found else (),
        )

    def reload(self) -> None:
        """Show the same article with what is known by now."""
        if self.article_id:
            self.view.show(self._shown(self.article_id), self.session.actors())
            self.show_title()

    def keep_place(self) -> None:
        """Remember where in the article the person is."""
        if self.article_id:
            self.session.remember(self.article_id, self.view.cursor.point)

    def jump(self, article: str, offset: int) -> None:
        """Go to a passage of another article, keeping the way back."""
        if article not in self.rows:
            self.say("That article is not in the list any more.", "warning")
            return
        self.trail.leave((self.article_id, self.view.cursor.point))
        self.visit(article, offset)

    def visit(self, article: str, offset: int) -> None:
        """Show a passage of an article, and the article in the list."""
        if article in self.rows:
            self.show_article(article, offset)
            self.articles.go_to(article)
            self.go_to(Pane.ARTICLE)

    def on_article_view_moved(self, event: ArticleView.Moved) -> None:
        """Show what belongs to the place, once the cursor rests."""
        self._soon("links", self._show_links, PAUSE)
        self.show_title()

    def _show_links(self) -> None:
        if not self.article_id:
            return
        current, session = self.view.current, self.session
        here = session.links_at(self.article_id, current.start, current.end) if current else []
        seen = {id(link) for link in here}
        rest = [link for link in session.links(self.article_id) if id(link) not in seen]
        self.elsewhere.show(ties(session, here, self.rows), ties(session, rest, self.rows))

    def on_links_view_followed(self, event: LinksView.Followed) -> None:
        """Follow a link."""
        self.follow(event.link)

    def follow(self, link: Link) -> None:
        """Go to the other passage of a link."""
        self.jump(link.b.article, link.b.start)

    # -- searching --------------------------------------------------------------------------------

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search while a person types."""
        self.view.search(event.value)
        self.show_title()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go from match to match from here on."""
        event.input.display = False
        self.go_to(Pane.ARTICLE)
        if event.value and not self.view.matches:
            self.say(f"“{event.value}” is not in this article.", "warning")

    def typed_enough(self) -> None:
        """Stop searching."""
        self.query_one("#search").display = False
        self.view.search("")
        self.go_to(Pane.ARTICLE)

    # -- the lines above --------------------------------------------------------------------------

    def show_top(self) -> None:
        """Draw the top line and the head of the list."""
        ink, name = self.ink, self.session.name
        selected = sum(row.selected for row in self.rows.values())
        left: list[Words] = [("onrecord", ink.strong), ("  │  ", ink.line)]
        if self.has_class("-folded") and self.front is not Pane.ARTICLES:
            row = self.rows.get(self.article_id)
            here = "where else" if self.front is Pane.LINKS else row.title if row else ""
            left.append((f"{name} › {here}", ink.faint))
        else:
            said = sum(row.quotations or 0 for row in self.rows.values())
            left += [(name, ink.text), ("  │  ", ink.line)]
            left += [(f"{len(self.rows)} articles · {said} quotations  ", ink.faint)]
        right: list[Words] = meter(self.progress, ink)
        if selected:
            right.append((f"  {SELECTED} {selected} selected", ink.good))
        if self.session.read_only:
            right.append(("  ! read only", ink.warning))
        self.query_one(".top", Bar).put(*left, right=tuple(right))
        arrow = "↓" if self.descending else "↑"
        head = self.query_one("#articles-pane .head", Bar)
        head.put((" ARTICLES", ink.strong), right=((f"{self.order.value} {arrow}  ", ink.faint),))

    def show_title(self) -> None:
        """Draw the head of the article: title, date, source, words, where the cursor is."""
        row, ink = self.rows.get(self.article_id), self.ink
        if row is None:
            return
        title = self.query_one("#article-pane .title", Bar)
        title.put((f"   {row.title}", ink.strong))
        title.display = not (self.has_class("-folded") or self.view.begins_with(row.title))
        style = ink.primary if row.published.inferred else ink.faint
        facts = [row.source, f"{row.words} words"]
        if state := state_of(row):
            facts.append(state)
        elif total := len(self.view.quotations):
            at = self.view.cursor.quotation
            facts.append(f"{total} quotations" if at is None else f"quotation {at + 1} of {total}")
        if matches := self.view.matches:
            facts.append(f"match {self.view.match + 1} of {len(matches)}")
        told = "".join(f" · {fact}" for fact in facts if fact)
        head = self.query_one("#article-pane .head", Bar)
        head.put((f"   {date_of(row.published)}", style), (told, ink.faint))


PANES = {
    Pane.ARTICLES: "articles-pane",
    Pane.ARTICLE: "article-pane",
    Pane.LINKS: "links-pane",
}
