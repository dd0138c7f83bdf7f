"""Lists of references: RIS, EndNote's tags and BibTeX, with an abstract or a note as the text.

CSL-JSON and tables of Zotero are read as other records are; their shapes are known in ``shapes``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import takewhile
from pathlib import PurePath
from typing import BinaryIO

from onrecord.store.errors import Unreadable

from .decoding import decode
from .extracting import whole
from .feeds import DTD
from .keys import told_by
from .packages import xml_root
from .records import RecordReader
from .table_rows import Records
from .tex import printed

LONGEST = 100_000_000
"""Bytes of a list."""

_RIS = re.compile(r"(?P<tag>[A-Z][A-Z0-9])  -(?: (?P<value>.*))?")
_ENDNOTE = re.compile(r"%(?P<tag>[0-9A-Z@!?&^~#$><\[\]()*+=|]) (?P<value>.*)")
_BEGINS = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:\d+\.\s+)?TY  - [A-Z]{3,6}\s")
_ENDNOTE_BEGINS = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*%0 [A-Z][A-Za-z ]{2,40}\r?\n%[0-9A-Z@]\s")
_ENDNOTE_XML_BEGINS = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?[^>]{0,300}\?>\s*)?<xml>\s*<records>\s*<record>"
)
_RECORD = re.compile(r"<record>.*?(?:</record>|\Z)", re.DOTALL)
_XML_PATHS = {
    "TI": ("titles/title",), "AU": ("contributors/authors/author",), "LA": ("language",),
    "T2": ("titles/secondary-title", "periodical/full-title"), "PY": ("dates/year",),
    "DA": ("dates/pub-dates/date",), "AB": ("abstract",), "N1": ("notes", "research-notes"),
    "UR": ("urls/related-urls/url", "urls/web-urls/url"), "AN": ("accession-num",),
}  # fmt: skip
_BIBTEX = re.compile(
    r"@\s*(?P<kind>[A-Za-z]{3,20})\s*(?P<open>[{(])\s*(?P<key>[^,\s{}()]{0,200})\s*,"
)
_BIBTEX_BEGINS = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:(?:%[^\n]*\n|@(?i:comment|string|preamble)\s*\{[^{}]{0,2000}\})\s*)*"
    rb"@\s*[A-Za-z]{3,20}\s*[{(][^,{}]{0,200},\s*[\w-]{2,30}\s*="
)
_FIELD = re.compile(r"\s*+(?:,\s*+)?(?P<name>[A-Za-z][\w-]{0,40})\s*+=\s*+")
_STRING = re.compile(r"@\s*+string\s*+[{(]\s*+(?P<name>[\w-]{1,60})\s*+=\s*+", re.IGNORECASE)
_JOINED = re.compile(r"\s*+#\s*+")
_RIS_DAY = re.compile(r"(\d{4})(?:/(\d{1,2})?(?:/(\d{1,2})?)?)?(?:/.*)?\Z", re.DOTALL)
_PIECE = re.compile(r"[{}\"]|[^{}\"\\]+|\\.|\\", re.DOTALL)
_NO_ENTRY = ("comment", "string", "preamble")
_OF_ENDNOTE = {
    "0": "TY", "T": "TI", "A": "AU", "B": "T2", "J": "T2", "D": "PY", "8": "DA", "X": "AB",
    "Z": "N1", "U": "UR", "G": "LA", "M": "ID", "I": "PB",
}  # fmt: skip


class RisReader(RecordReader):
    """``.ris``: lines such as ``TI  - Ferries stay in port``."""

    suffixes = (".ris",)

    def recognises(self, head: bytes, name: str) -> bool:
        """Tell by the type that every record begins with."""
        return bool(_BEGINS.match(head))

    def records(self, file: BinaryIO, name: str) -> Records:
        """Yield the records, each up to its end."""
        yield from _numbered(_tagged(_lines(file), _RIS, "TY", {}))


class EndNoteReader(RecordReader):
    """``.enw``: lines such as ``%T Ferries stay in port``."""

    suffixes = (".enw",)

    def recognises(self, head: bytes, name: str) -> bool:
        """Tell by the type that every record begins with, and a second tag below it."""
        return bool(_ENDNOTE_BEGINS.match(head))

    def records(self, file: BinaryIO, name: str) -> Records:
        """Yield the records, each up to the next."""
        yield from _numbered(_tagged(_lines(file), _ENDNOTE, "TY", _OF_ENDNOTE))


class EndNoteXmlReader(RecordReader):
    """``.xml`` of EndNote: ``<records><record><titles><title>Ferries stay in port``."""

    def recognises(self, head: bytes, name: str) -> bool:
        """Tell by the two outer elements, and one that only EndNote has in them."""
        return bool(_ENDNOTE_XML_BEGINS.match(head)) and b"<ref-type" in head

    def records(self, file: BinaryIO, name: str) -> Records:
        """Yield the records; one that is no XML costs itself."""
        data = whole(file, LONGEST, "list of references")
        if DTD.search(data[:100_000]):
            raise Unreadable("it declares entities of its own, which no list needs: refused")
        yield from _numbered(map(_of_xml, _RECORD.findall(decode(data))))


def _of_xml(written: str) -> dict[str, str] | Unreadable:
    """Return what a record of EndNote's XML says, under the tags of RIS."""
    try:
        root = xml_root(written.encode("utf-8", "replace"))
    except Unreadable as error:
        return error
    found: dict[str, list[list[str]]] = {"TY": [["NEWS"]]}
    for tag, paths in _XML_PATHS.items():
        for element in (it for path in paths for it in root.findall(path)):
            lines = "".join(element.itertext()).replace("\r", "\n").strip().split("\n")
            if any(lines):
                found.setdefault(tag, []).append(lines)
    return _joined(found)


