"""JSON lines: one article a line, ``{"id", "text"}`` and what else is known of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from onrecord.store.errors import Unreadable

from .dates import believed
from .decoding import decoded
from .json_values import loads
from .keys import ArticleKeys
from .metadata import facts
from .protocol import LIMIT, Item, Problem, ProblemKind
from .values import says_nothing


class JsonLinesReader:
    """``.jsonl``: an article's key is its ``id``, or the number of its line."""

    suffixes = (".jsonl", ".ndjson")
    extracts = False
    streams = True

    def recognises(self, head: bytes, name: str) -> bool:
        """Tell nothing: the name decides."""
        return False

    def read(self, file: BinaryIO, name: str) -> Iterator[Item | Problem]:
        """Yield the articles; a line that cannot be read becomes a problem."""
        keys = ArticleKeys()
        offset = 0
        number = odd = 0
        while line := file.readline(LIMIT + 1):
            number += 1
            at = (offset, len(line))
            offset += len(line)
            if not line.strip():
                continue
            if len(line) > LIMIT:
                offset += _skip_line(file)
                yield Problem(name, f"line {number} is longer than {LIMIT // 1_000_000} MB")
                continue
            try:
                item = _item(line, at, str(number))
            except Unreadable as error:
                yield Problem(name, f"line {number}: {error}")
                continue
            own, told = keys.given(item)
            if told:
                yield Problem(name, f"line {number}: {told}", ProblemKind.TWICE)
            if own is None:
                continue
            odd += not line.isascii() and bool(decoded(line).told)
            yield from believed(own, name, f"line {number}: ")
        if odd:
            lines = "1 line is" if odd == 1 else f"{odd} lines are"
            yield Problem(name, f"{lines} no UTF-8, and mended or guessed", ProblemKind.ENCODING)
        if not number:
            raise Unreadable("it is empty")

    def again(self, file: BinaryIO, name: str, at: tuple[int, int]) -> Item:
        """Return the article of one line."""
        file.seek(at[0])
        return _item(file.read(at[1]), at, "")


def _skip_line(file: BinaryIO) -> int:
    skipped = 0
    while piece := file.readline(LIMIT):
        skipped += len(piece)
        if piece.endswith(b"\n"):
            break
    return skipped


def _item(line: bytes, at: tuple[int, int], number: str) -> Item:
    try:
        data = loads(decoded(line).text.strip())
    except (ValueError, RecursionError):
        raise Unreadable("it is not valid JSON") from None
    if not isinstance(data, dict):
        raise Unreadable("it is not a JSON object")
    text = data.get("text")
    if not isinstance(text, str) or says_nothing(text):
        raise Unreadable("it has no text")
    key = data.get("id")
    key = str(key).strip() if isinstance(key, str | int) and not isinstance(key, bool) else ""
    summary = data.get("summary") is True
    return Item(key or number, text, at=at, summary=summary, **facts(data))
