"""What of a library is not among its articles, and why; what a person is told of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .cache import Cache
from .catalogue import Entry, Index
from .files import Files
from .readers import Problem, ProblemKind

_ONCE_MORE = " (`onrecord analyse --again` tries once more)"


@dataclass(frozen=True, slots=True)
class LibraryNotice:
    """A message for the person: one line, and ``more`` on demand."""

    text: str
    severity: str = "information"  # or "warning", "error"
    more: str = ""


def problems_of(
    index: Index, files: Files, entries: Mapping[str, Entry], cache: Cache
) -> list[Problem]:
    """Return what could not be read, or not be analysed, as the last scan left it.

    Args:
        index: all that was imported.
        files: those that are chosen.
        entries: the articles of these.
        cache: what the analysis found, or why it could not.
    """
    found = [
        Problem(where, message, ProblemKind(kind))
        for name, state in index.files.items()
        if files.holds(name)
        for where, message, kind in state.problems
    ]
    told = {problem.where for problem in found}
    # Articles of a file that can be read no more have its problem, whether there is work on them.
    spoilt = {entry.file: entry.problem for entry in entries.values() if entry.problem}
    found += [Problem(name, why) for name, why in spoilt.items() if name not in told]
    found += [
        Problem(entry.id, f"not analysed: {why}{_ONCE_MORE}", ProblemKind.ANALYSIS)
        for entry in entries.values()
        if entry.quotations is None and (why := cache.failure(entry.version))
    ]
    return found


def file_in(index: Index, where: str) -> str:
    """Return the name of a file by the place in it: of an article, a record, a member."""
    if where in index.entries:
        return index.entries[where].file
    part = where
    while part and part not in index.files:
        part = part[: max(part.rfind("#"), part.rfind("/"), 0)]
    return part or where
