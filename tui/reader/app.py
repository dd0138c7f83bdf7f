"""The application: one session, its screens, its keys."""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, ClassVar

from textual.events import Event as TextualEvent
from textual.events import Key
from textual.message import Message
from textual.screen import ModalScreen

from onrecord.analysis.types import Place
from onrecord.tui.session.session import Changed, Event, Session

from .actions import Keymap, every, load_keymap
from .actions.keys import config_path
from .actions.palette import Actions
from .copying import Copying
from .process import collect_from_now_on, leave_at_hangup, take_turns_often
from .screens.at_rest import AtRest
from .screens.kept_views import KeptViews
from .screens.key_order import InOrder
from .screens.keyed import Keyed
from .screens.reader import Reader
from .textual_internals import Backdrop, LeavingApp
from .themes import DARK, LIGHT, keep_theme, own_variables, preferred_theme, styles_of
from .tour import Tour
from .widgets.tour_strip import TourStrip

if TYPE_CHECKING:
    from onrecord.tui.session.quotation_lines import QuotationLines


class Posted(Message):
    """Something the session told, perhaps from another thread."""

    def __init__(self, event: Event) -> None:
        super().__init__()
        self.event = event


class OnrecordApp(LeavingApp, Copying):
    """Shows a session.

    ``keys`` is the file with a person's own keys, where not the usual one; ``tour`` is one that
    leads through the reader.
    """

    TITLE = "onrecord"
    COMMANDS: ClassVar = {Actions}  # and none of Textual's own: each action is declared once
    CSS_PATH: ClassVar[list[str | PurePath]] = ["screens/prompts.tcss", "screens/reader.tcss"]

    def __init__(
        self, session: Session, keys: Path | None = None, tour: Tour | None = None
    ) -> None:
        super().__init__()
        self.session = session
        self.tour = tour
        self._left = False  # what was on the screen is kept
        self.link_end: Place | None = None  # one end of a link that is being drawn
        self.last_query = ""  # what was looked for in all texts
        self.kept_views = KeptViews(self)
        self.digits_count = False  # also those that have a tag
        self._codes: list[str] = []
        self.keymap: Keymap
        self.keymap, self._wrong = load_keymap(every(), keys)
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self._theme_file = (keys or config_path()).with_name("theme")
        # Our own is set unwatched: when a theme changes, Textual parses all style sheets again.
        self.set_reactive(OnrecordApp.theme, DARK.name)
        self.stylesheet.set_variables(self.get_css_variables())
        if (preferred := preferred_theme(self._theme_file)) in self.available_themes:
            self.theme = preferred
        self.reader = Reader()
        self.animation_level = "none"  # a page that slides cannot be read

    @cached_property
    def lines(self) -> QuotationLines:
        """The quotations of the library as lists show them, for whichever view is filled next."""
        from onrecord.tui.session.quotation_lines import QuotationLines  # not before the list

        return QuotationLines(self.session)

    def get_default_screen(self) -> Backdrop:
        """Return what lies below every view."""
        return Backdrop()

    def get_css_variables(self) -> dict[str, str]:
        """Return the variables of style sheets: the theme's, and our own made from them."""
        variables = super().get_css_variables()
        self.theme_variables = {**variables, **own_variables(self.current_theme, variables)}
        return self.theme_variables

    def on_load(self) -> None:
        """Leave in good order from now on: nothing has been written to the terminal yet."""
        leave_at_hangup(self.exit)

    def on_mount(self) -> None:
        """Paint the reader, then begin to analyse."""
        self.theme_changed_signal.subscribe(self, lambda _: self._taken())
        self._colour_tags()
        self.push_screen(self.reader)
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        collect_from_now_on()
        take_turns_often()
        self.session.start(self.post_event)
        self.session.watch(self._is_asking)
        for problem in self._wrong:
            self.reader.say(problem, "warning")
        self.reader.say(self.session.look_only, "warning")

    def _taken(self) -> None:
        """Draw in the theme that was chosen, now and the next time."""
        self._colour_tags()
        keep_theme(self._theme_file, self.theme)

    def _colour_tags(self) -> None:
        """Let tags be drawn in the colours that the person gave them."""
        styles_of(self).tag_colours = self.session.notebook.codebook.colours()

    def show_codes(self) -> None:
        """Let the view tell which digits give tags; those below it do so once they are back."""
        if view := self._view():
            view.show_keys()

    def say(self, text: str) -> None:
        """Say something on the view that is shown now."""
        if view := self._view():
            view.say(text)

    def _is_asking(self) -> bool:
        """Whether a dialog is open: what is written in it is about the articles as they are."""
        return any(isinstance(one, ModalScreen) for one in tuple(self.screen_stack))

    def _view(self) -> Keyed | None:
        """Return the view that is shown, if it has begun: until then it has nothing to tell in."""
        top = self.screen
        return top if isinstance(top, Keyed) and top.is_mounted else None

    def back_to_reader(self) -> None:
        """Leave all views."""
        while self.screen is not self.reader:
            self.pop_screen()

    def post_event(self, event: Event) -> None:
        """Take an event from any thread, as long as there is somebody to take it."""
        with suppress(RuntimeError):  # the loop was closed between the look at it and its use
            self.post_message(Posted(event))

    def on_posted(self, message: Posted) -> None:
        """Pass on what the session tells."""
        if isinstance(message.event, Changed) and not message.event.articles:
            self._colour_tags()  # what is done to articles alone changes no tag's colour
            codes = [self.session.notebook.codebook.on_key(digit) for digit in range(1, 10)]
            if codes != self._codes:
                self._codes = codes
                self.show_codes()
        self.reader.on_session_event(message.event)
        for one in self.screen_stack:
            if one is not self.reader and isinstance(one, Keyed) and one.is_mounted:
                if one is self.screen:
                    one.on_session_event(message.event)
                else:
                    one.missed(message.event)
        for one in self.kept_views.unseen():
            one.missed(message.event)
        self.go_on()

    def go_on(self) -> None:
        """Go on with the tour, where there is one and its step is done."""
        if self.tour and self.tour.look(self):
            for screen in self.screen_stack:
                for strip in screen.query(TourStrip):
                    strip.tell()

    async def on_event(self, event: TextualEvent) -> None:
        """Give keys to the screen at once: ``screens/key_order.py`` tells why, and when not."""
        screen = self.screen if isinstance(event, Key) and not event.is_forwarded else None
        if screen:
            for one in self.screen_stack:
                if isinstance(one, AtRest):
                    one.typed()
        if not (isinstance(event, Key) and isinstance(screen, InOrder) and screen.take_key(event)):
            await super().on_event(event)

    def exit(self, *args: Any, **told: Any) -> None:
        """Leave, once, keeping what is on the screen while it still is."""
        if not self._left:
            self._left = True
            super().exit(*args, **told)
            self._keep()

    def action_help_quit(self) -> None:
        """Leave at ctrl+c, as any program does: all that a person did is on the disk."""
        self.exit()

    def on_unmount(self) -> None:
        """Keep the place where nobody has asked to leave; whoever opened the session closes it."""
        if not self._left:
            self._left = True
            self._keep()

    def _keep(self) -> None:
        if self.reader.is_mounted:
            self.reader.keep_place()
            self.reader.keep_ui_state()
