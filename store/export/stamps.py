"""What a block of Markdown carries, unseen, so that it can be verified, taken back and renewed.

A block stands between two HTML comments::

    <!-- onrecord q-1a2b3c4d5e6f {"article":"tesk.txt","start":120,...} -->
    > the quotation, its tags, its memo
    <!-- q-1a2b3c4d5e6f ends -->

``block`` in it is a digest of the lines between as they were written: where it no longer fits, a
person has edited them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import orjson

from .markdown import plain, visible

STAMPED = (
    "article",
    "version",
    "start",
    "end",
    "published",
    "date_basis",
    "attributed_by",
    "speaker",
    "speaker_name",
    "kind",
    "tags",
)
"""The facts of a quotation that its stamp tells, by the names of ``quotation_row``."""

_OPENING = re.compile(r"^<!-- onrecord ([a-z]-[0-9a-z]{1,40}) (\{.*\}) -->[^\S\n]*$", re.M)
_ENDING = re.compile(r"^<!-- ([a-z]-[0-9a-z]{1,40}) ends -->[^\S\n]*$", re.M)
_OURS = re.compile(r"^<!-- onrecord [a-z]-|^<!-- [a-z]-[0-9a-z]{1,40} ends", re.M)


@dataclass(frozen=True, slots=True)
class StampedBlock:
    """A stamped block of a document: what it is, where it stands, whether a person edited it."""

    id: str
    facts: Mapping[str, Any]
    text: str
    start: int
    end: int

    @property
    def edited(self) -> bool:
        """Whether its lines are no longer those that were written."""
        return digest(self.text) != self.facts.get("block")

    @property
    def passage(self) -> tuple[Any, ...]:
        """The text that it is quoted from and where in it, () where its stamp does not tell."""
        told = tuple(self.facts.get(name) for name in ("version", "start", "end"))
        return told if all(isinstance(it, (str, int)) for it in told) else ()


def stamped(text: str, row: Mapping[str, Any]) -> str:
    """Return the lines of a block between its two comments."""
    text = text.strip("\n") + "\n"
    said = _json({**_facts(row), "block": digest(text)})
    return f"<!-- onrecord {row['id']} {said} -->\n{text}<!-- {row['id']} ends -->\n"


def facts(row: Mapping[str, Any]) -> str:
    """Return the facts of a quotation as JSON, for a file that is not edited."""
    return _json({"id": row["id"], **_facts(row)})


def memo_digest(memo: str) -> str:
    """Return what tells whether a memo was edited: of its lines, as Markdown shows them."""
    lines = (plain(line) for line in visible(memo).splitlines())
    return digest("\n".join(line for line in lines if line))


def _facts(row: Mapping[str, Any]) -> dict[str, Any]:
    found = {name: row[name] for name in STAMPED if row.get(name) not in (None, [])}
    return {**found, "memo": memo_digest(row["memo"])} if row.get("memo") else found


def digest(text: str) -> str:
    """Return what tells whether lines were edited: blank ends of lines do not count."""
    lines = "\n".join(line.rstrip() for line in text.strip().splitlines())
    return blake2b(lines.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def blocks(document: str) -> list[StampedBlock]:
    """Return the stamped blocks of a document; what is damaged is passed by."""
    return list(_blocks(document.replace("\r\n", "\n")))


def damaged(document: str) -> list[int]:
    """Return the lines of a document with the beginning or the end of a block that is not whole."""
    document = document.replace("\r\n", "\n")
    whole = {
        at for it in _blocks(document) for at in (it.start, document.rfind("\n", 0, it.end) + 1)
    }
    lines, line, at = [], 1, 0
    for met in _OURS.finditer(document):
        line, at = line + document.count("\n", at, met.start()), met.start()
        if at not in whole:
            lines.append(line)
    return lines


def _blocks(document: str) -> Iterator[StampedBlock]:
    """Yield the blocks; one ends before the next begins, or it is none."""
    openings = list(_OPENING.finditer(document))
    limits = [*(it.start() for it in openings), len(document)][1:]
    for opening, limit in zip(openings, limits, strict=True):
        begin = opening.end() + 1
        ending = next(
            (it for it in _ENDING.finditer(document, begin, limit) if it[1] == opening[1]), None
        )
        try:
            facts = orjson.loads(opening[2])
        except orjson.JSONDecodeError:
            continue
        if ending and isinstance(facts, dict):
            text = document[begin : ending.start()]
            yield StampedBlock(opening[1], facts, text, opening.start(), ending.end())


def _json(facts: Mapping[str, Any]) -> str:
    try:
        said = orjson.dumps(facts).decode()
    except orjson.JSONEncodeError:  # a lone surrogate
        said = ""
    if not said.isascii() or not said:
        import json

        said = json.dumps(facts, separators=(",", ":"))
    # A comment holds neither "--" nor ">", and no tag is to be seen in it.
    return said.replace("--", "-\\u002d").replace("<", "\\u003c").replace(">", "\\u003e")
