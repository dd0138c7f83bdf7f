"""The library: its order, its state, searching, taking evidence out, help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.tui.session.session import Order

from .action import EVERYWHERE, READER, Pane, action

if TYPE_CHECKING:
    from ..screens.keyed import Keyed
    from ..screens.reader import Reader

LIBRARY = "Library"
LOOK = "Looking"


@action("/", title="search", panes=READER, group=LOOK, footer=True)
def search(reader: Reader) -> None:
    """Search in the article; n and N go from match to match, esc stops."""
    reader.go_to(Pane.ARTICLE)
    box = reader.search_line
    box.display = True
    box.value = reader.view.query_text
    reader.attend(box)


@action("i", title="why this date", panes=READER, group=LOOK)
def why_date(reader: Reader) -> None:
    """Say what the article's date rests on."""
    from onrecord.tui.session.notation import date_of

    from ..screens.text_page import TextPage, plain

    if (row := reader.article_here()) is None:
        return
    date = row.published
    lines = [f"{date_of(date)} · {date.precision.value} · from {date.basis.value}"]
    if date.why:
        lines += ["", date.why]
    if date.evidence:
        lines += ["", "“" + reader.session.passage(row.id, *date.evidence, 200) + "”"]
    if date.not_before or date.not_after:
        lines += ["", f"not before {date.not_before or '?'}, not after {date.not_after or '?'}"]
    lines += ["", "D gives the article another date."]
    reader.app.push_screen(TextPage(row.title, plain(lines)))


@action("O", title="order", panes=[Pane.ARTICLES], group=LIBRARY, footer=True)
def order(reader: Reader) -> None:
    """Order the list: date down, date up, title, source."""
    steps = [(Order.DATE, True), (Order.DATE, False), (Order.TITLE, False), (Order.SOURCE, False)]
    here = (reader.order, reader.descending)
    after = steps.index(here) + 1 if here in steps else 0
    reader.order, reader.descending = steps[after % len(steps)]
    reader.load_rows()


@action("c", title="copies", panes=[Pane.ARTICLES], group=LIBRARY)
def copies(reader: Reader) -> None:
    """Show copies of an article as articles of their own, or fold them under the first again."""
    counting = reader.session.counting
    counting.unfolded = not counting.unfolded
    reader.load_rows()
    reader.say("Every copy stands by itself." if counting.unfolded else "Copies are folded.")


@action("r", title="rescan", panes=[Pane.ARTICLES], group=LIBRARY)
def rescan(reader: Reader) -> None:
    """Look at the folder again for new and changed articles."""
    reader.say("Looking at the folder again …")
    reader.session.rescan()


@action("P", title="pause", group=LIBRARY)
def pause(screen: Keyed) -> None:
    """Stop the analysis and the linking, or let them go on; what is done stays."""
    screen.say(screen.session.pause())


@action("R", title="read/unread", panes=READER, group=LIBRARY, changes=True)
def toggle_read(reader: Reader) -> None:
    """Mark the article as read, or as unread."""
    if row := reader.article_here():
        reader.change(lambda notebook: notebook.articles.mark_read([row.id], not row.read))


@action("*", title="star", panes=READER, group=LIBRARY, changes=True)
def star(reader: Reader) -> None:
    """Give the article a star, or take it away."""
    if row := reader.article_here():
        reader.change(lambda notebook: notebook.articles.star([row.id], not row.starred))


@action("e", title="export", group=LIBRARY, footer=True)
def export(screen: Keyed) -> None:
    """Export this list, the selection, an article, tag, speaker or everything, in many formats."""
    from pathlib import Path

    from onrecord.tui.session.changes import NotDone
    from onrecord.tui.session.evidence import write_file, write_made
    from onrecord.tui.session.offers import Offer, offers

    from ..screens.export import ExportScreen

    session = screen.session
    row = screen.here()

    def answered(answer: tuple[Offer, Path]) -> None:
        offer, path = answer
        if offer.made:
            screen.say(write_made(session, offer.made, path, offer.title))
            return
        found = offer.gather()
        if not found and not offer.whole:
            raise NotDone("there is no quotation in that; nothing was written")
        title = f"{session.name}: {offer.title}"
        said = write_file(session, found, path, title, True, offer.whole, offer.formats)
        screen.say(said)

    others = offers(session, row.id if row else "", row.title if row else "")
    first = screen.offered()
    taken = {offer.title for offer in first}
    found = [*first, *(offer for offer in others if offer.title not in taken)]
    screen.ask_to_do(ExportScreen(session.name, found, Path.cwd()), answered)


@action("?", title="help", panes=EVERYWHERE, group=LOOK, footer=True)
def help(screen: Keyed) -> None:
    """Tell what the keys of this pane do; / searches there, ⏎ does what is under the cursor."""
    from ..screens.help import HelpView

    if screen.pane is Pane.HELP:
        screen.dismiss(None)
        return

    screen.ask(HelpView(screen.pane), screen.run_without_key)


@action("ctrl+p", title="all actions", panes=EVERYWHERE, group=LOOK)
def palette(screen: Keyed) -> None:
    """Find any action by its name."""
    screen.app.action_command_palette()


@action("M", title="more", group=LOOK)
def more(screen: Keyed) -> None:
    """Show the rest of the last message."""
    from ..screens.text_page import TextPage, plain

    footer = screen.footer
    if footer.last:
        screen.app.push_screen(TextPage(footer.last, plain(footer.more.splitlines())))
    else:
        screen.say("There is nothing more to say.")


@action("q", title="quit", panes=READER, group=LIBRARY)
def leave_onrecord(reader: Reader) -> None:
    """Leave onrecord; everything is saved already."""
    reader.app.exit()
