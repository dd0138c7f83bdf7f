"""Searching in the text itself, never in lines, so that a phrase across a wrap is found."""

from __future__ import annotations

import re

from onrecord.analysis.types import Span

MOST = 10_000
"""Matches beyond this many are left out."""


def find(text: str, query: str) -> list[Span]:
    """Return where ``query`` occurs in ``text``, any blank matching any run of blanks.

    Upper and lower case are the same unless the query has an upper-case letter.
    """
    words = query.split()
    if not words:
        return []
    flags = re.NOFLAG if any(c.isupper() for c in query) else re.IGNORECASE
    pattern = re.compile(r"\s+".join(re.escape(word) for word in words), flags)
    found: list[Span] = []
    for match in pattern.finditer(text):
        found.append(match.span())
        if len(found) == MOST:
            break
    return found
