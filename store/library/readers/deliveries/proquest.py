"""ProQuest: records of labels between rulers, the words behind "Full text:"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..values import in_order
from .found import Delivered
from .lines import Lines, filled, label, paragraphs

_RULER = re.compile(r"\s*_{20,}\s*")
_COUNT = re.compile(r"\s*Document \d+ of \d+\s*")
_NONE = re.compile(r"\W*(?:full text )?(?:not |un|none )available\W*", re.IGNORECASE)
_NAMES = {
    "title": "title", "author": "author", "abstract": "abstract", "full text": "text",
    "publication title": "source", "publication date": "day", "publication info": "info",
    "document url": "url", "url": "url", "proquest document id": "number",
    "language of publication": "language", "database": "database",
}  # fmt: skip
_OTHERS = """
links | subject | location | people | person | company | company / organization | term | doi
identifier / keyword | classification | pages | first page | number of pages | publication year
year | section | publisher | place of publication | country of publication | volume | issue | issn
e-issn | isbn | publication subject | source type | document type | document feature | copyright
last updated | dateline | supplement | product name | business indexing term | narrow subject
broad subject | accession number | online publication date | publication history | alternate title
column | edition | credit | ethnicity
"""
_NAMES |= dict.fromkeys(re.split(r"\s*[|\n]\s*", _OTHERS.strip()), "other")
_TOP = 300
"""Lines in which a delivery shows that it is one."""


def recognises(lines: Lines) -> bool:
    """Tell by the labels of the first record, and the ruler above it or the number in it."""
    top = filled(lines[:_TOP])
    said = {found[0] for line in top if (found := label(line, _NAMES))}
    sure = "number" in said or any(map(_RULER.fullmatch, top[:40]))
    return sure and bool(said & {"source", "info"}) and bool(said & {"text", "abstract", "number"})


def articles(lines: Lines) -> Iterator[Delivered]:
    """Yield the records of a delivery."""
    held: list[str] = []
    ended = False
    for line in lines:
        if _RULER.fullmatch(line) or _COUNT.fullmatch(line):
            yield from _record(held)
            held, ended = [], False
        elif ended and line.strip() and not label(line, _NAMES):
            yield from _record(held)
            held, ended = [line], False
        else:
            held.append(line)
            ended |= bool((found := label(line, _NAMES)) and found[0] == "database")
    yield from _record(held)


def _record(lines: Lines) -> Iterator[Delivered]:
    """Yield the one article of these lines, if they are a record."""
    fields = _fields(lines)
    if not {"source", "info"} & set(fields) or not {"text", "abstract", "number"} & set(fields):
        return

    def line(name: str) -> str:
        return " ".join(" ".join(fields.get(name, ())).split())

    text = "" if _NONE.fullmatch(line("text")) else paragraphs(fields.get("text", ()))
    summary = "" if _NONE.fullmatch(line("abstract")) else paragraphs(fields.get("abstract", ()))
    yield Delivered(
        text or summary,
        title=line("title") or line("above"),
        source=line("source").split(";")[0] or re.split(r"\s*[;\[:]", line("info"))[0],
        day=line("day") or line("info"),
        author=in_order(line("author")),
        url=line("url"),
        language=line("language"),
        number=line("number"),
        summary=bool(summary) and not text,
    )


def _fields(lines: Lines) -> dict[str, list[str]]:
    """Return the lines of each label; what stands above all of them is ``above``, its first alone.

    In the words of an article a label counts where another one follows it.
    """
    fields: dict[str, list[str]] = {}
    name = "above"
    for at, line in enumerate(lines):
        found = label(line, _NAMES)
        if found and (name != "text" or _among_labels(lines, at)):
            name = found[0] if found[0] not in fields else "other"
            fields.setdefault(name, []).append(found[1])
        elif name != "above" or (line.strip() and name not in fields):
            fields.setdefault(name, []).append(line)
    return fields


def _among_labels(lines: Lines, at: int) -> bool:
    following = next((line for line in lines[at + 1 : at + 10] if line.strip()), "")
    return not following or bool(label(following, _NAMES))
