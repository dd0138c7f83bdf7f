"""The upkeep of a person's work from the command line: backups, history, corrections."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.table import Table

from onrecord.store.errors import StoreError, Unreadable
from onrecord.store.exchange import corrections as carrying
from onrecord.store.export import save
from onrecord.store.library.library import Library
from onrecord.store.storage import read_given
from onrecord.tui.session.literal import literal as harmless

from .outcome import DONE, FAILED
from .plain_text import put
from .tables import literal


@contextmanager
def opened(path: Path) -> Iterator[Library]:
    """Open a library without analysing it, and tell what had to be mended."""
    library = Library.open([path])
    try:
        for notice in library.notices:
            print(f"onrecord: {harmless(notice.text)}", file=sys.stderr)
        yield library
    finally:
        library.close()


def backups(path: Path, restore: str | None, plain: bool = False) -> int:
    """List the copies of a notebook, or put one in its place; that can be undone."""
    with opened(path) as library:
        copies = library.backups.all()
        if restore is None:
            table = Table(title="backups", title_justify="left")
            for heading in ("name", "made", "actions", "where"):
                table.add_column(heading, justify="right" if heading == "actions" else "left")
            for copy in copies:
                made = f"{copy.at:%Y-%m-%d %H:%M} UTC"
                table.add_row(copy.name, made, str(copy.through), literal(str(copy.path.parent)))
            put(table, plain)
            return DONE
        chosen = [copy for copy in copies if copy.name == restore]
        if not chosen:
            raise StoreError(f"there is no backup {restore}: `onrecord backups {path}` lists them")
        print(library.notebook.restore(chosen[0]))
        return DONE


def log(path: Path, plain: bool = False) -> int:
    """Print every action on a library, the oldest first."""
    with opened(path) as library:
        table = Table(title="what was done", title_justify="left")
        for heading in ("when", "", "what", "article", "who"):
            table.add_column(heading)
        for step in library.notebook.history():
            told = (step.label, step.article, step.who)
            table.add_row(step.at, step.kind, *map(literal, told))
        put(table, plain)
        return DONE


def corrections(options: Namespace) -> int:
    """Write a library's corrections to a file, or take those of a file over."""
    out, taken = options.export, options.take
    with opened(options.path) as library:
        library.scan()
        if out is not None:
            save(out, carrying.dump(library, options.with_notes), library, replace=options.force)
            print(f"Corrections written to {out}")
            return DONE
        try:
            report = carrying.load(library, read_given(taken))
        except Unreadable as error:
            raise StoreError(f"{taken}: {error}") from error
        print(report)
        for article in report.elsewhere:
            print(f"  not in this library: {harmless(article)}")
        return FAILED if report.elsewhere else DONE
