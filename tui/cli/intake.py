"""What comes in, from the command line: the articles, and what is not among them."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from rich.table import Table

from onrecord.analysis.dates import published as dated
from onrecord.analysis.layout import blocks, dateline
from onrecord.analysis.types import Published
from onrecord.store.errors import Unreadable
from onrecord.store.library.catalogue import Entry, ScanStatus
from onrecord.store.library.copies import Copies, NearCopies, exact_copies, in_order, joined
from onrecord.store.library.models import usable
from onrecord.store.library.readers.summary import told
from onrecord.store.library.together import OpenLibrary, opened

from .outcome import DONE, FAILED, complain, progress
from .plain_text import put
from .tables import Json, literal, shown, write_lines


@contextmanager
def looked_at(paths: Sequence[Path], model: str | None = None) -> Iterator[OpenLibrary]:
    """Open a library and bring its list up to date, without analysing anything.

    Progress and what had to be told go to standard error.
    """
    library = opened(paths, model=usable(model) if model else None)
    try:
        with progress("reading") as tell:
            library.scan(tell)
        for notice in library.notices:
            complain(notice.text)
        yield library
    finally:
        library.close()


def articles(paths: Sequence[Path], as_json: bool, text: bool, plain: bool) -> int:
    """Print what is known of every article; return whether all files could be read."""
    with looked_at(paths) as library:
        entries = [e for e in library.entries.values() if library.has_text(e.id)]
        if as_json:
            write_lines(_articles_json(library, entries, text))
        else:
            put(_table(library, entries), plain)
        return _status(library, len(entries))


def problems(paths: Sequence[Path], as_json: bool, plain: bool, model: str | None) -> int:
    """Print what is not among the articles or not analysed, and why; return whether all is."""
    with looked_at(paths, model) as library:
        found = library.problems()
        if as_json:
            write_lines({"where": p.where, "message": p.message} for p in found)
        else:
            table = Table(title="not read or not analysed", title_justify="left")
            for heading in ("where", "why"):
                table.add_column(heading)
            for problem in found:
                table.add_row(literal(problem.where), literal(problem.message))
            put(table, plain)
        return FAILED if found else DONE


def _status(library: OpenLibrary, count: int) -> int:
    """Say what was left out, in one line; return the exit status."""
    summary = told(library.problems())
    if summary:
        noun = "article" if count == 1 else "articles"
        print(f"onrecord: {count:,} {noun}; {summary}: `onrecord problems`", file=sys.stderr)
    return FAILED if summary else DONE


def _articles_json(
    library: OpenLibrary, entries: Sequence[Entry], with_text: bool
) -> Iterator[Json]:
    copies = copies_of(library, entries)
    for entry in entries:
        published, text = _date_and_text(library, entry)
        row: dict[str, Any] = {
            "article": entry.id,
            "path": entry.file,
            "title": entry.title,
            "author": entry.author or None,
            "published": published.date,
            "precision": str(published.precision),
            "basis": str(published.basis),
            "modified": entry.modified or None,
            "source": entry.source or None,
            "url": entry.url or None,
            "language": entry.language or None,
            "copy_of": copies.get(entry.id),
            "words": entry.words,
            "gone": entry.status is ScanStatus.VANISHED,
        }
        yield row | {"text": text} if with_text else row


def copies_of(library: OpenLibrary, entries: Sequence[Entry]) -> Copies:
    """Return which articles are copies of which, exact or nearly so, by their texts alone."""

    def text(name: str) -> str:
        with suppress(Unreadable):
            return library.article(name).text
        return ""

    exact = exact_copies(entries)
    firsts = [entry for entry in in_order(entries) if entry.id not in exact]
    with closing(NearCopies(library.cache.folder, not library.read_only)) as near:
        return joined(exact, near.of(firsts, text))


def _date_and_text(library: OpenLibrary, entry: Entry) -> tuple[Published, str | None]:
    """Return the best date known of an article, found without any analysis, and its text.

    The person's own date comes first.  A text that is nowhere to be had by now is told.
    """
    given = library.notebook.articles.date(entry.id)
    try:
        article = library.article(entry.id)
    except Unreadable as error:
        complain(str(error))
        return given or entry.published, None
    if given or (entry.published != entry.stated and entry.published.date):
        return given or entry.published, article.text
    found = blocks(article.text)
    return dated(article, found, dateline(article.text, found)), article.text


def _table(library: OpenLibrary, entries: Sequence[Entry]) -> Table:
    table = Table(title=literal(f"{library.name}: articles"), title_justify="left")
    for heading in ("date", "title", "author", "source", "words", "article"):
        table.add_column(heading, no_wrap=heading == "date")
    for entry in entries:
        published, _ = _date_and_text(library, entry)
        noted = [" (summary)"] * entry.summary
        if entry.status is ScanStatus.VANISHED:
            noted.append(" (cannot be read any more)" if entry.problem else " (its file is gone)")
        table.add_row(
            shown(published),
            literal(entry.title + "".join(noted)),
            literal(entry.author),
            literal(entry.source),
            str(entry.words),
            literal(entry.id),
        )
    return table
