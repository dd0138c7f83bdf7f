"""A person's word on links: confirmed, rejected, drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.analysis.types import Link, LinkType, Place
from onrecord.store.notebook.records import LinkVerdict

from .action import Pane, action
from .annotate import WORK, no_quotation
from .move import NO_LINK, link_here

if TYPE_CHECKING:
    from ..screens.keyed import Keyed
    from ..screens.reader import Reader


@action("y", title="confirm", panes=[Pane.LINKS], group=WORK, footer=link_here, changes=True)
def confirm_link(reader: Reader) -> None:
    """The link is right: it is marked as confirmed by you."""
    _judge(reader, LinkVerdict.CONFIRMED)


@action("x", title="reject", panes=[Pane.LINKS], group=WORK, footer=link_here, changes=True)
def reject_link(reader: Reader) -> None:
    """The two do not belong together: take the link out."""
    _judge(reader, LinkVerdict.REJECTED)


def _judge(reader: Reader, verdict: LinkVerdict) -> None:
    view = reader.elsewhere
    shown = view.chosen_link
    if shown is None:
        reader.say(NO_LINK)
        return
    if shown.verdict is LinkVerdict.DRAWN and verdict is LinkVerdict.CONFIRMED:
        reader.say("You have drawn this link yourself.")
        return
    at = view.cursor
    reader.change(lambda notebook: notebook.links.judge(shown.link, verdict))
    reader.show_links()
    view.go(at)


@action(
    "L",
    title="draw link",
    panes=[Pane.ARTICLE, Pane.LINKS, Pane.QUOTATIONS, Pane.CARD, Pane.BESIDE],
    group=WORK,
    changes=True,
)
def draw_link(screen: Keyed) -> None:
    """Take the quotation as one end of a link; on another, draw it: they say the same."""
    here = _passage(screen)
    if here is None:
        return
    app = screen.reader_app
    begun = app.link_end
    if begun is None or begun.article not in app.reader.rows:
        app.link_end = here
        screen.say("One end of a link: go to the quotation that says the same, and press L there.")
        return
    if begun == here:
        app.link_end = None
        screen.say("That is the same quotation: no link was drawn.")
        return
    link = Link(LinkType.SAME_STATEMENT, begun, here, 1.0)
    screen.change(lambda notebook: notebook.links.judge(link, LinkVerdict.DRAWN))
    app.link_end = None


def _passage(screen: Keyed) -> Place | None:
    """Return the passage that a key is about: in the links, the other end of the link."""
    if screen.pane is Pane.LINKS:
        if shown := screen.reader_app.reader.elsewhere.chosen_link:
            return shown.link.b
        screen.say(NO_LINK)
        return None
    if found := screen.under_cursor():
        return Place(found[0].article, found[0].start, found[0].end)
    no_quotation(screen)
    return None
