"""Corrections from library to library: the actors, speakers and dates that a newsroom has settled.

The file is JSON.  Tags, memos and selections are not corrections and stay where they are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

import orjson

from onrecord.store.errors import Unreadable
from onrecord.store.library.library import Library

from .base import new_key
from .notebook import Notebook
from .records import Annotation, Row, annotation, row_of, ruling
from .undo_log import Change, now

FORMAT = "onrecord corrections"
SCHEMA = 1

_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@dataclass(slots=True)
class Report:
    """What became of imported corrections: taken over, known already, about other articles."""

    taken: int = 0
    known: int = 0
    elsewhere: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        taken = f"{self.taken} correction{'' if self.taken == 1 else 's'}"
        said = f"{taken} taken over, {self.known} known already"
        return f"{said}, {len(self.elsewhere)} about other articles" if self.elsewhere else said


def dump(library: Library) -> bytes:
    """Return the corrections of a library as JSON."""
    notebook = library.notebook
    quotations = []
    dates = []
    for article in sorted(notebook.annotated()):
        quotations += [row for it in notebook.quotations.of(article) if (row := _correction(it))]
        if date := notebook.articles.notes(article).date:
            entry = library.entries.get(article)
            version = entry.version if entry else ""
            dates.append({"article": article, "version": version, "date": date})
    return orjson.dumps(
        {
            "format": FORMAT,
            "schema": SCHEMA,
            "at": now(),
            "actors": [row_of(it) for it in notebook.actors.rulings()],
            "quotations": quotations,
            "dates": dates,
        },
        option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE,
    )


def load(library: Library, data: bytes) -> Report:
    """Take corrections over, as one action that can be undone.

    Quotations and dates go to the article of the same text, else to the one of the same id;
    actors are told by name and kind, since ids are a library's own.

    Raises:
        Unreadable: it is no file of corrections, or one of a newer onrecord.
        ReadOnly, NotWritten: as every change.
    """
    report = Report()
    changes: list[Change] = []
    try:
        document = orjson.loads(data)
        if document["format"] != FORMAT:
            raise Unreadable("it is no file of corrections")
        if document["schema"] > SCHEMA:
            raise Unreadable("a newer onrecord wrote it: please update onrecord")
        changes += _rulings(library.notebook, document["actors"], report)
        changes += _quotations(library, document["quotations"], report)
        changes += _dates(library, document["dates"], report)
    except (orjson.JSONDecodeError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise Unreadable("it is no file of corrections") from error
    library.notebook.adopt(f"Corrections taken over: {report.taken}", changes)
    return report


def _correction(it: Annotation) -> Row | None:
    bare = replace(it, tags=(), memo="", selected=False)
    return None if bare.empty else row_of(bare)


def _rulings(notebook: Notebook, rows: list[Row], report: Report) -> list[Change]:
    known = [_signature(row_of(it)) for it in notebook.actors.rulings()]
    number = max((it.number for it in notebook.actors.rulings()), default=0)
    changes: list[Change] = []
    for row in rows:
        if _signature(row) in known:
            report.known += 1
            continue
        number += 1
        made = replace(ruling("", row), number=number)
        changes.append(("rulings", new_key(), row_of(made)))
        report.taken += 1
    return changes


def _signature(row: Row) -> object:
    refs = [(ref["name"], ref["kind"]) for ref in row["actors"]]
    return row["kind"], refs, row.get("name", ""), list(row.get("articles", ()))


def _quotations(library: Library, rows: list[Row], report: Report) -> list[Change]:
    notebook = library.notebook
    changes: list[Change] = []
    for row in rows:
        it = annotation("", row)
        article = _article(library, it.article, it.anchor.version)
        if article is None:
            report.elsewhere.append(it.article)
            continue
        same = [a for a in notebook.quotations.of(article) if a.anchor == it.anchor]
        if same:
            key, old = same[0].id, same[0]
            it = replace(it, tags=old.tags, memo=old.memo, selected=old.selected, at=old.at)
        else:
            key = new_key()
        made = row_of(replace(it, article=article))
        if same and made == row_of(same[0]):
            report.known += 1
            continue
        changes.append(("annotations", key, made))
        report.taken += 1
    return changes


def _dates(library: Library, rows: list[Row], report: Report) -> list[Change]:
    changes: list[Change] = []
    for row in rows:
        article = _article(library, row["article"], row["version"])
        if article is None:
            report.elsewhere.append(row["article"])
            continue
        if not _DATE.fullmatch(row["date"]):
            raise ValueError(row["date"])
        notes = library.notebook.articles.notes(article)
        if notes.date == row["date"]:
            report.known += 1
            continue
        changes.append(("articles", article, row_of(replace(notes, date=row["date"]))))
        report.taken += 1
    return changes


def _article(library: Library, name: str, version: str) -> str | None:
    for entry in library.entries.values():
        if version and entry.version == version:
            return entry.id
    return name if name in library.entries else None
