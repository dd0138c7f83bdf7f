"""The orders of a list of quotations, and what neighbours have in common in each."""

from __future__ import annotations

from .article.speakers import who
from .quotation_query import QuotationLine


def by_article(line: QuotationLine) -> tuple[str, str]:
    """Group quotations by article: its id, and what stands above them."""
    return line.article, line.title


ORDERS = ("date ↓", "date ↑", "speaker", "article", "kind", "unsure first")
GROUPS = {
    "date ↓": by_article,
    "date ↑": by_article,
    "article": by_article,
    "speaker": lambda line: (who(line.quoted), line.quoted.speaker_name),
    "kind": lambda line: (line.quoted.kind.value, line.quoted.kind.value),
}
"""What those that stand together in an order have in common; nothing where it is left out."""


def ordered(lines: list[QuotationLine], order: str) -> list[QuotationLine]:
    """Return quotations in an order; those that are equal in it stay by date."""
    if order == "date ↓":
        return lines[::-1]
    if order == "speaker":
        return sorted(lines, key=lambda line: line.quoted.speaker_name.casefold() or "\uffff")
    if order == "article":
        return sorted(lines, key=lambda line: line.title.casefold())
    if order == "kind":
        return sorted(lines, key=lambda line: line.quoted.kind.value)
    if order == "unsure first":
        return sorted(lines, key=lambda line: line.quoted.confidence)
    return lines
