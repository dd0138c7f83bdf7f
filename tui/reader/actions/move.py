"""Getting about: the same keys move in every pane and every view."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import TYPE_CHECKING

from onrecord.tui.session.counts import counted

from .action import LISTED, READER, VIEWS, Pane, action

if TYPE_CHECKING:
    from ..screens.keyed import Keyed
    from ..screens.reader import Reader
    from ..screens.ui_state import Stop


CLOSED = tuple(pane for pane in VIEWS if pane is not Pane.BESIDE)
"""What is left for where one came from; from beside a list one goes back to the list."""


@action("j", "down", title="down", panes=LISTED)
def down(screen: Keyed) -> None:
    """One line or row down."""
    screen.move(screen.count)


@action("k", "up", title="up", panes=LISTED)
def up(screen: Keyed) -> None:
    """One line or row up."""
    screen.move(-screen.count)


@action("ctrl+d", "pagedown", title="half a page down", panes=LISTED)
def page_down(screen: Keyed) -> None:
    """Half a page down."""
    screen.move(screen.count * screen.half_page)


@action("ctrl+u", "pageup", title="half a page up", panes=LISTED)
def page_up(screen: Keyed) -> None:
    """Half a page up."""
    screen.move(-screen.count * screen.half_page)


@action("g g", "home", title="to the top", panes=LISTED)
def top(screen: Keyed) -> None:
    """To the first line or row, or with a number to that one."""
    _to_row(screen, screen.count if screen.counted else 1)


@action("G", "end", title="to the end", panes=LISTED)
def bottom(screen: Keyed) -> None:
    """To the last line or row, or with a number to that one."""
    if screen.counted:
        top(screen)
    else:
        screen.to_end(last=True)


def _to_row(screen: Keyed, number: int) -> None:
    """Go to a row, or a line that has words; the first is 1, beyond the last is the last."""
    screen.to_end(last=False)
    if number > 1:
        screen.move(number - 1)


@action(":", title="to a number", panes=LISTED)
def to_number(screen: Keyed) -> None:
    """To the line or row whose number you type, as vim has it; 12G asks nothing."""
    from ..screens.pick import Prompt

    def answered(typed: str) -> None:
        if number := typed.strip():
            _to_row(screen, int(number[:9]))

    def numbered(typed: str) -> None:
        if typed.strip() and not typed.strip().isdecimal():
            raise ValueError(f"“{typed.strip()}” is no number of a line or row")

    screen.ask(Prompt("To which line or row?", "", "12", numbered), answered)


def _in_article(reader: Reader, go: Callable[[], object], centre: bool = False) -> None:
    go()
    reader.view.moved(centre)


@action("w", title="next word", panes=[Pane.ARTICLE])
def next_word(reader: Reader) -> None:
    """To the next word; for marking."""
    _in_article(reader, lambda: reader.view.cursor.words(reader.count))


@action("b", title="previous word", panes=[Pane.ARTICLE])
def previous_word(reader: Reader) -> None:
    """To the word before."""
    _in_article(reader, lambda: reader.view.cursor.words(-reader.count))


@action(")", title="next sentence", panes=[Pane.ARTICLE])
def next_sentence(reader: Reader) -> None:
    """To the next sentence."""
    _sentences(reader, 1)


@action("(", title="previous sentence", panes=[Pane.ARTICLE])
def previous_sentence(reader: Reader) -> None:
    """To the beginning of the sentence, or of the one before."""
    _sentences(reader, -1)


def _sentences(reader: Reader, step: int) -> None:
    for _ in range(reader.count):
        reader.view.cursor.sentence(step)
    reader.view.moved()


def _quotation(reader: Reader, step: int) -> None:
    view = reader.view
    if view.matches:
        reader.to_match(step * reader.count)
        return
    went = [view.cursor.next_quotation(step) for _ in range(reader.count)]
    view.moved(centre=True)
    if not any(went):
        reader.say_none("No more quotations " + ("below." if step > 0 else "above."))


@action("n", title="quotation", panes=[Pane.ARTICLE], footer=True)
def next_quotation(reader: Reader) -> None:
    """To the next quotation; while searching, to the next match, also in the next article."""
    _quotation(reader, 1)


@action("p", "N", title="previous quotation", panes=[Pane.ARTICLE])
def previous_quotation(reader: Reader) -> None:
    """To the quotation before; while searching, to the match before, also in another article."""
    _quotation(reader, -1)


def _actor(reader: Reader, step: int) -> None:
    view = reader.view
    went = [view.cursor.next_actor(step) for _ in range(reader.count)]
    view.moved(centre=True)
    if not any(went):
        reader.say_none("No more actors " + ("below." if step > 0 else "above."))
    elif named := view.named_here:
        actor = view.actors.get(named.actor or "")
        known = (
            f" · {counted(len(actor.articles), 'article')}"
            f" · {counted(actor.quotations, 'quotation')}"
            if actor
            else ""
        )
        reader.say(f"{named.name} · {named.kind.value}{known}")


@action("a", title="actor", panes=[Pane.ARTICLE])
def next_actor(reader: Reader) -> None:
    """To the next person, organisation or country that is named."""
    _actor(reader, 1)


@action("A", title="previous actor", panes=[Pane.ARTICLE])
def previous_actor(reader: Reader) -> None:
    """To the actor named before."""
    _actor(reader, -1)


@action("n", title="next unread", panes=[Pane.ARTICLES], footer=True)
def next_unread(reader: Reader) -> None:
    """To the next article that has not been read."""
    rows, here = reader.articles.rows, reader.articles.cursor
    ahead = (*range(here + 1, len(rows)), *range(here))
    unread = list(islice((index for index in ahead if not rows[index].read), reader.count))
    if unread:
        reader.articles.go(unread[-1])
    else:
        reader.say("Every article has been read.")


@action("enter", "l", "right", title="read", panes=[Pane.ARTICLES], footer=True)
def read(reader: Reader) -> None:
    """Go into the article under the cursor; it is read from then on."""
    reader.read()


NO_LINK = "There is no link under the cursor."


def link_here(reader: Reader) -> bool:
    """Whether there is a link under the cursor."""
    return reader.elsewhere.chosen_link is not None


@action("enter", title="follow", panes=[Pane.LINKS], footer=link_here)
def follow(reader: Reader) -> None:
    """Go to the very passage in the other article."""
    if link_here(reader):
        reader.elsewhere.follow()
    else:
        reader.say(NO_LINK)


def _pane(reader: Reader, step: int) -> None:
    reader.go_to(READER[(READER.index(reader.front) + step) % len(READER)])


@action("tab", title="next pane", panes=READER, footer=True)
def next_pane(reader: Reader) -> None:
    """To the pane at the right: articles, article, links."""
    _pane(reader, 1)


@action("shift+tab", title="previous pane", panes=READER)
def previous_pane(reader: Reader) -> None:
    """To the pane at the left."""
    _pane(reader, -1)


def _along(reader: Reader, step: Callable[[Stop], Stop | None], at_end: str) -> None:
    """Go as many places along the trail as are asked for, or as there are."""
    here = reader.stop_here()
    place = None
    for _ in range(reader.count):
        place, before = step(place or here), place
        if place is None:
            place = before
            break
    if place:
        reader.return_to(place)
    else:
        reader.say(at_end)


@action("[", "ctrl+o", "` `", "' '", title="back", panes=READER)
def back(reader: Reader) -> None:
    """Back to where a link or a mark was followed from, or to the list that was gone into."""
    _along(reader, reader.trail.back, "This is where you began.")


@action("]", "ctrl+i", title="forward", panes=READER)
def forward(reader: Reader) -> None:
    """Forward again, after going back; ctrl+i only in terminals that tell it from tab."""
    _along(reader, reader.trail.forward, "There is nothing ahead.")


@action("escape", "h", "left", title="leave", panes=[Pane.ARTICLE, Pane.LINKS])
def leave(reader: Reader) -> None:
    """Stop searching or marking; else from the links to the article, and on to the list."""
    view = reader.view
    if reader.front is Pane.LINKS:
        reader.go_to(Pane.ARTICLE)
    elif view.cursor.anchor is not None:
        view.cursor.anchor = None
        view.moved()
    elif view.matches or view.query_text:
        reader.search_line.display = False
        view.search("")
        reader.show_title()
    elif view.plain:
        focus_mode(reader)
    else:
        reader.keep_place()
        reader.go_to(Pane.ARTICLES)


@action("F", title="focus mode", panes=READER, group="Looking")
def focus_mode(reader: Reader) -> None:
    """The text alone, or everything again."""
    reader.view.plain = not reader.view.plain
    reader.go_to(Pane.ARTICLE)
    reader.set_class(reader.view.plain, "-alone")
    reader.view.redraw()


@action("escape", "q", title="close", panes=(*CLOSED, Pane.BOUNDARY, Pane.HELP))
def close(screen: Keyed) -> None:
    """Back to where you came from."""
    screen.dismiss()
