"""A codebook as a table: tag, memo, colour; from other programs too."""

from __future__ import annotations

from onrecord.store.errors import Unreadable
from onrecord.store.notebook.base import clean_tag

from .claims import Coded, Incoming
from .refi_qda import nearest
from .tables import FIRST_ROW, csv_rows, read_csv

_TAG = ("tag", "name", "code", "code name")
_MEMO = ("memo", "description", "definition", "comment")
_COLOUR = ("colour", "color")
_ABOVE = ("parent", "category", "group")

_NO_TAGS = {
    "memos": {"about", "id", "name", "memo"},
    "actors": {"id", "name", "kind", "mentions"},
    "links": {"type", "a_article", "b_article"},
}
"""Heads of exported tables whose names are no tags."""


def read_any(data: bytes) -> Incoming:
    """Read a table of quotations, or a codebook where it has no quotations.

    Raises:
        Unreadable: it is neither, or one of memos, actors or links.
    """
    first = next(csv_rows(data), None)
    if first is None or "content" in first:
        return read_csv(data)
    for held, heads in _NO_TAGS.items():
        if heads <= first.keys():
            raise Unreadable(f"it is a table of {held}, of which nothing is taken over")
    return read(data)


def read(data: bytes) -> Incoming:
    """Read a table with a column “tag” (or “name”, “code”), a memo and a colour if there are any.

    A row that names no tag is told, and passed by.

    Raises:
        Unreadable: it has no such column.
    """
    codebook: dict[str, Coded] = {}
    problems = []
    for number, row in enumerate(csv_rows(data), start=FIRST_ROW):
        cells = {name.strip().casefold(): cell for name, cell in row.items()}
        if not any(name in cells for name in _TAG):
            raise Unreadable("it has no column “tag”")
        name = _first(cells, _TAG)
        above = _first(cells, _ABOVE)
        tag = clean_tag(f"{above}/{name}" if above else name)
        if tag:
            colour = _first(cells, _COLOUR)
            codebook[tag] = Coded(_first(cells, _MEMO), _colour(colour))
        elif any(cells.values()):
            problems.append(f"row {number} names no tag")
    return Incoming(codebook=codebook, problems=tuple(problems))


def _first(cells: dict[str, str], names: tuple[str, ...]) -> str:
    return next((cells[name].strip() for name in names if cells.get(name, "").strip()), "")


def _colour(said: str) -> str:
    from onrecord.store.notebook.codebook import COLOURS

    return said.casefold() if said.casefold() in COLOURS else nearest(said)
