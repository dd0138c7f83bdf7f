"""Publication dates that are written down: at the head, in the address, the dateline, the name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import PurePath

from ..layout import HEAD, MONTH
from ..types import Article, Basis, Block, BlockKind, Precision, Published, Span
from . import expressions, months
from .expressions import When, day_of

FIRST_YEAR = 1600
"""Newspapers begin here: no article is older."""

_LABEL = (
    r"(?:date|dated|published|publication date|first published|posted|issued|released|updated"
    r"|last updated|last modified|modified|created"
    r"|(?:for )?(?:immediate )?release|(?:press|news|media) (?:release|statement)"
    r"|(?:strictly )?embargo(?:ed)?(?: (?:until|till|to|for)\b[^\n]{0,30}?)?)"
)
_PLACE = r"[A-Z][\w.'’-]+(?:,?\s[A-Z][\w.'’-]+){0,3},\s+(?=\d|[A-Z])"
_HEAD = re.compile(
    rf"^\W*(?:{_LABEL}(?:\s+(?:on|at|in\s[^\n]{{1,60}}?on))?\s*[:\-–—]?\s*|by\s[^\n|]{{2,60}}[|,–—-]\s*"
    rf"|(?-i:{_PLACE}))?"
    r"(?P<date>\S[^\n]*)$",
    re.IGNORECASE,
)
_LABELLED = re.compile(rf"^\W*{_LABEL}\b", re.IGNORECASE)
_TOLD = re.compile(r"(?:\S+\s+){10}.*[a-z)\]”\d][.!?]\W*$")
"""A sentence of some length: no label, though it begins with such a word."""

_CHANGED = re.compile(r"^\W*(?:last )?(?:updated|modified)\b", re.IGNORECASE)
_REST = re.compile(
    r"^(?:\W|\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?|[+-]\d{2}:?\d{2}\b|\d{1,2}(?=\s*[ap]\.?m)|[ap]\.?m\.?|at|Uhr|GMT|UTC|(?-i:[A-Z]{3,4})T?\b|T|Z"
    r"|(?:[ECMPB]|C?E)[SD]?T)*$",
    re.IGNORECASE,
)
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})([./-])(\d{1,2})\2((?:19|20)\d{2})(?!\d)")

_YEAR_FIRST = re.compile(r"(?<!\d)((?:19|20)\d{2})([./])(\d{1,2})\2(\d{1,2})(?!\d)")
_PARTED = re.compile(r"\s+[|·•‧∙]\s+")
"""What parts the pieces of a line: source | author | day."""

_PATH = re.compile(
    r"(?<![0-9A-Za-z])(?P<year>(?:19|20)\d{2})"
    r"(?:(?P<sep>[/_.-])(?P<month>0?[1-9]|1[0-2]|[A-Za-z]{3,9})"
    r"(?:(?:(?P=sep)|[/_-])(?P<day>0?[1-9]|[12]\d|3[01]))?"
    r"|(?P<month2>0[1-9]|1[0-2])(?P<day2>0[1-9]|[12]\d|3[01]))(?:(?![0-9A-Za-z])|(?=T\d{4}))"
)

_NEAR_TOP, _NEAR_END = 8, 2
"""How many blocks from the top and the end may be a head or foot that gives the date."""


BESIDE = 5
"""Words that may stand in a line beside a date in another language: a label, a day of the week."""


def in_head(text: str, blocks: Sequence[Block], today: date, stated: str = "") -> Published | None:
    """Find a date that stands alone in a line at the top or end: "Updated: 3 May 2019".

    When an article was changed counts where no line says when it was published.  What is
    announced for a day behind the one that is ``stated`` elsewhere stands in such a line too: one
    without a label counts only if it is no later.  Where one is stated, a line of another language
    must have nothing but a day: it says whose release this was, and when that was written, else.
    """
    changed = None
    beside = 1 if len(stated) == len("2024-03-05") else BESIDE
    edges = [*blocks[:_NEAR_TOP], *blocks[_NEAR_TOP:][-_NEAR_END:]]
    for block in sorted(edges, key=lambda b: (b.kind is not BlockKind.HEAD, b.start)):
        line_end = text.find("\n", block.start, block.end)
        end = block.end if line_end < 0 else line_end
        if end - block.start > 160:
            continue
        is_day = block.kind is BlockKind.HEAD and bool(HEAD.match(text, block.start))
        if found := _line_date(text[block.start : end], is_day, beside):
            when, span = found
            made = _published(
                when, Basis.HEADER, today, (block.start + span[0], block.start + span[1])
            )
            labelled = _LABELLED.match(text[block.start : end])
            if made and not labelled and _is_later(made, stated):
                continue
            if made and not _CHANGED.match(text[block.start : end]):
                return made
            changed = changed or made
    return changed


def _is_later(made: Published, stated: str) -> bool:
    """Tell whether a day is later than one, by more than clocks in two places may differ."""
    if made.precision is not Precision.DAY or not made.date or len(stated) < len("2024-03-05"):
        return False
    return (date.fromisoformat(made.date) - date.fromisoformat(stated)).days > 2


def _line_date(
    line: str, head: bool, beside: int
) -> tuple[tuple[int, int | None, int | None], Span] | None:
    shape = _HEAD.match(line)
    if shape is None:
        return None
    labelled = head or (bool(_LABELLED.match(line)) and not _TOLD.search(line))
    offset = shape.start("date")
    for when in expressions.dates(line, offset):
        if when.year and (labelled or _alone(line, offset, when)):
            return (when.year, when.month, when.day), (when.start, when.end)
    for found in _NUMERIC.finditer(line, offset):
        rest = line[offset : found.start()] + line[found.end() :]
        if labelled or _REST.match(rest):
            return _numeric(found), found.span()
    first = _YEAR_FIRST.search(line, offset)
    if first and (labelled or _bare(line, offset, *first.span())):
        return (int(first[1]), int(first[3]), int(first[4])), first.span()
    return _foreign(line, offset, beside)


def _foreign(line: str, offset: int, most: int) -> tuple[tuple[int, int, int], Span] | None:
    """Find a date in another language in a line of hardly more: "Publié le 4 février 2021"."""
    found = months.written(line)
    if found is None or found[1][0] < offset:
        return None
    beside = line[: found[1][0]] + line[found[1][1] :]
    return found if len(beside.split()) <= most else None


def _alone(line: str, offset: int, when: When) -> bool:
    """Tell whether a date is all that its line holds, or one piece of it between bars."""
    if _bare(line, offset, when.start, when.end):
        return True
    starts = [found.end() for found in _PARTED.finditer(line) if found.end() <= when.start]
    ends = [found.start() for found in _PARTED.finditer(line) if found.start() >= when.end]
    if not (starts or ends):
        return False
    begin, end = max(starts, default=offset), min(ends, default=len(line))
    return _bare(line[:end], begin, when.start, when.end)


def _bare(line: str, offset: int, start: int, end: int) -> bool:
    return bool(_REST.match(line[offset:start])) and bool(_REST.match(line[end:]))


def _numeric(found: re.Match[str]) -> tuple[int, int | None, int | None]:
    """Read ``13.01.2022``; where day and month could be each other, only the year is sure."""
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    if found[2] == "." or first > 12 or first == second:
        return year, second, first
    if second > 12:
        return year, first, second
    return year, None, None


def in_url(article: Article, today: date) -> Published | None:
    """Find a date in the article's address: ``/2019/02/01/``."""
    return _in_path(article.url, Basis.URL, today, "The address of the article contains {}.")


