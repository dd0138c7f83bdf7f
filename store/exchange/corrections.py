"""Corrections from library to library: the actors, speakers and dates that a newsroom has settled.

The file is JSON.  Tags and memos are not corrections, and go along only where that is asked for;
selections stay where they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NotRequired, TypedDict, cast

import orjson

from onrecord.analysis.types import Span
from onrecord.store.errors import StoreError, Unreadable
from onrecord.store.library.catalogue import AWAY
from onrecord.store.library.library import Library
from onrecord.store.notebook.anchors import find
from onrecord.store.notebook.base import clean, clean_tag, new_key
from onrecord.store.notebook.notebook import Notebook
from onrecord.store.notebook.records import (
    Annotation,
    ArticleNotes,
    IsoDate,
    Row,
    Ruling,
    annotation,
    check_day,
    row_of,
    ruling,
)
from onrecord.store.notebook.work_log import Change, now
from onrecord.store.schema import misfit

from .memos import in_one
from .one_quotation import same_work

FORMAT = "onrecord corrections"
SCHEMA = 1

_LONGEST = 200_000_000
"""Bytes of a file of corrections that are read."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A date that a person gave to the article of a text version, or of an id."""

    article: str
    version: str
    date: IsoDate

    def __post_init__(self) -> None:
        """Refuse a day that no calendar has."""
        check_day(self.date)


class Noted(TypedDict):
    """A memo on the article of a text version, or of an id."""

    article: str
    version: str
    memo: str


class NotedActor(TypedDict):
    """A memo on an actor of a name."""

    name: str
    memo: str


class Tagged(TypedDict):
    """A tag of the codebook, with what is said of it."""

    tag: str
    memo: str
    colour: str


class Document(TypedDict):
    """A file of corrections, its entries not looked into yet."""

    format: str
    schema: int
    titles: NotRequired[dict[str, str]]
    actors: list[Row]
    quotations: list[Row]
    dates: list[Row]
    memos: NotRequired[list[Row]]
    actor_memos: NotRequired[list[Row]]
    tags: NotRequired[list[Row]]


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


def dump(library: Library, with_notes: bool = False) -> bytes:
    """Return the corrections of a library as JSON; ``with_notes`` its tags and memos as well."""
    notebook = library.notebook
    quotations = []
    dates = []
    memos = []
    for article in sorted(notebook.annotated()):
        quotations += [
            row for it in notebook.quotations.of(article) if (row := _row(it, with_notes))
        ]
        notes = notebook.articles.notes(article)
        entry = library.entries.get(article)
        of = {"article": article, "version": entry.version if entry else ""}
        if notes.date:
            dates.append({**of, "date": notes.date})
        if notes.memo:
            memos.append({**of, "memo": notes.memo})
    colours, codebook = notebook.codebook.colours(), notebook.codebook
    tags = [
        {"tag": tag, "memo": codebook.memo(tag), "colour": colours.get(tag, "")}
        for tag in codebook.tags()
    ]
    on_actors = [{"name": name, "memo": memo} for name, memo in notebook.actors.memos().values()]
    noted = {"memos": memos, "actor_memos": on_actors, "tags": tags}
    return orjson.dumps(
        {
            "format": FORMAT,
            "schema": SCHEMA,
            "at": now(),
            "titles": {
                name: library.entries[name].title
                for name in sorted(notebook.annotated())
                if name in library.entries
            },
            "actors": [row_of(it) for it in notebook.actors.rulings()],
            "quotations": quotations,
            "dates": dates,
            **(noted if with_notes else {}),
        },
        option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE,
    )


