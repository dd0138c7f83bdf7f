"""What a JSON value has to look like, and in plain words what of it does not.

Types say it: dataclasses, typed dictionaries, enumerations, with limits in ``Annotated``.  The
checking is msgspec's, which takes a microsecond for what a person did to one quotation.
"""

from __future__ import annotations

import re
from typing import Any, TypeVar

import msgspec

from onrecord.store.errors import Damaged

T = TypeVar("T")

_EXPECTED = re.compile(r"Expected `([^`]*)`(?:, got `([^`]*)`)?")
_MISSING = re.compile(r"missing required field `([^`]*)`")
_PLACE = re.compile(r" - at `(?:key in )?\$?([^`]*)`$")
_NAMES = {
    "str": "text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list",
    "object": "a record",
    "null": "nothing",
    "list": "a list",
    "dict": "a record",
}


def shaped(value: object, shape: type[T]) -> T:
    """Return a JSON value as an instance of a type.

    Raises:
        Damaged: it is none; the message says what is wrong where.
    """
    try:
        return msgspec.convert(value, shape)
    except msgspec.ValidationError as error:
        raise Damaged(in_words(str(error))) from None


def misfit(value: object, shape: Any) -> str:
    """Return what is wrong with a JSON value that ought to be of a type, or ""."""
    try:
        shaped(value, shape)
    except Damaged as error:
        return str(error)
    return ""


def in_words(message: str) -> str:
    """Return one of msgspec's messages as a person would say it."""
    found = _PLACE.search(message)
    place = found[1].strip(".").replace("[...]", "") if found else ""
    said = message[: found.start()] if found else message
    if missing := _MISSING.search(said):
        return f"{'.'.join(part for part in (place, missing[1]) if part)} is missing"
    what = place or "it"
    if (expected := _EXPECTED.match(said)) and expected[2]:
        wanted = " or ".join(_NAMES.get(name.strip(), name) for name in expected[1].split("|"))
        return f"{what} should be {wanted}, not {_NAMES.get(expected[2], expected[2])}"
    return f"{what}: {said[:1].lower()}{said[1:]}".replace("`", "")
