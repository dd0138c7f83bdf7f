"""JSON that leaves (RFC 8259): UTF-8 that any terminal can be shown.

JSON escapes the controls below U+0020 itself.  DEL and those from U+0080 to U+009F, which some
terminals obey, may be escaped, and are.
"""

from __future__ import annotations

import json
import re
from typing import Any

import orjson

_ORDERS = re.compile(b"\x7f|\xc2[\x80-\x9f]")


def dumped(value: Any, indent: bool = False) -> bytes:
    """Return a value as JSON and a line end; in ASCII where the text holds what UTF-8 cannot."""
    option = orjson.OPT_APPEND_NEWLINE | (orjson.OPT_INDENT_2 if indent else 0)
    try:
        return controls_escaped(orjson.dumps(value, option=option))
    except orjson.JSONEncodeError:  # a lone surrogate, which UTF-8 has no bytes for
        return json.dumps(value, indent=2 if indent else None).encode("ascii") + b"\n"


def controls_escaped(data: bytes) -> bytes:
    """Return JSON of the same meaning in which no control stands as it is."""
    return _ORDERS.sub(_escaped, data)


def _escaped(found: re.Match[bytes]) -> bytes:
    return b"\\u%04x" % ord(found[0].decode())
