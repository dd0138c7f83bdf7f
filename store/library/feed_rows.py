"""The rows of a subscribed feed's file: which of them an entry is that was fetched, or a new one.

A row's id never changes, since a person's work hangs on it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import orjson

from onrecord.store.errors import StoreError
from onrecord.store.plain_files import read_plain
from onrecord.store.storage import write_atomically

from .readers import Item
from .readers.keys import MADE, numbered

Row: TypeAlias = dict[str, Any]
Rows: TypeAlias = dict[str, Row]
"""Rows by their ids, in their order."""

_NUMBER = re.compile(r" \(\d+\)\Z")


def read_rows(path: Path) -> Rows:
    """Return the rows that a feed's file holds.

    Raises:
        StoreError: it is there and cannot be read.
    """
    try:
        lines = read_plain(path).splitlines()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {error.strerror}") from error
    found = {}
    for line in lines:
        try:
            row = orjson.loads(line)
            found[str(row["id"])] = row
        except (orjson.JSONDecodeError, KeyError, TypeError):
            continue
    return found


def write_rows(path: Path, rows: Rows) -> None:
    """Write a feed's file.

    Raises:
        NotWritten: the disk refused; the old one stands.
    """
    write_atomically(path, b"".join(orjson.dumps(row) + b"\n" for row in rows.values()))


def rows_of(items: Sequence[Item], known: Rows) -> Rows:
    """Return the rows of entries that were fetched, under the ids of those that they are.

    An entry is the row of its id and words, wherever several have that id; one without an id is
    also any row of its words: an earlier version named those by their place in the feed.  What
    fits none of them is the row of its id, changed, where no other one has that id, else a new row.
    """
    families: defaultdict[str, list[str]] = defaultdict(list)
    by_words: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for key, row in known.items():
        families[_family(str(row.get("key") or key))].append(key)
        by_words[str(row.get("title", "")), str(row.get("text", ""))].append(key)
    found: Rows = {}
    left = []
    for item in items:
        own = families[_family(item.key)]
        nameless = item.key.startswith(MADE)
        same = [
            key
            for key in by_words[item.title, item.text]
            if key not in found and (key in own or (nameless and not known[key].get("url")))
        ]
        if same:
            key = min(same, key=lambda it: it not in own)
            found[key] = _row(item, key)
        else:
            left.append(item)
    together = Counter(_family(item.key) for item in items)
    for item in left:
        own = families[_family(item.key)]
        free = [key for key in own if key not in found]
        if len(own) > 1 or together[_family(item.key)] > 1:
            free = [key for key in free if known[key].get("title", "") == item.title]
        key = free[0] if len(free) == 1 else numbered(_family(item.key), known.keys() | found)
        found[key] = _row(item, key)
    return found


def alike(one: Row, other: Row) -> bool:
    """Tell whether two rows say the same of an article."""
    return {**one, "key": ""} == {**other, "key": ""}


def _family(key: str) -> str:
    """Return a key without the number by which entries of one id are told apart."""
    return _NUMBER.sub("", key)


def _row(item: Item, key: str) -> Row:
    """Return the row of an entry; with its own key, where it is kept under an earlier one."""
    family = _family(item.key)
    row: Mapping[str, Any] = {
        "id": key, "title": item.title, "text": item.text, "url": item.url,
        "source": item.source, "author": item.author, "date": item.published.date or "",
        "modified": item.modified, "language": item.language, "summary": item.summary,
        "key": "" if _family(key) == family else family,
    }  # fmt: skip
    return {name: value for name, value in row.items() if value}
