"""The tree that tags make, and how a tag is written."""

from __future__ import annotations


def tree(counts: dict[str, int]) -> list[tuple[str, int, int]]:
    """Return every tag and every tag above one, with its own count and that of all below it."""
    own: dict[str, int] = {}
    below: dict[str, int] = {}
    for tag, count in counts.items():
        own[tag] = own.get(tag, 0) + count
        parts = tag.split("/")
        for depth in range(1, len(parts) + 1):
            above = "/".join(parts[:depth])
            below[above] = below.get(above, 0) + count
    return [(tag, own.get(tag, 0), below[tag]) for tag in sorted(below, key=lambda t: t.split("/"))]
