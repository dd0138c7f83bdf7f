"""Plain text for a screen reader, a pipe or a printer: words only, a fact a line."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress

from rich.console import Console
from rich.table import Table
from rich.text import Text

from onrecord.tui.session.literal import literal


def put(table: Table, plain: bool = False) -> None:
    """Print a table for people: drawn on a terminal, unless ``plain``; else a line a row."""
    console = Console()
    if plain or not console.is_terminal:
        write(rows(table))
    else:
        console.print(table)


def rows(table: Table) -> Iterator[str]:
    """Yield what a table is called, and each row as ``heading: value; heading: value``."""
    if table.title:
        yield f"{_words(table.title)}: {table.row_count}"
    headings = [_words(column.header) for column in table.columns]
    for cells in zip(*(column.cells for column in table.columns), strict=True):
        told = zip(headings, map(_words, cells), strict=True)
        yield "; ".join(f"{name}: {value}" if name else value for name, value in told if value)
    yield ""


def _words(cell: object) -> str:
    """Return a cell of one of our tables as words; markup in it is none."""
    return " ".join((cell.plain if isinstance(cell, Text) else str(cell)).split())


def write(lines: Iterable[str]) -> None:
    """Print lines, harmless and without colours; what the encoding cannot hold becomes ``?``."""
    with suppress(AttributeError, ValueError):  # a stand-in for standard output cannot do it
        sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    for line in lines:
        print(literal(line))
