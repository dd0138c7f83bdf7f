"""E-mail: messages, mailboxes, and pages that a browser saved as one message (MHTML)."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from contextlib import suppress
from email.errors import CloseBoundaryNotFoundDefect
from email.message import EmailMessage, Message
from itertools import islice
from pathlib import PurePath
from typing import BinaryIO

from onrecord.analysis.types import UNDATED
from onrecord.store.errors import Unreadable

from .attachments import MOST_PARTS, attachments, parts
from .dates import future, not_believed, stated_date
from .extracting import Holding, alone, whole, work
from .mail_heads import header, sender, whole_words
from .protocol import Choose, Item, Problem, ProblemKind

LONGEST = 50_000_000
"""Bytes of one message with what is attached to it."""

_HEADER = re.compile(rb"^(?P<name>[A-Za-z][A-Za-z0-9-]{1,40}):(?:[ \t]|\r?\n[ \t])", re.MULTILINE)
_TELLING = {
    b"mime-version", b"message-id", b"received", b"return-path", b"content-type",
    b"delivered-to", b"content-transfer-encoding", b"dkim-signature",
}  # fmt: skip
_OF_MANY_BYTES = ("gb", "big5", "euc", "shift", "iso-2022", "iso2022", "hz", "utf", "ks", "cp9")
_SAVED = re.compile(rb"multipart/related|Snapshot-Content-Location", re.IGNORECASE)
_FROM = re.compile(rb"\A(?:\xef\xbb\xbf)?From \S+.*\d{4}")


class MailReader(Holding):
    """``.eml`` and ``.mhtml``."""

    suffixes = (".eml", ".mhtml", ".mht", ".emlx")

    def recognises(self, head: bytes, name: str) -> bool:
        """Tell by headers that only programs write."""
        if not _HEADER.match(head):
            return False
        top = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
        names = {found["name"].lower() for found in _HEADER.finditer(top)}
        return len(names) >= 3 and bool(names & _TELLING) and b"from" in names | _saved(top)

    def read(self, file: BinaryIO, name: str) -> Iterator[Item | Problem]:
        """Yield the message, or the page that it holds."""
        yield from message(whole(file, LONGEST, "message"), name, "", self._choose)


class MboxReader(Holding):
    """``.mbox``: many messages, one after the other."""

    suffixes = (".mbox", ".mbx")
    streams = True

    def recognises(self, head: bytes, name: str) -> bool:
        """Tell by the line that parts messages, and headers below it."""
        first, _, rest = head.partition(b"\n")
        return bool(_FROM.match(first)) and bool(_HEADER.match(rest))

    def read(self, file: BinaryIO, name: str) -> Iterator[Item | Problem]:
        """Yield an article a message."""
        count = 0
        for count, data in enumerate(_messages(file), 1):
            where = f"{name}#{count}"
            if not work().begin(where):
                continue
            if data is None:
                yield Problem(
                    where, f"it is longer than {LONGEST // 1_000_000} MB", ProblemKind.PART
                )
                continue
            try:
                with alone():
                    yield from message(data, where, str(count), self._choose)
            except Unreadable as error:
                yield Problem(where, str(error), ProblemKind.PART)
        if not count:
            raise Unreadable("it holds no messages")


def _saved(top: bytes) -> set[bytes]:
    return {b"from"} if _SAVED.search(top) else set()


def _messages(file: BinaryIO) -> Iterator[bytes | None]:
    """Yield the bytes of each message; None for one that is too long."""
    held: list[bytes] = []
    size = 0
    blank = True
    begun = False
    while line := file.readline(1_000_000):
        if blank and line.startswith(b"From ") and re.search(rb"\d{4}", line):
            if begun:
                yield b"".join(held) if size <= LONGEST else None
            held, size, begun = [], 0, True
        elif begun:
            size += len(line)
            if size <= LONGEST:
                held.append(line[1:] if re.match(rb">+From ", line) else line)
        blank = not line.strip()
    if begun:
        yield b"".join(held) if size <= LONGEST else None


def message(data: bytes, name: str, key: str, choose: Choose) -> Iterator[Item | Problem]:
    """Yield the article of a message's bytes.

    Raises:
        Unreadable: it is nested too deeply, or has no words.
    """
    if PurePath(name).suffix.lower() == ".emlx":
        data = data.partition(b"\n")[2]
    if data.lower().count(b"content-type: multipart") > MOST_PARTS:
        raise Unreadable("its parts are nested too deeply for a message: refused")
    try:
        given = email.message_from_bytes(whole_words(data), policy=email.policy.default)
        assert isinstance(given, EmailMessage)
        if _is_saved(given):
            yield from _page(given, name)
            return
        text = _text(given)
        published = stated_date(header(given, "Date"))
        late = published.date if published.date and future(published.date) else ""
        who, address = sender(given)
        identity = header(given, "Message-ID").strip("<> ")
        open_ended = any(map(_is_open, islice(given.walk(), MOST_PARTS)))
    except (RecursionError, LookupError, ValueError, AttributeError, TypeError, KeyError):
        raise Unreadable("it is no message that can be read: is it damaged?") from None
    item = Item(
        identity or key if key else "",
        text,
        title=header(given, "Subject"),
        source=who or address,
        author=who,
        published=UNDATED if late else published,
    )
    if late:
        told = not_believed(late)
        yield Problem(name, told, ProblemKind.DATE)
    if open_ended:
        yield Problem(name, "one of its parts is not closed: is it cut off?", ProblemKind.PART)
    if text.strip():
        yield item
    empty = not text.strip()
    for found in attachments(given, name, item, choose):
        empty = False
        yield found
    if empty:
        raise Unreadable("the message has no text")


def _is_open(part: Message) -> bool:
    """Tell whether a part that holds others ends without the line that closes it."""
    return any(isinstance(it, CloseBoundaryNotFoundDefect) for it in part.defects)


def _is_saved(given: Message) -> bool:
    """Tell whether a message is a page that a browser saved, with its pictures or without any."""
    kind = given.get_content_type()
    who = header(given, "From")
    by_browser = who.strip('"<').startswith("Saved by ")
    if kind == "multipart/related":  # as letters with pictures are, too
        return bool(given["Snapshot-Content-Location"]) or by_browser or "@" not in who
    return kind == "text/html" and by_browser


def _text(given: EmailMessage) -> str:
    """Return the words of a message: of plain text and HTML the one that says more."""
    from .fragments import text_of
    from .mail_edges import letter, show
    from .markup import lighten, page_text, tree_of

    plain: list[str] = []
    html: list[str] = []
    for part in islice(parts(given), MOST_PARTS):
        if part.get_content_disposition() == "attachment":
            continue
        kind = part.get_content_type()
        if kind == "text/plain":
            plain.append(_unwrapped(_decoded(part)))
        elif kind == "text/html":
            raw = _bytes(part)
            if raw:
                tree = tree_of(lighten(page_text(raw, part.get_content_charset() or "")))
                if tree is not None:
                    show(tree)
                    html.append(text_of(tree))
    shown, marked = ("\n\n".join(filter(str.strip, pieces)) for pieces in (plain, html))
    return letter(marked if len(marked.split()) > 1.5 * len(shown.split()) else shown)


def _decoded(part: EmailMessage) -> str:
    raw = _bytes(part)
    declared = part.get_content_charset() or "utf-8"
    if not declared.startswith(_OF_MANY_BYTES):  # hardly any other text can be read as UTF-8
        with suppress(UnicodeDecodeError):
            return raw.decode("utf-8")
    for encoding in (declared, "utf-8"):
        with suppress(LookupError, UnicodeDecodeError):
            return raw.decode(encoding)
    return raw.decode("cp1252", "replace")


def _bytes(part: EmailMessage) -> bytes:
    """Return the bytes of a part that should be text; none of a file that only says so."""
    raw = part.get_payload(decode=True)
    wide = (part.get_content_charset() or "").startswith(("utf-16", "utf-32"))
    return raw if isinstance(raw, bytes) and (wide or b"\0" not in raw) else b""


def _unwrapped(text: str) -> str:
    """Return plain text of mail with its paragraphs in one line where lines are wrapped."""
    text = text.replace("\r\n", "\n")
    lines = [len(line) for line in text.split("\n") if line.strip()]
    if len(lines) < 4 or max(lines) > 100:
        return text.strip()
    parts = re.split(r"\n\s*\n", text)
    return "\n\n".join(" ".join(part.split()) for part in parts if part.strip())


def _page(given: EmailMessage, name: str) -> Iterator[Item | Problem]:
    """Yield the article of a page that a browser saved as a message."""
    from .markup import page_text
    from .pages import page

    url = header(given, "Snapshot-Content-Location") or header(given, "Content-Location")
    for count, part in enumerate(given.walk()):
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            raw = part.get_payload(decode=True)
            if isinstance(raw, bytes):
                url = url or header(part, "Content-Location")
                address = url if url.startswith(("http://", "https://")) else ""
                charset = part.get_content_charset() or ""
                yield from page(page_text(raw, charset), name, url=address)
                return
        if count > MOST_PARTS:
            break
    yield Problem(name, "the saved page holds no page", ProblemKind.EMPTY)