def load(library: Library, data: bytes) -> Report:
    """Take corrections over, as one action that can be undone.

    What is about an article goes to the one of the same text, else to the one of the same id and
    title, which was edited; actors are told by name and kind, since ids are a library's own.

    Raises:
        Unreadable: it is no file of corrections, or one of a newer onrecord.
        ReadOnly, NotWritten: as every change.
    """
    document = _checked(data)
    report = Report()
    changes: list[Change] = []
    changes += _rulings(library.notebook, document["actors"], report)
    here = _Taker(library, document.get("titles", {}))
    changes += _quotations(here, document["quotations"], report)
    noted: dict[str, ArticleNotes] = {}
    _dates(here, document["dates"], report, noted)
    _memos(here, document.get("memos", []), report, noted)
    changes += [("articles", article, row_of(notes)) for article, notes in noted.items()]
    changes += _actor_memos(library.notebook, document.get("actor_memos", []), report)
    changes += _tags(library.notebook, document.get("tags", []), report)
    library.notebook.adopt(f"Corrections taken over: {report.taken}", changes)
    return report


def _checked(data: bytes) -> Document:
    """Return the document of a file after looking at all of it.

    Raises:
        Unreadable: it is none; the message says which entry is wrong, and how.
    """
    if len(data) > _LONGEST:
        raise Unreadable(f"it is longer than {_LONGEST // 1_000_000} MB, which no corrections are")
    try:
        raw = orjson.loads(data)
    except orjson.JSONDecodeError:
        raise Unreadable("it is no file of corrections: it is no JSON") from None
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        raise Unreadable("it is no file of corrections")
    if why := misfit(raw, Document):
        raise Unreadable(f"it is no file of corrections: {why}")
    if raw["schema"] > SCHEMA:
        raise Unreadable("a newer onrecord wrote it: please update onrecord")
    checks = (
        ("actors", "ruling on actors", Ruling),
        ("quotations", "quotation", Annotation),
        ("dates", "date", Dated),
        ("memos", "memo", Noted),
        ("actor_memos", "memo on an actor", NotedActor),
        ("tags", "tag", Tagged),
    )
    for part, what, shape in checks:
        for number, row in enumerate(raw.get(part, ()), start=1):
            if why := misfit({"number": 0, **row, "id": ""}, shape):
                where = f" (of {row['article']})" if isinstance(row.get("article"), str) else ""
                raise Unreadable(f"{what} {number}{where}: {why}; nothing was taken over")
    return cast(Document, raw)


def _row(it: Annotation, with_notes: bool) -> Row | None:
    """Return what of the work on a quotation goes along, or None."""
    left = replace(it, selected=False) if with_notes else _bare(it)
    return None if left.empty else row_of(left)


def _bare(it: Annotation) -> Annotation:
    """Return the corrections alone."""
    return replace(it, tags=(), memo="", selected=False)


def _rulings(notebook: Notebook, rows: list[Row], report: Report) -> list[Change]:
    known = [_signature(row_of(it)) for it in notebook.actors.rulings()]
    number = max((it.number for it in notebook.actors.rulings()), default=0)
    changes: list[Change] = []
    for row in rows:
        if _signature(row) in known:
            report.known += 1
            continue
        number += 1
        known.append(_signature(row))
        made = replace(ruling("", row), number=number)
        changes.append(("rulings", new_key(), row_of(made)))
        report.taken += 1
    return changes


def _signature(row: Row) -> object:
    refs = [(ref["name"], ref["kind"]) for ref in row["actors"]]
    return row["kind"], refs, row.get("name", ""), list(row.get("articles", ()))


@dataclass(frozen=True, slots=True)
class _Taker:
    """A library, and the titles of the articles that a file of corrections is about."""

    library: Library
    titles: Mapping[str, str]

    def article(self, name: str, version: str) -> str | None:
        """Return which article here is meant, None for none: a name alone may be another's."""
        entries = self.library.entries
        same = [entry for entry in entries.values() if version and entry.version == version]
        for entry in sorted(same, key=lambda entry: entry.status in AWAY):
            if entry.status not in AWAY or self.library.notebook.keeps(version):
                return entry.id
        own = entries.get(name)
        return name if own and (not version or self.titles.get(name) == own.title) else None


