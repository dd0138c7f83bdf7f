"""JSON as programs write it: what it lacks a word for (``NaN``, ``Infinity``) is nothing."""

from __future__ import annotations

import json
import re
from typing import Any

import orjson

_BESIDE = re.compile(r"\b(?:NaN|-?Infinity)\b")


def loads(text: str) -> Any:
    """Return the value of a JSON text.

    Raises:
        ValueError: it is none.
        RecursionError: it is too deep.
    """
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        if not _BESIDE.search(text):
            raise
        return json.loads(text, parse_constant=lambda _: None)


def unquoted(value: Any) -> Any:
    """Return the value that a string is the JSON of: what a program wrote out twice."""
    while isinstance(value, str) and value.lstrip()[:1] in ("{", "["):
        try:
            value = loads(value)
        except ValueError:
            break
    return value
