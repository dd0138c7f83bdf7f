"""Everything that touches Textual's inside: what it is for, what it gives, what would replace it.

No other module uses a name of Textual's that begins with an underscore, or imports one
(``tests/house/test_textual_fence.py``).  Textual's minor version is pinned in ``pyproject.toml``
while this module is here; ``docs/speed.md`` tells how the figures were measured.
"""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeVar, cast

from textual import actions, constants
from textual._compositor import ChopsUpdate, Compositor
from textual._context import NoActiveAppError
from textual._xterm_parser import XTermParser
from textual.actions import SkipAction
from textual.app import App
from textual.css.query import NoMatches
from textual.dom import DOMNode
from textual.drivers import linux_driver
from textual.events import Callback, Key, Resize, Timer, Unmount
from textual.geometry import Region, Size
from textual.message import Message
from textual.message_pump import MessagePump
from textual.messages import InvokeLater
from textual.screen import Screen
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input
from textual.worker import WorkerFailed, get_current_worker

if TYPE_CHECKING:
    _Widget = Widget
else:
    _Widget = object  # a widget has the style sheet of its first base that is one

Answer = TypeVar("Answer")

# -- keys that come in -----------------------------------------------------------------------------

if "ESCDELAY" not in os.environ:
    vars(constants)["ESCAPE_DELAY"] = 0.025


class EscapeApart(XTermParser):
    """Takes escape and the key after it for two keys, where time went by between them.

    Textual reads both as alt and that key, up to a tenth of a second apart and more: whoever is
    quick lost the escape, and typed on into a line that was to be left.  A sequence that a
    terminal sends comes in one piece.
    """

    def feed(self, data: str) -> Iterable[Message]:
        """Look at the clock first: Textual does so only where nothing has come."""
        yield from self.tick()
        yield from super().feed(data)


vars(linux_driver)["XTermParser"] = EscapeApart

# -- leaving ---------------------------------------------------------------------------------------

_LATER = (Callback, Timer, InvokeLater)
"""What brings calls that were put off."""

Handlers = Iterable[tuple[type, Callable[[Message], Awaitable[object]]]]


class WhileOpen(MessagePump):
    """An application, a screen or a widget whose own handlers are called while it is there.

    Textual goes on handing out messages when the application leaves and when a screen goes: a
    screen is told that it is mounted though nothing was mounted in it, an application gets a
    message though all its screens are gone.  From then on only Textual's own handlers are called,
    which tidy up, and ``on_unmount``.  Calls that were put off are not made.

    In place of a check in every handler.  To file upstream: "Screen.on_mount is called after
    App.exit() although compose() was not mounted (NoMatches, MountError)".
    """

    @property
    def going(self) -> bool:
        """Whether it, or the application, is on its way out or has not begun."""
        try:
            app = self.app
        except NoActiveAppError:
            return True
        over = app._exit or app._closing or not app._running
        return over or self._closing or bool(getattr(self, "_pruning", False))

    def _get_dispatch_methods(self, method_name: str, message: Message) -> Handlers:
        found: Handlers = super()._get_dispatch_methods(method_name, message)
        if isinstance(message, Unmount) or not self.going:
            return found
        if isinstance(message, _LATER) and not _of_textual(message.callback):
            return ()
        return (one for one in found if _of_textual(one[0]))


class LeavingApp(WhileOpen, App[Any]):
    """An application that goes on where a worker found its widgets gone, as its screen was leaving.

    Textual's command palette looks for its list in a worker, which may begin after escape, or when
    the application leaves.  To file upstream: "CommandPalette._gather_commands after its screen was
    popped: NoMatches".
    """

    def _handle_exception(self, error: Exception) -> None:
        missed = isinstance(error, WorkerFailed) and isinstance(error.error, NoMatches)
        if not missed or (not self.going and get_current_worker().node.screen in self.screen_stack):
            super()._handle_exception(error)


def _of_textual(called: object) -> bool:
    while isinstance(called, partial):
        called = called.func
    return (getattr(called, "__module__", None) or "").startswith("textual.")


# -- painting --------------------------------------------------------------------------------------

ScreenSpan = tuple[int, int, int]
"""A line of the screen, and the cells of it that changed, half-open."""
Pieces = list[tuple[int, int, Widget]]
"""What a line is made of: from which cell, to before which, of which widget."""


