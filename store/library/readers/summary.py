"""What is not among the articles, told in one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from .protocol import Kind, Problem

_WORDS = {
    Kind.UNREADABLE: ("file cannot be read", "files cannot be read"),
    Kind.PART: ("part of a file was left out", "parts of files were left out"),
    Kind.EMPTY: ("page holds no article", "pages hold no article"),
    Kind.SCAN: ("PDF is a scan", "PDFs are scans"),
    Kind.PICTURE: ("picture left out", "pictures left out"),
    Kind.OTHER: ("other file left out", "other files left out"),
    Kind.LINK: ("link or list not followed", "links or lists not followed"),
    Kind.DATE: ("date yet to come", "dates yet to come"),
    Kind.ENCODING: ("text is no UTF-8", "texts are no UTF-8"),
}


def told(problems: Iterable[Problem]) -> str:
    """Return how many problems there are of each kind, or "" where there are none."""
    counts = Counter(problem.kind for problem in problems)
    return ", ".join(
        f"{counts[kind]:,} {words[counts[kind] > 1]}"
        for kind, words in _WORDS.items()
        if counts[kind]
    )
