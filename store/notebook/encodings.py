"""The person's word on how files are to be read that are no UTF-8."""

from __future__ import annotations

import codecs

from onrecord.store.errors import Unreadable

from .base import Part, clean


def encoding_named(name: str) -> str:
    """Return the usual name of an encoding of text.

    Raises:
        Unreadable: there is none of that name.
    """
    try:
        found = codecs.lookup(name.strip())
        "".encode(found.name)  # not what turns bytes into bytes
    except (LookupError, ValueError):
        raise Unreadable(f"there is no encoding called {name}: try cp1252 or utf-8") from None
    return found.name


class Encodings(Part):
    """Names of encodings, by the files that are to be read as such."""

    def of(self, file: str) -> str:
        """Return the encoding that a file, told by its path in the library, is read as, or ""."""
        row = self._undo_log.rows("encodings").get(file)
        return str(row["encoding"]) if row else ""

    def set(self, file: str, encoding: str) -> str:
        """Say what encoding a file is in; "" leaves it to onrecord again.

        Raises:
            Unreadable: there is no encoding of text of that name.
        """
        name = encoding_named(clean(encoding)) if encoding.strip() else ""
        label = f"{file} is read as {name}" if name else f"{file} is read as it looks"
        return self._set("encodings", file, {"encoding": name} if name else None, clean(label))
