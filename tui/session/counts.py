"""How many: in words, and the most frequent first."""

from __future__ import annotations

from collections.abc import Mapping


def counted(count: int, thing: str) -> str:
    """Return how many things there are: ``1 quotation``, ``2,000 quotations``."""
    return f"{count:,} {thing}{'' if count == 1 else 's'}"


def most_first(counts: Mapping[str, int]) -> dict[str, int]:
    """Return the same counts, the most frequent first, those of one number by their names."""
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
