"""Records of news as programs write them: JSON, JSON lines, CSV and TSV; an article a record."""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from pathlib import PurePath
from typing import Any, BinaryIO

from onrecord.store.errors import Unreadable

from .dates import not_believed
from .decoding import decode
from .extracting import Ahead, Extracting, whole, work
from .json_values import loads, unquoted
from .keys import ArticleKeys
from .mapping import is_field
from .protocol import HEAD, LIMIT, Item, Problem, ProblemKind
from .record_items import Taker, flat, looks_native, titled
from .record_lists import inner_records, tells
from .table_lines import (
    TableLines,
    cells,
    is_rule,
    lacks_doubles,
    quoting,
    with_doubles,
    without_frame,
)
from .table_rows import Mended, Records, records_of

LONGEST = 300_000_000
"""Bytes of JSON that is no JSON lines: it is read in one go."""

_SEPARATOR = re.compile(rb"(?:\xef\xbb\xbf)?sep=([,;|\t])\r?\n", re.IGNORECASE)
"""A first line by which spreadsheets are told what parts the cells."""

_QUOTED = re.compile(rb"""(?m)(?:^|[,;\t|])["']""")
_ASSIGNED = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:window\.|(?:var|let|const) )[\w.$]{1,80}\s*=\s*(?=[\[{])"
)
"""What stands before the records in a file that a page takes them from: ``window.posts = [``."""

_A_DAY = re.compile(r"(?:19|20)\d\d-\d\d-\d\d")
_DELIMITERS = ",;\t|"
_SAMPLES, _AHEAD = 50, 5000
"""Records by which a file is known, and among which such ones are looked for."""

_TOLD = 20
"""Problems told one by one; of more, only how many."""


class RecordReader(Extracting):
    """Base of the readers of records."""

    streams = True

    def records(self, file: BinaryIO, name: str) -> Records:
        """Yield the records of a file; errors as :meth:`read`."""
        raise NotImplementedError

    def read(self, file: BinaryIO, name: str) -> Iterator[Item | Problem]:
        """Yield an article a record; a record that is none becomes a problem."""
        yield from self.taken(self.records(file, name), name)

    def taken(self, records: Records, name: str) -> Iterator[Item | Problem]:
        """Yield the articles of records, and why others are none."""
        yield from _told(_articles(records, name), name)


class JsonReader(RecordReader):
    """``.json``, and JSON lines that are not our own ``{"id", "text"}``."""

    suffixes = (".json", ".jsonl", ".ndjson", ".jl", ".geojson", ".jsonld")

    def recognises(self, head: bytes, name: str) -> bool:
        """Tell by the first sign, where the name claims JSON, text or nothing."""
        begun = head.lstrip(b"\xef\xbb\xbf \r\n\t")
        suffix = PurePath(name).suffix.lower()
        if suffix in self.suffixes:
            return suffix == ".json" or not looks_native(begun)
        if suffix == ".js":
            return bool(_ASSIGNED.match(begun))
        return suffix in ("", ".txt", ".dump") and begun[:1] in (b"{", b"[") and _is_json(begun)

    def records(self, file: BinaryIO, name: str) -> Records:
        """Yield the objects, a line each, or those of the one document."""
        first = file.readline(LIMIT)
        while first and not first.strip():
            first = file.readline(LIMIT)
        if not first:
            raise Unreadable("it is empty")
        if assigned := _ASSIGNED.match(first):
            data = whole(Ahead(first[assigned.end() :], file), LONGEST, "file of articles")
            yield from _document(data.rstrip(b"; \r\n\t"))
            return
        parsed = _parsed(first)
        if isinstance(parsed, dict) and not inner_records(parsed):
            yield from _lines(first, file)
        else:
            yield from _document(whole(Ahead(first, file), LONGEST, "file of articles"))


class TableReader(RecordReader):
    """``.csv`` and ``.tsv`` with a line of headings."""

    suffixes = (".csv", ".tsv", ".tab")

    def recognises(self, head: bytes, name: str) -> bool:
        """Tell by a line of headings, under the names that programs save tables as text with."""
        if PurePath(name).suffix.lower() not in ("", ".txt", ".text", ".dump"):
            return False
        if not any(sign in head[:1000] for sign in (b"\t", b"|", b",", b";")):
            return False
        try:
            lines = decode(head[: len(head) // 4 * 4]).lstrip("\ufeff").splitlines()
        except Unreadable:
            return False
        first = next((line for line in lines[:2] if not is_rule(line)), "")
        if any(_are_headings(cells(first, sign)) for sign in "\t|" if sign in first):
            return True
        return any(_are_fields(cells(first, sign)) for sign in ",;") or _are_rows(
            lines if len(head) < HEAD else lines[:-1]
        )

    def records(self, file: BinaryIO, name: str) -> Records:
        """Yield the rows."""
        yield from _rows(file, name)


def _are_headings(cells: Sequence[str]) -> bool:
    """Tell whether these are names of columns, some of them known: no sentence has such tabs."""
    names = [cell.strip(' "') for cell in cells]
    return (
        len(names) > 1
        and all(0 < len(it.split()) <= 4 for it in names)
        and (sum(map(is_field, names)) >= max(2, len(names) // 3))
    )


def _are_fields(names: Sequence[str]) -> bool:
    """Tell whether these are names of columns for certain: a sentence has commas too."""
    return len(names) > 2 and all(is_field(it.strip('"')) for it in names)


def _are_rows(lines: Sequence[str]) -> bool:
    """Tell whether lines are rows of a table without headings: bars, a day or an address in all."""
    rows = [cells(line, "|") for line in lines if line.strip()]
    return (
        len(rows) > 1
        and len({len(row) for row in rows}) == 1
        and len(rows[0]) > 2
        and all(any(it.startswith("http") or _A_DAY.match(it) for it in row) for row in rows)
    )


def _is_json(begun: bytes) -> bool:
    """Tell whether a beginning is JSON: a quotation mark or bracket follows the first sign."""
    after = begun[1:].lstrip()[:1]
    return after in (b'"', b"{", b"[", b"]", b"}") and b":" in begun


def _parsed(data: bytes) -> Any:
    try:
        return unquoted(loads(decode(data).strip()))
    except (ValueError, RecursionError, Unreadable):
        return None


def _told(found: Iterator[Item | Problem], name: str) -> Iterator[Item | Problem]:
    """Yield what is found; of many problems only the first, then how many more there are."""
    count = articles = 0
    for each in found:
        if isinstance(each, Item):
            articles += 1
            yield each
        else:
            count += 1
            if count <= _TOLD:
                yield each
    if count > _TOLD:
        yield Problem(name, f"{count - _TOLD} more records could not be read", ProblemKind.PART)
    if not articles and not count:
        raise Unreadable("it holds no records")


def _lines(first: bytes, file: BinaryIO) -> Records:
    lines = chain([first], iter(lambda: file.readline(LIMIT + 1), b""))
    for number, line in enumerate(lines, 1):
        if len(line) > LIMIT:
            while not line.endswith(b"\n") and (line := file.readline(LIMIT)):
                pass
            yield f"line {number}", Unreadable(f"it is longer than {LIMIT // 1_000_000} MB")
        elif line.strip():
            found = _parsed(line)
            told = "it is not valid JSON" if found is None else "it is not a JSON object"
            yield f"line {number}", found if isinstance(found, dict) else Unreadable(told)


def _document(data: bytes) -> Records:
    text = decode(data).strip()
    try:
        given = [unquoted(loads(text))]
    except (ValueError, RecursionError):
        given = list(_one_after_the_other(text.removeprefix("[")))
        if (
            text.startswith("[")
            and not text.endswith("]")
            and not isinstance(given[-1], Unreadable)
        ):
            given.append(Unreadable("there is none, and the list is not closed: is it cut off?"))
    if all(isinstance(value, Unreadable) for value in given):
        raise Unreadable("it is not valid JSON: is it cut off?")
    records = [record for value in given for record in (inner_records(value) or [value])]
    for number, record in enumerate(records, 1):
        known = isinstance(record, dict | Unreadable)
        yield f"record {number}", record if known else Unreadable("it is not an object")


def _one_after_the_other(text: str) -> Iterator[Any]:
    """Yield the JSON values that stand one after the other, and why not all of them, if so."""
    decoder = json.JSONDecoder()
    at = 0
    while True:
        while at < len(text) and text[at] in " \r\n\t,\x1e]":
            at += 1
        if at >= len(text):
            return
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            yield Unreadable("it is not valid JSON, and nothing behind it is read: is it cut off?")
            return
        yield value


def _rows(file: BinaryIO, name: str) -> Records:
    sample = file.read(1_000_000)
    if not sample.strip():
        raise Unreadable("it is empty")
    lines = TableLines(sample, Ahead(sample, file))
    csv.field_size_limit(LIMIT)
    told = _SEPARATOR.match(sample)
    delimiter = told[1].decode() if told else _delimiter(sample, name)
    usual = quoting(sample, delimiter)
    mended = not usual and lacks_doubles(sample, delimiter)
    given = with_doubles(lines, delimiter) if mended else lines
    ending = _Ending(given)
    rows = csv.reader(ending, delimiter=delimiter, strict=False, **usual)
    numbered = _numbered(rows, bool(told), ending)
    framed = without_frame(numbered) if delimiter == "|" else numbered
    yield from records_of(framed, delimiter, not _QUOTED.search(sample))
    if lines.told:
        yield "encoding", Unreadable(lines.told)


class _Ending(Iterator[str]):
    """Lines that know whether they were asked for more than there are."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self.over = False

    def __next__(self) -> str:
        try:
            return next(self._lines)
        except StopIteration:
            self.over = True
            raise


def _numbered(
    rows: Any, separator: bool, lines: _Ending
) -> Iterator[tuple[str, list[str] | Unreadable]]:
    """Yield the rows that ``csv.reader`` gives, without the line that names the separator.

    One for which the lines did not suffice has a cell that is not closed.
    """
    try:
        for number, row in enumerate(rows, 1):
            if number > 1 or not separator:
                yield f"row {number}", row
            if lines.over:
                told = "its last quotation mark is not closed: is the file cut off there?"
                yield f"row {number}", Unreadable(told)
    except csv.Error as error:
        yield f"row {rows.line_num}", Unreadable(f"{error}; what follows is not read")


def _delimiter(sample: bytes, name: str) -> str:
    lines = sample.decode("utf-8", "replace").splitlines()
    first = next((line for line in lines if any(sign in line for sign in _DELIMITERS)), "")
    if name.lower().endswith((".tsv", ".tab")) and "\t" in first:
        return "\t"
    if _are_rows(lines[:20]):
        return "|"
    return max(_DELIMITERS, key=first.count)


def _articles(records: Iterable[tuple[str, Any]], name: str) -> Iterator[Item | Problem]:
    """Yield the articles of records, those first that the mapping is guessed from."""
    given = iter(records)
    ahead, samples = _samples(given)
    try:
        taker = Taker(samples, work().mappings)
    except Unreadable as error:  # settings, figures: no file that a person takes for articles
        count = len(ahead) + sum(1 for _ in given) if titled(samples) else 0
        told = f"it holds {count:,} headlines and no texts: add the pages they lead to"
        yield Problem(name, told if count else str(error), ProblemKind.OTHER)
        return
    keys = ArticleKeys()
    mended: defaultdict[str, list[str]] = defaultdict(list)
    for number, (where, record) in enumerate(chain(ahead, given), 1):
        if isinstance(record, Unreadable):
            yield Problem(name, f"{where}: {record}", ProblemKind.PART)
            continue
        try:
            item, late = taker.item(record, str(number))
        except Unreadable as error:
            yield Problem(name, f"{where}: {error}", ProblemKind.PART)
            continue
        own, told = keys.given(item)
        if told:
            yield Problem(name, f"{where}: {told}", ProblemKind.TWICE)
        if own is None:
            continue
        if late:
            told = f"{where}: {not_believed(late)}"
            yield Problem(name, told, ProblemKind.DATE)
        if isinstance(record, Mended):
            mended[record.told].append(where)
        yield own
    for told, rows in mended.items():
        yield Problem(name, _of_mended(rows, told), ProblemKind.GUESSED)


def _samples(given: Records) -> tuple[list[tuple[str, Any]], list[dict[str, Any]]]:
    """Return the first records, and those of them, flat, by which a file is known.

    Where the first ones tell nothing, those behind them do.
    """
    ahead = list(islice(given, _SAMPLES))
    if not any(tells(record) for _, record in ahead):
        while len(ahead) < _AHEAD and (more := list(islice(given, _SAMPLES))):
            ahead += more
            if any(tells(record) for _, record in more):
                return ahead, _flat(more)
    return ahead, _flat(ahead[:_SAMPLES])


def _flat(records: Sequence[tuple[str, Any]]) -> list[dict[str, Any]]:
    return [flat(record) for _, record in records if isinstance(record, Mapping)]


def _of_mended(rows: Sequence[str], told: str) -> str:
    more = f" (and {len(rows) - 1:,} more)" if len(rows) > 1 else ""
    return f"{rows[0]}{more} {told}, and was read as is likeliest: are quotation marks missing?"


def survey(reader: RecordReader, file: BinaryIO, name: str) -> dict[str, Any]:
    """Return what a file's records are taken for: their shape or mapping, their fields, examples.

    Raises:
        Unreadable: it holds no records.
    """
    samples = _samples(reader.records(file, name))[1]
    if not samples:
        raise Unreadable("it holds no records")
    taker = Taker(samples, work().mappings, strict=False)
    examples: dict[str, str] = {}
    for sample in samples:
        for field, value in sample.items():
            if not examples.get(field):
                examples[field] = "" if value is None else str(value)[:200]
    return {
        "key": taker.key,
        "shape": taker.shape.name if taker.shape and not taker.kept else "",
        "mapping": dict(taker.mapping),
        "kept": taker.kept,
        "fields": examples,
    }
