"""Rows that databases print one below the other: psql by ``\\x``, MySQL and MariaDB by ``\\G``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from .decoding import decode
from .extracting import whole
from .records import LONGEST, RecordReader
from .table_rows import Records

_PSQL = re.compile(r"-\[ RECORD \d+ \][-+ ]*")
_MYSQL = re.compile(r"\*{10,} \d+\. row \*{10,}")
_BEGINS = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:-\[ RECORD 1 \][-+]*|\*{10,} 1\. row \*{10,})\r?\n"
    rb" *[\w. -]{1,60}(?:\||:) "
)
_OF_PSQL = re.compile(r"(?P<name>[^|]*?) *\|(?: (?P<value>.*))?")
_OF_MYSQL = re.compile(r" *(?P<name>\w[\w. -]*?): ?(?P<value>.*)")
_ENDS = re.compile(r"\(?\d+ rows?(?: in set)?\b.{0,30}")


class BlockReader(RecordReader):
    """What a program of a database printed of a table, a line a field."""

    streams = False

    def recognises(self, head: bytes, name: str) -> bool:
        """Tell by the line above the first row."""
        return bool(_BEGINS.match(head))

    def records(self, file: BinaryIO, name: str) -> Records:
        """Yield the rows."""
        lines = decode(whole(file, LONGEST, "table")).splitlines()
        first = next((line for line in lines if line.strip()), "")
        psql = bool(_PSQL.match(first))
        blocks = _blocks(lines, _PSQL if psql else _MYSQL)
        for number, block in enumerate(blocks, 1):
            yield f"row {number}", dict(_of_psql(block) if psql else _of_mysql(block))


def _blocks(lines: Iterable[str], above: re.Pattern[str]) -> Iterator[list[str]]:
    block: list[str] | None = None
    for line in lines:
        if above.fullmatch(line.rstrip()):
            if block is not None:
                yield block
            block = []
        elif block is not None:
            block.append(line)
    if block is not None:
        while block and (not block[-1].strip() or _ENDS.fullmatch(block[-1].strip())):
            block.pop()
        yield block


def _of_psql(block: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the fields of a row; a ``+`` at the end of a line tells that the value goes on."""
    name, lines = "", [""]
    for line in block:
        found = _OF_PSQL.fullmatch(line)
        if found is None:
            continue
        value = (found["value"] or "").rstrip()
        if found["name"].strip():
            if name:
                yield name, "\n".join(lines)
            name, lines = found["name"].strip(), []
        lines.append(value.removesuffix("+").rstrip())
    if name:
        yield name, "\n".join(lines)


def _of_mysql(block: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the fields of a row: their names end in one column; other lines belong to a value."""
    first = _OF_MYSQL.fullmatch(block[0]) if block else None
    column = first.end("name") if first else -1
    name, lines = "", [""]
    for line in block:
        found = _OF_MYSQL.fullmatch(line)
        if found and found.end("name") == column:
            if name:
                yield name, "\n".join(lines)
            name, lines = found["name"], [found["value"]]
        else:
            lines.append(line)
    if name:
        yield name, "\n".join(lines)