class BibtexReader(RecordReader):
    """``.bib``: entries such as ``@article{key, title = {Ferries stay in port}}``."""

    suffixes = (".bib", ".bibtex")

    def recognises(self, head: bytes, name: str) -> bool:
        """Tell by an entry at the very beginning, or by the name and any entry."""
        named = PurePath(name).suffix.lower() in self.suffixes
        return bool(_BIBTEX_BEGINS.match(head)) or (named and b"@" in head)

    def records(self, file: BinaryIO, name: str) -> Records:
        """Yield the entries."""
        yield from _numbered(_entries("\n".join(_lines(file))))


def _lines(file: BinaryIO) -> list[str]:
    return decode(whole(file, LONGEST, "list of references")).splitlines()


def _numbered(records: Iterable[dict[str, str] | Unreadable]) -> Records:
    """Yield records with an id each: their own, else one that stays where more are delivered.

    Those that say no more than their type are counted.
    """
    empty = 0
    for number, record in enumerate(records, 1):
        if not isinstance(record, Unreadable) and record.keys() <= {"TY"}:
            empty += 1
            continue
        if not isinstance(record, Unreadable):
            own = record.get("ID") or record.get("AN") or record.get("UR") or record.get("url")
            record["ID"] = own or told_by(record.get(it, "") for it in ("TI", "T2", "DA", "PY"))
        yield f"record {number}", record
    if empty:
        yield "empty records", Unreadable(f"{empty:,} of them")


def _tagged(
    lines: list[str], tag: re.Pattern[str], first: str, names: dict[str, str]
) -> Iterator[dict[str, str]]:
    """Yield records of tagged lines; what is repeated is joined, what runs on belongs above."""
    record: dict[str, list[list[str]]] = {}
    last = ""
    for line in lines:
        found = tag.fullmatch(line.rstrip())
        name = names.get(found["tag"], found["tag"]) if found else ""
        if name == first and record:
            yield _joined(record)
            record, last = {}, ""
        if name == "ER":
            last = ""
        elif found:
            last = {"A1": "AU", "T1": "TI", "Y1": "PY", "L2": "UR", "N2": "AB"}.get(name, name)
            record.setdefault(last, []).append([(found["value"] or "").strip()])
        elif last:
            record[last][-1].append(line.strip())
    if record:
        yield _joined(record)


