"""Documents that hold several articles: a title in one style, a line with a day below each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from onrecord.analysis.types import UNDATED, Basis, Precision, Published

from .dates import future, not_believed, stated_date
from .keys import told_by
from .protocol import Item, Problem, ProblemKind

_NEAR = 3
"""Lines below a title among which its day stands."""

_SHORT, _TITLE = 12, 30
"""Words of a line that tells a day, and of a title, at most."""

_LEAST = 30
"""Words of an article, without its head, at least."""


class Line(NamedTuple):
    """A paragraph of a document, the style of heading that it is set in, or "", and its page."""

    words: str
    style: str = ""
    page: str = ""


def clippings(lines: Sequence[Line], name: str) -> Iterator[Item | Problem] | None:
    """Return the articles of a document; None: it is one.

    Each title has to have a day of its own below it and an article below that: chapters of a report
    have none.
    """
    styles = dict.fromkeys(line.style for line in lines if line.style)
    return next((found for it in styles if (found := _set_in(it, lines, name))), None)


def _set_in(style: str, lines: Sequence[Line], name: str) -> Iterator[Item | Problem] | None:
    headings = [at for at, line in enumerate(lines) if line.style == style]
    starts = [at for at in headings if _day(lines, at).date]
    if len(starts) < 2 or 3 * len(starts) < 2 * len(headings):
        return None
    parts = [lines[at:end] for at, end in pairwise([*starts, len(lines)])]
    if any(sum(len(line.words.split()) for line in part[1:]) < _LEAST for part in parts):
        return None
    return _items(lines[: starts[0]], parts, name)


def _items(
    above: Sequence[Line], parts: Sequence[Sequence[Line]], name: str
) -> Iterator[Item | Problem]:
    count: Counter[str] = Counter()
    for part in parts:
        title, published = part[0].words, _day(part, 0)
        key = told_by((title, published.date or ""))
        count[key] += 1
        key += f"-{count[key]}" if count[key] > 1 else ""
        if published.date and future(published.date):
            yield Problem(f"{name}#{key}", not_believed(published.date), ProblemKind.DATE)
            published = UNDATED
        text = "\n\n".join(line.words for line in part)
        yield Item(key, text, title=title, published=published, places=tuple(_places(part)))
    if sum(len(line.words.split()) for line in above) > _LEAST:
        told = "what stands above the first of its articles is not read"
        yield Problem(name, told, ProblemKind.PART)


def _places(lines: Sequence[Line]) -> Iterator[tuple[int, str]]:
    """Yield where in their text a page begins, and which one."""
    at, last = 0, ""
    for line in lines:
        if line.page != last:
            yield at, line.page
        at, last = at + len(line.words) + 2, line.page


def _day(lines: Sequence[Line], at: int) -> Published:
    """Return the day that stands below a title, if one does."""
    if len(lines[at].words.split()) > _TITLE:
        return UNDATED
    for line in lines[at + 1 : at + 1 + _NEAR]:
        if line.style:
            return UNDATED
        if len(line.words.split()) <= _SHORT and any(sign.isdigit() for sign in line.words):
            found = stated_date(line.words)
            if found.precision is Precision.DAY:
                why = "The line below the title gives the date."
                return replace(found, basis=Basis.HEADER, why=why)
    return UNDATED
