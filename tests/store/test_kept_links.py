"""Kept links: as they were put, under one mark, and never into an article that is not there."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from onrecord.analysis.types import Link, LinkType, Place
from onrecord.store.library.kept_links import KeptLinks

LINK = Link(
    LinkType.SAME_STATEMENT, Place("a", 3, 9), Place("b", 0, 4), 0.625, ("both: quay", "same day")
)


def test_kept_until_the_mark_changes(tmp_path: Path) -> None:
    """They come back as they were, also those that are none; another mark forgets them."""
    kept = KeptLinks(tmp_path)
    kept.begin("one", {"a", "b"})
    kept.put("a", [LINK])
    assert not kept.whole()
    kept.put("b", [])
    kept.close()
    again = KeptLinks(tmp_path)
    again.begin("one", {"a", "b"})
    assert again.whole() and again.get("a") == [LINK] and again.get("b") == []
    again.begin("two", {"a", "b"})
    assert again.get("a") is None and not again.whole()


def test_who_only_reads_writes_nothing(tmp_path: Path) -> None:
    """A library that is open elsewhere is not written to, and needs no file."""
    reader = KeptLinks(tmp_path, writable=False)
    reader.begin("one", {"a", "b"})
    reader.put("a", [LINK])
    assert reader.get("a") is None and not list(tmp_path.iterdir())


def test_rows_that_are_none(tmp_path: Path) -> None:
    """What somebody else has written into the file leads nowhere, and is left out."""
    kept = KeptLinks(tmp_path)
    kept.begin("one", {"a"})
    kept.put("a", [LINK])
    assert kept.get("a") is None, "b is no article of this library"
    with sqlite3.connect(tmp_path / "links.db") as base:
        base.execute("update links set links = ?", (b'[["x", 1]]',))
    assert kept.get("a") is None
