"""Quotations from CSV and JSON lines, as :mod:`onrecord.store.export` writes them."""

from __future__ import annotations

import csv
import io
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator

import orjson

from onrecord.store.errors import Unreadable
from onrecord.store.library.readers.decoding import decode

from .claims import Claim, Incoming, of_row

FIRST_ROW = 2
"""The number of the first row below the head, as spreadsheets count."""

_DEFUSED = re.compile(r"'+[=+\-@\t\r]")
_WIDE = (BOM_UTF16_LE, BOM_UTF16_BE)
_PARTS = re.compile(r"(?:[^\\;]|\\.)+", re.S)
_LONGEST = 1 << 24
"""Characters of the longest cell that is read."""


def read_csv(data: bytes) -> Incoming:
    """Read the table of quotations.

    Raises:
        Unreadable: it is no such table.
    """
    rows = list(csv_rows(data))
    if rows and not {"content", "article"} <= rows[0].keys():
        raise Unreadable("it has no columns “content” and “article”")
    claims = [of_row({**row, "tags": list(parts(row.get("tags", "")))}) for row in rows]
    return Incoming(tuple(claims))


def csv_rows(data: bytes) -> Iterator[dict[str, str]]:
    """Yield the rows of a table, each by the names of the columns, as they were before writing.

    Raises:
        Unreadable: it is no CSV.
    """
    source = _text(data)
    csv.field_size_limit(_LONGEST)
    head, _, _ = source.partition("\n")
    # Spreadsheets of half Europe save with semicolons, and “Unicode text” with tabs.
    separator = max(",;\t", key=head.count)
    try:
        for row in csv.DictReader(
            io.StringIO(source, newline=""), delimiter=separator, strict=True
        ):
            yield {name: _cell(cell) for name, cell in row.items() if isinstance(name, str)}
    except csv.Error as error:
        raise Unreadable(f"it is no table: {error}") from error


def _text(data: bytes) -> str:
    """Return the text of a table; one in UTF-16, which its head shows, is read as articles are."""
    if data.startswith(_WIDE) or b"\0" in data.partition(b"\n")[0]:
        return decode(data)
    return data.decode("utf-8-sig", "replace")


def _cell(cell: str | None) -> str:
    """Return a cell without the mark that keeps spreadsheets from calculating it."""
    if not cell:
        return ""
    return cell[1:] if _DEFUSED.match(cell) else cell


def parts(cell: str) -> Iterator[str]:
    """Yield the strings that stand in one cell, parted by ``;``."""
    for part in _PARTS.findall(cell):
        # Only the blank that parts it from the one before is not its own.
        yield re.sub(r"\\(.)", r"\1", part.removeprefix(" "), flags=re.S)


def read_json_lines(data: bytes) -> Incoming:
    """Read the lines of quotations; one that is no such object is told, and passed by.

    Raises:
        Unreadable: none of them is one.
    """
    claims: list[Claim] = []
    problems = []
    for number, line in enumerate(data.splitlines(), start=1):
        if not line.strip():
            continue
        row = _object(line)
        if isinstance(row, dict) and isinstance(row.get("content"), str):
            claims.append(of_row(row))
        else:
            problems.append(f"line {number} is no quotation")
    if len(problems) > 1 and not claims:
        raise Unreadable(f"none of its {len(problems)} lines is a quotation")
    return Incoming(tuple(claims), problems=tuple(problems))


def _object(line: bytes) -> object:
    try:
        return orjson.loads(line)
    except orjson.JSONDecodeError:
        import json

        try:  # a lone surrogate, which only this one reads
            return json.loads(line)
        except (ValueError, RecursionError):
            return None