class FrontCompositor(Compositor):
    """Asks only the widgets that are seen, for the lines that changed.

    Textual's asks every widget whose clip touches the box round all changes, covered containers
    included, for all its lines, and throws most of them away.  Here it is known, until widgets
    move, which widget is in front in every piece of a line (a "chop", as Textual calls what lies
    between two edges of widgets).  What comes out is the same (``tests/tui/test_drawing.py``).

    Gives 4 to 5 ms of the 8 that a moved cursor costs.  Below a prompt it is needed for more: what
    changes there begins and ends where no widget of the prompt does, and Textual's compositor
    paints such cells beside their place.  To file upstream: "Partial updates ask covered widgets
    for all lines of the union of dirty regions".
    """

    def __init__(self) -> None:
        super().__init__()
        self._fronts: list[Pieces] = []
        self._fronts_of: tuple[object, object] = (None, None)

    def render_partial_update(self) -> ChopsUpdate | None:
        """Return what changed on the screen, or None."""
        screen = self.size.region
        dirty = [seen for one in self._dirty_regions if (seen := one.intersection(screen))]
        self._dirty_regions.clear()
        if not dirty:
            return None
        spans = list(self._regions_to_spans(dirty))
        return ChopsUpdate(self._chops(spans), spans, [line[1:] for line in self.cuts])

    def _render_chops(
        self, crop: Region, is_rendered_line: Callable[[int], bool]
    ) -> Sequence[Mapping[int, Strip]]:
        """Return the lines of a region, for a full update."""
        lines = (y for y in crop.line_range if y < self.size.height and is_rendered_line(y))
        chops = self._chops([(y, crop.x, crop.right) for y in lines])
        return cast("Sequence[Mapping[int, Strip]]", chops)

    def _chops(self, spans: Iterable[ScreenSpan]) -> list[dict[int, Strip | None]]:
        """Return the pieces of every line by their first cell; those not wanted are None."""
        cuts, visible, fronts = self.cuts, self.visible_widgets, self._in_front()
        chops: list[dict[int, Strip | None]] = [{} for _ in cuts]
        asked: dict[Widget, list[tuple[int, int, int]]] = {}
        for y, left, right in spans:
            if not chops[y]:
                chops[y] = dict.fromkeys(cuts[y][:-1])
            for x, end, widget in fronts[y]:
                if x < right and end > left:
                    asked.setdefault(widget, []).append((y, x, end))
        for widget, pieces in asked.items():
            region, clip = visible[widget]
            left, _, width, _ = region.intersection(clip)
            first, last = pieces[0][0], pieces[-1][0]
            lines = Region(left - region.x, first - region.y, width, last - first + 1)
            strips = widget.render_lines(lines)
            for y, x, end in pieces:
                # A scrollbar that has just come has its place with the next layout only: without
                # its cell, all that is to the right of it would be written one cell to the left.
                chop = strips[y - first].crop(x - left, end - left)
                chops[y][x] = chop.extend_cell_length(end - x)
        return chops

    def _in_front(self) -> list[Pieces]:
        """Return the pieces of every line, each with the widget in front."""
        cuts, visible = self.cuts, self.visible_widgets
        if self._fronts_of[0] is not cuts or self._fronts_of[1] is not visible:
            self._fronts_of = (cuts, visible)
            seen = [(region.intersection(clip), one) for one, (region, clip) in visible.items()]
            edges = {0, *(y for region, _ in seen for y in (region.y, region.bottom))}
            self._fronts = []
            for y, line in enumerate(cuts):
                if y not in edges:  # no widget begins or ends here: as the line above
                    self._fronts.append(self._fronts[-1])
                    continue
                here = [(r.x, r.right, one) for r, one in seen if r.y <= y < r.bottom]
                self._fronts.append(_pieces(line, here))
        return self._fronts


def _pieces(cuts: Sequence[int], here: Sequence[tuple[int, int, Widget]]) -> Pieces:
    """Return the pieces of a line, of the widgets on it (cells and widget) the first in each."""
    pieces = []
    for x, end in pairwise(cuts):
        front = (one for left, right, one in here if left <= x < right)
        if widget := next(front, None):
            pieces.append((x, end, widget))
    return pieces


class Fronted(WhileOpen):
    """A screen that is painted in this way.  Stands first among the bases."""

    def __init__(self) -> None:
        super().__init__()
        self._compositor: Compositor = FrontCompositor()


class KeptLines(ScrollView):
    """A view that keeps lines as they were drawn: to scroll it draws none of them anew.

    Textual's cache of styled lines is emptied by each scroll: 3 of 6 ms of a key that scrolls.
    """

    def forget(self, *regions: Region) -> None:
        """Draw the lines of regions anew, or all of them."""
        raise NotImplementedError

    def _set_dirty(self, *regions: Region) -> None:
        self.forget(*regions)
        super()._set_dirty(*regions)

    def repaint(self, *regions: Region) -> None:
        """Paint regions, of lines that look as they did or are forgotten already."""
        super()._set_dirty(*regions)
        self._repaint_required = True
        self.check_idle()

    def set_virtual_size(self, size: Size) -> None:
        """Tell how large all of it is; only a scrollbar that comes or goes asks for a layout.

        A list narrowed while a person types has another length at every key: 4 ms each.
        """
        if size != self.virtual_size:
            self.set_reactive(Widget.virtual_size, size)
            self._scroll_update(size)


