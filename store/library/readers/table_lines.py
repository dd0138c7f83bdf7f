"""The lines of a table, how its cells are quoted, and the frame that databases print around it.

UTF-8 comes first, each line by itself, else what the whole file looks like.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.store.errors import Unreadable

from .decoding import line_of, older_encoding, wide_encoding

_ESCAPED = re.compile(rb'\\"(?![,;|\t\r\n])')
"""A mark with a backslash before it, which ends no cell."""

_RAW = rb'(?m)(?:^|%b)"(?!")[^"\r\n]*"(?!"|%b|[\r\n]|\Z)'
"""A cell that begins with a mark which is not that of the cell: one inside it is not doubled."""

_COUNT = re.compile(r"\s*\(?\d+ rows?\b.*")
"""What databases print below a table."""


def quoting(sample: bytes, delimiter: str) -> dict[str, Any]:
    """Return how cells are quoted, as ``csv.reader`` asks for it, where that is not the usual way.

    Programs that do not double a quotation mark in a cell write a backslash before it; a few put
    cells in single marks.
    """
    begun = sample.removeprefix(b"\xef\xbb\xbf").startswith(b"'")
    single = begun and delimiter.encode() + b"'" in sample
    found: dict[str, Any] = {"quotechar": "'"} if single else {}
    escaped = rb"\\'" if single else _ESCAPED
    if len(re.findall(escaped, sample)) > sample.count(b"''" if single else b'""'):
        found["escapechar"] = "\\"
    mark = b"'" if single else b'"'
    blank = rb"(?m)^%b[^%b\r\n]*%b%b" % (mark, mark, mark, re.escape(delimiter.encode()))
    if re.search(blank + b" +" + mark, sample) and not re.search(blank + mark, sample):
        found["skipinitialspace"] = True
    if delimiter in "\t|" and re.search(_RAW % ((re.escape(delimiter.encode()),) * 2), sample):
        found = {"quoting": csv.QUOTE_NONE}
    return found


def lacks_doubles(sample: bytes, delimiter: str) -> bool:
    """Tell whether marks inside of quoted cells are neither doubled nor have a backslash."""
    sign = re.escape(delimiter.encode())
    alone = len(re.findall(_RAW % (sign, sign), sample))
    return alone > len(re.findall(rb'(?<![%b\r\n])""(?![%b\r\n])' % (sign, sign), sample))


def with_doubles(lines: Iterable[str], delimiter: str) -> Iterator[str]:
    """Yield the lines of a table, the marks inside of its quoted cells doubled.

    A mark ends its cell before the sign that parts cells, with no blank behind that, and at the end
    of a line before which all columns of the first line are filled.
    """
    sign = re.escape(delimiter)
    stop = re.compile(rf'"(?P<ends>(?={sign}(?! )))?(?P<line>(?=[\r\n]*\Z))?|{sign}')
    wide = column = 0
    quoted = False
    for line in lines:
        pieces, last = [], 0
        for found in stop.finditer(line):
            at = found.start()
            if found[0] != '"':
                column += not quoted
            elif not quoted:
                quoted = at == 0 or line[at - 1] == delimiter
            elif found["ends"] is not None or (found["line"] is not None and column >= wide):
                quoted = False
            else:
                pieces += [line[last:at], '""']
                last = at + 1
        yield "".join([*pieces, line[last:]])
        if not quoted:
            wide, column = wide or column, 0


def cells(line: str, sign: str) -> list[str]:
    """Return the cells of a line, without the blanks and the bars that frame them."""
    framed = line.strip().removeprefix("|").removesuffix("|") if sign == "|" else line
    return [cell.strip() for cell in framed.split(sign)]


def is_rule(line: str) -> bool:
    """Tell whether a line is drawn: ``+----+-----+``, ``---+---``, ``| --- | :-: |``."""
    return re.fullmatch(r"[-+|:=\s]*--[-+|:=\s]*", line) is not None


def without_frame(
    rows: Iterable[tuple[str, list[str] | Unreadable]],
) -> Iterator[tuple[str, list[str] | Unreadable]]:
    """Yield the rows of a table with bars between its cells, without what is drawn around them."""
    for where, row in rows:
        if isinstance(row, Unreadable):
            yield where, row
        elif not is_rule("|".join(row)) and not (len(row) == 1 and _COUNT.fullmatch(row[0])):
            framed = len(row) > 2 and not row[0].strip() and not row[-1].strip()
            yield where, [cell.strip() for cell in (row[1:-1] if framed else row)]


class TableLines:
    """Lines of a file, with their ends; ``told`` is how they were read, where it was a guess.

    ``sample`` are the first bytes of the file, from which an older encoding is guessed.
    """

    def __init__(self, sample: bytes, file: io.RawIOBase) -> None:
        self._sample = sample
        self._stream = io.BufferedReader(file)
        self.told = ""

    def __iter__(self) -> Iterator[str]:
        """Yield the lines, without a byte order mark and zeros."""
        marked = self._sample.startswith((b"\xff\xfe", b"\xfe\xff"))
        wide = "utf-16" if marked else wide_encoding(self._sample[:10_000])
        # Latin-1 gives each byte as it is, and knows the ends of lines of all systems.
        text = io.TextIOWrapper(self._stream, wide or "latin-1", errors="replace", newline="")
        for number, line in enumerate(text):
            whole = line if wide else self._decoded(line.encode("latin-1"))
            yield (whole if number else whole.removeprefix("\ufeff")).replace("\0", "")

    def _decoded(self, line: bytes) -> str:
        try:
            return line.decode("utf-8")
        except UnicodeDecodeError:
            return line_of(line, self._older(line))

    def _older(self, line: bytes) -> str:
        if not self.told:
            self._encoding = older_encoding(self._sample + line)
            read = f"read as {self._encoding}, which is a guess" if self._encoding else "mended"
            self.told = f"lines of it are no UTF-8, and were {read}"
        return self._encoding
