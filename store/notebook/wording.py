"""Of what kind a quotation is by now, by which of its words stand between quotation marks."""

from __future__ import annotations

import re

from onrecord.analysis.types import QuotationKind, Span

_MARKED = re.compile(r'"[^"\n]*(?:"|$)', re.MULTILINE)
_WORD = re.compile(r"\w+")


def kind_of(text: str, span: Span, kind: QuotationKind, before: Span) -> QuotationKind:
    """Return the kind of a quotation of a span, which was of this ``kind`` at the span ``before``.

    Where its kind did not follow from marks, as that of a transcript, it stays.
    """
    was, now = _inside(text, before), _inside(text, span)
    if now == 1:
        return QuotationKind.DIRECT
    if (kind is QuotationKind.DIRECT and was < 1) or (kind is QuotationKind.MIXED and not was):
        return kind
    return QuotationKind.MIXED if now else QuotationKind.INDIRECT


def _inside(text: str, span: Span) -> float:
    """Return which part of the words of a span stand between marks, 0 to 1."""
    from onrecord.analysis.layout import even  # its patterns take a while: not before the list

    start = text.rfind("\n", 0, span[0]) + 1  # marks are paired within their paragraph
    end = text.find("\n", span[1])
    around = even(text[start : end if end >= 0 else None])
    low, high = span[0] - start, span[1] - start
    marked = [found.span() for found in _MARKED.finditer(around)]
    words = [found.start() for found in _WORD.finditer(around, low, high)]
    inside = sum(any(a < at < b for a, b in marked) for at in words)
    return inside / len(words) if words else 0.0