def _quotations(here: _Taker, rows: list[Row], report: Report) -> list[Change]:
    library = here.library
    changes: list[Change] = []
    placed: dict[str, dict[str, tuple[Annotation, Span | None]]] = {}
    for row in rows:
        it = annotation("", row)
        article = here.article(it.article, it.anchor.version)
        if article is None:
            report.elsewhere.append(it.article)
            continue
        if article not in placed:
            work = library.notebook.quotations.of(article)
            placed[article] = {own.id: (own, _span(library, article, own)) for own in work}
        span = _span(library, article, it)
        own = same_work(it, span, placed[article].values())
        made = replace(
            _merged(own, it) if own else it, id=own.id if own else new_key(), article=article
        )
        if made == own:
            report.known += 1
            continue
        placed[article][made.id] = made, span
        changes.append(("annotations", made.id, row_of(made)))
        report.taken += 1
    return changes


def _span(library: Library, article: str, it: Annotation) -> Span | None:
    """Return where the words stand that work is on, None where they or the text are gone."""
    try:
        text = library.article(article).text
    except StoreError:
        return None
    old = library.notebook.text(it.anchor.version)
    return find(it.anchor, text, library.entries[article].version, old).span


def _merged(ours: Annotation, theirs: Annotation) -> Annotation:
    """Return our work with their correction, if they have one, and what they noted beside ours."""
    base = ours if _bare(theirs).empty else theirs
    return replace(
        base,
        tags=tuple(dict.fromkeys((*ours.tags, *theirs.tags))),
        memo=in_one(ours.memo, theirs.memo),
        selected=ours.selected,
        at=ours.at,
    )


def _memos(here: _Taker, rows: list[Row], report: Report, noted: dict[str, ArticleNotes]) -> None:
    for row, article, notes in _noted(here, rows, report, noted):
        memo = in_one(notes.memo, clean(row["memo"]))
        if memo == notes.memo:
            report.known += 1
            continue
        noted[article] = replace(notes, memo=memo)
        report.taken += 1


def _actor_memos(notebook: Notebook, rows: list[Row], report: Report) -> list[Change]:
    changes: list[Change] = []
    for row in rows:
        key, before = notebook.actors.memo_of(name := clean(row["name"]))
        memo = in_one(before, clean(row["memo"]))
        if memo == before:
            report.known += 1
            continue
        changes.append(("actors", key, {"name": name, "memo": memo}))
        report.taken += 1
    return changes


def _tags(notebook: Notebook, rows: list[Row], report: Report) -> list[Change]:
    """Return what their codebook says of tags that ours says nothing of."""
    changes: list[Change] = []
    colours = notebook.codebook.colours()
    for row in rows:
        tag = clean_tag(row["tag"])
        ours = {"memo": notebook.codebook.memo(tag), "colour": colours.get(tag, "")}
        both = {
            "memo": in_one(ours["memo"], clean(row["memo"])),
            "colour": ours["colour"] or row["colour"],
        }
        if tag and both != ours:
            changes.append(("tags", tag, {name: said for name, said in both.items() if said}))
            report.taken += 1
    return changes


def _dates(here: _Taker, rows: list[Row], report: Report, noted: dict[str, ArticleNotes]) -> None:
    for row, article, notes in _noted(here, rows, report, noted):
        if notes.date == row["date"]:
            report.known += 1
            continue
        noted[article] = replace(notes, date=row["date"])
        report.taken += 1


def _noted(
    here: _Taker, rows: list[Row], report: Report, noted: Mapping[str, ArticleNotes]
) -> Iterator[tuple[Row, str, ArticleNotes]]:
    """Yield the rows on articles that are here, each with its article and what is noted so far."""
    for row in rows:
        article = here.article(row["article"], row["version"])
        if article is None:
            report.elsewhere.append(row["article"])
        else:
            yield row, article, noted.get(article) or here.library.notebook.articles.notes(article)
