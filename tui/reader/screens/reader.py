"""The reader: articles at the left, the article, and where else it was said at the right."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TypeAlias

from textual.message import Message
from textual.worker import Worker

from onrecord.analysis.types import Link
from onrecord.store.library.ui_state import keep_ui_state, read_ui_state
from onrecord.store.notebook.overlay import Quoted
from onrecord.tui.session.article.content import NOTHING, Shown, shown_of
from onrecord.tui.session.search import AllFound
from onrecord.tui.session.session import Changed, Event, Notice, Progress, Row, Status
from onrecord.tui.session.shown_links import ShownLink, shown_links

from ..actions.action import Action, Pane
from ..actions.annotate import keys_while_marking
from ..actions.move import next_quotation
from ..process import MANY, rest_from_collecting
from ..widgets.elsewhere import NONE_YET, LinksView
from ..widgets.input_line import Field
from ..widgets.lines import Lines
from ..widgets.list_view import ListView
from .at_rest import CALM
from .panes import Panes
from .ui_state import Stop, Trail, arrange, come_back, ui_state_of, views_over

EMPTY = (
    "There are no articles in {}. Put texts, saved pages, PDFs, documents, mails or feeds there: "
    "they are noticed by themselves."
)
NOT_THERE = "That article is not in the list any more."
NOTHING_ELSE = "Nothing else on this was found."
LOOKING = "Looking at the folder …"
PATIENCE = 3.0
"""Seconds after which a list that is still empty says what it looks for."""
BROWSING = 0.1
"""Seconds the cursor rests in the list before the article is laid out."""


Elsewhere: TypeAlias = tuple[list[ShownLink], list[ShownLink]]
"""The links of a quotation, and the others of its article."""


class LinksFound(Message):
    """Where else the things of a place stand, as the look ``number`` found."""

    def __init__(self, number: int, found: Elsewhere) -> None:
        super().__init__()
        self.number = number
        self.found = found


class Reader(Panes):
    """The three panes, with what the session knows.  Its keys are declared in ``actions/``."""

    def __init__(self) -> None:
        super().__init__()
        self.trail = Trail()
        self._wanted: list[str] = []
        self._told_now = (False, False)  # with which of marks and matches the keys were told
        # Numbers of the last look for links, and of the one whose links are shown.
        self._looking = self._shown_elsewhere = 0

    def on_mount(self) -> None:
        """Show what is known; the session begins once this has been painted."""
        self.articles.empty = LOOKING
        self.set_timer(PATIENCE, self._looked)
        library = self.session.library
        ui_state = read_ui_state(library.data_dir, library.folder)
        arrange(self, ui_state)
        self.load_rows()
        if ui_state.article in self.rows:
            self.articles.go_to(ui_state.article)
        if ui_state.pane:
            self.call_after_refresh(come_back, self, ui_state)

    def under_cursor(self) -> list[Quoted]:
        return [self.view.current] if self.view.current else []

    def here(self) -> Row | None:
        """Return the article shown, or the one under the cursor in the list."""
        return self.articles.row if self.front is Pane.ARTICLES else self.rows.get(self.article_id)

    def marked(self) -> str:
        return self.view.marked_words if self.front is Pane.ARTICLE else ""

    def unmark(self) -> None:
        self.view.unmark()

    def did(self, text: str) -> None:
        self.reload()
        self.say(text)

    # -- the session ------------------------------------------------------------------------------

    def on_session_event(self, event: Event) -> None:
        """Take in what the session tells; a flood of it is drawn now and then."""
        if isinstance(event, Progress):
            self.progress = event
            self._looked()
            self._tell_none()
            self.soon("top", self.show_top, 0.1)
        elif isinstance(event, Changed):
            self._follow_files(dict(event.moved))
            self.renew(event, "rows", self.load_rows)
            if self.article_id in event.articles:
                self.promptly("article", self.reload)
            elif not event.articles:
                self.renew(event, "article", self.reload)
        elif isinstance(event, Notice):
            self.footer.tell_news(event.text, event.severity, event.more)

    def _follow_files(self, moved: Mapping[str, str]) -> None:
        """Stay where the person is in an article whose file has another name now."""
        if self.article_id in moved:
            point, self.article_id = self.view.cursor.point, moved[self.article_id]
            self.load_rows()
            self.articles.go_to(self.article_id)
            self.show_article(self.article_id, point)

    def _looked(self) -> None:
        self.articles.empty = EMPTY.format(self.session.name)
        self.articles.refresh()

    def go_to(self, pane: Pane) -> None:
        """Bring a pane to the front; the links are those of the place, not of the last one."""
        if pane is Pane.LINKS:
            self._look_now()
        super().go_to(pane)

    def go_elsewhere(self) -> None:
        """Go to the links of the place, or say that there are none: the article stays in sight."""
        self._look_now()
        if self.elsewhere.shown:
            self.go_to(Pane.LINKS)
        else:
            self.say_none(self.elsewhere.empty)

    def load_rows(self) -> None:
        """Fetch the list anew."""
        rows = self.session.rows(self.order, self.descending)
        self.rows = {row.id: row for row in rows}
        self.texts = sum(row.words > 0 for row in rows)
        self.said = sum(row.quotations or 0 for row in rows)
        self.selected = sum(row.selected for row in rows)
        first = self.articles.row is None
        self.articles.put(rows)
        if first and rows:
            self.cursor_moved(self.articles)
        self._want()
        if len(rows) > MANY or self.progress.under_way:
            rest_from_collecting()
        self.show_top()
        self.show_title()

    def _want(self) -> None:
        """Have the article that is read analysed first, then those in sight."""
        names = [self.article_id, *(row.id for row in self.articles.in_sight())]
        waiting = [name for name in names if (row := self.rows.get(name)) and row.pending]
        if waiting != self._wanted:
            self._wanted = waiting
            self.session.indexer.want(waiting)

    # -- the article ------------------------------------------------------------------------------

    def cursor_moved(self, view: Lines) -> None:
        """Show what belongs to the place, once the cursor rests."""
        if view is self.articles:
            self.at_rest("show", self._show_chosen, BROWSING)
        elif view is self.view:
            self.at_rest("links", self._links_at_rest)
            self.show_facts()
            if self._marks_or_matches() != self._told_now:
                self.show_keys()

    def on_list_view_opened(self, event: ListView.Opened) -> None:
        self.read()

    def _show_chosen(self) -> None:
        if (row := self.articles.row) and row.id != self.article_id:
            self.show_article(row.id)
            self.show_keys()
        self._want()

    def read(self) -> None:
        """Go into the article under the cursor, which is read from then on."""
        self._show_chosen()
        if (row := self.article_here()) is None:
            return
        if not row.read and row.status is not Status.FAILED:
            self.session.changes.by_the_way(lambda notebook: notebook.articles.opened(row.id))
        self.go_to(Pane.ARTICLE)
        self.keep_ui_state()

    def show_article(self, article: str, point: int | None = None) -> None:
        """Show an article, at ``point`` or where the person stopped reading it."""
        self.keep_place()
        self.article_id = article
        self.view.show(
            self._shown(article),
            self.session.actors(),
            self.notebook.articles.place(article) if point is None else point,
        )
        if point is not None:
            self.view.moved(centre=True)
        self.show_title()

    def _shown(self, article: str) -> Shown:
        row = self.rows.get(article)
        return shown_of(self.session, article, row.title) if article and row else NOTHING

    def reload(self) -> None:
        """Show the same article with what is known by now."""
        if self.article_id:
            self.view.show(self._shown(self.article_id), self.session.actors())
            self.show_title()

    def keep_place(self) -> None:
        """Remember where in the article the person is."""
        if self.article_id:
            self.session.changes.by_the_way(
                lambda notebook: notebook.articles.remember(self.article_id, self.view.cursor.point)
            )

    def keep_ui_state(self) -> None:
        """Remember what is on the screen, for the next start."""
        library = self.session.library
        keep_ui_state(library.data_dir, library.folder, ui_state_of(self))

    def jump(self, article: str, offset: int) -> None:
        """Leave all views for a passage of an article, keeping the way back."""
        left = self.stop_here()
        self.reader_app.back_to_reader()
        if article not in self.rows:
            self.say(NOT_THERE, "warning")
            return
        self.trail.leave(left)
        self.visit(article, offset)

    def stop_here(self) -> Stop:
        """Return where the person is; the views that lie over the reader are kept for it."""
        views = self.reader_app.kept_views.keep(views_over(self))
        point = self.view.cursor.point
        return Stop(self.article_id, point, self.front, self.elsewhere.cursor, views)

    def return_to(self, stop: Stop) -> None:
        """Show what was on the screen at a stop of the trail, as far as it is still there."""
        if stop.article and stop.article not in self.rows:
            self.say(NOT_THERE, "warning")
        else:
            self.visit(stop.article, stop.offset)
            self.go_to(stop.pane)
            self.elsewhere.go(stop.link)
        self.reader_app.kept_views.lay(stop.views)

    def visit(self, article: str, offset: int) -> None:
        """Show a passage of an article, and the article in the list."""
        if article in self.rows:
            self.show_article(article, offset)
            self.articles.go_to(article)
            self.go_to(Pane.ARTICLE)

    def on_dragging_marked(self) -> None:
        """Tell what can be done with words that the mouse marked."""
        self.say("Marked: y copies them with their source, Y without, ⏎ a quotation, esc stops")

    def show_keys(self) -> None:
        """Let the last line tell the keys; while words are marked, those that work on them."""
        self._told_now = self._marks_or_matches()
        if self.marked() and self.app.screen is self and not isinstance(self.focused, Field):
            self.footer.tell_only(keys_while_marking(self.keymap))
        else:
            super().show_keys()

    def title_now(self, action: Action) -> str:
        to_match = action.id == next_quotation.__name__ and self.view.matches
        return "match" if to_match else super().title_now(action)

    def _marks_or_matches(self) -> tuple[bool, bool]:
        return bool(self.marked()), bool(self.view.matches)

    def show_links(self) -> None:
        """Show where else the quotation under the cursor stands, and the rest of its article."""
        if self.article_id:
            self._show_elsewhere(self._look_elsewhere(self.article_id, self.view.current))

    def _look_now(self) -> None:
        """Show the links of the place, where those of the last one are shown."""
        if self.no_longer("links") or self._looking != self._shown_elsewhere:
            self.show_links()

    def _links_at_rest(self) -> None:
        """Show the same where it is known, else look for it once no key comes for a while."""
        if self.session.links.known(self.article_id):
            self.show_links()
        else:
            self.at_rest("links", self._look_for_links, CALM)

    def _look_for_links(self) -> None:
        """Find out in a thread: no key waits while an article is compared with all like it."""
        self._looking += 1
        look = partial(self._tell_elsewhere, self._looking, self.article_id, self.view.current)
        if self.article_id:
            _: Worker[None] = self.run_worker(look, group="links", thread=True)

    def _tell_elsewhere(self, number: int, article: str, current: Quoted | None) -> None:
        if number == self._looking:  # in a thread, which may have waited for the one before
            self.post_message(LinksFound(number, self._look_elsewhere(article, current)))

    def on_links_found(self, message: LinksFound) -> None:
        """Show what was found, unless the cursor has gone on since."""
        if message.number == self._looking:
            self._show_elsewhere(message.found)

    def _show_elsewhere(self, found: Elsewhere) -> None:
        self._looking = self._shown_elsewhere = self._looking + 1
        self.elsewhere.show(*found)
        self._tell_none()
        self.show_top()
        if self.front is Pane.LINKS:
            self.show_keys()

    def _tell_none(self) -> None:
        """Let the links say that there are none, or none yet."""
        more = self.progress.under_way or not self.article_id
        self.elsewhere.tell_none(NONE_YET if more else NOTHING_ELSE)

    def _look_elsewhere(self, article: str, current: Quoted | None) -> Elsewhere:
        """Return the links of a quotation, and the others of its article."""
        session = self.session
        here = session.links.at(article, current.start, current.end) if current else []
        seen = set(here)
        rest = [link for link in session.links.of(article) if link not in seen]
        return shown_links(session, here, self.rows), shown_links(session, rest, self.rows)

    def on_links_view_followed(self, event: LinksView.Followed) -> None:
        """Follow a link."""
        self.follow(event.link)

    def follow(self, link: Link) -> None:
        """Go to the other passage of a link."""
        self.jump(link.b.article, link.b.start)

    # -- searching --------------------------------------------------------------------------------

    def go_through(self, found: AllFound) -> None:
        """Let matches be gone through from here on, in this article and the others."""
        self.found = found
        self.view.show_matches(found.places(self.article_id))
        self.show_title()

    def to_match(self, step: int) -> None:
        """Go on to a match: after the last one to the next article, or round, saying so."""
        view = self.view
        inside = 0 <= view.match + step < len(view.matches)
        if not inside and (found := self.found_here()):
            self._to_article_found(found, step)
            return
        view.go_to_match(step)
        if len(view.matches) == 1:
            self.say("This is the only match: esc leaves the search.")
        elif not inside:
            self.say("From the first match again." if step > 0 else "From the last match again.")

    def _to_article_found(self, found: AllFound, step: int) -> None:
        for article in found.others(self.article_id, step):
            places = found.places(article) if article in self.rows else ()
            if places:
                self.visit(article, places[0 if step > 0 else -1][0])
                self.view.show_matches(places)
                way = "On" if step > 0 else "Back"
                self.say(f"{way} to {found.place_of(article)} with matches.")
                return
        end = "last" if step > 0 else "first"
        self.say(f"That was the {end} match: g / shows all of them, esc leaves the search.")

    def written(self, field: Field) -> None:
        """Search while a person types."""
        self.view.search(field.value)
        self.show_title()

    def entered(self, field: Field) -> None:
        """Go from match to match from here on."""
        self.go_to(Pane.ARTICLE)
        field.display = False
        if field.value and not self.view.matches:
            self.say(f"“{field.value}” is not in this article.", "warning")

    def typed_enough(self) -> None:
        self.go_to(Pane.ARTICLE)
        self.search_line.display = False
        self.view.search("")
