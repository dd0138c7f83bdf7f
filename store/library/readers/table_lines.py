"""The lines of a table, and how its cells are quoted.

UTF-8 comes first, each line by itself, else what the whole file looks like.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from .decoding import line_of, older_encoding, wide_encoding

_ESCAPED = re.compile(rb'\\"(?![,;|\t\r\n])')
"""A mark with a backslash before it, which ends no cell."""


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
    return found


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
