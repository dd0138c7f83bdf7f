"""What is not among the articles, told in one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from .protocol import Problem, ProblemKind

_WORDS = {
    ProblemKind.UNREADABLE: ("file cannot be read", "files cannot be read"),
    ProblemKind.PART: ("part of a file was left out", "parts of files were left out"),
    ProblemKind.GUESSED: ("file is read as is likeliest", "files are read as is likeliest"),
    ProblemKind.EMPTY: ("page holds no article", "pages hold no article"),
    ProblemKind.SCAN: ("PDF is a scan", "PDFs are scans"),
    ProblemKind.PICTURE: ("picture left out", "pictures left out"),
    ProblemKind.OTHER: ("other file left out", "other files left out"),
    ProblemKind.OWN: ("export of onrecord's own left out", "exports of onrecord's own left out"),
    ProblemKind.LINK: ("link or list not followed", "links or lists not followed"),
    ProblemKind.DATE: ("date yet to come", "dates yet to come"),
    ProblemKind.ANALYSIS: ("article could not be analysed", "articles could not be analysed"),
    ProblemKind.NAME: ("article is called as another is", "articles are called as others are"),
    ProblemKind.TWICE: ("id stands twice in a file", "ids stand twice in files"),
    ProblemKind.ENCODING: ("text is no UTF-8", "texts are no UTF-8"),
}


def told(problems: Iterable[Problem]) -> str:
    """Return how many problems there are of each kind, or "" where there are none."""
    counts = Counter(problem.kind for problem in problems)
    return ", ".join(
        f"{counts[kind]:,} {words[counts[kind] > 1]}"
        for kind, words in _WORDS.items()
        if counts[kind]
    )
