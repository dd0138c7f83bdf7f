"""What an address holds, fetched with bounds: redirects, size, time, kind, and never unasked.

The addresses of one's own network are reached only where they are given: neither a redirect nor a
name that resolves to one leads there.  The connection is made to the address that was checked.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from onrecord.store.errors import StoreError

if TYPE_CHECKING:
    import urllib3

SIZE = 50_000_000
"""Bytes that are fetched at most."""

SECONDS = 60.0
"""How long one address may take, with all its redirects."""

REDIRECTS = 5
AGENT = "onrecord (a reader of news; https://pypi.org/project/onrecord/)"
_NEVER = ("image/", "video/", "audio/", "font/")


class NotFetched(StoreError):
    """An address gave nothing; the message says why, without naming the address."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came: from which address in the end, as what kind, encoded how; ``data`` is the body.

    ``unchanged`` tells that it is what it was; ``etag`` and ``modified`` are for the next time.
    """

    url: str
    data: bytes
    kind: str = ""
    charset: str = ""
    etag: str = ""
    modified: str = ""
    unchanged: bool = False


def fetch(url: str, *, etag: str = "", modified: str = "", seconds: float = SECONDS) -> Fetched:
    """Fetch an address.

    Args:
        url: an address of the web, as a person gave it.
        etag: what it was marked with the last time.
        modified: when it was changed the last time, as it said.
        seconds: how long it may take.

    Raises:
        NotFetched: it cannot be had, or is none of what is fetched.
    """
    deadline = time.monotonic() + seconds
    given = _host(url)
    headers = {"User-Agent": AGENT, "Accept-Encoding": "gzip"}
    headers |= {"If-None-Match": etag} if etag else {}
    headers |= {"If-Modified-Since": modified} if modified else {}
    for _ in range(REDIRECTS + 1):
        answer = _ask(url, given, headers, deadline)
        try:
            if answer.status in (301, 302, 303, 307, 308):
                url = urljoin(url, answer.headers.get("Location", ""))
                continue
            return _taken(url, answer, deadline)
        finally:
            answer.close()
    raise NotFetched(f"it leads on more than {REDIRECTS} times: give the address it ends at")


def _host(url: str) -> tuple[str, int]:
    """Return host and port of an address.

    Raises:
        NotFetched: it is no address of the web.
    """
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        raise NotFetched("it is no address of the web") from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise NotFetched("it is no address of the web: it begins with http:// or https://")
    return parts.hostname, port


def _ask(
    url: str, given: tuple[str, int], headers: Mapping[str, str], deadline: float
) -> urllib3.BaseHTTPResponse:
    import urllib3

    host, port = _host(url)
    where = _checked(host, port, own=(host, port) == given)
    left = deadline - time.monotonic()
    if left <= 0:
        raise NotFetched("it takes too long")
    timeout = urllib3.Timeout(connect=min(15.0, left), read=min(20.0, left))
    parts = urlsplit(url)
    name = host if port in (80, 443) else f"{host}:{port}"
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    pool = (
        urllib3.HTTPSConnectionPool(
            where, port, timeout=timeout, server_hostname=host, assert_hostname=host
        )
        if parts.scheme == "https"
        else urllib3.HTTPConnectionPool(where, port, timeout=timeout)
    )
    try:
        return pool.urlopen(
            "GET",
            urllib3.util.parse_url(path).url,
            headers={**headers, "Host": name},
            redirect=False,
            retries=False,
            preload_content=False,
        )
    except urllib3.exceptions.HTTPError as error:
        raise NotFetched(f"it cannot be reached ({type(error).__name__})") from None


def _checked(host: str, port: int, *, own: bool) -> str:
    """Return a numeric address of a host, one of the own network only if ``own`` says so.

    Raises:
        NotFetched: there is none, or none that may be reached.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise NotFetched(
            f"there is no host {host}: is it written right, and are you online?"
        ) from None
    numeric = [str(each[4][0]) for each in found]
    if not own and not all(ip_address(each.split("%")[0]).is_global for each in numeric):
        raise NotFetched("it leads into your own network: not followed")
    return numeric[0]


def _taken(url: str, answer: urllib3.BaseHTTPResponse, deadline: float) -> Fetched:
    etag, modified = (answer.headers.get(name, "") for name in ("ETag", "Last-Modified"))
    if answer.status == 304:
        return Fetched(url, b"", etag=etag, modified=modified, unchanged=True)
    if answer.status != 200:
        raise NotFetched(f"it answers {answer.status}: nothing was fetched")
    kind, _, rest = answer.headers.get("Content-Type", "").partition(";")
    if kind.strip().lower().startswith(_NEVER):
        raise NotFetched(f"it is {kind.strip()}, which is nothing to read")
    charset = rest.partition("charset=")[2].strip(" \"'").split(";")[0]
    return Fetched(url, _body(answer, deadline), kind.strip().lower(), charset, etag, modified)


def _body(answer: urllib3.BaseHTTPResponse, deadline: float) -> bytes:
    import urllib3

    pieces, size = [], 0
    try:
        while piece := answer.read1(1 << 16, decode_content=True):  # what there is, at once
            size += len(piece)
            if size > SIZE:
                raise NotFetched(f"it is longer than {SIZE // 1_000_000} MB: nothing was kept")
            if time.monotonic() > deadline:
                raise NotFetched("it takes too long, or never ends: nothing was kept")
            pieces.append(piece)
    except urllib3.exceptions.HTTPError as error:
        raise NotFetched(f"it broke off ({type(error).__name__})") from None
    return b"".join(pieces)