def _joined(record: dict[str, list[list[str]]]) -> dict[str, str]:
    """Return what each tag says; ``record`` holds its values, each as lines."""
    if len(record) == 1:
        return dict.fromkeys(record, "")
    several = {"AB": "\n\n", "N1": "\n\n", "AU": "; "}
    found: dict[str, str] = {}
    for name, values in record.items():
        written = ["\n".join(lines) for lines in (values if name in several else values[:1])]
        found[name] = several.get(name, "").join(written).strip(" \n/")
    for name in ("DA", "PY"):
        if day := _RIS_DAY.match(found.get(name, "")):
            found[name] = "-".join(it.zfill(2) for it in takewhile(bool, day.groups()))
    if not re.search(r"\d{4}", found.get("DA", "0000")):  # a day whose year stands by itself
        found["DA"] = f"{found['DA']} {found.get('PY', '')}"
    return found


def _entries(text: str) -> Iterator[dict[str, str] | Unreadable]:
    at = 0
    short = _abbreviations(text)
    while found := _BIBTEX.search(text, at):
        at = found.end()
        if found["kind"].lower() in _NO_ENTRY:
            continue
        record = {"ENTRYTYPE": found["kind"].lower(), "ID": found["key"]}
        while field := _FIELD.match(text, at):
            value, at = _value(text, field.end(), short)
            if value is None:
                yield Unreadable("its braces are not closed: is it cut off?")
                return
            record.setdefault(field["name"].lower(), value)
        if "author" in record:
            record["author"] = "; ".join(re.split(r"(?<=\s)and\s+", record["author"]))
        yield record | {"date": record.get("date") or _day(record)}


def _abbreviations(text: str) -> dict[str, str]:
    """Return what the file declares words to stand for: ``@string{quay = "The Quay"}``."""
    declared: dict[str, str] = {}
    at: int = 0
    while found := _STRING.search(text, at):
        value, at = _value(text, found.end(), declared)
        if value is None:
            break
        declared[found["name"].lower()] = value
    return declared


def _day(record: dict[str, str]) -> str:
    year, month, day = (record.get(part, "") for part in ("year", "month", "day"))
    if month.isdigit():
        return "-".join(it.zfill(2) for it in (year, month, day) if it)
    return " ".join((day, month, year)).strip()


def _value(text: str, at: int, short: Mapping[str, str]) -> tuple[str | None, int]:
    """Return a value without its braces or marks, and the offset behind it; None: it has no end.

    ``short`` are the abbreviations that the file declares; parts are joined by ``#``.
    """
    parts = []
    while True:
        part, at = _part(text, at, short)
        if part is None:
            return None, at
        parts.append(part)
        joined = _JOINED.match(text, at)
        if joined is None:
            return "".join(parts).strip(), at
        at = joined.end()


def _part(text: str, at: int, short: Mapping[str, str]) -> tuple[str | None, int]:
    if text[at : at + 1] not in ("{", '"'):
        end = next((n for n in range(at, min(at + 200, len(text))) if text[n] in "#,})\n"), at)
        words = text[at:end].strip()
        return short.get(words.lower(), words), end
    quoted = text[at] == '"'
    depth = 0
    pieces: list[str] = []
    for piece in _PIECE.finditer(text, at + quoted):
        if piece[0] == "{":
            depth += 1
        elif piece[0] == "}":
            depth -= 1
            if not depth and not quoted:
                return printed("".join(pieces)), piece.end()
        elif quoted and not depth and piece[0] == '"':
            return printed("".join(pieces)), piece.end()
        pieces.append(piece[0])
    return None, len(text)
