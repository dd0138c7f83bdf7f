"""Spreadsheets of Excel and LibreOffice, by python-calamine: an article a row, as in a CSV file."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import PurePath
from typing import Any, BinaryIO

from onrecord.store.errors import Unreadable

from .extracting import whole, work
from .packages import first_part, opened, refusal
from .records import RecordReader
from .table_rows import Records, Rows, records_of

_LONGEST = 200_000_000
"""Bytes of a spreadsheet, as it lies on the disk."""

_OLD = b"\xd0\xcf\x11\xe0"
"""What files of old Office programs begin with."""

_PARTS = ("xl", "docProps", "_rels", "customXml", "[Content_Types].xml")
"""Where the first part of Excel's packages lies."""


class SpreadsheetReader(RecordReader):
    """``.xlsx``, ``.xlsb``, ``.xls``, ``.ods``: the sheet with the most words, and those alike."""

    suffixes = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")

    def recognises(self, head: bytes, name: str) -> bool:
        """Tell by a package whose parts are Excel's, or whose type is that of a spreadsheet."""
        suffix = PurePath(name).suffix.lower()
        if head.startswith(_OLD):
            return suffix in self.suffixes
        first, kind = first_part(head)
        if first == "mimetype":
            return b"opendocument.spreadsheet" in kind[:100] or suffix == ".ods"
        if first.split("/")[0] not in _PARTS:
            return False
        return b"xl/" in head if b"[Content_Types].xml" in head else suffix in self.suffixes

    def records(self, file: BinaryIO, name: str) -> Records:
        """Yield the rows of the sheet that has the most words, and of others with its headings."""
        sheets = [(title, rows) for title, rows in _sheets(_checked(file)) if rows]
        if not sheets:
            raise Unreadable("it is empty")
        chosen = max((rows for _, rows in sheets), key=_words)
        columns = _fields(chosen)
        for title, rows in sheets:
            if rows is chosen or _fields(rows) == columns:
                yield from records_of(_numbered(title if len(sheets) > 1 else "", rows))
            else:
                told = "it has other columns than that of the articles, and is not read"
                yield f"sheet “{title}”", Unreadable(told)


Cells = list[list[Any]]


def _checked(file: BinaryIO) -> io.BytesIO:
    """Return the bytes of a spreadsheet, once it is known how large it is when unpacked."""
    data = whole(file, _LONGEST, "table of articles")
    if not data.startswith(_OLD):
        with opened(io.BytesIO(data), "spreadsheet") as packed:
            for part in packed.infolist():
                if refused := refusal(part):
                    raise Unreadable(refused)
                work().spend(part.file_size)
    return io.BytesIO(data)


def _sheets(data: io.BytesIO) -> Iterator[tuple[str, Cells]]:
    """Yield the sheets of a workbook: name and cells."""
    from python_calamine import CalamineError, PasswordError, SheetTypeEnum, load_workbook

    try:
        with load_workbook(data) as book:
            for sheet in book.sheets_metadata:
                if sheet.typ is SheetTypeEnum.WorkSheet:
                    cells = book.get_sheet_by_name(sheet.name)
                    yield sheet.name, cells.to_python(skip_empty_area=False)
    except PasswordError:
        raise Unreadable("it is locked with a password: save it without one") from None
    except (CalamineError, OSError, ValueError):
        raise Unreadable("it is no spreadsheet that can be opened: is it damaged?") from None


def _words(rows: Cells) -> int:
    return sum(len(cell.split()) for row in rows for cell in row if isinstance(cell, str))


def _fields(rows: Cells) -> set[str]:
    """Return the names of the columns of a sheet."""
    record = next((it for _, it in records_of(_numbered("", rows)) if isinstance(it, dict)), {})
    return set(record)


def _numbered(title: str, rows: Cells) -> Rows:
    """Yield the rows of a sheet as words, each with where it stands."""
    sheet = f"sheet “{title}”, " if title else ""
    for number, row in enumerate(rows, 1):
        yield f"{sheet}row {number}", [_written(cell) for cell in row]


def _written(cell: Any) -> str:
    """Return a cell as words: days as ISO 8601 has them, whole numbers without a point."""
    if isinstance(cell, datetime) and not (cell.hour or cell.minute or cell.second):
        return cell.date().isoformat()
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
