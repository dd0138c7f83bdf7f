"""Telegram's export (``result.json``): the messages of channels and groups, an article each.

What was said between two people is theirs, and stays out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

import orjson

from onrecord.analysis.types import UNDATED
from onrecord.store.errors import Unreadable

from .dates import future, not_believed, stated_date
from .decoding import decode
from .extracting import Extracting, whole, work
from .protocol import Item, Problem, ProblemKind

LONGEST = 300_000_000
"""Bytes of an export."""

_BEGINS = re.compile(
    rb"""\A(?:\xef\xbb\xbf)?\s*\{\s*(?:"about"\s*:\s*"(?:[^"\\]|\\.){0,2000}"\s*,\s*)?"""
    rb"""(?:"name"\s*:\s*(?:"(?:[^"\\]|\\.){0,2000}"|null)\s*,\s*"type"\s*:\s*"\w{4,30}"\s*,\s*"""
    rb""""id"\s*:\s*-?\d+\s*,\s*"messages"\s*:|"(?:personal_information|chats|contacts)"\s*:)""",
    re.DOTALL,
)
_PRIVATE = ("personal_chat", "bot_chat", "saved_messages", "replies", "verify_codes")
_TITLE = 200
"""Letters of a message's first line that are still a title."""


class TelegramReader(Extracting):
    """``result.json``: an article a message."""

    def recognises(self, head: bytes, name: str) -> bool:
        """Tell by what stands at the top of a chat, or of a whole account."""
        return bool(_BEGINS.match(head))

    def read(self, file: BinaryIO, name: str) -> Iterator[Item | Problem]:
        """Yield the messages of its channels and groups that have words."""
        chats = _chats(_parsed(whole(file, LONGEST, "export of Telegram")))
        left: Counter[str] = Counter()
        for chat in chats:
            if chat.get("type") in _PRIVATE:
                left["private"] += 1
            else:
                yield from _messages(chat, name, left, len(chats) > 1)
        if left["private"]:
            count = "1 chat" if left["private"] == 1 else f"{left['private']:,} chats"
            told = f"{count} between two people left out"
            yield Problem(name, told, ProblemKind.OTHER)
        if left["empty"]:
            count = "1 message has" if left["empty"] == 1 else f"{left['empty']:,} messages have"
            yield Problem(name, f"{count} no words: pictures, films, files", ProblemKind.PART)


def _parsed(data: bytes) -> Any:
    try:
        return orjson.loads(decode(data))
    except (orjson.JSONDecodeError, RecursionError):
        raise Unreadable("it is not valid JSON: is it cut off? Export it again") from None


def _chats(export: Any) -> list[Mapping[str, Any]]:
    """Return the chats of an export, which is one or has a list of them."""
    if not isinstance(export, Mapping):
        return []
    if isinstance(export.get("messages"), list):
        return [export]
    lists = (export.get("chats"), export.get("left_chats"))
    found = [it for held in lists if isinstance(held, Mapping) for it in held.get("list") or ()]
    return [it for it in found if isinstance(it, Mapping)]


def _messages(
    chat: Mapping[str, Any], name: str, left: Counter[str], several: bool
) -> Iterator[Item | Problem]:
    messages = chat.get("messages")
    before = f"{chat.get('id')}/" if several else ""
    for message in messages if isinstance(messages, list) else ():
        if not isinstance(message, Mapping) or message.get("type") != "message":
            continue  # somebody joined, a picture was changed
        text = _text(message)
        if not re.search(r"\w{2}", text):
            left["empty"] += 1
            continue
        key = f"{before}{message.get('id')}"
        if work().begin(f"{name}#{key}"):
            yield from _item(message, chat, key, text, name)


def _item(
    message: Mapping[str, Any], chat: Mapping[str, Any], key: str, text: str, name: str
) -> Iterator[Item | Problem]:
    published = stated_date(message.get("date") or message.get("date_unixtime"))
    if published.date and future(published.date):
        yield Problem(f"{name}#{key}", not_believed(published.date), ProblemKind.DATE)
        published = UNDATED
    changed = stated_date(message.get("edited")).date or ""
    channel, sender = _word(chat, "name"), _word(message, "from")
    first, _, rest = text.partition("\n")
    yield Item(
        key,
        text,
        title=first if rest and len(first) <= _TITLE else "",
        source=channel or sender,
        author=_word(message, "forwarded_from")
        or _word(message, "author")
        or (sender if sender != channel else ""),
        published=published,
        modified="" if changed == published.date else changed,
    )


def _word(of: Mapping[str, Any], name: str) -> str:
    value = of.get(name)
    return " ".join(value.split()) if isinstance(value, str) else ""


def _text(message: Mapping[str, Any]) -> str:
    """Return the words of a message, a paragraph a line: strings and objects in a row."""
    text = message.get("text") or message.get("text_entities")
    parts = text if isinstance(text, list) else [text]
    words = (it.get("text") if isinstance(it, Mapping) else it for it in parts)
    lines = "".join(it for it in words if isinstance(it, str)).splitlines()
    return "\n\n".join(filter(None, (line.strip() for line in lines)))
