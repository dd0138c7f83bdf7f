"""The lines above a message: who sent it, in programs' and people's ways to write it."""

from __future__ import annotations

import binascii
import email.policy
import re
from base64 import b64decode, b64encode
from email.message import Message
from email.utils import parseaddr

_RUN = re.compile(
    rb"=\?([\w.-]+)\?([BbQq])\?[^?\s]*\?=(?:\s+=\?\1\?\2\?[^?\s]*\?=)+",
)
"""Encoded words of one encoding behind each other: some programs part them inside a sign."""

_PIECE = re.compile(rb"\?[BbQq]\?([^?\s]*)\?=")
_ABOVE = re.compile(rb".*?(?=\r?\n\r?\n|\Z)", re.DOTALL)
_COMMENT = re.compile(r"\s*([^<>]*?)\s*\(([^()]+)\)\s*")
_ANGLED = re.compile(r"""["'\s]*(.*?)["'\s]*<([^<>]*)>\s*""")


def header(given: Message, name: str) -> str:
    """Return what stands behind a name above a message, in one line; "" where nothing does."""
    try:
        return " ".join(str(given.get(name) or "").split())
    except Exception:  # the parser of headers trips over hostile ones in many ways
        return ""


def sender(given: Message) -> tuple[str, str]:
    """Return who sent a message: the name, which may be "", and the address.

    Old programs and archives of lists write ``ann at quay.example (Ann Lee)``.
    """
    name, address = parseaddr(header(given, "From"))
    if name:
        return name, address
    raw = next((str(it) for key, it in given.raw_items() if key.lower() == "from"), "")
    raw = " ".join(raw.split())
    if found := _COMMENT.fullmatch(raw):
        return _words(found[2]), address or found[1]
    if not address and (found := _ANGLED.fullmatch(raw)):
        return _words(found[1]), found[2]
    return "", address or header(given, "From")


def whole_words(data: bytes) -> bytes:
    """Return a message's bytes, the encoded words above it joined that stand behind each other."""
    above = _ABOVE.match(data)
    if above is None or b"?=" not in above[0]:
        return data
    return _RUN.sub(_joined, above[0]) + data[above.end() :]


def _joined(found: re.Match[bytes]) -> bytes:
    pieces = _PIECE.findall(found[0])
    encoded = b"".join(pieces)
    if found[2] in b"Bb":
        try:
            encoded = b64encode(b"".join(map(b64decode, pieces)))
        except (binascii.Error, ValueError):
            return found[0]
    return b"=?%s?%s?%s?=" % (found[1], found[2], encoded)


def _words(raw: str) -> str:
    """Return a name whose words may be encoded."""
    try:
        return " ".join(str(email.policy.default.header_factory("Subject", raw)).split())
    except Exception:  # as for other headers
        return ""
