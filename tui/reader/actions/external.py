"""What goes out of onrecord: words to the clipboard, articles to the browser or the editor."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import App, SuspendNotSupported

from onrecord.tui.session import open_externally as source
from onrecord.tui.session.citations import cited_of, source_of, words_of
from onrecord.tui.session.counts import counted

from .action import READER, Pane, action
from .annotate import no_quotation

if TYPE_CHECKING:
    from ..screens.keyed import Keyed

LIBRARY = "Library"
QUOTED = (Pane.ARTICLE, Pane.QUOTATIONS, Pane.CARD, Pane.BESIDE, Pane.VERSIONS)


@action("y", title="copy", panes=QUOTED, group=LIBRARY)
def copy(screen: Keyed) -> None:
    """Copy the quotation, or what is marked, with speaker, title and date to the clipboard."""
    if passage := screen.marked():
        _copied(screen, f"{passage}\n— {source_of(screen.here())}", "what is marked, cited")
    elif chosen := screen.chosen():
        rows = screen.reader_app.reader.rows
        cited = [cited_of(screen.session, it, rows.get(it.article)) for it in chosen]
        _copied(screen, "\n\n".join(cited), f"{counted(len(chosen), 'quotation')} with citation")
    else:
        no_quotation(screen)


@action("Y", title="copy words", panes=QUOTED, group=LIBRARY)
def copy_words(screen: Keyed) -> None:
    """Copy the words of the quotation alone, or those that are marked."""
    if passage := screen.marked():
        _copied(screen, passage, "what is marked")
    elif chosen := screen.chosen():
        words = [words_of(screen.session, quoted) for quoted in chosen]
        _copied(screen, "\n\n".join(words), f"the words of {counted(len(chosen), 'quotation')}")
    else:
        no_quotation(screen)


def _copied(screen: Keyed, text: str, what: str) -> None:
    screen.unmark()
    screen.reader_app.copy(
        text, lambda how, severity: screen.say(f"Copied {what}, {how}.", severity)
    )


DOCUMENTS = {".pdf", ".docx", ".odt", ".rtf", ".epub", ".html", ".htm", ".xhtml", ".mhtml", ".eml"}
"""Files that no editor shows as they are: another program does."""

TEXTS = {".txt", ".md", ".jsonl", ".json", ".csv", ".tsv", ".xml", ".eml"}
"""Files that an editor shows as they are."""

SHOWN = (*READER, *QUOTED[1:], Pane.REVIEW, Pane.SEARCH, Pane.MARKS)
"""Where an article can be under the cursor."""


@action("o", title="open source", panes=SHOWN, group=LIBRARY)
def open_source(screen: Keyed) -> None:
    """Open where the article comes from, or the linked one: its address, document, or $EDITOR."""
    shown = screen.reader_app.reader.elsewhere.chosen_link if screen.pane is Pane.LINKS else None
    row = screen.reader_app.reader.rows.get(shown.link.b.article) if shown else screen.here()
    if row is None:
        screen.say("There is no article under the cursor.")
    elif row.url.startswith(("http://", "https://")):
        _browse(screen, row.url)
    elif (path := screen.session.library.file_of(row.id)).suffix.lower() in DOCUMENTS:
        _browse(screen, path.absolute().as_uri() + _page(screen, row.id))
    else:
        _edit(screen, path)


def open_file(screen: Keyed, path: Path) -> None:
    """Open a file: a text in the editor, anything else in what this machine has for it."""
    if path.suffix.lower() in TEXTS:
        _edit(screen, path)
    else:
        _browse(screen, path.absolute().as_uri())


def _page(screen: Keyed, article: str) -> str:
    """Return what leads an address of a PDF on to the page of the quotation under the cursor."""
    found = [quoted for quoted in screen.under_cursor() if quoted.article == article]
    place = screen.session.library.place_of(article, found[0].start) if found else ""
    return f"#page={place.removeprefix('page ')}" if place.startswith("page ") else ""


def _browse(screen: Keyed, url: str) -> None:
    """Show an address in the browser; where there is none, the address goes to the clipboard."""
    app = screen.reader_app
    found = source.browser()
    if found is source.Browser.NONE:
        app.copy(url, lambda how, _: screen.say(f"There is no browser here: copied {url}, {how}."))
    elif found is source.Browser.WINDOW:
        app.run_worker(partial(app.open_url, url), thread=True)
        screen.say(f"Opened {url}")
    else:
        with _terminal(app) as given:
            if given:
                app.open_url(url)
        screen.say(f"Opened {url}" if given else f"The terminal cannot be given away: {url}")


def _edit(screen: Keyed, path: Path) -> None:
    """Give the terminal to the person's editor; what they changed is looked at afterwards."""
    command = source.editor()
    if not path.is_file():
        screen.say(f"{path} is not there.", "warning")
        return
    if not command:
        screen.say(f"{path} (set VISUAL or EDITOR to open it from here)")
        return
    with _terminal(screen.app) as given:
        wrong = source.edit(command, path) if given else "The terminal cannot be given away here."
    if wrong:
        screen.say(wrong, "error")
    screen.session.rescan()


@contextmanager
def _terminal(app: App[Any]) -> Iterator[bool]:
    """Give the terminal to another program; yield whether that can be done here."""
    try:
        with app.suspend():
            yield True
    except SuspendNotSupported:
        yield False
