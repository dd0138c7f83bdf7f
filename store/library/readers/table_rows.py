"""The rows of a table as records: which row has the headings, and which rows are no record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any, TypeAlias

from onrecord.store.errors import Unreadable

from .dates import stated_date
from .mapping import is_field

Records: TypeAlias = Iterator[tuple[str, Any]]
"""Where each record stands in its file, and the record, or why there is none."""

Rows: TypeAlias = Iterable[tuple[str, "list[str] | Unreadable"]]
"""Where each row stands in its file, and its cells, or why it cannot be read."""

_AHEAD = 20
"""Rows among which the headings are looked for."""

_ABOVE, _WIDE = 2, 4
"""Cells that a line above a table fills at most, and the table at least, to be told apart."""

_WORDY = 12
"""Words in a cell from which it is no heading."""

_DAY = len("2024-03-05")


class Mended(dict[str, str]):
    """A record of a row with more cells than there are headings: a text stood without marks."""

    told = "has more fields than there are headings"


class Continued(Mended):
    """A record of a row whose text goes on in the lines below it: it stood without marks too."""

    told = "goes on in the lines below it"


def records_of(rows: Rows, sign: str = ",", unquoted: bool = False) -> Records:
    """Yield the rows below the headings as records; a ragged one is mended, or else none.

    ``sign`` is what parts the cells; ``unquoted`` tells that no cell has quotation marks round it:
    a line that cannot be a row goes on with the text of the one before it.
    A table may lack headings: its columns are numbered then.  What a program prints above its table
    (the query, the day) is passed over.
    """
    given = ((where, row) for where, row in rows if not _is_blank(row))
    ahead = list(islice(given, _AHEAD))
    skipped = _above([row for _, row in ahead if isinstance(row, list)])
    headings: list[str] | None = None
    held: list[tuple[str, Any]] = []
    for where, row in chain(ahead, given):
        if isinstance(row, Unreadable):
            yield from held
            held = [(where, row)]
        elif skipped:
            skipped -= 1
        elif headings is None and not _is_record(row):
            headings = [
                name.strip().lstrip("\ufeff") or f"column {n}" for n, name in enumerate(row, 1)
            ]
            headings = _with_missing(headings, [row for _, row in ahead if isinstance(row, list)])
        else:
            headings = headings or [f"column {n}" for n in range(1, len(row) + 1)]
            record = _record(row, headings, sign)
            if unquoted and held and _goes_on(held[0][1], row, headings):
                held = [(held[0][0], _longer(held[0][1], headings[-1], sign.join(row)))]
                continue
            yield from held
            held = [(where, record)]
    yield from held


def _is_blank(row: list[str] | Unreadable) -> bool:
    return isinstance(row, list) and not any(cell.strip() for cell in row)


def _above(rows: Sequence[list[str]]) -> int:
    """Return how many rows stand above a table."""
    filled = [sum(bool(cell.strip()) for cell in row) for row in rows]
    widest = max(filled, default=0)
    if widest < _WIDE - 1:
        return 0
    above = _ABOVE if widest >= _WIDE else 1
    for number, row in enumerate(rows):
        if filled[number] > above or all(is_field(cell) for cell in row if cell.strip()):
            return number
    return 0


def _is_record(first: Sequence[str]) -> bool:
    """Tell whether the first row of a table is one of its articles: no heading is so long."""
    return any(
        len(cell.split()) > _WORDY
        or cell.startswith(("http://", "https://"))
        or (any(c.isdigit() for c in cell) and len(stated_date(cell).date or "") == _DAY)
        for cell in first
    )


def _with_missing(headings: list[str], rows: Sequence[list[str]]) -> list[str]:
    """Return headings with one for a column that has none: numbers before it all, or addresses."""
    below = [row for row in rows if len(row) == len(headings) + 1]
    if len(below) < max(2, len(rows) - _ABOVE - 1):
        return headings
    if all(row[0].strip().isdigit() for row in below):
        return ["column 1", *headings]
    if all(row[-1].startswith(("http://", "https://")) for row in below):
        return [*headings, f"column {len(below[0])}"]
    return headings


def _record(row: list[str], headings: list[str], sign: str) -> dict[str, str] | Unreadable:
    if not any(cell.strip() for cell in row[len(headings) :]):
        return dict(zip(headings, row, strict=False))
    fitting = (whole for whole in _joined(row, headings, sign) if _fits(whole, headings))
    if whole := next(fitting, None):
        return Mended(zip(headings, whole, strict=True))
    told = f"it has {len(row)} fields, the headings {len(headings)}"
    return Unreadable(f"{told}: are quotation marks missing?")


def _goes_on(
    before: dict[str, str] | Unreadable, row: Sequence[str], headings: Sequence[str]
) -> bool:
    """Tell whether a row is no row, but more of the text that ends the row before it."""
    if isinstance(before, Unreadable) or len(before.get(headings[-1], "").split()) <= _WORDY:
        return False
    days = [at for at, name in enumerate(headings) if is_field(name, "published")]
    short = len(row) < len(headings)
    lacks = any(at >= len(row) or not _can_be(row[at], headings[at]) for at in days)
    return short and (lacks or len(row) == 1) and len(" ".join(row).split()) > 2


def _longer(record: dict[str, str], name: str, words: str) -> Continued:
    return Continued({**record, name: f"{record[name]}\n{words}"})


def _joined(row: list[str], headings: list[str], sign: str) -> Iterator[list[str]]:
    """Yield ways to join the cells of a row to as many as there are headings, the likeliest first.

    In a sentence a blank follows the sign; else it is the text that has signs of its own, or what
    stands last.  A cell that has the sign or lines was quoted, and ends where its marks do.
    """

    def ends(group: Sequence[str]) -> bool:
        return any(sign in cell or "\n" in cell for cell in group)

    def cells(groups: Sequence[Sequence[str]]) -> list[str]:
        return [sign.join(group) for group in groups]

    groups: list[list[str]] = []
    for cell in row:
        if groups and cell.startswith(" ") and not ends(groups[-1]):
            groups[-1].append(cell)
        else:
            groups.append([cell])
    wide = len(headings)
    if len(groups) == wide:
        yield cells(groups)
    if len(groups) < wide:
        groups = [[cell] for cell in row]
    behind = len(groups) - wide + 1
    for at in sorted(range(wide), key=lambda at: (not is_field(headings[at], "text"), -at)):
        joined = groups[at : at + behind]
        if not any(map(ends, joined)):
            yield cells([*groups[:at], [*chain(*joined)], *groups[at + behind :]])
    if ends(groups[wide - 1]):
        yield cells(groups[:wide])


def _fits(cells: Sequence[str], headings: Sequence[str]) -> bool:
    """Tell whether days and addresses stand where the headings say so."""
    return all(
        _can_be(cell, name) for cell, name in zip(cells, headings, strict=True) if cell.strip()
    )


def _can_be(cell: str, name: str) -> bool:
    if is_field(name, "published"):
        return len(cell.split()) <= _WORDY and bool(stated_date(cell).date)
    return not is_field(name, "url") or len(cell.split()) == 1
