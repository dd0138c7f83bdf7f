"""What goes between onrecord and the processes that read files for it: JSON, length first."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from typing import Any, BinaryIO

import orjson

from onrecord.analysis.types import Basis, Precision, Published
from onrecord.store.library.readers.protocol import Item, Problem, ProblemKind

Message = Mapping[str, Any]

LONGEST = 256_000_000
"""Bytes of one message; a longer one is no message of ours."""

_LENGTH = struct.Struct(">I")


def pack(message: Message) -> bytes:
    """Return a message as bytes with their number in front."""
    body = orjson.dumps(message)
    return _LENGTH.pack(len(body)) + body


def length_of(head: bytes) -> int:
    """Return how many bytes follow the four of ``head``.

    Raises:
        ValueError: so many that it is no message.
    """
    length: int = _LENGTH.unpack(head)[0]
    if length > LONGEST:
        raise ValueError("the message is too long")
    return length


def receive(file: BinaryIO) -> Message | None:
    """Return the next message of a pipe; None where it has ended."""
    head = file.read(4)
    if len(head) < 4:
        return None
    found: Message = orjson.loads(file.read(length_of(head)))
    return found


def item_message(item: Item) -> Message:
    """Return an item as a message; what UTF-8 cannot hold becomes ``?``."""
    published = item.published
    return {
        "key": sound(item.key),
        "text": sound(item.text),
        "title": sound(item.title),
        "source": sound(item.source),
        "url": sound(item.url),
        "language": sound(item.language),
        "author": sound(item.author),
        "modified": item.modified,
        "summary": item.summary,
        "places": [(at, sound(what)) for at, what in item.places],
        "published": [published.date, str(published.precision), str(published.basis), published.why]
        if published.date
        else None,
    }


def item_of(message: Message) -> Item:
    """Return the item of a message.

    Raises:
        ValueError, TypeError, KeyError: it is none.
    """
    dated = message["published"]
    published = Published()
    if dated:
        published = Published(
            str(dated[0]), Precision(dated[1]), Basis(dated[2]), why=str(dated[3])
        )
    return Item(
        key=str(message["key"]),
        text=str(message["text"]),
        title=str(message["title"]),
        source=str(message["source"]),
        url=str(message["url"]),
        language=str(message["language"]),
        author=str(message["author"]),
        modified=str(message["modified"]),
        summary=bool(message["summary"]),
        places=tuple((int(at), str(what)) for at, what in message["places"]),
        published=published,
    )


def problem_of(message: Message) -> Problem:
    """Return the problem of a message; errors as :func:`item_of`."""
    return Problem(str(message["where"]), str(message["message"]), ProblemKind(message["kind"]))


def sound(text: str) -> str:
    """Return text that can be written as UTF-8, without null characters."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "")