def in_name(article: Article, today: date) -> Published | None:
    """Find a date in the article's file name or path: ``2021-10-20_talks.txt``, ``3 May 2019``."""
    why = "The file name contains {}."
    found = _in_path(article.id, Basis.FILENAME, today, why)
    return found or _in_words(PurePath(article.id).stem, today, why)


def _in_words(stem: str, today: date, why: str) -> Published | None:
    """Find a day in a file's name as people write one: ``Talks (3 May 2019)``, ``13-05-2019``."""
    words = re.sub(r"[\W_]+", " ", stem).title()
    days: list[tuple[int, int | None, int | None]]
    days = [(w.year, w.month, w.day) for w in expressions.dates(words) if w.year and w.day]
    days += [_numeric(found) for found in _NUMERIC.finditer(stem.replace("_", " "))]
    made = (_published(day, Basis.FILENAME, today, None, why.format(f"“{stem}”")) for day in days)
    return next((it for it in made if it and it.precision is Precision.DAY), None)


def _in_path(path: str, basis: Basis, today: date, why: str) -> Published | None:
    best: Published | None = None
    for found in _PATH.finditer(path):
        month = found["month"] or found["month2"]
        number = int(month) if month.isdigit() else _month(month)
        if number is None:
            continue
        day = found["day"] or found["day2"]
        when = (int(found["year"]), number, int(day) if day else None)
        made = _published(when, basis, today, None, why.format(f"“{found[0]}”"))
        if made and (best is None or made.precision is Precision.DAY):
            best = made
            if made.precision is Precision.DAY:
                break
    return best


def _month(name: str) -> int | None:
    read = expressions.parts(name.title()) if re.fullmatch(MONTH, name.title()) else None
    return read[1] if read else None


def in_dateline(text: str, dateline: Span | None) -> When | None:
    """Return the date in the dateline, whose year may be missing."""
    if dateline is None:
        return None
    return next((when for when in expressions.dates(text, *dateline) if when.day), None)


def dateline_date(when: When | None, today: date) -> Published | None:
    """Return the date of a dateline that gives its year."""
    if when is None or when.year is None:
        return None
    return _published(
        (when.year, when.month, when.day), Basis.DATELINE, today, (when.start, when.end)
    )


_WHY = {
    Basis.HEADER: "The article gives its date at its head.",
    Basis.DATELINE: "The dateline gives the date.",
}


def _published(
    when: tuple[int, int | None, int | None],
    basis: Basis,
    today: date,
    evidence: Span | None,
    why: str = "",
) -> Published | None:
    """Make a publication date; ``None`` where there is no such day, or it is still to come."""
    year, month, day = when
    first = day_of(year, month or 1, day or 1)
    if first is None or first > today or year < FIRST_YEAR:
        return None
    iso = first.isoformat()
    why = why or _WHY[basis]
    if day and month:
        return Published(iso, Precision.DAY, basis, evidence, why)
    if month:
        return Published(iso[:7], Precision.MONTH, basis, evidence, why)
    return Published(iso[:4], Precision.YEAR, basis, evidence, why)
