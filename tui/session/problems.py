"""What could not be taken in or analysed: which file it is, whole reasons, what to do about it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.store.library.readers import Problem, ProblemKind

if TYPE_CHECKING:
    from .session import Session

KINDS = {
    ProblemKind.UNREADABLE: "unreadable",
    ProblemKind.PART: "in part",
    ProblemKind.GUESSED: "guessed",
    ProblemKind.EMPTY: "no article",
    ProblemKind.SCAN: "scan",
    ProblemKind.PICTURE: "picture",
    ProblemKind.OTHER: "other file",
    ProblemKind.OWN: "own export",
    ProblemKind.LINK: "link",
    ProblemKind.DATE: "date",
    ProblemKind.NAME: "name",
    ProblemKind.TWICE: "id",
    ProblemKind.ENCODING: "encoding",
    ProblemKind.ANALYSIS: "not analysed",
}
"""What each kind of problem is called in a list."""

ORDER = (
    ProblemKind.ANALYSIS,
    ProblemKind.UNREADABLE,
    ProblemKind.PART,
    ProblemKind.GUESSED,
    ProblemKind.NAME,
    ProblemKind.SCAN,
    ProblemKind.EMPTY,
    ProblemKind.ENCODING,
    ProblemKind.TWICE,
    ProblemKind.DATE,
    ProblemKind.LINK,
    ProblemKind.OTHER,
    ProblemKind.PICTURE,
    ProblemKind.OWN,
)
"""What a person has most to do about comes first."""

_TO_DO = {
    ProblemKind.NAME: (
        "Two files would give articles of one name. Give one of the files another name: both are "
        "read from then on, and work follows them."
    ),
    ProblemKind.UNREADABLE: (
        "Nothing of it is among the articles. Open it in its own program: where it opens there, "
        "save it anew (as PDF, .docx or .txt), and it is read from then on."
    ),
    ProblemKind.PART: (
        "The rest of the file is among the articles; the original has what is missing."
    ),
    ProblemKind.GUESSED: (
        "All of it is among the articles, though where one ends and the next begins may be "
        "mistaken; the original tells."
    ),
    ProblemKind.EMPTY: (
        "Where there is an article on the page all the same, save the page again once it has "
        "loaded to its end, or copy its text into a .txt file."
    ),
    ProblemKind.SCAN: (
        "Its pages are pictures of text. A program for text recognition puts words behind them "
        "(ocrmypdf FILE NEW.pdf); put what it makes into the folder."
    ),
    ProblemKind.PICTURE: "Pictures are not read, and nothing has to be done about them.",
    ProblemKind.OTHER: (
        "No reader knows this kind of file. Saved as .txt, .docx, .pdf, .html or .csv it is read."
    ),
    ProblemKind.OWN: (
        "Nothing has to be done about it: what it quotes stands in the articles. `onrecord verify` "
        "tells whether it still does, `onrecord import` takes over what was edited in it."
    ),
    ProblemKind.LINK: (
        "It is not followed by itself: name the place it leads to on the command line to have "
        "that read as well."
    ),
    ProblemKind.TWICE: "Nothing is missing, and nothing has to be done about it.",
    ProblemKind.DATE: "The article is there, without that day; D gives it another.",
    ProblemKind.ENCODING: (
        "The article is there. Where letters look wrong, E in it says what encoding it is in."
    ),
    ProblemKind.ANALYSIS: (
        "The article can be read and searched, and what you mark in it counts; the analysis has "
        "found nothing in it."
    ),
}


def to_do(session: Session, problem: Problem) -> str:
    """Return what a person can do about a problem."""
    read = problem.kind is ProblemKind.UNREADABLE and articles_of(session, problem)
    return _TO_DO[ProblemKind.PART if read else problem.kind]


def problems_of(session: Session) -> list[Problem]:
    """Return what could not be taken in or analysed, what there is most to do about first."""
    return sorted(
        session.library.problems(), key=lambda it: (ORDER.index(it.kind), it.where, it.message)
    )


def file_of(session: Session, problem: Problem) -> Path | None:
    """Return the file on the disk that a problem is about, the archive for a member of one."""
    path = session.library.source_of(problem)
    return path if path.exists() else None


def articles_of(session: Session, problem: Problem) -> list[str]:
    """Return the articles that came of the file of a problem all the same."""
    return [
        name
        for name, entry in session.library.entries.items()
        if problem.where in (name, entry.file) and session.library.has_text(name)
    ]


def once_more(session: Session, problem: Problem) -> str:
    """Read the file of a problem again, or analyse its article again; say so."""
    session.library.retry(problem)
    session.rescan()
    return f"Trying {problem.where} again …"
