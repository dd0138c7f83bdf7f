"""Lines of a delivery: labels and what they say, days, blocks, paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from onrecord.analysis.types import Precision

from ..dates import stated_date

Lines = Sequence[str]

WIDEST = 100
"""Letters of a line in a text whose lines are wrapped."""

_LABEL = re.compile(r"\s*(?P<name>[^\W\d_][\w/-]*(?: [\w/-]+){0,3})\s?:(?:\s+(?P<value>.*))?\s*")
_DAY = re.compile(
    r"(?:[^\W\d_]{2,14}\.?,?\s+)?(?:\d{1,2}(?:er|st|nd|rd|th|\.|º)?\s+(?:de\s+)?[^\W\d_]{3,14}\.?,?\s+"
    r"(?:de\s+)?(?:19|20)\d\d|[^\W\d_]{3,14}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d"
    r"|[^\W\d_]{3,14}\s+(?:19|20)\d\d\s*\Z|(?:19|20)\d\d-\d\d-\d\d|\d{1,2}\.\d{1,2}\.(?:19|20)\d\d)\b"
)
"""A line that begins with a day, its weekday before it or not."""

_COPYRIGHT = re.compile(
    r"\s*(?:©|\(c\)|(?:copyright|\(copyright)\W{1,4}(?:(?:c|©)\W{1,3})?(?:19|20)\d\d\b"
    r"|all rights reserved|alle rechte vorbehalten|tous droits réservés)",
    re.IGNORECASE,
)


def label(line: str, names: Mapping[str, str]) -> tuple[str, str] | None:
    """Return what a line is about and what it says, if it begins with one of these names.

    Args:
        line: ``Byline: Ana Brodin``.
        names: in small letters what databases call it, and what it is called here.
    """
    found = _LABEL.fullmatch(line) if ":" in line[:60] else None
    name = names.get(found["name"].lower()) if found else None
    return (name, (found["value"] or "").strip()) if found and name else None


def is_day(line: str) -> bool:
    """Tell whether a line is a day, with no more than an hour or an edition behind it."""
    if len(line) > WIDEST or not _DAY.match(line.strip()):
        return False
    return stated_date(line).precision in (Precision.DAY, Precision.MONTH)


def is_copyright(line: str) -> bool:
    """Tell whether a line says whose the article is."""
    return bool(_COPYRIGHT.match(line))


def filled(lines: Iterable[str]) -> list[str]:
    """Return the lines that hold something."""
    return [line for line in lines if line.strip()]


def chunks(lines: Lines) -> Iterator[list[str]]:
    """Yield the lines that stand together: between empty ones, or each by itself."""
    if all(line.strip() for line in lines):
        yield from ([line] for line in lines)
        return
    held: list[str] = []
    for line in [*lines, ""]:
        if line.strip():
            held.append(line)
        elif held:
            yield held
            held = []


def paragraphs(lines: Lines) -> str:
    """Return lines as text: wrapped ones joined, an empty line between paragraphs."""
    wrapped = max(map(len, lines), default=0) <= WIDEST
    blocks = chunks(lines) if wrapped else ([line] for line in filled(lines))
    return "\n\n".join(" ".join(" ".join(block).split()) for block in blocks)