# -- another size ----------------------------------------------------------------------------------


class SizedInLayout(_Widget):
    """A widget that takes in another size in the layout that gives it to it.

    Textual tells a widget of its size three times: it asks for another layout (what is scrolled
    has another size), has it painted again, and sends it an event, for which a task wakes up.
    With :class:`OneLayout` this makes one layout of nine: a resize takes 24 ms instead of 73.
    Stands first among the bases; ``fit`` takes the place of ``on_resize``.
    """

    def before_fit(self) -> None:
        """Take in what holds at the size there was: what has been scrolled to is still there."""

    def fit(self) -> None:
        """Lay everything out at the size there is by now."""

    def _size_updated(
        self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True
    ) -> bool:
        another = size != self._size
        if another:
            self.before_fit()
        told = super()._size_updated(size, virtual_size, container_size, layout=False)
        if another:
            self.fit()
            self._repaint_required = False
            self._repaint_regions.clear()
        return told

    def check_message_enabled(self, message: Message) -> bool:
        """Leave out that the size is another one."""
        return not isinstance(message, Resize) and super().check_message_enabled(message)


class OneLayout(Fronted, Screen[Answer]):
    """A screen that is laid out and painted once at a size: see :class:`SizedInLayout`."""

    def __init__(self) -> None:
        super().__init__()
        self._fitted = Size(0, 0)  # the size that has been taken in

    def fit(self, size: Size) -> None:
        """Take in a size before everything is laid out at it."""

    def _screen_resized(self, size: Size) -> None:
        """Lay out and paint once: Textual tells a screen of a size twice."""
        if size != self._fitted:
            self._fitted = size
            self.fit(size)
        if size != self._compositor.size:
            super()._screen_resized(size)
            for one in (self, *self._compositor.visible_widgets):  # all have been painted
                one._repaint_required = False
                one._repaint_regions.clear()

    def _refresh_layout(self, size: Size | None = None, scroll: bool = False) -> None:
        """Lay out, once: that a widget has another size is no reason to lay out again.

        Textual asks for a layout whenever the size of what is scrolled changes, and takes a
        plain widget's own size for that.  Views that do scroll ask for themselves.
        """
        asking = {one for one in self._compositor.visible_widgets if one._layout_required}
        super()._refresh_layout(size, scroll)
        for one in self._compositor.visible_widgets.keys() - asking:
            if not isinstance(one, KeptLines):
                one._layout_required = False


class Backdrop(Screen[Any]):
    """The empty screen below every view; it is never seen, so that no resize concerns it.

    Textual lays a screen below an opaque one out five times, and paints what is above it again:
    3 ms of a resize.  To file upstream: "Covered screens are laid out and painted on resize".
    """

    def _screen_resized(self, size: Size) -> None:
        """Stay as it is."""

    def _compositor_refresh(self) -> None:
        """Paint nothing."""


# -- keys ------------------------------------------------------------------------------------------


def do_bound(node: DOMNode, key: str) -> bool:
    """Do what a key is bound to on a widget, at once; return whether it is bound to anything.

    Textual's way is a coroutine: the next key may be looked at before it is through.
    """
    for binding in node._bindings.key_to_bindings.get(key, ()):
        elsewhere, name, given = actions.parse(binding.action)
        if not elsewhere:
            with suppress(SkipAction):  # there is nothing to copy: the key is somebody else's
                getattr(node, f"action_{name}")(*given)
                return True
    return False


async def do_bound_to_all(app: App[Any], key: str) -> bool:
    """Do what a key is bound to in the whole application, as Textual does first of all."""
    return await app._check_bindings(key, priority=True)


def hand_on(event: Key, to: MessagePump) -> bool:
    """Put a key into a queue as one that the application has seen; return whether it is there."""
    event._set_forwarded()
    return to.post_message(event)


def acting_as(pump: MessagePump) -> AbstractContextManager[None]:
    """Let what is done meanwhile be done by ``pump``, as in a handler of its own."""
    return pump._context()


def restart_blinking(line: Input) -> None:
    """Show the cursor of a line now, whatever part of a blink it is in."""
    line._restart_blink()


# -- what goes out ---------------------------------------------------------------------------------


def write_to_terminal(app: App[Any], sequence: str) -> bool:
    """Write a control sequence to the terminal; return whether there is one."""
    if app._driver is None:
        return False
    app._driver.write(sequence)
    return True


def remember_copied(app: App[Any], text: str) -> None:
    """Let ``ctrl+v`` in a line of input write ``text``, as after Textual's own copying."""
    app._clipboard = text
