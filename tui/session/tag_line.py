"""A line of tags as a person types it: read, written, completed."""

from __future__ import annotations

import re
from collections.abc import Sequence

BETWEEN = re.compile(r"[\s,]+")
_TAG = re.compile(r'"([^"]*)"|([^\s,]+)')


def parse_tags(typed: str) -> list[str]:
    """Return the tags in a line, each once, in order: ``#a/b, c`` gives ``["a/b", "c"]``.

    One that has blanks stands in quotation marks, as :func:`written` writes it.
    """
    parts = (said or word.strip("#/") for said, word in _TAG.findall(typed))
    return list(dict.fromkeys(part for part in parts if part))


def written(tag: str) -> str:
    """Return a tag as the line has it; older libraries may hold some with blanks."""
    return f'"{tag}"' if BETWEEN.search(tag) else tag


def suggest(fragment: str, recent: Sequence[str], counts: dict[str, int]) -> list[str]:
    """Return tags that fit the beginning of one: recent ones first, then the frequent ones."""
    known = list(dict.fromkeys([*recent, *sorted(counts, key=lambda tag: (-counts[tag], tag))]))
    wanted = fragment.lstrip("#").casefold()
    found = [tag for tag in known if wanted in tag.casefold()]
    return sorted(found, key=lambda tag: not _begins(tag.casefold(), wanted))


def _begins(tag: str, wanted: str) -> bool:
    return tag.startswith(wanted) or any(part.startswith(wanted) for part in tag.split("/"))
