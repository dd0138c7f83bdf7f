"""What is attached to a message: documents and other messages, each an article of its own."""

from __future__ import annotations

import email
import email.policy
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage, Message
from itertools import islice

from onrecord.analysis.types import Basis
from onrecord.store.errors import Unreadable

from .archives import Names, anything
from .extracting import Work, work, working
from .protocol import HEAD, Choose, Item, Problem, ProblemKind

_MARK = re.compile(r'^--([^\s"]{1,70})[ \t]*\r?\n(?=content-(?:type|transfer)[\w-]*:)', re.I | re.M)
"""A line that parts a message, above what tells the type of a part."""

MOST_PARTS = 200
"""Parts of a message that are looked at."""


def parts(given: EmailMessage) -> Iterator[EmailMessage]:
    """Yield the parts of a message in their order; one that is a message itself is not opened."""
    waiting = [given]
    while waiting:
        part = waiting.pop()
        if part.get_content_maintype() != "multipart":
            yield part
            continue
        inner = part.get_payload()
        if isinstance(inner, str) and inner.strip():
            inner = [_with_its_mark(part)]
        if isinstance(inner, list):
            waiting += [it for it in reversed(inner) if isinstance(it, EmailMessage)]


def _with_its_mark(part: EmailMessage) -> Message:
    """Return what should have parts, but is parted by another line than it says, or by none."""
    kind = str(part["Content-Type"])
    part.replace_header("Content-Type", "text/plain; charset=latin-1")  # its bytes as they are
    body = str(part.get_payload())
    part.replace_header("Content-Type", kind)
    found = _MARK.search(body)
    head = f'Content-Type: multipart/mixed; boundary="{found[1]}"' if found else ""
    data = f"{head}\n\n{body}".encode("latin-1", "replace")
    made = email.message_from_bytes(data, policy=email.policy.default)
    if found and not isinstance(made.get_payload(), list):
        made.replace_header("Content-Type", "text/plain")
    return made


def attachments(
    given: EmailMessage, name: str, of: Item, choose: Choose
) -> Iterator[Item | Problem]:
    """Yield the articles that are attached to a message, and why others are not read.

    Args:
        given: the message.
        name: where it stands, for problems.
        of: its own article, which gives what an attachment does not say of itself.
        choose: gives the reader for a file.
    """
    names = Names(name)
    for part in islice(parts(given), MOST_PARTS):
        member, data = _file(part)
        if not data or isinstance(choose(data[:HEAD], member), Problem):
            continue
        where = names.of(member)
        shown = where[len(name) + 1 :]
        try:
            for found in _read(data, member, choose):
                if isinstance(found, Problem):
                    yield found._replace(where=where)
                    continue
                key = f"{shown}#{found.key}" if found.key else shown
                yield _like(replace(found, key=f"{of.key}#{key}" if of.key else key), of)
        except Unreadable as error:
            yield Problem(where, f"it is attached to the message, and {error}", ProblemKind.PART)


def _file(part: EmailMessage) -> tuple[str, bytes]:
    """Return the name and the bytes of an attached file; none of a part that is read as text."""
    name = " ".join(str(part.get_filename() or "").split())
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        held = inner[0] if isinstance(inner, list) and inner else None
        try:
            data = held.as_bytes() if isinstance(held, EmailMessage) else b""
        except Exception:  # what cannot be read as a message cannot be written as one either
            data = b""
        return (name if name.lower().endswith(".eml") else f"{name or 'message'}.eml"), data
    shown = part.get_content_disposition() != "attachment"
    if shown and (not name or part.get_content_maintype() == "text"):
        return "", b""
    raw = part.get_payload(decode=True)
    return name or part.get_content_type(), raw if isinstance(raw, bytes) else b""


def _read(data: bytes, member: str, choose: Choose) -> list[Item | Problem]:
    """Return what a file holds; its parts are not counted: the message is one part as a whole."""
    on = work()
    apart = Work(mappings=on.mappings, unpacked=on.unpacked, depth=on.depth)
    with working(apart):
        found = list(anything(choose, io.BytesIO(data), member))
    on.unpacked = apart.unpacked
    return found


def _like(item: Item, of: Item) -> Item:
    """Return an attached article; what it does not say of itself is the message's."""
    published = item.published
    day, sent = published.date, of.published.date
    declared = day and published.basis is not Basis.INFERRED
    if sent and not (declared and day and day <= sent):
        why = "The message that it is attached to is of that day."
        published = replace(of.published, basis=Basis.INFERRED, why=why)
    return replace(item, published=published, source=item.source or of.source)
