"""What a file says of a quotation, whatever its format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Claim:
    """A quotation as a file tells it.

    ``words`` are those that the file shows; ``exact`` tells that they are as written, and not
    only up to blanks and characters that cannot be seen.  ``start`` and ``end`` are offsets of
    the text of ``version``, -1 where the file tells none.  ``tags`` and ``memo`` are None where
    the format has none; ``base_tags`` and ``base_memo`` are those it was exported with, where it
    tells (the memo as :func:`onrecord.store.export.stamps.digest` of it).  ``who`` is its author.
    """

    words: str
    exact: bool = True
    id: str = ""
    article: str = ""
    version: str = ""
    start: int = -1
    end: int = -1
    before: str = ""
    after: str = ""
    title: str = ""
    url: str = ""
    kind: str = ""
    speaker: str = ""
    speaker_name: str = ""
    attributed_by: str = ""
    published: str = ""
    tags: tuple[str, ...] | None = None
    memo: str | None = None
    base_tags: tuple[str, ...] | None = None
    base_memo: str | None = None
    who: str = ""
    selected: bool = False


@dataclass(frozen=True, slots=True)
class Incoming:
    """All that a file holds: quotations, the codebook, and what could not be read in it.

    ``texts`` are whole texts of articles, by the article's id, where the format carries them.
    """

    claims: tuple[Claim, ...] = ()
    codebook: Mapping[str, Coded] = field(default_factory=dict)
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Coded:
    """What a codebook says of a tag; a colour is one of the notebook's, or ""."""

    memo: str = ""
    colour: str = ""


def text(row: Mapping[str, Any], name: str) -> str:
    """Return a value of a row as text; "" for what is none."""
    value = row.get(name)
    return value if isinstance(value, str) else ""


def offset(row: Mapping[str, Any], name: str) -> int:
    """Return a value of a row as an offset; -1 for what is none."""
    value = row.get(name)
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 16:
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else -1


def strings(value: Any) -> tuple[str, ...]:
    """Return a list's strings, none empty and none twice."""
    found = value if isinstance(value, list | tuple) else ()
    return tuple(dict.fromkeys(it for it in found if isinstance(it, str) and it))


def of_row(row: Mapping[str, Any]) -> Claim:
    """Return the claim of a flat row (:func:`onrecord.store.export.records.quotation_row`)."""
    return Claim(
        words=text(row, "content"),
        id=text(row, "id"),
        article=text(row, "article"),
        version=text(row, "version"),
        start=offset(row, "start"),
        end=offset(row, "end"),
        before=text(row, "before"),
        after=text(row, "after"),
        title=text(row, "title"),
        url=text(row, "url"),
        kind=text(row, "kind"),
        speaker=text(row, "speaker"),
        speaker_name=text(row, "speaker_name"),
        attributed_by=text(row, "attributed_by"),
        published=text(row, "published"),
        tags=strings(row.get("tags")),
        memo=text(row, "memo"),
        selected=row.get("selected") in (True, "yes"),
    )
