"""Telegram's export as pages (``messages.html``): the messages of one channel or group."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from onrecord.store.errors import Unreadable

from .found import Delivered


def of_page(tree: Any) -> Iterator[Delivered]:
    """Yield the messages of a page that have words.

    Raises:
        Unreadable: two people write to each other, one of whom the page is called by.
    """
    channel = _first(tree, "page_header", "text")
    messages = list(_named(tree, "message"))
    senders = {name for it in messages if (name := _sender(it))} - {channel}
    if len(senders) == 1 and any(_sender(it) == channel for it in messages):
        raise Unreadable("it is a chat between two people: left out")
    sender = ""
    for message in messages:
        sender = _sender(message) or sender
        text = _text(message)
        if not re.search(r"\w{2}", text):
            continue
        first, _, rest = text.partition("\n")
        forwarded = _first(message, "forwarded", "from_name")
        yield Delivered(
            text,
            title=first if rest and len(first) <= 200 else "",
            source=channel,
            day=next(iter(message.xpath(".//*[contains(@class, 'date')]/@title")), "")[:10],
            author=forwarded or (sender if sender != channel else ""),
            number=str(message.get("id") or "").removeprefix("message"),
        )


def _named(element: Any, name: str) -> list[Any]:
    spaced = "concat(' ', normalize-space(@class), ' ')"
    return list(element.xpath(f".//*[contains({spaced}, ' {name} ')]"))


def _first(element: Any, around: str, name: str) -> str:
    """Return the words of the first element of a class inside another, without those of others."""
    found = (it for outer in _named(element, around) for it in _named(outer, name))
    return next((" ".join((it.text or "").split()) for it in found), "")


def _sender(message: Any) -> str:
    """Return who sent a message; one that follows another of the same sender does not say it."""
    for name in _named(message, "from_name"):
        if not any("forwarded" in (it.get("class") or "") for it in name.iterancestors()):
            return " ".join((name.text or "").split())
    return ""


def _text(message: Any) -> str:
    from ..fragments import text_of

    bodies = (it for it in _named(message, "text") if "bold" not in (it.get("class") or ""))
    return "\n\n".join(text_of(deepcopy(it)) for it in bodies)
