"""What a command leaves behind for the shell: a status; and what it says on standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

DONE, FAILED, MISUSED, STOPPED = 0, 1, 2, 130
"""Exit statuses: done, something could not be done, wrong usage, interrupted."""


def complain(error: object) -> None:
    """Say on standard error, in one line, what went wrong."""
    from onrecord.tui.session.literal import literal

    print(f"onrecord: {literal(str(error))}", file=sys.stderr)


@contextmanager
def progress(doing: str) -> Iterator[Callable[[int, int], None]]:
    """Show a bar, and give what is to be told how many of how many are done.

    It is there on a terminal alone, and gone afterwards.
    """
    from rich import progress as bars
    from rich.console import Console

    console = Console(stderr=True)
    columns = (
        bars.TextColumn("{task.description}"),
        bars.BarColumn(),
        bars.MofNCompleteColumn(),
        bars.TimeRemainingColumn(),
    )
    with bars.Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task(doing, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
