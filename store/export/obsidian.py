"""The Markdown of Obsidian: front matter, callouts, block ids, links to notes, tags in a tree."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Any

from .markdown import plain

_NO_NAME = re.compile(r'[*"\\/<>:|?#^\[\]%`{}$~&_@]+|(?i:(?<=\bwww)\.)')
_NO_TAG = re.compile(r"(?:[^\w/-]|(?<![^\W_])_|_(?![^\W_]))+")
_NO_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")
"""What a reader of YAML refuses as it stands, and JSON does not escape."""


def note(name: str) -> str:
    """Return a link to the note of this name, without what a note's name cannot have."""
    return f"[[{note_name(name)}]]"


@lru_cache(1024)
def note_name(name: str) -> str:
    """Return a name as a note can have it: no path, no characters that mean something."""
    seen = "".join(sign if sign.isprintable() else " " for sign in plain(name))
    words = " ".join(_NO_NAME.sub(" ", seen).split())[:120].strip(". ")
    return words or "unnamed"


@lru_cache(1024)
def tag_name(tag: str) -> str:
    """Return a tag as Obsidian can have it: letters, digits, ``_``, ``-``, levels by ``/``."""
    levels = (_NO_TAG.sub("-", plain(level)).strip("-_") for level in tag.split("/"))
    name = "/".join(level for level in levels if level) or "tag"
    # Digits alone are no tag to Obsidian.
    return name if re.search(r"[^\d/]", name) else f"{name}_"


def hashtag(tag: str) -> str:
    """Return a tag with its sign."""
    return f"#{tag_name(tag)}"


def yaml(value: Any) -> str:
    """Return a value as YAML on one line: JSON, which is a part of YAML 1.2."""
    said = json.dumps(value, ensure_ascii=False)
    return _NO_YAML.sub(lambda found: f"\\u{ord(found[0]):04x}", said)
