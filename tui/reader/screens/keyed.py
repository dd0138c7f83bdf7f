"""A screen whose keys are actions: strokes go through the keymap, and the footer tells them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from operator import methodcaller
from typing import TYPE_CHECKING, Any, TypeVar, cast

from textual.events import Key
from textual.screen import Screen
from textual.widget import Widget

from onrecord.tui.session.changes import NotDone
from onrecord.tui.session.events import Changed
from onrecord.tui.session.literal import literal

from ..actions import ways
from ..actions.action import Action, Pane
from ..actions.digits import codes
from ..actions.keys import LETTER, Keymap, stroke
from ..textual_internals import OneLayout
from ..themes import TextStyles, styles_of
from ..widgets.containers import FOLD
from ..widgets.footer import Footer, shown_keys
from ..widgets.input_line import Field
from ..widgets.key_menu import KeyMenu
from ..widgets.lines import Lines
from ..widgets.tour_strip import TourStrip
from .at_rest import AtRest
from .key_order import InOrder

if TYPE_CHECKING:
    from onrecord.analysis.types import Actor
    from onrecord.store.notebook.notebook import Notebook
    from onrecord.store.notebook.overlay import Quoted
    from onrecord.tui.session.literal import Part
    from onrecord.tui.session.offers import Offer
    from onrecord.tui.session.session import Event, Row, Session

    from ..app import OnrecordApp
    from ..widgets.article import ArticleView
    from ..widgets.list_view import AnyList
    from .aside import Fitted

T = TypeVar("T")
NOT_YET = "This article is not analysed yet: its quotations and actors come once it is."
PATIENCE = 0.35
"""Seconds after which a sequence that waits for more shows what can follow."""


class Keyed(OneLayout[Any], InOrder[Any], AtRest):
    """The base of every view.

    ``pane`` names the keys in force; ``footer`` is the last line, which every view composes;
     ``count`` is the number typed before the key (1 if none),
    ``counted`` tells whether one was typed, ``last_key`` is the last stroke.
    """

    pane_name: Pane = Pane.ARTICLES
    typing: Sequence[tuple[str, str]] = (("enter", "go on"), ("escape", "leave"))
    """What the keys do that are no letters, while a person types into a line of this view."""
    leads_on = True
    """Whether other views can be gone to from here."""
    count = 1
    counted = False
    last_key = ""

    def __init__(self) -> None:
        super().__init__()
        self.footer = Footer()
        self.menu = KeyMenu(self.strike)
        self._missed = False

    @cached_property
    def text_styles(self) -> TextStyles:
        """What to draw with, in the theme of the application."""
        return styles_of(self.app)

    def redraw(self) -> None:
        """Draw everything again, in the theme that there is by now."""
        self.__dict__.pop("text_styles", None)
        for lines in self.query(Lines):
            lines.redraw()
        self.show_keys()

    def on_mount(self) -> None:
        """Follow the theme; tell the step of the tour, where there is one."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self.redraw())
        if tour := self.reader_app.tour:
            self.mount(TourStrip(tour))

    def on_screen_suspend(self) -> None:
        """Tell no keys of this view: they would go to what is asked now."""
        self.show_keys()

    def on_screen_resume(self) -> None:
        """Take in what was told meanwhile, tell the keys again, and go on with the tour."""
        missed, self._missed = self._missed, False
        if missed:
            self.on_session_event(Changed(by_person=True))  # to be seen at once
        self.show_keys()
        self.reader_app.go_on()

    def attend(self, widget: Widget) -> None:
        """Give a widget the focus, for the very next key, and tell the keys that it takes."""
        super().attend(widget)
        self.show_keys()

    @cached_property  # every key asks for these
    def reader_app(self) -> OnrecordApp:
        """The application, by its own type."""
        return cast("OnrecordApp", self.app)

    @cached_property
    def session(self) -> Session:
        """The session all views talk to."""
        return self.reader_app.session

    @cached_property
    def notebook(self) -> Notebook:
        """The person's work, to read; :meth:`change` changes it."""
        return self.session.notebook

    def change(self, change: Callable[[Notebook], str]) -> None:
        """Change the person's work, and say what was done.

        Raises:
            NotDone: it cannot be changed.  Who asked tells: the prompt that was answered, which
                stays, or the view whose key was pressed (:meth:`run`).
        """
        self.did(self.session.changes.do(change))

    def may_change(self) -> bool:
        """Return whether anything can be changed here; say why not."""
        if why := self.session.look_only:
            self.say(why, "warning")
        return not why

    def ask(self, prompt: Screen[T | None], then: Callable[[T], object]) -> None:
        """Ask something, and go on with the answer where there is one, once that is closed."""

        def answered(answer: T | None) -> None:
            if answer is not None:
                then(answer)

        self.app.push_screen(prompt, answered)

    def ask_to_do(self, prompt: Fitted, do: Callable[[Any], object]) -> None:
        """Ask something, and do it before that closes: what is refused stays as it was typed."""
        prompt.done_first = do
        self.app.push_screen(prompt.shown)

    def write_memo(
        self, title: str, about: str, before: str, change: Callable[[Notebook, str], str]
    ) -> None:
        """Ask for a memo, and change the person's work where it is another one than before.

        Where nothing can be changed the memo is shown, as much as there is of it.
        """
        from .memo import Writing
        from .text_page import TextPage, plain

        if not self.may_change():
            if before:
                self.app.push_screen(TextPage(title, plain(before.splitlines())))
            return

        def written(text: str) -> None:
            if text != before:
                self.change(lambda notebook: change(notebook, text))

        self.ask_to_do(Writing(title, about, before), written)

    @cached_property
    def keymap(self) -> Keymap:
        """The keys in force in the whole application."""
        return self.reader_app.keymap

    @property
    def pane(self) -> Pane:
        """The pane whose keys are in force."""
        return self.pane_name

    def pressed(self, event: Key) -> bool:
        """Do the action of a key, or write it where a person types."""
        if self.reader_app.tour:
            self.call_after_refresh(self.reader_app.go_on)
        if not isinstance(self.focused, Field):
            return self._act(event)
        if event.key == "escape":
            self.typed_enough()
            return True
        return super().pressed(event)

    def _act(self, event: Key) -> bool:
        return self.strike(stroke(event))

    def strike(self, key: str) -> bool:
        """Take one stroke as it is written in the keymap; return whether it meant anything."""
        self.last_key, begun = key, self.keymap.begun
        pressed = self.keymap.feed(self.pane, key, self.wants_now)
        self.footer.pending(pressed.pending)
        if begun:
            self.menu.display = False
        if pressed.used:
            self.footer.quiet()
        if pressed.action:
            self.run(pressed.action, pressed.count, pressed.counted)
        elif self.keymap.begun:
            self.set_timer(PATIENCE, partial(self.show_menu, self.keymap.begun))
        elif not pressed.used:
            self._explain(begun, key)
        return pressed.used

    def on_footer_clicked(self, message: Footer.Clicked) -> None:
        """Take a key that was clicked as if it had been pressed."""
        for key in message.keys.split():
            if isinstance(self.focused, Field):
                self.pressed(Key(key, None))
            else:
                self.strike(key)

    def show_menu(self, begun: str) -> None:
        """Show what can follow, where the strokes still wait."""
        if begun == self.keymap.begun:
            if not self.menu.is_attached:
                self.mount(self.menu)
            self.menu.offer(self.following(), self.size.width)

    def following(self) -> list[tuple[str, str]]:
        """Return the keys that can follow those typed, each with what it comes to."""
        found = [(key, one.title) for key, one in self.keymap.following(self.pane)]
        return [pair for pair in found if pair[0] != LETTER] + self._letters(dict(found))

    def _letters(self, found: dict[str, str]) -> list[tuple[str, str]]:
        """Return what any letter comes to, and the letters that hold a place."""
        if LETTER not in found:
            return []
        rows, marks = self.reader_app.reader.rows, self.notebook.marks.all()
        held = [(it.id, rows[it.article].title) for it in marks if it.article in rows]
        return [("a … Z", found[LETTER]), *held]

    def _explain(self, begun: str, key: str) -> None:
        """Say what a key would do, and where, that does nothing here."""
        if begun:
            self.say(f"{begun} {key} is no key: wait after {begun} to see what can follow.")
        elif len(key) == 1 or key in ("space", "enter", "tab"):
            shown = shown_keys(key)
            if found := self.keymap.elsewhere(self.pane, key):
                one, pane = found
                where = f"{ways.name(pane)}: {ways.told(self, one, pane)}"
                self.say(f"{shown} is “{one.title}” in {where}.")
            else:
                self.say(f"{shown} does nothing: ? tells the keys, ctrl+p finds any action.")

    def wants_now(self, action: Action) -> bool:
        """Return whether an action that wants its keys only at times wants them now."""
        return action.when is not None and action.when(self)

    def title_now(self, action: Action) -> str:
        """Return what an action does just now, in a word or two."""
        return action.title

    def run(self, action: Action, count: int = 1, counted: bool = False) -> None:
        """Do an action, as a key or the palette asks."""
        self.count, self.counted = count, counted
        try:
            if not action.changes or self.may_change():
                action.run(self)
        except NotDone as refused:
            self.say(str(refused), "error")
        self.count, self.counted = 1, False
        if tour := self.reader_app.tour:
            tour.did(action.id)

    def run_without_key(self, action: Action) -> None:
        """Do an action that was chosen by its name."""
        self.last_key = ""
        self.run(action)

    def say(self, text: str, severity: str = "information", more: str = "") -> None:
        """Show one line to the person, in place of the keys, until the next key."""
        if text:
            self.footer.say(text, severity, more)

    def say_none(self, told: str) -> None:
        """Say that there is none of what a key is about; or not yet, where that may still come."""
        row = self.here()
        if row and row.problem and not (row.pending or row.quotations):
            told = f"{literal(row.problem[:1].upper() + row.problem[1:])}. {told}"
        self.say(NOT_YET if row and row.pending else told)

    def did(self, text: str) -> None:
        """Say what a change did, and draw everything that it may have changed."""
        self.say(text)

    def on_session_event(self, event: Event) -> None:
        """Take in what the session tells."""

    def missed(self, event: Event) -> None:
        """Take note of what is told while something else is in front, to be drawn afterwards."""
        self._missed = self._missed or isinstance(event, Changed)

    def renew(self, event: Event, name: str, do: Callable[[], None]) -> None:
        """Draw anew what something told of made old: the one place that knows when.

        What the person did shows at once, and so does all where nothing is under way.  While
        articles are read, analysed or linked, a view changes with each of them: that waits for a
        calm moment.
        """
        if getattr(event, "by_person", False) or not self.reader_app.reader.progress.under_way:
            self.promptly(name, do)
        else:
            self.in_calm(name, do)

    def cursor_moved(self, view: Lines) -> None:
        """Take in that the cursor of a list or an article stands elsewhere."""

    def typed_enough(self) -> None:
        """Leave a line of input that belongs to the view."""

    # -- what the actions ask of a view -----------------------------------------------------------

    half_page = 10
    """How far half a page is, in lines or rows."""

    def move(self, lines: int) -> None:
        """Move the cursor by lines or rows."""

    def to_end(self, last: bool) -> None:
        """Move the cursor to the first line or row, or to the last."""

    @property
    def judged(self) -> ArticleView | AnyList | None:
        """The article with the passage, or the list with the row, that a prompt may be about."""
        return None

    def chosen(self) -> list[Quoted]:
        """Return the quotations that a key is about: those that are marked, or that one."""
        return self.under_cursor()

    def under_cursor(self) -> list[Quoted]:
        """Return the quotation that a key is about which is about one alone, if there is one."""
        return []

    def offered(self) -> list[Offer]:
        """Return what an export offers first, since it is at hand."""
        return []

    def here(self) -> Row | None:
        """Return the article that a key is about."""
        return None

    def article_here(self) -> Row | None:
        """Return the same, and say so where there is none."""
        if (row := self.here()) is None:
            self.say("There is no article under the cursor.")
        return row

    def actor(self) -> Actor | None:
        """Return the actor that a key is about."""
        return None

    def marked(self) -> str:
        """Return the words that are marked, "" where none are."""
        return ""

    def unmark(self) -> None:
        """Stop marking."""

    def get_selected_text(self) -> str | None:
        """Return what the terminal's own key for copying copies."""
        return self.marked() or super().get_selected_text()

    def brand(self) -> list[Part]:
        """Return what the top line begins with, where there is room for it: the way it reads too,
        unless that is the usual one."""
        if self.app.size.width < FOLD:
            return []
        styles, way = self.text_styles, self.session.way
        read = [(f" {way}", styles.faint)] if way else []
        return [("onrecord", styles.strong), *read, ("  │  ", styles.line)]

    def show_keys(self) -> None:
        """Let the footer tell the keys that there are: of the pane, of a line that a person types
        into, or of a prompt, which tells most of them itself.
        """
        asked = self.app.screen
        if asked is not self or isinstance(self.focused, Field):
            self.footer.tell_only(getattr(asked, "typing", ()))
        else:
            offered = methodcaller("offered", self)
            self.footer.tell(self.keymap, self.pane, codes(self), offered, self.title_now)
