"""How many, in words."""

from __future__ import annotations


def counted(count: int, thing: str) -> str:
    """Return how many things there are: ``1 quotation``, ``2 quotations``."""
    return f"{count} {thing}{'' if count == 1 else 's'}"
