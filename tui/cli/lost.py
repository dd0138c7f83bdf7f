"""What of a library is not read, not analysed or gone: told, and in the exit status."""

from __future__ import annotations

from onrecord.store.library.catalogue import ScanStatus
from onrecord.store.library.readers.protocol import Problem, ProblemKind
from onrecord.store.library.readers.summary import told
from onrecord.tui.session.session import Session, Status

from .outcome import DONE, FAILED, complain

_NOTED = frozenset(
    {
        ProblemKind.PICTURE,
        ProblemKind.OTHER,
        ProblemKind.OWN,
        ProblemKind.LINK,
        ProblemKind.DATE,
        ProblemKind.ENCODING,
    }
)
"""Kinds of problems that are told, and are no failure."""


def tell_lost(session: Session) -> None:
    """Say what could not be read or analysed, where that was told in an earlier run alone."""
    said = [notice.text for notice in session.notices()]
    all_told = any("onrecord problems" in text for text in said)
    untold = [it for it in _lost(session) if not any(t.startswith(f"{it.where}: ") for t in said)]
    if untold and not all_told:
        first = f"{untold[0].where}: {untold[0].message}" if len(untold) == 1 else told(untold)
        complain(f"{first}: `onrecord problems` lists what is not there")
    tell_gone(session)


def tell_gone(session: Session) -> None:
    """Say of which articles the file is gone, while their words are kept for the work on them."""
    library = session.library
    away = (e for e in library.entries.values() if e.status is ScanStatus.VANISHED)
    gone = [entry.id for entry in away if not entry.problem and library.has_text(entry.id)]
    if gone:
        first = f"the file of {gone[0]} is" if len(gone) == 1 else f"{len(gone):,} files are"
        complain(f"{first} gone; what is kept for your work counts on")


def _lost(session: Session) -> list[Problem]:
    """Return what should have been an article and is none, or is not analysed."""
    problems = session.library.problems()
    return [problem for problem in problems if problem.kind not in _NOTED or not session.rows()]


def status_of(session: Session) -> int:
    """Return the exit status: whether all that was to be read could be read and analysed.

    Pictures and other files that nobody takes for articles are told, and are no failure.
    """
    failed = any(row.status is Status.FAILED for row in session.rows(copies=True))
    return FAILED if failed or _lost(session) else DONE
