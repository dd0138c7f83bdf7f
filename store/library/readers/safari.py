"""Pages that Safari saved: ``.webarchive``, a property list with the page and its frames."""

from __future__ import annotations

import plistlib
from collections.abc import Iterator
from typing import BinaryIO

from onrecord.store.errors import Unreadable

from .extracting import Extracting, whole
from .markup import page_text
from .pages import LONGEST, page
from .protocol import Item, Problem

_BINARY, _XML = b"bplist00", b"<key>WebMainResource</key>"


class SafariReader(Extracting):
    """``.webarchive``."""

    suffixes = (".webarchive",)

    def recognises(self, head: bytes, name: str) -> bool:
        """Tell by the name of the page's own part, or by a property list that is called so."""
        named = name.lower().endswith(self.suffixes)
        return _XML in head or (head.startswith(_BINARY) and (named or b"WebMainResource" in head))

    def read(self, file: BinaryIO, name: str) -> Iterator[Item | Problem]:
        """Yield the article of the page; its frames and pictures are none of it."""
        data = whole(file, LONGEST, "page")
        if b"<!ENTITY" in data[:100_000]:
            raise Unreadable("it declares entities of its own, which no page needs: refused")
        try:
            main = plistlib.loads(data)["WebMainResource"]
            held, url = main["WebResourceData"], str(main.get("WebResourceURL") or "")
            charset = str(main.get("WebResourceTextEncodingName") or "")
        except Exception:  # the parser of property lists trips over hostile ones in many ways
            raise Unreadable("it is no web archive that can be read: is it damaged?") from None
        if not isinstance(held, bytes):
            raise Unreadable("it holds no page")
        address = url if url.startswith(("http://", "https://")) else ""
        yield from page(page_text(held, charset), name, url=address)
